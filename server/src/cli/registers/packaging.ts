import type { PackageOptions } from '../commands/package.js';
import { interruptible } from '../interrupt.js';
import { packagingWordsOf } from '../../texts/cli/deposit.js';
import type { Registrar } from './registrar.js';

/** package */
export function registerPackaging({ console, add, done }: Registrar): void {
  const { help } = packagingWordsOf(console.lang);
  const common = console.words.help;
  add('package', help.package)
    .argument(`<${help.fileName}>`, help.file)
    .option('--pieces <dir>', help.pieces)
    .option('-o, --output <dir>', help.output)
    .option('--plan <file>', help.plan)
    .option('--dry-run', help.dryRun)
    .option('--force', help.force)
    .option('--allow-errors', help.allowErrors)
    .option('--zip-name <pattern>', help.zipName)
    .option('--max-zip <n>', help.maxZip)
    .option('--max-file <n>', help.maxFile)
    .option('--format <format>', common.format)
    .option('--profile <id>', common.profile)
    .option('--date <date>', common.date)
    .option('--plafonds <file>', common.plafonds)
    .option('--config <file>', common.config)
    .option('--no-config', common.noConfig)
    .option('--quiet', common.quiet)
    .action(async (file: string, options: PackageOptions) => {
      // Before anything else: what comes early must not find the program without an answer.
      done(
        await interruptible(async signal => {
          const { packageDeposit } = await import('../commands/package.js');
          return packageDeposit(console, file, options, signal);
        }),
      );
    });
}
