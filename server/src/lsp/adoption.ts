import { sentence } from './convert.js';
import { join } from 'node:path';
import { adopt as adoptModel } from '../app/adopt.js';
import { Refused } from '../app/refused.js';
import type { Engine } from '../analysis/analyze.js';
import type { Lang } from '../format/domain/langue.js';
import { placeModel } from '../node/adoption.js';
import { decodeUtf8 } from '../node/decode.js';
import { CONFIG_NAME } from '../app/project.js';
import { Projects } from '../node/project.js';
import { readRegular } from '../node/read.js';
import { failureText } from '../texts/failures.js';
import type { AdoptResult } from './protocol.js';
import { filePath } from './projects.js';
import { field, isRecord, textOf } from './unknown.js';

/** Works out an adoption, and does it where it is asked for. Null for a question that is none. */
export async function adopt(engine: Engine, lang: Lang, params: unknown): Promise<AdoptResult | null> {
  const path = (key: string): string | undefined => filePath(textOf(field(params, key)) ?? '');
  const [model, near, folder] = [path('model'), path('near'), path('folder')];
  const profile = textOf(field(params, 'profile'));
  if (near === undefined || folder === undefined || profile === undefined) return null;
  const read = model === undefined ? undefined : readRegular(model);
  if (read?.ok !== true) return { refused: UNREADABLE[lang] };
  // Read anew: what the files hold now counts.
  const project = await new Projects({ engine }).in(near);
  const config = project.parts.path ?? join(folder, CONFIG_NAME);
  const write = field(params, 'write') === true;
  const adopted = adoptModel(
    { catalog: engine.catalog, place: placeModel({ config, project, output: undefined }) },
    // The user is shown what gives way, and agrees to it, before anything is written.
    { model: decodeUtf8(read.bytes), profile, match: namesOf(field(params, 'names')), force: true, write },
  );
  if (adopted instanceof Refused) return { refused: sentence(failureText(adopted, lang)) };
  const { matched, unknown, lost, reconstructed, looksLike, replaces, placed } = adopted;
  return {
    reconstructed,
    renamed: matched.flatMap(({ path: key, was }) => (was === undefined ? [] : [{ path: key, was }])),
    unknown,
    lost,
    looksLike: looksLike ?? null,
    replaces,
    model: placed.model,
    config: placed.config,
    written: write,
  };
}

const namesOf = (raw: unknown): Map<string, string> =>
  new Map(
    Object.entries(isRecord(raw) ? raw : {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

const UNREADABLE = {
  fr: "Ce modèle n'a pas pu être lu\u00a0: il faut un fichier local.",
  en: 'This model could not be read: a local file is needed.',
} as const;
