import type { Place } from '../format/model/located.js';
import type { FieldRole } from '../format/profiles/roles.js';
import type { PathSegment } from '../language/nodes.js';
import type { Anchor, Fact, LigneFacts } from './facts.js';
import { flat } from '../format/domain/fold.js';
import { LISTS, PackedLigne, SINGLES, WIDTH, type Cell, type Layout, type Path, type Single } from './packedLigne.js';

/** A workspace has some dozens of ways and layouts; one made to have many is forgotten, which costs memory only. */
const MAX_KNOWN = 20_000;

/**
 * A cell behind the same cells of other lignes before it: no list of cells is made for a ligne that is like another.
 */
interface Step {
  readonly cell: Cell | undefined;
  readonly before: Step | undefined;
  readonly after: Step[];
  /** Of the lignes that end here. */
  readonly layouts: Layout[];
}

/** Copies the facts of lignes into as little memory as they need: a workspace may have a hundred thousand. */
export class Packer {
  private root = newPath(undefined, '');
  private first = newStep(undefined, undefined);
  /** Of ways and steps. */
  private known = 1;
  private step = this.first;
  /** Used for each ligne again. */
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

  /** The way to a place's parent, which is that of the value before nearly always. */
  private above(parent: Place | undefined): Path {
    if (parent !== undefined && parent === this.parent && this.parentPath !== undefined) return this.parentPath;
    const ways: PathSegment[] = [];
    for (let at = parent; at !== undefined; at = at.parent) ways.push(at.key);
    this.parent = parent;
    ways.reverse();
    // What stands behind the ligne's index.
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
