import {
  type Calendrier,
  CALENDRIER,
  CalendrierError,
  readCalendrier,
  withVagues,
} from '../../format/domain/calendrier.js';
import { foldKey, nearest } from '../../format/domain/fold.js';
import { type Catalog, compileProfile, LATER_TRAITS } from '../../format/profiles/catalog.js';
import { idOf, profileName } from '../../format/profiles/choose.js';
import {
  type ProfileKeywords,
  type ProfileSchema,
  SchemaError,
  type SchemaNode,
} from '../../format/profiles/compile.js';
import isConfig from '../../generated/config.js';
import isModele from '../../generated/modele.js';
import { LineIndex } from '../../language/lines.js';
import { parseValue } from '../../language/parse.js';
import { isRecord } from '../../language/unknown.js';
import type { Severity } from '../../rules/contract.js';
import { SETTINGS } from '../../texts/settings.js';
import type { Bilingual } from '../../texts/typeset.js';
import { type Config, EMPTY_CONFIG, type Suppression, type TableConfig } from './config.js';

/** What is wrong in a file of settings. */
export interface ConfigProblem {
  /** JSON Pointer in that file. */
  readonly path: string;
  readonly message: Bilingual;
  /** The file is no JSON, which any editor of JSON tells as well. */
  readonly notJson?: true;
}

/** An error as ajv gives it. */
export interface ShapeError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A key as a segment of a JSON Pointer. */
const segment = (key: string): string => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

function shapeProblem({ keyword, params, instancePath }: ShapeError): ConfigProblem {
  const { shape } = SETTINGS;
  switch (keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      return { path: instancePath + segment(key), message: shape.unknownKey(key) };
    }
    case 'required':
      return { path: instancePath, message: shape.missingKey(String(params['missingProperty'])) };
    case 'enum':
      return { path: instancePath, message: shape.values(listed(params['allowedValues'])) };
    case 'pattern':
      return { path: instancePath, message: shape.empty };
    default: {
      const { type } = params;
      return { path: instancePath, message: shape.types(Array.isArray(type) ? listed(type) : String(type).split(',')) };
    }
  }
}

const listed = (values: unknown): string[] => (Array.isArray(values) ? values.map(String) : []);

type Strict = { readonly value: unknown } | { readonly refused: Bilingual };

/** A settings file: strict JSON, or why it isn't. Our parser runs first, since no depth overflows its stack. */
export function readStrict(text: string): Strict {
  const body = text.replace(/^\ufeff/, '');
  const problem = parseValue(body).problems[0];
  if (problem === undefined) {
    try {
      const value: unknown = JSON.parse(body);
      return { value };
    } catch {
      return { refused: SETTINGS.notStrict(1, 1) };
    }
  }
  const { line, character } = new LineIndex(body).positionAt(problem.span.start);
  return { refused: SETTINGS.notStrict(line + 1, character + 1) };
}

/** An adopted model as its file has it: what it doesn't say about its profile comes from ours. */
export interface WrittenModele extends SchemaNode {
  readonly 'x-segur-profile': Partial<Omit<ProfileKeywords, 'id' | 'traits'>> &
    Pick<ProfileKeywords, 'id'> & { readonly traits?: Partial<ProfileKeywords['traits']> };
}

type ModeleRead = { readonly schema: ProfileSchema } | { readonly problems: readonly ConfigProblem[] };

/** Reads an adopted model. Anyone may have written it, so it is used entirely or not at all. */
export function readModele(text: string, builtIn: Catalog): ModeleRead {
  const read = readStrict(text);
  if ('refused' in read) return { problems: [{ path: '', message: read.refused, notJson: true }] };
  const { value } = read;
  if (!isModele(value)) return { problems: (isModele.errors ?? []).map(shapeProblem) };
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
  /** Undefined if nothing could be read. */
  readonly calendrier: Calendrier | undefined;
  readonly problems: readonly ConfigProblem[];
}

/** The user's further waves, together with the known ones. */
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

/** `HOP`, `HOP-DPI`, `HOP-DPI-VA2`: any couloir may have gates, even before we have a model for it. */
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

/** Names that a configuration may use. */
export interface Known {
  readonly rules: readonly string[];
  readonly profiles: readonly string[];
}

interface ConfigRead {
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
}

/**
 * Reads a configuration's text. Wrong parts are reported and left out, and the rest applies: a slip in a setting must
 * neither silence the checks nor stop them.
 */
export function readConfig(text: string, known: Known | undefined): ConfigRead {
  const read = readStrict(text);
  if ('refused' in read)
    return { config: EMPTY_CONFIG, problems: [{ path: '', message: read.refused, notJson: true }] };
  const problems = isConfig(read.value) ? [] : (isConfig.errors ?? []).map(shapeProblem);
  const config = fromUnknown(read.value);
  return {
    config,
    problems: known === undefined ? problems : [...problems, ...unknownNames(config, read.value, known)],
  };
}

function fromUnknown(value: unknown): Config {
  const entries = new Map(isRecord(value) ? Object.entries(value) : []);
  const list = (key: string): readonly unknown[] => {
    const found = entries.get(key);
    return Array.isArray(found) ? found : [];
  };
  return {
    profiles: texts(entries.get('profiles')),
    rules: Object.fromEntries(
      Object.entries(texts(entries.get('rules'))).filter((entry): entry is [string, Severity | 'off'] =>
        isLevel(entry[1]),
      ),
    ),
    suppressions: list('suppressions').flatMap(suppression),
    models: list('models').filter(path => typeof path === 'string'),
    calendar: optional(entries.get('calendar')),
    plafonds: optional(entries.get('plafonds')),
    plafondsColumns: texts(entries.get('plafondsColumns')),
    pieces: optional(entries.get('pieces')),
    nomZip: optional(entries.get('nomZip')),
    table: tableFrom(entries.get('table')),
  };
}

function tableFrom(value: unknown): TableConfig {
  const { columns, values, pieces } = isRecord(value) ? value : {};
  const said = Object.entries(isRecord(values) ? values : {}).flatMap(([name, one]): [string, string][] => {
    const text = typeof one === 'boolean' ? (one ? 'oui' : 'non') : optional(one);
    return text === undefined ? [] : [[name, text]];
  });
  return { columns: texts(columns), values: Object.fromEntries(said), pieces: texts(pieces) };
}

/** An incomplete suppression silences nothing: with a part missing, it could cover more than intended. */
function suppression(value: unknown): Suppression[] {
  if (!isConfig({ suppressions: [value] }) || !isRecord(value)) return [];
  const { rule, reason, file, numeroEditeur } = value;
  if (typeof rule !== 'string' || typeof reason !== 'string') return [];
  return [{ rule, reason, file: optional(file), numeroEditeur: optional(numeroEditeur) }];
}

const optional = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
const isLevel = (text: string): text is Severity | 'off' => ['off', 'info', 'warning', 'error'].includes(text);
const texts = (value: unknown): Record<string, string> =>
  isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
    : {};

/** By the key as typed, so that each place points into the file. */
function unknownNames({ rules, profiles }: Config, typed: unknown, known: Known): ConfigProblem[] {
  const rule = (path: string, id: string): ConfigProblem[] =>
    known.rules.includes(id) ? [] : [{ path, message: SETTINGS.unknownRule(id, nearest(id, known.rules)) }];
  const profile = (path: string, id: string): ConfigProblem[] =>
    known.profiles.some(one => foldKey(one) === foldKey(id))
      ? []
      : [{ path, message: SETTINGS.unknownProfile(id, nearest(id, known.profiles)) }];
  const suppressions = isRecord(typed) && Array.isArray(typed['suppressions']) ? typed['suppressions'] : [];
  return [
    ...Object.keys(rules).flatMap(id => rule(`/rules${segment(id)}`, id)),
    ...suppressions.flatMap((one, i) =>
      isRecord(one) && typeof one['rule'] === 'string' ? rule(`/suppressions/${String(i)}/rule`, one['rule']) : [],
    ),
    ...Object.entries(profiles).flatMap(([glob, id]) => profile(`/profiles${segment(glob)}`, id)),
  ];
}
