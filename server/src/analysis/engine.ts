import type { Engine } from './analyze.js';
import { Catalog } from '../format/profiles/catalog.js';
import { RULES } from '../generated/registry.js';

/** The engine with all rules and profiles. Profiles are compiled at their first use and kept. */
export const createEngine = (): Engine => ({ catalog: new Catalog(), rules: RULES });
