import { ENSEMBLE } from './faulty/ensemble.cases.js';
import { FICHIER } from './faulty/fichier.cases.js';
import { SYNTAXE } from './faulty/syntaxe.cases.js';
import { STRUCTURE_CLES, STRUCTURE_MANQUE } from './faulty/structure.cases.js';
import { TYPES } from './faulty/types.cases.js';
import { IDENTIFIANTS, METIER } from './faulty/valeurs.cases.js';
import type { FaultyCase } from './faulty.types.js';

/** One mistake per case, by theme. */
export const FAULTY: Readonly<Record<string, readonly FaultyCase[]>> = {
  syntax: SYNTAXE,
  file: FICHIER,
  'missing keys': STRUCTURE_MANQUE,
  keys: STRUCTURE_CLES,
  'types and form': TYPES,
  identifiers: IDENTIFIANTS,
  business: METIER,
  together: ENSEMBLE,
};
