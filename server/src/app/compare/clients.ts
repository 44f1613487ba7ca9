import { foldLoose } from '../../format/domain/fold.js';
import { clientsOf, IDENTIFIER_ROLES, numberIn } from '../../format/model/clients.js';
import type { Ligne } from '../../format/model/ligne.js';
import { type Entry, isText } from '../../format/model/located.js';
import { COMPARE } from '../../texts/compare.js';
import type { Lang } from '../../texts/typeset.js';

/** How the solde relates to the avance in one respect. `info`: nothing is compared. */
type Verdict = 'same' | 'differs' | 'added' | 'removed' | 'info';

/** One row of a comparison, ready to show in one language. */
export interface CompareRow {
  readonly label: string;
  /** Empty if the file says nothing. */
  readonly avance: string;
  readonly solde: string;
  readonly verdict: Verdict;
  /** What follows for the request; empty if nothing does. */
  readonly note: string;
  /** The note is about money or the request itself: it would be refused, or paid less. */
  readonly grave: boolean;
}

export interface CompareSection {
  readonly title: string;
  readonly rows: readonly CompareRow[];
}

/** Avance and solde of one request, side by side. */
export interface Comparison {
  /** The request's name: its dossier number or the publisher's own number. */
  readonly title: string;
  readonly sections: readonly CompareSection[];
  /** How many lines differ, are added or removed. */
  readonly differences: number;
}

export const isDifference = ({ verdict }: CompareRow): boolean => verdict !== 'same' && verdict !== 'info';

/** A row that compares two texts. */
export function row(
  label: string,
  avance: string,
  solde: string,
  told: { readonly note?: string; readonly grave?: boolean } = {},
): CompareRow {
  const verdict = verdictOf(avance, solde);
  const differs = verdict !== 'same' && verdict !== 'info';
  return {
    label,
    avance,
    solde,
    verdict,
    note: differs ? (told.note ?? '') : '',
    grave: differs && (told.grave ?? false),
  };
}

function verdictOf(avance: string, solde: string): Verdict {
  if (avance === solde) return avance === '' ? 'info' : 'same';
  if (avance === '') return 'added';
  return solde === '' ? 'removed' : 'differs';
}

/** A row that compares nothing. */
export const info = (label: string, avance: string, solde: string): CompareRow => ({
  label,
  avance,
  solde,
  verdict: 'info',
  note: '',
  grave: false,
});

/** An identifier of a client: equal keys are the same number. */
interface Number {
  readonly key: string;
  readonly shown: string;
}

interface Client {
  readonly name: string;
  readonly numbers: readonly Number[];
}

/**
 * One row per client: clients that share an identifier are on one row. `complete`: the solde must cover all of the
 * avance's clients.
 */
export function clientRows(avance: Ligne, solde: Ligne, complete: boolean, lang: Lang): readonly CompareRow[] {
  const [before, after] = [clientsIn(avance, lang), clientsIn(solde, lang)];
  const known = new Set(before.flatMap(({ numbers }) => numbers.map(({ key }) => key)));
  const kept = new Set(after.flatMap(({ numbers }) => numbers.map(({ key }) => key)));
  const left = [...after];
  const rows: CompareRow[] = [];
  for (const one of before) {
    const other = left.find(candidate => isSame(one, candidate));
    if (other !== undefined) left.splice(left.indexOf(other), 1);
    rows.push(clientRow(rows.length, one, other, { known, kept, complete, lang }));
  }
  for (const one of left) rows.push(clientRow(rows.length, undefined, one, { known, kept, complete, lang }));
  return rows;
}

interface Sets {
  readonly known: ReadonlySet<string>;
  readonly kept: ReadonlySet<string>;
  readonly complete: boolean;
  readonly lang: Lang;
}

function clientRow(
  index: number,
  one: Client | undefined,
  other: Client | undefined,
  { known, kept, complete, lang }: Sets,
): CompareRow {
  const added = other?.numbers.filter(({ key }) => !known.has(key)) ?? [];
  const removed = one?.numbers.filter(({ key }) => !kept.has(key)) ?? [];
  const notes = [
    ...(added.length > 0 ? [`${listOf(added)}${COLON[lang]}${COMPARE.added[lang]}`] : []),
    ...(removed.length > 0
      ? [`${listOf(removed)}${COLON[lang]}${(complete ? COMPARE.removedComplete : COMPARE.removed)[lang]}`]
      : []),
  ];
  const verdict = one === undefined ? 'added' : other === undefined ? 'removed' : notes.length > 0 ? 'differs' : 'same';
  return {
    label: `${COMPARE.client[lang]} ${String(index + 1)}`,
    avance: shown(one),
    solde: shown(other),
    verdict,
    note: notes.join('\n'),
    grave: added.length > 0 || (complete && removed.length > 0),
  };
}

const COLON: Readonly<Record<Lang, string>> = { fr: ' : ', en: ': ' };

const listOf = (numbers: readonly Number[]): string => numbers.map(({ shown: text }) => text).join(', ');

const shown = (client: Client | undefined): string =>
  client === undefined
    ? ''
    : [client.name, ...client.numbers.map(number => number.shown)].filter(line => line !== '').join('\n');

function isSame(one: Client, other: Client): boolean {
  if (one.numbers.some(({ key }) => other.numbers.some(number => number.key === key))) return true;
  return (
    (one.numbers.length === 0 || other.numbers.length === 0) &&
    one.name !== '' &&
    foldLoose(one.name) === foldLoose(other.name)
  );
}

const clientsIn = (ligne: Ligne, lang: Lang): readonly Client[] =>
  clientsOf(ligne).map(entry => clientOf(ligne, entry, lang));

function clientOf(ligne: Ligne, entry: Entry, lang: Lang): Client {
  const numbers = IDENTIFIER_ROLES.flatMap(role =>
    ligne.all(role).flatMap((located): Number[] => {
      if (located.entry !== entry || !isText(located)) return [];
      // A badly written value has its own finding: here it is shown and compared as it is.
      const number = numberIn(role, located.value) ?? located.value;
      return [{ key: `${role}:${number}`, shown: `${located.shape.title?.[lang] ?? role} ${number}` }];
    }),
  );
  return { name: entry.text('nomClient')?.value ?? '', numbers };
}
