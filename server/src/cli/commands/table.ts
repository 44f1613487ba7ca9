import { basename } from 'node:path';
import { CSV_ENCODINGS, type CsvEncoding, csvText, encodeCsv } from '../../node/sheets.js';
import { createEngine, look } from '../../analysis/analyze.js';
import { listedAs, listing, type Listed } from '../../app/table/export.js';
import { Refused } from '../../app/refused.js';
import { failureText } from '../../texts/failures.js';
import type { Console } from '../console.js';
import { eachRequest, fileOf, shownPath, type LoadedRequest } from '../inputs.js';
import { harmless } from '../report/terminal.js';
import { refuse, refuseObstacles, STDOUT, told, write, type OutputOptions } from '../outputs.js';
import { tableWordsOf } from '../../texts/cli/table.js';
import { choice, EXIT, inputOptions, UsageError, type ExitCode, type FileOptions, type Define } from '../options.js';

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
    .addOption(choice('--separator <sign>', help.separator, [';', ',', 'tab']))
    .addOption(choice('--encoding <encoding>', help.encoding, CSV_ENCODINGS))
    .option('--force', help.force)
    .option('--profile <id>', help.listProfile)
    .option('--config <file>', config)
    .option('--no-config', noConfig)
    .action(async (files: string[], options: TableCommandOptions) => {
      done(await table(console, files, options));
    });
};

/** Lists the requests of request files as a table that `generate` reads again. */
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
  // A list asks no rule.
  const engine = { ...createEngine(), rules: [] };
  const options = await inputOptions(console, engine, given);
  const files: Listed[] = [];
  const take = ({ path, analysis, project }: LoadedRequest): void => {
    const { text, options: asked } = analysis;
    const name = fileOf(path) === undefined ? path : basename(path);
    files.push(listedAs({ path, name }, analysis, () => look(project.engine, text, asked)));
  };
  if (options === undefined || !(await eachRequest(console, args, options, take))) return EXIT.usage;
  const listed = listing(files, separator === ',' ? '.' : ',');
  if (listed instanceof Refused) {
    const sentence = failureText({ code: 'no-profile', data: { option: '--profile' } }, console.lang);
    for (const file of listed.data.files) refuse(console, told(shownPath(file), sentence, console));
    return EXIT.usage;
  }
  const { rows, lost, broken, demandes } = listed;
  const bytes = encodeCsv(await csvText(rows, separator), encoding);
  if (bytes === undefined) return refuse(console, words.noSuchCharacter(shownPath(output)));
  if (output === STDOUT) {
    console.out.write(bytes);
  } else {
    const force = given.force ?? false;
    if (refuseObstacles(console, [output], force) || !write(console, [{ path: output, text: bytes }], force))
      return EXIT.usage;
    console.out.write(
      `${console.out.colors.green('✔')} ${harmless(words.listed(shownPath(output), rows.length - 1, demandes))}\n`,
    );
  }
  for (const { path, losses } of lost) refuse(console, words.unlisted(shownPath(path), losses));
  for (const path of broken) refuse(console, words.broken(shownPath(path)));
  return lost.length + broken.length > 0 ? EXIT.findings : EXIT.ok;
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
