import { parseMontant } from '../domain/montant.js';
import { child, type Place } from '../model/place.js';
import type { FieldRole } from '../profiles/roles.js';
import type { PathSegment } from '../syntax/nodes.js';
import type { Span } from '../text/span.js';
import type { Anchor, ClientFact, Fact, LigneFacts, MontantFact } from './facts.js';
import { flat } from './flat.js';

const SINGLES = ['numeroEditeur', 'numeroASP', 'numeroFacture', 'montant', 'beneficiaires'] as const;
const LISTS = ['identifiers', 'clients', 'mandataire', 'scenario'] as const;
type Single = (typeof SINGLES)[number];
type List = (typeof LISTS)[number];

/** A way below a ligne, shared by all lignes that have it. */
interface Path {
  readonly id: number;
  readonly parent: Path | undefined;
  readonly key: PathSegment;
  readonly children: Map<PathSegment, Path>;
}

/** What one value of a ligne is, and where: hardly any two lignes of a publisher's differ in it. */
interface Cell {
  readonly role: FieldRole | undefined;
  readonly client: number;
  readonly path: Path;
}

interface Layout {
  readonly cells: readonly Cell[];
  readonly single: Readonly<Partial<Record<Single, number>>>;
  /** First cell and the one after the last. */
  readonly list: Readonly<Record<List, readonly [from: number, to: number]>>;
  /** Cells of the identifiers that are beneficiaries. */
  readonly beneficiaries: readonly number[];
}

/** Value, start and end of each cell in turn. */
type Slots = readonly (string | number)[];
const WIDTH = 3;

/** Depth of a ligne's own place: the list, the index. */
const LIGNE_DEPTH = 2;
/** A workspace has some dozens of ways and layouts; one made to have many is forgotten, which costs memory only. */
const MAX_KNOWN = 20_000;

/** Copies the facts of lignes into as little memory as they need: a workspace may have a hundred thousand. */
export class Packer {
  private root = newPath(0, undefined, '');
  private paths = 1;
  private layouts = new Map<string, Layout>();
  /** Of the ligne before: the next one's nearly always. */
  private last: Layout | undefined;
  private parent: Place | undefined;
  private parentPath: Path | undefined;

  pack(facts: LigneFacts): PackedLigne {
    if (this.paths > MAX_KNOWN || this.layouts.size > MAX_KNOWN) this.forget();
    const cells: Cell[] = [];
    const slots: (string | number)[] = [];
    const add = (fact: Anchor & { readonly role?: FieldRole; readonly value?: string; readonly client?: number }): number => {
      slots.push(fact.value === undefined ? '' : flat(fact.value), fact.span.start, fact.span.end);
      return cells.push({ role: fact.role, client: fact.client ?? -1, path: this.pathOf(fact.place) }) - 1;
    };
    const single: Partial<Record<Single, number>> = {};
    for (const name of SINGLES) {
      const fact = facts[name];
      if (fact !== undefined) single[name] = add(fact);
    }
    const range = (list: readonly Fact[]): [number, number] => {
      const from = cells.length;
      for (const fact of list) add(fact);
      return [from, cells.length];
    };
    const list = { identifiers: range(facts.identifiers), clients: range(facts.clients), mandataire: range(facts.mandataire), scenario: range(facts.scenario) };
    const beneficiaries = facts.beneficiaries.map((own) =>
      list.identifiers[0] + facts.identifiers.findIndex(({ role, span }) => role === own.role && span.start === own.span.start));
    this.last = this.shared({ cells, single, list, beneficiaries });
    // A copy has no room to grow, which a list that grew has.
    return new PackedLigne(this.last, slots.slice(), facts.place, facts.span, facts.complete);
  }

  private shared(layout: Layout): Layout {
    if (this.last !== undefined && isLike(layout, this.last)) return this.last;
    const { cells, single, list, beneficiaries } = layout;
    const key = `${cells.map(({ role, client, path }) => `${role ?? ''}${String(client)}.${String(path.id)}`).join()}|${SINGLES.map((name) => String(single[name] ?? '')).join()}|${LISTS.map((name) => list[name].join('-')).join()}|${beneficiaries.join()}`;
    const known = this.layouts.get(key);
    if (known !== undefined) return known;
    this.layouts.set(key, layout);
    return layout;
  }

  private pathOf({ parent, key }: Place): Path {
    if (parent === undefined || parent !== this.parent || this.parentPath === undefined) {
      const ways: PathSegment[] = [];
      for (let at = parent; at !== undefined; at = at.parent) ways.push(at.key);
      this.parent = parent;
      this.parentPath = ways.reverse().slice(LIGNE_DEPTH).reduce((path, way) => this.below(path, way), this.root);
    }
    return this.below(this.parentPath, key);
  }

  private below(path: Path, key: PathSegment): Path {
    const known = path.children.get(key);
    if (known !== undefined) return known;
    const own = typeof key === 'string' ? flat(key) : key;
    const made = newPath(this.paths++, path, own);
    path.children.set(own, made);
    return made;
  }

  private forget(): void {
    this.root = newPath(0, undefined, '');
    this.paths = 1;
    this.layouts = new Map();
    this.parentPath = undefined;
    this.last = undefined;
  }
}

const isSameCell = (a: Cell, b: Cell | undefined): boolean => a.path === b?.path && a.role === b.role && a.client === b.client;

const isLike = (a: Layout, b: Layout): boolean =>
  a.cells.length === b.cells.length && a.beneficiaries.length === b.beneficiaries.length
  && a.cells.every((cell, i) => isSameCell(cell, b.cells[i]))
  && SINGLES.every((name) => a.single[name] === b.single[name])
  && LISTS.every((name) => a.list[name][0] === b.list[name][0] && a.list[name][1] === b.list[name][1])
  && a.beneficiaries.every((at, i) => at === b.beneficiaries[i]);

const newPath = (id: number, parent: Path | undefined, key: PathSegment): Path => ({ id, parent, key, children: new Map() });

export interface Numbered {
  readonly role: FieldRole;
  readonly value: string;
}

/** The facts of one ligne, unpacked as they are asked for. */
export class PackedLigne implements LigneFacts {
  readonly chunk: number;
  private readonly listKey: PathSegment;
  private readonly length: number;

  constructor(private readonly layout: Layout, private readonly slots: Slots, place: Place, span: Span, readonly complete: boolean) {
    this.chunk = typeof place.key === 'number' ? place.key : 0;
    this.listKey = place.parent === undefined || typeof place.parent.key === 'number' ? '' : flat(place.parent.key);
    this.length = span.end - span.start;
  }

  get span(): Span {
    return { start: 0, end: this.length };
  }

  get place(): Place {
    return child(child(undefined, this.listKey), this.chunk);
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
    return this.layout.beneficiaries.flatMap((at) => this.fact(at) ?? []);
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
    const { cells, single, list: { identifiers: [from, to] } } = this.layout;
    const numbers: Numbered[] = [];
    const add = (at: number | undefined): void => {
      const role = at === undefined ? undefined : cells[at]?.role;
      const value = at === undefined ? undefined : this.slots[at * WIDTH];
      if (role === undefined || typeof value !== 'string' || numbers.some((known) => known.role === role && known.value === value)) return;
      numbers.push({ role, value });
    };
    add(single.numeroEditeur);
    add(single.numeroASP);
    for (let at = from; at < to; at++) add(at);
    return numbers;
  }

  /** Equal in all, positions included. */
  equals(other: PackedLigne): boolean {
    return this.layout === other.layout && this.chunk === other.chunk && this.length === other.length && this.complete === other.complete
      && this.listKey === other.listKey && this.slots.every((slot, i) => slot === other.slots[i]);
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
    return cell?.role === undefined || typeof value !== 'string' ? undefined : { role: cell.role, value, client: cell.client, span: this.spanAt(at), place: this.placeOf(cell.path) };
  }

  private spanAt(at: number): Span {
    return { start: Number(this.slots[at * WIDTH + 1]), end: Number(this.slots[at * WIDTH + 2]) };
  }

  private placeOf(path: Path): Place {
    return path.parent === undefined ? this.place : child(this.placeOf(path.parent), path.key);
  }
}
