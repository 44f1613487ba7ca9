import { typeset, type Bilingual } from '../../texts/typeset.js';

/** The documents that a citation may name, by the public title under which a user can find them. */
export const DOCUMENTS = {
  'asp-vague1': { fr: 'ASP, Ségur numérique, FAQ vague 1', en: 'ASP, Ségur numérique, FAQ vague 1' },
  'asp-portail': {
    fr: "Portail Ségur numérique de l'ASP, Questions fréquentes",
    en: "Portail Ségur numérique de l'ASP, Questions fréquentes",
  },
  'ans-industriels': { fr: 'ANS, FAQ des industriels', en: 'ANS, FAQ des industriels' },
  'ans-vague2': {
    fr: 'ANS, FAQ des industriels, vague 2 (pages de 12/2024 et 01/2025)',
    en: 'ANS, FAQ des industriels, vague 2 (pages of 12/2024 and 01/2025)',
  },
  'portail-en-ligne': {
    fr: 'Portail Ségur, foire aux questions en ligne',
    en: 'Portail Ségur, foire aux questions en ligne',
  },
  observation: {
    fr: "Forme observée chez un éditeur (générateur de demandes d'avance LGC)",
    en: "Shape observed at a publisher's (generator of LGC avance requests)",
  },
  json: {
    fr: 'RFC 8259, The JavaScript Object Notation (JSON) Data Interchange Format',
    en: 'RFC 8259, The JavaScript Object Notation (JSON) Data Interchange Format',
  },
  norme: { fr: "Définition publique de l'identifiant", en: 'Public definition of the identifier' },
  projet: { fr: 'Ségur JSON, modèle reconstitué', en: 'Ségur JSON, reconstructed model' },
} as const satisfies Record<string, Bilingual>;

export type DocumentId = keyof typeof DOCUMENTS;

export const isDocumentId = (text: string): text is DocumentId => Object.hasOwn(DOCUMENTS, text);

/** Where a rule or a field of the format comes from. */
export interface Citation {
  readonly document: DocumentId;
  /** The question of the FAQ as it is printed there; for other documents, the section. */
  readonly question: string;
  /** The document's own words, short. */
  readonly quote?: string;
}

const quoted = (text: string, lang: keyof Bilingual): string => ({ fr: `« ${text} »`, en: `“${text}”` })[lang];

/** « ASP, Ségur numérique, FAQ vague 1 », « Quel … ? » */
export function citationText(citation: Citation, lang: keyof Bilingual): string {
  const document = DOCUMENTS[citation.document][lang];
  const isTitled =
    citation.document in
    { 'asp-vague1': 1, 'asp-portail': 1, 'ans-industriels': 1, 'ans-vague2': 1, 'portail-en-ligne': 1 };
  const title = isTitled ? quoted(document, lang) : document;
  return typeset(citation.question === '' ? title : `${title}, ${quoted(citation.question, lang)}`, lang);
}
