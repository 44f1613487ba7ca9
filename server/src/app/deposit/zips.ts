import { nameKey } from '../../format/pieces/names.js';
import { PROBLEMS } from '../../texts/deposit/problems.js';
import type { PlannedDemande } from './sources.js';
import { problemAt, type PlanProblem } from './problem.js';
import { zipNameOf } from './zipName.js';

interface NamedZips {
  readonly demandes: readonly PlannedDemande[];
  readonly problems: readonly PlanProblem[];
}

/**
 * Gives each demande that has pièces the name of its ZIP. Two names that differ in case only would be one file on many
 * systems.
 */
export function nameZips(demandes: readonly PlannedDemande[], pattern: string): NamedZips {
  const problems: PlanProblem[] = [];
  const firsts = new Map<string, PlannedDemande>();
  const named = demandes.map(demande => {
    if (demande.ligne.entries('piece').length === 0) return demande;
    const where = { ligne: demande.rank, numeroEditeur: demande.numeroEditeur };
    const { ligne, numeroEditeur, numeroASP } = demande;
    const made = zipNameOf(pattern, { numLigne: ligne.text('numLigne')?.value, numeroEditeur, numeroASP });
    if ('missing' in made) {
      problems.push(problemAt('zip-name', where, PROBLEMS.zipName(demande.rank, made.missing)));
      return demande;
    }
    const first = firsts.get(nameKey(made.name));
    if (first !== undefined) {
      problems.push(problemAt('zip-clash', where, PROBLEMS.zipClash(first.rank, demande.rank, made.name)));
    } else firsts.set(nameKey(made.name), demande);
    return { ...demande, zipName: made.name };
  });
  return { demandes: named, problems };
}
