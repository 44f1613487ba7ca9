import { basename, join } from 'node:path';
import { createEngine } from '../../analysis/analyze.js';
import { Refused } from '../../app/refused.js';
import { readRetour, type Retour } from '../../app/retour.js';
import { isUnsound } from '../../app/cut.js';
import { failureText } from '../../texts/failures.js';
import { retourWordsOf } from '../../texts/retour.js';
import { transformWordsOf } from '../../texts/cli/transform.js';
import { quoted } from '../../texts/typeset.js';
import type { Console } from '../console.js';
import { fileOf, shownPath } from '../inputs.js';
import { harmless } from '../report/terminal.js';
import {
  refuse,
  refuseObstacles,
  refuseUnsound,
  requestOf,
  STDOUT,
  told,
  withContext,
  write,
  type OutputOptions,
} from '../outputs.js';
import {
  choice,
  EXIT,
  FORMATS,
  formatOf,
  inputOptions,
  type Define,
  type ExitCode,
  type FileOptions,
} from '../options.js';

type RetourOptions = FileOptions & OutputOptions;

/** Name for the parts of the standard input. */
const NAMELESS = 'sortie.json';

export const define: Define = ({ console, add, done }) => {
  const { help } = retourWordsOf(console.lang);
  const command = add('retour', help.retour)
    .argument(`<${transformWordsOf(console.lang).help.fileName}>`, help.file)
    .option('-o, --output <folder>', help.output)
    .addOption(choice('--format <format>', console.words.help.format, FORMATS));
  withContext(command, console).action(async (file: string, options: RetourOptions) => {
    done(await run(console, file, options));
  });
};

/** What the portal said about each request, and what is to be deposited again. */
async function run(console: Console, file: string, given: RetourOptions): Promise<ExitCode> {
  const format = formatOf(given.format);
  if (given.output === STDOUT) return refuse(console, transformWordsOf(console.lang).folderWanted('retour'));
  const options = await inputOptions(console, createEngine(), given);
  const request = options && (await requestOf(console, 'retour', file, options));
  if (request === undefined) return EXIT.usage;
  const { analysis, project, path } = request;
  const name = fileOf(file) === undefined ? NAMELESS : basename(file);
  const retour = readRetour({ engine: project.engine, project }, { file: path, analysis, name });
  if (retour instanceof Refused)
    return isUnsound(retour)
      ? refuseUnsound(console, retour)
      : refuse(console, told(path, failureText(retour, console.lang), console), EXIT.findings);
  const folder = given.output;
  const parts = folder === undefined ? [] : retour.parts.map(part => ({ ...part, path: join(folder, part.name) }));
  if (
    refuseObstacles(
      console,
      parts.map(part => part.path),
      given.force ?? false,
    )
  )
    return EXIT.usage;
  if (parts.length > 0 && given.dryRun !== true && !write(console, parts, given.force ?? false)) return EXIT.usage;
  if (format === 'json') console.out.write(`${JSON.stringify(documentOf(console, path, retour), null, 2)}\n`);
  else {
    show(console, retour, path, parts.length === 0);
    if (parts.length > 0) console.out.write(`${written(console, parts, given.dryRun !== true)}\n`);
  }
  return retour.demandes.every(({ to }) => to === 'enregistrees') ? EXIT.ok : EXIT.findings;
}

function show({ out, lang }: Console, { phase, demandes, parts }: Retour, path: string, proposing: boolean): void {
  const words = retourWordsOf(lang);
  const { bold, dim, green, red, yellow } = out.colors;
  const colour = { enregistrees: green, 'a-corriger': red, 'a-verifier': yellow };
  for (const { index, numeroEditeur, numeroASP, code, libelle, verdict, to, errors } of demandes) {
    const head = [words.ligne(index + 1), numeroEditeur, numeroASP].filter(part => part !== undefined).join(' · ');
    const said = [code, libelle].filter(part => part !== undefined).join(' · ');
    const shown = colour[to](words.verdicts[verdict]);
    // If there is nothing to do, one line is enough, and what follows is said once.
    if (to === 'enregistrees') {
      out.write(`${bold(harmless(head))}  ${shown}${said === '' ? '' : dim(`  ${harmless(said)}`)}\n`);
      continue;
    }
    const why = [words.because[verdict], ...(errors === 0 ? [] : [words.errors(errors)])].join(' ; ');
    out.write(`${bold(harmless(head))}  ${shown}\n`);
    if (said !== '') out.write(`  ${harmless(said)}\n`);
    out.write(`  ${dim(why)}\n  ${words.next(verdict, phase)}\n`);
  }
  const count = (to: string): number => demandes.filter(demande => demande.to === to).length;
  out.write(`\n${words.total(count('a-corriger'), count('a-verifier'), demandes.length)}\n`);
  if (count('enregistrees') > 0) out.write(`${words.registered(phase)}\n`);
  if (proposing && parts.some(({ to }) => to !== 'enregistrees'))
    out.write(`${harmless(words.toWrite(quoted(path)))}\n`);
}

function written(
  { out, lang }: Console,
  parts: readonly (Retour['parts'][number] & { readonly path: string })[],
  done: boolean,
): string {
  const words = transformWordsOf(lang);
  const count = parts.reduce((sum, { lignes }) => sum + lignes.length, 0);
  const lines = parts.map(({ path, to, lignes, errors }) =>
    words.part(harmless(shownPath(path)), retourWordsOf(lang).parts[to], lignes.length, errors),
  );
  return [`${done ? `${out.colors.green('✔')} ` : ''}${words.written(parts.length, count, done)}`, ...lines].join('\n');
}

const documentOf = ({ lang }: Console, file: string, { phase, demandes, parts }: Retour): object => ({
  version: 1,
  file,
  phase,
  demandes: demandes.map(({ index, numeroEditeur, numeroASP, code, libelle, verdict, to, errors }) => ({
    ligne: index + 1,
    numeroEditeur: numeroEditeur ?? null,
    numeroASP: numeroASP ?? null,
    codeTraitement: code ?? null,
    libelleTraitement: libelle ?? null,
    verdict,
    byAnalogy: verdict === 'taken' || verdict === 'duplicate',
    to,
    next: retourWordsOf(lang).next(verdict, phase),
    errors,
  })),
  parts: parts.map(({ to, name, lignes, errors }) => ({ to, name, lignes: lignes.map(index => index + 1), errors })),
});
