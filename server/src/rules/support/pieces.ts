import type { Ligne } from '../../format/model/ligne.js';
import { textIn, type Container, type Entry, type LocatedText } from '../../format/model/located.js';
import { perLigne } from '../../format/model/perLigne.js';
import type { Profile, Traits } from '../../format/profiles/profile.js';
import type { Bilingual } from '../../format/profiles/shape.js';
import type { SourceEditor } from '../../language/edit.js';
import type { ArrayNode, JsonValue } from '../../language/nodes.js';
import type { Fix, FixKind } from '../contract.js';
import { attestationByScenario } from './scenario.js';
import { cite } from './values.js';

export interface Piece {
  readonly entry: Entry;
  /** Undefined where it can't be told: another finding says so. */
  readonly type: LocatedText | undefined;
  readonly name: LocatedText | undefined;
}

export interface Pieces {
  readonly container: Container;
  readonly list: ArrayNode;
  readonly all: readonly Piece[];
  /** False where a pièce has no type that we know: it may be the one that seems to miss. */
  readonly complete: boolean;
}

export function pieceOf(entry: Entry): Piece {
  const type = textIn(entry, 'typeFichier');
  const known = type?.shape.enum?.some(({ value }) => value === type.value) ?? true;
  return { entry, type: known ? type : undefined, name: textIn(entry, 'nomFichier') };
}

/** The pièces of a ligne, undefined where there is no list of them: its own finding says so. */
export const piecesOf = (ligne: Ligne): Pieces | undefined => read(ligne).pieces;

const read = perLigne((ligne): { readonly pieces: Pieces | undefined } => ({ pieces: readPieces(ligne) }));

function readPieces(ligne: Ligne): Pieces | undefined {
  const container = ligne.container('pieces');
  if (container?.node.kind !== 'array') return undefined;
  const list = container.node;
  const all = ligne.entries('piece').map(pieceOf);
  return {
    container,
    list,
    all,
    complete: !list.broken && all.length === list.items.length && all.every(({ type }) => type !== undefined),
  };
}

export type TypedPiece = Piece & { readonly type: LocatedText };

export const ofType = (pieces: Pieces, type: string): readonly TypedPiece[] =>
  pieces.all.filter((piece): piece is TypedPiece => piece.type?.value === type);

export const hasType = (pieces: Pieces, type: string): boolean => pieces.all.some(piece => piece.type?.value === type);

/** Adds the entry of a pièce, its name left to complete. */
export function addPiece(editor: SourceEditor, pieces: Pieces, type: string, kind: FixKind): Fix {
  return {
    kind,
    title: {
      fr: `Ajouter la pièce ${cite(type)}, au nom à compléter`,
      en: `Add the document “${type}”, its name to be completed`,
    },
    edits: [editor.appendItem(pieces.list, newPiece(pieces, type))],
  };
}

function newPiece({ container }: Pieces, type: string): JsonValue {
  const properties = container.shape.items?.properties ?? [];
  return Object.fromEntries(
    properties.map(({ key, shape }): [string, JsonValue] => [
      key,
      shape.role === 'typeFichier' ? type : shape.skeleton,
    ]),
  );
}

/** Whether one of the two attestations is a pièce of this phase at all. */
export const wantsAttestation = ({ pieces }: Traits): boolean => pieces.some(due => due.split('|').includes('VA'));

/** The attestation that the profile and the ligne's scenario ask for; undefined where the scenario leaves it open. */
export const attestationDue = (ligne: Ligne, { traits }: Profile): 'VA' | 'MOM' | undefined =>
  traits.attestation === 'VA' ? 'VA' : attestationByScenario(ligne);

/** What a type of pièce is called by people. */
export function pieceLabel(type: string): Bilingual {
  return LABELS.get(type) ?? { fr: `la pièce ${cite(type)}`, en: `the document “${type}”` };
}

const LABELS: ReadonlyMap<string, Bilingual> = new Map([
  ['BON_COMMANDE', { fr: 'le bon de commande signé par le client', en: 'the order signed by the client' }],
  ['FACTURE', { fr: 'la facture', en: 'the invoice' }],
  [
    'VA',
    {
      fr: "la vérification d'aptitude (VA) signée par le client",
      en: 'the aptitude verification (VA) signed by the client',
    },
  ],
  [
    'MOM',
    {
      fr: 'la déclaration de mise en ordre de marche (MOM) signée par vous',
      en: 'the declaration of working order (MOM) signed by you',
    },
  ],
]);
