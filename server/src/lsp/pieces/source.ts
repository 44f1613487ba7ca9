import { contextOf, type Analysis } from '../../analysis/analyze.js';
import { hasAttachments } from '../../app/findings.js';
import type { Ligne } from '../../format/model/ligne.js';
import { filesOf, type PieceFolder, sourcesOf } from '../../format/pieces/folder.js';
import type { Finding } from '../../rules/contract.js';
import { runFolder } from '../../rules/runner.js';
import type { Asked } from '../host.js';
import { checkedText, headText, moved } from './checks.js';

/** What the folder says of one ligne, and of which folder and other names. */
interface Judged {
  readonly chunk: number;
  /** The ligne as it is typed, with what else of the file counts. */
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly folder: PieceFolder;
  readonly names: string;
}

interface Kept {
  /** An edit leaves most lignes the same objects: none of them is looked at again. */
  lignes: ReadonlyMap<Ligne, Judged>;
  /** What of the file's head counts. */
  head: string;
  serial: number;
  /** The work that is under way; another takes its place when the document moves on. */
  work: object | undefined;
}

/** So many lignes are judged while the editor waits: those that an edit touched. */
const AT_ONCE = 3;
/** A missing attachment is compared with all names of the folder, which takes some milliseconds. */
const AT_A_TIME = 4;

/**
 * What the folder of attachments says of requests. Each ligne is judged once for what it is, its folder and the other
 * names; where many have to be, they are in the background, and what was known of them stands until then.
 */
export class FolderFindings {
  private readonly kept = new Map<string, Kept>();

  /** `done`: more is known of a document. */
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

  /** Other models or settings: nothing of what was judged by the old ones holds. */
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

/** A ligne all of whose attachments are there stays right whatever else is named. */
const isFresh = (judged: Judged | undefined, folder: PieceFolder, names: string): boolean =>
  judged?.folder === folder && (judged.findings.length === 0 || judged.names === names);

/** What is known of the lignes of another version: by the objects that it has in common, else by what is typed. */
function carried(kept: Kept, analysis: Analysis): ReadonlyMap<Ligne, Judged> {
  const head = headText(analysis);
  const same = head === kept.head;
  kept.head = head;
  const unknown = same ? analysis.lignes.filter(({ ligne }) => !kept.lignes.has(ligne)) : analysis.lignes;
  const lignes = new Map<Ligne, Judged>();
  // A few are judged as quickly as they are looked up.
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

/** The files of the folder that a request names, by path. */
export function filesNamed({ lignes }: Analysis, folder: PieceFolder): readonly string[] {
  return lignes
    .flatMap(({ ligne }) => ligne.texts('nomFichier'))
    .flatMap(({ value }) => {
      const sources = sourcesOf(value, folder);
      return filesOf(sources).map(({ name }) => (sources.kind === 'parts' ? `${sources.folder}/${name}` : name));
    });
}
