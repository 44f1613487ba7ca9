import { foldKey, nearest } from '../../format/domain/fold.js';
import { citationText } from '../../format/profiles/sources.js';
import type { RuleMeta } from '../../rules/contract.js';
import { INTERNAL_ERROR } from '../../rules/define.js';
import { RULES } from '../../generated/registry.js';
import type { Console } from '../console.js';
import { wrap } from '../report/terminal.js';
import { EXIT, type ExitCode, type Define } from '../options.js';

const COLUMNS = 80;
const MAX_COLUMNS = 100;

export const define: Define = ({ console, add, done }) => {
  const { help } = console.words;
  add('explain', help.explain)
    .argument(`<${help.ruleName}>`, help.rule)
    .action((rule: string) => {
      done(explain(console, rule));
    });
};

function explain(console: Console, id: string): ExitCode {
  const metas = [...RULES.map(rule => rule.meta), INTERNAL_ERROR];
  const meta = metas.find(known => known.id === foldKey(id).trim());
  if (meta === undefined) {
    console.err.write(
      `${console.words.unknownRule(
        id,
        nearest(
          id,
          metas.map(known => known.id),
        ),
      )}\n`,
    );
    return EXIT.usage;
  }
  console.out.write(pageOf(meta, console));
  return EXIT.ok;
}

function pageOf(meta: RuleMeta, { lang, words, out }: Console): string {
  const { colors } = out;
  const columns = Math.min(MAX_COLUMNS, out.columns ?? COLUMNS);
  const citations = meta.citations.map(citation =>
    [
      wrap(citationText(citation, lang), columns, '  '),
      ...(citation.quote === undefined ? [] : [colors.dim(wrap(words.quoted(citation.quote), columns, '    '))]),
    ].join('\n'),
  );
  const remedies = meta.remedies.length === 0 ? [words.noRemedy] : meta.remedies.map(kind => words.remedy[kind]);
  return [
    `${colors.bold(meta.title[lang])}  ` +
      colors.dim(`${meta.id} · ${words.severity[meta.severity]} · ${words.theme[meta.theme]}`),
    '',
    wrap(meta.explanation[lang], columns, ''),
    '',
    colors.bold(words.remedies),
    ...remedies.map(text => wrap(text, columns, '  ')),
    '',
    colors.bold(words.sources),
    ...citations,
    '',
  ].join('\n');
}
