import { applyEdits, findNodeAtLocation, modify, parseTree, type FormattingOptions } from 'jsonc-parser';
import { isRecord } from '../language/unknown.js';
import { readStrict } from '../app/config/problem.js';
import { createAtomically, writeAtomically } from './atomicWrite.js';
import { decodeUtf8, readRegular, type Stamp } from './read.js';

const BOM = '\ufeff';

/** A `segur.config.json` that something is to be written into. */
interface ConfigText {
  readonly text: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** Of the file; undefined while there is none. */
  readonly stamp: Stamp | undefined;
}

/** Undefined where it can't be read as settings: a file with comments is no strict JSON, and is left alone. */
export function readConfigText(path: string): ConfigText | undefined {
  const read = readRegular(path);
  if (!read.ok) return read.failure.reason === 'missing' ? { text: '{}\n', value: {}, stamp: undefined } : undefined;
  const { text, bom, invalidBytes } = decodeUtf8(read.bytes);
  const strict = readStrict(text);
  if (invalidBytes || 'refused' in strict || !isRecord(strict.value)) return undefined;
  return { text: (bom ? BOM : '') + text, value: strict.value, stamp: read.stamp };
}

/** The items of a list of the settings; undefined where something else stands there. */
export function itemsIn({ value }: ConfigText, list: string): readonly unknown[] | undefined {
  const items = value[list] ?? [];
  return Array.isArray(items) ? items : undefined;
}

/** The settings with one more item in a list, or with another in the place of one. All else stays as it was typed. */
export function withItem(config: ConfigText, list: string, item: unknown, replaced?: number): string {
  const { bom, body } = split(config.text);
  const formattingOptions = layoutOf(body);
  const tree = parseTree(body);
  const last = tree && findNodeAtLocation(tree, [list])?.children?.at(-1);
  if (last === undefined) return bom + applyEdits(body, modify(body, [list], [item], { formattingOptions }));
  if (replaced !== undefined)
    return bom + applyEdits(body, modify(body, [list, replaced], item, { formattingOptions }));
  // The library would lay out the whole list anew.
  const end = last.offset + last.length;
  const gap = /\s*$/.exec(body.slice(0, last.offset))?.[0] ?? '';
  const typed = laidOut(item, body.slice(last.offset, end).includes('\n') ? formattingOptions : undefined);
  return `${bom}${body.slice(0, end)},${gap}${typed.replaceAll('\n', indentOf(gap))}${body.slice(end)}`;
}

/** A line break with the blanks that a gap ends on. */
const indentOf = (gap: string): string => /\r?\n[^\n]*$/.exec(gap)?.[0] ?? '\n';

/** On one line where no layout is named. */
function laidOut(item: unknown, layout: FormattingOptions | undefined): string {
  if (layout !== undefined) return JSON.stringify(item, null, layout.insertSpaces === true ? layout.tabSize : '\t');
  if (!isRecord(item)) return JSON.stringify(item);
  return `{ ${Object.entries(item)
    .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    .join(', ')} }`;
}

/** The text behind its byte order mark, if it has one. */
export const split = (text: string): { readonly bom: string; readonly body: string } =>
  text.startsWith(BOM) ? { bom: BOM, body: text.slice(BOM.length) } : { bom: '', body: text };

/** Writes a file that is as it was read, or that wasn't there. @throws where it is another by now. */
export function writeFresh(path: string, text: string, stamp: Stamp | undefined): void {
  if (stamp === undefined) createAtomically(path, text);
  else writeAtomically(path, text, stamp);
}

export function layoutOf(text: string): FormattingOptions {
  const indent = /^[ \t]+(?=\S)/m.exec(text)?.[0];
  return {
    insertSpaces: indent?.includes('\t') !== true,
    tabSize: indent === undefined ? 2 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
