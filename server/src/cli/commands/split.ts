import { basename, join } from 'node:path';
import { createEngine } from '../../analysis/analyze.js';
import { findingsUnder, foundIn } from '../../app/findings.js';
import { Refused } from '../../app/refused.js';
import { MAX_LIGNES, split, WAYS, type Part, type Way } from '../../app/split.js';
import { failureText } from '../../texts/failures.js';
import type { Console } from '../console.js';
import { fileOf, shownPath } from '../inputs.js';
import { harmless } from '../report/terminal.js';
import {
  refuse,
  refuseObstacles,
  refuseUnsound,
  requestOf,
  STDOUT,
  write,
  type OutputOptions,
  withContext,
} from '../outputs.js';
import { transformWordsOf } from '../../texts/cli/transform.js';
import { choice, EXIT, inputOptions, UsageError, type ExitCode, type FileOptions, type Define } from '../options.js';

interface SplitCommandOptions extends FileOptions, OutputOptions {
  readonly by?: string;
  readonly size?: string;
}

/** Name for the parts of the standard input. */
const NAMELESS = 'demandes.json';

export const define: Define = ({ console, add, done }) => {
  const { help } = transformWordsOf(console.lang);
  const command = add('split', help.split)
    .argument(`<${help.fileName}>`, help.splitFile)
    .addOption(choice('--by <way>', help.by, WAYS))
    .option('-o, --output <folder>', help.folder)
    .option('--size <n>', help.size);
  withContext(command, console).action(async (file: string, options: SplitCommandOptions) => {
    done(await run(console, file, options));
  });
};

/** Shares a file's lignes out among several files. */
async function run(console: Console, file: string, given: SplitCommandOptions): Promise<ExitCode> {
  const words = transformWordsOf(console.lang);
  const by = wayOf(given.by);
  if (given.output === undefined) throw new UsageError({ kind: 'missing-option', option: '--output' });
  if (given.output === STDOUT) return refuse(console, words.folderWanted('split'));
  const size = given.size === undefined ? undefined : sizeOf(given.size);
  if (size === 'bad') return refuse(console, words.badSize(given.size ?? '', MAX_LIGNES));
  const options = await inputOptions(console, createEngine(), given);
  const request = options && (await requestOf(console, 'split', file, options));
  if (request === undefined) return EXIT.usage;

  const { analysis, project, path: shown } = request;
  const path = fileOf(file);
  const parts = split(
    { engine: project.engine, project, path },
    {
      file: shown,
      analysis,
      by,
      size,
      name: path === undefined ? NAMELESS : basename(file),
      findings: findingsUnder(project, path, foundIn(analysis)).findings,
    },
  );
  if (parts instanceof Refused) {
    if (parts.code !== 'split-whole') return refuseUnsound(console, parts);
    console.out.write(`${failureText(parts, console.lang)}\n`);
    return EXIT.ok;
  }
  const folder = given.output;
  const files = parts.map(({ name, text }) => ({ path: join(folder, name), text }));
  if (
    refuseObstacles(
      console,
      files.map(({ path }) => path),
      given.force ?? false,
    )
  )
    return EXIT.usage;
  if (given.dryRun !== true && !write(console, files, given.force ?? false)) return EXIT.usage;
  console.out.write(summary(console, folder, parts, given.dryRun !== true));
  return EXIT.ok;
}

function wayOf(value: string | undefined): Way {
  if (value === undefined) throw new UsageError({ kind: 'missing-option', option: '--by' });
  const way = WAYS.find(known => known === value);
  if (way === undefined) throw new UsageError({ kind: 'bad-choice', option: '--by', value, choices: WAYS });
  return way;
}

function sizeOf(value: string): number | 'bad' {
  const size = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  return size >= 1 && size <= MAX_LIGNES ? size : 'bad';
}

function summary({ out, lang }: Console, folder: string, parts: readonly Part[], done: boolean): string {
  const words = transformWordsOf(lang);
  const demandes = parts.reduce((sum, { lignes }) => sum + lignes.length, 0);
  const title = words.written(parts.length, demandes, done);
  const lines = parts.map(({ name, label, lignes, errors }) =>
    words.part(harmless(shownPath(join(folder, name))), label[lang], lignes.length, errors),
  );
  return `${done ? `${out.colors.green('✔')} ` : ''}${title}\n${lines.join('\n')}\n`;
}
