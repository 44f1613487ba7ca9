import { createHash } from 'node:crypto';
import { citedBy, fullMessage, rulePage } from '../../features/request.js';
import { fixesOf } from '../../analysis/fix.js';
import type { Finding, Related, Severity } from '../../rules/contract.js';
import { pointer } from '../../format/model/located.js';
import { WITHOUT_BOM, type Source } from '../../language/edit.js';
import { LineIndex, type Position } from '../../language/lines.js';
import type { Span } from '../../language/span.js';
import type { Bilingual, Lang } from '../../texts/typeset.js';

/** What a report needs from an analysis: no tree, so that many requests can wait for one another. */
export interface Checked extends Source {
  readonly choice: { readonly profile: { readonly id: string } | undefined };
  readonly options: { readonly bom?: boolean | undefined };
  readonly lignes: { readonly length: number };
}

/** A checked request, with everything that a reporter shows. */
export interface CheckedRequest {
  readonly path: string;
  readonly analysis: Checked;
  readonly lines: LineIndex;
  /** Numbers of the requests, by ligne. */
  readonly demandes: readonly (string | undefined)[];
  readonly findings: readonly Located[];
}

export interface Located {
  readonly finding: Finding;
  /** In the whole text. */
  readonly start: number;
  readonly end: number;
  readonly from: Position;
  readonly to: Position;
  /** What `segur-json fix` would do about it. */
  readonly fix: LocatedFix | undefined;
  readonly related: readonly LocatedRelated[];
}

export interface LocatedFix {
  readonly title: Bilingual;
  /** None for the byte order mark: it isn't part of the text, and is dropped when the text is written. */
  readonly edits: readonly { readonly from: Position; readonly to: Position; readonly text: string }[];
}

interface LocatedRelated {
  /** As it was given on the command line. */
  readonly file: string;
  /** Only if it isn't the finding's own. */
  readonly elsewhere: boolean;
  readonly from: Position;
  readonly to: Position;
  readonly message: Bilingual;
}

/** A finding in the JSON output; other tools read these keys, as `schemas/segur.output.schema.json` defines them. */
interface ReportedFinding {
  readonly code: string;
  readonly messageId: string;
  readonly severity: Severity;
  readonly message: string;
  /** What the message is made of. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The rule's page. */
  readonly url: string;
  /** The document and question that say so. */
  readonly source: string;
  readonly path: string;
  readonly range: Range;
  readonly fixable: boolean;
  /** The safe fix, to be applied as a whole. */
  readonly fix: {
    readonly title: string;
    readonly edits: readonly { readonly range: Range; readonly newText: string }[];
  } | null;
  /** Only if there is something to see elsewhere. */
  readonly related?: readonly { readonly file: string; readonly message: string; readonly range: Range }[];
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Another file of the run, if a finding points to it. */
type OtherFile = (path: string) => { readonly source: Source; readonly lines: LineIndex } | undefined;

export function checked(
  path: string,
  analysis: Checked,
  findings: readonly Finding[],
  { other = () => undefined, demandes = [] }: { other?: OtherFile; demandes?: readonly (string | undefined)[] } = {},
): CheckedRequest {
  // Without findings, nobody asks for a line.
  const lines = new LineIndex(findings.length === 0 ? '' : analysis.text);
  return {
    path,
    analysis,
    lines,
    demandes,
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
    fix: safeFixOf(source, finding, lines),
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

function safeFixOf(source: Checked, finding: Finding, lines: LineIndex): LocatedFix | undefined {
  try {
    const safe = fixesOf(source, finding).find(fix => fix.kind === 'fix' && fix.edits.length > 0);
    return (
      safe && {
        title: safe.title,
        edits: safe.edits
          .filter(edit => edit !== WITHOUT_BOM)
          .map(edit => ({ ...positions(source.originOf(edit.chunk), edit, lines), text: edit.text })),
      }
    );
  } catch {
    return undefined;
  }
}

/** The part of a message's data that readers can use: texts, numbers, booleans, lists of them. The rest is internal. */
function plainOf(data: unknown): Readonly<Record<string, unknown>> {
  if (typeof data !== 'object' || data === null) return {};
  const entries = Object.entries(data).filter(
    ([, value]) => isPlain(value) || (Array.isArray(value) && value.every(isPlain)),
  );
  return Object.fromEntries(entries);
}

const isPlain = (value: unknown): boolean => value === null || ['string', 'number', 'boolean'].includes(typeof value);

export function reported({ finding, from, to, fix, related }: Located, lang: Lang): ReportedFinding {
  return {
    code: finding.rule.id,
    messageId: finding.messageId,
    severity: finding.severity,
    message: fullMessage(finding, lang),
    data: plainOf(finding.data),
    url: rulePage(finding.rule.id, lang),
    source: citedBy(finding, lang),
    path: pointer(finding.place),
    range: { start: from, end: to },
    fixable: fix !== undefined,
    fix:
      fix === undefined
        ? null
        : {
            title: fix.title[lang],
            edits: fix.edits.map(edit => ({ range: { start: edit.from, end: edit.to }, newText: edit.text })),
          },
    ...(related.length > 0 && {
      related: related.map(one => ({
        file: one.file,
        message: one.message[lang],
        range: { start: one.from, end: one.to },
      })),
    }),
  };
}

/**
 * What identifies a finding in a later version of the file: the rule, the message, the field, the request by its number
 * rather than its rank, and the marked text. Hashed, so that it can be shown and stored.
 */
export function fingerprintOf(request: CheckedRequest, { finding, start, end }: Located): string {
  const { chunk, rule, messageId, place } = finding;
  const demande = chunk === undefined ? undefined : request.demandes[chunk];
  const field = pointer(place);
  const known = [
    rule.id,
    messageId,
    demande === undefined ? field : field.replace(/^(\/[^/]+)\/\d+/, `$1/${demande}`),
    request.analysis.text.slice(start, Math.min(end, start + LONGEST)),
  ];
  return createHash('sha256').update(JSON.stringify(known)).digest('hex').slice(0, 32);
}

/** The beginning of a longer text is enough to tell it from others. */
const LONGEST = 500;
