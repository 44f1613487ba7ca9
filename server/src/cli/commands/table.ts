import { basename } from 'node:path';
import { csvText, encodeCsv, CSV_ENCODINGS, type CsvEncoding } from '../../node/csv.js';
import { createEngine } from '../../analysis/engine.js';
import { listing } from '../../app/table/export.js';
import type { Console } from '../console.js';
import { fileOf, shownPath, type LoadedRequest } from '../inputs.js';
import { harmless } from '../report/terminal.js';
import { refuse, refuseObstacles, requestsOf, STDOUT, write, type OutputOptions } from '../outputs.js';
import { tableWordsOf } from '../../texts/cli/table.js';
import { EXIT, inputOptions, UsageError, type ExitCode, type FileOptions, type Define } from '../options.js';

interface TableCommandOptions extends FileOptions, OutputOptions {
  readonly separator?: string;
  readonly encoding?: string;
}

const SEPARATORS: ReadonlyMap<string, string> = new Map([
  [';', ';'],
  [',', ','],
  ['tab', '\t'],
  ['\t', '\t'],
]);

export const define: Define = ({ console, add, done }) => {
  const { help } = tableWordsOf(console.lang);
  const { config, noConfig, fileNames } = console.words.help;
  add('table', help.list)
    .argument(`<${fileNames}...>`, help.listFiles)
    .option('-o, --output <file>', help.listOutput)
    .option('--separator <sign>', help.separator)
    .option('--encoding <encoding>', help.encoding)
    .option('--force', help.force)
    .option('--profile <id>', help.listProfile)
    .option('--config <file>', config)
    .option('--no-config', noConfig)
    .action(async (files: string[], options: TableCommandOptions) => {
      done(await table(console, files, options));
    });
};

/** Lists the demandes of request files as a table that `generate` reads again. */
async function table(console: Console, args: readonly string[], given: TableCommandOptions): Promise<ExitCode> {
  const words = tableWordsOf(console.lang);
  const separator = SEPARATORS.get(given.separator ?? ';');
  if (separator === undefined)
    throw new UsageError({
      kind: 'bad-choice',
      option: '--separator',
      value: given.separator ?? '',
      choices: [';', ',', 'tab'],
    });
  const output = given.output ?? STDOUT;
  if (/\.(?:xlsx?|ods)$/i.test(output))
    throw new UsageError({ kind: 'bad-choice', option: '--output', value: output, choices: ['LISTE.csv', STDOUT] });
  const encoding = encodingOf(given.encoding, output);
  const options = await inputOptions(console, createEngine(), given);
  const requests = options && (await requestsOf(console, args, options));
  if (requests === undefined) return EXIT.usage;
  const unknown = requests.filter(({ analysis }) => analysis.choice.profile === undefined);
  for (const { path } of unknown) refuse(console, words.noProfile(shownPath(path)));
  if (unknown.length > 0) return EXIT.usage;

  const { rows, lost } = listing(
    requests.map(({ path, analysis }) => ({ path: fileOf(path) === undefined ? path : basename(path), analysis })),
    separator === ',' ? '.' : ',',
  );
  const bytes = encodeCsv(await csvText(rows, separator), encoding);
  if (bytes === undefined) return refuse(console, words.noSuchCharacter(shownPath(output)));
  if (output === STDOUT) {
    console.out.write(bytes);
  } else {
    const force = given.force ?? false;
    if (refuseObstacles(console, [output], force) || !write(console, [{ path: output, text: bytes }], force))
      return EXIT.usage;
    const demandes = requests.reduce((sum, { analysis }) => sum + analysis.lignes.length, 0);
    console.out.write(
      `${console.out.colors.green('✔')} ${harmless(words.listed(shownPath(output), rows.length - 1, demandes))}\n`,
    );
  }
  for (const { path, losses } of lost) refuse(console, words.unlisted(shownPath(path), losses));
  const code = tellBroken(console, requests);
  return lost.length > 0 ? EXIT.findings : code;
}

function encodingOf(asked: string | undefined, output: string): CsvEncoding {
  const encoding =
    asked === undefined
      ? output === STDOUT
        ? 'utf-8'
        : 'utf-8-bom'
      : CSV_ENCODINGS.find(known => known === asked.toLowerCase());
  if (encoding === undefined)
    throw new UsageError({ kind: 'bad-choice', option: '--encoding', value: asked ?? '', choices: CSV_ENCODINGS });
  return encoding;
}

/** A broken text is listed as far as it can be read. */
function tellBroken(console: Console, requests: readonly LoadedRequest[]): ExitCode {
  const broken = requests.filter(({ analysis }) => analysis.tree.problems.length > 0);
  for (const { path } of broken) refuse(console, tableWordsOf(console.lang).broken(shownPath(path)));
  return broken.length > 0 ? EXIT.findings : EXIT.ok;
}
