import { stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { Engine } from '../analysis/analyze.js';
import { CONFIG_NAME, NO_CONFIG, Project } from '../app/project.js';

export interface ProjectsOptions {
  readonly engine: Engine;
  /** One configuration for all files; `false` for none. By default the nearest. */
  readonly config?: string | false | undefined;
  /** A calculation file that takes precedence over the configuration's. */
  readonly plafonds?: string | undefined;
  /** yyyymmdd: the agency's models are those of that day; by default the newest. */
  readonly day?: number | undefined;
  /** Its headings, which take precedence over the configuration's. */
  readonly plafondsColumns?: Readonly<Record<string, string>> | undefined;
}

/** The projects of the files of one run or session: each is loaded once. */
export class Projects {
  private readonly nearest = new Map<string, string | undefined>();
  private readonly loaded = new Map<string | undefined, Promise<Project>>();

  constructor(private readonly options: ProjectsOptions) {}

  /** The project of a file. */
  of(path: string): Promise<Project> {
    return this.in(dirname(resolve(path)));
  }

  /** The project of the files right in a folder. */
  async in(folder: string): Promise<Project> {
    const { config } = this.options;
    const path =
      config === false ? undefined : config === undefined ? await this.find(resolve(folder)) : resolve(config);
    const known = this.loaded.get(path);
    if (known !== undefined) return known;
    const loading = this.load(path);
    this.loaded.set(path, loading);
    return loading;
  }

  /** Forgets everything: the next call reads the files again. */
  forget(): void {
    this.nearest.clear();
    this.loaded.clear();
  }

  /** The nearest configuration, in the folder or above. */
  private async find(folder: string): Promise<string | undefined> {
    const passed: string[] = [];
    let found: string | undefined;
    for (let at = folder; ; at = dirname(at)) {
      if (this.nearest.has(at)) {
        found = this.nearest.get(at);
        break;
      }
      passed.push(at);
      const path = join(at, CONFIG_NAME);
      if (await isFile(path)) {
        found = path;
        break;
      }
      if (dirname(at) === at) break;
    }
    for (const at of passed) this.nearest.set(at, found);
    return found;
  }

  private async load(path: string | undefined): Promise<Project> {
    const { engine, plafonds, plafondsColumns, day } = this.options;
    if (path === undefined && plafonds === undefined) return new Project({ ...NO_CONFIG, engine }, AS_IT_IS);
    const { loadProject } = await import('./projectLoad.js');
    const parts = await loadProject({ path, engine, plafonds, plafondsColumns, day });
    const { folder } = parts;
    return new Project(
      parts,
      folder === undefined ? AS_IT_IS : file => relative(folder, resolve(file)).replaceAll('\\', '/'),
    );
  }
}

const AS_IT_IS = (path: string): string => path;

/** A folder above that may not be read contains nothing for this user. */
const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    stats => stats.isFile(),
    () => false,
  );
