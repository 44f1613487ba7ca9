import { formatDate, type Day } from '../format/domain/date.js';
import { formatEuros } from '../format/domain/montant.js';
import type { FieldSet } from '../format/model/ligne.js';
import type { FieldRole } from '../format/profiles/roles.js';
import type { FileFacts, LigneFacts } from '../index/facts.js';
import { notesOf } from '../texts/editor/notes.js';
import type { Lang } from '../texts/typeset.js';

/** A value that the workspace, or the day, suggests for a field. */
export interface KnownValue {
  readonly value: string;
  readonly detail: string;
}

export interface KnownFor {
  readonly files: Iterable<FileFacts>;
  /** In the file being written: values that may occur only once are not proposed again. */
  readonly own: string;
  readonly stem: string | undefined;
  readonly ligne: FieldSet | undefined;
  readonly today: Day;
  readonly lang: Lang;
}

/** More than anyone reads. */
const MAX_VALUES = 50;

/** Other files' values for a role, the likeliest first. */
export function knownValues(role: FieldRole, known: KnownFor): readonly KnownValue[] {
  switch (role) {
    case 'dateCommande':
    case 'dateFacture':
      return [{ value: formatDate(known.today, 'fr'), detail: notesOf(known.lang).today }];
    case 'siretEditeur':
      return used(known, file => [file.siret?.value]);
    case 'numeroAns':
      return used(known, file => [file.numeroAns?.value]);
    case 'operateurMessagerie':
      return used(known, file =>
        file.lignes.flatMap(({ scenario }) => scenario.filter(fact => fact.role === role).map(({ value }) => value)),
      );
    case 'numeroASP':
    case 'numeroEditeur':
      return demandes(role, known);
    default:
      return [];
  }
}

function used(known: KnownFor, of: (file: FileFacts) => readonly (string | undefined)[]): readonly KnownValue[] {
  const counts = new Map<string, number>();
  for (const file of known.files)
    for (const value of of(file)) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MAX_VALUES)
    .map(([value]) => ({ value, detail: notesOf(known.lang).used }));
}

/** The requests from the portal's outputs of avances that this file doesn't have yet. */
function demandes(role: 'numeroASP' | 'numeroEditeur', known: KnownFor): readonly KnownValue[] {
  const other = role === 'numeroASP' ? 'numeroEditeur' : 'numeroASP';
  const wanted = known.ligne?.text(other)?.value;
  const there = new Set<string>();
  const found: { readonly value: string; readonly ligne: LigneFacts }[] = [];
  for (const file of known.files) {
    if (file.id === known.own) for (const ligne of file.lignes) there.add(ligne[role]?.value ?? '');
    else if (
      file.portalOutput &&
      file.phase === 'avance' &&
      known.stem !== undefined &&
      file.stems.includes(known.stem)
    )
      for (const ligne of file.lignes) {
        const value = ligne[role]?.value;
        if (value !== undefined && ligne.numeroASP !== undefined) found.push({ value, ligne });
      }
  }
  const same = ({ ligne }: { readonly ligne: LigneFacts }): boolean =>
    wanted !== undefined && ligne[other]?.value === wanted;
  const matching = found.filter(same);
  // If the ligne identifies its request, the numbers of others would only mislead.
  return (matching.length > 0 ? matching : found.filter(({ value }) => !there.has(value)))
    .slice(0, MAX_VALUES)
    .map(({ value, ligne }) => ({ value, detail: detailOf(ligne, other, known.lang) }));
}

function detailOf(ligne: LigneFacts, other: 'numeroASP' | 'numeroEditeur', lang: Lang): string {
  const parts = [
    ligne[other]?.value,
    ligne.clients[0]?.value,
    ligne.montant === undefined ? undefined : formatEuros(ligne.montant.cents, lang),
  ];
  return parts.filter(part => part !== undefined).join(' · ');
}
