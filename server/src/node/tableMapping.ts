import { isRecord } from '../language/unknown.js';
import { applyEdits, modify } from 'jsonc-parser';
import { readStrict } from '../app/config/problem.js';
import { layoutOf, split } from './configFile.js';

/**
 * A configuration's text with a table's mapping in it, all other values as they were typed. Undefined where nothing can
 * be added to the text.
 */
export function withMapping(
  text: string,
  mapping: Readonly<Record<'columns' | 'values', Readonly<Record<string, string>>>>,
): string | undefined {
  const { bom, body: before } = split(text);
  let body = before;
  const strict = readStrict(body);
  if ('refused' in strict || !isRecord(strict.value) || !isRecordOrNone(strict.value['table'])) return undefined;
  const formattingOptions = layoutOf(body);
  for (const part of ['columns', 'values'] as const) {
    if (!isRecordOrNone(strict.value['table']?.[part])) return undefined;
    for (const [name, value] of Object.entries(mapping[part]))
      body = applyEdits(body, modify(body, ['table', part, name], value, { formattingOptions }));
  }
  return bom + body;
}

const isRecordOrNone = (value: unknown): value is Readonly<Record<string, unknown>> | undefined =>
  value === undefined || isRecord(value);
