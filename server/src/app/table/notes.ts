import type { Bilingual } from '../../format/profiles/shape.js';
import type { TableModel } from './columns.js';
import type { Generated } from './generate.js';
import type { Headings } from './headings.js';
import { DEFAULT_NAMES } from './pieces.js';
import { letterOf } from './problems.js';
import { SYNONYMS } from './synonyms.js';

/** What is told once of a table, before its rows. */
export interface Note {
  /** `error`: because of it no demande can be right. */
  readonly severity: 'error' | 'warning' | 'info';
  readonly code:
    | 'missing-column'
    | 'unknown-heading'
    | 'ambiguous-heading'
    | 'mapping-name'
    | 'mapping-heading'
    | 'portal-column'
    | 'piece-names'
    | 'sheet'
    | 'zeros'
    /** What may have been numbers with zeros before them. */
    | 'plain-numbers';
  readonly message: Bilingual;
  /** The fields that it is about: one of them is to be named. */
  readonly fields?: readonly string[];
  /** The heading that stands for one of them. */
  readonly heading?: string;
}

export function notesOf(
  rows: readonly (readonly string[])[],
  headings: Headings,
  model: TableModel,
  generated: Pick<Generated, 'missing' | 'named'>,
): readonly Note[] {
  const plain = headings.unknown.filter(({ among }) => among.length === 0);
  return [
    ...generated.missing.map(names => missing(model, names)),
    ...headings.mappingProblems.map(
      ({ name, heading, missing: what }): Note =>
        what === 'name'
          ? unknownNameNote(name)
          : { severity: 'warning', code: 'mapping-heading', message: noSuchHeading(heading) },
    ),
    ...headings.unknown
      .filter(({ among }) => among.length > 1)
      .map(
        ({ index, heading, among }): Note => ({
          severity: 'warning',
          code: 'ambiguous-heading',
          message: ambiguous(index, heading, among),
          fields: among,
          heading,
        }),
      ),
    ...(plain.length === 0
      ? []
      : [
          {
            severity: 'info',
            code: 'unknown-heading',
            message: notRead(plain.map(({ index, heading }) => named(index, heading))),
          } satisfies Note,
        ]),
    ...headings.matched
      .filter(({ index, column }) => column.use === 'portal' && isUsed(rows, headings, index))
      .map(
        ({ index, heading }): Note => ({ severity: 'info', code: 'portal-column', message: ofPortal(index, heading) }),
      ),
    ...(generated.named.length === 0
      ? []
      : [{ severity: 'info', code: 'piece-names', message: pieceNames(generated.named) } satisfies Note]),
  ];
}

const isUsed = (rows: readonly (readonly string[])[], { row }: Headings, index: number): boolean =>
  rows.some((cells, i) => i > row && (cells[index] ?? '').trim() !== '');

const named = (index: number, heading: string): string => `${letterOf(index)} «\u00a0${short(heading)}\u00a0»`;
const short = (heading: string): string => heading.replace(/\s+/g, ' ').trim().slice(0, 60);
const listed = (names: readonly string[], or: string): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${or} ${names.at(-1) ?? ''}`;

/** What a field is called here, and by people. */
function missing({ byId }: TableModel, names: readonly string[]): Note {
  const called =
    (lang: keyof Bilingual) =>
    (id: string): string => {
      const column = byId.get(id);
      const title = column?.shape.title?.[lang];
      return title === undefined ? id : `${id} (${title})`;
    };
  const likely = names
    .map(id => {
      const role = byId.get(id)?.role;
      return role && SYNONYMS[role]?.[0];
    })
    .find(text => text !== undefined);
  const example = likely ?? names[0] ?? '';
  return {
    severity: 'error',
    code: 'missing-column',
    fields: names,
    message: {
      fr:
        `aucune colonne ne dit ${listed(names.map(called('fr')), 'ou')}, que toute demande doit avoir. Ajoutez-la ` +
        `(«\u00a0${example}\u00a0», par exemple), désignez celle qui le dit, ou donnez une valeur pour toutes les ` +
        'lignes.',
      en:
        `no column tells ${listed(names.map(called('en')), 'or')}, which every demande must have. Add it ` +
        `(“${example}” for example), name the one that tells it, or give one value for all rows.`,
    },
  };
}

/** A name that the user gives and that no profile has. */
export const unknownNameNote = (name: string): Note => ({
  severity: 'warning',
  code: 'mapping-name',
  message: unknownName(name),
});

const unknownName = (name: string): Bilingual => ({
  fr: `«\u00a0${name}\u00a0» n'est un champ d'aucun profil\u00a0: corrigez la correspondance des colonnes.`,
  en: `“${name}” is a field of no profile: correct the mapping of columns.`,
});

const noSuchHeading = (heading: string): Bilingual => ({
  fr:
    `la correspondance nomme une colonne «\u00a0${short(heading)}\u00a0», que ce tableau n'a pas. Recopiez son ` +
    `intitulé tel qu'il y est écrit.`,
  en: `the mapping names a column “${short(heading)}”, which this table hasn't. Copy its heading as it stands there.`,
});

const ambiguous = (index: number, heading: string, among: readonly string[]): Bilingual => ({
  fr:
    `la colonne ${named(index, heading)} peut dire plusieurs champs (${among.join(', ')})\u00a0: elle n'est pas ` +
    'lue. Dites lequel.',
  en:
    `the column ${letterOf(index)} “${short(heading)}” may stand for several fields (${among.join(', ')}): it is ` +
    'not read. Say which.',
});

const notRead = (headings: readonly string[]): Bilingual => ({
  fr:
    headings.length === 1
      ? `une colonne n'est pas lue, son intitulé n'est celui d'aucun champ du profil\u00a0: ${headings.join(', ')}.`
      : `${String(headings.length)} colonnes ne sont pas lues, leurs intitulés ne sont ceux d'aucun champ du ` +
        `profil\u00a0: ${headings.join(', ')}.`,
  en:
    headings.length === 1
      ? `one column is not read, its heading is that of no field of the profile: ${headings.join(', ')}.`
      : `${String(headings.length)} columns are not read, their headings are those of no field of the profile: ` +
        `${headings.join(', ')}.`,
});

const ofPortal = (index: number, heading: string): Bilingual => ({
  fr:
    `la colonne ${named(index, heading)} n'est pas reprise\u00a0: c'est le portail qui remplit ce champ, il est ` +
    'vide dans un fichier à déposer.',
  en:
    `the column ${letterOf(index)} “${short(heading)}” is not taken: the portal fills this field, it is empty in a ` +
    'file to deposit.',
});

function pieceNames(types: readonly string[]): Bilingual {
  const names = types.map(type => DEFAULT_NAMES[type] ?? `${type}-{numeroEditeur}.pdf`).join(', ');
  return {
    fr:
      `aucune colonne ne nomme ces fichiers de pièces\u00a0: ils sont appelés ${names}. Pour d'autres noms\u00a0: ` +
      `«\u00a0table.pieces\u00a0» dans segur.config.json, ou une colonne (${types.join(', ')}).`,
    en:
      `no column names these documents' files: they are called ${names}. For other names: “table.pieces” in ` +
      `segur.config.json, or a column (${types.join(', ')}).`,
  };
}
