import { type Contents, emptyOnce, type IssueOf, least, misplacedKeys, type StructureIssue } from './issues.js';
import {
  type Flat,
  flatBlocks,
  flatIssue,
  type Hollow,
  hollowBlocks,
  Homes,
  isHollow,
  levelsOf,
  meantProperty,
  unknownAt,
  wrapsAll,
  duplicate,
  enclosedIn,
  isAsModel,
  spelling,
  strangers,
} from './keys.js';
import type { FieldRole } from '../profiles/roles.js';
import {
  child,
  type Container,
  type FieldValue,
  isMissing,
  type Located,
  LocatedValue,
  type Place,
  WalkedContainer,
  WalkedEntry,
  WalkedValues,
} from './located.js';
import type { Span } from '../../language/span.js';
import {
  isChunked,
  type ArrayNode,
  type JsonNode,
  type ObjectNode,
  type PathSegment,
  type PropertyNode,
} from '../../language/nodes.js';
import { blockOf, type PropertyShape, type Shape } from '../profiles/profile.js';
import { checkValue, soundValue } from './values.js';
import { foldKey } from '../domain/fold.js';
import { tidy } from '../../language/whitespace.js';

/**
 * Follows a shape through a tree, once: reports where it differs from the model, and gathers the values by role.
 * Chunked arrays (the lignes) are checked only for their kind: each ligne is walked on its own.
 */
export function walk(node: JsonNode, shape: Shape, place: Place | undefined): Contents {
  const walker = new Walker(node);
  walker.root(node, shape, place);
  return walker;
}

/** What an unknown key stands for, and where. */
interface Meant {
  readonly expected: PropertyShape;
  readonly at: Place | undefined;
}

class Walker extends WalkedValues implements Contents {
  readonly form = undefined;
  readonly kind: JsonNode['kind'];
  readonly span: Span;
  readonly tangled: boolean;
  readonly issues: StructureIssue[] = [];
  readonly containers: Container[] = [];
  readonly entries: WalkedEntry[] = [];
  private readonly due: Located[] = [];
  private readonly strays: IssueOf<'unknown'>[] = [];
  private readonly hollows: Hollow[] = [];

  constructor(readonly node: JsonNode) {
    super();
    this.kind = node.kind;
    this.span = node;
    this.tangled = node.kind === 'object' && node.tangled;
  }

  root(node: JsonNode, shape: Shape, place: Place | undefined): void {
    const outcome = checkValue(node, shape, place, '');
    if (outcome.issue !== undefined) this.issues.push(outcome.issue);
    else if (node.kind === 'object') this.object(node, shape, place, undefined);
    if (this.strays.length > 0) this.rehome(shape);
    for (const issue of emptyOnce(this.issues.splice(0))) this.issues.push(issue);
    for (const located of this.due) if (isMissing(located, this)) this.missing(located);
  }

  private object(node: ObjectNode, shape: Shape, place: Place | undefined, entry: WalkedEntry | undefined): void {
    const { properties } = shape;
    if (properties === undefined) {
      this.issues.push(...strangers(node, place));
      return;
    }
    if (isAsModel(node, properties)) {
      for (const [i, expected] of properties.entries()) this.member(node.properties[i], expected, place, entry);
      return;
    }
    const [only, ...others] = node.properties;
    if (only !== undefined && others.length === 0 && this.enclosed(node, only, shape, place, entry)) return;
    const seen: (PropertyNode | undefined)[] = new Array<PropertyNode | undefined>(properties.length).fill(undefined);
    const known: { property: PropertyNode; expected: PropertyShape }[] = [];
    const unknown: PropertyNode[] = [];
    let increasing = true;
    let last = -1;
    for (const property of node.properties) {
      const expected = shape.byKey.get(property.key) ?? shape.byFolded.get(foldKey(tidy(property.key)));
      if (expected === undefined) {
        unknown.push(property);
        continue;
      }
      const first = seen[expected.rank];
      if (first !== undefined) {
        this.issues.push(...duplicate(node, property, first, place, expected));
        continue;
      }
      seen[expected.rank] = property;
      known.push({ property, expected });
      if (expected.rank < last) increasing = false;
      last = expected.rank;
    }
    const meant = this.unknownKeys(node, unknown, seen, shape, place);
    for (const { property, expected } of known) {
      if (unknown.length > 0 && blockOf(expected.shape) !== undefined && isHollow(property.value))
        this.hollows.push({ object: node, place, expected, shape, property });
      this.issues.push(...spelling(node, property, expected, place, seen[expected.rank]));
      if (expected.wraps === true)
        this.issues.push({ ...unknownAt(child(place, property.key), node, property, shape), wraps: true });
      this.member(property, expected, place, entry);
    }
    for (const [property, { expected, at }] of meant) this.member(property, expected, at, entry);
    if (node.broken) return;
    if (!increasing) this.issues.push(...misplacedKeys(node, known, place, shape));
    if (known.length + meant.size === properties.length) return;
    const replaced = new Set([...meant.values()].map(({ expected }) => expected));
    for (const expected of properties) {
      if (!expected.required || seen[expected.rank] !== undefined || replaced.has(expected)) continue;
      const evidence = least(expected.shape, shape);
      this.issues.push({ kind: 'missing', place, object: node, expected, also: NO_OTHERS, shape, evidence });
    }
  }

  /** An unknown key wrapped around everything expected here: one mistake, and its content is read all the same. */
  private enclosed(
    object: ObjectNode,
    property: PropertyNode,
    shape: Shape,
    place: Place | undefined,
    entry: WalkedEntry | undefined,
  ): boolean {
    const isKnown = shape.byFolded.has(foldKey(tidy(property.key)));
    if (isKnown || shape.open || object.broken || property.faulty || !wrapsAll(property, shape)) return false;
    const inner = child(place, property.key);
    this.issues.push({ ...unknownAt(inner, object, property, shape), wraps: true });
    // The lignes are read one by one; outside their list they don't count.
    const isFile = shape.properties?.some(p => p.shape.container === 'lignes') === true;
    if (property.value?.kind === 'object' && !isFile) this.object(property.value, shape, inner, entry);
    return true;
  }

  private member(
    property: PropertyNode | undefined,
    { shape }: PropertyShape,
    place: Place | undefined,
    entry: WalkedEntry | undefined,
  ): void {
    if (property?.value !== undefined) this.value(property.value, shape, place, property.key, property, entry);
  }

  /**
   * An unknown key may stand for a missing one, or enclose some: then it is one mistake, and what is meant is read all
   * the same.
   */
  private unknownKeys(
    node: ObjectNode,
    unknown: readonly PropertyNode[],
    seen: readonly (PropertyNode | undefined)[],
    shape: Shape,
    place: Place | undefined,
  ): ReadonlyMap<PropertyNode, Meant> {
    const meant = new Map<PropertyNode, Meant>();
    if (unknown.length === 0) return meant;
    const firsts = new Map<string, PropertyNode>();
    const free = (shape.properties ?? []).filter(p => seen[p.rank] === undefined);
    for (const property of unknown) {
      if (property.faulty || node.tangled) continue;
      const first = firsts.get(foldKey(property.key));
      if (first !== undefined) {
        this.issues.push(...duplicate(node, property, first, place, undefined));
        continue;
      }
      firsts.set(foldKey(property.key), property);
      if (shape.open) {
        this.issues.push(...strangers(property.value, child(place, property.key)));
        continue;
      }
      const expected = meantProperty(property, free);
      if (expected !== undefined) {
        meant.set(property, { expected, at: place });
        free.splice(free.indexOf(expected), 1);
      }
      const inner = child(place, property.key);
      const enclosed = expected === undefined ? enclosedIn(property, free) : [];
      const issue = { ...unknownAt(inner, node, property, shape), meant: expected, wraps: enclosed.length > 0 };
      this.issues.push(issue);
      for (const { property: member, expected: its } of enclosed) {
        meant.set(member, { expected: its, at: inner });
        free.splice(free.indexOf(its), 1);
        this.issues.push(...spelling(node, member, its, inner, member));
      }
      if (expected === undefined && enclosed.length === 0) this.strays.push(issue);
    }
    return meant;
  }

  /**
   * A key out of place that exactly one other object lacks belongs there, and keys of a missing block belong in that
   * block: one mistake, and their values are read where they belong.
   */
  private rehome(root: Shape): void {
    const homes = new Homes(this.issues);
    const settled = new Map<StructureIssue, StructureIssue | undefined>();
    for (const flat of hollowBlocks(this.issues, this.strays, this.hollows)) this.gathered(flat, settled);
    const strays = this.strays.filter(stray => !settled.has(stray));
    for (const flat of flatBlocks(this.issues, strays, homes)) this.gathered(flat, settled);
    for (const stray of this.strays) {
      if (settled.has(stray)) continue;
      const { property, object, place } = stray;
      const home = homes.of(stray);
      if (home === undefined || settled.has(home) || object.broken || property.value === undefined) {
        settled.set(stray, { ...stray, levels: levelsOf(root, property) });
        if (place !== undefined) this.issues.push(...strangers(property.value, place));
        continue;
      }
      homes.taken(stray);
      settled.set(home, undefined);
      settled.set(stray, { ...stray, home, evidence: least(stray, home.shape) });
      const entry = this.entries.find(({ node }) => node === home.object);
      this.value(property.value, home.expected.shape, place?.parent, property.key, property, entry);
    }
    for (const issue of this.issues.splice(0)) {
      const now = settled.has(issue) ? settled.get(issue) : issue;
      if (now !== undefined) this.issues.push(now);
    }
  }

  /** The keys of a missing or empty block, written flat in another object. */
  private gathered(flat: Flat, settled: Map<StructureIssue, StructureIssue | undefined>): void {
    const { strays, told } = flat;
    const issue = flatIssue(flat);
    for (const { property, expected } of issue.members)
      if (property.value !== undefined)
        this.value(property.value, expected.shape, issue.place?.parent, property.key, property, undefined);
    for (const other of [...told, ...strays]) settled.set(other, undefined);
    settled.set(strays[0], issue);
  }

  private value(
    node: JsonNode,
    shape: Shape,
    parent: Place | undefined,
    key: PathSegment,
    property: PropertyNode,
    entry: WalkedEntry | undefined,
  ): void {
    const sound = soundValue(node, shape);
    if (sound !== undefined) {
      if (shape.role !== undefined) this.field(shape.role, sound, false, node, shape, parent, key, property, entry);
      return;
    }
    const place = child(parent, key);
    const outcome = checkValue(node, shape, place, property.key);
    if (outcome.issue !== undefined) this.issues.push(outcome.issue);
    if (outcome.skip) return;
    // The content of a broken list or object isn't fully known: anyone asking for it finds it absent.
    const broken = (node.kind === 'object' || node.kind === 'array') && node.broken;
    if (shape.container !== undefined && !broken)
      this.containers.push(new WalkedContainer(shape.container, node, property, place, shape));
    if (shape.role !== undefined && outcome.value !== undefined && node.kind !== 'object' && node.kind !== 'array') {
      this.field(shape.role, outcome.value, outcome.flagged, node, shape, parent, key, property, entry);
    }
    if (node.kind === 'object') this.object(node, shape, place, this.entered(node, shape, place) ?? entry);
    if (node.kind === 'array' && !isChunked(node)) this.array(node, shape, place, property, entry);
  }

  private array(
    node: ArrayNode,
    shape: Shape,
    place: Place,
    property: PropertyNode,
    entry: WalkedEntry | undefined,
  ): void {
    if (shape.items === undefined) return;
    for (const [i, item] of node.items.entries()) this.value(item, shape.items, place, i, property, entry);
  }

  private entered(node: ObjectNode, shape: Shape, place: Place): WalkedEntry | undefined {
    if (shape.entry === undefined) return undefined;
    const within = shape.container ?? this.containers.findLast(c => c.place === place.parent)?.role;
    const entry = new WalkedEntry(shape.entry, node, place, within);
    this.entries.push(entry);
    return entry;
  }

  private field(
    role: FieldRole,
    value: FieldValue,
    flagged: boolean,
    node: JsonNode,
    shape: Shape,
    parent: Place | undefined,
    key: PathSegment,
    property: PropertyNode,
    entry: WalkedEntry | undefined,
  ): void {
    const located = new LocatedValue(role, value, flagged, node, property, shape, entry, parent, key);
    this.add(located);
    entry?.fields.push(located);
    if (shape.dueWhen !== undefined && value === null) this.due.push(located);
  }

  /** A value that may be null, but not in this kind of ligne. */
  private missing({ node, place, key, shape }: Located): void {
    const { evidence } = shape;
    this.issues.push({ kind: 'type', place, node, shape, key, found: 'null', coercion: undefined, evidence });
  }
}

const NO_OTHERS: readonly PropertyShape[] = [];
