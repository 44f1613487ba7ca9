import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Refused } from '../../app/refused.js';
import { planTable, type TableAsk, type TableRefused } from '../../app/table/plan.js';
import { tableSource } from '../../node/tableFile.js';
import { Projects } from '../../node/project.js';
import { readStream } from '../../node/read.js';
import { MAX_TABLE_BYTES } from '../../node/tableRows.js';
import { createEngine } from '../../analysis/analyze.js';
import { failureText } from '../../texts/failures.js';
import { type Console, ended, interruptible } from '../console.js';
import { shownPath } from '../inputs.js';
import { harmless } from '../report/terminal.js';
import { tableJson, tableReport } from '../report/table.js';
import { refuse, STDOUT, Stream, told, type OutputOptions } from '../outputs.js';
import { tableWordsOf } from '../../texts/cli/table.js';
import {
  FORMATS,
  choice,
  dateOf,
  EXIT,
  formatOf,
  UsageError,
  type ExitCode,
  type FileOptions,
  several,
  type Define,
} from '../options.js';

interface GenerateCommandOptions extends FileOptions, OutputOptions {
  readonly numeroAns?: string;
  readonly siret?: string;
  /** `heading=field`. */
  readonly match?: readonly string[];
  /** `field=value`. */
  readonly value?: readonly string[];
  /** Of a workbook. */
  readonly sheet?: string;
  readonly keepIncomplete?: boolean;
}

export const define: Define = ({ console, add, done }) => {
  const { help } = tableWordsOf(console.lang);
  const { config, noConfig, plafonds, format, quiet } = console.words.help;
  add('generate', help.generate)
    .argument(`<${help.tableName}>`, help.table)
    .option('--profile <id>', help.profile)
    .option('-o, --output <folder>', help.folder)
    .option('--numero-ans <n>', help.numeroAns)
    .option('--siret <n>', help.siret)
    .option('--sheet <name>', help.sheet)
    .option('--match <pair>', help.match, several)
    .option('--value <pair>', help.value, several)
    .option('--keep-incomplete', help.keepIncomplete)
    .option('--force', help.force)
    .option('--dry-run', help.dryRun)
    .addOption(choice('--format <format>', format, FORMATS))
    .option('--quiet', quiet)
    .option('--date <date>', help.date)
    .option('--plafonds <file>', plafonds)
    .option('--config <file>', config)
    .option('--no-config', noConfig)
    .action(async (table: string, options: GenerateCommandOptions) => {
      done(await generate(console, table, options));
    });
};

/**
 * Makes request files from a publisher's table. Rows that can't be converted correctly are reported and left out; the
 * others are written.
 */
async function generate(console: Console, table: string, given: GenerateCommandOptions): Promise<ExitCode> {
  const { lang } = console;
  const words = tableWordsOf(lang);
  const format = formatOf(given.format);
  const dryRun = given.dryRun ?? false;
  if (given.profile === undefined) throw new UsageError({ kind: 'missing-option', option: '--profile' });
  if (given.output === undefined && !dryRun) throw new UsageError({ kind: 'missing-option', option: '--output' });
  const folder = given.output ?? '.';
  const ask = await askOf(console, table, given);
  if (ask === undefined) return EXIT.usage;
  return interruptible(async signal => {
    const stream = new Stream(folder);
    try {
      const outcome = await planTable({
        ...ask,
        take: dryRun ? () => '' : stream.take,
        pause: () => isStopped(signal),
      });
      if (outcome === 'stopped') return ended(signal);
      if (outcome instanceof Refused) return refuseTable(console, table, outcome);
      const { files, leftOut, loose, incomplete } = outcome.generated;
      const staged = files.map(({ name, text }) => ({ path: join(folder, name), temporary: text }));
      if (!dryRun && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false)
        return refuse(console, words.noFolder(shownPath(folder)));
      if (!dryRun && staged.length > 0 && !stream.place(console, staged, given.force ?? false)) return EXIT.usage;
      const subject = { table, folder, plan: outcome, done: !dryRun, quiet: given.quiet ?? false };
      console.out.write(format === 'json' ? tableJson(console, subject) : tableReport(console, words, subject));
      return leftOut.length + loose.length + incomplete > 0 ? EXIT.findings : EXIT.ok;
    } finally {
      stream.end();
    }
  });
}

async function isStopped(signal: AbortSignal): Promise<boolean> {
  await nextTurn();
  return signal.aborted;
}

/** What is asked for; undefined, with the reason reported, if the table can't be read. */
async function askOf(
  console: Console,
  table: string,
  given: GenerateCommandOptions,
): Promise<Omit<TableAsk<string>, 'take' | 'pause'> | undefined> {
  const { words, err } = console;
  const asked = given.profile ?? '';
  const referenceDate = dateOf(given.date);
  const columns = Object.fromEntries(
    (given.match ?? []).map((pair): [string, string] => {
      const [heading, name] = pairOf('--match', pair, 'last');
      return [name, heading];
    }),
  );
  const values = Object.fromEntries((given.value ?? []).map(pair => pairOf('--value', pair, 'first')));
  const projects = new Projects({ engine: createEngine(), config: given.config, plafonds: given.plafonds });
  const project = await projects.in(table === STDOUT ? process.cwd() : dirname(resolve(table)));
  for (const problem of project.parts.problems) {
    if (problem.severity === 'error' || given.quiet !== true)
      err.write(`${harmless(words.setting(shownPath(problem.file), problem))}\n`);
  }
  const source = await sourceOf(console, table);
  if (source === undefined) return undefined;
  const forced = Object.fromEntries(
    (
      [
        ['numeroAns', given.numeroAns],
        ['siretEditeur', given.siret],
      ] as const
    ).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return {
    table: tableSource(source),
    sheet: given.sheet,
    profile: asked,
    project,
    columns,
    values,
    forced,
    keepIncomplete: given.keepIncomplete ?? false,
    place: name => join(given.output ?? '.', name),
    analysis: { today: referenceDate ?? console.today, referenceDate },
  };
}

/** A question to the user stands as it is; a refusal of the table follows its path. */
function refuseTable(console: Console, table: string, refused: TableRefused): ExitCode {
  const sentence = failureText(refused, console.lang);
  const { code } = refused;
  const isAsked =
    code === 'profile-unknown' || code === 'table-no-field' || (code === 'table-value' && refused.data.asked);
  const isOfRows = code === 'table-quote' || code === 'table-no-row';
  return refuse(console, isAsked ? sentence : told(table, sentence, console), isOfRows ? EXIT.findings : EXIT.usage);
}

/** Headings may contain the sign, values too; our names never do. */
function pairOf(option: string, pair: string, sign: 'first' | 'last'): [string, string] {
  const at = sign === 'first' ? pair.indexOf('=') : pair.lastIndexOf('=');
  const [left, right] = [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()];
  if (at < 0 || left === '' || right === '') throw new UsageError({ kind: 'bad-pair', option, value: pair });
  return [left, right];
}

async function sourceOf(
  console: Console,
  table: string,
): Promise<{ readonly path: string } | { readonly bytes: Buffer } | undefined> {
  if (table !== STDOUT) return { path: table };
  const read = await readStream(console.stdin(), MAX_TABLE_BYTES);
  if (read.ok) return { bytes: read.bytes };
  refuse(console, console.words.unreadable(table, read.failure));
  return undefined;
}
