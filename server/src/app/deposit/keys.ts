import type { Ligne } from '../../format/model/ligne.js';

/**
 * The name of each demande in a plan file: its `numeroEditeur`, or `#` and its rank where that is missing or not its
 * own.
 */
export function planKeys(lignes: readonly Ligne[]): readonly string[] {
  const numbers = lignes.map(ligne => ligne.text('numeroEditeur')?.value);
  const counts = new Map<string | undefined, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return numbers.map((number, index) =>
    number === undefined || counts.get(number) !== 1 ? `#${String(index + 1)}` : number,
  );
}
