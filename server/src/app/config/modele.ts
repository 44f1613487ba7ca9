import { nearest } from '../../format/domain/fold.js';
import { compileProfile, type Catalog } from '../../format/profiles/catalog.js';
import {
  SchemaError,
  type ProfileKeywords,
  type ProfileSchema,
  type SchemaNode,
} from '../../format/profiles/compile.js';
import { idOf, profileName } from '../../format/profiles/names.js';
import validate from '../../generated/modele.js';
import { readStrict, shapeProblem, type ConfigProblem } from './problem.js';
import { SETTINGS } from '../../texts/settings.js';

/** An adopted model as it stands in its file: what it does not say of its profile is as in ours. */
export interface WrittenModele extends SchemaNode {
  readonly 'x-segur-profile': Partial<Omit<ProfileKeywords, 'id' | 'traits'>> &
    Pick<ProfileKeywords, 'id'> & { readonly traits?: Partial<ProfileKeywords['traits']> };
}

export type ModeleRead = { readonly schema: ProfileSchema } | { readonly problems: readonly ConfigProblem[] };

/** Reads an adopted model, which anyone may have written: one that can't be used in full is not used at all. */
export function readModele(text: string, builtIn: Catalog): ModeleRead {
  const read = readStrict(text);
  if ('refused' in read) return { problems: [{ path: '', message: read.refused }] };
  const { value } = read;
  if (!validate(value)) return { problems: (validate.errors ?? []).map(shapeProblem) };
  const told = value['x-segur-profile'];
  const name = profileName(told.id);
  if (name === undefined) return { problems: [notAnId(told.id, builtIn.ids)] };
  const { couloir, logiciel, phase } = name;
  const own = builtIn.keywordsOf(told.id);
  const ours = own ?? (told.like === undefined ? undefined : builtIn.keywordsOf(told.like));
  const like = ours ?? builtIn.keywordsOf(builtIn.ids.find(id => id.endsWith(`/${phase}`)) ?? '');
  if (like === undefined) return { problems: [notAnId(told.id, builtIn.ids)] };
  const id = idOf(name);
  const schema: ProfileSchema = {
    ...value,
    'x-segur-profile': {
      ...like,
      ...(own === undefined && { couloir, logiciel, title: { fr: id, en: id }, detect: { any: [] } }),
      ...told,
      id,
      phase,
      traits: { ...like.traits, ...told.traits },
      evidence: 'adopted',
    },
  };
  try {
    compileProfile(schema);
    return { schema };
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    return {
      problems: [{ path: '', message: SETTINGS.badModel(error.where) }],
    };
  }
}

const notAnId = (id: string, ids: readonly string[]): ConfigProblem => ({
  path: '/x-segur-profile/id',
  message: SETTINGS.notAnId(id, nearest(id, ids)),
});
