import { soundValue } from '../model/values.js';
import type { FieldValue } from '../model/located.js';
import type { FieldRole } from '../profiles/roles.js';
import type { PropertyShape, Shape } from '../profiles/profile.js';

/** A shape made ready to be recognised in a text. */
export interface ValuePattern {
  readonly shape: Shape;
  /** Where the values of its role are kept; -1 where it has none. */
  readonly slot: number;
  /** The only texts that it may have, as they are typed. */
  readonly listed: readonly Listed[] | undefined;
  readonly members: readonly MemberPattern[] | undefined;
  readonly takesList: boolean;
  readonly takesNull: boolean;
  /** Any text, as it stands. */
  readonly takesText: boolean;
  readonly item: ValuePattern | undefined;
}

/** A text as it is typed and as it is meant. */
export interface Listed<T extends FieldValue = FieldValue> {
  readonly quoted: string;
  readonly value: T;
}

export interface MemberPattern {
  /** The key, then the other spellings that are accepted. */
  readonly keys: readonly Listed<string>[];
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
    listed: shape.enum?.flatMap(({ value }) => meant(value, shape)),
    members: types.has('object')
      ? shape.properties?.map(property => memberPattern(property, valuePattern(property.shape, slots)))
      : undefined,
    takesList: types.has('array'),
    takesNull: types.has('null'),
    takesText: types.has('string') && !types.has('boolean') && shape.enum === undefined && shape.codes === undefined,
    item: shape.items && valuePattern(shape.items, slots),
  };
}

const memberPattern = ({ key, aliases, required }: PropertyShape, value: ValuePattern): MemberPattern => ({
  keys: [key, ...aliases].map(value => ({ quoted: JSON.stringify(value), value })),
  required,
  value,
});

function meant(text: string, shape: Shape): Listed[] {
  const value = soundValue({ kind: 'string', start: 0, end: 0, value: text, faulty: false }, shape);
  return value === undefined ? [] : [{ quoted: JSON.stringify(text), value }];
}
