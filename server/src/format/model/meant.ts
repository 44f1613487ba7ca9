import type { ObjectNode, PropertyNode } from '../../language/nodes.js';
import { tidy } from '../../language/whitespace.js';
import { foldKey, meantKey } from '../domain/fold.js';
import { blockOf, type PropertyShape, type Shape } from '../profiles/profile.js';
import type { IssueOf, StructureIssue } from './issues.js';

/** The missing property that an unknown one stands for: by its key, or a block by what it holds. */
export function meantProperty({ key, value }: PropertyNode, free: readonly PropertyShape[]): PropertyShape | undefined {
  const folded = foldKey(tidy(key));
  const former = free.find(({ formerly }) => formerly !== undefined && foldKey(formerly) === folded);
  if (former !== undefined) return former;
  // What a missing block holds is not that block, however near its name.
  if (free.some(({ shape }) => blockOf(shape)?.byFolded.has(folded))) return undefined;
  const near = meantKey(
    tidy(key),
    free.map(property => property.key),
  );
  if (near !== undefined) return free.find(property => property.key === near);
  if (value?.kind !== 'object' || value.properties.length === 0) return undefined;
  const fits = free.filter(({ shape }) => {
    const shared = value.properties.filter(inner => shape.byFolded.has(foldKey(tidy(inner.key))));
    return shared.length * 2 >= value.properties.length;
  });
  return fits.length === 1 ? fits[0] : undefined;
}

type Stray = IssueOf<'unknown'>;
type Missing = IssueOf<'missing'>;

/** What a missing block should hold, written flat in one object. */
export interface Flat {
  readonly missing: Missing;
  readonly object: ObjectNode;
  readonly strays: [Stray, ...Stray[]];
  /** The model of the block itself. */
  readonly block: Shape;
}

const keyOf = ({ property }: Stray): string => foldKey(tidy(property.key));

/** The missing keys, by their folded name; of more than two, the first ones say enough. */
export class Homes {
  private readonly byKey = new Map<string, readonly Missing[]>();
  private known = 0;

  constructor(private readonly issues: readonly StructureIssue[]) {}

  /** The one object of which that very key is missing. */
  of(stray: Stray): Missing | undefined {
    this.read();
    const [home, ...others] = this.byKey.get(keyOf(stray)) ?? [];
    return others.length > 0 ? undefined : home;
  }

  taken(stray: Stray): void {
    this.byKey.delete(keyOf(stray));
  }

  /** A walk adds to its issues while it goes on. */
  private read(): void {
    for (; this.known < this.issues.length; this.known++) {
      const issue = this.issues[this.known];
      if (issue?.kind !== 'missing') continue;
      const key = foldKey(issue.expected.key);
      this.byKey.set(key, [...(this.byKey.get(key) ?? []).slice(0, 1), issue]);
    }
  }
}

/** The missing blocks whose keys stand elsewhere, that of most keys first; a key is told of one of them. */
export function flatBlocks(issues: readonly StructureIssue[], strays: readonly Stray[], homes: Homes): Flat[] {
  const left = new Set(strays.filter(one => canMove(one) && homes.of(one) === undefined));
  if (left.size === 0) return [];
  const missing = issues.flatMap(issue => (issue.kind === 'missing' ? [issue] : []));
  const blocks = missing.flatMap(one => {
    const block = blockOf(one.expected.shape);
    return block === undefined ? [] : [{ missing: one, block }];
  });
  const found: Flat[] = [];
  while (left.size > 0) {
    const best = blocks
      .filter(({ missing }) => found.every(flat => flat.missing !== missing))
      .map(({ missing, block }) => flatOf(missing, block, left))
      .reduce((a, b) => ((b?.strays.length ?? 0) > (a?.strays.length ?? 0) ? b : a), undefined);
    if (best === undefined) break;
    found.push(best);
    for (const one of best.strays) left.delete(one);
  }
  return found;
}

const canMove = ({ object, property }: Stray): boolean => !object.broken && property.value !== undefined;

/** Of the objects that have keys of the block, the one that has most. */
function flatOf(missing: Missing, block: Shape, left: ReadonlySet<Stray>): Flat | undefined {
  const flats = new Map<ObjectNode, Flat>();
  for (const one of left) {
    if (!block.byFolded.has(keyOf(one))) continue;
    const { object } = one;
    const before = flats.get(object);
    if (before === undefined) flats.set(object, { missing, object, strays: [one], block });
    else before.strays.push(one);
  }
  let best: Flat | undefined;
  for (const flat of flats.values()) if (flat.strays.length > (best?.strays.length ?? 0)) best = flat;
  return best;
}

/** What the model of the block has for one of its keys. */
export const innerOf = (block: Shape, { key }: PropertyNode): PropertyShape | undefined =>
  block.byKey.get(key) ?? block.byFolded.get(foldKey(tidy(key)));

const LEVELS = new WeakMap<Shape, ReadonlyMap<string, readonly string[]>>();

/** The keys of the objects of a model that have a key of that name. */
export function levelsOf(shape: Shape, { key }: PropertyNode): readonly string[] {
  const known = LEVELS.get(shape) ?? gather(shape);
  LEVELS.set(shape, known);
  return known.get(foldKey(tidy(key))) ?? [];
}

function gather(shape: Shape): ReadonlyMap<string, readonly string[]> {
  const levels = new Map<string, readonly string[]>();
  const visit = (block: Shape, under: string | undefined): void => {
    for (const { key, shape: inner } of block.properties ?? []) {
      const folded = foldKey(key);
      const before = levels.get(folded) ?? [];
      if (under !== undefined && !before.includes(under)) levels.set(folded, [...before, under]);
      const next = blockOf(inner);
      if (next !== undefined) visit(next, key);
    }
  };
  visit(shape, undefined);
  return levels;
}
