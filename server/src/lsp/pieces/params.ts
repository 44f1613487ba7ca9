import type { ChoicesParams, Confirmed } from '../protocol.packaging.js';
import { field, isRecord, textOf, textsOf } from '../unknown.js';

/** What a client sends is read part by part: one of another form counts as absent. */

export const readUri = (params: unknown): string => textOf(field(params, 'uri')) ?? '';

export function readConfirmed(raw: unknown): Confirmed {
  const entries = (value: unknown): [string, unknown][] => (isRecord(value) ? Object.entries(value) : []);
  return Object.fromEntries(
    entries(raw).map(([key, named]) => [
      key,
      Object.fromEntries(entries(named).map(([name, list]) => [name, textsOf(list)])),
    ]),
  );
}

export function readAt(raw: unknown): ChoicesParams['at'] {
  const [ligne, piece, line, character, pointer] = ['ligne', 'piece', 'line', 'character', 'pointer'].map(name =>
    field(raw, name),
  );
  if (typeof ligne === 'number' && typeof piece === 'number') return { ligne, piece };
  if (typeof line === 'number' && typeof character === 'number') return { line, character };
  return { pointer: textOf(pointer) ?? '' };
}
