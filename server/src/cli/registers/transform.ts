import type { Command } from 'commander';
import type { MergeCommandOptions } from '../commands/merge.js';
import type { SoldeCommandOptions } from '../commands/solde.js';
import type { SplitCommandOptions } from '../commands/split.js';
import { transformWordsOf } from '../../texts/cli/transform.js';
import type { Registrar } from './registrar.js';

/** split, merge, solde */
export function registerTransform({ console, add, done }: Registrar): void {
  const { help } = transformWordsOf(console.lang);
  const { config, noConfig } = console.words.help;
  const withContext = (command: Command): Command =>
    command
      .option('--force', help.force)
      .option('--dry-run', help.dryRun)
      .option('--profile <id>', help.profile)
      .option('--date <date>', help.date)
      .option('--plafonds <file>', help.plafonds)
      .option('--config <file>', config)
      .option('--no-config', noConfig);
  withContext(
    add('split', help.split)
      .argument(`<${help.fileName}>`, help.splitFile)
      .option('--by <way>', help.by)
      .option('-o, --output <folder>', help.folder)
      .option('--size <n>', help.size),
  ).action(async (file: string, options: SplitCommandOptions) => {
    const { split } = await import('../commands/split.js');
    done(await split(console, file, options));
  });
  withContext(
    add('merge', help.merge)
      .argument(`<${help.fileName}...>`, help.mergeFiles)
      .option('-o, --output <file>', help.mergeOutput),
  ).action(async (files: string[], options: MergeCommandOptions) => {
    const { merge } = await import('../commands/merge.js');
    done(await merge(console, files, options));
  });
  withContext(
    add('solde', help.solde)
      .argument(`<${help.fileName}>`, help.soldeFile)
      .option('-o, --output <file>', help.soldeOutput)
      .option('--lignes <list>', help.lignes)
      .option('--numeros <list>', help.numeros)
      .option('--existing <files...>', help.existing),
  ).action(async (file: string, options: SoldeCommandOptions) => {
    const { solde } = await import('../commands/solde.js');
    done(await solde(console, file, options));
  });
}
