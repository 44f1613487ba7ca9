import { isSoundText } from '../model/values.js';
import type { FieldRole } from '../profiles/roles.js';
import type { PropertyShape, Shape } from '../profiles/shape.js';

/** A shape made ready to be recognised in a text. */
export interface ValuePattern {
  readonly shape: Shape;
  /** Where the values of its role are kept; -1 where it has none. */
  readonly slot: number;
  /** The only texts that it may have, as they are typed. */
  readonly listed: readonly Listed[] | undefined;
  readonly members: readonly MemberPattern[] | undefined;
  readonly takesList: boolean;
  readonly item: ValuePattern | undefined;
}

/** A text as it is typed and as it is meant. */
export interface Listed {
  readonly quoted: string;
  readonly value: string;
}

export interface MemberPattern {
  /** The key, then the other spellings that are accepted. */
  readonly keys: readonly Listed[];
  readonly required: boolean;
  readonly value: ValuePattern;
}

export interface Pattern {
  readonly root: ValuePattern;
  readonly slots: ReadonlyMap<FieldRole, number>;
}

const known = new WeakMap<Shape, Pattern>();

/** The pattern of a shape, compiled at its first use. */
export function patternOf(shape: Shape): Pattern {
  let pattern = known.get(shape);
  if (pattern === undefined) {
    const slots = new Map<FieldRole, number>();
    pattern = { root: valuePattern(shape, slots), slots };
    known.set(shape, pattern);
  }
  return pattern;
}

function valuePattern(shape: Shape, slots: Map<FieldRole, number>): ValuePattern {
  const { types, role } = shape;
  if (role !== undefined && !slots.has(role)) slots.set(role, slots.size);
  return {
    shape,
    slot: role === undefined ? -1 : (slots.get(role) ?? -1),
    listed: shape.enum?.filter(({ value }) => isSoundText(value, shape)).map(({ value }) => listed(value)),
    members: types.has('object')
      ? shape.properties?.map(property => memberPattern(property, valuePattern(property.shape, slots)))
      : undefined,
    takesList: types.has('array'),
    item: shape.items && valuePattern(shape.items, slots),
  };
}

const memberPattern = ({ key, aliases, required }: PropertyShape, value: ValuePattern): MemberPattern => ({
  keys: [key, ...aliases].map(listed),
  required,
  value,
});

const listed = (value: string): Listed => ({ quoted: JSON.stringify(value), value });
