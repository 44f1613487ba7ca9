import type { Analysis } from '../analysis/analyze.js';
import { foldKey } from '../format/domain/fold.js';
import type { IssueOf, StructureIssue } from '../format/model/issues.js';
import { wayTo } from '../format/profiles/detect.js';
import type { Finding } from '../rules/contract.js';
import { LineIndex } from '../language/lines.js';
import type { FailureData } from '../texts/failures.js';
import type { Slip } from '../texts/making.js';
import { Refused, type RefusedFor } from './refused.js';
import type { ArrayNode } from '../language/nodes.js';

/** A request, under the name that the user knows. */
export interface NamedRequest {
  readonly file: string;
  readonly analysis: Analysis;
}

/** Why a text can't be cut: its lignes can't be told apart, or writing them would lose something. */
export type Unsound = RefusedFor<
  Pick<
    FailureData,
    'unsound-syntax' | 'unsound-portal-field' | 'unsound-encoding' | 'unsound-no-list' | 'unsound-two-lists'
  >
>;

export const isUnsound = (refused: Refused): refused is Unsound => refused.code.startsWith('unsound-');

/** One ligne as typed. */
export interface CutLigne {
  /** From 0. */
  readonly index: number;
  /** The text between the previous ligne and this one, comma included; undefined for the first. */
  readonly gap: string | undefined;
  /** Its text with that number; nothing else changes. */
  readonly text: (numLigne: number) => string;
}

/** A request as source text: its lignes, and everything around them. */
export interface Cut {
  readonly before: string;
  readonly after: string;
  /** The text between two lignes of this file. */
  readonly gap: string;
  readonly lignes: readonly CutLigne[];
}

export function unsoundness({ file, analysis }: NamedRequest): Unsound | undefined {
  const { tree, textFindings, options } = analysis;
  if (tree.problems.length > 0) {
    const first = textFindings.find(({ rule }) => rule.id === 'json-syntax') ?? textFindings[0];
    return new Refused('unsound-syntax', { file, slip: slipOf(analysis, first) });
  }
  // Unreadable bytes became U+FFFD: writing that would lose them.
  if (options.invalidBytes === true) return new Refused('unsound-encoding', { file, slip: undefined });
  if (analysis.list === undefined) return new Refused('unsound-no-list', { file, slip: undefined });
  return hasTwoLists(analysis) ? new Refused('unsound-two-lists', { file, slip: undefined }) : undefined;
}

/** Where a finding is in the text, for a refusal. */
export function slipOf(analysis: Analysis, finding: Finding): Slip;
export function slipOf(analysis: Analysis, finding: Finding | undefined): Slip | undefined;
export function slipOf(analysis: Analysis, finding: Finding | undefined): Slip | undefined {
  if (finding === undefined) return undefined;
  const start = analysis.originOf(finding.chunk) + finding.span.start;
  const { line, character } = new LineIndex(analysis.text).positionAt(start);
  const message = { fr: finding.message('fr'), en: finding.message('en') };
  return { line: line + 1, column: character + 1, message };
}

/** Only the first of two lists is read: the other would be copied into every part. */
function hasTwoLists({ tree, model }: Analysis): boolean {
  if (tree.root?.kind !== 'object') return false;
  const folded = foldKey(model.lignesKey);
  const { holder } = wayTo(tree.root, model);
  return (holder?.properties ?? []).filter(({ key }) => foldKey(key) === folded).length > 1;
}

/** Cuts a sound text. */
export function cut(analysis: Analysis): Cut {
  const { text, list } = analysis;
  const spans = list === undefined ? [] : spansOf(list);
  const [first, second] = spans;
  const last = spans.at(-1);
  const [from, to] = first === undefined || last === undefined ? emptyPlace(analysis) : [first.start, last.end];
  const lead = text.slice((list?.start ?? -1) + 1, from);
  return {
    before: text.slice(0, from),
    after: text.slice(to),
    gap: first === undefined || second === undefined ? `,${lead}` : text.slice(first.end, second.start),
    lignes: spans.map(({ start, end }, index) => ({
      index,
      gap: index === 0 ? undefined : text.slice(spans[index - 1]?.end ?? start, start),
      text: numLigne => numbered(analysis, index, numLigne, text.slice(start, end)),
    })),
  };
}

/** The parts as one text, numbered 1, 2, 3… */
export function assembled(frame: Cut, lignes: readonly CutLigne[]): string {
  const parts = lignes.map((ligne, i) => `${i === 0 ? '' : (ligne.gap ?? frame.gap)}${ligne.text(i + 1)}`);
  return `${frame.before}${parts.join('')}${frame.after}`;
}

const spansOf = ({ items, origins = [] }: ArrayNode): { readonly start: number; readonly end: number }[] =>
  items.map((item, i) => ({ start: (origins[i] ?? 0) + item.start, end: (origins[i] ?? 0) + item.end }));

/** Right after the opening bracket of an empty list. */
function emptyPlace({ list }: Analysis): readonly [number, number] {
  const start = list?.start ?? 0;
  return [start + 1, (list?.end ?? start + 1) - 1];
}

const isMistyped = (issue: StructureIssue): issue is IssueOf<'type'> =>
  issue.kind === 'type' && issue.shape.role === 'numLigne';

/** A number typed as text stays text: its own finding covers that. An unreadable one stays as it is. */
function numbered({ lignes }: Analysis, index: number, due: number, text: string): string {
  const ligne = lignes[index]?.ligne;
  // 1.0 has the wrong type and so isn't a field.
  const node = ligne?.first('numLigne')?.node ?? ligne?.issues.find(isMistyped)?.node;
  if (node?.kind !== 'number' && node?.kind !== 'string') return text;
  const typed = node.kind === 'string' ? node.value : text.slice(node.start, node.end);
  if (
    typed === String(due) ||
    !(node.kind === 'number' ? Number.isInteger(Number(typed)) : /^-?\d+(?:\.0+)?$/.test(typed))
  )
    return text;
  const value = node.kind === 'string' ? `"${String(due)}"` : String(due);
  return text.slice(0, node.start) + value + text.slice(node.end);
}
