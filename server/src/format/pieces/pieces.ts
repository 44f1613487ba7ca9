import { type Container, type Entry, type LocatedText, textIn } from '../model/located.js';
import type { Ligne } from '../model/ligne.js';
import { perLigne } from '../model/perLigne.js';
import type { Profile, Traits } from '../profiles/profile.js';
import type { FieldRole } from '../profiles/roles.js';
import type { Bilingual } from '../profiles/shape.js';

export interface Piece {
  readonly entry: Entry;
  /** Undefined where it can't be told: another finding says so. */
  readonly type: LocatedText | undefined;
  readonly name: LocatedText | undefined;
}

export interface Pieces {
  readonly container: Container;
  readonly all: readonly Piece[];
  /** False where a pièce has no type that we know: it may be the one that seems to miss. */
  readonly complete: boolean;
}

export function pieceOf(entry: Entry): Piece {
  const type = textIn(entry, 'typeFichier');
  const known = type?.shape.enum?.some(({ value, is }) => (is ?? value) === type.value) ?? true;
  return { entry, type: known ? type : undefined, name: textIn(entry, 'nomFichier') };
}

/** The pièces of a ligne, undefined where there is no list of them: its own finding says so. */
export const piecesOf = perLigne((ligne): Pieces | undefined => {
  const container = ligne.container('pieces');
  if (container?.kind !== 'array') return undefined;
  const all = ligne.entries('piece').map(pieceOf);
  return {
    container,
    all,
    complete: all.length === container.count && all.every(({ type }) => type !== undefined),
  };
});

export type TypedPiece = Piece & { readonly type: LocatedText };

export const ofType = (pieces: Pieces, type: string): readonly TypedPiece[] =>
  pieces.all.filter((piece): piece is TypedPiece => piece.type?.value === type);

export const hasType = (pieces: Pieces, type: string): boolean => pieces.all.some(piece => piece.type?.value === type);

/** Whether one of the two attestations is a pièce of this phase at all. */
export const wantsAttestation = ({ pieces }: Traits): boolean => pieces.some(due => due.split('|').includes('VA'));

/** The attestation that the profile and the ligne's scenario ask for; undefined where the scenario leaves it open. */
export const attestationDue = (ligne: Ligne, { traits }: Profile): 'VA' | 'MOM' | undefined =>
  traits.attestation === 'VA' ? 'VA' : attestationByScenario(ligne);

/** The three sendings of a scenario, each done by the funded software itself or through another one. */
export const ENVOIS: readonly { readonly direct: FieldRole; readonly pfi: FieldRole; readonly label: Bilingual }[] = [
  { direct: 'directDMP', pfi: 'pfiDMP', label: { fr: 'vers le DMP', en: 'to the DMP' } },
  { direct: 'directMSSPro', pfi: 'pfiMSSPro', label: { fr: 'par MSS Pro', en: 'by MSS Pro' } },
  { direct: 'directMSSCitoyen', pfi: 'pfiMSSCitoyen', label: { fr: 'par MSS Citoyen', en: 'by MSS Citoyen' } },
];

/**
 * MOM where all is sent by the software itself, VA where one sending goes through another. Undefined where a value is
 * missing, or where a sending is said to go both ways or neither: another finding is about that.
 */
export function attestationByScenario(ligne: Ligne): 'VA' | 'MOM' | undefined {
  const ways = ENVOIS.map(envoi => ({ direct: ligne.flag(envoi.direct), pfi: ligne.flag(envoi.pfi) }));
  if (ways.some(({ direct, pfi }) => direct === undefined || pfi === undefined || (direct && pfi))) return undefined;
  if (ways.some(({ pfi }) => pfi === true)) return 'VA';
  return ways.every(({ direct }) => direct === true) ? 'MOM' : undefined;
}
