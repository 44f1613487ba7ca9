import { Catalog } from '../../format/profiles/catalog.js';
import type { Shape } from '../../format/profiles/profile.js';
import { DOCUMENTS } from '../../format/profiles/sources.js';
import type { FixKind, Rule, Scope, Severity, Theme } from '../../rules/contract.js';
import { RULES } from '../../generated/registry.js';
import type { Bilingual, Lang } from '../../texts/typeset.js';
import type { Console } from '../console.js';
import { widthOf } from '../report/terminal.js';
import { FORMATS, choice, EXIT, formatOf, type ExitCode, type Define } from '../options.js';

/** A rule as the JSON output has it. */
interface ReportedRule {
  readonly id: string;
  readonly severity: Severity;
  readonly theme: Theme;
  readonly scope: Scope;
  readonly title: Bilingual;
  readonly explanation: Bilingual;
  readonly citations: readonly {
    readonly document: string;
    readonly question: string;
    readonly quote: string | null;
  }[];
  readonly remedies: readonly FixKind[];
  readonly profiles: readonly string[];
}

export const define: Define = ({ console, add, done }) => {
  const { help } = console.words;
  add('rules', help.rules)
    .addOption(choice('--format <format>', help.format, FORMATS))
    .action((options: RulesOptions) => {
      done(rules(console, options));
    });
};

interface RulesOptions {
  readonly format?: string;
}

function rules(console: Console, given: RulesOptions): ExitCode {
  if (formatOf(given.format) === 'json') {
    const catalog = new Catalog();
    console.out.write(`${JSON.stringify(RULES.map(rule => reportedRule(rule, catalog, console.lang)))}\n`);
  } else console.out.write(table(console));
  return EXIT.ok;
}

function reportedRule(rule: Rule, catalog: Catalog, lang: Lang): ReportedRule {
  const { id, severity, theme, scope, title, explanation, citations, remedies } = rule.meta;
  return {
    id,
    severity,
    theme,
    scope,
    title,
    explanation,
    citations: citations.map(({ document, question, quote }) => ({
      document: DOCUMENTS[document][lang],
      question,
      quote: quote ?? null,
    })),
    remedies,
    profiles: profilesOf(rule, catalog),
  };
}

/** If the phase belongs to the rule and the model has a field that it covers. */
function profilesOf(rule: Rule, catalog: Catalog): readonly string[] {
  const { roles = rule.scope === 'value' ? rule.roles : undefined, phase } = rule.meta.concerns ?? {};
  const has = (shape: Shape): boolean =>
    (shape.role !== undefined && roles?.includes(shape.role) === true) ||
    (shape.items !== undefined && has(shape.items)) ||
    (shape.properties ?? []).some(property => has(property.shape));
  return catalog.ids.filter(id => {
    const profile = catalog.get(id);
    return (
      profile !== undefined &&
      (phase === undefined || profile.phase === phase) &&
      (roles === undefined || has(profile.file))
    );
  });
}

function table({ out, lang, words }: Console): string {
  const { colors } = out;
  const idWidth = Math.max(...RULES.map(({ meta }) => meta.id.length));
  const severityWidth = Math.max(...Object.values(words.severity).map(widthOf));
  const remedyWidth = words.fixable.length + 2;
  const themes = [...new Set(RULES.map(({ meta }) => meta.theme))];
  const sections = themes.map(theme => {
    const lines = RULES.filter(({ meta }) => meta.theme === theme).map(({ meta }) => {
      const severity = words.severity[meta.severity].padEnd(severityWidth);
      const tinted =
        meta.severity === 'error'
          ? colors.red(severity)
          : meta.severity === 'warning'
            ? colors.yellow(severity)
            : colors.blue(severity);
      const remedy = (meta.remedies.includes('fix') ? `[${words.fixable}]` : '').padEnd(remedyWidth);
      return `  ${meta.id.padEnd(idWidth)}  ${tinted}  ${colors.green(remedy)}  ${meta.title[lang]}\n`;
    });
    const name = words.theme[theme];
    return `${colors.bold(name.charAt(0).toUpperCase() + name.slice(1))}\n${lines.join('')}\n`;
  });
  return `${sections.join('')}${words.ruleCount(RULES.length)}\n`;
}
