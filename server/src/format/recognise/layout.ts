import type { JsonNode } from '../../language/nodes.js';
import { PLAIN_TEXT, STRICT_NUMBER } from '../../language/strict.js';
import { flat } from '../domain/fold.js';
import type { Form } from '../model/issues.js';
import type { FieldValue, Place, TextSlot } from '../model/located.js';
import { meansItself, takesNumber } from '../model/values.js';
import type { ContainerRole, EntryRole, FieldRole } from '../profiles/roles.js';
import type { Shape } from '../profiles/profile.js';

export type ContainerShape = Shape & { readonly container: ContainerRole };

/** A text or a number of the ligne's own: what may stand there differs from one ligne to the next. */
export interface Hole {
  /** From 1. */
  readonly rank: number;
  readonly shape: Shape;
  readonly isText: boolean;
}

/** An offset in any ligne of a layout: so many characters that all have, and what fills the holes before it. */
export interface Position {
  readonly fixed: number;
  readonly holes: number;
}

export interface FieldPlan extends TextSlot {
  /** From the ligne on. */
  readonly path: Place | undefined;
  /** Rank of its hole; 0 if its value is the same in all lignes. */
  readonly hole: number;
  readonly value: FieldValue;
  readonly start: Position;
  readonly end: Position;
  /** Rank of the client or attachment that it belongs to, -1 without one. */
  readonly entry: number;
}

export interface ContainerPlan {
  readonly kind: JsonNode['kind'];
  readonly shape: ContainerShape;
  readonly path: Place | undefined;
  readonly keyStart: Position;
  readonly keyEnd: Position;
  readonly start: Position;
  count: number;
}

export interface EntryPlan {
  readonly role: EntryRole;
  readonly path: Place | undefined;
  readonly within: ContainerRole | undefined;
  readonly start: Position;
  readonly fields: FieldPlan[];
}

/** What the lignes of a layout are made of. */
export interface Parts {
  readonly holes: readonly Hole[];
  readonly fields: readonly FieldPlan[];
  readonly containers: readonly ContainerPlan[];
  readonly entries: readonly EntryPlan[];
}

/**
 * How lignes are laid out that differ only in their own texts and numbers: their keys, blanks, nulls and codes are the
 * same, character by character. One pattern recognises all of them, and what else is known of one holds for all.
 */
export class Layout {
  private roles: ReadonlyMap<FieldRole, readonly FieldPlan[]> | undefined;
  private textual: readonly FieldPlan[] | undefined;

  constructor(
    readonly parts: Parts,
    /** Shared with layouts that differ only in their blanks; undefined for the first of its form. */
    readonly form?: Form,
  ) {}

  /** In text order. */
  of(role: FieldRole): readonly FieldPlan[] {
    this.roles ??= byRole(this.parts.fields);
    return this.roles.get(role) ?? NO_FIELDS;
  }

  /** Those with a text or a number. */
  get texts(): readonly FieldPlan[] {
    this.textual ??= this.parts.fields.filter(({ value }) => typeof value === 'string');
    return this.textual;
  }
}

/** A layout at work. */
class Pattern {
  private readonly regex: RegExp;

  constructor(
    readonly layout: Layout,
    literals: readonly string[],
  ) {
    this.regex = regexOf(layout.parts.holes, literals);
  }

  /** The ligne that begins there, then what fills its holes. Undefined if it is laid out in another way. */
  match(text: string, origin: number): readonly string[] | undefined {
    const found = matched(this.regex, text, origin);
    if (found === undefined) return undefined;
    for (const { rank, shape, isText } of this.layout.parts.holes) {
      const typed = found[rank] ?? '';
      if (!(isText ? meansItself(typed, shape) : takesNumber(typed, shape))) return undefined;
    }
    return found;
  }
}

function matched(regex: RegExp, text: string, origin: number): readonly string[] | undefined {
  regex.lastIndex = origin;
  try {
    return regex.exec(text) ?? undefined;
  } catch {
    // A text of ten million words is too much for any pattern.
    return undefined;
  }
}

/** Longer lignes, and those with more of their own, are read one by one: their patterns would be huge. */
const MAX_HOLES = 200;
const MAX_LENGTH = 20_000;
/** So many are tried before a ligne is read. */
const MAX_PATTERNS = 16;
/** Of all layouts that are remembered. */
const MAX_SEEN = 64;
const MAX_FIELDS = 10_000;
/** A pattern takes as long to prepare as so many lignes to read. */
const PREPARED = 32;
const MAX_CREDIT = PREPARED * MAX_PATTERNS;
/** So many lignes are read without a try where none fits. */
const MAX_PAUSE = 63;

/** The layouts of one model's lignes, learnt from those read. */
export class Layouts {
  private patterns: readonly Pattern[] = [];
  /** Undefined for one that was seen once. */
  private readonly seen = new Map<string, Layout | undefined>();
  private fields = 0;
  /** By their literals without blanks; undefined for one that was seen once. */
  private readonly forms = new Map<string, Form | undefined>();
  /** What patterns saved, and have not cost: where lignes are all laid out differently, no more are prepared. */
  private credit = MAX_CREDIT;
  private pause = 0;
  private paused = 0;

  /** Calls `found` with the layout of the ligne that begins there, and what fills it, if it is a known one. */
  match<T>(text: string, origin: number, found: (layout: Layout, filled: readonly string[]) => T): T | undefined {
    if (this.paused > 0) {
      this.paused--;
      return undefined;
    }
    for (const pattern of this.patterns) {
      const filled = pattern.match(text, origin);
      if (filled === undefined) continue;
      this.pause = 0;
      if (this.credit < MAX_CREDIT) this.credit++;
      return found(pattern.layout, filled);
    }
    // A try may go through all of a long ligne, only to fail at its end.
    if (this.patterns.length > 0) this.pause = Math.min(2 * this.pause + 1, MAX_PAUSE);
    this.paused = this.pause;
    return undefined;
  }

  /** The layout that lignes of these parts share, with what stands before, between and behind their holes. */
  learn(parts: Parts, literals: readonly string[]): Layout {
    const [first = '', ...others] = literals;
    // One literal alone would be a part of the whole text, and keep it.
    const signature = others.length === 0 ? flat(first) : literals.join('\0');
    const known = this.seen.get(signature);
    if (known === undefined && (signature.length > MAX_LENGTH || !isFit(parts))) return new Layout(parts);
    const layout = known ?? new Layout(parts, this.formOf(signature));
    if (this.seen.has(signature)) {
      this.seen.set(signature, layout);
      this.prepare(layout, literals);
    } else this.remember(signature, parts);
    return layout;
  }

  private formOf(signature: string): Form | undefined {
    const key = signature.replaceAll(BLANKS, '$1');
    const isNew = !this.forms.has(key);
    if (isNew && this.forms.size === MAX_SEEN) this.forms.clear();
    const form = isNew ? undefined : (this.forms.get(key) ?? {});
    this.forms.set(key, form);
    return form;
  }

  private remember(signature: string, { fields }: Parts): void {
    if (this.seen.size === MAX_SEEN || this.fields > MAX_FIELDS) {
      this.seen.clear();
      this.fields = 0;
    }
    this.seen.set(signature, undefined);
    this.fields += fields.length;
  }

  private prepare(layout: Layout, literals: readonly string[]): void {
    if (this.credit < PREPARED || this.patterns.some(pattern => pattern.layout === layout)) return;
    this.credit -= PREPARED;
    this.patterns = [new Pattern(layout, literals), ...this.patterns.slice(0, MAX_PATTERNS - 1)];
    this.paused = 0;
  }
}

function isFit({ holes, fields }: Parts): boolean {
  if (holes.length > MAX_HOLES) return false;
  // Whether a value is due must not depend on what fills a hole.
  const isOpen = (role: FieldRole): boolean => fields.some(field => field.isOwn && field.role === role);
  return !fields.some(({ shape: { dueWhen } }) => dueWhen !== undefined && isOpen(dueWhen.role));
}

const NO_FIELDS: readonly FieldPlan[] = [];
/** Outside of texts, which stay. */
const BLANKS = /("(?:[^"\\]|\\.)*")|[ \t\r\n]+/g;

function byRole(fields: readonly FieldPlan[]): ReadonlyMap<FieldRole, readonly FieldPlan[]> {
  const roles = new Map<FieldRole, FieldPlan[]>();
  for (const field of fields) {
    const same = roles.get(field.role);
    if (same === undefined) roles.set(field.role, [field]);
    else same.push(field);
  }
  return roles;
}

/** Each text and number is a group of its own: no part can match in two ways, so that it fails at once. */
const regexOf = (holes: readonly Hole[], literals: readonly string[]): RegExp =>
  new RegExp(
    literals
      .map((literal, i) => {
        const hole = holes[i];
        const group = hole === undefined ? '' : `(${hole.isText ? PLAIN_TEXT : STRICT_NUMBER})`;
        return literal.replaceAll(SPECIAL, '\\$&') + group;
      })
      .join(''),
    'y',
  );
const SPECIAL = /[\\^$.*+?()[\]{}|]/g;
