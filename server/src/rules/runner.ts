import type { FileRole } from '../format/model/facts.js';
import type { IssueKind } from '../format/model/issues.js';
import type { FieldSet, Ligne } from '../format/model/ligne.js';
import { nameKey, type PieceFolder, type PieceText } from '../format/pieces/folder.js';
import { sameCodes } from '../format/pieces/pieces.js';
import type { Profile } from '../format/profiles/profile.js';
import type {
  FileSubject,
  Finding,
  FolderSubject,
  ProfiledContext,
  Rule,
  RuleContext,
  RunFile,
  RunStructure,
  RunText,
  Target,
  TextSubject,
} from './contract.js';
import { type Bound, Findings, NOTHING, runAll } from './bound.js';
import { LigneRules, ValueRules } from './byForm.js';
import { INTERNAL_ERROR } from './define.js';

const known = new WeakMap<readonly Rule[], RuleRun[]>();
/** As many as a large folder has profiles; each remembers the texts that it found valid. */
const MAX_RUNS = 24;

/** The rules bound to a context, kept for the next file or edit with the same one: binding costs more than an edit. */
export function runFor(rules: readonly Rule[], context: RuleContext): RuleRun {
  const runs = known.get(rules) ?? [];
  const before = runs.find(run => run.isFor(context));
  if (before !== undefined) return before;
  const run = new RuleRun(rules, context);
  known.set(rules, [run, ...runs.slice(0, MAX_RUNS - 1)]);
  return run;
}

/**
 * The rules at work in one context. A rule that throws becomes one finding that names it; the others continue. Each
 * method returns the findings since the last call.
 */
export class RuleRun {
  private readonly findings = new Findings();
  private readonly text: Bound<RunText>[] = [];
  private readonly structure = new Map<IssueKind, Bound<RunStructure>[]>();
  private readonly value = new ValueRules();
  private readonly ligne = new LigneRules();
  private readonly file: (Bound<RunFile> & { readonly reads: readonly FileRole[] })[] = [];
  private readonly profiled: ProfiledContext | undefined;

  constructor(
    rules: readonly Rule[],
    private readonly context: RuleContext,
  ) {
    this.profiled = withProfile(context);
    for (const rule of rules) if (isOfPhase(rule, context)) this.bind(rule);
  }

  isFor(context: RuleContext): boolean {
    return sameContext(this.context, context);
  }

  onText(subject: TextSubject): readonly Finding[] {
    runAll(this.text, this.findings.add, TOP, subject, this.context, undefined);
    return this.findings.take();
  }

  /** Structure and value rules, on the head of the file. */
  onHead(fields: FieldSet): readonly Finding[] {
    this.onFields(fields);
    return this.findings.take();
  }

  onLigne(ligne: Ligne): readonly Finding[] {
    this.onFields(ligne);
    if (this.profiled !== undefined && ligne.kind === 'object')
      runAll(this.ligne.for(ligne, this.profiled), this.findings.add, ligne, ligne, this.profiled, undefined);
    return this.findings.take();
  }

  onFile(file: FileSubject, unlessKept?: Kept): readonly Finding[] {
    const stale = unlessKept === undefined ? this.file : this.file.filter(rule => isStale(rule, unlessKept));
    runAll(stale, this.findings.add, file.list, file, this.context, undefined);
    return this.findings.take();
  }

  /** Whether a rule about the whole file has to run again after an edit in one ligne. */
  fileIsStale(kept: Kept): boolean {
    return this.file.some(rule => isStale(rule, kept));
  }

  private onFields(fields: FieldSet): void {
    for (const issue of fields.issues) {
      const rules = this.structure.get(issue.kind);
      if (rules !== undefined) runAll(rules, this.findings.add, fields, issue, fields.chunk, this.context);
    }
    this.value.run(fields, this.context, this.findings);
  }

  private bind(rule: Rule): void {
    const { id } = rule.meta;
    const { add } = this.findings;
    switch (rule.scope) {
      case 'text':
        this.text.push({ id, run: rule.bind(add) });
        return;
      case 'structure':
        addTo(this.structure, rule.kinds, { id, run: rule.bind(add) });
        return;
      case 'value':
        this.value.add(rule, add);
        return;
      case 'ligne':
        this.ligne.add(rule, add);
        return;
      case 'file':
        this.file.push({ id, reads: rule.reads, run: rule.bind(add) });
        return;
      // These need more than the file: `WorkspaceRun`, `runFolder`, `runDocuments`.
      case 'workspace':
      case 'folder':
      case 'document':
        return;
    }
  }
}

/** What an edit in one ligne leaves unchanged. */
export interface Kept {
  /** The roles that the edit touched. */
  readonly changed: readonly FileRole[];
  /**
   * Earlier findings. A rule that found something runs again: its findings point into the lignes, which may have moved.
   */
  readonly found: readonly Finding[];
}

const isStale = (
  { id, reads }: { readonly id: string; readonly reads: readonly FileRole[] },
  { changed, found }: Kept,
): boolean =>
  found.some(({ rule }) => rule.id === id || rule === INTERNAL_ERROR) || changed.some(role => reads.includes(role));

/** What folder and document rules read from an analysis. */
interface Read {
  readonly head: FieldSet | undefined;
  readonly lignes: readonly { readonly ligne: Ligne }[];
}

/** The rules about the attachments folder. `only`: the lignes to check, among the names of all. */
export function runFolder(
  rules: readonly Rule[],
  { lignes }: Read,
  folder: PieceFolder,
  context: RuleContext,
  only?: (ligne: Ligne) => boolean,
): readonly Finding[] {
  const { add, take } = new Findings();
  const bound = rules.flatMap(rule => (rule.scope === 'folder' ? [{ id: rule.meta.id, run: rule.bind(add) }] : []));
  const subject: FolderSubject = { folder, isNamed: namesOf(lignes.map(state => state.ligne)) };
  for (const { ligne } of lignes) {
    if (ligne.kin === undefined && only?.(ligne) !== false) runAll(bound, add, ligne, ligne, subject, context);
  }
  return take();
}

/**
 * The rules about the texts of PDFs. `textsOf` returns the texts of a ligne's readable attachments, undefined for a
 * ligne that isn't checked. Silent while the profile is unknown.
 */
export function runDocuments(
  rules: readonly Rule[],
  { lignes, head }: Read,
  textsOf: (ligne: Ligne) => readonly PieceText[] | undefined,
  context: RuleContext,
): readonly Finding[] {
  const profiled = withProfile(context);
  if (profiled === undefined || head === undefined) return NOTHING;
  const { add, take } = new Findings();
  const bound = rules.flatMap(rule => (rule.scope === 'document' ? [{ id: rule.meta.id, run: rule.bind(add) }] : []));
  for (const { ligne } of lignes) {
    const pieces = textsOf(ligne);
    if (pieces !== undefined && ligne.kind === 'object' && ligne.kin === undefined)
      runAll(bound, add, ligne, { ligne, head, pieces }, profiled, undefined);
  }
  return take();
}

function namesOf(lignes: readonly FieldSet[]): (key: string) => boolean {
  // Only a missing attachment asks.
  let keys: ReadonlySet<string> | undefined;
  return key => {
    keys ??= new Set(lignes.flatMap(ligne => ligne.texts('nomFichier').map(({ value }) => nameKey(value))));
    return keys.has(key);
  };
}

const withProfile = (context: RuleContext): ProfiledContext | undefined => {
  const { profile } = context;
  return profile === undefined ? undefined : { ...context, profile };
};

const sameProfiles = (a: readonly Profile[], b: readonly Profile[]): boolean =>
  a.length === b.length && a.every((profile, i) => profile === b[i]);

/** Whether rules judge alike in both contexts. */
const sameContext = (a: RuleContext, b: RuleContext): boolean =>
  a === b ||
  (a.profile === b.profile &&
    a.profileKnown === b.profileKnown &&
    a.today === b.today &&
    a.referenceDate === b.referenceDate &&
    a.plafonds === b.plafonds &&
    a.calendrier === b.calendrier &&
    a.portalOutput === b.portalOutput &&
    sameCodes(a.otherCodes, b.otherCodes) &&
    a.mismatch?.said === b.mismatch?.said &&
    sameProfiles(a.mismatch?.seems ?? [], b.mismatch?.seems ?? []) &&
    a.foreign === b.foreign &&
    a.several === b.several &&
    a.candidates.length === b.candidates.length &&
    a.candidates.every((id, i) => id === b.candidates[i]));

/** A rule about soldes has nothing to look for in avances. */
const isOfPhase = ({ meta: { concerns } }: Rule, { profile }: RuleContext): boolean =>
  profile === undefined || concerns?.phase === undefined || concerns.phase === profile.phase;

const TOP: Target = { chunk: undefined, span: { start: 0, end: 0 }, place: undefined };

function addTo<K, V>(map: Map<K, V[]>, keys: readonly K[], value: V): void {
  for (const key of keys) {
    const list = map.get(key);
    if (list === undefined) map.set(key, [value]);
    else list.push(value);
  }
}
