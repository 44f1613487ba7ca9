import type { Place } from '../format/model/place.js';
import type { FieldRole } from '../format/profiles/roles.js';
import type { PathSegment } from '../language/nodes.js';
import type { Anchor, Fact, LigneFacts } from './facts.js';
import { flat } from '../language/flat.js';
import { LISTS, PackedLigne, SINGLES, type Cell, type Layout, type Path, type Single } from './packedLigne.js';

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
  private slots: (string | number)[] = [];
  private cells: Cell[] | undefined;
  private count = 0;
  private parent: Place | undefined;
  private parentPath: Path | undefined;

  pack(facts: LigneFacts): PackedLigne {
    if (this.paths > MAX_KNOWN || this.layouts.size > MAX_KNOWN) this.forget();
    this.begin();
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
    this.last = this.layoutOf(single, list, beneficiaries);
    // A copy has no room to grow, which a list that grew has.
    return new PackedLigne(this.last, this.slots.slice(), facts.place, facts.span, facts.complete);
  }

  private begin(): void {
    this.slots = [];
    this.cells = undefined;
    this.count = 0;
  }

  /** As long as all cells are those of the ligne before, no other list of them is made. */
  private add(fact: Anchor & { readonly role?: FieldRole; readonly value?: string; readonly client?: number }): number {
    this.slots.push(fact.value === undefined ? '' : flat(fact.value), fact.span.start, fact.span.end);
    const at = this.count++;
    const client = fact.client ?? -1;
    const before = this.last?.cells[at];
    const path = this.pathOf(fact.place, before?.path);
    if (this.cells === undefined) {
      if (before?.path === path && before.role === fact.role && before.client === client) return at;
      this.cells = this.last?.cells.slice(0, at) ?? [];
    }
    this.cells.push({ role: fact.role, client, path });
    return at;
  }

  private addAll(list: readonly Fact[]): readonly [number, number] {
    const from = this.count;
    for (const fact of list) this.add(fact);
    return [from, this.count];
  }

  private layoutOf(single: Layout['single'], list: Layout['list'], beneficiaries: readonly number[]): Layout {
    const { last } = this;
    const cells = this.cells ?? last?.cells.slice(0, this.count) ?? [];
    const isLast =
      this.cells === undefined &&
      last?.cells.length === this.count &&
      SINGLES.every(name => single[name] === last.single[name]) &&
      LISTS.every(name => list[name][0] === last.list[name][0] && list[name][1] === last.list[name][1]) &&
      beneficiaries.length === last.beneficiaries.length &&
      beneficiaries.every((at, i) => at === last.beneficiaries[i]);
    return isLast ? last : this.shared({ cells, single, list, beneficiaries });
  }

  private shared(layout: Layout): Layout {
    const { cells, single, list, beneficiaries } = layout;
    const key =
      `${cells.map(({ role, client, path }) => `${role ?? ''}${String(client)}.${String(path.id)}`).join()}|` +
      `${SINGLES.map(name => String(single[name] ?? '')).join()}|${LISTS.map(name => list[name].join('-')).join()}|` +
      beneficiaries.join();
    const known = this.layouts.get(key);
    if (known !== undefined) return known;
    this.layouts.set(key, layout);
    return layout;
  }

  /** `guess` is the way of what stood there in the ligne before. */
  private pathOf({ parent, key }: Place, guess: Path | undefined): Path {
    if (parent === undefined || parent !== this.parent || this.parentPath === undefined) {
      const ways: PathSegment[] = [];
      for (let at = parent; at !== undefined; at = at.parent) ways.push(at.key);
      this.parent = parent;
      this.parentPath = ways
        .reverse()
        .slice(LIGNE_DEPTH)
        .reduce((path, way) => this.below(path, way), this.root);
    }
    return guess?.key === key && guess.parent === this.parentPath ? guess : this.below(this.parentPath, key);
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

const newPath = (id: number, parent: Path | undefined, key: PathSegment): Path => ({
  id,
  parent,
  key,
  children: new Map(),
});
