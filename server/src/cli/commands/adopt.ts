import { join, resolve } from 'node:path';
import { adopt as adoptModel, type Adopted, isModelOnly } from '../../app/adopt.js';
import { Refused } from '../../app/refused.js';
import { createEngine } from '../../analysis/analyze.js';
import { placeModel } from '../../node/adoption.js';
import { decodeUtf8, readRegular, readStream } from '../../node/read.js';
import { CONFIG_NAME } from '../../app/project.js';
import { Projects } from '../../node/project.js';
import { failureText } from '../../texts/failures.js';
import type { Console } from '../console.js';
import { shownPath } from '../inputs.js';
import { harmless, wrap } from '../report/terminal.js';
import { refuse, told } from '../outputs.js';
import { adoptWordsOf, changeLines, type AdoptWords } from '../../texts/cli/adopt.js';
import { toIso } from '../../format/domain/date.js';
import { dateOf, EXIT, UsageError, type ExitCode, several, type Define } from '../options.js';

interface AdoptOptions {
  readonly profile?: string;
  readonly output?: string;
  readonly like?: string;
  readonly from?: string;
  /** `theirs=ours`. */
  readonly match?: readonly string[];
  readonly config?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

const COLUMNS = 100;
const MAX_SHOWN = 60;

export const define: Define = ({ console, add, done }) => {
  const { help } = console.words;
  add('adopt', help.adopt)
    .argument(`<${help.modelName}...>`, help.model)
    .option('--profile <id>', help.adoptProfile)
    .option('--like <id>', help.adoptLike)
    .option('--from <date>', help.adoptFrom)
    .option('--match <pair>', help.match, several)
    .option('-o, --output <file>', help.output)
    .option('--config <file>', help.adoptConfig)
    .option('--dry-run', help.adoptDryRun)
    .option('--force', help.force)
    .action(async (models: string[], options: AdoptOptions) => {
      done(await adopt(console, models, options));
    });
};

/**
 * Adopts the agency's model of a profile: shows what it changes, writes the schema, and names it in the configuration.
 */
async function adopt(console: Console, models: readonly string[], given: AdoptOptions): Promise<ExitCode> {
  if (given.profile === undefined) throw new UsageError({ kind: 'missing-option', option: '--profile' });
  const words = adoptWordsOf(console.lang);
  const match = namesOf(given.match ?? []);
  const from = dateOf(given.from, '--from');
  const texts: ReturnType<typeof decodeUtf8>[] = [];
  for (const model of models) {
    const read = model === '-' ? await readStream(console.stdin()) : readRegular(model);
    if (!read.ok) return refuse(console, console.words.unreadable(model, read.failure));
    texts.push(decodeUtf8(read.bytes));
  }
  const sources = models.filter((model, at) => model !== '-' && isModelOnly(texts[at]?.text ?? ''));
  const engine = createEngine();
  const project = await new Projects({ engine, config: given.config }).in(process.cwd());
  const config =
    given.config === undefined ? (project.parts.path ?? join(process.cwd(), CONFIG_NAME)) : resolve(given.config);
  const write = given.dryRun !== true;
  const adopted = await adoptModel(
    { catalog: project.engine.catalog, place: placeModel({ config, project, output: given.output, sources }) },
    {
      models: texts,
      profile: given.profile,
      like: given.like,
      from: from === undefined ? undefined : toIso(from),
      match,
      force: given.force ?? false,
      write,
    },
  );
  if (adopted instanceof Refused) {
    const sentence = failureText(adopted, console.lang);
    if (adopted.code === 'profile-unknown' || adopted.code === 'model-unmatched') return refuse(console, sentence);
    const { data } = adopted;
    const file = data !== undefined && 'file' in data ? shownPath(data.file) : models.join(', ');
    return refuse(console, told(file, sentence, console));
  }
  console.out.write(summary(console, words, adopted));
  const { placed } = adopted;
  const entered = placed.enters ? `${words.entered(shownPath(placed.config))}\n` : '';
  console.out.write(write ? `${harmless(words.written(shownPath(placed.model)))}\n${entered}` : `${words.dryRun}\n`);
  return EXIT.ok;
}

/** The user's word on keys whose names aren't clear. */
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

function summary(
  { out, lang }: Console,
  words: AdoptWords,
  { id, title, base, reconstructed, matched, unsure, codes, disorders, unknown, lost, changes, checked }: Adopted,
): string {
  const { colors } = out;
  const columns = Math.min(COLUMNS, out.columns ?? COLUMNS);
  const open = new Set(unsure.map(({ path }) => path));
  const renamed = matched.flatMap(({ path, was }) =>
    was === undefined || open.has(path) ? [] : [`${harmless(path)}  ${colors.dim(`← ${was}`)}`],
  );
  const asked = unsure.map(({ path, was, value }) =>
    harmless(`${path}  ← ${was}${value === undefined ? '' : `  (${value.slice(0, MAX_SHOWN)})`}`),
  );
  const named = codes.flatMap(({ code, is }) => (is === undefined ? [] : [harmless(`${code}  ← ${is}`)]));
  const strange = codes.flatMap(({ path, code, is }) => (is === undefined ? [harmless(`${code}  (${path})`)] : []));
  const list = (title: string, keys: readonly string[]): string[] =>
    keys.length === 0 ? [] : [colors.bold(title), ...keys.map(key => `  ${key}`), ''];
  const changed = (): string[] => {
    if (changes === undefined) return [];
    const told = changeLines(changes, words).map(harmless);
    return told.length === 0 ? [words.unchanged, ''] : list(words.changes, told);
  };
  return `${[
    `${colors.bold(id)}  ${title[lang]}`,
    wrap(id === base.id ? words.explanation(id, reconstructed) : words.like(id, base.id), columns, ''),
    '',
    ...list(words.renamed(renamed.length), renamed),
    ...list(words.unsure(asked.length), asked),
    ...list(words.codes(named.length), named),
    ...list(words.unknownCodes(strange.length), strange),
    ...list(words.disorders(disorders.length), disorders.map(harmless)),
    ...list(words.unknown(unknown.length), unknown.map(harmless)),
    ...list(words.lost(lost.length), lost),
    ...(unknown.length > 0 && lost.length > 0 ? [wrap(words.decide, columns, ''), ''] : []),
    ...(renamed.length + asked.length + codes.length + unknown.length + lost.length === 0
      ? [words.allMatched, '']
      : []),
    ...changed(),
    wrap(words.checked(checked.keys, checked.ruled), columns, ''),
    '',
  ].join('\n')}\n`;
}
