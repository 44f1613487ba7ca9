import { fullMessage } from '../core/features/message.js';
import type { Analysis } from '../core/analyze.js';
import { fixesOf } from '../core/fix.js';
import type { Finding, Lang, Severity } from '../core/rules/contract.js';
import { pointer } from '../core/model/place.js';
import { LineIndex, type Position } from '../core/text/lines.js';

/** A request that was checked, with all that a reporter tells of it. */
export interface CheckedRequest {
  readonly path: string;
  readonly analysis: Analysis;
  readonly lines: LineIndex;
  readonly findings: readonly Located[];
}

export interface Located {
  readonly finding: Finding;
  /** In the whole text. */
  readonly start: number;
  readonly end: number;
  readonly from: Position;
  readonly to: Position;
  readonly fixable: boolean;
}

/** A finding as the JSON output has it; other tools read these keys. */
export interface ReportedFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: string;
  readonly range: { readonly start: Position; readonly end: Position };
  readonly fixable: boolean;
}

export function checked(path: string, analysis: Analysis, findings: readonly Finding[]): CheckedRequest {
  const lines = new LineIndex(analysis.text);
  const located = findings.map((finding) => {
    const origin = analysis.originOf(finding.chunk);
    const start = origin + finding.span.start;
    const end = origin + finding.span.end;
    return { finding, start, end, from: lines.positionAt(start), to: lines.positionAt(end), fixable: isFixable(analysis, finding) };
  });
  return { path, analysis, lines, findings: located };
}

/**
 * Whether `segur-json fix` would mend it. The fix of a BOM has no edit: the BOM is no part of the text, it is left out when the
 * text is written.
 */
function isFixable(analysis: Analysis, finding: Finding): boolean {
  const bom = analysis.options.bom === true && finding.rule.scope === 'text';
  try {
    return fixesOf(analysis, finding).some((fix) => fix.kind === 'fix' && (fix.edits.length > 0 || bom));
  } catch {
    return false;
  }
}

export const reported = ({ finding, from, to, fixable }: Located, lang: Lang): ReportedFinding => ({
  code: finding.rule.id, severity: finding.severity, message: fullMessage(finding, lang), path: pointer(finding.place),
  range: { start: from, end: to }, fixable,
});
