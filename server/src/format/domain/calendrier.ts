import { type Day, formatDate, parseDate } from './date.js';
import { SETTINGS } from '../../texts/settings.js';
import type { Bilingual, Lang } from '../../texts/typeset.js';
import vagues from '../../../../schemas/calendrier.json';

/** A day, with the hour in Paris (`14:00`) if the agency gives one. */
export interface Moment {
  readonly day: Day;
  readonly hour: string | undefined;
}

/** The source of a date: a document known to the tool, or any other document's title given by the user. */
export interface SourceDate {
  readonly document: string;
  readonly question: string;
  readonly quote: string | undefined;
}

/** When the portal accepts requests of one kind. `opens` is undefined if no document gives it. */
export interface Guichet {
  /** Title of its wave. */
  readonly vague: Readonly<Record<Lang, string>>;
  readonly opens: Moment | undefined;
  readonly closes: Moment;
  readonly sources: readonly SourceDate[];
}

/** The last day for the service; if the solde is not deposited by then, an attestation is due on that day. */
export interface FinPrestation {
  /** Title of its wave. */
  readonly vague: Readonly<Record<Lang, string>>;
  readonly until: Day;
  readonly sources: readonly SourceDate[];
}

/** For some couloirs, no document says until when. */
export type Enrolement = Omit<Guichet, 'closes'> & { readonly closes: Moment | undefined };

export interface Echeances {
  readonly enrolement: Enrolement | undefined;
  readonly avance: Guichet | undefined;
  readonly prestation: FinPrestation | undefined;
  readonly solde: Guichet | undefined;
  /** When the complete dossier for referencing was deposited: only the publisher knows. */
  readonly dossierComplet: Day | undefined;
}

export interface Vague {
  readonly id: string;
  readonly title: Readonly<Record<Lang, string>>;
  /** By entry of the calendar, which a profile names in its traits. */
  readonly couloirs: ReadonlyMap<string, Echeances>;
}

/** Waves, the oldest first. */
export type Calendrier = readonly Vague[];

/** Thrown for data that isn't a calendar; `where` is a path inside it. */
export class CalendrierError extends Error {
  constructor(
    readonly where: string,
    readonly told: Bilingual,
  ) {
    super(`${where}: ${told.en}`);
  }
}

/**
 * Reads a calendar from parsed JSON (`schemas/calendrier.json`, or a user's own file of the same shape).
 * @throws CalendrierError
 */
export function readCalendrier(data: unknown): Calendrier {
  return listOf(recordOf(data, '').get('vagues'), 'vagues').map((vague, i) => readVague(vague, `vagues/${String(i)}`));
}

/**
 * `base` with further waves. One with the same id replaces ours: the dates of an Appel à Financement take precedence.
 */
export function withVagues(base: Calendrier, more: Calendrier): Calendrier {
  const kept = base.map(vague => more.find(({ id }) => id === vague.id) ?? vague);
  return [...kept, ...more.filter(({ id }) => !base.some(vague => vague.id === id))];
}

type Fields = ReadonlyMap<string, unknown>;

function readVague(data: unknown, where: string): Vague {
  const vague = recordOf(data, where);
  const told = recordOf(vague.get('title'), `${where}/title`);
  const title = { fr: textOf(told.get('fr'), `${where}/title/fr`), en: textOf(told.get('en'), `${where}/title/en`) };
  const couloirs = [...recordOf(vague.get('couloirs'), `${where}/couloirs`)].map(
    ([name, entry]): [string, Echeances] => [name, readEcheances(entry, `${where}/couloirs/${name}`, title)],
  );
  return {
    id: textOf(vague.get('id'), `${where}/id`),
    title,
    couloirs: new Map(couloirs),
  };
}

function readEcheances(data: unknown, where: string, vague: Vague['title']): Echeances {
  const entry = recordOf(data, where);
  const guichet = (name: string): Guichet | undefined =>
    entry.has(name) ? readGuichet(recordOf(entry.get(name), `${where}/${name}`), `${where}/${name}`, vague) : undefined;
  return {
    enrolement: entry.has('enrolement')
      ? readEnrolement(recordOf(entry.get('enrolement'), `${where}/enrolement`), `${where}/enrolement`, vague)
      : undefined,
    avance: guichet('avance'),
    solde: guichet('solde'),
    dossierComplet: entry.has('dossierComplet')
      ? momentOf(entry.get('dossierComplet'), `${where}/dossierComplet`).day
      : undefined,
    prestation: entry.has('prestation')
      ? readPrestation(recordOf(entry.get('prestation'), `${where}/prestation`), `${where}/prestation`, vague)
      : undefined,
  };
}

function readEnrolement(enrolement: Fields, where: string, vague: Vague['title']): Enrolement {
  if (enrolement.has('closes')) return readGuichet(enrolement, where, vague);
  const opens = momentOf(enrolement.get('opens'), `${where}/opens`);
  return { vague, opens, closes: undefined, sources: sourcesOf(enrolement, where) };
}

function readGuichet(guichet: Fields, where: string, vague: Vague['title']): Guichet {
  const opens = guichet.has('opens') ? momentOf(guichet.get('opens'), `${where}/opens`) : undefined;
  const closes = momentOf(guichet.get('closes'), `${where}/closes`);
  if (opens !== undefined && opens.day > closes.day) throw new CalendrierError(where, SETTINGS.calendar.order);
  return { vague, opens, closes, sources: sourcesOf(guichet, where) };
}

const readPrestation = (prestation: Fields, where: string, vague: Vague['title']): FinPrestation => ({
  vague,
  until: momentOf(prestation.get('until'), `${where}/until`).day,
  sources: sourcesOf(prestation, where),
});

/** A user may name one document by a single word. */
const sourcesOf = (from: Fields, where: string): SourceDate[] => [
  ...(from.has('source')
    ? [{ document: textOf(from.get('source'), `${where}/source`), question: '', quote: undefined }]
    : []),
  ...listOf(from.get('sources') ?? [], `${where}/sources`).map((data, i) => {
    const at = `${where}/sources/${String(i)}`;
    const source = recordOf(data, at);
    return {
      document: textOf(source.get('document'), `${at}/document`),
      question: textOf(source.get('question') ?? '', `${at}/question`),
      quote: source.has('quote') ? textOf(source.get('quote'), `${at}/quote`) : undefined,
    };
  }),
];

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:T((?:[01]\d|2[0-3]):[0-5]\d))?$/;

function momentOf(data: unknown, where: string): Moment {
  const match = MOMENT.exec(textOf(data, where));
  const parsed = parseDate(match?.[1] ?? '');
  if ('error' in parsed) throw new CalendrierError(where, SETTINGS.calendar.date);
  return { day: parsed.day, hour: match?.[2] };
}

function recordOf(data: unknown, where: string): Fields {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new CalendrierError(where, SETTINGS.calendar.object);
  return new Map<string, unknown>(Object.entries(data));
}

function listOf(data: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(data)) throw new CalendrierError(where, SETTINGS.calendar.list);
  return data;
}

function textOf(data: unknown, where: string): string {
  if (typeof data !== 'string') throw new CalendrierError(where, SETTINGS.calendar.text);
  return data;
}

/** The gates of one kind for a couloir, wave by wave. */
export const guichetsOf = (calendrier: Calendrier, couloir: string, phase: 'avance' | 'solde'): readonly Guichet[] =>
  calendrier.flatMap(vague => vague.couloirs.get(couloir)?.[phase] ?? []);

/** `closed` is the gate that closed last before the day, `next` the one that opens first after it. */
type EtatGuichet =
  | { readonly open: true }
  | { readonly open: false; readonly closed: Guichet | undefined; readonly next: Guichet | undefined };

/**
 * Whether one of the gates is open on a day. The closing day counts as open (a day has no hour here). Undefined if the
 * calendar has no gate, so that nothing can be said.
 */
export function etatGuichet(guichets: readonly Guichet[], day: Day): EtatGuichet | undefined {
  if (guichets.length === 0) return undefined;
  const opened = guichets.filter(({ opens }) => opens === undefined || opens.day <= day);
  if (opened.some(({ closes }) => day <= closes.day)) return { open: true };
  return {
    open: false,
    closed: opened.reduce<Guichet | undefined>(
      (last, g) => (last === undefined || g.closes.day > last.closes.day ? g : last),
      undefined,
    ),
    next: guichets
      .filter(g => !opened.includes(g))
      .reduce<Guichet | undefined>(
        (first, g) => (first === undefined || opensOn(g) < opensOn(first) ? g : first),
        undefined,
      ),
  };
}

const opensOn = (guichet: Guichet): Day => guichet.opens?.day ?? 0;

/**
 * The earliest of the days on which a complete dossier was deposited: an order too old for this one is too old for all.
 */
export function dossierCompletOf(calendrier: Calendrier, couloir: string): Day | undefined {
  const days = calendrier.flatMap(vague => vague.couloirs.get(couloir)?.dossierComplet ?? []);
  return days.length === 0 ? undefined : Math.min(...days);
}

/** The wave whose rules apply to a couloir on a day: the one whose soldes are accepted then, or were accepted last. */
export function echeancesAt(calendrier: Calendrier, couloir: string, day: Day): Echeances | undefined {
  const all = calendrier.flatMap(vague => vague.couloirs.get(couloir) ?? []);
  return all.find(({ solde }) => solde !== undefined && day <= solde.closes.day) ?? all.at(-1);
}

/** The gates that the agency has announced. */
export const CALENDRIER: Calendrier = readCalendrier(vagues);

/** « 14/12/2023 à 14h00 », Paris time. */
export function formatMoment({ day, hour }: Moment, lang: Lang): string {
  const date = formatDate(day, lang);
  if (hour === undefined) return date;
  return { fr: `${date} à ${hour.replace(':', 'h')}`, en: `${date} at ${hour}` }[lang];
}
