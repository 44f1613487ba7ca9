import { nearest } from '../domain/fold.js';
import type { Bilingual } from '../profiles/shape.js';
import type { Severity } from '../rules/contract.js';
import validate, { type ShapeError } from './validate.gen.js';

/** What `segur.config.json` says, checked. */
export interface Config {
  readonly profiles: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly suppressions: readonly Suppression[];
  readonly plafonds: string | undefined;
  readonly plafondsColumns: Readonly<Record<string, string>>;
}

export interface Suppression {
  readonly rule: string;
  readonly numeroEditeur: string | undefined;
  /** Glob, relative to the folder of the configuration. */
  readonly file: string | undefined;
  readonly reason: string;
}

export interface ConfigProblem {
  /** JSON Pointer in the configuration. */
  readonly path: string;
  readonly message: Bilingual;
}

export const EMPTY_CONFIG: Config = { profiles: {}, rules: {}, suppressions: [], plafonds: undefined, plafondsColumns: {} };

/** Names that a configuration may use. */
export interface Known {
  readonly rules: readonly string[];
  readonly profiles: readonly string[];
}

/**
 * Reads a configuration's text. What is wrong is told and left out; the rest applies: a slip in a setting must not silence
 * the checks, nor stop them.
 */
export function readConfig(text: string, known: Known): { readonly config: Config; readonly problems: readonly ConfigProblem[] } {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return { config: EMPTY_CONFIG, problems: [problem('', 'ce n’est pas du JSON strict ; aucun réglage n’est appliqué.', 'this is no strict JSON; no setting is applied.')] };
  }
  if (!validate(value)) {
    return { config: EMPTY_CONFIG, problems: (validate.errors ?? []).map(shapeProblem) };
  }
  // The validator has just said that the value has the shape of the schema that this interface mirrors.
  const config = fromValid(value);
  return { config, problems: unknownNames(config, known) };
}

function fromValid(value: unknown): Config {
  const entries = new Map(isRecord(value) ? Object.entries(value) : []);
  const suppressions = entries.get('suppressions');
  const plafonds = entries.get('plafonds');
  return {
    profiles: texts(entries.get('profiles')),
    rules: Object.fromEntries(Object.entries(texts(entries.get('rules'))).filter((entry): entry is [string, Severity | 'off'] => isLevel(entry[1]))),
    suppressions: (Array.isArray(suppressions) ? suppressions : []).filter(isRecord).map((one) => ({
      rule: String(one['rule']), reason: String(one['reason']), file: optional(one['file']), numeroEditeur: optional(one['numeroEditeur']),
    })),
    plafonds: optional(plafonds),
    plafondsColumns: texts(entries.get('plafondsColumns')),
  };
}

const optional = (value: unknown): string | undefined => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isLevel = (text: string): text is Severity | 'off' => ['off', 'info', 'warning', 'error'].includes(text);
const texts = (value: unknown): Record<string, string> => (isRecord(value)
  ? Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')) : {});

const problem = (path: string, fr: string, en: string): ConfigProblem => ({ path, message: { fr: `segur.config.json${path} : ${fr}`, en: `segur.config.json${path}: ${en}` } });

function shapeProblem(error: ShapeError): ConfigProblem {
  const { keyword, params, instancePath } = error;
  const list = (values: unknown): string => (Array.isArray(values) ? values.map((v) => `« ${String(v)} »`).join(', ') : '');
  switch (keyword) {
    case 'additionalProperties': return problem(instancePath, `clé inconnue « ${String(params['additionalProperty'])} ».`, `unknown key “${String(params['additionalProperty'])}”.`);
    case 'required': return problem(instancePath, `il manque « ${String(params['missingProperty'])} ».`, `“${String(params['missingProperty'])}” is missing.`);
    case 'enum': return problem(instancePath, `valeurs possibles : ${list(params['allowedValues'])}.`, `possible values: ${list(params['allowedValues'])}.`);
    case 'pattern': return problem(instancePath, 'une raison est attendue.', 'a reason is expected.');
    default: return problem(instancePath, `type attendu : ${String(params['type'])}.`, `expected type: ${String(params['type'])}.`);
  }
}

function unknownNames(config: Config, known: Known): ConfigProblem[] {
  const check = (path: string, name: string, names: readonly string[], fr: string, en: string): ConfigProblem[] => {
    if (names.includes(name)) return [];
    const guess = nearest(name, names);
    return [problem(path, `${fr} « ${name} »${guess === undefined ? '' : `, vouliez-vous dire « ${guess} » ?`}`, `${en} “${name}”${guess === undefined ? '' : `, did you mean “${guess}”?`}`)];
  };
  return [
    ...Object.keys(config.rules).flatMap((id) => check('/rules', id, known.rules, 'règle inconnue', 'unknown rule')),
    ...config.suppressions.flatMap(({ rule }, i) => check(`/suppressions/${String(i)}`, rule, known.rules, 'règle inconnue', 'unknown rule')),
    ...Object.entries(config.profiles).flatMap(([glob, id]) => check(`/profiles/${glob}`, id, known.profiles, 'profil inconnu', 'unknown profile')),
  ];
}
