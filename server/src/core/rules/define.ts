import type { IssueKind, IssueOf, StructureIssue } from '../model/issues.js';
import type { Finding, FileRule, LigneRule, Messages, Report, Rule, RuleMeta, Sink, StructureRule, Target, TextRule, ValueRule } from './contract.js';

const NO_FIXES = (): readonly [] => [];

/** Binds a rule's messages: what it reports becomes findings that can speak both languages. */
function reporter<D>(meta: RuleMeta, messages: Messages<D>, out: Sink): Report<D> {
  return (message, data, at, options = {}) => {
    const finding: Finding = {
      rule: meta, messageId: message, chunk: at.chunk, span: at.span, place: at.place,
      severity: options.severity ?? meta.severity,
      message: (lang) => messages[message][lang](data),
      related: options.related ?? [],
      fixes: options.fixes ?? NO_FIXES,
    };
    out(finding);
  };
}

export function defineTextRule<D>(rule: TextRule<D>): Rule {
  const meta: RuleMeta = { ...rule.meta, scope: 'text' };
  return { meta, messageIds: Object.keys(rule.messages), scope: 'text', run: (subject, context, out) => { rule.check(subject, reporter(meta, rule.messages, out), context); } };
}

export function defineStructureRule<K extends IssueKind, D>(rule: StructureRule<K, D>): Rule {
  const meta: RuleMeta = { ...rule.meta, scope: 'structure' };
  const isMine = (issue: StructureIssue): issue is IssueOf<K> => rule.kinds.some((kind) => kind === issue.kind);
  return {
    meta, messageIds: Object.keys(rule.messages), scope: 'structure', kinds: rule.kinds,
    run: (issue, chunk, context, out) => {
      if (!isMine(issue)) return;
      const at = Object.assign((span: Target['span']): Target => ({ chunk, span, place: issue.place }), { chunk });
      rule.check(issue, reporter(meta, rule.messages, out), at, context);
    },
  };
}

export function defineValueRule<D>(rule: ValueRule<D>): Rule {
  const meta: RuleMeta = { ...rule.meta, scope: 'value' };
  return {
    meta, messageIds: Object.keys(rule.messages), scope: 'value', roles: rule.roles,
    run: (value, fields, context, out) => {
      const at = (span: Target['span'] = value.node): Target => ({ chunk: fields.chunk, span, place: value.place });
      rule.check(value, reporter(meta, rule.messages, out), at, context, fields);
    },
  };
}

export function defineLigneRule<D>(rule: LigneRule<D>): Rule {
  const meta: RuleMeta = { ...rule.meta, scope: 'ligne' };
  return { meta, messageIds: Object.keys(rule.messages), scope: 'ligne', run: (ligne, context, out) => { rule.check(ligne, reporter(meta, rule.messages, out), context); } };
}

export function defineFileRule<D>(rule: FileRule<D>): Rule {
  const meta: RuleMeta = { ...rule.meta, scope: 'file' };
  return { meta, messageIds: Object.keys(rule.messages), scope: 'file', run: (file, context, out) => { rule.check(file, reporter(meta, rule.messages, out), context); } };
}
