import { foldKey, nearest } from '../../format/domain/fold.js';
import type { Severity } from '../../rules/contract.js';
import validate from '../../generated/config.js';
import { EMPTY_CONFIG, type Config, type Suppression, type TableConfig } from './config.js';
import { readStrict, segment, shapeProblem, type ConfigProblem } from './problem.js';
import { SETTINGS } from '../../texts/settings.js';
import { isRecord } from '../../language/unknown.js';

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
 * Reads a configuration's text. What is wrong is told and left out; the rest applies: a slip in a setting must not
 * silence the checks, nor stop them.
 */
export function readConfig(text: string, known: Known | undefined): ConfigRead {
  const read = readStrict(text);
  if ('refused' in read) return { config: EMPTY_CONFIG, problems: [{ path: '', message: read.refused }] };
  const problems = validate(read.value) ? [] : (validate.errors ?? []).map(shapeProblem);
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

/** One that is not whole silences nothing: less than it says could be more than was meant. */
function suppression(value: unknown): Suppression[] {
  if (!validate({ suppressions: [value] }) || !isRecord(value)) return [];
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

/** By what was typed, so that each place is that of the file. */
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
