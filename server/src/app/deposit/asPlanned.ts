import type { FileEntry, FolderEntry, PieceFolder } from '../../format/pieces/folder.js';
import { partsFolderOf, sameName } from '../../format/pieces/names.js';
import type { DepositPlan } from './plan.js';
import type { PdfInspection } from './ports.js';

/**
 * The folder as if each file that the plan names stood in it under its pièce's name, so that the rules judge what will
 * be deposited.
 */
export function folderAsPlanned(
  folder: PieceFolder,
  { demandes }: DepositPlan,
  inspections: ReadonlyMap<string, PdfInspection>,
): PieceFolder {
  const planned = demandes.flatMap(({ entries }) => entries).filter(({ from }) => from === 'plan');
  if (planned.length === 0) return folder;
  const added = planned.flatMap(({ nomFichier, sources }): FolderEntry[] => {
    const files = sources.map(
      ({ path, file }): FileEntry => ({ kind: 'file', name: path, size: file.size, pdf: inspections.get(path) }),
    );
    const parts = partsFolderOf(nomFichier);
    if (parts !== undefined) return [{ kind: 'folder', name: parts, files }];
    return files.map(file => ({ ...file, name: nomFichier })).slice(0, 1);
  });
  const isReplaced = (entry: FolderEntry): boolean =>
    entry.kind === 'folder' && added.some(other => other.kind === 'folder' && sameName(other.name, entry.name));
  return { ...folder, entries: [...folder.entries.filter(entry => !isReplaced(entry)), ...added] };
}
