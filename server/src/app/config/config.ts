import type { Severity } from '../../rules/contract.js';

/** What `segur.config.json` says, checked. Paths and globs are relative to its folder. */
export interface Config {
  readonly profiles: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly suppressions: readonly Suppression[];
  /** Adopted models. */
  readonly models: readonly string[];
  /** Calendar of further waves. */
  readonly calendar: string | undefined;
  /** Calculation file. */
  readonly plafonds: string | undefined;
  readonly plafondsColumns: Readonly<Record<string, string>>;
  /** Folder of the attachments. */
  readonly pieces: string | undefined;
  /** Names of the ZIPs of a deposit. */
  readonly nomZip: string | undefined;
  readonly table: TableConfig;
}

/** What is particular to a publisher's table of orders. */
export interface TableConfig {
  /** Field → heading. */
  readonly columns: Readonly<Record<string, string>>;
  /** Field → value, as a cell would have it. */
  readonly values: Readonly<Record<string, string>>;
  /** Type of pièce → pattern of its file's name. */
  readonly pieces: Readonly<Record<string, string>>;
}

export interface Suppression {
  readonly rule: string;
  readonly numeroEditeur: string | undefined;
  readonly file: string | undefined;
  readonly reason: string;
}

/** Stands alone, so that a run without a configuration loads nothing of what reads one. */
export const EMPTY_CONFIG: Config = {
  profiles: {},
  rules: {},
  suppressions: [],
  models: [],
  calendar: undefined,
  plafonds: undefined,
  plafondsColumns: {},
  pieces: undefined,
  nomZip: undefined,
  table: { columns: {}, values: {}, pieces: {} },
};
