/** Reads parsed JSON without trusting its shape. */

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Throws if the value is not an object: a test on nothing would assert nothing. */
export function recordOf(value: unknown): Record<string, unknown> {
  if (!isRecord(value)) throw new TypeError(`expected an object, got ${JSON.stringify(value)}`);
  return value;
}

export function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`expected a list, got ${JSON.stringify(value)}`);
  return value;
}

export const textsOf = (value: unknown): readonly string[] => listOf(value).map(String);

/** The value at the end of a chain of keys. */
export const at = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((inner, key) => recordOf(inner)[key], value);
