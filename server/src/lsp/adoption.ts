import { sentence } from './convert.js';
import { join } from 'node:path';
import { adopt as adoptModel, isModelOnly } from '../app/adopt.js';
import { Refused } from '../app/refused.js';
import type { Engine } from '../analysis/analyze.js';
import { placeModel } from '../node/adoption.js';
import { decodeUtf8, readLater } from '../node/read.js';
import { CONFIG_NAME } from '../app/project.js';
import { Projects } from '../node/project.js';
import { failureText } from '../texts/failures.js';
import type { AdoptResult } from './protocol/index.js';
import { filePath, uriOf } from './uris.js';
import { field, isRecord, textOf } from '../language/unknown.js';
import { adoptWordsOf, changeLines } from '../texts/cli/adopt.js';
import { ANSWERS } from '../texts/editor/answers.js';
import type { Lang } from '../texts/typeset.js';

/** Works out an adoption, and does it where it is asked for. Null for a question that is none. */
export async function adopt(engine: Engine, lang: Lang, params: unknown): Promise<AdoptResult | null> {
  const path = (key: string): string | undefined => filePath(textOf(field(params, key)) ?? '');
  const [near, folder] = [path('near'), path('folder')];
  const models = filesOf(params);
  const profile = textOf(field(params, 'profile'));
  if (near === undefined || folder === undefined || profile === undefined) return null;
  const reads = await Promise.all(models.map(model => readLater(model)));
  const texts = reads.flatMap(read => (read.ok ? [decodeUtf8(read.bytes)] : []));
  if (texts.length === 0 || texts.length < reads.length) return { refused: ANSWERS.adopt.unreadable[lang] };
  // Read anew: what the files hold now counts.
  const sources = models.filter((_, at) => isModelOnly(texts[at]?.text ?? ''));
  const project = await new Projects({ engine }).in(near);
  const config = project.parts.path ?? join(folder, CONFIG_NAME);
  const write = field(params, 'write') === true;
  const adopted = await adoptModel(
    { catalog: project.engine.catalog, place: placeModel({ config, project, output: undefined, sources }) },
    // The user is shown what gives way, and agrees to it, before anything is written.
    {
      models: texts,
      profile,
      like: textOf(field(params, 'like')),
      from: textOf(field(params, 'from')),
      match: namesOf(field(params, 'names')),
      force: true,
      write,
    },
  );
  if (adopted instanceof Refused) return { refused: sentence(failureText(adopted, lang)) };
  const {
    id,
    base,
    matched,
    unsure,
    codes,
    unknown,
    lost,
    reconstructed,
    looksLike,
    replaces,
    placed,
    changes,
    checked,
  } = adopted;
  return {
    profile: id,
    like: base.id === id ? null : base.id,
    unsure: unsure.map(one => ({ ...one, value: one.value ?? null })),
    codes: codes.map(one => ({ ...one, is: one.is ?? null })),
    reconstructed,
    renamed: matched.flatMap(({ path: key, was }) => (was === undefined ? [] : [{ path: key, was }])),
    unknown,
    lost,
    looksLike: looksLike ?? null,
    replaces,
    changes: changes === undefined ? null : changeLines(changes, adoptWordsOf(lang)),
    checked,
    ours: {
      keys: [...new Set([...lost, ...unsure.map(({ was }) => was)])],
      codes: [
        ...new Set([...base.traits.pieces.flatMap(types => types.split('|')), base.traits.attestationTVA, 'TTC', 'HT']),
      ],
    },
    model: uriOf(placed.model),
    config: uriOf(placed.config),
    written: write,
  };
}

/** One file, or several examples of one model. */
function filesOf(params: unknown): readonly string[] {
  const given = field(params, 'model');
  const all: readonly unknown[] = Array.isArray(given) ? given : [given];
  return all.flatMap(one => filePath(textOf(one) ?? '') ?? []);
}

const namesOf = (raw: unknown): Map<string, string> =>
  new Map(
    Object.entries(isRecord(raw) ? raw : {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
