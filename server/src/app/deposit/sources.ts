import type { Ligne } from '../../format/model/ligne.js';
import type { FileEntry, PieceFolder, PdfState } from '../../format/pieces/folder.js';

/**
 * Why something of the attachments folder can't serve as a source. `outside`: a link that leads out of the folder;
 * `loop`: a link that points back to itself; `twice`: another file's name is the same but for the form of its accents;
 * `folder`: a folder inside an attachment's own folder.
 */
export type Refusal = 'outside' | 'loop' | 'missing' | 'not-regular' | 'unreadable' | 'twice' | 'folder';

export interface RefusedEntry {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly why: Refusal;
}

/** The attachments folder as the plan sees it. Paths are relative to it, with `/`. */
export interface SourceFolder {
  readonly folder: PieceFolder;
  readonly refused: readonly RefusedEntry[];
  /** Files deeper down, which the plan file names. */
  readonly deeper?: ReadonlyMap<string, FileEntry>;
}

export interface PlannedDemande {
  readonly ligne: Ligne;
  /** From 1. */
  readonly rank: number;
  /** By which the plan file names it. */
  readonly key: string;
  readonly numeroEditeur: string | undefined;
  readonly numeroASP: string | undefined;
  /** Undefined where it has none: no attachment, or no name. */
  readonly zipName: string | undefined;
  /** Those whose sources are known. */
  readonly entries: readonly PlannedEntry[];
}

export interface PlannedEntry {
  /** Name of the entry in the ZIP. */
  readonly nomFichier: string;
  readonly typeFichier: string | undefined;
  readonly sources: readonly PlannedSource[];
  /** A single source is never rewritten. */
  readonly how: 'file' | 'concatenated';
  /** How the sources were found: the file of that name, the folder of its parts, the plan file. */
  readonly from: 'name' | 'folder' | 'plan';
}

export interface PlannedSource {
  /** Relative to the attachments folder, with `/`. */
  readonly path: string;
  readonly file: FileEntry;
}

/** Why the bytes of a source could not be had. `changed`: the file is no longer the one that was looked at. */
export type ReadRefusal = Exclude<Refusal, 'twice' | 'folder'> | 'changed' | 'too-large';

export type SourceRead =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly why: ReadRefusal };

/** The folder with what was found inside its files, by path. */
export function withStates(folder: PieceFolder, states: ReadonlyMap<string, PdfState>): PieceFolder {
  const known = (file: FileEntry, path: string): FileEntry => {
    const pdf = states.get(path);
    return pdf === undefined ? file : { ...file, pdf };
  };
  return {
    ...folder,
    entries: folder.entries.map(entry =>
      entry.kind === 'file'
        ? known(entry, entry.name)
        : { ...entry, files: entry.files.map(file => known(file, `${entry.name}/${file.name}`)) },
    ),
  };
}

const ABSOLUTE = /^(?:[/\\]|[a-z]:)/i;

/**
 * A path that can't lead out of the folder by its words alone, on any system; what its links do is the adapter's to
 * see.
 */
export const isInsidePath = (path: string): boolean =>
  path !== '' &&
  !ABSOLUTE.test(path) &&
  !path.includes('\0') &&
  path.split('/').every(part => part !== '' && part !== '.' && part !== '..') &&
  !path.split(/[/\\]/).includes('..');
