import { Forms } from '../model/form.js';
import type { FieldValue } from '../model/located.js';
import { soundValue } from '../model/values.js';
import type { PropertyShape, Shape } from '../profiles/profile.js';
import type { FieldRole } from '../profiles/roles.js';
import type { ContainerShape, RoleShape } from './recognised.js';

/** A shape prepared for recognition in a text. */
export interface ValuePattern {
  /** Among all of the ligne: tells it from the others in the ligne's form. */
  readonly rank: number;
  readonly shape: Shape;
  /** The same, where it has a role. */
  readonly kept: RoleShape | undefined;
  /** The same, where it is a container's. */
  readonly container: ContainerShape | undefined;
  /** Where the values of its role are kept; -1 without a role. */
  readonly slot: number;
  /** The only texts that it may have, as typed. */
  readonly listed: readonly Listed[] | undefined;
  readonly members: readonly MemberPattern[] | undefined;
  readonly takesList: boolean;
  readonly takesNull: boolean;
  readonly takesNumber: boolean;
  readonly takesBoolean: boolean;
  /** Any text, as it is. */
  readonly takesText: boolean;
  readonly item: ValuePattern | undefined;
}

/** A text as typed and as meant. */
export interface Listed<T extends FieldValue = FieldValue> {
  readonly rank: number;
  readonly quoted: string;
  readonly value: T;
}

export interface MemberPattern {
  /** The key, then the other accepted spellings. */
  readonly keys: readonly Listed<string>[];
  readonly required: boolean;
  readonly value: ValuePattern;
}

export interface Pattern {
  readonly root: ValuePattern;
  readonly slots: ReadonlyMap<FieldRole, number>;
  readonly forms: Forms;
}

const known = new WeakMap<Shape, Pattern>();

/** The pattern of a shape, compiled at its first use. */
export function patternOf(shape: Shape): Pattern {
  let pattern = known.get(shape);
  if (pattern === undefined) {
    const slots = new Map<FieldRole, number>();
    const counted = { count: 0 };
    pattern = { root: valuePattern(shape, slots, counted), slots, forms: new Forms() };
    known.set(shape, pattern);
  }
  return pattern;
}

function valuePattern(shape: Shape, slots: Map<FieldRole, number>, counted: { count: number }): ValuePattern {
  const { types, role } = shape;
  if (role !== undefined && !slots.has(role)) slots.set(role, slots.size);
  return {
    rank: counted.count++,
    shape,
    kept: hasRole(shape) ? shape : undefined,
    container: isContainer(shape) ? shape : undefined,
    slot: role === undefined ? -1 : (slots.get(role) ?? -1),
    listed: shape.enum?.flatMap(({ value }, rank) => meant(value, shape, rank)),
    members: types.has('object')
      ? shape.properties?.map(property => memberPattern(property, valuePattern(property.shape, slots, counted)))
      : undefined,
    takesList: types.has('array'),
    takesNull: types.has('null'),
    takesNumber: types.has('number'),
    takesBoolean: types.has('boolean'),
    takesText: types.has('string') && !types.has('boolean') && shape.enum === undefined && shape.codes === undefined,
    item: shape.items && valuePattern(shape.items, slots, counted),
  };
}

const hasRole = (shape: Shape): shape is RoleShape => shape.role !== undefined;
const isContainer = (shape: Shape): shape is ContainerShape => shape.container !== undefined;

const memberPattern = ({ key, aliases, required }: PropertyShape, value: ValuePattern): MemberPattern => ({
  keys: [key, ...aliases].map((value, rank) => ({ rank, quoted: JSON.stringify(value), value })),
  required,
  value,
});

function meant(text: string, shape: Shape, rank: number): Listed[] {
  const value = soundValue({ kind: 'string', start: 0, end: 0, value: text, faulty: false }, shape);
  return value === undefined ? [] : [{ rank, quoted: JSON.stringify(text), value }];
}
