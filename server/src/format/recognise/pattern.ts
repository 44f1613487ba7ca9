import type { FieldValue } from '../model/located.js';
import { soundValue } from '../model/values.js';
import type { PropertyShape, Shape } from '../profiles/profile.js';
import { type ContainerShape, Layouts } from './layout.js';

/** A shape prepared for recognition in a text. */
export interface ValuePattern {
  readonly shape: Shape;
  /** The same, where it is a container's. */
  readonly container: ContainerShape | undefined;
  /** The only texts that it may have, as typed. */
  readonly listed: readonly Listed[] | undefined;
  readonly members: readonly MemberPattern[] | undefined;
  readonly takesList: boolean;
  readonly takesNull: boolean;
  readonly takesBoolean: boolean;
  /** Any text, as it is. */
  readonly takesText: boolean;
  readonly item: ValuePattern | undefined;
}

/** A text as typed and as meant. */
export interface Listed<T extends FieldValue = FieldValue> {
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
  /** How lignes of this shape were laid out so far. */
  readonly layouts: Layouts;
}

const known = new WeakMap<Shape, Pattern>();

/** The pattern of a shape, compiled at its first use. */
export function patternOf(shape: Shape): Pattern {
  let pattern = known.get(shape);
  if (pattern === undefined) {
    pattern = { root: valuePattern(shape), layouts: new Layouts() };
    known.set(shape, pattern);
  }
  return pattern;
}

function valuePattern(shape: Shape): ValuePattern {
  const { types } = shape;
  return {
    shape,
    container: isContainer(shape) ? shape : undefined,
    listed: shape.enum?.flatMap(({ value }) => meant(value, shape)),
    members: types.has('object') ? shape.properties?.map(memberPattern) : undefined,
    takesList: types.has('array'),
    takesNull: types.has('null'),
    takesBoolean: types.has('boolean'),
    takesText: types.has('string') && !types.has('boolean') && shape.enum === undefined && shape.codes === undefined,
    item: shape.items && valuePattern(shape.items),
  };
}

const isContainer = (shape: Shape): shape is ContainerShape => shape.container !== undefined;

const memberPattern = ({ key, aliases, required, shape }: PropertyShape): MemberPattern => ({
  keys: [key, ...aliases].map(value => ({ quoted: JSON.stringify(value), value })),
  required,
  value: valuePattern(shape),
});

function meant(text: string, shape: Shape): Listed[] {
  const value = soundValue({ kind: 'string', start: 0, end: 0, value: text, faulty: false }, shape);
  return value === undefined ? [] : [{ quoted: JSON.stringify(text), value }];
}
