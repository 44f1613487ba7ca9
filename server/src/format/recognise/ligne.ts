import type { JsonNode, PathSegment } from '../../language/nodes.js';
import { decoded, numberEnd, plainEnd, skipBlanks, stringEnd } from '../../language/strict.js';
import type { Forms } from '../model/form.js';
import { child, type FieldValue, isMissing, type Place } from '../model/located.js';
import { checkValue, soundValue } from '../model/values.js';
import type { Shape } from '../profiles/profile.js';
import type { ContainerRole } from '../profiles/roles.js';
import { type Listed, type MemberPattern, patternOf, type ValuePattern } from './pattern.js';
import { Recognised, RecognisedContainer, RecognisedEntry, RecognisedField, Seats } from './recognised.js';

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
/** « "false" »: `checkValue` decides whether such a text is meant as one. */
const LONGEST_LITERAL = 7;

/**
 * Reads a ligne straight through, in the model's order, and keeps its values by role: what the walk would find in its
 * tree. Undefined if anything differs from strict JSON or from the model: the tolerant way says what.
 */
export function recogniseLigne(text: string, origin: number, shape: Shape, place: Place): Recognised | undefined {
  const { root, slots, forms } = patternOf(shape);
  if (root.members === undefined || text.charCodeAt(origin) !== OPEN_OBJECT) return undefined;
  return new Recogniser(text, origin, new Recognised(text, origin, slots), forms).read(root.members, place);
}

class Recogniser {
  private at: number;
  /** Of the value that comes next: its key, and the container whose member or item it is. */
  private keyStart = 0;
  private keyEnd = 0;
  private within: ContainerRole | undefined;
  private readonly due: RecognisedField[] = [];
  private readonly containers: RecognisedContainer[] = [];
  private readonly entries: RecognisedEntry[] = [];
  /** Of the entries that aren't complete yet, the innermost one's last. */
  private readonly fields: RecognisedField[] = [];

  constructor(
    private readonly text: string,
    private readonly origin: number,
    private readonly found: Recognised,
    private readonly forms: Forms,
  ) {
    this.at = origin;
  }

  read(members: readonly MemberPattern[], place: Place): Recognised | undefined {
    const { found, forms } = this;
    forms.begin();
    if (!this.object(members, place, undefined, undefined)) return undefined;
    found.length = this.at - this.origin;
    found.form = forms.end();
    // Copies, since a list that has grown has room for a dozen more.
    found.containers = this.containers.slice();
    found.entries = this.entries.slice();
    return this.due.some(located => isMissing(located, found)) ? undefined : found;
  }

  private object(
    members: readonly MemberPattern[],
    place: Place,
    entry: RecognisedEntry | undefined,
    within: ContainerRole | undefined,
  ): boolean {
    const { text } = this;
    const seats = new Seats(this.found, place, entry);
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
      if (key.rank > 0) this.forms.alias(value.rank, key.rank);
      if (!this.value(value, seats, key.value)) return false;
      at = skipBlanks(text, this.at);
      first = false;
    }
    this.at = at + 1;
    return text.charCodeAt(at) === CLOSE_OBJECT;
  }

  private list(
    item: ValuePattern | undefined,
    container: RecognisedContainer | undefined,
    { parent, entry }: Seats,
    segment: PathSegment,
  ): boolean {
    const { text, keyStart, keyEnd } = this;
    const seats = new Seats(this.found, container?.place ?? child(parent, segment), entry);
    const within = container?.role;
    let at = skipBlanks(text, this.at + 1);
    let count = 0;
    while (count > 0 || text.charCodeAt(at) !== CLOSE_LIST) {
      this.at = at;
      this.keyStart = keyStart;
      this.keyEnd = keyEnd;
      this.within = within;
      if (item === undefined || !this.value(item, seats, count++)) return false;
      at = skipBlanks(text, this.at);
      if (text.charCodeAt(at) !== COMMA) break;
      at = skipBlanks(text, at + 1);
    }
    if (container !== undefined) container.count = count;
    this.at = at + 1;
    return text.charCodeAt(at) === CLOSE_LIST;
  }

  private value(pattern: ValuePattern, seats: Seats, segment: PathSegment): boolean {
    const start = this.at;
    switch (this.text.charCodeAt(start)) {
      case OPEN_OBJECT: {
        if (pattern.members === undefined) return false;
        this.forms.object(pattern.rank);
        const container = this.container('object', pattern, seats, segment);
        const place = container?.place ?? child(seats.parent, segment);
        const entry = this.entered(pattern, place, container?.role ?? this.within);
        if (entry === undefined) return this.object(pattern.members, place, seats.entry, container?.role);
        const from = this.fields.length;
        const isSound = this.object(pattern.members, place, entry, container?.role);
        entry.fields = this.fields.splice(from);
        return isSound;
      }
      case OPEN_LIST: {
        if (!pattern.takesList) return false;
        this.forms.list(pattern.rank);
        return this.list(pattern.item, this.container('array', pattern, seats, segment), seats, segment);
      }
      default: {
        const value = this.scalar(pattern);
        if (value === undefined) return false;
        if (pattern.container !== undefined) {
          if (value !== null) return false;
          this.container('null', pattern, seats, segment, start);
        }
        this.keep(pattern, value, start, seats, segment);
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
      const plain = pattern.takesText ? plainEnd(text, at) : -1;
      if (plain - at > LONGEST_LITERAL) {
        this.at = plain;
        this.forms.text(pattern.rank);
        return text.slice(at + 1, plain - 1);
      }
      const listed = pattern.listed && startingAt(text, at, pattern.listed);
      if (listed !== undefined) {
        this.at = at + listed.quoted.length;
        this.forms.listed(pattern.rank, listed.rank);
        return listed.value;
      }
      this.at = stringEnd(text, at);
      if (this.at < 0) return undefined;
      const value = decoded(text, at, this.at);
      return this.noted(pattern, fine({ kind: 'string', start: 0, end: 0, value, faulty: false }, shape), true);
    }
    if (code === 110 && text.startsWith('null', at)) {
      this.at += 4;
      return this.noted(pattern, pattern.takesNull ? null : undefined);
    }
    if (code === 116 && text.startsWith('true', at)) {
      this.at += 4;
      const value = pattern.takesBoolean ? true : fine({ kind: 'boolean', start: 0, end: 0, value: true }, shape);
      return this.noted(pattern, value);
    }
    if (code === 102 && text.startsWith('false', at)) {
      this.at += 5;
      const value = pattern.takesBoolean ? false : fine({ kind: 'boolean', start: 0, end: 0, value: false }, shape);
      return this.noted(pattern, value);
    }
    this.at = numberEnd(text, at);
    if (this.at < 0) return undefined;
    const lexeme = text.slice(at, this.at);
    return this.noted(
      pattern,
      pattern.takesNumber ? lexeme : fine({ kind: 'number', start: 0, end: 0, lexeme }, shape),
    );
  }

  private noted({ rank, listed }: ValuePattern, value: FieldValue | undefined, quoted = false): FieldValue | undefined {
    // A value of a list in another spelling: the form knows the list's own only.
    if (listed !== undefined && typeof value === 'string') this.forms.spoil();
    else if (value !== undefined) this.forms.value(rank, value, quoted);
    return value;
  }

  private container(
    kind: JsonNode['kind'],
    { container: shape }: ValuePattern,
    { parent }: Seats,
    segment: PathSegment,
    start = this.at,
  ): RecognisedContainer | undefined {
    if (shape === undefined) return undefined;
    const { found, origin } = this;
    const [keyFrom, keyTo, from] = [this.keyStart - origin, this.keyEnd - origin, start - origin];
    const container = new RecognisedContainer(found, kind, shape, child(parent, segment), keyFrom, keyTo, from);
    this.containers.push(container);
    return container;
  }

  private entered(
    { shape: { entry: role } }: ValuePattern,
    place: Place,
    within: ContainerRole | undefined,
  ): RecognisedEntry | undefined {
    if (role === undefined) return undefined;
    const entry = new RecognisedEntry(this.found, role, place, within, this.at - this.origin);
    this.entries.push(entry);
    return entry;
  }

  private keep(
    { slot, kept }: ValuePattern,
    value: FieldValue,
    start: number,
    seats: Seats,
    segment: PathSegment,
  ): void {
    if (kept === undefined) return;
    const { found, origin } = this;
    const field = new RecognisedField(seats, segment, kept, value, start - origin, this.at - origin);
    found.keep(slot, field);
    if (seats.entry !== undefined) this.fields.push(field);
    if (kept.dueWhen !== undefined && value === null) this.due.push(field);
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
