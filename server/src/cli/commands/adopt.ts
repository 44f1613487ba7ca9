import { join, resolve } from 'node:path';
import { planAdoption, writeAdoption } from '../../node/adoption.js';
import { decodeUtf8 } from '../../node/decode.js';
import { CONFIG_NAME, Projects } from '../../node/project.js';
import { codeOf, readRegular, readStream } from '../../node/read.js';
import { foldLoose, nearest } from '../../format/domain/fold.js';
import { createEngine } from '../../analysis/engine.js';
import { adoptModel, type Adoption } from '../../format/profiles/adopt.js';
import { chooseProfile } from '../../format/profiles/choose.js';
import type { Catalog } from '../../format/profiles/catalog.js';
import type { Profile } from '../../format/profiles/profile.js';
import type { Shape } from '../../format/profiles/shape.js';
import { parseValue } from '../../language/parse.js';
import { LineIndex } from '../../language/lines.js';
import type { Console } from '../console.js';
import { shownPath } from '../inputs.js';
import { harmless } from '../reporters/width.js';
import { wrap } from '../reporters/wrap.js';
import { adoptWordsOf, type AdoptWords } from '../words.adopt.js';
import { EXIT, UsageError, type ExitCode } from './options.js';

export interface AdoptOptions {
  readonly profile?: string;
  readonly output?: string;
  /** `theirs=ours`. */
  readonly match?: readonly string[];
  readonly config?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

const COLUMNS = 100;

/**
 * Adopts the agency's model of a profile: shows what it changes, writes the schema, and names it in the configuration.
 */
export async function adopt(console: Console, model: string, given: AdoptOptions): Promise<ExitCode> {
  if (given.profile === undefined) throw new UsageError({ kind: 'missing-option', option: '--profile' });
  const words = adoptWordsOf(console.lang);
  const engine = createEngine();
  const { catalog } = engine;
  const base = catalog.get(given.profile.trim());
  const keywords = base && catalog.keywordsOf(base.id);
  if (base === undefined || keywords === undefined)
    return refuse(
      console,
      console.words.unknownProfile(given.profile, catalog.ids, nearest(given.profile, catalog.ids)),
    );

  const text = await textOf(console, model, words);
  if (text === undefined) return EXIT.usage;
  const names = namesOf(given.match ?? []);
  const adoption = adoptModel(text, base, keywords, names);
  if ('error' in adoption)
    return refuse(
      console,
      told(
        model,
        `${adoption.error === 'syntax' ? `${placeOf(text, words)}, ` : ''}${words.refused[adoption.error]}`,
        console,
      ),
    );
  const unmatched = [...names].find(([theirs, ours]) => !isMatched(adoption, theirs, ours));
  if (unmatched !== undefined) return refuse(console, words.unmatched(...unmatched));
  const seems = seemsToBe(text, base, catalog);
  if (seems !== undefined && given.force !== true)
    return refuse(console, told(model, words.looksLike(seems, base.id), console));

  console.out.write(summary(console, words, base, adoption));
  const projects = new Projects({ engine, config: given.config });
  const project = await projects.in(process.cwd());
  const config =
    given.config === undefined ? (project.parts.path ?? join(process.cwd(), CONFIG_NAME)) : resolve(given.config);
  const plan = planAdoption({
    schema: adoption.schema,
    config,
    project,
    output: given.output,
    force: given.force ?? false,
  });
  if ('refused' in plan) return refuse(console, told(shownPath(plan.file), plan.refused[console.lang], console));
  if (given.dryRun === true) {
    console.out.write(`${words.dryRun}\n`);
    return EXIT.ok;
  }
  try {
    writeAdoption(plan);
  } catch (error) {
    return refuse(console, words.notWritten(shownPath(plan.model), codeOf(error)));
  }
  const entered = plan.edited === undefined ? '' : `${words.entered(shownPath(plan.config))}\n`;
  console.out.write(`${harmless(words.written(shownPath(plan.model)))}\n${entered}`);
  return EXIT.ok;
}

/** What the user says of keys that their names don't tell. */
function namesOf(pairs: readonly string[]): Map<string, string> {
  return new Map(
    pairs.map((pair): [string, string] => {
      const [, theirs, ours] = /^([^=]+)=([^=]+)$/.exec(pair) ?? [];
      if (theirs === undefined || ours === undefined)
        throw new UsageError({ kind: 'bad-pair', option: '--match', value: pair });
      return [theirs, ours];
    }),
  );
}

const isMatched = ({ matched }: Adoption, theirs: string, ours: string): boolean =>
  matched.some(({ path, was }) => path.replace(/^.*\./, '') === theirs && foldLoose(was ?? theirs) === foldLoose(ours));

function refuse(console: Console, message: string): ExitCode {
  console.err.write(`${harmless(message)}\n`);
  return EXIT.usage;
}

const told = (path: string, message: string, { lang }: Console): string =>
  `${path}${lang === 'fr' ? '\u00a0' : ''}: ${message}`;

async function textOf(console: Console, path: string, words: AdoptWords): Promise<string | undefined> {
  const read = path === '-' ? await readStream(console.stdin()) : readRegular(path);
  if (!read.ok) {
    refuse(console, console.words.unreadable(path, read.failure));
    return undefined;
  }
  const { text, invalidBytes } = decodeUtf8(read.bytes);
  if (!invalidBytes) return text;
  refuse(console, told(path, words.refused.encoding, console));
  return undefined;
}

function placeOf(text: string, words: AdoptWords): string {
  const { line, character } = new LineIndex(text).positionAt(parseValue(text).problems[0]?.span.start ?? 0);
  return words.at(line + 1, character + 1);
}

/** The profile that the model's own content tells, where it is another one than was asked for. */
function seemsToBe(text: string, { id }: Profile, catalog: Catalog): string | undefined {
  const found = chooseProfile(catalog, parseValue(text).root, {}).profile?.id;
  return found === id ? undefined : found;
}

function summary(
  { out, lang }: Console,
  words: AdoptWords,
  base: Profile,
  { matched, unknown, lost }: Adoption,
): string {
  const { colors } = out;
  const columns = Math.min(COLUMNS, out.columns ?? COLUMNS);
  const renamed = matched.flatMap(({ path, was }) =>
    was === undefined ? [] : [`${harmless(path)}  ${colors.dim(`← ${was}`)}`],
  );
  const list = (title: string, keys: readonly string[]): string[] =>
    keys.length === 0 ? [] : [colors.bold(title), ...keys.map(key => `  ${key}`), ''];
  return `${[
    `${colors.bold(base.id)}  ${base.title[lang]}`,
    wrap(words.explanation(base.id, isReconstructed(base.file)), columns, ''),
    '',
    ...list(words.renamed(renamed.length), renamed),
    ...list(words.unknown(unknown.length), unknown.map(harmless)),
    ...list(words.lost(lost.length), lost),
    ...(unknown.length > 0 && lost.length > 0 ? [wrap(words.decide, columns, ''), ''] : []),
    ...(renamed.length + unknown.length + lost.length === 0 ? [words.allMatched, ''] : []),
  ].join('\n')}\n`;
}

const isReconstructed = (shape: Shape): boolean =>
  shape.evidence === 'reconstructed' ||
  (shape.properties ?? []).some(property => isReconstructed(property.shape)) ||
  (shape.items !== undefined && isReconstructed(shape.items));
