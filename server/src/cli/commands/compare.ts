import { createEngine } from '../../analysis/analyze.js';
import { compareFiles, type Compared, type CompareRefused } from '../../app/compare/compare.js';
import { type CompareRow, isDifference } from '../../app/compare/clients.js';
import { isUnsound } from '../../app/cut.js';
import { Refused } from '../../app/refused.js';
import { failureText } from '../../texts/failures.js';
import type { Console } from '../console.js';
import { harmless } from '../report/terminal.js';
import { compareWordsOf } from '../../texts/compare.js';
import { refuse, refuseUnsound, requestsOf, told } from '../outputs.js';
import {
  FORMATS,
  choice,
  EXIT,
  formatOf,
  inputOptions,
  type ExitCode,
  type FileOptions,
  type Define,
} from '../options.js';

interface CompareOptions extends FileOptions {
  readonly all?: boolean;
}

export const define: Define = ({ console, add, done }) => {
  const { help } = compareWordsOf(console.lang);
  const { config, noConfig, format } = console.words.help;
  add('compare', help.compare)
    .argument(`<${help.avanceName}>`, help.avance)
    .argument(`<${help.soldeName}>`, help.solde)
    .option('--all', help.all)
    .addOption(choice('--format <format>', format, FORMATS))
    .option('--config <file>', config)
    .option('--no-config', noConfig)
    .action(async (avance: string, solde: string, options: CompareOptions) => {
      done(await compare(console, [avance, solde], options));
    });
};

/** Shows what a solde changes in its avance. As with `diff`, differences give exit code 1. */
async function compare(
  console: Console,
  args: readonly [avance: string, solde: string],
  given: CompareOptions,
): Promise<ExitCode> {
  const words = compareWordsOf(console.lang);
  const format = formatOf(given.format);
  const options = await inputOptions(console, createEngine(), given);
  const requests = options && (await requestsOf(console, args, options));
  if (requests === undefined) return EXIT.usage;
  const [avance, solde, ...others] = requests;
  if (avance === undefined || solde === undefined || others.length > 0) return refuse(console, words.sameFile);
  const compared = compareFiles(
    { file: avance.path, analysis: avance.analysis },
    { file: solde.path, analysis: solde.analysis },
    console.lang,
  );
  if (compared instanceof Refused) return refusedFor(console, compared);
  if (format === 'json') console.out.write(`${JSON.stringify(compared, null, 2)}\n`);
  else show(console, compared, given.all ?? false);
  const differs =
    compared.noAvance.length > 0 ||
    compared.repeated.length > 0 ||
    compared.comparisons.some(({ differences }) => differences > 0);
  return differs ? EXIT.findings : EXIT.ok;
}

function refusedFor(console: Console, refused: CompareRefused): ExitCode {
  if (refused.code === 'compare-syntax' || isUnsound(refused)) return refuseUnsound(console, refused);
  const sentence = told(refused.data.file, failureText(refused, console.lang), console);
  // The arguments are swapped, or both of one phase: a usage error.
  return refuse(console, sentence, refused.code === 'compare-not-phase' ? EXIT.usage : EXIT.findings);
}

function show({ out, lang }: Console, { comparisons, noAvance, noSolde, repeated }: Compared, all: boolean): void {
  const words = compareWordsOf(lang);
  const { colors } = out;
  const line = (text: string): void => {
    out.write(`${text}\n`);
  };
  for (const { title, sections, differences } of comparisons) {
    if (differences === 0 && !all) continue;
    line(`${colors.bold(harmless(title))}  ${words.differences(differences)}`);
    for (const section of sections) {
      const rows = section.rows.filter(row => all || isDifference(row));
      if (rows.length > 0) line(`  ${colors.underline(section.title)}`);
      for (const row of rows)
        rowLines(row, words.nothing, words.verdicts[row.verdict]).forEach((text, i) => {
          line(`    ${i === 0 && isDifference(row) ? colors.yellow(text) : text}`);
        });
    }
    line('');
  }
  for (const demande of repeated) line(harmless(words.repeated(demande)));
  for (const demande of noAvance) line(harmless(words.noAvance(demande)));
  for (const demande of noSolde) line(colors.dim(harmless(words.noSolde(demande))));
  const differing = comparisons.filter(({ differences }) => differences > 0).length;
  line(words.total({ compared: comparisons.length, differing, noAvance: noAvance.length, noSolde: noSolde.length }));
}

/** The values on one line, what follows from them on the next. */
function rowLines(
  { label, avance, solde, verdict, note }: CompareRow,
  nothing: string,
  told: string,
): readonly string[] {
  const [before, after] = [avance, solde].map(text => harmless(text.replaceAll('\n', ', ')));
  const values =
    verdict === 'same'
      ? (after ?? '')
      : verdict === 'info'
        ? [before, after].filter(text => text !== '').join(' | ')
        : `${before === '' ? nothing : (before ?? '')} → ${after === '' ? nothing : (after ?? '')}`;
  return [
    `${label}  ${values}${told === '' ? '' : `  (${told})`}`,
    ...note
      .split('\n')
      .filter(text => text !== '')
      .map(text => `  ${harmless(text)}`),
  ];
}
