import { mkdir, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { applyEdits, findNodeAtLocation, type FormattingOptions, modify, parseTree } from 'jsonc-parser';
import type { PlacedModel, PlaceRefused } from '../app/adopt.js';
import { readStrict } from '../app/config/read.js';
import type { Project } from '../app/project.js';
import { Refused } from '../app/refused.js';
import type { ProfileSchema } from '../format/profiles/compile.js';
import { isRecord } from '../language/unknown.js';
import { codeOf, decodeUtf8, failureOf, readLater, type ReadOutcome, type Stamp, stampOf } from './read.js';

const BOM = '\ufeff';

/** A `segur.config.json` that something is to be written into. */
interface ConfigText {
  readonly text: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** Of the file; undefined while there is none. */
  readonly stamp: Stamp | undefined;
}

/** Undefined where it can't be read as settings: a file with comments is no strict JSON, and is left alone. */
function configText(read: ReadOutcome): ConfigText | undefined {
  if (!read.ok) return read.failure.reason === 'missing' ? { text: '{}\n', value: {}, stamp: undefined } : undefined;
  const { text, bom, invalidBytes } = decodeUtf8(read.bytes);
  const strict = readStrict(text);
  if (invalidBytes || 'refused' in strict || !isRecord(strict.value)) return undefined;
  return { text: (bom ? BOM : '') + text, value: strict.value, stamp: read.stamp };
}

/** The items of a list in the settings; undefined if it is something else. */
function itemsIn({ value }: ConfigText, list: string): readonly unknown[] | undefined {
  const items = value[list] ?? [];
  return Array.isArray(items) ? items : undefined;
}

/** The settings with one more item in a list, or with another in the place of one. All else stays as it was typed. */
function withItem(config: ConfigText, list: string, item: unknown, replaced?: number): string {
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
const split = (text: string): { readonly bom: string; readonly body: string } =>
  text.startsWith(BOM) ? { bom: BOM, body: text.slice(BOM.length) } : { bom: '', body: text };

/** Adds an item to a list of the settings in a file, or says why these can't take it. */
export async function enterItem(
  path: string,
  list: string,
  item: unknown,
): Promise<'written' | 'settings' | 'unwritable'> {
  const config = configText(await readLater(path));
  if (config === undefined || itemsIn(config, list) === undefined) return 'settings';
  try {
    const { writeFresh } = await import('./atomicWrite.js');
    await writeFresh(path, withItem(config, list, item), config.stamp);
    return 'written';
  } catch {
    return 'unwritable';
  }
}

function layoutOf(text: string): FormattingOptions {
  const indent = /^[ \t]+(?=\S)/m.exec(text)?.[0];
  return {
    insertSpaces: indent?.includes('\t') !== true,
    tabSize: indent === undefined ? 2 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

const MODELS_FOLDER = 'segur.models';

interface AdoptionPlace {
  /** The configuration that is to name the model, absolute; it may not exist yet. */
  readonly config: string;
  /** What that configuration holds by now. */
  readonly project: Project;
  /** The file to write; by default one beside the configuration, named after the profile. */
  readonly output: string | undefined;
  /** Files that are models only, and never requests. */
  readonly sources: readonly string[];
}

/** Where a model goes; with `force` it replaces what is there. */
export const placeModel =
  ({ config, project, output, sources }: AdoptionPlace) =>
  async (schema: ProfileSchema, force: boolean): Promise<PlacedModel | PlaceRefused> => {
    const { id, from } = schema['x-segur-profile'];
    const model = output === undefined ? join(dirname(config), MODELS_FOLDER, modelName(id, from)) : resolve(output);
    const stamp = await stampAt(model);
    if (stamp instanceof Error) return new Refused('model-not-written', { file: model, code: codeOf(stamp) });
    if (stamp === 'not-regular') return new Refused('model-not-regular', { file: model });
    if (stamp !== undefined && !force) return new Refused('model-exists', { file: model });
    const other = project.parts.models.find(
      ({ profile, path, from: day }) => profile === id && day === from && resolve(dirname(config), path) !== model,
    );
    if (other !== undefined && !force) return new Refused('model-adopted', { file: config, model: other.path });
    const before = configText(await readLater(config));
    const models = before && itemsIn(before, 'models');
    if (before === undefined || models === undefined) return new Refused('model-settings', { file: config });
    const written = seenFrom(dirname(config))(model);
    const names = (path: unknown): boolean => typeof path === 'string' && resolve(dirname(config), path) === model;
    const named = models.some(names) && other === undefined;
    return {
      model,
      config,
      enters: !named,
      write: async () => {
        try {
          // The model first: a configuration must never name a file that is not there.
          const { writeFresh } = await import('./atomicWrite.js');
          await mkdir(dirname(model), { recursive: true });
          await writeFresh(model, schemaText(schema, sources.map(seenFrom(dirname(model)))), stamp);
          if (!named) await writeFresh(config, withItem(before, 'models', written, other?.index), before.stamp);
          return undefined;
        } catch (error) {
          return new Refused('model-not-written', { file: model, code: codeOf(error) });
        }
      },
    };
  };

/** What is said of the profile comes first: a person reads it. */
function schemaText({ 'x-segur-profile': profile, ...schema }: ProfileSchema, named: readonly string[]): string {
  const sources = named.length === 0 ? undefined : named;
  return `${JSON.stringify({ 'x-segur-profile': { ...profile, sources }, ...schema }, null, 2)}\n`;
}

const seenFrom =
  (folder: string) =>
  (path: string): string =>
    relative(folder, resolve(path)).replaceAll('\\', '/');

/** `MDV-LGC/solde` → `mdv-lgc.solde.schema.json`, as ours are named; one of several is named by its day as well. */
const modelName = (profile: string, from?: string): string =>
  `${profile.toLowerCase().replace('/', '.')}${from === undefined ? '' : `.${from.slice(0, 10)}`}.schema.json`;

/** Undefined where nothing is; the error where that can't be told. */
async function stampAt(path: string): Promise<Stamp | 'not-regular' | Error | undefined> {
  try {
    const stats = await stat(path);
    return stats.isFile() ? stampOf(stats) : 'not-regular';
  } catch (error) {
    if (failureOf(error).reason === 'missing') return undefined;
    return error instanceof Error ? error : new Error(String(error));
  }
}

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
