import type { Shape, ValueType } from '../../format/profiles/profile.js';
import { citationText, isDocumentId } from '../../format/profiles/sources.js';
import type { SourceDate } from '../../format/domain/calendrier.js';
import { cite, citeIn, listed, type Bilingual, type Lang } from '../../texts/typeset.js';
import type { JsonNode } from '../../language/nodes.js';
import type { FieldRole } from '../../format/profiles/roles.js';
import { IDENTIFIER_NAMES } from '../../format/pieces/documents.js';
import type { Place } from '../../format/model/located.js';
import type { Fix } from '../contract.js';

export { cite, citeIn, listed };

/** The command that splits a file, as editor and command line call it. */
export const splitBy = (way: 'rate' | 'count' | 'profile'): Bilingual => ({
  fr: `« Ségur : découper la demande » dans l'éditeur ou « segur-json split --by ${way} » en ligne de commande`,
  en: `“Ségur: split the request” in the editor or “segur-json split --by ${way}” on the command line`,
});

/** What the editor offers where a file mixes rates. */
export const SPLIT_BY_RATE: Fix = {
  kind: 'command',
  command: 'segur.decouper',
  edits: [],
  title: { fr: 'Découper le fichier par taux de TVA', en: 'Split the file by VAT rate' },
};

/** The document behind a date in the calendar: for an avance or a solde, of this wave or a user's. */
export function citedDate([source]: readonly SourceDate[]): Bilingual | undefined {
  if (source === undefined) return undefined;
  const { document, question } = source;
  if (isDocumentId(document)) {
    const citation = { document, question };
    return { fr: citationText(citation, 'fr'), en: citationText(citation, 'en') };
  }
  const text = [document, question].filter(part => part !== '').join(', ');
  return { fr: text, en: text };
}

const TYPES: Readonly<Record<ValueType, Readonly<Record<Lang, string>>>> = {
  string: { fr: 'un texte entre guillemets', en: 'a text in quotes' },
  number: { fr: 'un nombre', en: 'a number' },
  integer: { fr: 'un nombre entier', en: 'a whole number' },
  boolean: { fr: 'true ou false sans guillemets', en: 'true or false without quotes' },
  null: { fr: 'null', en: 'null' },
  object: { fr: 'un objet { … }', en: 'an object { … }' },
  array: { fr: 'une liste [ … ]', en: 'a list [ … ]' },
};

const FOUND_BOOLEAN: Readonly<Record<Lang, string>> = { fr: 'true ou false', en: 'true or false' };

/** A type in plain words, with its article. */
export const typeName = (type: ValueType, lang: Lang): string =>
  type === 'boolean' ? FOUND_BOOLEAN[lang] : TYPES[type][lang];

/** What a number is called in place of another kind of number, or of none. */
export const DECIMAL: Readonly<Record<Lang, string>> = { fr: 'un nombre à virgule', en: 'a decimal number' };

/** « un texte entre guillemets ou null » */
export function wantedTypes(shape: Shape, lang: Lang, filled = false): string {
  const types = [...shape.types].filter(type => type !== 'null').map(type => TYPES[type][lang]);
  if (shape.types.has('null') && !filled) types.push('null');
  return listed(types, 'or', lang);
}

const YES: ReadonlySet<string> = new Set(['1', 'oui', 'o', 'vrai', 'yes', 'y', 'x']);

const NO: ReadonlySet<string> = new Set(['0', 'non', 'n', 'faux', 'no']);

/** Other ways to write true and false. */
export function booleanMeant(node: JsonNode): boolean | undefined {
  const word = node.kind === 'string' ? node.value.trim().toLowerCase() : node.kind === 'number' ? node.lexeme : '';
  return YES.has(word) ? true : NO.has(word) ? false : undefined;
}

/** « a, b et c »; beyond `max`, « a, b, c et 4 autres ». */
export function enumerate(items: readonly Bilingual[], max = Number.POSITIVE_INFINITY): Bilingual {
  const shown = items.slice(0, max);
  const rest = items.length - shown.length;
  const all =
    rest === 0
      ? shown
      : [
          ...shown,
          { fr: `${String(rest)} autre${rest > 1 ? 's' : ''}`, en: `${String(rest)} other${rest > 1 ? 's' : ''}` },
        ];
  const told = (lang: Lang): string =>
    listed(
      all.map(item => item[lang]),
      'and',
      lang,
    );
  return { fr: told('fr'), en: told('en') };
}

/** « RPPS 10002123452 » */
export const identifierText = (
  { role, value }: { readonly role: FieldRole; readonly value: string },
  lang: Lang,
): string => `${(role === 'siretClient' ? 'SIRET' : IDENTIFIER_NAMES[role]?.[lang]) ?? role}\u00a0${value}`;

/** The key of a value: for an item of a list, the list's. */
export function keyAt(place: Place | undefined): string {
  for (let at = place; at !== undefined; at = at.parent) if (typeof at.key === 'string') return at.key;
  return '';
}

/** What a type of attachment is called by people. */
export function pieceLabel(type: string): Bilingual {
  return LABELS.get(type) ?? { fr: `la pièce ${cite(type)}`, en: `the attachment “${type}”` };
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

/** Where the model has a misplaced key. `list`: the key of the list of lignes. */
export const expectedAt = ({
  levels,
  list,
  root,
}: {
  readonly levels: readonly string[];
  readonly list: string | undefined;
  readonly root: boolean;
}): Bilingual => ({
  fr: levels
    .map(level => `dans ${level === list ? 'une ligne de ' : ''}${cite(level)}`)
    .concat(root ? ['à la racine du fichier'] : [])
    .join(' ou '),
  en: levels
    .map(level => `in ${level === list ? 'a ligne of ' : ''}“${level}”`)
    .concat(root ? ['at the root of the file'] : [])
    .join(' or '),
});
