import { flat } from '../format/domain/fold.js';
import { parseMontant } from '../format/domain/montant.js';
import { child, type Place } from '../format/model/located.js';
import type { FieldRole } from '../format/profiles/roles.js';
import type { PathSegment } from '../language/nodes.js';
import type { Span } from '../language/span.js';
import type { Anchor, ClientFact, Fact, LigneFacts, MontantFact } from './facts.js';

/** A workspace has a few dozen ways and layouts; one designed to have many is forgotten, which only costs memory. */
const MAX_KNOWN = 20_000;

/** A cell that follows the same cells in other lignes: a ligne like another one needs no list of its own. */
interface Step {
  readonly cell: Cell | undefined;
  readonly before: Step | undefined;
  readonly after: Step[];
  /** Number of lignes that end here. */
  readonly layouts: Layout[];
}

/** Packs the facts of lignes into as little memory as possible: a workspace may have a hundred thousand. */
export class Packer {
  private root = newPath(undefined, '');
  private first = newStep(undefined, undefined);
  /** Of ways and steps. */
  private known = 1;
  private step = this.first;
  /** Reused for each ligne. */
  private readonly slots: (string | number)[] = [];
  private count = 0;
  private parent: Place | undefined;
  private parentPath: Path | undefined;

  pack(facts: LigneFacts): PackedLigne {
    if (this.known > MAX_KNOWN) this.forget();
    this.step = this.first;
    this.count = 0;
    const single: Partial<Record<Single, number>> = {};
    for (const name of SINGLES) {
      const fact = facts[name];
      if (fact !== undefined) single[name] = this.add(fact);
    }
    const list = {
      identifiers: this.addAll(facts.identifiers),
      clients: this.addAll(facts.clients),
      mandataire: this.addAll(facts.mandataire),
      scenario: this.addAll(facts.scenario),
    };
    const [from] = list.identifiers;
    const beneficiaries = facts.beneficiaries.map(
      own => from + facts.identifiers.findIndex(({ role, span }) => role === own.role && span.start === own.span.start),
    );
    const layout = this.layoutOf(single, list, beneficiaries);
    return new PackedLigne(layout, this.slots.slice(0, this.count * WIDTH), facts.place, facts.span, facts.complete);
  }

  private add(fact: Anchor & { readonly role?: FieldRole; readonly value?: string; readonly client?: number }): number {
    const at = this.count++;
    this.slots[at * WIDTH] = fact.value === undefined ? '' : flat(fact.value);
    this.slots[at * WIDTH + 1] = fact.span.start;
    this.slots[at * WIDTH + 2] = fact.span.end;
    this.step = this.next(fact.place, fact.role, fact.client ?? -1);
    return at;
  }

  private addAll(list: readonly Fact[]): readonly [number, number] {
    const from = this.count;
    for (const fact of list) this.add(fact);
    return [from, this.count];
  }

  private next({ parent, key }: Place, role: FieldRole | undefined, client: number): Step {
    const above = this.above(parent);
    for (const step of this.step.after) {
      const { cell } = step;
      if (cell?.path.key === key && cell.path.parent === above && cell.role === role && cell.client === client)
        return step;
    }
    const made = newStep({ role, client, path: this.below(above, key) }, this.step);
    this.known++;
    this.step.after.push(made);
    return made;
  }

  private layoutOf(single: Layout['single'], list: Layout['list'], beneficiaries: readonly number[]): Layout {
    const { layouts } = this.step;
    const like = layouts.find(
      other =>
        SINGLES.every(name => single[name] === other.single[name]) &&
        LISTS.every(name => list[name][0] === other.list[name][0] && list[name][1] === other.list[name][1]) &&
        beneficiaries.length === other.beneficiaries.length &&
        beneficiaries.every((at, i) => at === other.beneficiaries[i]),
    );
    if (like !== undefined) return like;
    const made = { cells: cellsTo(this.step), single, list, beneficiaries };
    this.known++;
    layouts.push(made);
    return made;
  }

  /** The way to a place's parent, which nearly always is that of the previous value. */
  private above(parent: Place | undefined): Path {
    if (parent !== undefined && parent === this.parent && this.parentPath !== undefined) return this.parentPath;
    const ways: PathSegment[] = [];
    for (let at = parent; at !== undefined; at = at.parent) ways.push(at.key);
    this.parent = parent;
    ways.reverse();
    // What follows the ligne's index.
    this.parentPath = ways
      .slice(ways.findIndex(way => typeof way === 'number') + 1)
      .reduce((path, way) => this.below(path, way), this.root);
    return this.parentPath;
  }

  private below(path: Path, key: PathSegment): Path {
    const known = path.children.get(key);
    if (known !== undefined) return known;
    const own = typeof key === 'string' ? flat(key) : key;
    const made = newPath(path, own);
    this.known++;
    path.children.set(own, made);
    return made;
  }

  private forget(): void {
    this.root = newPath(undefined, '');
    this.first = newStep(undefined, undefined);
    this.known = 1;
    this.parentPath = undefined;
  }
}

const newPath = (parent: Path | undefined, key: PathSegment): Path => ({
  parent,
  key,
  children: new Map(),
});

const newStep = (cell: Cell | undefined, before: Step | undefined): Step => ({ cell, before, after: [], layouts: [] });

function cellsTo(step: Step): Cell[] {
  const cells: Cell[] = [];
  for (let at: Step | undefined = step; at?.cell !== undefined; at = at.before) cells.push(at.cell);
  return cells.reverse();
}

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

/** What a ligne's values are, and where: hardly any two lignes of a publisher differ in it. */
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

/** The facts of one ligne, unpacked on demand. */
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

  /** The numbers by which it is found, each once. */
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

  /** Equal in everything, positions included. */
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
