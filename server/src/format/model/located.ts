import type { JsonNode, PathSegment, PropertyNode } from '../../language/nodes.js';
import { keySpan, type Span } from '../../language/span.js';
import type { ContainerRole, EntryRole, FieldRole } from '../profiles/roles.js';
import type { Shape } from '../profiles/profile.js';

/** Where a value is, as a list linked to the root: one small object per container, none per value. */
export interface Place {
  readonly parent: Place | undefined;
  readonly key: PathSegment;
}

export const ROOT: Place | undefined = undefined;

export const child = (parent: Place | undefined, key: PathSegment): Place => ({ parent, key });

export function segments(place: Place | undefined): PathSegment[] {
  const path: PathSegment[] = [];
  for (let at = place; at !== undefined; at = at.parent) path.push(at.key);
  return path.reverse();
}

export function placeOf(path: readonly PathSegment[]): Place | undefined {
  let place: Place | undefined = ROOT;
  for (const key of path) place = child(place, key);
  return place;
}

/** JSON Pointer (RFC 6901), keys as typed; the root is the empty string. */
export function pointer(place: Place | undefined): string {
  return segments(place)
    .map(key => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** Where a text or a number stands. */
export interface TextSlot {
  readonly role: FieldRole;
  readonly shape: Shape;
  /** Lignes of the same form may have another one there. */
  readonly isOwn: boolean;
}

/** A field's value as the user meant it: numbers as typed, so that no digit is lost to a float. */
export type FieldValue = string | boolean | null;

/**
 * A value with a role, and its place. Spans are relative to its ligne (absolute for the file's own fields). `value` is
 * what the user meant: unquoted, trimmed, in the right case; if a structural finding already says so (`flagged`), rules
 * about the value itself skip it, while rules about the whole ligne can still use it.
 */
export interface Located extends TextSlot {
  readonly value: FieldValue;
  readonly flagged: boolean;
  /** A text, or a number. */
  readonly hasText: boolean;
  /** Null, or an empty text. */
  readonly isEmpty: boolean;
  /** As typed. */
  readonly kind: JsonNode['kind'];
  /** Its key; for an item, the list's key. */
  readonly key: string;
  readonly keySpan: Span;
  readonly span: Span;
  /** Built from the ligne's text on demand, like `property`: rules need them only if something is wrong. */
  readonly node: JsonNode;
  readonly property: PropertyNode;
  readonly place: Place;
  /** The client or the attachment that it belongs to. */
  readonly entry: Entry | undefined;
}

/** As the walk makes it: its place is built on demand only, since hardly any value has a finding. */
export class LocatedValue implements Located {
  constructor(
    readonly role: FieldRole,
    readonly value: FieldValue,
    readonly flagged: boolean,
    readonly node: JsonNode,
    readonly property: PropertyNode,
    readonly shape: Shape,
    readonly entry: Entry | undefined,
    private readonly parent: Place | undefined,
    private readonly segment: PathSegment,
  ) {}

  get hasText(): boolean {
    return typeof this.value === 'string';
  }

  get isEmpty(): boolean {
    return this.value === null || this.value === '';
  }

  /** Nothing is known of lignes that are alike. */
  get isOwn(): boolean {
    return true;
  }

  get kind(): JsonNode['kind'] {
    return this.node.kind;
  }

  get key(): string {
    return this.property.key;
  }

  get keySpan(): Span {
    return keySpan(this.property);
  }

  get span(): Span {
    return this.node;
  }

  get place(): Place {
    return child(this.parent, this.segment);
  }
}

export interface LocatedText extends Located {
  readonly value: string;
}

export interface Container {
  readonly role: ContainerRole;
  readonly kind: JsonNode['kind'];
  readonly key: string;
  readonly keySpan: Span;
  /** Number of items of a list, whatever they are; 0 for anything else. */
  readonly count: number;
  /** Everything inside it can be read. */
  readonly whole: boolean;
  readonly node: JsonNode;
  readonly property: PropertyNode;
  readonly place: Place;
  readonly shape: Shape;
}

export class WalkedContainer implements Container {
  constructor(
    readonly role: ContainerRole,
    readonly node: JsonNode,
    readonly property: PropertyNode,
    readonly place: Place,
    readonly shape: Shape,
  ) {}

  get kind(): JsonNode['kind'] {
    return this.node.kind;
  }

  get key(): string {
    return this.property.key;
  }

  get keySpan(): Span {
    return keySpan(this.property);
  }

  get count(): number {
    return this.node.kind === 'array' ? this.node.items.length : 0;
  }

  get whole(): boolean {
    return isSound(this.node);
  }
}

/** One client or one attachment: fields that belong together. */
export interface Entry {
  readonly role: EntryRole;
  readonly node: JsonNode;
  readonly place: Place;
  /** The container that it is, or that it is an item of. */
  readonly within: ContainerRole | undefined;
  readonly fields: readonly Located[];
  /** Something inside it can't be read. */
  readonly unclear: boolean;
  /** Nothing is said about this client or attachment: every field is null, and none is unreadable. */
  readonly isBlank: boolean;
  has(role: FieldRole): boolean;
  all(role: FieldRole): readonly Located[];
  /** The first text of that role. */
  text(role: FieldRole): LocatedText | undefined;
}

export class WalkedEntry implements Entry {
  readonly fields: Located[] = [];

  constructor(
    readonly role: EntryRole,
    readonly node: JsonNode,
    readonly place: Place,
    readonly within: ContainerRole | undefined,
  ) {}

  get unclear(): boolean {
    return holdsInvalid(this.node);
  }

  get isBlank(): boolean {
    return this.fields.every(({ isEmpty }) => isEmpty) && !this.unclear;
  }

  has(role: FieldRole): boolean {
    return this.fields.some(field => field.role === role);
  }

  all(role: FieldRole): readonly Located[] {
    return this.fields.filter(field => field.role === role);
  }

  text(role: FieldRole): LocatedText | undefined {
    return this.all(role).find(isText);
  }
}

/** The values of a tree, by role and in text order. */
export class WalkedValues {
  private readonly fields = new Map<FieldRole, LocatedValue[]>();
  private textual: readonly WalkedText[] | undefined;

  get slots(): readonly TextSlot[] {
    return this.texts;
  }

  textAt(rank: number): string {
    return this.fieldAt(rank).value;
  }

  fieldAt(rank: number): LocatedText {
    const field = this.texts[rank];
    if (field === undefined) throw new RangeError('nothing stands there');
    return field;
  }

  private get texts(): readonly WalkedText[] {
    this.textual ??= textsIn(this.fields.values());
    return this.textual;
  }

  all(role: FieldRole): readonly Located[] {
    return this.fields.get(role) ?? NO_VALUES;
  }

  first(role: FieldRole): Located | undefined {
    return this.fields.get(role)?.[0];
  }

  repeats(role: FieldRole): boolean {
    return (this.fields.get(role)?.length ?? 0) > 1;
  }

  protected add(located: LocatedValue): void {
    const list = this.fields.get(located.role);
    if (list === undefined) this.fields.set(located.role, [located]);
    else list.push(located);
  }
}

const NO_VALUES: readonly Located[] = [];

type WalkedText = LocatedValue & LocatedText;
const isWalkedText = (value: LocatedValue): value is WalkedText => value.hasText;

function textsIn(fields: Iterable<readonly LocatedValue[]>): readonly WalkedText[] {
  const texts: WalkedText[] = [];
  for (const values of fields) for (const value of values) if (isWalkedText(value)) texts.push(value);
  return texts;
}

export const isText = (located: Located | undefined): located is LocatedText => located?.hasText === true;

function holdsInvalid(node: JsonNode): boolean {
  if (node.kind === 'object') return node.properties.some(({ value }) => value !== undefined && holdsInvalid(value));
  return node.kind === 'array' ? node.items.some(holdsInvalid) : node.kind === 'invalid';
}

function isSound(node: JsonNode): boolean {
  switch (node.kind) {
    case 'object':
      return !node.broken && node.properties.every(({ value }) => value !== undefined && isSound(value));
    case 'array':
      return !node.broken && node.items.every(isSound);
    default:
      return node.kind !== 'invalid';
  }
}

/**
 * True for a null in the kind of ligne that requires a value. In a completely blank entry it isn't this value that is
 * missing: another rule asks whom the order is for.
 */
export function isMissing({ shape: { dueWhen }, flagged, entry, value }: Located, ligne: ByRole): boolean {
  if (dueWhen === undefined || value !== null || flagged || entry?.isBlank === true) return false;
  return ligne.all(dueWhen.role).some(field => field.value === dueWhen.value);
}

interface ByRole {
  all(role: FieldRole): readonly Located[];
}
