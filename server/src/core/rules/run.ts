import type { IssueKind } from '../model/issues.js';
import type { FieldSet, Ligne } from '../model/ligne.js';
import { isText } from '../model/located.js';
import type { Profile } from '../profiles/profile.js';
import type { FieldRole } from '../profiles/roles.js';
import type {
  FileSubject, Finding, Rule, RuleContext, RunFile, RunLigne, RunStructure, RunText, RunValue, Sink, Target, TextSubject,
} from './contract.js';
import { internalError } from './internal.js';

/** Rules by what calls them, so that a value meets only the rules about its role. Built once. */
export interface RuleTable {
  readonly rules: readonly Rule[];
}

export const tableOf = (rules: readonly Rule[]): RuleTable => ({ rules });

interface Bound<Run> {
  readonly id: string;
  readonly run: Run;
}

/**
 * The rules at work on one analysis. A rule that throws becomes one finding that names it; the others go on.
 * Each method returns what was found since the last.
 */
export class RuleRun {
  private found: Finding[] = [];
  private readonly text: Bound<RunText>[] = [];
  private readonly structure = new Map<IssueKind, Bound<RunStructure>[]>();
  private readonly value = new Map<FieldRole, Bound<RunValue>[]>();
  private readonly ligne: Bound<RunLigne>[] = [];
  private readonly file: Bound<RunFile>[] = [];
  private readonly profiled: (RuleContext & { readonly profile: Profile }) | undefined;
  private readonly out: Sink = (finding) => { this.found.push(finding); };

  constructor(table: RuleTable, private readonly context: RuleContext) {
    const { profile } = context;
    this.profiled = profile === undefined ? undefined : { ...context, profile };
    for (const rule of table.rules) this.bind(rule);
  }

  onText(subject: TextSubject): readonly Finding[] {
    for (const { id, run } of this.text) {
      try { run(subject, this.context); } catch (error) { internalError(id, error, TOP, this.out); }
    }
    return this.take();
  }

  /** Structure and value rules, on the head of the file. */
  onHead(fields: FieldSet): readonly Finding[] {
    this.onFields(fields);
    return this.take();
  }

  onLigne(ligne: Ligne): readonly Finding[] {
    this.onFields(ligne);
    if (this.profiled !== undefined && ligne.node.kind === 'object') {
      for (const { id, run } of this.ligne) {
        try { run(ligne, this.profiled); } catch (error) { internalError(id, error, startOf(ligne), this.out); }
      }
    }
    return this.take();
  }

  onFile(file: FileSubject): readonly Finding[] {
    for (const { id, run } of this.file) {
      try { run(file, this.context); } catch (error) { internalError(id, error, file.list, this.out); }
    }
    return this.take();
  }

  private onFields(fields: FieldSet): void {
    for (const issue of fields.issues) {
      for (const { id, run } of this.structure.get(issue.kind) ?? NONE) {
        try { run(issue, fields.chunk, this.context); } catch (error) { internalError(id, error, startOf(fields), this.out); }
      }
    }
    for (const [role, rules] of this.value) {
      for (const located of fields.all(role)) {
        if (located.flagged || !isText(located)) continue;
        for (const { id, run } of rules) {
          try { run(located, fields, this.context); } catch (error) { internalError(id, error, startOf(fields), this.out); }
        }
      }
    }
  }

  private take(): readonly Finding[] {
    if (this.found.length === 0) return NOTHING;
    const { found } = this;
    this.found = [];
    return found;
  }

  private bind(rule: Rule): void {
    const { id } = rule.meta;
    switch (rule.scope) {
      case 'text': this.text.push({ id, run: rule.bind(this.out) }); return;
      case 'structure': add(this.structure, rule.kinds, { id, run: rule.bind(this.out) }); return;
      case 'value': add(this.value, rule.roles, { id, run: rule.bind(this.out) }); return;
      case 'ligne': this.ligne.push({ id, run: rule.bind(this.out) }); return;
      case 'file': this.file.push({ id, run: rule.bind(this.out) }); return;
      case 'workspace': return;
    }
  }
}

const NONE: readonly never[] = [];
const NOTHING: readonly Finding[] = [];
const TOP: Target = { chunk: undefined, span: { start: 0, end: 0 }, place: undefined };

const startOf = (fields: FieldSet): Target =>
  ({ chunk: fields.chunk, span: { start: fields.node.start, end: fields.node.start + 1 }, place: fields.place });

function add<K, V>(map: Map<K, V[]>, keys: readonly K[], value: V): void {
  for (const key of keys) {
    const list = map.get(key);
    if (list === undefined) map.set(key, [value]); else list.push(value);
  }
}
