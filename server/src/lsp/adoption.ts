import { join } from 'node:path';
import { planAdoption, writeAdoption } from '../node/adoption.js';
import { decodeUtf8 } from '../node/decode.js';
import { CONFIG_NAME, Projects } from '../node/project.js';
import { readRegular } from '../node/read.js';
import type { Engine } from '../analysis/analyze.js';
import type { Lang } from '../format/domain/langue.js';
import { adoptModel, type AdoptionError } from '../format/profiles/adopt.js';
import { chooseProfile } from '../format/profiles/choose.js';
import type { Bilingual, Shape } from '../format/profiles/shape.js';
import { parseValue } from '../language/parse.js';
import type { AdoptResult } from './protocol.js';
import { filePath } from './projects.js';
import { field, isRecord, textOf } from './unknown.js';

/** Works out an adoption, and does it where it is asked for. Null for a question that is none. */
export async function adopt(engine: Engine, lang: Lang, params: unknown): Promise<AdoptResult | null> {
  const path = (key: string): string | undefined => filePath(textOf(field(params, key)) ?? '');
  const [model, near, folder] = [path('model'), path('near'), path('folder')];
  const { catalog } = engine;
  const base = catalog.get(textOf(field(params, 'profile')) ?? '');
  const keywords = base && catalog.keywordsOf(base.id);
  if (near === undefined || folder === undefined || base === undefined || keywords === undefined) return null;
  const refused = (message: Bilingual): AdoptResult => ({ refused: message[lang] });
  const text = model === undefined ? undefined : textAt(model);
  if (typeof text !== 'string') return refused(text ?? REFUSED.unreadable);
  const adoption = adoptModel(text, base, keywords, namesOf(field(params, 'names')));
  if ('error' in adoption) return refused(REFUSED[adoption.error]);
  // Read anew: what the files hold now counts.
  const project = await new Projects({ engine }).in(near);
  const request = {
    schema: adoption.schema,
    config: project.parts.path ?? join(folder, CONFIG_NAME),
    project,
    output: undefined,
  };
  const fresh = planAdoption({ ...request, force: false });
  const plan = 'refused' in fresh ? planAdoption({ ...request, force: true }) : fresh;
  if ('refused' in plan) return refused(plan.refused);
  const write = field(params, 'write') === true;
  if (
    write &&
    !written(() => {
      writeAdoption(plan);
    })
  )
    return refused(REFUSED.write);
  const looksLike = chooseProfile(catalog, parseValue(text).root, {}).profile?.id;
  return {
    reconstructed: isReconstructed(base.file),
    renamed: adoption.matched.flatMap(({ path: key, was }) => (was === undefined ? [] : [{ path: key, was }])),
    unknown: adoption.unknown,
    lost: adoption.lost,
    looksLike: looksLike === undefined || looksLike === base.id ? null : looksLike,
    replaces: 'refused' in fresh,
    model: plan.model,
    config: plan.config,
    written: write,
  };
}

function textAt(path: string): string | Bilingual {
  const read = readRegular(path);
  if (!read.ok) return REFUSED.unreadable;
  const { text, invalidBytes } = decodeUtf8(read.bytes);
  return invalidBytes ? REFUSED.encoding : text;
}

function written(run: () => void): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}

const namesOf = (raw: unknown): Map<string, string> =>
  new Map(
    Object.entries(isRecord(raw) ? raw : {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

const isReconstructed = (shape: Shape): boolean =>
  shape.evidence === 'reconstructed' ||
  (shape.properties ?? []).some(property => isReconstructed(property.shape)) ||
  (shape.items !== undefined && isReconstructed(shape.items));

const REFUSED: Readonly<Record<AdoptionError | 'encoding' | 'unreadable' | 'write', Bilingual>> = {
  syntax: { fr: "Ce modèle n'est pas du JSON strict.", en: 'This model is no strict JSON.' },
  'no-object': {
    fr: 'Un modèle est un objet JSON, comme un fichier de demande.',
    en: 'A model is a JSON object, as a request file is.',
  },
  'no-lignes': {
    fr: "La liste «\u00a0lignesImport\u00a0» manque\u00a0: donnez le fichier entier, tel que l'agence le publie.",
    en: 'The list “lignesImport” is missing: give the whole file, as the agency publishes it.',
  },
  'empty-lignes': {
    fr: '«\u00a0lignesImport\u00a0» est vide\u00a0: il y faut au moins une demande, remplie ou non.',
    en: '“lignesImport” is empty: it needs one request at least, filled or not.',
  },
  encoding: {
    fr: "Ce modèle n'est pas en UTF-8\u00a0: enregistrez-le en UTF-8.",
    en: 'This model is no UTF-8: save it as UTF-8.',
  },
  unreadable: {
    fr: "Ce modèle n'a pas pu être lu\u00a0: il faut un fichier local.",
    en: 'This model could not be read: a local file is needed.',
  },
  write: {
    fr: "Le système a refusé d'écrire le modèle ou segur.config.json\u00a0; vérifiez vos droits sur le dossier.",
    en: 'The system refused to write the model or segur.config.json; check your rights on the folder.',
  },
};
