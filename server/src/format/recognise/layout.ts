import type { JsonNode } from '../../language/nodes.js';
import { PLAIN_TEXT, STRICT_NUMBER } from '../../language/strict.js';
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
    private readonly pattern?: RegExp,
  ) {}

  /** The layout itself, once lignes are recognised by it. */
  get form(): Form | undefined {
    return this.pattern === undefined ? undefined : this;
  }

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

  /** The ligne that begins there, then what fills its holes. Undefined if it is laid out in another way. */
  match(text: string, origin: number): readonly string[] | undefined {
    const found = this.pattern && matched(this.pattern, text, origin);
    if (found === undefined) return undefined;
    for (const { rank, shape, isText } of this.parts.holes) {
      const typed = found[rank] ?? '';
      if (!(isText ? meansItself(typed, shape) : takesNumber(typed, shape))) return undefined;
    }
    return found;
  }
}

function matched(pattern: RegExp, text: string, origin: number): readonly string[] | undefined {
  pattern.lastIndex = origin;
  try {
    return pattern.exec(text) ?? undefined;
  } catch {
    // A text of ten million words is too much for any pattern.
    return undefined;
  }
}

/** Longer lignes, and those with more of their own, are read one by one: their patterns would be huge. */
const MAX_HOLES = 200;
const MAX_LENGTH = 20_000;
/** So many are tried before a ligne is read. */
const MAX_TRIED = 16;
const MAX_SEEN = 200;

/** The layouts of one model's lignes, learnt from those read. */
export class Layouts {
  private tried: readonly Layout[] = [];
  /** Undefined for one that was seen once: a pattern takes longer to prepare than a ligne to read. */
  private readonly seen = new Map<string, Layout | undefined>();

  /** Calls `found` with the layout of the ligne that begins there, and what fills it, if it is a known one. */
  match<T>(text: string, origin: number, found: (layout: Layout, filled: readonly string[]) => T): T | undefined {
    for (const layout of this.tried) {
      const filled = layout.match(text, origin);
      if (filled !== undefined) return found(layout, filled);
    }
    return undefined;
  }

  /** The layout that lignes of these parts share, with what stands before, between and behind their holes. */
  learn(parts: Parts, literals: readonly string[]): Layout | undefined {
    const { seen } = this;
    const signature = literals.join('\0');
    let layout = seen.get(signature);
    if (layout === undefined) {
      if (signature.length > MAX_LENGTH || !isFit(parts)) return undefined;
      if (!seen.has(signature)) {
        if (seen.size === MAX_SEEN) seen.clear();
        seen.set(signature, undefined);
        return undefined;
      }
      layout = new Layout(parts, patternOf(parts.holes, literals));
      seen.set(signature, layout);
    }
    if (!this.tried.includes(layout)) this.tried = [layout, ...this.tried.slice(0, MAX_TRIED - 1)];
    return layout;
  }
}

function isFit({ holes, fields }: Parts): boolean {
  if (holes.length > MAX_HOLES) return false;
  // Whether a value is due must not depend on what fills a hole.
  const isOpen = (role: FieldRole): boolean => fields.some(field => field.isOwn && field.role === role);
  return !fields.some(({ shape: { dueWhen } }) => dueWhen !== undefined && isOpen(dueWhen.role));
}

const NO_FIELDS: readonly FieldPlan[] = [];

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
const patternOf = (holes: readonly Hole[], literals: readonly string[]): RegExp =>
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
