import type { Form } from '../model/form.js';
import type { Contents, StructureIssue } from '../model/issues.js';
import {
  child,
  type Container,
  type Entry,
  type FieldValue,
  type Located,
  type LocatedText,
  type Place,
} from '../model/located.js';
import type { ContainerRole, EntryRole, FieldRole } from '../profiles/roles.js';
import type { Shape } from '../profiles/profile.js';
import type { JsonNode, PathSegment, PropertyNode } from '../../language/nodes.js';
import { parseValue } from '../../language/parse.js';
import { keySpan, type Span } from '../../language/span.js';

const QUOTE = 34;

/** What was recognised in one ligne: its values and their places. Its tree is built from the text on demand, once. */
export class Recognised implements Contents {
  containers: readonly RecognisedContainer[] = NONE;
  entries: readonly RecognisedEntry[] = NONE;
  /** By slot. Most roles have one value: a list for each would take half as much again. */
  private readonly bySlot: (RecognisedField | RecognisedField[] | undefined)[];
  length = 0;
  form: Form | undefined;
  private tree: JsonNode | undefined;

  constructor(
    private readonly text: string,
    private readonly origin: number,
    private readonly slots: ReadonlyMap<FieldRole, number>,
  ) {
    this.bySlot = new Array<undefined>(slots.size);
  }

  get kind(): 'object' {
    return 'object';
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

  keep(slot: number, field: RecognisedField): void {
    const before = this.bySlot[slot];
    if (before === undefined) this.bySlot[slot] = field;
    else if (before instanceof RecognisedField) this.bySlot[slot] = [before, field];
    else before.push(field);
  }

  eachText<T>(visit: (value: LocatedText, of: T) => void, of: T): void {
    for (const found of this.bySlot) {
      if (found instanceof RecognisedField) {
        if (isTextual(found)) visit(found, of);
      } else if (found !== undefined) for (const value of found) if (isTextual(value)) visit(value, of);
    }
  }

  all(role: FieldRole): readonly Located[] {
    const found = this.found(role);
    return found === undefined ? NONE : found instanceof RecognisedField ? [found] : found;
  }

  first(role: FieldRole): Located | undefined {
    const found = this.found(role);
    return found === undefined || found instanceof RecognisedField ? found : found[0];
  }

  repeats(role: FieldRole): boolean {
    return Array.isArray(this.found(role));
  }

  private found(role: FieldRole): RecognisedField | RecognisedField[] | undefined {
    const slot = this.slots.get(role);
    return slot === undefined ? undefined : this.bySlot[slot];
  }

  codeAt(offset: number): number {
    return this.text.charCodeAt(this.origin + offset);
  }

  /** What begins at an offset, with its member. */
  at(offset: number): { readonly node: JsonNode; readonly property: PropertyNode } {
    let { node } = this;
    let property: PropertyNode | undefined;
    while (node.start !== offset || property === undefined) {
      let inner: JsonNode | undefined;
      if (node.kind === 'object') {
        property = lastUpTo(offset, node.properties, ({ keyStart, value }) => value?.start ?? keyStart);
        inner = property?.value;
      } else if (node.kind === 'array') inner = lastUpTo(offset, node.items, ({ start }) => start);
      if (inner === undefined || property === undefined) throw new RangeError('nothing was recognised there');
      node = inner;
    }
    return { node, property };
  }
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

/** Where values stand that belong together: shared by the members of an object, or the items of a list. */
export class Seats {
  constructor(
    readonly ligne: Recognised,
    readonly parent: Place,
    readonly entry: RecognisedEntry | undefined,
  ) {}
}

/** The shape of a value that is kept. */
export type RoleShape = Shape & { readonly role: FieldRole };

export type ContainerShape = Shape & { readonly container: ContainerRole };

/** A value without its node: many are made, and few are needed. */
export class RecognisedField implements Located {
  constructor(
    private readonly seats: Seats,
    private readonly segment: PathSegment,
    readonly shape: RoleShape,
    readonly value: FieldValue,
    private readonly start: number,
    private readonly end: number,
  ) {}

  get role(): FieldRole {
    return this.shape.role;
  }

  get flagged(): boolean {
    return false;
  }

  get hasText(): boolean {
    return typeof this.value === 'string';
  }

  get isEmpty(): boolean {
    return this.value === null || this.value === '';
  }

  get entry(): Entry | undefined {
    return this.seats.entry;
  }

  get kind(): JsonNode['kind'] {
    if (this.value === null) return 'null';
    if (typeof this.value === 'boolean') return 'boolean';
    return this.seats.ligne.codeAt(this.start) === QUOTE ? 'string' : 'number';
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }

  get node(): JsonNode {
    return this.seats.ligne.at(this.start).node;
  }

  get property(): PropertyNode {
    return this.seats.ligne.at(this.start).property;
  }

  get key(): string {
    return keyIn(this.place);
  }

  get keySpan(): Span {
    return keySpan(this.property);
  }

  get place(): Place {
    return child(this.seats.parent, this.segment);
  }
}

/** `isText` for these only, asked for every value. */
const isTextual = (field: RecognisedField): field is RecognisedField & LocatedText => typeof field.value === 'string';

export class RecognisedContainer implements Container {
  count = 0;

  constructor(
    private readonly ligne: Recognised,
    readonly kind: JsonNode['kind'],
    readonly shape: ContainerShape,
    readonly place: Place,
    private readonly keyStart: number,
    private readonly keyEnd: number,
    private readonly start: number,
  ) {}

  get role(): ContainerRole {
    return this.shape.container;
  }

  get whole(): boolean {
    return true;
  }

  get keySpan(): Span {
    return { start: this.keyStart, end: this.keyEnd };
  }

  get node(): JsonNode {
    return this.ligne.at(this.start).node;
  }

  get property(): PropertyNode {
    return this.ligne.at(this.start).property;
  }

  get key(): string {
    return keyIn(this.place);
  }
}

export class RecognisedEntry implements Entry {
  fields: readonly RecognisedField[] = NONE;

  constructor(
    private readonly ligne: Recognised,
    readonly role: EntryRole,
    readonly place: Place,
    readonly within: ContainerRole | undefined,
    private readonly start: number,
  ) {}

  get unclear(): boolean {
    return false;
  }

  get node(): JsonNode {
    return this.ligne.at(this.start).node;
  }
}

/** The nearest key on the way up. */
function keyIn(place: Place): string {
  let at: Place | undefined = place;
  while (at !== undefined && typeof at.key === 'number') at = at.parent;
  return String(at?.key ?? '');
}

const NONE: readonly never[] = [];
const NOTHING: JsonNode = { kind: 'null', start: 0, end: 0 };
