import { dirname, resolve } from 'node:path';
import type { Engine } from '../analysis/analyze.js';
import { EMPTY_CONFIG, type Config } from '../app/config/config.js';
import { type ConfigProblem, readConfig, readModele, readVagues } from '../app/config/read.js';
import type { Calendrier } from '../format/domain/calendrier.js';
import type { Plafonds } from '../format/domain/plafonds.js';
import { readMapping } from '../format/domain/plafonds-lecture.js';
import type { ProfileSchema } from '../format/profiles/compile.js';
import { INTERNAL_ERROR } from '../rules/define.js';
import { RULES } from '../generated/registry.js';
import { loadPlafonds } from './tableRows.js';
import type { ProjectParts, ProjectProblem } from '../app/project.js';
import { SETTINGS } from '../texts/settings.js';
import { decodeUtf8, readLater } from './read.js';
import { notUtf8, unreadable } from '../texts/files.js';
import type { Bilingual } from '../texts/typeset.js';

interface LoadRequest {
  readonly path: string | undefined;
  /** With all built-in models. */
  readonly engine: Engine;
  /** Takes precedence over the configuration's. */
  readonly plafonds: string | undefined;
  readonly plafondsColumns: Readonly<Record<string, string>> | undefined;
  /** yyyymmdd; if unknown, the newest models count. */
  readonly day?: number | undefined;
}

/**
 * Reads a configuration and everything that it names. What can't be read is among the problems, and the rest applies.
 */
export async function loadProject({
  path,
  engine,
  plafonds,
  plafondsColumns,
  day,
}: LoadRequest): Promise<ProjectParts> {
  const loader = new Loader(path, engine);
  const typed = path === undefined ? undefined : await loader.settings(path);
  const models = await loader.models(typed?.models ?? []);
  const schemas = ofDay(models, day).map(({ schema }) => schema);
  const catalog = schemas.length === 0 ? engine.catalog : engine.catalog.withModels(schemas);
  const config = loader.config(typed, catalog.ids);
  const columns = { ...config, plafondsColumns: plafondsColumns ?? config.plafondsColumns };
  return {
    path,
    folder: path === undefined ? undefined : dirname(path),
    config,
    engine: schemas.length === 0 ? engine : { ...engine, catalog },
    models: models.map(({ schema, path: file, index }) => ({
      profile: schema['x-segur-profile'].id,
      path: file,
      ...(schema['x-segur-profile'].from !== undefined && { from: schema['x-segur-profile'].from }),
      sources: (schema['x-segur-profile'].sources ?? []).map(one => resolve(dirname(path ?? ''), dirname(file), one)),
      index,
    })),
    calendrier: await loader.calendrier(config.calendar),
    plafonds:
      plafonds === undefined
        ? await loader.plafonds(columns)
        : await loader.table(resolve(plafonds), undefined, columns),
    problems: loader.problems,
    files: loader.files,
  };
}

/** A file as the configuration names it, and where. */
interface Name {
  readonly typed: string;
  readonly pointer: string;
}

interface Model {
  readonly path: string;
  readonly index: number;
  readonly schema: ProfileSchema;
}

class Loader {
  readonly problems: ProjectProblem[] = [];
  readonly files: string[] = [];
  private readonly folder: string;
  private readonly own: string;

  constructor(
    path: string | undefined,
    private readonly engine: Engine,
  ) {
    this.own = path ?? '';
    this.folder = dirname(this.own);
  }

  /** The content of the configuration; the names in it are checked once the models are known. */
  async settings(path: string): Promise<(Config & { readonly text: string }) | undefined> {
    const text = await this.text(path, undefined);
    return text === undefined ? undefined : { ...readConfig(text, undefined).config, text };
  }

  config(typed: (Config & { readonly text: string }) | undefined, profiles: readonly string[]): Config {
    if (typed === undefined) return EMPTY_CONFIG;
    const { config, problems } = readConfig(typed.text, {
      rules: [...RULES.map(({ meta }) => meta.id), INTERNAL_ERROR.id],
      profiles,
    });
    this.tell(this.own, problems);
    return config;
  }

  /** One model per profile and day; the first readable one. */
  async models(paths: readonly string[]): Promise<Model[]> {
    const models: Model[] = [];
    for (const [index, path] of paths.entries()) {
      const name: Name = { typed: path, pointer: `/models/${String(index)}` };
      const file = this.named(name);
      const text = file === undefined ? undefined : await this.text(file, name);
      if (file === undefined || text === undefined) continue;
      const read = readModele(text, this.engine.catalog);
      if ('problems' in read) {
        this.tell(file, read.problems);
        continue;
      }
      const { id, from } = read.schema['x-segur-profile'];
      if (models.some(({ schema: { 'x-segur-profile': other } }) => other.id === id && other.from === from))
        this.fail(this.own, name.pointer, SETTINGS.secondModel(id));
      else models.push({ path, index, schema: read.schema });
    }
    return models;
  }

  async calendrier(path: string | undefined): Promise<Calendrier | undefined> {
    const name: Name | undefined = path === undefined ? undefined : { typed: path, pointer: '/calendar' };
    const file = name && this.named(name);
    const text = file === undefined ? undefined : await this.text(file, name);
    if (file === undefined || text === undefined) return undefined;
    const { calendrier, problems } = readVagues(text);
    this.tell(file, problems);
    return calendrier;
  }

  plafonds(config: Config): Promise<Plafonds | undefined> {
    const name: Name | undefined =
      config.plafonds === undefined ? undefined : { typed: config.plafonds, pointer: '/plafonds' };
    const file = name && this.named(name);
    return file === undefined ? Promise.resolve(undefined) : this.table(file, name, config);
  }

  async table(file: string, name: Name | undefined, { plafondsColumns }: Config): Promise<Plafonds | undefined> {
    this.files.push(file);
    const { catalog } = this.engine;
    const logiciels = [...new Set(catalog.ids.flatMap(id => catalog.keywordsOf(id)?.logiciel ?? []))];
    const outcome = await loadPlafonds(file, readMapping(plafondsColumns), logiciels);
    if (!outcome.ok) {
      const { message } = outcome.failure;
      if (name !== undefined) this.unreadable(file, name, message);
      else this.problems.push({ file, place: { pointer: '' }, message, severity: 'error', named: 'elsewhere' });
      return undefined;
    }
    const { table, problems, skipped } = outcome;
    // An unreadable row is reported; a file without a readable row is useless.
    const severity = table.size === 0 ? 'error' : 'warning';
    for (const { row, column, message } of problems)
      this.problems.push({ file, place: { row, column }, message, severity });
    if (skipped > problems.length)
      this.problems.push({ file, place: { pointer: '' }, message: SETTINGS.rowsLeft(skipped), severity });
    return table;
  }

  private named({ typed, pointer }: Name): string | undefined {
    if (!isRemote(typed)) return resolve(this.folder, typed);
    this.fail(this.own, pointer, SETTINGS.remote);
    return undefined;
  }

  private async text(file: string, name: Name | undefined): Promise<string | undefined> {
    this.files.push(file);
    const read = await readSettingsFile(file);
    if ('text' in read) return read.text;
    this.unreadable(file, name, read.refused);
    return undefined;
  }

  /** Reported where the file is named, since it may not exist. */
  private unreadable(file: string, name: Name | undefined, why: Bilingual): void {
    if (name === undefined) this.fail(file, '', why);
    else this.fail(this.own, name.pointer, SETTINGS.named(name.typed, why));
  }

  private tell(file: string, problems: readonly ConfigProblem[]): void {
    for (const { path, message, ...more } of problems.slice(0, MAX_TOLD))
      this.problems.push({ file, place: { pointer: path }, message, severity: 'error', ...more });
  }

  private fail(file: string, pointer: string, message: Bilingual): void {
    this.problems.push({ file, place: { pointer }, message, severity: 'error' });
  }
}

/** For each profile the model that the agency uses on that day, the newest if no day is given. */
function ofDay(models: readonly Model[], day: number | undefined): readonly Model[] {
  const since = ({ schema }: Model): number =>
    Number((schema['x-segur-profile'].from ?? '').slice(0, 10).replaceAll('-', ''));
  const chosen = new Map<string, Model>();
  for (const model of models) {
    const { id } = model.schema['x-segur-profile'];
    const before = chosen.get(id);
    const fits = (one: Model): number => (day !== undefined && since(one) > day ? -since(one) : since(one));
    if (before === undefined || fits(model) > fits(before)) chosen.set(id, model);
  }
  return [...chosen.values()];
}

/** A file of another kind has a problem at every key. */
const MAX_TOLD = 10;

/** No model or calendar is this large. */
const MAX_MEGABYTES = 5;

type TextRead = { readonly text: string } | { readonly refused: Bilingual };

/** The text of a file that a configuration names, or why it isn't available. */
export async function readSettingsFile(path: string): Promise<TextRead> {
  const read = await readLater(path, MAX_MEGABYTES * 1_000_000);
  if (!read.ok) return { refused: unreadable('file', read.failure.reason, MAX_MEGABYTES) };
  const { text, invalidBytes } = decodeUtf8(read.bytes);
  return invalidBytes ? { refused: notUtf8('file') } : { text };
}

/** A path to another machine is not followed on a folder's word: asking there reveals who asks. */
const isRemote = (path: string): boolean => /^[\\/]{2}/.test(path);
