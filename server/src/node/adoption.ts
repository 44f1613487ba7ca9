import { applyEdits, modify, type FormattingOptions } from 'jsonc-parser';
import { mkdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { readStrict } from '../app/config/strict.js';
import type { ProfileSchema } from '../format/profiles/compile.js';
import type { Bilingual } from '../format/profiles/shape.js';
import { createAtomically, writeAtomically } from './atomicWrite.js';
import { decodeUtf8 } from './decode.js';
import type { Project } from './project.js';
import { readRegular, stampOf, type Stamp } from './read.js';

const MODELS_FOLDER = 'segur.models';
const BOM = '\ufeff';

export interface AdoptionRequest {
  readonly schema: ProfileSchema;
  /** The configuration that is to name the model, absolute; it may not exist yet. */
  readonly config: string;
  /** What that configuration holds by now. */
  readonly project: Project;
  /** The file to write; by default one beside the configuration, named after the profile. */
  readonly output: string | undefined;
  /** Replaces the model that the profile has. */
  readonly force: boolean;
}

export interface AdoptionPlan {
  /** Absolute. */
  readonly model: string;
  readonly config: string;
  readonly schema: string;
  /** The configuration's new text; undefined where it names the model already. */
  readonly edited: string | undefined;
  /** Undefined where there is no such file yet. */
  readonly modelStamp: Stamp | undefined;
  readonly configStamp: Stamp | undefined;
}

export type AdoptionPlanned = AdoptionPlan | { readonly file: string; readonly refused: Bilingual };

/** What an adoption will write, and where; nothing is written yet. */
export function planAdoption({ schema, config, project, output, force }: AdoptionRequest): AdoptionPlanned {
  const { id } = schema['x-segur-profile'];
  const model = output === undefined ? join(dirname(config), MODELS_FOLDER, modelName(id)) : resolve(output);
  const modelStamp = stampAt(model);
  if (modelStamp === 'not-regular') return { file: model, refused: NOT_REGULAR };
  if (modelStamp !== undefined && !force) return { file: model, refused: EXISTS };
  const other = project.parts.models.find(
    ({ profile, path }) => profile === id && resolve(dirname(config), path) !== model,
  );
  if (other !== undefined && !force) return { file: config, refused: hasOther(other.path) };
  const before = readConfigText(config);
  if ('refused' in before) return { file: config, refused: before.refused };
  const written = relative(dirname(config), model).replaceAll('\\', '/');
  return {
    model,
    config,
    modelStamp,
    configStamp: before.stamp,
    schema: `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema }, null, 2)}\n`,
    edited:
      before.models.some(path => resolve(dirname(config), path) === model) && other === undefined
        ? undefined
        : withModel(before, written, other?.index),
  };
}

/** The model first: a configuration must never name a file that is not there. @throws as the file system does. */
export function writeAdoption({ model, config, schema, edited, modelStamp, configStamp }: AdoptionPlan): void {
  mkdirSync(dirname(model), { recursive: true });
  write(model, schema, modelStamp);
  if (edited !== undefined) write(config, edited, configStamp);
}

/** `MDV-LGC/solde` → `mdv-lgc.solde.schema.json`, as ours are named. */
export const modelName = (profile: string): string => `${profile.toLowerCase().replace('/', '.')}.schema.json`;

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

function readConfigText(path: string): ConfigText | { readonly refused: Bilingual } {
  const read = readRegular(path);
  if (!read.ok)
    return read.failure.reason === 'missing' ? { text: '{}\n', models: [], stamp: undefined } : { refused: UNREADABLE };
  const { text, bom, invalidBytes } = decodeUtf8(read.bytes);
  const strict = readStrict(text);
  if (invalidBytes || 'refused' in strict) return { refused: UNREADABLE };
  const { value } = strict;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { refused: UNREADABLE };
  const models: unknown = 'models' in value ? value.models : [];
  if (!Array.isArray(models)) return { refused: UNREADABLE };
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

const EXISTS: Bilingual = {
  fr: 'ce fichier existe déjà\u00a0; --force le remplace.',
  en: 'this file exists already; --force replaces it.',
};

const NOT_REGULAR: Bilingual = {
  fr: "ce n'est pas un fichier ordinaire, il ne se remplace pas.",
  en: 'this is no regular file and is never replaced.',
};

const hasOther = (path: string): Bilingual => ({
  fr: `ce profil a déjà un modèle adopté, «\u00a0${path}\u00a0»\u00a0; --force met le nouveau à sa place.`,
  en: `this profile has an adopted model already, “${path}”; --force puts the new one in its place.`,
});

const UNREADABLE: Bilingual = {
  fr: "ces réglages ne sont pas lisibles, le modèle ne peut pas y être inscrit. Corrigez-les d'abord.",
  en: 'these settings can not be read, so the model can not be entered there. Mend them first.',
};
