import type { FieldRole } from '../format/profiles/roles.js';
import { codeFor, type Shape, type Traits, writtenNumber } from '../format/profiles/profile.js';
import type { Layout } from './format.js';

interface SkeletonOptions {
  readonly layout: Layout;
  /** Blanks before the line that the value begins on. */
  readonly indent: string;
  /** With placeholders, in LSP snippet syntax; otherwise required values are null. */
  readonly snippet: boolean;
  /** Number that a new ligne gets. */
  readonly numLigne: number;
  readonly traits: Traits | undefined;
  /** An initial value for a text of that role. */
  readonly defaultOf?: ((role: FieldRole) => string | undefined) | undefined;
  /** Type of a new attachment. */
  readonly typeFichier?: string | undefined;
}

/** One client, whose funded software sends the data itself: the most common request. */
const MOSTLY_TRUE: ReadonlySet<FieldRole> = new Set<FieldRole>([
  'isClientUnique',
  'directDMP',
  'directMSSPro',
  'directMSSCitoyen',
]);

/** The text of a new value of that shape, complete and in the model's order. */
export function skeletonText(shape: Shape, options: SkeletonOptions): string {
  return new Writer(options).value(shape, options.indent, true, options.typeFichier);
}

class Writer {
  private stop = 0;

  constructor(private readonly options: SkeletonOptions) {}

  value(shape: Shape, indent: string, outermost: boolean, typeFichier?: string): string {
    if (shape.role === 'numLigne') return writtenNumber(shape, String(this.options.numLigne));
    if (shape.role === 'typeFichier' && typeFichier !== undefined) return JSON.stringify(codeFor(shape, typeFichier));
    if (shape.types.has('object')) return this.object(shape, indent, typeFichier);
    if (shape.types.has('array')) return this.array(shape, indent);
    if (shape.enum?.length === 1) return JSON.stringify(shape.enum[0]?.value ?? null);
    if (shape.portal) return 'null';
    // In a whole ligne, only values that can't be null ask for an answer.
    if (shape.types.has('null')) return outermost ? this.blank('null') : 'null';
    if (shape.types.has('boolean')) {
      const likely = shape.role !== undefined && MOSTLY_TRUE.has(shape.role);
      return this.choice(likely ? ['true', 'false'] : ['false', 'true'], String(likely));
    }
    if (shape.enum !== undefined)
      return this.choice(
        shape.enum.map(({ value }) => JSON.stringify(value)),
        'null',
      );
    if (!this.options.snippet) return 'null';
    if (!shape.types.has('string')) return this.blank('0');
    const start = shape.role === undefined ? undefined : this.options.defaultOf?.(shape.role);
    return `"${this.blank(
      start === undefined
        ? ''
        : JSON.stringify(start)
            .slice(1, -1)
            .replace(/[\\$}]/g, '\\$&'),
    )}"`;
  }

  private object(shape: Shape, indent: string, typeFichier: string | undefined): string {
    const members = (shape.properties ?? []).filter(p => p.required);
    const inner = indent + this.options.layout.unit;
    return this.list(
      '{',
      '}',
      indent,
      members.map(p => `"${p.key}":${this.options.layout.colon}${this.value(p.shape, inner, false, typeFichier)}`),
    );
  }

  private array(shape: Shape, indent: string): string {
    const { items } = shape;
    if (items?.types.has('object') !== true) return `[${this.options.snippet ? this.blank('') : ''}]`;
    const inner = indent + this.options.layout.unit;
    // A ligne's attachments are those that its couloir asks for; of two that would do, the first.
    const due =
      shape.container === 'pieces'
        ? (this.options.traits?.pieces.map(types => types.split('|')[0]) ?? [undefined])
        : [undefined];
    return this.list(
      '[',
      ']',
      indent,
      due.map(type => this.value(items, inner, false, type)),
    );
  }

  private list(open: string, close: string, indent: string, members: readonly string[]): string {
    const { unit, eol, colon } = this.options.layout;
    if (members.length === 0) return open + close;
    if (unit === '') return `${open}${members.join(colon === '' ? ',' : ', ')}${close}`;
    return `${open}${eol}${members.map(m => indent + unit + m).join(`,${eol}`)}${eol}${indent}${close}`;
  }

  private blank(text: string): string {
    if (!this.options.snippet) return text;
    this.stop++;
    return text === '' ? `$${String(this.stop)}` : `\${${String(this.stop)}:${text}}`;
  }

  private choice(values: readonly string[], otherwise: string): string {
    if (!this.options.snippet) return otherwise;
    this.stop++;
    return `\${${String(this.stop)}|${values.map(value => value.replace(/[\\,|]/g, '\\$&')).join(',')}|}`;
  }
}
