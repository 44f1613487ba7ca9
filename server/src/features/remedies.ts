import { findingsOf, type Analysis, type Engine } from '../analysis/analyze.js';
import { fixAll, fixesOf, ofRule, safeFix, type Fixed, type Only } from '../analysis/fix.js';
import type { Finding, Fix } from '../rules/contract.js';
import type { Span } from '../language/span.js';
import { textEdits, type TextReplacement } from './textEdits.js';

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

/** Which safe fixes one analysis has; each answer is worked out once. */
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
      ? fixAll(this.engine, this.analysis.text, this.analysis.options, ofRule(rule, this.only)).applied
      : this.candidates(rule).length;
    this.counts.set(rule, count);
    return count;
  }

  /** How many findings can be fixed all at once. */
  get all(): number {
    this.every ??= this.isBroken
      ? fixAll(this.engine, this.analysis.text, this.analysis.options, this.only).applied
      : findingsOf(this.analysis).filter(finding => this.isSafe(finding)).length;
    return this.every;
  }

  /** While there are syntax errors, only fixing tells what can be. */
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

/** What was mended, as small edits on the text at hand. */
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
