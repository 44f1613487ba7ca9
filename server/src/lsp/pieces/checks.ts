import type { Analysis } from '../../analysis/analyze.js';
import { placeOf, segments, type Place } from '../../format/model/located.js';
import type { Finding } from '../../rules/contract.js';
import type { PieceListing } from '../../node/pieceFolder.js';
import { stampIn } from './folders.js';

/** What was found in the texts of one ligne's PDFs. */
export interface CheckedLigne {
  readonly chunk: number;
  /** What of the file the findings depend on. */
  readonly text: string;
  readonly findings: readonly Finding[];
  /** The PDFs that were read, each with the mark of what it was. */
  readonly files: readonly (readonly [file: string, stamp: string])[];
}

interface Check {
  readonly folder: string;
  readonly lignes: ReadonlyMap<string, CheckedLigne>;
  readonly serial: number;
}

/**
 * The findings of the texts that were checked on demand. Each holds until its ligne or one of its PDFs changes, or the
 * document is closed.
 */
export class TextChecks {
  private readonly checks = new Map<string, Check>();
  private serial = 0;

  set(uri: string, folder: string, lignes: readonly CheckedLigne[]): void {
    this.checks.set(uri, { folder, lignes: new Map(lignes.map(ligne => [ligne.text, ligne])), serial: ++this.serial });
  }

  forget(uri: string): void {
    this.checks.delete(uri);
  }

  revision(uri: string): number {
    return this.checks.get(uri)?.serial ?? 0;
  }

  findings(uri: string, analysis: Analysis): readonly Finding[] {
    const check = this.checks.get(uri);
    if (check === undefined) return [];
    return analysis.lignes.flatMap((_, chunk) => {
      const checked = check.lignes.get(checkedText(analysis, chunk));
      if (checked === undefined) return [];
      return checked.chunk === chunk
        ? checked.findings
        : checked.findings.map(finding => moved(finding, checked.chunk, chunk));
    });
  }

  /** What was read in PDFs that are others by now holds no more. */
  folderChanged(folder: string, listing: PieceListing | undefined): void {
    for (const [uri, check] of this.checks) {
      if (check.folder !== folder) continue;
      const kept = [...check.lignes.values()].filter(({ files }) =>
        files.every(([file, stamp]) => stampIn(listing, file) === stamp),
      );
      if (kept.length < check.lignes.size) this.set(uri, folder, kept);
    }
  }
}

/** The ligne as it is typed, and the fields of the file's head. */
export function checkedText(analysis: Analysis, chunk: number): string {
  const node = analysis.lignes[chunk]?.ligne.node;
  const origin = analysis.originOf(chunk);
  return node === undefined
    ? ''
    : `${headText(analysis)}\n${analysis.text.slice(origin + node.start, origin + node.end)}`;
}

/** What of the file counts for each of its lignes. */
export function headText({ head, choice }: Analysis): string {
  const fields = (['siretEditeur', 'numeroAns'] as const).map(role => head?.text(role)?.value ?? '');
  return [choice.profile?.id ?? '', ...fields].join('\n');
}

/** The same finding where its ligne stands now. */
export function moved(finding: Finding, from: number, to: number): Finding {
  return {
    ...finding,
    chunk: to,
    place: movedPlace(finding.place, from, to),
    related: finding.related.map(related =>
      related.file === undefined && related.chunk === from ? { ...related, chunk: to } : related,
    ),
  };
}

function movedPlace(place: Place | undefined, from: number, to: number): Place | undefined {
  const path = segments(place);
  const at = path.indexOf(from);
  return at < 0 ? place : placeOf(path.map((key, index) => (index === at ? to : key)));
}
