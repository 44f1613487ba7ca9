import { fullMessage } from '../features/message.js';
import { fixesOf } from '../analysis/fix.js';
import type { Bilingual } from '../format/profiles/shape.js';
import type { Finding, Lang, Related, Severity } from '../rules/contract.js';
import { pointer } from '../format/model/place.js';
import type { Source } from '../language/edit.js';
import { LineIndex, type Position } from '../language/lines.js';
import type { Span } from '../language/span.js';

/** What a report needs of an analysis: no tree, so that many requests can wait for one another. */
export interface Checked extends Source {
  readonly choice: { readonly profile: { readonly id: string } | undefined };
  readonly options: { readonly bom?: boolean | undefined };
}

/** A request that was checked, with all that a reporter tells of it. */
export interface CheckedRequest {
  readonly path: string;
  readonly analysis: Checked;
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
  readonly related: readonly LocatedRelated[];
}

export interface LocatedRelated {
  /** As it was given on the command line. */
  readonly file: string;
  /** It isn't the finding's own. */
  readonly elsewhere: boolean;
  readonly from: Position;
  readonly to: Position;
  readonly message: Bilingual;
}

/** A finding as the JSON output has it; other tools read these keys. */
export interface ReportedFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: string;
  readonly range: Range;
  readonly fixable: boolean;
  /** Only where there is something to see elsewhere. */
  readonly related?: readonly { readonly file: string; readonly message: string; readonly range: Range }[];
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Another file of the run, where a finding points to it. */
export type OtherFile = (path: string) => { readonly source: Source; readonly lines: LineIndex } | undefined;

export function checked(
  path: string,
  analysis: Checked,
  findings: readonly Finding[],
  other: OtherFile = () => undefined,
): CheckedRequest {
  const lines = new LineIndex(analysis.text);
  return {
    path,
    analysis,
    lines,
    findings: findings.map(finding => locate(finding, { path, source: analysis, lines }, other)),
  };
}

interface Own {
  readonly path: string;
  readonly source: Checked;
  readonly lines: LineIndex;
}

function locate(finding: Finding, own: Own, other: OtherFile): Located {
  const { source, lines } = own;
  const origin = source.originOf(finding.chunk);
  const start = origin + finding.span.start;
  const end = origin + finding.span.end;
  const seen = ({ file, chunk, span, message }: Related): readonly LocatedRelated[] => {
    const at = file === undefined ? own : other(file);
    return at === undefined
      ? []
      : [
          {
            file: file ?? own.path,
            elsewhere: file !== undefined,
            message,
            ...positions(at.source.originOf(chunk), span, at.lines),
          },
        ];
  };
  return {
    finding,
    start,
    end,
    from: lines.positionAt(start),
    to: lines.positionAt(end),
    fixable: isFixable(source, finding),
    related: finding.related.flatMap(seen),
  };
}

const positions = (
  origin: number,
  { start, end }: Span,
  lines: LineIndex,
): { readonly from: Position; readonly to: Position } => ({
  from: lines.positionAt(origin + start),
  to: lines.positionAt(origin + end),
});

/**
 * Whether `segur-json fix` would mend it. The fix of a BOM has no edit: the BOM is no part of the text, it is left out
 * when the text is written.
 */
function isFixable(analysis: Checked, finding: Finding): boolean {
  const bom = analysis.options.bom === true && finding.rule.scope === 'text';
  try {
    return fixesOf(analysis, finding).some(fix => fix.kind === 'fix' && (fix.edits.length > 0 || bom));
  } catch {
    return false;
  }
}

export function reported({ finding, from, to, fixable, related }: Located, lang: Lang): ReportedFinding {
  return {
    code: finding.rule.id,
    severity: finding.severity,
    message: fullMessage(finding, lang),
    path: pointer(finding.place),
    range: { start: from, end: to },
    fixable,
    ...(related.length > 0 && {
      related: related.map(one => ({
        file: one.file,
        message: one.message[lang],
        range: { start: one.from, end: one.to },
      })),
    }),
  };
}
