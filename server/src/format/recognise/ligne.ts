import type { JsonNode } from '../../language/nodes.js';
import { decoded, numberEnd, plainEnd, skipBlanks, stringEnd } from '../../language/strict.js';
import { flat } from '../domain/fold.js';
import { child, type FieldValue, isMissing, type Place } from '../model/located.js';
import { checkValue, meansItself, soundValue, takesNumber } from '../model/values.js';
import type { Shape } from '../profiles/profile.js';
import type { ContainerRole } from '../profiles/roles.js';
import {
  type ContainerPlan,
  type EntryPlan,
  type FieldPlan,
  type Hole,
  Layout,
  type Layouts,
  type Position,
} from './layout.js';
import { type Listed, type MemberPattern, patternOf, type ValuePattern } from './pattern.js';
import { Recognised } from './recognised.js';

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/**
 * Recognises a ligne by a known layout, or reads it straight through, in the model's order: it has what the walk would
 * find in its tree. Undefined if anything differs from strict JSON or from the model: the tolerant way says what.
 */
export function recogniseLigne(text: string, origin: number, shape: Shape, place: Place): Recognised | undefined {
  const { root, layouts } = patternOf(shape);
  if (root.members === undefined || text.charCodeAt(origin) !== OPEN_OBJECT) return undefined;
  return (
    layouts.match(
      text,
      origin,
      (layout, filled) => new Recognised(text, origin, filled[0]?.length ?? 0, place, layout, filled),
    ) ?? new Reader(text, origin, place).read(root.members, layouts)
  );
}

/** What the values of an object have in common. */
interface Seat {
  readonly path: Place | undefined;
  /** Rank of the client or attachment that they belong to, -1 without one. */
  readonly entry: number;
}

/** Draws the layout of one ligne as it reads it. */
class Reader {
  private at: number;
  /** Of the value that comes next: its key, and the container whose member or item it is. */
  private keyStart = 0;
  private keyEnd = 0;
  private within: ContainerRole | undefined;
  /** Where the literal begins that isn't complete yet. */
  private literalStart: number;
  private readonly literals: string[] = [];
  private readonly holes: Hole[] = [];
  private readonly filled: string[] = [''];
  private readonly lengths: number[] = [0];
  private filledLength = 0;
  private readonly fields: FieldPlan[] = [];
  /** Those that are there only in some lignes of their model. */
  private readonly due: FieldPlan[] = [];
  private readonly containers: ContainerPlan[] = [];
  private readonly entries: EntryPlan[] = [];

  constructor(
    private readonly text: string,
    private readonly origin: number,
    private readonly place: Place,
  ) {
    this.at = origin;
    this.literalStart = origin;
  }

  read(members: readonly MemberPattern[], layouts: Layouts): Recognised | undefined {
    if (!this.object(members, { path: undefined, entry: -1 }, undefined)) return undefined;
    const { text, origin, place, literals, holes, filled, lengths, fields, containers, entries } = this;
    literals.push(text.slice(this.literalStart, this.at));
    const length = this.at - origin;
    const by = (layout: Layout): Recognised => new Recognised(text, origin, length, place, layout, filled, lengths);
    const parts = { holes, fields, containers, entries };
    const ligne = by(new Layout(parts));
    if (this.due.some(plan => isMissing(ligne.field(plan), ligne))) return undefined;
    return by(layouts.learn(parts, literals));
  }

  private object(members: readonly MemberPattern[], seat: Seat, within: ContainerRole | undefined): boolean {
    const { text } = this;
    let at = skipBlanks(text, this.at + 1);
    let first = true;
    for (const { keys, required, value } of members) {
      const keyAt = first ? at : text.charCodeAt(at) === COMMA ? skipBlanks(text, at + 1) : -1;
      const key = keyAt < 0 ? undefined : startingAt(text, keyAt, keys);
      if (key === undefined) {
        if (required) return false;
        continue;
      }
      const keyEnd = keyAt + key.quoted.length;
      const colon = skipBlanks(text, keyEnd);
      if (text.charCodeAt(colon) !== COLON) return false;
      this.at = skipBlanks(text, colon + 1);
      this.keyStart = keyAt;
      this.keyEnd = keyEnd;
      this.within = within;
      if (!this.value(value, { path: child(seat.path, key.value), entry: seat.entry })) return false;
      at = skipBlanks(text, this.at);
      first = false;
    }
    this.at = at + 1;
    return text.charCodeAt(at) === CLOSE_OBJECT;
  }

  private list(item: ValuePattern | undefined, container: ContainerPlan | undefined, { path, entry }: Seat): boolean {
    const { text, keyStart, keyEnd } = this;
    const within = container?.shape.container;
    let at = skipBlanks(text, this.at + 1);
    let count = 0;
    while (count > 0 || text.charCodeAt(at) !== CLOSE_LIST) {
      this.at = at;
      this.keyStart = keyStart;
      this.keyEnd = keyEnd;
      this.within = within;
      if (item === undefined || !this.value(item, { path: child(path, count++), entry })) return false;
      at = skipBlanks(text, this.at);
      if (text.charCodeAt(at) !== COMMA) break;
      at = skipBlanks(text, at + 1);
    }
    if (container !== undefined) container.count = count;
    this.at = at + 1;
    return text.charCodeAt(at) === CLOSE_LIST;
  }

  private value(pattern: ValuePattern, seat: Seat): boolean {
    const { at } = this;
    switch (this.text.charCodeAt(at)) {
      case OPEN_OBJECT: {
        if (pattern.members === undefined) return false;
        const container = this.container('object', pattern, seat);
        const within = container?.shape.container;
        const entry = this.entered(pattern, seat, within ?? this.within);
        return this.object(pattern.members, { path: seat.path, entry }, within);
      }
      case OPEN_LIST:
        return pattern.takesList && this.list(pattern.item, this.container('array', pattern, seat), seat);
      default: {
        const start = this.position(at);
        const before = this.holes.length;
        const value = this.scalar(pattern);
        if (value === undefined) return false;
        if (pattern.container !== undefined) {
          if (value !== null) return false;
          this.container('null', pattern, seat, start);
        }
        const { shape } = pattern;
        if (shape.role !== undefined) {
          const isOwn = this.holes.length > before;
          const [hole, end] = [isOwn ? before + 1 : 0, this.position(this.at)];
          const { path, entry } = seat;
          const { role } = shape;
          this.keep({ path, entry, role, shape, isOwn, hole, value: isOwn ? '' : value, start, end });
        }
        return true;
      }
    }
  }

  /** The value as meant; undefined if a finding is needed about it. */
  private scalar(pattern: ValuePattern): FieldValue | undefined {
    const { text, at } = this;
    const { shape } = pattern;
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const listed = pattern.listed && startingAt(text, at, pattern.listed);
      if (listed !== undefined) {
        this.at = at + listed.quoted.length;
        return listed.value;
      }
      const plain = pattern.takesText ? plainEnd(text, at) : -1;
      const isPlain = plain > 0 && meansItself(text.slice(at + 1, plain - 1), shape);
      this.at = isPlain ? plain : stringEnd(text, at);
      if (this.at < 0) return undefined;
      const typed = decoded(text, at, this.at);
      const value = isPlain ? typed : fine({ kind: 'string', start: 0, end: 0, value: typed, faulty: false }, shape);
      if (pattern.takesText && value === typed && typed !== '') this.hole(shape, typed, true, at + 1, this.at - 1);
      // A layout must not keep the whole text.
      else if (typeof value === 'string') return flat(value);
      return value;
    }
    if (code === 110 && text.startsWith('null', at)) {
      this.at += 4;
      return pattern.takesNull ? null : undefined;
    }
    if (code === 116 && text.startsWith('true', at)) {
      this.at += 4;
      return pattern.takesBoolean ? true : fine({ kind: 'boolean', start: 0, end: 0, value: true }, shape);
    }
    if (code === 102 && text.startsWith('false', at)) {
      this.at += 5;
      return pattern.takesBoolean ? false : fine({ kind: 'boolean', start: 0, end: 0, value: false }, shape);
    }
    this.at = numberEnd(text, at);
    if (this.at < 0) return undefined;
    const lexeme = text.slice(at, this.at);
    if (!takesNumber(lexeme, shape)) return undefined;
    this.hole(shape, lexeme, false, at, this.at);
    return lexeme;
  }

  private hole(shape: Shape, value: string, isText: boolean, from: number, to: number): void {
    this.literals.push(this.text.slice(this.literalStart, from));
    this.literalStart = to;
    this.holes.push({ rank: this.filled.length, shape, isText });
    this.filled.push(value);
    this.lengths.push(to - from);
    this.filledLength += to - from;
  }

  private position(at: number): Position {
    return { fixed: at - this.origin - this.filledLength, holes: this.holes.length };
  }

  private container(
    kind: JsonNode['kind'],
    { container: shape }: ValuePattern,
    { path }: Seat,
    start = this.position(this.at),
  ): ContainerPlan | undefined {
    if (shape === undefined) return undefined;
    const [keyStart, keyEnd] = [this.position(this.keyStart), this.position(this.keyEnd)];
    const container = { kind, shape, path, keyStart, keyEnd, start, count: 0 };
    this.containers.push(container);
    return container;
  }

  /** The rank of the client or attachment that begins here, or in which it is. */
  private entered({ shape: { entry: role } }: ValuePattern, { path, entry }: Seat, within?: ContainerRole): number {
    if (role === undefined) return entry;
    this.entries.push({ role, path, within, start: this.position(this.at), fields: [] });
    return this.entries.length - 1;
  }

  private keep(field: FieldPlan): void {
    this.fields.push(field);
    if (field.shape.dueWhen !== undefined && field.value === null) this.due.push(field);
    this.entries[field.entry]?.fields.push(field);
  }
}

function startingAt<T extends FieldValue>(
  text: string,
  at: number,
  words: readonly Listed<T>[],
): Listed<T> | undefined {
  for (const word of words) if (text.startsWith(word.quoted, at)) return word;
  return undefined;
}

function fine(node: JsonNode, shape: Shape): FieldValue | undefined {
  const sound = soundValue(node, shape);
  if (sound !== undefined) return sound;
  const { issue, flagged, value } = checkValue(node, shape, undefined, '');
  return issue === undefined && !flagged ? value : undefined;
}
