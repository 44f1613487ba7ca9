import { type LocatedText, textIn } from '../model/located.js';
import type { DocumentText, PieceText } from './folder.js';
import type { Ligne } from '../model/ligne.js';
import { sameName } from './names.js';
import { readTexte, type Texte } from './texte/texte.js';
import { isReadable } from './texte/lisible.js';
import type { Profile } from '../profiles/profile.js';
import { clientsOf, type Identifier, identifiersOf } from '../model/clients.js';
import type { Bilingual } from '../../texts/typeset.js';

/** A pièce of a ligne, its type known, with what its PDFs say. */
interface ReadPiece {
  readonly name: LocatedText;
  readonly documents: readonly DocumentText[];
}

/** The pièces of that type whose text is there. */
export function piecesOfType(ligne: Ligne, pieces: readonly PieceText[], type: string): readonly ReadPiece[] {
  return ligne.entries('piece').flatMap(entry => {
    const name = textIn(entry, 'nomFichier');
    if (name === undefined || textIn(entry, 'typeFichier')?.value !== type) return [];
    const text = pieces.find(({ nomFichier }) => sameName(nomFichier, name.value));
    return text === undefined ? [] : [{ name, documents: text.documents }];
  });
}

/** The texts of those documents that have one; the others are scans. */
export const textesOf = (documents: readonly DocumentText[]): readonly Texte[] =>
  documents.filter(isReadable).map(readTexte);

/** All of a pièce's texts as one. */
export const joined = (documents: readonly DocumentText[]): Texte => {
  const [first] = documents;
  return readTexte(
    first !== undefined && documents.length === 1
      ? first
      : { name: first?.name ?? '', pages: documents.flatMap(({ pages }) => pages) },
  );
};

const MAIN_ROLES = ['finessGeo', 'finessPMSI', 'rpps', 'numeroAM', 'siretClient'] as const;

/** The numbers that say who the client is, as the couloir counts its beneficiaries. */
export function mainIdentifiers(ligne: Ligne, { traits }: Profile): readonly Identifier[] {
  const keys = traits.beneficiaryKeys.length === 0 ? ['siretClient'] : [...traits.beneficiaryKeys, 'numeroAM'];
  return identifiersOf(
    ligne,
    MAIN_ROLES.filter(role => keys.includes(role)),
    clientsOf(ligne),
  );
}

export const geographiques = (ligne: Ligne): readonly Identifier[] =>
  identifiersOf(ligne, ['finessGeo'], clientsOf(ligne));

export const juridiques = (ligne: Ligne): readonly Identifier[] =>
  identifiersOf(ligne, ['finessJuridique'], clientsOf(ligne));

/** The number as it must stand in a document: of a company the SIREN is enough. */
export const printed = ({ id, located }: Identifier): string => {
  const number = id.slice(id.indexOf(':') + 1);
  return located.role === 'siretClient' ? number.slice(0, 9) : number;
};

/** Names of the people who stand for the clients: the mandataire where one orders, else each client's. */
export function representatives(ligne: Ligne): readonly LocatedText[] {
  const mandataire = ligne.flag('isMandataire') === true ? ligne.text('nomMandataire') : undefined;
  const clients = clientsOf(ligne).flatMap(entry => textIn(entry, 'nomClient') ?? []);
  return mandataire === undefined ? clients : [mandataire, ...clients];
}

/** What the numbers of beneficiaries are called. */
export const IDENTIFIER_NAMES: Partial<Readonly<Record<LocatedText['role'], Bilingual>>> = {
  finessGeo: { fr: 'FINESS géographique', en: 'geographic FINESS' },
  finessJuridique: { fr: 'FINESS juridique', en: 'legal FINESS' },
  finessPMSI: { fr: 'FINESS PMSI', en: 'FINESS PMSI' },
  rpps: { fr: 'RPPS', en: 'RPPS' },
  numeroAM: { fr: 'n° AM', en: 'AM number' },
  siretClient: { fr: 'SIREN', en: 'SIREN' },
};
