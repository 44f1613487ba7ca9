import type { Bilingual } from '../../format/profiles/shape.js';

/** What is wrong in a file of settings. */
export interface ConfigProblem {
  /** JSON Pointer in that file. */
  readonly path: string;
  readonly message: Bilingual;
}

/** An error as ajv gives it. */
export interface ShapeError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export const problem = (path: string, fr: string, en: string): ConfigProblem => ({ path, message: { fr, en } });

/** A key as a segment of a JSON Pointer. */
export const segment = (key: string): string => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

const TYPES: Readonly<Record<string, Bilingual>> = {
  object: { fr: 'un objet', en: 'an object' },
  array: { fr: 'une liste', en: 'a list' },
  string: { fr: 'un texte', en: 'a text' },
  integer: { fr: 'un nombre entier', en: 'a whole number' },
  boolean: { fr: 'true ou false', en: 'true or false' },
  null: { fr: 'null', en: 'null' },
};

export function shapeProblem({ keyword, params, instancePath }: ShapeError): ConfigProblem {
  const name = (value: unknown): string => String(value);
  switch (keyword) {
    case 'additionalProperties': {
      const key = name(params['additionalProperty']);
      return problem(instancePath + segment(key), `clé inconnue «\u00a0${key}\u00a0».`, `unknown key “${key}”.`);
    }
    case 'required': {
      const key = name(params['missingProperty']);
      return problem(instancePath, `il manque «\u00a0${key}\u00a0».`, `“${key}” is missing.`);
    }
    case 'enum': {
      const values = listed(params['allowedValues']);
      return problem(
        instancePath,
        `valeurs possibles\u00a0: ${values.map(v => `«\u00a0${v}\u00a0»`).join(', ')}.`,
        `possible values: ${values.map(v => `“${v}”`).join(', ')}.`,
      );
    }
    case 'pattern':
      return problem(
        instancePath,
        'un texte qui dit quelque chose est attendu.',
        'a text that says something is expected.',
      );
    default: {
      const types = Array.isArray(params['type']) ? listed(params['type']) : name(params['type']).split(',');
      const said = (lang: keyof Bilingual, or: string): string =>
        types.map(type => TYPES[type]?.[lang] ?? type).join(or);
      return problem(instancePath, `attendu\u00a0: ${said('fr', ' ou ')}.`, `expected: ${said('en', ' or ')}.`);
    }
  }
}

const listed = (values: unknown): string[] => (Array.isArray(values) ? values.map(String) : []);
