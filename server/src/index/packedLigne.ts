import { parseMontant } from '../format/domain/montant.js';
import { child, type Place } from '../format/model/located.js';
import type { FieldRole } from '../format/profiles/roles.js';
import type { PathSegment } from '../language/nodes.js';
import type { Span } from '../language/span.js';
import type { Anchor, ClientFact, Fact, LigneFacts, MontantFact } from './facts.js';
import { flat } from '../format/domain/fold.js';

export const SINGLES = ['numeroEditeur', 'numeroASP', 'numeroFacture', 'date', 'montant', 'beneficiaires'] as const;
export const LISTS = ['identifiers', 'clients', 'mandataire', 'scenario'] as const;
export type Single = (typeof SINGLES)[number];
export type List = (typeof LISTS)[number];

/** A way below a ligne, shared by all lignes that have it. */
export interface Path {
  readonly parent: Path | undefined;
  readonly key: PathSegment;
  readonly children: Map<PathSegment, Path>;
}

/** What one value of a ligne is, and where: hardly any two lignes of a publisher's differ in it. */
export interface Cell {
  readonly role: FieldRole | undefined;
  readonly client: number;
  readonly path: Path;
}

export interface Layout {
  readonly cells: readonly Cell[];
  readonly single: Readonly<Partial<Record<Single, number>>>;
  /** First cell and the one after the last. */
  readonly list: Readonly<Record<List, readonly [from: number, to: number]>>;
  /** Cells of the identifiers that are beneficiaries. */
  readonly beneficiaries: readonly number[];
}

/** Value, start and end of each cell in turn. */
type Slots = readonly (string | number)[];
export const WIDTH = 3;

export interface Numbered {
  readonly role: FieldRole;
  readonly value: string;
}

/** The facts of one ligne, unpacked as they are asked for. */
export class PackedLigne implements LigneFacts {
  readonly chunk: number;
  /** Place of the list. */
  private readonly list: Place | undefined;
  private readonly length: number;

  constructor(
    private readonly layout: Layout,
    private readonly slots: Slots,
    place: Place,
    span: Span,
    readonly complete: boolean,
  ) {
    this.chunk = typeof place.key === 'number' ? place.key : 0;
    this.list = flatPlace(place.parent);
    this.length = span.end - span.start;
  }

  get span(): Span {
    return { start: 0, end: this.length };
  }

  get place(): Place {
    return child(this.list, this.chunk);
  }

  get numeroEditeur(): Fact | undefined {
    return this.single('numeroEditeur');
  }

  get numeroASP(): Fact | undefined {
    return this.single('numeroASP');
  }

  get numeroFacture(): Fact | undefined {
    return this.single('numeroFacture');
  }

  get date(): Fact | undefined {
    return this.single('date');
  }

  get montant(): MontantFact | undefined {
    const fact = this.single('montant');
    if (fact === undefined) return undefined;
    const parsed = parseMontant(fact.value);
    return 'cents' in parsed ? { ...fact, cents: parsed.cents } : undefined;
  }

  get beneficiaires(): Anchor | undefined {
    const at = this.layout.single.beneficiaires;
    const path = at === undefined ? undefined : this.layout.cells[at]?.path;
    return at === undefined || path === undefined ? undefined : { span: this.spanAt(at), place: this.placeOf(path) };
  }

  get identifiers(): readonly ClientFact[] {
    return this.listed('identifiers');
  }

  get beneficiaries(): readonly ClientFact[] {
    return this.layout.beneficiaries.flatMap(at => this.fact(at) ?? []);
  }

  get clients(): readonly ClientFact[] {
    return this.listed('clients');
  }

  get mandataire(): readonly Fact[] {
    return this.listed('mandataire');
  }

  get scenario(): readonly Fact[] {
    return this.listed('scenario');
  }

  /** The numbers that it is found by, each once. */
  get numbers(): readonly Numbered[] {
    const {
      cells,
      single,
      list: {
        identifiers: [from, to],
      },
    } = this.layout;
    const numbers: Numbered[] = [];
    const add = (at: number | undefined): void => {
      const role = at === undefined ? undefined : cells[at]?.role;
      const value = at === undefined ? undefined : this.slots[at * WIDTH];
      if (
        role === undefined ||
        typeof value !== 'string' ||
        numbers.some(known => known.role === role && known.value === value)
      )
        return;
      numbers.push({ role, value });
    };
    add(single.numeroEditeur);
    add(single.numeroASP);
    for (let at = from; at < to; at++) add(at);
    return numbers;
  }

  /** Equal in all, positions included. */
  equals(other: PackedLigne): boolean {
    return (
      this.layout === other.layout &&
      this.chunk === other.chunk &&
      this.length === other.length &&
      this.complete === other.complete &&
      samePlace(this.list, other.list) &&
      this.slots.every((slot, i) => slot === other.slots[i])
    );
  }

  private single(name: Exclude<Single, 'beneficiaires'>): Fact | undefined {
    const at = this.layout.single[name];
    return at === undefined ? undefined : this.fact(at);
  }

  private listed(name: List): readonly ClientFact[] {
    const [from, to] = this.layout.list[name];
    const facts: ClientFact[] = [];
    for (let at = from; at < to; at++) {
      const fact = this.fact(at);
      if (fact !== undefined) facts.push(fact);
    }
    return facts;
  }

  private fact(at: number): ClientFact | undefined {
    const cell = this.layout.cells[at];
    const value = this.slots[at * WIDTH];
    return cell?.role === undefined || typeof value !== 'string'
      ? undefined
      : { role: cell.role, value, client: cell.client, span: this.spanAt(at), place: this.placeOf(cell.path) };
  }

  private spanAt(at: number): Span {
    return { start: Number(this.slots[at * WIDTH + 1]), end: Number(this.slots[at * WIDTH + 2]) };
  }

  private placeOf(path: Path): Place {
    return path.parent === undefined ? this.place : child(this.placeOf(path.parent), path.key);
  }
}

/** Holds no text of the file. */
const flatPlace = (place: Place | undefined): Place | undefined =>
  place && child(flatPlace(place.parent), typeof place.key === 'number' ? place.key : flat(place.key));

function samePlace(a: Place | undefined, b: Place | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a === b || (a.key === b.key && samePlace(a.parent, b.parent));
}
