import type { Ligne } from '../../format/model/ligne.js';
import type { FileEntry, PdfState, PieceFolder } from '../../format/pieces/folder.js';
import { PLAN_REFUSED } from '../../texts/deposit/problems.js';
import type { Bilingual } from '../../texts/typeset.js';
import { readStrict } from '../config/read.js';

/**
 * Why something in the attachments folder can't be a source. `outside`: a link that leads out of the folder; `loop`: a
 * link that points back to itself; `twice`: another file has the same name except for the form of its accents;
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
  /** Files in subfolders, named by the plan file. */
  readonly deeper?: ReadonlyMap<string, FileEntry>;
}

export interface PlannedDemande {
  readonly ligne: Ligne;
  /** From 1. */
  readonly rank: number;
  /** Its name in the plan file. */
  readonly key: string;
  readonly numeroEditeur: string | undefined;
  readonly numeroASP: string | undefined;
  /** Undefined without attachments or without a name. */
  readonly zipName: string | undefined;
  /** Those with known sources. */
  readonly entries: readonly PlannedEntry[];
}

export interface PlannedEntry {
  /** Name of the entry in the ZIP. */
  readonly nomFichier: string;
  readonly typeFichier: string | undefined;
  readonly sources: readonly PlannedSource[];
  /** A single source is never rewritten. */
  readonly how: 'file' | 'concatenated';
  /** How the sources were found: the file with that name, the folder of its parts, the plan file. */
  readonly from: 'name' | 'folder' | 'plan';
}

export interface PlannedSource {
  /** Relative to the attachments folder, with `/`. */
  readonly path: string;
  readonly file: FileEntry;
}

/** Why the source's bytes couldn't be read. `changed`: the file is no longer the one that was inspected. */
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

/** A path whose text alone can't lead out of the folder, on any system; links are the adapter's responsibility. */
export const isInsidePath = (path: string): boolean =>
  path !== '' &&
  !ABSOLUTE.test(path) &&
  !path.includes('\0') &&
  path.split('/').every(part => part !== '' && part !== '.' && part !== '..') &&
  !path.split(/[/\\]/).includes('..');

/** Sources by request and `nomFichier`. A request is named by its `numeroEditeur`, or by `#` and its rank. */
export type PlanPieces = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** What the user confirmed. Documented in docs/packaging.md. */
export interface PlanFile {
  readonly version: 1;
  readonly pieces: PlanPieces;
}

type PlanFileRead = { readonly plan: PlanFile } | { readonly refused: Bilingual };

/** Reads a plan file's text. Keys other than « version » and « pieces » are for people and are ignored. */
export function readPlanFile(text: string): PlanFileRead {
  const read = readStrict(text);
  if ('refused' in read) return read;
  const root = record(read.value);
  if (root?.get('version') !== 1) return { refused: PLAN_REFUSED.noPlan };
  const pieces = new Map<string, Record<string, readonly string[]>>();
  const demandes = record(root.get('pieces') ?? {});
  if (demandes === undefined) return { refused: PLAN_REFUSED.noDemandes };
  for (const [demande, value] of demandes) {
    const named = record(value);
    if (named === undefined) return { refused: PLAN_REFUSED.noPieces(demande) };
    const lists: [string, readonly string[]][] = [];
    for (const [nomFichier, list] of named) {
      if (!isTexts(list)) return { refused: PLAN_REFUSED.noPaths(demande, nomFichier) };
      lists.push([nomFichier, list]);
    }
    pieces.set(demande, Object.fromEntries(lists));
  }
  return { plan: { version: 1, pieces: Object.fromEntries(pieces) } };
}

/** The paths in a plan, without those that no folder could contain. */
export const pathsIn = ({ pieces }: PlanFile): readonly string[] =>
  Object.values(pieces)
    .flatMap(named => Object.values(named))
    .flat()
    .filter(isInsidePath);

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(item => typeof item === 'string');

const record = (value: unknown): ReadonlyMap<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map<string, unknown>(Object.entries(value))
    : undefined;

/**
 * The name of each request in a plan file: its `numeroEditeur`, or `#` and its rank where that is missing or not its
 * own.
 */
export function planKeys(lignes: readonly Ligne[]): readonly string[] {
  const numbers = lignes.map(ligne => ligne.text('numeroEditeur')?.value);
  const counts = new Map<string | undefined, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return numbers.map((number, index) =>
    number === undefined || counts.get(number) !== 1 ? `#${String(index + 1)}` : number,
  );
}
