import { statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { AnalyzeOptions, Engine } from '../analysis/analyze.js';
import type { applyConfig, Applied, Judged, shownBy } from '../app/config/apply.js';
import type { Config } from '../app/config/config.js';
import { EMPTY_CONFIG } from '../app/config/empty.js';
import type { Calendrier } from '../format/domain/calendrier.js';
import type { Plafonds } from '../format/domain/plafonds.js';
import type { Only } from '../analysis/fix.js';
import type { Bilingual } from '../format/profiles/shape.js';
import type { Finding } from '../rules/contract.js';
import { matchesGlob, mostSpecific } from '../language/glob.js';

export const CONFIG_NAME = 'segur.config.json';

/** What is wrong in a file that sets the checks up. An error means that something of it does not apply. */
export interface ProjectProblem {
  /** Absolute. */
  readonly file: string;
  readonly place: /** JSON Pointer; empty for the whole file. */
    | { readonly pointer: string }
    /** Row and column of a table, the row from 1. */
    | { readonly row: number; readonly column: string | undefined };
  readonly message: Bilingual;
  readonly severity: 'error' | 'warning';
}

/** All that a configuration brings, loaded. */
export interface ProjectParts {
  /** The configuration, absolute; undefined where there is none. */
  readonly path: string | undefined;
  readonly config: Config;
  readonly engine: Engine;
  readonly plafonds: Plafonds | undefined;
  readonly calendrier: Calendrier | undefined;
  readonly problems: readonly ProjectProblem[];
  /** Adopted models in use: the profile, the path as the configuration has it, its place in the list. */
  readonly models: readonly { readonly profile: string; readonly path: string; readonly index: number }[];
  /** All files that went into it, absolute, there or not: when one changes, load anew. */
  readonly files: readonly string[];
}

interface Judging {
  readonly applyConfig: typeof applyConfig;
  readonly shownBy: typeof shownBy;
}

/**
 * What holds for the files of one folder. `path` below is a file's; undefined for a text that is no file (standard
 * input).
 */
export class Project {
  /** The folder that the globs are relative to. */
  readonly folder: string | undefined;

  constructor(
    readonly parts: ProjectParts,
    private readonly judging: Judging | undefined,
  ) {
    this.folder = parts.path === undefined ? undefined : dirname(parts.path);
  }

  get engine(): Engine {
    return this.parts.engine;
  }

  /** What an analysis of the file needs of the project. */
  optionsFor(path: string | undefined): Pick<AnalyzeOptions, 'profile' | 'plafonds' | 'calendrier'> {
    const { plafonds, calendrier } = this.parts;
    return { profile: this.profileOf(path), plafonds, calendrier };
  }

  /** The profile that the configuration gives the file: the one of the glob that says most. */
  profileOf(path: string | undefined): string | undefined {
    const { profiles } = this.parts.config;
    const glob = mostSpecific(Object.keys(profiles).filter(this.matcher(path)));
    return glob === undefined ? undefined : profiles[glob];
  }

  /** The findings with the configuration's severities, without what it silences. */
  apply(of: Judged, findings: readonly Finding[], path: string | undefined): Applied {
    return (
      this.judging?.applyConfig(of, findings, this.parts.config, this.matcher(path)) ?? { findings, used: new Set() }
    );
  }

  /** For `fixAll`; undefined where all is to be mended. */
  only(path: string | undefined): Only | undefined {
    return this.judging?.shownBy(this.parts.config, this.matcher(path));
  }

  /** The file as the globs see it, with slashes. */
  relative(path: string): string {
    return this.folder === undefined ? path : relative(this.folder, resolve(path)).replaceAll('\\', '/');
  }

  private matcher(path: string | undefined): (glob: string) => boolean {
    if (path === undefined || this.folder === undefined) return () => false;
    const inside = this.relative(path);
    return glob => matchesGlob(glob, inside);
  }
}

export interface ProjectsOptions {
  readonly engine: Engine;
  /** One configuration for all files; `false` for none. By default the nearest. */
  readonly config?: string | false | undefined;
  /** A calculation file that goes before the configuration's. */
  readonly plafonds?: string | undefined;
  /** Its headings, which go before the configuration's. */
  readonly plafondsColumns?: Readonly<Record<string, string>> | undefined;
}

/** The projects of the files of one run, or of one session: each is loaded once. */
export class Projects {
  private readonly nearest = new Map<string, string | undefined>();
  private readonly loaded = new Map<string | undefined, Promise<Project>>();

  constructor(private readonly options: ProjectsOptions) {}

  /** The project of a file. */
  of(path: string): Promise<Project> {
    return this.in(dirname(resolve(path)));
  }

  /** The project of the files right in a folder. */
  in(folder: string): Promise<Project> {
    const { config } = this.options;
    const path = config === false ? undefined : config === undefined ? this.find(resolve(folder)) : resolve(config);
    const known = this.loaded.get(path);
    if (known !== undefined) return known;
    const loading = this.load(path);
    this.loaded.set(path, loading);
    return loading;
  }

  /** Forgets all: the next question looks at the files again. */
  forget(): void {
    this.nearest.clear();
    this.loaded.clear();
  }

  /** The nearest configuration, in the folder or above. */
  private find(folder: string): string | undefined {
    const passed: string[] = [];
    let found: string | undefined;
    for (let at = folder; ; at = dirname(at)) {
      if (this.nearest.has(at)) {
        found = this.nearest.get(at);
        break;
      }
      passed.push(at);
      const path = join(at, CONFIG_NAME);
      if (isFile(path)) {
        found = path;
        break;
      }
      if (dirname(at) === at) break;
    }
    for (const at of passed) this.nearest.set(at, found);
    return found;
  }

  private async load(path: string | undefined): Promise<Project> {
    const { engine, plafonds, plafondsColumns } = this.options;
    if (path === undefined && plafonds === undefined) return new Project({ ...NOTHING, engine }, undefined);
    const { loadProject } = await import('./projectLoad.js');
    const { applyConfig, shownBy } = await import('../app/config/apply.js');
    return new Project(await loadProject({ path, engine, plafonds, plafondsColumns }), { applyConfig, shownBy });
  }
}

const NOTHING: Omit<ProjectParts, 'engine'> = {
  path: undefined,
  config: EMPTY_CONFIG,
  plafonds: undefined,
  calendrier: undefined,
  problems: [],
  models: [],
  files: [],
};

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    // A folder above that may not be looked into holds nothing for this user.
    return false;
  }
}
