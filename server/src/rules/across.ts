import type { Source } from '../language/edit.js';
import type { FileFacts, LigneFacts, Lookups, Occurrence } from '../index/facts.js';
import type { FieldRole } from '../format/profiles/roles.js';
import type { Finding, ProfiledContext, Rule, RuleContext, RunWorkspace, WorkspaceSubject } from './contract.js';
import { Findings, runAll } from './bound.js';

/** All findings of a file's rules about other files, computed afresh. For repeated use, keep a `WorkspaceRun`. */
export const runWorkspace = (
  rules: readonly Rule[],
  index: Lookups & Files,
  id: string,
  context: RuleContext,
): readonly Finding[] => new WorkspaceRun(rules, { once: true }).findings(index, id, context);

interface Files {
  get(id: string): FileFacts | undefined;
}

/** The findings of one ligne, and everything that they depend on. */
interface Known {
  readonly file: FileFacts;
  readonly context: RuleContext;
  readonly seen: Seen;
  readonly findings: readonly Finding[];
}

/**
 * The rules about other files, running on an index. A ligne's findings hold as long as the ligne, the head of its file
 * and everything that the rules looked up stay the same: after an edit, one ligne is checked again, and those of other
 * files that share a number with it.
 */
export class WorkspaceRun {
  private readonly rules: readonly { readonly id: string; readonly run: RunWorkspace }[];
  private readonly known = new WeakMap<LigneFacts, Known>();
  private readonly found = new Findings();

  /** `once`: each file is asked for only once, so nothing is remembered. */
  constructor(
    rules: readonly Rule[],
    private readonly life: { readonly once?: boolean } = {},
  ) {
    this.rules = rules.flatMap(rule => {
      const bind = rule.scope === 'workspace' ? rule.bind : rule.across;
      return bind === undefined ? [] : [{ id: rule.meta.id, run: bind(this.found.add) }];
    });
  }

  /** Nothing for a file that isn't in the index, or whose profile is unknown. */
  findings(index: Lookups & Files, id: string, context: RuleContext): readonly Finding[] {
    const file = index.get(id);
    const { profile } = context;
    if (file === undefined || profile === undefined) return [];
    const profiled = { ...context, profile };
    const findings: Finding[] = [];
    for (const ligne of file.lignes) {
      const found = this.ofLigne(ligne, file, index, profiled);
      if (found.length > 0) findings.push(...found);
    }
    return onceAtHead(findings);
  }

  private ofLigne(ligne: LigneFacts, file: FileFacts, index: Lookups, context: ProfiledContext): readonly Finding[] {
    if (this.life.once === true) return this.judge({ file, ligne, index }, context);
    const known = this.known.get(ligne);
    if (
      known !== undefined &&
      sameFile(known.file, file) &&
      sameContext(known.context, context) &&
      known.seen.holds(index)
    )
      return known.findings;
    const seen = new Seen(index);
    const findings = this.judge({ file, ligne, index: seen }, context);
    this.known.set(ligne, { file, context, seen, findings });
    return findings;
  }

  private judge(subject: WorkspaceSubject, context: ProfiledContext): readonly Finding[] {
    runAll(this.rules, this.found.add, startOf(subject.ligne), subject, context, undefined);
    return this.found.take();
  }
}

/** Records what is looked up, with the results. */
class Seen implements Lookups {
  private readonly found: {
    readonly role: FieldRole;
    readonly value: string;
    readonly occurrences: readonly Occurrence[];
  }[] = [];
  private output: { readonly stem: string; readonly siren: string | undefined; readonly is: boolean } | undefined;

  constructor(private index: Lookups | undefined) {}

  occurrences(role: FieldRole, value: string): readonly Occurrence[] {
    const before = this.found.find(one => one.role === role && one.value === value);
    if (before !== undefined) return before.occurrences;
    const occurrences = this.index?.occurrences(role, value) ?? [];
    this.found.push({ role, value, occurrences });
    return occurrences;
  }

  hasOutput(stem: string, siren: string | undefined): boolean {
    const is = this.index?.hasOutput(stem, siren) ?? false;
    this.output = { stem, siren, is };
    return is;
  }

  /** Whether the same questions have the same answers. */
  holds(index: Lookups): boolean {
    for (const { role, value, occurrences } of this.found)
      if (index.occurrences(role, value) !== occurrences) return false;
    return this.output === undefined || index.hasOutput(this.output.stem, this.output.siren) === this.output.is;
  }
}

const startOf = ({ chunk, span, place }: LigneFacts) => ({
  chunk,
  span: { start: span.start, end: span.start + 1 },
  place,
});

/** The head belongs to the whole file: its findings are reported once. */
function onceAtHead(findings: readonly Finding[]): readonly Finding[] {
  const told = new Set<string>();
  return findings.filter(({ chunk, rule, messageId }) => {
    if (chunk !== undefined) return true;
    const key = `${rule.id}/${messageId}`;
    if (told.has(key)) return false;
    told.add(key);
    return true;
  });
}

const sameFile = (a: FileFacts, b: FileFacts): boolean =>
  a === b ||
  (a.id === b.id &&
    a.profile === b.profile &&
    a.portalOutput === b.portalOutput &&
    a.siret === b.siret &&
    a.numeroAns === b.numeroAns);

const sameContext = (a: RuleContext, b: RuleContext): boolean =>
  a === b ||
  (a.profile === b.profile &&
    a.today === b.today &&
    a.referenceDate === b.referenceDate &&
    a.plafonds === b.plafonds &&
    a.calendrier === b.calendrier);

/**
 * A file's own findings and those about other files, in text order. If a value has a finding by the same rule or an
 * earlier one, other files' findings about it would report the same mistake again; if other files reveal the actual
 * mistake, that finding replaces its consequences.
 */
export function mergeFindings(source: Source, own: readonly Finding[], across: readonly Finding[]): readonly Finding[] {
  if (across.length === 0) return own;
  const told = new Map<string, Set<string>>();
  for (const finding of own) {
    const rules = told.get(keyOf(finding)) ?? new Set();
    told.set(keyOf(finding), rules.add(finding.rule.id));
  }
  const isNew = (finding: Finding): boolean => {
    const rules = told.get(keyOf(finding));
    return rules === undefined || ![finding.rule.id, ...(finding.rule.after ?? [])].some(id => rules.has(id));
  };
  const startOf = ({ chunk, span }: Finding): number => source.originOf(chunk) + span.start;
  const fresh = across.filter(isNew);
  const superseded = new Set(
    fresh.flatMap(({ chunk, rule }) => (rule.supersedes ?? []).map(id => `${String(chunk)}:${id}`)),
  );
  const kept = own.filter(({ chunk, rule }) => !superseded.has(`${String(chunk)}:${rule.id}`));
  return [...kept, ...fresh].sort((a, b) => startOf(a) - startOf(b));
}

const keyOf = ({ chunk, span }: Finding): string => `${String(chunk)}:${String(span.start)}-${String(span.end)}`;
