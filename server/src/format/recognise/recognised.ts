import type { Contents, Form, StructureIssue } from '../model/issues.js';
import {
  child,
  type Container,
  type Entry,
  type FieldValue,
  isText,
  type Located,
  type LocatedText,
  type Place,
  type TextSlot,
} from '../model/located.js';
import type { ContainerRole, EntryRole, FieldRole } from '../profiles/roles.js';
import type { Shape } from '../profiles/profile.js';
import type { JsonNode, PropertyNode } from '../../language/nodes.js';
import { parseValue } from '../../language/parse.js';
import { keySpan, type Span } from '../../language/span.js';
import type { ContainerPlan, EntryPlan, FieldPlan, Layout, Position } from './layout.js';

const QUOTE = 34;

/**
 * What was recognised in one ligne: its layout, and what fills its holes. Its parts are made when somebody asks, and
 * its tree is built from the text on demand, once.
 */
export class Recognised implements Contents {
  private ownContainers: readonly RecognisedContainer[] | undefined;
  private ownEntries: readonly RecognisedEntry[] | undefined;
  private tree: JsonNode | undefined;
  /** By rank: how much fills that hole and those before it. */
  private sums: readonly number[] | undefined;

  constructor(
    private readonly text: string,
    private readonly origin: number,
    private readonly length: number,
    private readonly place: Place,
    private readonly layout: Layout,
    /** By rank, from 1; texts as meant. */
    private readonly filled: readonly string[],
    /** Of what fills the holes, as typed; undefined where nothing is escaped. */
    private readonly lengths?: readonly number[],
  ) {}

  get kind(): 'object' {
    return 'object';
  }

  get form(): Form | undefined {
    return this.layout.form;
  }

  get tangled(): boolean {
    return false;
  }

  get issues(): readonly StructureIssue[] {
    return NONE;
  }

  get span(): Span {
    return { start: 0, end: this.length };
  }

  get node(): JsonNode {
    return (this.tree ??= parseValue(this.text.slice(this.origin, this.origin + this.length)).root ?? NOTHING);
  }

  get containers(): readonly RecognisedContainer[] {
    return (this.ownContainers ??= this.layout.parts.containers.map(plan => new RecognisedContainer(this, plan)));
  }

  get entries(): readonly RecognisedEntry[] {
    return (this.ownEntries ??= this.layout.parts.entries.map(plan => new RecognisedEntry(this, plan)));
  }

  get slots(): readonly TextSlot[] {
    return this.layout.texts;
  }

  textAt(rank: number): string {
    const value = this.valueOf(this.planAt(rank));
    return typeof value === 'string' ? value : '';
  }

  fieldAt(rank: number): LocatedText {
    const field = this.field(this.planAt(rank));
    if (!isText(field)) throw new RangeError(NOTHING_THERE);
    return field;
  }

  private planAt(rank: number): FieldPlan {
    const plan = this.layout.texts[rank];
    if (plan === undefined) throw new RangeError(NOTHING_THERE);
    return plan;
  }

  all(role: FieldRole): readonly Located[] {
    return this.layout.of(role).map(plan => this.field(plan));
  }

  first(role: FieldRole): Located | undefined {
    const [plan] = this.layout.of(role);
    return plan && this.field(plan);
  }

  repeats(role: FieldRole): boolean {
    return this.layout.of(role).length > 1;
  }

  field(plan: FieldPlan): RecognisedField {
    return new RecognisedField(this, plan, this.valueOf(plan));
  }

  offsetOf({ fixed, holes }: Position): number {
    this.sums ??= sumsOf(this.lengths ?? this.filled.map(({ length }) => length));
    return fixed + (this.sums[holes] ?? 0);
  }

  placeOf(path: Place | undefined): Place {
    return path === undefined ? this.place : child(this.placeOf(path.parent), path.key);
  }

  codeAt(offset: number): number {
    return this.text.charCodeAt(this.origin + offset);
  }

  private valueOf({ hole, value }: FieldPlan): FieldValue {
    return hole > 0 ? (this.filled[hole] ?? '') : value;
  }

  /** What begins at an offset, with its member. */
  at(offset: number): InTree {
    let { node } = this;
    let property: PropertyNode | undefined;
    while (node.start !== offset || property === undefined) {
      let inner: JsonNode | undefined;
      if (node.kind === 'object') {
        property = lastUpTo(offset, node.properties, ({ keyStart, value }) => value?.start ?? keyStart);
        inner = property?.value;
      } else if (node.kind === 'array') inner = lastUpTo(offset, node.items, ({ start }) => start);
      if (inner === undefined || property === undefined) throw new RangeError(NOTHING_THERE);
      node = inner;
    }
    return { node, property };
  }
}

/** From the second on: the first is the ligne's own length, or nothing. */
function sumsOf(lengths: readonly number[]): readonly number[] {
  let sum = 0;
  return lengths.map((length, rank) => (sum += rank === 0 ? 0 : length));
}

interface InTree {
  readonly node: JsonNode;
  readonly property: PropertyNode;
}

/** By bisection: each finding in a long list asks. */
function lastUpTo<T>(offset: number, items: readonly T[], startOf: (item: T) => number): T | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && startOf(item) <= offset) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}

/** A value without its node: many are made, and few are needed. */
export class RecognisedField implements Located {
  constructor(
    private readonly ligne: Recognised,
    private readonly plan: FieldPlan,
    readonly value: FieldValue,
  ) {}

  get shape(): Shape {
    return this.plan.shape;
  }

  get role(): FieldRole {
    return this.plan.role;
  }

  get flagged(): boolean {
    return false;
  }

  get hasText(): boolean {
    return typeof this.value === 'string';
  }

  get isOwn(): boolean {
    return this.plan.isOwn;
  }

  get isEmpty(): boolean {
    return this.value === null || this.value === '';
  }

  get entry(): Entry | undefined {
    return this.ligne.entries[this.plan.entry];
  }

  get kind(): JsonNode['kind'] {
    if (this.value === null) return 'null';
    if (typeof this.value === 'boolean') return 'boolean';
    return this.ligne.codeAt(this.start) === QUOTE ? 'string' : 'number';
  }

  private get start(): number {
    return this.ligne.offsetOf(this.plan.start);
  }

  get span(): Span {
    return { start: this.start, end: this.ligne.offsetOf(this.plan.end) };
  }

  get node(): JsonNode {
    return this.ligne.at(this.start).node;
  }

  get property(): PropertyNode {
    return this.ligne.at(this.start).property;
  }

  get key(): string {
    return keyIn(this.plan.path);
  }

  get keySpan(): Span {
    return keySpan(this.property);
  }

  get place(): Place {
    return this.ligne.placeOf(this.plan.path);
  }
}

export class RecognisedContainer implements Container {
  constructor(
    private readonly ligne: Recognised,
    private readonly plan: ContainerPlan,
  ) {}

  get kind(): JsonNode['kind'] {
    return this.plan.kind;
  }

  get shape(): Shape {
    return this.plan.shape;
  }

  get role(): ContainerRole {
    return this.plan.shape.container;
  }

  get count(): number {
    return this.plan.count;
  }

  get whole(): boolean {
    return true;
  }

  get keySpan(): Span {
    const { keyStart, keyEnd } = this.plan;
    return { start: this.ligne.offsetOf(keyStart), end: this.ligne.offsetOf(keyEnd) };
  }

  get node(): JsonNode {
    return this.inTree.node;
  }

  get property(): PropertyNode {
    return this.inTree.property;
  }

  private get inTree(): InTree {
    return this.ligne.at(this.ligne.offsetOf(this.plan.start));
  }

  get key(): string {
    return keyIn(this.plan.path);
  }

  get place(): Place {
    return this.ligne.placeOf(this.plan.path);
  }
}

export class RecognisedEntry implements Entry {
  constructor(
    private readonly ligne: Recognised,
    private readonly plan: EntryPlan,
  ) {}

  get role(): EntryRole {
    return this.plan.role;
  }

  get within(): ContainerRole | undefined {
    return this.plan.within;
  }

  get fields(): readonly RecognisedField[] {
    return this.plan.fields.map(plan => this.ligne.field(plan));
  }

  get unclear(): boolean {
    return false;
  }

  get isBlank(): boolean {
    return this.plan.fields.every(({ isOwn, value }) => !isOwn && (value === null || value === ''));
  }

  has(role: FieldRole): boolean {
    return this.plan.fields.some(plan => plan.role === role);
  }

  all(role: FieldRole): readonly RecognisedField[] {
    return this.plan.fields.flatMap(plan => (plan.role === role ? [this.ligne.field(plan)] : []));
  }

  text(role: FieldRole): LocatedText | undefined {
    for (const plan of this.plan.fields) {
      if (plan.role !== role) continue;
      const field = this.ligne.field(plan);
      if (isText(field)) return field;
    }
    return undefined;
  }

  get node(): JsonNode {
    return this.ligne.at(this.ligne.offsetOf(this.plan.start)).node;
  }

  get place(): Place {
    return this.ligne.placeOf(this.plan.path);
  }
}

/** The nearest key on the way up. */
function keyIn(path: Place | undefined): string {
  let at = path;
  while (at !== undefined && typeof at.key === 'number') at = at.parent;
  return String(at?.key ?? '');
}

const NONE: readonly never[] = [];
const NOTHING_THERE = 'nothing was recognised there';
const NOTHING: JsonNode = { kind: 'null', start: 0, end: 0 };
