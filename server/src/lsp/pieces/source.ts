import { type Analysis, contextOf } from '../../analysis/analyze.js';
import { hasAttachments } from '../../app/findings.js';
import type { Ligne } from '../../format/model/ligne.js';
import { type Place, placeOf, segments } from '../../format/model/located.js';
import { filesOf, type PieceFolder, sourcesOf } from '../../format/pieces/folder.js';
import type { PieceListing } from '../../node/pieceFolder.js';
import type { Finding } from '../../rules/contract.js';
import { runFolder } from '../../rules/runner.js';
import type { Asked } from '../host.js';
import { stampIn } from './folders.js';

/** What was found in the texts of one ligne's PDFs. */
export interface CheckedLigne {
  readonly chunk: number;
  /** What the findings depend on in the file. */
  readonly text: string;
  readonly findings: readonly Finding[];
  /** The PDFs that were read, each with a stamp of its version. */
  readonly files: readonly (readonly [file: string, stamp: string])[];
}

interface Check {
  readonly folder: string;
  readonly lignes: ReadonlyMap<string, CheckedLigne>;
  readonly serial: number;
}

/**
 * The findings of texts checked on demand. Each holds until its ligne or one of its PDFs changes, or the document is
 * closed.
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

  /** What was read in PDFs that have changed is no longer valid. */
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

/** The ligne as typed, and the fields of the file's head. */
export function checkedText(analysis: Analysis, chunk: number): string {
  const node = analysis.lignes[chunk]?.ligne.node;
  const origin = analysis.originOf(chunk);
  return node === undefined
    ? ''
    : `${headText(analysis)}\n${analysis.text.slice(origin + node.start, origin + node.end)}`;
}

/** What in the file matters to each of its lignes. */
function headText({ head, choice }: Analysis): string {
  const fields = (['siretEditeur', 'numeroAns'] as const).map(role => head?.text(role)?.value ?? '');
  return [choice.profile?.id ?? '', ...fields].join('\n');
}

/** The same finding at its ligne's present place. */
function moved(finding: Finding, from: number, to: number): Finding {
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

/** What the folder says about one ligne, for which folder and which other names. */
interface Judged {
  readonly chunk: number;
  /** The ligne as typed, with what else matters in the file. */
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly folder: PieceFolder;
  readonly names: string;
}

interface Kept {
  /** An edit leaves most lignes as the same objects: none of them is checked again. */
  lignes: ReadonlyMap<Ligne, Judged>;
  /** What matters in the file's head. */
  head: string;
  serial: number;
  /** The work in progress; replaced when the document changes. */
  work: object | undefined;
}

/** How many lignes are checked while the editor waits: those that an edit touched. */
const AT_ONCE = 3;
/** A missing attachment is compared with all names in the folder, which takes some milliseconds. */
const AT_A_TIME = 4;

/**
 * What the attachments folder says about requests. Each ligne is checked once for its content, its folder and the other
 * names; many at once are checked in the background, and what was known about them stays valid until then.
 */
export class FolderFindings {
  private readonly kept = new Map<string, Kept>();

  /** `done`: more is known about a document. */
  constructor(private readonly done: () => void) {}

  of(asked: Pick<Asked, 'uri' | 'engine' | 'analysis'>, folder: PieceFolder): readonly Finding[] {
    const { uri, analysis } = asked;
    if (!hasAttachments(analysis)) return [];
    const kept = this.keptOf(uri);
    const names = namesOf(analysis);
    kept.lignes = carried(kept, analysis);
    kept.work = undefined;
    const stale = analysis.lignes.flatMap(({ ligne }, chunk) =>
      isFresh(kept.lignes.get(ligne), folder, names) ? [] : [chunk],
    );
    if (stale.length <= AT_ONCE) judge(kept, asked, folder, names, stale);
    else this.later(kept, asked, folder, names, stale);
    return analysis.lignes.flatMap(({ ligne }, chunk) => {
      const judged = kept.lignes.get(ligne);
      if (judged === undefined) return [];
      return judged.chunk === chunk
        ? judged.findings
        : judged.findings.map(finding => moved(finding, judged.chunk, chunk));
    });
  }

  revision(uri: string): number {
    return this.kept.get(uri)?.serial ?? 0;
  }

  forget(uri: string): void {
    const kept = this.kept.get(uri);
    if (kept !== undefined) kept.work = undefined;
    this.kept.delete(uri);
  }

  /** Other models or settings: nothing found with the old ones is valid. */
  reset(): void {
    for (const kept of this.kept.values()) kept.lignes = new Map();
  }

  private keptOf(uri: string): Kept {
    const before = this.kept.get(uri);
    if (before !== undefined) return before;
    const kept: Kept = { lignes: new Map(), head: '', serial: 0, work: undefined };
    this.kept.set(uri, kept);
    return kept;
  }

  private later(
    kept: Kept,
    asked: Pick<Asked, 'engine' | 'analysis'>,
    folder: PieceFolder,
    names: string,
    stale: number[],
  ): void {
    const work = {};
    kept.work = work;
    const next = (): void => {
      if (kept.work !== work) return;
      judge(kept, asked, folder, names, stale.splice(0, AT_A_TIME));
      if (stale.length > 0) {
        setImmediate(next);
        return;
      }
      kept.work = undefined;
      kept.serial++;
      this.done();
    };
    setImmediate(next);
  }
}

/** A ligne with all its attachments present stays right whatever else is named. */
const isFresh = (judged: Judged | undefined, folder: PieceFolder, names: string): boolean =>
  judged?.folder === folder && (judged.findings.length === 0 || judged.names === names);

/** What is known about the lignes of another version: by shared objects, otherwise by their text. */
function carried(kept: Kept, analysis: Analysis): ReadonlyMap<Ligne, Judged> {
  const head = headText(analysis);
  const same = head === kept.head;
  kept.head = head;
  const unknown = same ? analysis.lignes.filter(({ ligne }) => !kept.lignes.has(ligne)) : analysis.lignes;
  const lignes = new Map<Ligne, Judged>();
  // A few are checked as quickly as looked up.
  const byText =
    unknown.length <= AT_ONCE ? undefined : new Map([...kept.lignes.values()].map(judged => [judged.text, judged]));
  for (const [chunk, { ligne }] of analysis.lignes.entries()) {
    const judged = (same ? kept.lignes.get(ligne) : undefined) ?? byText?.get(checkedText(analysis, chunk));
    if (judged !== undefined) lignes.set(ligne, judged);
  }
  return lignes;
}

function judge(
  kept: Kept,
  { engine, analysis }: Pick<Asked, 'engine' | 'analysis'>,
  folder: PieceFolder,
  names: string,
  chunks: readonly number[],
): void {
  if (chunks.length === 0) return;
  const wanted = new Set(chunks);
  const found = runFolder(engine.rules, analysis, folder, contextOf(analysis), ligne => wanted.has(ligne.chunk));
  const all = new Map(kept.lignes);
  for (const chunk of chunks) {
    const ligne = analysis.lignes[chunk]?.ligne;
    if (ligne !== undefined)
      all.set(ligne, {
        chunk,
        text: checkedText(analysis, chunk),
        folder,
        names,
        findings: found.filter(finding => finding.chunk === chunk),
      });
  }
  kept.lignes = all;
}

const namesOf = ({ lignes }: Analysis): string =>
  lignes
    .map(({ ligne }) =>
      ligne
        .texts('nomFichier')
        .map(({ value }) => value)
        .join('/'),
    )
    .join('\n');

/** The files in the folder that a request names, by path. */
export function filesNamed({ lignes }: Analysis, folder: PieceFolder): readonly string[] {
  return lignes
    .flatMap(({ ligne }) => ligne.texts('nomFichier'))
    .flatMap(({ value }) => {
      const sources = sourcesOf(value, folder);
      return filesOf(sources).map(({ name }) => (sources.kind === 'parts' ? `${sources.folder}/${name}` : name));
    });
}
