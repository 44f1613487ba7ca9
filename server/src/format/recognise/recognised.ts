import type { Contents, StructureIssue } from '../model/issues.js';
import { child, type Container, type Entry, type FieldValue, type Located, type Place } from '../model/located.js';
import type { ContainerRole, EntryRole, FieldRole } from '../profiles/roles.js';
import type { Shape } from '../profiles/profile.js';
import type { JsonNode, PathSegment, PropertyNode } from '../../language/nodes.js';
import { parseValue } from '../../language/parse.js';
import { keySpan, type Span } from '../../language/span.js';

const QUOTE = 34;

/**
 * What was recognised of one ligne: its values, and where they stand. Its tree is made from the text on demand, once.
 */
export class Recognised implements Contents {
  readonly kind = 'object';
  readonly tangled = false;
  readonly issues: readonly StructureIssue[] = NONE;
  readonly containers: RecognisedContainer[] = [];
  readonly entries: RecognisedEntry[] = [];
  /** By slot. */
  readonly fields: (RecognisedField[] | undefined)[] = [];
  length = 0;
  private tree: JsonNode | undefined;

  constructor(
    private readonly text: string,
    private readonly origin: number,
    private readonly slots: ReadonlyMap<FieldRole, number>,
  ) {}

  get span(): Span {
    return { start: 0, end: this.length };
  }

  get node(): JsonNode {
    return (this.tree ??= parseValue(this.text.slice(this.origin, this.origin + this.length)).root ?? NOTHING);
  }

  all(role: FieldRole): readonly Located[] {
    const slot = this.slots.get(role);
    return (slot === undefined ? undefined : this.fields[slot]) ?? NONE;
  }

  codeAt(offset: number): number {
    return this.text.charCodeAt(this.origin + offset);
  }

  /** What begins at an offset, with the member that it is or stands in. */
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

/** By halves: each finding in a long list asks. */
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

/** A value, without its node: many are made, and few are spoken of. */
export class RecognisedField implements Located {
  readonly flagged = false;

  constructor(
    private readonly ligne: Recognised,
    readonly role: FieldRole,
    readonly value: FieldValue,
    readonly shape: Shape,
    readonly entry: Entry | undefined,
    private readonly start: number,
    private readonly end: number,
    private readonly parent: Place,
    private readonly segment: PathSegment,
  ) {}

  get kind(): JsonNode['kind'] {
    if (this.value === null) return 'null';
    if (typeof this.value === 'boolean') return 'boolean';
    return this.ligne.codeAt(this.start) === QUOTE ? 'string' : 'number';
  }

  get span(): Span {
    return { start: this.start, end: this.end };
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

  get keySpan(): Span {
    return keySpan(this.property);
  }

  get place(): Place {
    return child(this.parent, this.segment);
  }
}

export class RecognisedContainer implements Container {
  readonly whole = true;
  count = 0;

  constructor(
    private readonly ligne: Recognised,
    readonly role: ContainerRole,
    readonly kind: JsonNode['kind'],
    readonly shape: Shape,
    readonly place: Place,
    readonly keySpan: Span,
    private readonly start: number,
  ) {}

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
  readonly unclear = false;
  readonly fields: RecognisedField[] = [];

  constructor(
    private readonly ligne: Recognised,
    readonly role: EntryRole,
    readonly place: Place,
    readonly within: ContainerRole | undefined,
    private readonly start: number,
  ) {}

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
