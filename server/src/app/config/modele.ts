import { compileProfile, LATER_TRAITS, type Catalog } from '../../format/profiles/catalog.js';
import {
  SchemaError,
  type ProfileKeywords,
  type ProfileSchema,
  type SchemaNode,
} from '../../format/profiles/compile.js';
import { idOf, profileName } from '../../format/profiles/choose.js';
import validate from '../../generated/modele.js';
import { type ConfigProblem, readStrict, shapeProblem } from './problem.js';
import {
  type Calendrier,
  CALENDRIER,
  CalendrierError,
  readCalendrier,
  withVagues,
} from '../../format/domain/calendrier.js';
import { nearest } from '../../format/domain/fold.js';
import { SETTINGS } from '../../texts/settings.js';

/** An adopted model as it stands in its file: what it does not say of its profile is as in ours. */
export interface WrittenModele extends SchemaNode {
  readonly 'x-segur-profile': Partial<Omit<ProfileKeywords, 'id' | 'traits'>> &
    Pick<ProfileKeywords, 'id'> & { readonly traits?: Partial<ProfileKeywords['traits']> };
}

type ModeleRead = { readonly schema: ProfileSchema } | { readonly problems: readonly ConfigProblem[] };

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
      traits: { ...like.traits, ...(name.wave > 1 && LATER_TRAITS), ...told.traits },
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

interface VaguesRead {
  /** Undefined where nothing could be read. */
  readonly calendrier: Calendrier | undefined;
  readonly problems: readonly ConfigProblem[];
}

/** The user's further waves, with those that we know. */
export function readVagues(text: string): VaguesRead {
  const read = readStrict(text);
  if ('refused' in read) return { calendrier: undefined, problems: [{ path: '', message: read.refused }] };
  try {
    const more = readCalendrier(read.value);
    return { calendrier: withVagues(CALENDRIER, more), problems: unknownCouloirs(more) };
  } catch (error) {
    if (!(error instanceof CalendrierError)) throw error;
    return {
      calendrier: undefined,
      problems: [{ path: error.where === '' ? '' : `/${error.where}`, message: error.told }],
    };
  }
}

/** `HOP`, `HOP-DPI`, `HOP-DPI-VA2`: any couloir may have its gates, also one that no model at hand is of yet. */
const COULOIR = /^[A-Z][A-Z0-9]*(?:-[A-Z][A-Z0-9]*(?:-VA[1-9]\d?)?)?$/;

function unknownCouloirs(more: Calendrier): ConfigProblem[] {
  const known = CALENDRIER.flatMap(({ couloirs }) => [...couloirs.keys()]);
  return more.flatMap(({ couloirs }, i) =>
    [...couloirs.keys()]
      .filter(name => !COULOIR.test(name))
      .map(name => ({
        path: `/vagues/${String(i)}/couloirs`,
        message: SETTINGS.notACouloir(name, nearest(name, known) ?? 'HOP-DPI-VA2'),
      })),
  );
}
