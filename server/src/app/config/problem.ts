import { LineIndex } from '../../language/lines.js';
import { parseValue } from '../../language/parse.js';
import { SETTINGS } from '../../texts/settings.js';
import type { Bilingual } from '../../texts/typeset.js';

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

/** A key as a segment of a JSON Pointer. */
export const segment = (key: string): string => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

export function shapeProblem({ keyword, params, instancePath }: ShapeError): ConfigProblem {
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

export type Strict = { readonly value: unknown } | { readonly refused: Bilingual };

/**
 * A file of settings: strict JSON, or why it isn't. Our parser goes first, since it knows no depth that overflows a
 * stack.
 */
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
