import type { FileEntry, PieceFolder, SubfolderEntry } from './folder.js';
import { compareNatural, partsFolderOf } from './names.js';

/**
 * Where the bytes of a pièce come from: the file of that name, else the files of the folder `X/` of `X.pdf`, in natural
 * order. `parts` of one file is that file, never rewritten.
 */
type PieceSources =
  | { readonly kind: 'file'; readonly file: FileEntry }
  | { readonly kind: 'parts'; readonly folder: string; readonly files: readonly [FileEntry, ...FileEntry[]] }
  /** `emptyFolder`: the folder of its parts is there, without a file. */
  | { readonly kind: 'none'; readonly emptyFolder: string | undefined };

/**
 * Sources of the pièce that `nomFichier` names. The name is wanted as it is typed, but for the form of its accents
 * (NFC).
 */
export function sourcesOf(nomFichier: string, folder: PieceFolder): PieceSources {
  const { files, folders } = indexOf(folder);
  const file = files.get(nomFichier.normalize('NFC'));
  if (file !== undefined) return { kind: 'file', file };
  const parent = partsFolderOf(nomFichier);
  const parts = parent === undefined ? undefined : folders.get(parent.normalize('NFC'));
  if (parts === undefined) return { kind: 'none', emptyFolder: undefined };
  const [first, ...rest] = [...parts.files].sort((a, b) => compareNatural(a.name, b.name));
  return first === undefined
    ? { kind: 'none', emptyFolder: parts.name }
    : { kind: 'parts', folder: parts.name, files: [first, ...rest] };
}

/** All source files of a pièce, in the order of its pages; none when it is missing. */
export function filesOf(sources: PieceSources): readonly FileEntry[] {
  switch (sources.kind) {
    case 'file':
      return [sources.file];
    case 'parts':
      return sources.files;
    case 'none':
      return [];
  }
}

interface FolderIndex {
  readonly files: ReadonlyMap<string, FileEntry>;
  readonly folders: ReadonlyMap<string, SubfolderEntry>;
}

/** A listing never changes: it is indexed once, for the six hundred pièces that are looked up in it. */
const known = new WeakMap<PieceFolder, FolderIndex>();

function indexOf(folder: PieceFolder): FolderIndex {
  const before = known.get(folder);
  if (before !== undefined) return before;
  const files = new Map<string, FileEntry>();
  const folders = new Map<string, SubfolderEntry>();
  for (const entry of folder.entries) {
    const name = entry.name.normalize('NFC');
    if (entry.kind === 'file') files.set(name, entry);
    else folders.set(name, entry);
  }
  const index = { files, folders };
  known.set(folder, index);
  return index;
}
