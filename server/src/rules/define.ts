import type { IssueKind, IssueOf, StructureIssue } from '../format/model/issues.js';
import type {
  CheckAcross,
  DocumentRule,
  FileRule,
  Finding,
  Fix,
  FolderRule,
  LigneRule,
  Messages,
  Related,
  Report,
  Rule,
  RuleBase,
  RuleMeta,
  RunWorkspace,
  Scope,
  Sink,
  StrayKey,
  StructureRule,
  Target,
  TextRule,
  ValueRule,
  WorkspaceRule,
} from './contract.js';
import { type Bilingual, type Lang, spoken, typesetBoth } from '../texts/typeset.js';

const NO_FIXES = (): readonly [] => [];

const spokenRelated = (one: Related): Related => ({ ...one, message: typesetBoth(one.message) });
const spokenFix = (fix: Fix): Fix => ({ ...fix, title: typesetBoth(fix.title) });
const spokenStray = (stray: StrayKey): StrayKey =>
  stray.is === 'missing' ? stray : { ...stray, move: (editor, home) => spokenFix(stray.move(editor, home)) };

/**
 * Made here, where nothing else is known: whoever keeps a message would keep the finding's ligne as well. Said once: a
 * client is told all findings again after each edit, and most of them are still the same.
 */
function said<D>(message: Messages<{ readonly of: D }>['of'], data: D): Finding['message'] {
  const known: Partial<Record<Lang, string>> = {};
  return lang => (known[lang] ??= spoken(message[lang], data, lang));
}

/** What every scope has in common: the rule's own data, and how its reports become findings in both languages. */
function common<D>(
  rule: RuleBase<D>,
  scope: Scope,
): { readonly base: Pick<Rule, 'meta' | 'messageIds'>; readonly reporter: Reporter<D> } {
  const meta: RuleMeta = {
    ...rule.meta,
    scope,
    title: typesetBoth(rule.meta.title),
    explanation: typesetBoth(rule.meta.explanation),
  };
  const { messages } = rule;
  const reporter =
    (out: Sink): Report<D> =>
    (message, data, at, options = {}) => {
      const { fixes } = options;
      out({
        rule: meta,
        messageId: message,
        data,
        chunk: at.chunk,
        span: at.span,
        place: at.place,
        severity: options.severity ?? meta.severity,
        message: said(messages[message], data),
        cited: options.cited,
        stray: options.stray && spokenStray(options.stray),
        related: options.related?.map(spokenRelated) ?? [],
        fixes: fixes === undefined ? NO_FIXES : editor => fixes(editor).map(spokenFix),
      });
    };
  return { base: { meta, messageIds: Object.keys(messages) }, reporter };
}

export function defineTextRule<D>(rule: TextRule<D>): Rule {
  const { base, reporter } = common(rule, 'text');
  return {
    ...base,
    scope: 'text',
    bind: out => {
      const report = reporter(out);
      return (subject, context) => rule.check(subject, report, context);
    },
  };
}

export function defineStructureRule<K extends IssueKind, D>(rule: StructureRule<K, D>): Rule {
  const { base, reporter } = common(rule, 'structure');
  const isMine = (issue: StructureIssue): issue is IssueOf<K> => rule.kinds.some(kind => kind === issue.kind);
  return {
    ...base,
    scope: 'structure',
    kinds: rule.kinds,
    bind: out => {
      const report = reporter(out);
      return (issue, chunk, context) => {
        if (!isMine(issue)) return;
        const at = Object.assign((span: Target['span']): Target => ({ chunk, span, place: issue.place }), { chunk });
        rule.check(issue, report, at, context);
      };
    },
  };
}

export function defineValueRule<D>(rule: ValueRule<D>): Rule {
  const { base, reporter } = common(rule, 'value');
  return {
    ...base,
    scope: 'value',
    roles: rule.roles,
    beside: rule.beside === true,
    ...acrossOf(rule.across, reporter),
    bind: out => {
      const report = reporter(out);
      return (value, fields, context) => {
        const at = (span: Target['span'] = value.span): Target => ({ chunk: fields.chunk, span, place: value.place });
        rule.check(value, report, at, context, fields);
      };
    },
  };
}

export function defineLigneRule<D>(rule: LigneRule<D>): Rule {
  const { base, reporter } = common(rule, 'ligne');
  return {
    ...base,
    scope: 'ligne',
    ...acrossOf(rule.across, reporter),
    bind: out => {
      const report = reporter(out);
      return (ligne, context) => rule.check(ligne, report, context);
    },
  };
}

export function defineFileRule<D>(rule: FileRule<D>): Rule {
  const { base, reporter } = common(rule, 'file');
  return {
    ...base,
    scope: 'file',
    reads: rule.reads,
    ...acrossOf(rule.across, reporter),
    bind: out => {
      const report = reporter(out);
      return (file, context) => rule.check(file, report, context);
    },
  };
}

export function defineWorkspaceRule<D>(rule: WorkspaceRule<D>): Rule {
  const { base, reporter } = common(rule, 'workspace');
  return { ...base, scope: 'workspace', bind: bindAcross(rule.check, reporter) };
}

export function defineFolderRule<D>(rule: FolderRule<D>): Rule {
  const { base, reporter } = common(rule, 'folder');
  return {
    ...base,
    scope: 'folder',
    bind: out => {
      const report = reporter(out);
      return (ligne, subject, context) => rule.check(ligne, subject, report, context);
    },
  };
}

export function defineDocumentRule<D>(rule: DocumentRule<D>): Rule {
  const { base, reporter } = common(rule, 'document');
  return {
    ...base,
    scope: 'document',
    bind: out => {
      const report = reporter(out);
      return (subject, context) => rule.check(subject, report, context);
    },
  };
}

type Reporter<D> = (out: Sink) => Report<D>;

/** The part of a rule about one file that also looks at other files. */
const acrossOf = <D>(check: CheckAcross<D> | undefined, reporter: Reporter<D>): Pick<Rule, 'across'> =>
  check === undefined ? {} : { across: bindAcross(check, reporter) };

const bindAcross =
  <D>(check: CheckAcross<D>, reporter: Reporter<D>) =>
  (out: Sink): RunWorkspace => {
    const report = reporter(out);
    return (subject, context) => check(subject, report, context);
  };

/** Not a rule of the format: reported when one of ours breaks. */
export const INTERNAL_ERROR: RuleMeta = {
  id: 'internal-error',
  severity: 'warning',
  scope: 'file',
  theme: 'fichier',
  title: { fr: 'Erreur interne d’une règle', en: 'Internal error of a rule' },
  explanation: {
    fr:
      "Une règle de Ségur JSON a échoué sur ce fichier. Les autres règles ont été appliquées. Ce n'est pas une " +
      'erreur de votre fichier.',
    en: 'A rule of Ségur JSON failed on this file. The other rules were applied. This is not a mistake in your file.',
  },
  citations: [{ document: 'projet', question: '' }],
  remedies: [],
  needsProfile: false,
};

/** The error's own text may quote the file, which is confidential: only its kind is shown. */
export function internalError(rule: string, error: unknown, at: Target): Finding {
  const kind = error instanceof Error ? error.name : typeof error;
  const message: Bilingual = {
    fr:
      `La règle « ${rule} » a échoué (${kind}) : elle n'a pas été vérifiée ici. Les autres règles l'ont été. ` +
      'Merci de le signaler.',
    en: `The rule “${rule}” failed (${kind}): it was not checked here. The others were. Please report this.`,
  };
  return {
    chunk: at.chunk,
    span: at.span,
    place: at.place,
    rule: INTERNAL_ERROR,
    messageId: 'failed',
    data: { rule, kind },
    severity: 'warning',
    related: [],
    fixes: () => [],
    message: lang => message[lang],
  };
}
