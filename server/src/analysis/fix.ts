import { analyze, findingsOf, type Analysis, type AnalyzeOptions, type Engine } from './analyze.js';
import type { Finding, Fix } from '../rules/contract.js';
import { parseRequest } from '../language/parse.js';
import { applyEdits } from '../language/apply.js';
import { SourceEditor, type Edit, type Source } from '../language/edit.js';

/**
 * A round fixes what the previous one uncovered (a syntax error hides its ligne's keys, a list the value it wraps).
 * Real files need two or three; no nesting that the parser accepts needs more.
 */
const MAX_ROUNDS = 80;

/** The remedies of a finding, best first. */
export function fixesOf(analysis: Source, finding: Finding): readonly Fix[] {
  return finding.fixes(new SourceEditor(analysis, finding.chunk));
}

export const safeFix = (analysis: Analysis, finding: Finding): Fix | undefined =>
  fixesOf(analysis, finding).find(fix => fix.kind === 'fix' && fix.edits.length > 0);

/** Whether to fix a finding of one of the rounds. */
export type Only = (finding: Finding, analysis: Analysis) => boolean;

/** One rule's findings, among those that `only` accepts. */
export const ofRule =
  (rule: string, only: Only | undefined): Only =>
  (finding, analysis) =>
    finding.rule.id === rule && (only?.(finding, analysis) ?? true);

export interface Fixed {
  readonly text: string;
  /** The analysis of the returned text. */
  readonly analysis: Analysis;
  readonly applied: number;
}

/**
 * Applies every safe fix until none is left, so a second application changes nothing. Syntax is mended first; while a
 * syntax error remains, only lignes that it doesn't touch are changed. `only` limits this to some findings: one rule's,
 * or those that the configuration keeps.
 */
export const fixAll = (engine: Engine, text: string, options: AnalyzeOptions, only?: Only): Fixed =>
  fixFrom(engine, analyze(engine, text, options), only);

/** The same, for a text that has been analysed. */
export function fixFrom(engine: Engine, before: Analysis, only?: Only): Fixed {
  let analysis = before;
  let applied = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const groups = safeEdits(analysis, only);
    if (groups.length === 0) break;
    const next = applyEdits(analysis, groups, text => problemsIn(text) <= analysis.tree.problems.length);
    // Even if the text is unchanged, it has lost its byte order mark.
    if (next.applied === 0 || (next.text === analysis.text && analysis.options.bom !== true)) break;
    applied += next.applied;
    analysis = analyze(engine, next.text, { ...before.options, bom: false });
  }
  return { text: analysis.text, analysis, applied };
}

const problemsIn = (text: string): number => parseRequest(text).found.length;

function safeEdits(analysis: Analysis, only: Only | undefined): (readonly Edit[])[] {
  const syntax = analysis.textFindings.filter(finding => only?.(finding, analysis) ?? true);
  const mended = groupsOf(analysis, syntax);
  if (mended.length > 0) return mended;
  const broken = new Set(analysis.tree.problems.map(problem => problem.chunk));
  // An error outside every ligne may have moved keys from one ligne to its neighbour.
  if (broken.has(undefined)) return [];
  const rest = findingsOf(analysis).filter(finding => only?.(finding, analysis) ?? true);
  return groupsOf(analysis, rest).filter(edits => !edits.some(edit => broken.has(edit.chunk)));
}

function groupsOf(analysis: Analysis, findings: readonly Finding[]): (readonly Edit[])[] {
  const groups: (readonly Edit[])[] = [];
  const seen = new Set<string>();
  for (const finding of findings) {
    const fix = safeFix(analysis, finding);
    if (fix === undefined) continue;
    // Several findings may share one remedy (the keys of one object, out of order): it is applied once.
    const id = fix.edits.map(e => `${String(e.chunk)}:${String(e.start)}-${String(e.end)}=${e.text}`).join('|');
    if (seen.has(id)) continue;
    seen.add(id);
    groups.push(fix.edits);
  }
  return groups;
}
