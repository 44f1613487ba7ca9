import type { IssueKind, IssueOf, StructureIssue } from '../format/model/issues.js';
import type {
  CheckAcross,
  DocumentRule,
  Finding,
  FileRule,
  FolderRule,
  LigneRule,
  Messages,
  Report,
  Rule,
  RuleMeta,
  RunWorkspace,
  Sink,
  StructureRule,
  Target,
  TextRule,
  ValueRule,
  WorkspaceRule,
} from './contract.js';
import { francais } from '../texts/typeset.js';

const NO_FIXES = (): readonly [] => [];

/** Binds a rule's messages: what it reports becomes findings that can speak both languages. */
function reporter<D>(meta: RuleMeta, messages: Messages<D>, out: Sink): Report<D> {
  return (message, data, at, options = {}) => {
    const finding: Finding = {
      rule: meta,
      messageId: message,
      chunk: at.chunk,
      span: at.span,
      place: at.place,
      severity: options.severity ?? meta.severity,
      message: lang => (lang === 'fr' ? francais(messages[message].fr(data)) : messages[message].en(data)),
      related: options.related ?? [],
      fixes: options.fixes ?? NO_FIXES,
    };
    out(finding);
  };
}

export function defineTextRule<D>(rule: TextRule<D>): Rule {
  const meta: RuleMeta = { ...rule.meta, scope: 'text' };
  return {
    meta,
    messageIds: Object.keys(rule.messages),
    scope: 'text',
    bind: out => {
      const report = reporter(meta, rule.messages, out);
      return (subject, context) => {
        rule.check(subject, report, context);
      };
    },
  };
}

export function defineStructureRule<K extends IssueKind, D>(rule: StructureRule<K, D>): Rule {
  const meta: RuleMeta = { ...rule.meta, scope: 'structure' };
  const isMine = (issue: StructureIssue): issue is IssueOf<K> => rule.kinds.some(kind => kind === issue.kind);
  return {
    meta,
    messageIds: Object.keys(rule.messages),
    scope: 'structure',
    kinds: rule.kinds,
    bind: out => {
      const report = reporter(meta, rule.messages, out);
      return (issue, chunk, context) => {
        if (!isMine(issue)) return;
        const at = Object.assign((span: Target['span']): Target => ({ chunk, span, place: issue.place }), { chunk });
        rule.check(issue, report, at, context);
      };
    },
  };
}

export function defineValueRule<D>(rule: ValueRule<D>): Rule {
  const meta: RuleMeta = { ...rule.meta, scope: 'value' };
  return {
    meta,
    messageIds: Object.keys(rule.messages),
    scope: 'value',
    roles: rule.roles,
    bind: out => {
      const report = reporter(meta, rule.messages, out);
      return (value, fields, context) => {
        rule.check(
          value,
          report,
          (span = value.node) => ({ chunk: fields.chunk, span, place: value.place }),
          context,
          fields,
        );
      };
    },
  };
}

export function defineLigneRule<D>(rule: LigneRule<D>): Rule {
  const meta: RuleMeta = { ...rule.meta, scope: 'ligne' };
  return {
    meta,
    messageIds: Object.keys(rule.messages),
    scope: 'ligne',
    ...(rule.across && { across: acrossOf(meta, rule.messages, rule.across) }),
    bind: out => {
      const report = reporter(meta, rule.messages, out);
      return (ligne, context) => {
        rule.check(ligne, report, context);
      };
    },
  };
}

export function defineFileRule<D>(rule: FileRule<D>): Rule {
  const meta: RuleMeta = { ...rule.meta, scope: 'file' };
  return {
    meta,
    messageIds: Object.keys(rule.messages),
    scope: 'file',
    reads: rule.reads,
    ...(rule.across && { across: acrossOf(meta, rule.messages, rule.across) }),
    bind: out => {
      const report = reporter(meta, rule.messages, out);
      return (file, context) => {
        rule.check(file, report, context);
      };
    },
  };
}

export function defineWorkspaceRule<D>(rule: WorkspaceRule<D>): Rule {
  const meta: RuleMeta = { ...rule.meta, scope: 'workspace' };
  return {
    meta,
    messageIds: Object.keys(rule.messages),
    scope: 'workspace',
    bind: acrossOf(meta, rule.messages, rule.check),
  };
}

/** Binds what a rule says of other files. */
function acrossOf<D>(meta: RuleMeta, messages: Messages<D>, check: CheckAcross<D>): (out: Sink) => RunWorkspace {
  return out => {
    const report = reporter(meta, messages, out);
    return (subject, context) => {
      check(subject, report, context);
    };
  };
}

export function defineFolderRule<D>(rule: FolderRule<D>): Rule {
  const meta: RuleMeta = { ...rule.meta, scope: 'folder' };
  return {
    meta,
    messageIds: Object.keys(rule.messages),
    scope: 'folder',
    bind: out => {
      const report = reporter(meta, rule.messages, out);
      return (ligne, subject, context) => {
        rule.check(ligne, subject, report, context);
      };
    },
  };
}

export function defineDocumentRule<D>(rule: DocumentRule<D>): Rule {
  const meta: RuleMeta = { ...rule.meta, scope: 'document' };
  return {
    meta,
    messageIds: Object.keys(rule.messages),
    scope: 'document',
    bind: out => {
      const report = reporter(meta, rule.messages, out);
      return (subject, context) => {
        rule.check(subject, report, context);
      };
    },
  };
}
