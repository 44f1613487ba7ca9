import type { Config } from './config.js';

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
