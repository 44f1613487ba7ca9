import type { IssueKind } from '../model/issues.js';
import type { FieldSet, Ligne } from '../model/ligne.js';
import { isText } from '../model/located.js';
import type { FieldRole } from '../profiles/roles.js';
import type { FileSubject, Finding, Rule, RuleContext, Sink, Target, TextSubject } from './contract.js';
import { internalError } from './internal.js';

type Of<S extends Rule['scope']> = Extract<Rule, { scope: S }>;

/** Rules by what calls them, so that a value meets only the rules about its role. Built once. */
export interface RuleTable {
  readonly text: readonly Of<'text'>[];
  readonly structure: ReadonlyMap<IssueKind, readonly Of<'structure'>[]>;
  readonly value: ReadonlyMap<FieldRole, readonly Of<'value'>[]>;
  readonly ligne: readonly Of<'ligne'>[];
  readonly file: readonly Of<'file'>[];
}

export function tableOf(rules: readonly Rule[]): RuleTable {
  const structure = new Map<IssueKind, Of<'structure'>[]>();
  const value = new Map<FieldRole, Of<'value'>[]>();
  const text: Of<'text'>[] = [];
  const ligne: Of<'ligne'>[] = [];
  const file: Of<'file'>[] = [];
  for (const rule of rules) {
    switch (rule.scope) {
      case 'text': text.push(rule); break;
      case 'structure': for (const kind of rule.kinds) structure.set(kind, [...structure.get(kind) ?? [], rule]); break;
      case 'value': for (const role of rule.roles) value.set(role, [...value.get(role) ?? [], rule]); break;
      case 'ligne': ligne.push(rule); break;
      case 'file': file.push(rule); break;
      case 'workspace': break;
    }
  }
  return { text, structure, value, ligne, file };
}

/** A rule that throws becomes one finding that names it; the others go on. */
function guarded(rule: Rule, at: Target, out: Sink, run: () => void): void {
  try {
    run();
  } catch (error) {
    internalError(rule.meta.id, error, at, out);
  }
}

export function runText(table: RuleTable, subject: TextSubject, context: RuleContext): Finding[] {
  const found: Finding[] = [];
  const out: Sink = (finding) => { found.push(finding); };
  for (const rule of table.text) guarded(rule, TOP, out, () => { rule.run(subject, context, out); });
  return found;
}

const TOP: Target = { chunk: undefined, span: { start: 0, end: 0 }, place: undefined };

/** Structure and value rules, on one ligne or on the head of the file. */
export function runFields(table: RuleTable, fields: FieldSet, context: RuleContext): Finding[] {
  const found: Finding[] = [];
  const out: Sink = (finding) => { found.push(finding); };
  const at: Target = { chunk: fields.chunk, span: { start: fields.node.start, end: fields.node.start + 1 }, place: fields.place };
  for (const issue of fields.issues) {
    for (const rule of table.structure.get(issue.kind) ?? []) {
      guarded(rule, at, out, () => { rule.run(issue, fields.chunk, context, out); });
    }
  }
  for (const [role, rules] of table.value) {
    for (const located of fields.all(role)) {
      if (located.flagged || !isText(located)) continue;
      for (const rule of rules) guarded(rule, at, out, () => { rule.run(located, fields, context, out); });
    }
  }
  return found;
}

export function runLigne(table: RuleTable, ligne: Ligne, context: RuleContext): Finding[] {
  const found = runFields(table, ligne, context);
  const { profile } = context;
  if (profile === undefined || ligne.node.kind !== 'object') return found;
  const out: Sink = (finding) => { found.push(finding); };
  const at: Target = { chunk: ligne.chunk, span: { start: 0, end: 1 }, place: ligne.place };
  for (const rule of table.ligne) guarded(rule, at, out, () => { rule.run(ligne, { ...context, profile }, out); });
  return found;
}

export function runFile(table: RuleTable, file: FileSubject, context: RuleContext): Finding[] {
  const found: Finding[] = [];
  const out: Sink = (finding) => { found.push(finding); };
  for (const rule of table.file) guarded(rule, file.list, out, () => { rule.run(file, context, out); });
  return found;
}
