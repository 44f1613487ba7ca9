import type { Container, Entry, LocatedText } from '../model/located.js';
import { nearest, saysNothing } from '../domain/fold.js';
import type { IssueOf } from '../model/issues.js';
import { type Ligne, perLigne } from '../model/ligne.js';
import type { EnumValue, Profile, Shape, Traits } from '../profiles/profile.js';
import type { FieldRole } from '../profiles/roles.js';
import type { Bilingual } from '../../texts/typeset.js';

export interface Piece {
  readonly entry: Entry;
  /** Undefined if it can't be told: another finding says so. */
  readonly type: LocatedText | undefined;
  readonly name: LocatedText | undefined;
}

export interface Pieces {
  readonly container: Container;
  readonly all: readonly Piece[];
  /** False if an attachment has an unknown type: it may be the one that seems to be missing. */
  readonly complete: boolean;
}

export function pieceOf(entry: Entry): Piece {
  const type = entry.text('typeFichier');
  const known = type?.shape.enum?.some(({ value, is }) => (is ?? value) === type.value) ?? true;
  return { entry, type: known ? type : undefined, name: entry.text('nomFichier') };
}

/** The attachments of a ligne; undefined without a list of them, which has its own finding. */
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

type TypedPiece = Piece & { readonly type: LocatedText };

export const ofType = (pieces: Pieces, type: string): readonly TypedPiece[] =>
  pieces.all.filter((piece): piece is TypedPiece => piece.type?.value === type);

export const hasType = (pieces: Pieces, type: string): boolean => pieces.all.some(piece => piece.type?.value === type);

/** Alone, or one of several that do. */
const VA_DUE = /(?:^|\|)VA(?:\||$)/;

/** Whether one of the two attestations exists in this phase at all. */
export const wantsAttestation = ({ pieces }: Traits): boolean => pieces.some(due => VA_DUE.test(due));

/** The attestation that the profile and the ligne's scenario require; undefined if the scenario leaves it open. */
export const attestationDue = (ligne: Ligne, { traits }: Profile): 'VA' | 'MOM' | undefined =>
  traits.attestation === 'VA' ? 'VA' : attestationByScenario(ligne);

/** A scenario's three kinds of sending, each done by the funded software itself or through another one. */
export const ENVOIS: readonly { readonly direct: FieldRole; readonly pfi: FieldRole; readonly label: Bilingual }[] = [
  { direct: 'directDMP', pfi: 'pfiDMP', label: { fr: 'vers le DMP', en: 'to the DMP' } },
  { direct: 'directMSSPro', pfi: 'pfiMSSPro', label: { fr: 'par MSS Pro', en: 'by MSS Pro' } },
  { direct: 'directMSSCitoyen', pfi: 'pfiMSSCitoyen', label: { fr: 'par MSS Citoyen', en: 'by MSS Citoyen' } },
];

/**
 * MOM if the software does all sending itself, VA if any goes through another one. Undefined if a value is missing, or
 * if a sending is said to go both ways or neither: another finding covers that.
 */
export function attestationByScenario(ligne: Ligne): 'VA' | 'MOM' | undefined {
  const ways = ENVOIS.map(envoi => ({ direct: ligne.flag(envoi.direct), pfi: ligne.flag(envoi.pfi) }));
  if (ways.some(({ direct, pfi }) => direct === undefined || pfi === undefined || (direct && pfi))) return undefined;
  if (ways.some(({ pfi }) => pfi === true)) return 'VA';
  return ways.every(({ direct }) => direct === true) ? 'MOM' : undefined;
}

/** The places where an attachment's type isn't in the model. */
export const otherTypes = (lignes: readonly Ligne[]): readonly (IssueOf<'enum'> & { readonly ligne: Ligne })[] =>
  lignes.flatMap(ligne =>
    ligne.issues.flatMap(issue =>
      issue.kind === 'enum' && issue.shape.role === 'typeFichier' ? [{ ...issue, ligne }] : [],
    ),
  );

/**
 * The codes of a file whose attachment types all differ from our reconstruction: then our model is in doubt. Excludes a
 * slip near an observed code, and a single code that is near another one.
 */
export function otherCodes(lignes: readonly Ligne[]): ReadonlySet<string> {
  const others = otherTypes(lignes).filter(({ shape, match, node }) => !isObserved(shape, match?.value ?? node.value));
  const [first] = others;
  if (first === undefined || first.shape.evidence === 'adopted') return NO_CODES;
  // What a program writes where it has nothing is no one's code.
  if (others.some(({ node }) => saysNothing(node.value))) return NO_CODES;
  const ours = reconstructedIn(first.shape);
  if (ours.length === 0) return NO_CODES;
  if (others.length === 1 && (first.match !== undefined || nearest(first.node.value, ours) !== undefined))
    return NO_CODES;
  const odd = new Set(others.map(({ ligne }) => ligne));
  const isAsWeHaveIt = (ligne: Ligne): boolean => {
    const types = ligne.all('typeFichier');
    return types.some(({ value }) => typeof value === 'string' && (!odd.has(ligne) || ours.includes(value)));
  };
  return lignes.some(isAsWeHaveIt) ? NO_CODES : new Set(others.map(({ node }) => node.value));
}

/** In any order. */
export const sameCodes = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a === b || (a.size === b.size && [...a].every(code => b.has(code)));

const NO_CODES: ReadonlySet<string> = new Set();

/** Seen in a real avance, and the same habit in all profiles. */
const OBSERVED = 'BON_COMMANDE';

const isReconstructed = ({ value, is, evidence }: EnumValue): boolean =>
  evidence === 'reconstructed' && (is ?? value) !== OBSERVED;

/** The codes of a model that nobody has seen. */
export const reconstructedIn = ({ enum: values = [] }: Shape): readonly string[] =>
  values.filter(isReconstructed).map(({ value }) => value);

/** Whether a type is, or nearly is, a known one. */
function isObserved({ enum: values = [] }: Shape, value: string): boolean {
  const all = values.map(one => one.value);
  const near = all.includes(value) ? value : nearest(value, all);
  return values.some(one => one.value === near && !isReconstructed(one));
}
