import type { FieldValue } from './located.js';

/**
 * What a ligne has of its model: which members and how many items, which of them null, true or false, which values of a
 * list. Texts and numbers are only known to be there. The same object for all lignes that are alike in this.
 */
export type Form = object;

interface Known extends Form {
  readonly codes: Uint16Array;
}

/** What a value has, as a code: each stands for one thing, wherever it is. */
const OBJECT = 0;
const LIST = 1;
const NULL = 2;
const TRUE = 3;
const FALSE = 4;
const EMPTY = 5;
const TEXT = 6;
/** Added if it is written as a text. */
const QUOTED = 5;
/** Then comes its rank in the list. */
const LISTED = 12;
/** Then comes the rank of the spelling; before the code of the value itself. */
const ALIAS = 13;
const CODES = 14;

/** More of them are not told apart: what depends on the form is done for each of those lignes. */
const MAX_FORMS = 1_000;
const MAX_CODES = 2_000;
const MAX_CODE = 0xffff;

/** The forms of one model's lignes. Takes down one ligne after the other, and allocates nothing for a known form. */
export class Forms {
  private readonly byHash = new Map<number, Known[]>();
  private readonly codes = new Uint16Array(MAX_CODES);
  private forms = 0;
  private length = 0;
  private hash = 0;

  begin(): void {
    this.length = 0;
    this.hash = 0;
  }

  object(pattern: number): void {
    this.add(pattern * CODES + OBJECT);
  }

  list(pattern: number): void {
    this.add(pattern * CODES + LIST);
  }

  /** A text of its own, in quotes. */
  text(pattern: number): void {
    this.add(pattern * CODES + TEXT + QUOTED);
  }

  /** One of the texts that it may have. */
  listed(pattern: number, rank: number): void {
    this.add(pattern * CODES + LISTED);
    this.add(rank);
  }

  /** The key is spelt in another accepted way. */
  alias(pattern: number, rank: number): void {
    this.add(pattern * CODES + ALIAS);
    this.add(rank);
  }

  value(pattern: number, value: FieldValue, quoted: boolean): void {
    this.add(pattern * CODES + codeOf(value) + (quoted ? QUOTED : 0));
  }

  /** The form doesn't tell everything. */
  spoil(): void {
    this.length = MAX_CODES;
  }

  /** Undefined for a ligne that is too long, of one form too many, or spoilt. */
  end(): Form | undefined {
    if (this.length > MAX_CODES - 1) return undefined;
    const alike = this.byHash.get(this.hash);
    for (const form of alike ?? []) if (this.is(form)) return form;
    if (this.forms === MAX_FORMS) return undefined;
    this.forms++;
    const form = { codes: this.codes.slice(0, this.length) };
    if (alike === undefined) this.byHash.set(this.hash, [form]);
    else alike.push(form);
    return form;
  }

  private add(code: number): void {
    if (code > MAX_CODE) this.spoil();
    this.codes[this.length++] = code;
    this.hash = (Math.imul(this.hash, 31) + code) | 0;
  }

  private is({ codes }: Known): boolean {
    if (codes.length !== this.length) return false;
    for (let i = 0; i < codes.length; i++) if (codes[i] !== this.codes[i]) return false;
    return true;
  }
}

function codeOf(value: FieldValue): number {
  if (typeof value === 'string') return value === '' ? EMPTY : TEXT;
  return value === null ? NULL : value ? TRUE : FALSE;
}
