import type { Command, Option } from 'commander';
import type { Console, Output } from '../../server/src/cli/console.js';
import { NAME, wholeProgram } from '../../server/src/cli/program.js';
import type { Lang } from '../../server/src/texts/typeset.js';
import { wordsOf, type Words } from '../../server/src/texts/cli/main.js';
import { createColors } from 'picocolors';
import type { Generated } from './files.js';

const EXAMPLES =
  'segur-json check .\nsegur-json fix --dry-run a.mdv-lgc.avance.json\n' +
  'segur-json package a.json --pieces pieces -o depot';

/** What a manual has besides the help. npm can't install pages by language: French has the command's own name. */
const TEXTS = {
  fr: {
    path: 'man/segur-json.1',
    headings: ['NOM', 'SYNOPSIS', 'DESCRIPTION', 'COMMANDES', 'OPTIONS COMMUNES', 'CODE DE SORTIE'],
    name: 'vérifie et corrige les demandes de financement Ségur',
    usage: '[options] commande [arguments]',
    rest: [
      [
        'ENVIRONNEMENT',
        'NO_COLOR, FORCE_COLOR et LANG (ou LC_ALL) sont suivis. SEGUR_DEBUG=1 détaille une erreur interne.',
      ],
      ['FICHIERS', 'segur.config.json : les réglages de son dossier et de ses sous-dossiers.'],
      ['EXEMPLES', EXAMPLES],
      ['VOIR AUSSI', 'segur-json.en(1), la même page en anglais.'],
    ],
  },
  en: {
    path: 'man/segur-json.en.1',
    headings: ['NAME', 'SYNOPSIS', 'DESCRIPTION', 'COMMANDS', 'GLOBAL OPTIONS', 'EXIT STATUS'],
    name: 'check and fix Ségur funding requests',
    usage: '[options] command [arguments]',
    rest: [
      [
        'ENVIRONMENT',
        'NO_COLOR, FORCE_COLOR and LANG (or LC_ALL) are followed. SEGUR_DEBUG=1 details an internal error.',
      ],
      ['FILES', 'segur.config.json: the settings of its folder and those below.'],
      ['EXAMPLES', EXAMPLES],
      ['SEE ALSO', 'segur-json(1), the same page in French.'],
    ],
  },
} as const;

const silent: Output = { write: () => undefined, colors: createColors(false), terminal: false, columns: undefined };

/** The whole command line with its help, in a language. */
export async function programIn(lang: Lang): Promise<{ readonly program: Command; readonly words: Words }> {
  const words = wordsOf(lang);
  const console: Console = { lang, words, out: silent, err: silent, stdin: () => process.stdin, today: 0 };
  return { program: await wholeProgram(console, ''), words };
}

export const manPages = (): Promise<readonly Generated[]> =>
  Promise.all((['fr', 'en'] as const).map(async lang => manPage(lang)));

async function manPage(lang: Lang): Promise<Generated> {
  const { path, headings, name, usage, rest } = TEXTS[lang];
  const { program, words } = await programIn(lang);
  const { placeholders, help } = words;
  const option = ({ flags, description }: Option): string =>
    `.TP\n.B ${roff(placeholders(flags))}\n${roff(description)}\n`;
  const command = (one: Command): string =>
    `.SS ${roff(`${one.name()} ${argumentsOf(one)}`.trim())}\n${roff(one.description())}\n` +
    one.registeredArguments.map(arg => `.TP\n.I ${roff(arg.name())}\n${roff(arg.description)}\n`).join('') +
    one.options.map(option).join('');
  const sections = [
    `${roff(NAME)} \\- ${roff(name)}\n`,
    `.B ${roff(NAME)}\n${roff(usage)}\n`,
    `${roff(program.description())}\n`,
    program.commands.map(command).join(''),
    program.options.map(option).join(''),
    `${roff(help.after.replace(/^[^:]*:\s*/, ''))}\n`,
  ];
  const text = [
    `.TH SEGUR\\-JSON 1 "" "Ségur JSON"\n.nh\n`,
    ...sections.map((section, i) => `.SH "${headings[i] ?? ''}"\n${section}`),
    ...rest.map(([heading, body]) => `.SH "${heading}"\n${body.split('\n').map(roff).join('\n.br\n')}\n`),
  ];
  return { path, text: text.join('') };
}

export const argumentsOf = ({ registeredArguments }: Command): string =>
  registeredArguments
    .map(arg => `${arg.required ? '<' : '['}${arg.name()}${arg.variadic ? '...' : ''}${arg.required ? '>' : ']'}`)
    .join(' ');

/** A line of text, escaped so that no character is a request to the formatter. */
const roff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('\u00a0', '\\~')
    .replace(/^(?=[.'])/, '\\&');
