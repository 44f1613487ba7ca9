import { diffArrays } from 'diff';
import { type Analysis, type Engine, findingsOf } from '../analysis/analyze.js';
import { type Fixed, fixesOf, fixFrom, ofRule, type Only, safeFix } from '../analysis/fix.js';
import { type Span, touches } from '../language/span.js';
import type { Finding, Fix } from '../rules/contract.js';
import { notesOf } from '../texts/editor/notes.js';
import type { Lang } from '../texts/typeset.js';
import { fullMessage } from './request.js';

/** Replaces a span of a text; offsets are absolute. */
export interface TextReplacement extends Span {
  readonly text: string;
}

/**
 * Two texts that differ in more lines than this are not compared line by line: it would cost too much for what it
 * shows.
 */
const MAX_LINES_APART = 400;

/**
 * Small edits that turn one text into the other, in order, so that cursor, folding and undo survive. `cuts` are
 * matching offsets in the two texts (where each ligne begins): each stretch between two of them is compared on its own,
 * which keeps two hundred changed lignes cheap.
 */
export function textEdits(
  before: string,
  after: string,
  cuts: { readonly before: readonly number[]; readonly after: readonly number[] } = NONE,
): TextReplacement[] {
  const paired = cuts.before.length === cuts.after.length ? cuts : NONE;
  const edits: TextReplacement[] = [];
  let from = 0;
  let fromAfter = 0;
  for (let i = 0; i <= paired.before.length; i++) {
    const to = paired.before[i] ?? before.length;
    const toAfter = paired.after[i] ?? after.length;
    compare(before.slice(from, to), after.slice(fromAfter, toAfter), from, edits);
    from = to;
    fromAfter = toAfter;
  }
  return edits;
}

const NONE = { before: [], after: [] };

function compare(before: string, after: string, offset: number, out: TextReplacement[]): void {
  if (before === after) return;
  const changes = diffArrays(linesOf(before), linesOf(after), { maxEditLength: MAX_LINES_APART });
  if (changes === undefined) {
    trimmed(before, after, offset, out);
    return;
  }
  let at = offset;
  let removed: string[] = [];
  let added: string[] = [];
  const flush = (): void => {
    if (removed.length > 0 || added.length > 0) lines(removed, added, at - lengthOf(removed), out);
    removed = [];
    added = [];
  };
  for (const change of changes) {
    if (change.added) {
      added.push(...change.value);
      continue;
    }
    if (!change.removed) flush();
    if (change.removed) removed.push(...change.value);
    at += lengthOf(change.value);
  }
  flush();
}

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [];
const lengthOf = (parts: readonly string[]): number => parts.reduce((sum, part) => sum + part.length, 0);

/** A run of changed lines: line by line if their number stays the same. */
function lines(removed: readonly string[], added: readonly string[], offset: number, out: TextReplacement[]): void {
  if (removed.length !== added.length) {
    trimmed(removed.join(''), added.join(''), offset, out);
    return;
  }
  let at = offset;
  removed.forEach((line, i) => {
    trimmed(line, added[i] ?? '', at, out);
    at += line.length;
  });
}

/** One replacement, without what the two have in common at either end. */
function trimmed(before: string, after: string, offset: number, out: TextReplacement[]): void {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (splits(before, start) || splits(after, start)) start--;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end++;
  if (end > 0 && (splits(before, before.length - end) || splits(after, after.length - end))) end--;
  if (start + end < Math.max(before.length, after.length)) {
    out.push({
      start: offset + start,
      end: offset + before.length - end,
      text: after.slice(start, after.length - end),
    });
  }
}

/** An edit never begins or ends between the halves of one character, nor between CR and LF. */
function splits(text: string, at: number): boolean {
  const [left, right] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return (left >= 0xd800 && left < 0xdc00 && right >= 0xdc00 && right < 0xe000) || (left === 13 && right === 10);
}

export interface Remedy {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** Where a finding points, in the whole text. */
export function absoluteSpan(
  analysis: Analysis,
  finding: { readonly chunk: number | undefined; readonly span: Span },
): Span {
  const origin = analysis.originOf(finding.chunk);
  return { start: origin + finding.span.start, end: origin + finding.span.end };
}

export const remediesOf = (analysis: Analysis, findings: readonly Finding[]): Remedy[] =>
  findings.flatMap(finding => fixesOf(analysis, finding).map((fix): Remedy => ({ finding, fix })));

/** The edits of one remedy, in the whole text. */
export const replacements = (analysis: Analysis, fix: Fix): TextReplacement[] =>
  fix.edits
    .map(edit => ({ ...absoluteSpan(analysis, { chunk: edit.chunk, span: edit }), text: edit.text }))
    .sort((a, b) => a.start - b.start || a.end - b.end);

/** Which safe fixes an analysis has; each answer is computed once. */
export class SafeFixes {
  private readonly counts = new Map<string, number>();
  private every: number | undefined;

  /** `only`: the findings that are shown at all. */
  constructor(
    private readonly engine: Engine,
    private readonly analysis: Analysis,
    readonly only?: Only,
  ) {}

  /** How many of a rule's findings can be fixed all at once. */
  count(rule: string): number {
    const known = this.counts.get(rule);
    if (known !== undefined) return known;
    const count = this.isBroken
      ? fixFrom(this.engine, this.analysis, ofRule(rule, this.only)).applied
      : this.candidates(rule).length;
    this.counts.set(rule, count);
    return count;
  }

  /** How many findings can be fixed all at once. */
  get all(): number {
    this.every ??= this.isBroken
      ? fixFrom(this.engine, this.analysis, this.only).applied
      : findingsOf(this.analysis).filter(finding => this.isSafe(finding)).length;
    return this.every;
  }

  /** While there are syntax errors, only fixing shows what can be fixed. */
  private get isBroken(): boolean {
    return this.analysis.tree.problems.length > 0;
  }

  private candidates(rule: string): readonly Finding[] {
    return findingsOf(this.analysis).filter(finding => finding.rule.id === rule && this.isSafe(finding));
  }

  private isSafe(finding: Finding): boolean {
    return (
      finding.rule.remedies.includes('fix') &&
      (this.only?.(finding, this.analysis) ?? true) &&
      safeFix(this.analysis, finding) !== undefined
    );
  }
}

/** The fix as small edits to the current text. */
export const mendingEdits = (analysis: Analysis, fixed: Pick<Fixed, 'text' | 'analysis'>): readonly TextReplacement[] =>
  textEdits(analysis.text, fixed.text, cutsOf(analysis, fixed.analysis));

/** Where the lignes of the two texts begin. */
export const cutsOf = (
  before: Pick<Analysis, 'list'>,
  after: Pick<Analysis, 'list'>,
): { before: readonly number[]; after: readonly number[] } => ({
  before: before.list?.origins ?? [],
  after: after.list?.origins ?? [],
});

/** How many are listed under the light bulb. */
const MAX_FIXES = 5;

interface FindingNoteOptions {
  readonly lang: Lang;
  /** The editor doesn't show them itself. */
  readonly withMessages: boolean;
}

/** What is wrong at an offset and what can be done about it, in Markdown: the first thing to read. */
export function findingNote(
  { analysis, findings }: { readonly analysis: Analysis; readonly findings: readonly Finding[] },
  offset: number,
  { lang, withMessages }: FindingNoteOptions,
): string | undefined {
  const here = findings.filter(finding => touches(absoluteSpan(analysis, finding), { start: offset, end: offset }));
  const told = withMessages ? here.map(finding => escaped(fullMessage(finding, lang))) : [];
  const titles = [...new Set(remediesOf(analysis, here).map(({ fix }) => fix.title[lang]))].slice(0, MAX_FIXES);
  const fixes = titles.length === 0 ? [] : [notesOf(lang).fixes(titles.map(title => `- ${escaped(title)}`).join('\n'))];
  const blocks = [...told, ...fixes];
  return blocks.length === 0 ? undefined : blocks.join('\n\n');
}

/** A sentence isn't Markdown. */
const escaped = (text: string): string => text.replace(/[\\`*_[\]<>#]/g, '\\$&');
