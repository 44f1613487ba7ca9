import type { AnalyzeOptions, Engine } from '../analysis/analyze.js';
import type { Only } from '../analysis/fix.js';
import type { Calendrier } from '../format/domain/calendrier.js';
import type { Plafonds } from '../format/domain/plafonds.js';
import { matchesGlob, mostSpecific } from '../language/glob.js';
import type { Finding } from '../rules/contract.js';
import {
  type Applied,
  applyConfig,
  type Config,
  EMPTY_CONFIG,
  globsIn,
  type Judged,
  shownBy,
} from './config/config.js';
import type { Bilingual } from '../texts/typeset.js';

export const CONFIG_NAME = 'segur.config.json';

/** What is wrong in a file that configures the checks. An error means that part of it is not applied. */
export interface ProjectProblem {
  /** Absolute. */
  readonly file: string;
  readonly place: /** JSON Pointer; empty for the whole file. */
    | { readonly pointer: string }
    /** Row and column of a table, the row from 1. */
    | { readonly row: number; readonly column: string | undefined };
  readonly message: Bilingual;
  readonly severity: 'error' | 'warning';
  /** The file is no JSON, which any editor of JSON tells as well. */
  readonly notJson?: true;
  /** No settings file names this one: an option or a setting of the editor does, and it can't be read. */
  readonly named?: 'elsewhere';
}

/** Everything that a configuration brings, loaded. */
export interface ProjectParts {
  /** The configuration, absolute; undefined if there is none. */
  readonly path: string | undefined;
  /** Its folder, which the globs are relative to. */
  readonly folder: string | undefined;
  readonly config: Config;
  readonly engine: Engine;
  readonly plafonds: Plafonds | undefined;
  readonly calendrier: Calendrier | undefined;
  readonly problems: readonly ProjectProblem[];
  /** Adopted models in use: the profile, the path as the configuration has it, its place in the list. */
  readonly models: readonly {
    readonly profile: string;
    readonly path: string;
    readonly index: number;
    /** AAAA-MM-JJ, if the agency changed the model on a given day. */
    readonly from?: string | undefined;
    /** The agency's files that it was learnt from and that are no requests, absolute. */
    readonly sources: readonly string[];
  }[];
  /** All files that went into it, absolute, existing or not: when one changes, load again. */
  readonly files: readonly string[];
}

/** No configuration. */
export const NO_CONFIG: Omit<ProjectParts, 'engine'> = {
  path: undefined,
  folder: undefined,
  config: EMPTY_CONFIG,
  plafonds: undefined,
  calendrier: undefined,
  problems: [],
  models: [],
  files: [],
};

/**
 * What applies to the files of one folder: the configuration with the models and tables that it names, loaded. `path`
 * below is a file's; undefined for a text that is not a file (standard input).
 */
export class Project {
  /** `inside`: a file's path as it is written in the configuration's folder, with slashes. */
  constructor(
    readonly parts: ProjectParts,
    private readonly inside: (path: string) => string,
  ) {}

  get folder(): string | undefined {
    return this.parts.folder;
  }

  get engine(): Engine {
    return this.parts.engine;
  }

  /** Part of the settings is not applied, so what they want is unknown. */
  get isBroken(): boolean {
    return this.parts.problems.some(({ severity }) => severity === 'error');
  }

  /** What an analysis of the file needs of the project. */
  optionsFor(path: string | undefined): Pick<AnalyzeOptions, 'profile' | 'plafonds' | 'calendrier'> {
    const { plafonds, calendrier } = this.parts;
    return { profile: this.profileOf(path), plafonds, calendrier };
  }

  /** The profile that the configuration gives the file: that of the most specific glob. */
  profileOf(path: string | undefined): string | undefined {
    const { profiles } = this.parts.config;
    const glob = mostSpecific(Object.keys(profiles).filter(this.matcher(path)));
    return glob === undefined ? undefined : profiles[glob];
  }

  /** The findings with the configuration's severities, without what it silences. */
  apply(of: Judged, findings: readonly Finding[], path: string | undefined): Applied {
    return applyConfig(of, findings, this.parts.config, this.matcher(path));
  }

  /** A file that an adopted model was learnt from, and that is no request. */
  isModel(path: string): boolean {
    return this.parts.models.some(({ sources }) => sources.includes(path));
  }

  /** Whether the configuration treats two file names alike. */
  alike(path: string, other: string): boolean {
    const [matches, matchesOther] = [this.matcher(path), this.matcher(other)];
    return globsIn(this.parts.config).every(glob => matches(glob) === matchesOther(glob));
  }

  /** For `fixAll`; undefined if everything may be fixed. */
  only(path: string | undefined): Only | undefined {
    return shownBy(this.parts.config, this.matcher(path));
  }

  /** The file as the globs see it. */
  relative(path: string): string {
    return this.folder === undefined ? path : this.inside(path);
  }

  private matcher(path: string | undefined): (glob: string) => boolean {
    if (path === undefined || this.folder === undefined) return () => false;
    const inside = this.relative(path);
    return glob => matchesGlob(glob, inside);
  }
}
