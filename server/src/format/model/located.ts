import type { ContainerRole, EntryRole, FieldRole } from '../profiles/roles.js';
import type { Shape } from '../profiles/shape.js';
import type { JsonNode, PathSegment, PropertyNode } from '../../language/nodes.js';
import { child, type Place } from './place.js';

/** A field's value as the user meant it: numbers as typed, so that no digit is lost to a float. */
export type FieldValue = string | boolean | null;

/**
 * A value that has a role, with the place it stands at. Spans are relative to its ligne (absolute for the file's own
 * fields).
 *
 * `value` is what the user meant: unquoted, trimmed, in the right case; a structural finding already says so
 * (`flagged`), and rules about the value itself leave it alone, while rules about the whole ligne can still count on
 * it.
 */
export interface Located {
  readonly role: FieldRole;
  readonly value: FieldValue;
  readonly flagged: boolean;
  readonly node: JsonNode;
  /** The key that it stands under; the list's for an item. */
  readonly property: PropertyNode;
  readonly place: Place;
  readonly shape: Shape;
  /** The client or the pièce that it belongs to. */
  readonly entry: Entry | undefined;
}

/** As the walk makes it: its place is made only for who asks, since hardly any value is spoken of. */
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
    private readonly key: PathSegment,
  ) {}

  get place(): Place {
    return child(this.parent, this.key);
  }
}

export interface LocatedText extends Located {
  readonly value: string;
}

export interface Container {
  readonly role: ContainerRole;
  readonly node: JsonNode;
  readonly property: PropertyNode;
  readonly place: Place;
  readonly shape: Shape;
}

/** One client or one pièce: fields that belong together. */
export interface Entry {
  readonly role: EntryRole;
  readonly node: JsonNode;
  readonly place: Place;
  /** The container that it is, or is an item of. */
  readonly within: ContainerRole | undefined;
  readonly fields: Located[];
}

export const isText = (located: Located | undefined): located is LocatedText => typeof located?.value === 'string';

/** The first text of that role in an entry. */
export function textIn(entry: Entry, role: FieldRole): LocatedText | undefined {
  for (const field of entry.fields) if (field.role === role && isText(field)) return field;
  return undefined;
}

/** True when nothing is said of this client or pièce: every field is null, and none is there that can't be read. */
export const isBlank = (entry: Entry): boolean =>
  entry.fields.every(field => field.value === null || field.value === '') && !holdsInvalid(entry.node);

function holdsInvalid(node: JsonNode): boolean {
  if (node.kind === 'object') return node.properties.some(({ value }) => value !== undefined && holdsInvalid(value));
  return node.kind === 'array' ? node.items.some(holdsInvalid) : node.kind === 'invalid';
}
