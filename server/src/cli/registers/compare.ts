import type { CompareOptions } from '../commands/compare.js';
import { compareWordsOf } from '../../texts/cli/compare.js';
import type { Registrar } from './registrar.js';

/** compare */
export function registerCompare({ console, add, done }: Registrar): void {
  const { help } = compareWordsOf(console.lang);
  const { config, noConfig } = console.words.help;
  add('compare', help.compare)
    .argument(`<${help.avanceName}>`, help.avance)
    .argument(`<${help.soldeName}>`, help.solde)
    .option('--all', help.all)
    .option('--format <format>', help.format)
    .option('--config <file>', config)
    .option('--no-config', noConfig)
    .action(async (avance: string, solde: string, options: CompareOptions) => {
      const { compare } = await import('../commands/compare.js');
      done(await compare(console, [avance, solde], options));
    });
}
