import { mkdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { PlacedModel, PlaceRefused } from '../app/adopt.js';
import { Refused } from '../app/refused.js';
import type { ProfileSchema } from '../format/profiles/compile.js';
import { itemsIn, layoutOf, readConfigText, split, withItem, writeFresh } from './configFile.js';
import type { Project } from '../app/project.js';
import { codeOf, stampOf, type Stamp } from './read.js';
import { isRecord } from '../language/unknown.js';
import { applyEdits, modify } from 'jsonc-parser';
import { readStrict } from '../app/config/problem.js';

const MODELS_FOLDER = 'segur.models';

interface AdoptionPlace {
  /** The configuration that is to name the model, absolute; it may not exist yet. */
  readonly config: string;
  /** What that configuration holds by now. */
  readonly project: Project;
  /** The file to write; by default one beside the configuration, named after the profile. */
  readonly output: string | undefined;
}

/** Where a model goes on this machine; what stands there gives way if `force` says so. */
export const placeModel =
  ({ config, project, output }: AdoptionPlace) =>
  (schema: ProfileSchema, force: boolean): PlacedModel | PlaceRefused => {
    const { id, from } = schema['x-segur-profile'];
    const model = output === undefined ? join(dirname(config), MODELS_FOLDER, modelName(id, from)) : resolve(output);
    const stamp = stampAt(model);
    if (stamp === 'not-regular') return new Refused('model-not-regular', { file: model });
    if (stamp !== undefined && !force) return new Refused('model-exists', { file: model });
    const other = project.parts.models.find(
      ({ profile, path, from: day }) => profile === id && day === from && resolve(dirname(config), path) !== model,
    );
    if (other !== undefined && !force) return new Refused('model-adopted', { file: config, model: other.path });
    const before = readConfigText(config);
    const models = before && itemsIn(before, 'models');
    if (before === undefined || models === undefined) return new Refused('model-settings', { file: config });
    const written = relative(dirname(config), model).replaceAll('\\', '/');
    const names = (path: unknown): boolean => typeof path === 'string' && resolve(dirname(config), path) === model;
    const named = models.some(names) && other === undefined;
    return {
      model,
      config,
      enters: !named,
      write: () => {
        try {
          // The model first: a configuration must never name a file that is not there.
          mkdirSync(dirname(model), { recursive: true });
          writeFresh(model, schemaText(schema), stamp);
          if (!named) writeFresh(config, withItem(before, 'models', written, other?.index), before.stamp);
          return undefined;
        } catch (error) {
          return new Refused('model-not-written', { file: model, code: codeOf(error) });
        }
      },
    };
  };

/** What is said of the profile comes first: a person reads it. */
const schemaText = ({ 'x-segur-profile': profile, ...schema }: ProfileSchema): string =>
  `${JSON.stringify({ 'x-segur-profile': profile, ...schema }, null, 2)}\n`;

/** `MDV-LGC/solde` → `mdv-lgc.solde.schema.json`, as ours are named; one of several is named by its day as well. */
export const modelName = (profile: string, from?: string): string =>
  `${profile.toLowerCase().replace('/', '.')}${from === undefined ? '' : `.${from.slice(0, 10)}`}.schema.json`;

function stampAt(path: string): Stamp | 'not-regular' | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === false ? 'not-regular' : stats && stampOf(stats);
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
