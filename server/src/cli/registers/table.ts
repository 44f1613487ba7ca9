import type { GenerateCommandOptions } from '../commands/generate.js';
import type { TableCommandOptions } from '../commands/table.js';
import { tableWordsOf } from '../../texts/cli/table.js';
import type { Registrar } from './registrar.js';

/** generate, table */
export function registerTable({ console, add, done }: Registrar): void {
  const { help } = tableWordsOf(console.lang);
  const { config, noConfig, plafonds, format, quiet } = console.words.help;
  const several = (value: string, known: readonly string[] | undefined): readonly string[] => [...(known ?? []), value];
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
    .option('--format <format>', format)
    .option('--quiet', quiet)
    .option('--date <date>', help.date)
    .option('--plafonds <file>', plafonds)
    .option('--config <file>', config)
    .option('--no-config', noConfig)
    .action(async (table: string, options: GenerateCommandOptions) => {
      const { generate } = await import('../commands/generate.js');
      done(await generate(console, table, options));
    });
  add('table', help.list)
    .argument(`<${console.words.help.fileNames}...>`, help.listFiles)
    .option('-o, --output <file>', help.listOutput)
    .option('--separator <sign>', help.separator)
    .option('--encoding <encoding>', help.encoding)
    .option('--force', help.force)
    .option('--profile <id>', help.listProfile)
    .option('--config <file>', config)
    .option('--no-config', noConfig)
    .action(async (files: string[], options: TableCommandOptions) => {
      const { table } = await import('../commands/table.js');
      done(await table(console, files, options));
    });
}
