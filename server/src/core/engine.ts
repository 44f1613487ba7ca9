import type { Engine } from './analyze.js';
import { Catalog } from './profiles/catalog.js';
import { RULES } from './rules/registry.gen.js';
import { tableOf } from './rules/run.js';

/** The engine with all rules and profiles. Profiles are compiled at their first use and kept. */
export const createEngine = (): Engine => ({ catalog: new Catalog(), table: tableOf(RULES) });
