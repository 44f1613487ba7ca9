import { applyEdits, modify, type FormattingOptions } from 'jsonc-parser';
import { mkdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { PlacedModel, PlaceRefused } from '../app/adopt.js';
import { readStrict } from '../app/config/strict.js';
import { Refused } from '../app/refused.js';
import type { ProfileSchema } from '../format/profiles/compile.js';
import { createAtomically, writeAtomically } from './atomicWrite.js';
import { decodeUtf8 } from './decode.js';
import type { Project } from '../app/project.js';
import { codeOf, readRegular, stampOf, type Stamp } from './read.js';

const MODELS_FOLDER = 'segur.models';
const BOM = '\ufeff';

export interface AdoptionPlace {
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
    if (before === undefined) return new Refused('model-settings', { file: config });
    const written = relative(dirname(config), model).replaceAll('\\', '/');
    const named = before.models.some(path => resolve(dirname(config), path) === model) && other === undefined;
    return {
      model,
      config,
      enters: !named,
      write: () => {
        try {
          // The model first: a configuration must never name a file that is not there.
          mkdirSync(dirname(model), { recursive: true });
          write(model, schemaText(schema), stamp);
          if (!named) write(config, withModel(before, written, other?.index), before.stamp);
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

function write(path: string, text: string, stamp: Stamp | undefined): void {
  if (stamp === undefined) createAtomically(path, text);
  else writeAtomically(path, text, stamp);
}

function stampAt(path: string): Stamp | 'not-regular' | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === false ? 'not-regular' : stats && stampOf(stats);
}

interface ConfigText {
  readonly text: string;
  readonly models: readonly string[];
  readonly stamp: Stamp | undefined;
}

/** Undefined where it can't be read as settings. */
function readConfigText(path: string): ConfigText | undefined {
  const read = readRegular(path);
  if (!read.ok) return read.failure.reason === 'missing' ? { text: '{}\n', models: [], stamp: undefined } : undefined;
  const { text, bom, invalidBytes } = decodeUtf8(read.bytes);
  const strict = readStrict(text);
  if (invalidBytes || 'refused' in strict) return undefined;
  const { value } = strict;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const models: unknown = 'models' in value ? value.models : [];
  if (!Array.isArray(models)) return undefined;
  return { text: (bom ? BOM : '') + text, models: models.filter(path => typeof path === 'string'), stamp: read.stamp };
}

/** All else stays as it was typed. */
function withModel({ text, models }: ConfigText, path: string, replaced: number | undefined): string {
  const bom = text.startsWith(BOM) ? BOM : '';
  const body = text.slice(bom.length);
  const formattingOptions = layoutOf(body);
  const edits =
    models.length === 0
      ? modify(body, ['models'], [path], { formattingOptions })
      : modify(body, ['models', replaced ?? models.length], path, {
          formattingOptions,
          isArrayInsertion: replaced === undefined,
        });
  return bom + applyEdits(body, edits);
}

export function layoutOf(text: string): FormattingOptions {
  const indent = /^[ \t]+(?=\S)/m.exec(text)?.[0];
  return {
    insertSpaces: indent?.includes('\t') !== true,
    tabSize: indent === undefined ? 2 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
