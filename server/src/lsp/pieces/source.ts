import { contextOf, type Analysis } from '../../core/analyze.js';
import { isPortalOutput } from '../../core/model/facts.js';
import type { PieceFolder } from '../../core/pieces/folder.js';
import { filesOf, sourcesOf } from '../../core/pieces/sources.js';
import type { Finding } from '../../core/rules/contract.js';
import { runFolder } from '../../core/rules/runPieces.js';
import type { Asked } from '../sources.js';

interface Found {
  readonly folder: PieceFolder;
  readonly findings: readonly Finding[];
}

/** What the folder of attachments says of a request, worked out once for each version of the two. */
export class FolderFindings {
  private readonly known = new WeakMap<Analysis, Found>();

  of({ engine, analysis }: Pick<Asked, 'engine' | 'analysis'>, folder: PieceFolder): readonly Finding[] {
    const known = this.known.get(analysis);
    if (known?.folder === folder) return known.findings;
    const findings = isOutput(analysis) ? [] : runFolder(engine.table, analysis, folder, contextOf(analysis.choice, analysis.options));
    this.known.set(analysis, { folder, findings });
    return findings;
  }
}

/** The portal's own file is read, never deposited: its attachments have been. */
export const isOutput = ({ head, lignes, choice }: Analysis): boolean =>
  head !== undefined && isPortalOutput(head, lignes.map(({ ligne }) => ligne), choice.profile?.phase);

/** The files of the folder that a request names, by path. */
export function filesNamed({ lignes }: Analysis, folder: PieceFolder): readonly string[] {
  return lignes.flatMap(({ ligne }) => ligne.texts('nomFichier')).flatMap(({ value }) => {
    const sources = sourcesOf(value, folder);
    return filesOf(sources).map(({ name }) => (sources.kind === 'parts' ? `${sources.folder}/${name}` : name));
  });
}
