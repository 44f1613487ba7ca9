import { nameKey } from '../../format/pieces/names.js';
import { fr } from '../../texts/typeset.js';
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
      problems.push(
        problemAt('zip-name', where, {
          fr: fr`Ligne ${demande.rank} : « ${made.missing} », dont vient le nom du ZIP, n'est pas rempli. Remplissez-le, ou donnez un autre modèle de nom.`,
          en:
            `Ligne ${String(demande.rank)}: “${made.missing}”, which the ZIP's name comes from, is not filled in. ` +
            'Fill it in, or give another pattern for the names.',
        }),
      );
      return demande;
    }
    const first = firsts.get(nameKey(made.name));
    if (first !== undefined) {
      problems.push(
        problemAt('zip-clash', where, {
          fr: fr`Lignes ${first.rank} et ${demande.rank} : leurs ZIP auraient le même nom, à la casse près (${made.name}). Distinguez leurs numéros, ou donnez un modèle de nom qui les distingue, comme {numLigne}-{numeroEditeur}.zip.`,
          en:
            `Lignes ${String(first.rank)} and ${String(demande.rank)}: their ZIPs would have the same name, but for ` +
            `case (${made.name}). Tell their numbers apart, or give a pattern that does, such as ` +
            '{numLigne}-{numeroEditeur}.zip.',
        }),
      );
    } else firsts.set(nameKey(made.name), demande);
    return { ...demande, zipName: made.name };
  });
  return { demandes: named, problems };
}
