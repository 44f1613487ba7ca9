import { tidyLexeme } from './whitespace.js';
import type { ArrayNode, JsonNode, JsonValue, ObjectNode, PropertyNode } from './nodes.js';
import { keySpan, type Span } from './span.js';

/** Replaces a span of the text. Offsets are relative to the chunk (ligne), absolute if `chunk` is undefined. */
export interface Edit extends Span {
  readonly chunk: number | undefined;
  readonly text: string;
}

/**
 * The edit that drops a byte order mark: the core's text never holds it, so no character changes; writing the text anew
 * is what removes it.
 */
export const WITHOUT_BOM: Edit = { chunk: undefined, start: 0, end: 0, text: '' };

/** A property to move, and its new key. */
interface Member {
  readonly property: PropertyNode;
  readonly key: string;
}

/** The text of one version, and where its chunks begin. */
export interface Source {
  readonly text: string;
  readonly originOf: (chunk: number | undefined) => number;
}

/**
 * Writes edits for one chunk of one version. Everything that it moves or keeps stays as typed: 20-digit numbers,
 * `\u00e9`, indentation. New text takes the layout of its surroundings.
 */
export class SourceEditor {
  private readonly origin: number;

  constructor(
    private readonly source: Source,
    readonly chunk: number | undefined,
  ) {
    this.origin = source.originOf(chunk);
  }

  /** The same version seen from another chunk. */
  in(chunk: number | undefined): SourceEditor {
    return chunk === this.chunk ? this : new SourceEditor(this.source, chunk);
  }

  slice(span: Span): string {
    return this.source.text.slice(this.origin + span.start, this.origin + span.end);
  }

  /** There is something that the tree doesn't contain. */
  hasComment(span: Span): boolean {
    const text = this.slice(span);
    return bare(text) !== text;
  }

  replace(span: Span, text: string): Edit {
    return { chunk: this.chunk, start: span.start, end: span.end, text };
  }

  replaceValue(node: JsonNode, value: JsonValue): Edit {
    return this.replace(node, this.render(value, this.lineIndent(node.start), this.multiline()));
  }

  renameKey(property: PropertyNode, key: string): Edit {
    return this.replace(keySpan(property), JSON.stringify(key));
  }

  /** Trims and collapses the blanks of a string, keeping its other characters as typed. */
  tidyString(span: Span): Edit {
    return this.replace(span, `"${tidyLexeme(this.slice(span).slice(1, -1))}"`);
  }

  /** Inserts a property after `previous`, or first. */
  insertProperty(object: ObjectNode, previous: PropertyNode | undefined, key: string, value: JsonValue): Edit {
    const first = object.properties[0];
    if (first === undefined)
      return this.replace(
        { start: object.start, end: object.end },
        this.render({ [key]: value }, this.lineIndent(object.start), this.multiline()),
      );
    return this.insertMember(object, previous, key, (indent, multiline) => this.render(value, indent, multiline));
  }

  /**
   * Moves a property into another object, after `previous` or first; its value stays as typed. `chunk`: where that
   * object stands, if elsewhere.
   */
  moveProperty(
    property: PropertyNode,
    from: ObjectNode,
    to: {
      readonly object: ObjectNode;
      readonly previous: PropertyNode | undefined;
      readonly key: string;
      readonly chunk?: number | undefined;
    },
  ): readonly Edit[] {
    const text = property.value === undefined ? 'null' : this.slice(property.value);
    const { object, previous, key } = to;
    const there = 'chunk' in to ? this.in(to.chunk) : this;
    const inserted =
      object.properties.length === 0
        ? there.replace({ start: object.start, end: object.end }, `{ ${JSON.stringify(key)}: ${text} }`)
        : there.insertMember(object, previous, key, () => text);
    return [this.removeProperty(from, property), inserted];
  }

  /**
   * Gathers properties of an object (keys as given, values as typed) in a new block, or in a list of one, which is
   * inserted into an object after `previous` or first.
   */
  gather(
    members: readonly Member[],
    from: ObjectNode,
    to: {
      readonly object: ObjectNode;
      readonly previous: PropertyNode | undefined;
      readonly key: string;
      /** The block, if it already exists. */
      readonly hollow: PropertyNode | undefined;
    },
    inList: boolean,
  ): readonly Edit[] {
    const moved = new Set(members.map(({ property }) => property));
    const block = (indent: string, multiline: boolean): string => this.block(members, inList, indent, multiline);
    const { object, previous, key, hollow } = to;
    if (hollow?.value !== undefined) {
      const multiline = this.between(object.start + 1, hollow.keyStart).includes('\n');
      const text = block(multiline ? this.lineIndent(hollow.keyStart) : '', multiline);
      return [...this.removeRuns(from, moved), this.replace(hollow.value, text)];
    }
    const left = object === from ? object.properties.filter(property => !moved.has(property)) : object.properties;
    const [first] = object.properties;
    if (left.length > 0) {
      const inserted = this.insertMember(object, previous, key, block, left[0]);
      return [...this.removeRuns(from, moved), inserted];
    }
    const multiline = first !== undefined && this.between(object.start + 1, first.keyStart).includes('\n');
    const text = block(multiline ? this.lineIndent(first.keyStart) : '', multiline);
    const member = `${JSON.stringify(key)}: ${text}`;
    if (object === from && first !== undefined)
      return [this.replace({ start: first.keyStart, end: endOf(object.properties.at(-1) ?? first) }, member)];
    return [...this.removeRuns(from, moved), this.replace(object, `{ ${member} }`)];
  }

  private block(members: readonly Member[], inList: boolean, indent: string, multiline: boolean): string {
    const line = (depth: number): string =>
      multiline ? `${this.eol()}${indent}${this.indentUnit().repeat(depth)}` : '';
    const depth = inList ? 2 : 1;
    const inner = members.map(({ property, key }) => {
      const value = property.value === undefined ? 'null' : this.slice(property.value);
      return `${line(depth)}${JSON.stringify(key)}:${this.colonGap(property)}${value}`;
    });
    const object = `{${inner.join(',')}${line(depth - 1)}}`;
    return inList ? `[${line(1)}${object}${line(0)}]` : object;
  }

  /** Removes properties with their commas, consecutive ones in one piece. */
  private removeRuns({ properties, start, end }: ObjectNode, moved: ReadonlySet<PropertyNode>): Edit[] {
    const edits: Edit[] = [];
    for (let i = 0; i < properties.length; i++) {
      const first = properties[i];
      if (first === undefined || !moved.has(first)) continue;
      const before = properties[i - 1];
      let last = first;
      for (let next = properties[i + 1]; next !== undefined && moved.has(next); next = properties[++i + 1]) last = next;
      const after = properties[i + 1];
      if (before !== undefined) edits.push(this.replace({ start: endOf(before), end: endOf(last) }, ''));
      else if (after !== undefined) edits.push(this.replace({ start: first.keyStart, end: after.keyStart }, ''));
      else edits.push(this.replace({ start: start + 1, end: end - 1 }, ''));
    }
    return edits;
  }

  private insertMember(
    object: ObjectNode,
    previous: PropertyNode | undefined,
    key: string,
    valueText: (indent: string, multiline: boolean) => string,
    ahead: PropertyNode | undefined = object.properties[0],
  ): Edit {
    const first = object.properties[0];
    if (first === undefined || ahead === undefined) return this.at(object.start, '');
    const separator = this.between(object.start + 1, first.keyStart);
    const indent = separator.includes('\n') ? this.lineIndent(first.keyStart) : '';
    const member = `${JSON.stringify(key)}:${this.colonGap(first)}${valueText(indent, separator.includes('\n'))}`;
    if (previous === undefined)
      return this.at(ahead.keyStart, `${member},${separator === '' ? '' : this.gap(object, separator)}`);
    return this.at(endOf(previous), `,${this.gap(object, separator)}${member}`);
  }

  /** Removes a property with its comma. */
  removeProperty(object: ObjectNode, property: PropertyNode): Edit {
    const i = rankOf(object, property);
    const before = object.properties[i - 1];
    const after = object.properties[i + 1];
    if (before !== undefined) return this.replace({ start: endOf(before), end: endOf(property) }, '');
    if (after !== undefined) return this.replace({ start: property.keyStart, end: after.keyStart }, '');
    return this.replace({ start: object.start + 1, end: object.end - 1 }, '');
  }

  /** Removes an item of a list with its comma. Not for chunked lists. */
  removeItem(list: ArrayNode, index: number): Edit {
    const [before, item, after] = [list.items[index - 1], list.items[index], list.items[index + 1]];
    if (item === undefined) return this.at(list.start, '');
    if (before !== undefined) return this.replace({ start: before.end, end: item.end }, '');
    if (after !== undefined) return this.replace({ start: item.start, end: after.start }, '');
    return this.replace({ start: list.start + 1, end: list.end - 1 }, '');
  }

  appendItem(list: ArrayNode, value: JsonValue): Edit {
    const last = list.items.at(-1);
    const first = list.items[0];
    if (last === undefined || first === undefined)
      return this.replace(list, this.render([value], this.lineIndent(list.start), this.multiline()));
    const separator = this.between(list.start + 1, first.start);
    const indent = separator.includes('\n') ? this.lineIndent(first.start) : '';
    const gap =
      list.items[1] === undefined
        ? separator.includes('\n')
          ? separator
          : this.multiline()
            ? ' '
            : ''
        : this.between(first.end, list.items[1].start).replace(/^\s*,/, '');
    return this.at(last.end, `,${gap}${this.render(value, indent, separator.includes('\n'))}`);
  }

  /** Reorders the members of an object; what is between them stays in place. */
  reorder(object: ObjectNode, order: readonly PropertyNode[]): Edit[] {
    return object.properties.flatMap((slot, i) => {
      const member = order[i];
      if (member === undefined || member === slot) return [];
      return [
        this.replace(
          { start: slot.keyStart, end: endOf(slot) },
          this.slice({ start: member.keyStart, end: endOf(member) }),
        ),
      ];
    });
  }

  /**
   * Removes what stands between two words of the text, with the line when nothing else is on it, else with the blanks
   * before it.
   */
  removeWithBlanks(span: Span): Edit {
    const { text } = this.source;
    let start = this.origin + span.start;
    let end = this.origin + span.end;
    while (start > 0 && isSpace(text[start - 1])) start--;
    const alone = start === 0 || isBreak(text[start - 1]);
    if (alone) {
      while (end < text.length && isSpace(text[end])) end++;
      if (end < text.length && !isBreak(text[end])) return this.replace(span, '');
      if (text[end] === '\r' && text[end + 1] === '\n') end++;
      if (end < text.length) end++;
    }
    // Two words that only this separated stay two.
    const parts = !alone && isWord(text[start - 1]) && isWord(text[end]) ? ' ' : '';
    return this.replace({ start: start - this.origin, end: end - this.origin }, parts);
  }

  /** Turns the content of a comment into members of an object, with the commas that they need there. */
  uncomment(span: Span): Edit {
    const { text } = this.source;
    const held = this.slice(span)
      .replace(/^\/\*+|\*+\/$/g, '')
      .replace(/^[ \t]*(?:\/\/+|#+|\*(?!\/))[ \t]?/gm, '')
      .trim();
    const members = held.replace(/[\s,]+$/, '').replace(/^[\s,]+/, '');
    const start = this.origin + span.start;
    const end = this.origin + span.end;
    const before = bare(text.slice(Math.max(0, start - WINDOW), start))
      .trimEnd()
      .slice(-1);
    const after = bare(text.slice(end, end + WINDOW))
      .trimStart()
      .slice(0, 1);
    const tail = after === '' || '}],'.includes(after) ? '' : ',';
    if (before === '' || '{[,:'.includes(before)) return this.replace(span, `${members}${tail}`);
    // The comma goes after the previous word.
    const blanks = /\s*$/.exec(text.slice(0, start).slice(-WINDOW))?.[0] ?? '';
    return this.replace(
      { start: span.start - blanks.length, end: span.end },
      `,${blanks === '' ? ' ' : blanks}${members}${tail}`,
    );
  }

  /** JSON text of a new value, laid out as its surroundings. */
  private render(value: JsonValue, indent: string, multiline: boolean): string {
    if (!multiline) return JSON.stringify(value);
    const unit = this.indentUnit();
    const text = JSON.stringify(value, null, unit);
    return text.replaceAll('\n', `${this.eol()}${indent}`);
  }

  private at(offset: number, text: string): Edit {
    return this.replace({ start: offset, end: offset }, text);
  }

  private between(start: number, end: number): string {
    return this.slice({ start, end });
  }

  /** What separates a comma from the next key: as between the first two, otherwise as before the first. */
  private gap(object: ObjectNode, beforeFirst: string): string {
    const [first, second] = object.properties;
    if (first === undefined || second === undefined) return beforeFirst.includes('\n') ? beforeFirst : ' ';
    const text = this.between(endOf(first), second.keyStart);
    const gap = text.slice(text.indexOf(',') + 1);
    return gap.trim() === '' ? gap : beforeFirst;
  }

  private colonGap(property: PropertyNode): string {
    if (property.value === undefined) return ' ';
    const text = this.between(property.keyEnd, property.value.start);
    return text.trim() === ':' ? text.slice(text.indexOf(':') + 1) : ' ';
  }

  /** The blanks at the start of the line that holds this offset. */
  private lineIndent(offset: number): string {
    const at = this.origin + offset;
    // A line that is longer than this isn't laid out.
    const line = this.source.text.slice(Math.max(0, at - WINDOW), at);
    const start = line.lastIndexOf('\n') + 1;
    return start === 0 && at > WINDOW ? '' : (/^[ \t]*/.exec(line.slice(start))?.[0] ?? '');
  }

  private indentUnit(): string {
    return /\n([ \t]+)\S/.exec(this.source.text.slice(0, WINDOW))?.[1] ?? '  ';
  }

  private multiline(): boolean {
    return /\n\s*"/.test(this.source.text.slice(0, WINDOW));
  }

  private eol(): string {
    return this.source.text.slice(0, WINDOW).includes('\r\n') ? '\r\n' : '\n';
  }
}

/** How far to look for the layout of a text, and for the words around a comment. */
const WINDOW = 2_000;
/** The text without its comments. */
const bare = (text: string): string => text.replace(COMMENTS, found => (found.startsWith('"') ? found : ''));
const COMMENTS = /"(?:[^"\\\r\n]|\\.)*"|\/\/[^\r\n]*|#[^\r\n]*|\/\*[\s\S]*?\*\//g;

const isWord = (char: string | undefined): boolean => char !== undefined && /[^\s,:{}[\]]/.test(char);
const isSpace = (char: string | undefined): boolean => char === ' ' || char === '\t';
const isBreak = (char: string | undefined): boolean => char === '\n' || char === '\r';

/** End of a property: of its value, or of its key if a syntax error took the value. */
export const endOf = (property: PropertyNode): number => property.value?.end ?? property.keyEnd;

/** Its place among the members, which are in text order. */
function rankOf({ properties }: ObjectNode, { keyStart }: PropertyNode): number {
  let low = 0;
  let high = properties.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((properties[middle]?.keyStart ?? 0) < keyStart) low = middle + 1;
    else high = middle;
  }
  return low;
}
