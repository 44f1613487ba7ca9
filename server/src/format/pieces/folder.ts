import { distance } from 'fastest-levenshtein';
import { bearsNumber, numberPattern, type NumberPattern, typesNamed } from '../domain/fichier.js';
import { composed, foldKey, foldLoose } from '../domain/fold.js';

/**
 * The attachments folder as the rules and the packaging plan see it: names, and what each file was found to be. No
 * bytes, no file system: an adapter lists and inspects, the core judges.
 */
export interface PieceFolder {
  /** As the user named it, for messages. */
  readonly name: string;
  /** Files and folders directly inside, in natural order of their names. */
  readonly entries: readonly FolderEntry[];
}

export type FolderEntry = FileEntry | SubfolderEntry;

export interface FileEntry {
  readonly kind: 'file';
  /** As the file system gives it; compared in NFC. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Undefined as long as nobody has looked inside. */
  readonly pdf: PdfState | undefined;
}

/** A folder `X/` holds the parts of the attachment `X.pdf`. */
export interface SubfolderEntry {
  readonly kind: 'folder';
  readonly name: string;
  readonly files: readonly FileEntry[];
}

/** Whether a file can serve as an attachment. */
export type PdfState =
  | { readonly state: 'pdf'; readonly pages: number; readonly signed: boolean }
  /** `not-pdf`: other bytes; `encrypted`: opening it needs a password; `unreadable`: the file system refused. */
  | { readonly state: 'empty' | 'not-pdf' | 'encrypted' | 'damaged' | 'no-page' | 'unreadable' };

/** The text of one of a ligne's attachments, extracted from its PDF. */
export interface PieceText {
  /** As `nomFichier` has it. */
  readonly nomFichier: string;
  /** The source files, in concatenation order; one unless the attachment is concatenated. */
  readonly documents: readonly DocumentText[];
}

export interface DocumentText {
  /** Name of the source file. */
  readonly name: string;
  /** One text per page, lines ended by `\n`, in reading order as far as the PDF shows it; all empty for a scan. */
  readonly pages: readonly string[];
}

/** File systems store accents differently: `é` as one character or two is the same name. Case matters. */
export const sameName = (a: string, b: string): boolean => composed(a) === composed(b);

/** Equal for two names that Windows, macOS and many ZIP readers treat as one. */
export const nameKey = (name: string): string => composed(name).toLowerCase();

const PDF = /\.pdf$/i;

/** `X` of `X.pdf`: the name of the folder that may hold that attachment's parts. Undefined for another extension. */
export const partsFolderOf = (nomFichier: string): string | undefined =>
  PDF.test(nomFichier) && nomFichier.length > 4 ? nomFichier.replace(PDF, '') : undefined;

const RUNS = /\d+|\D+/g;

/**
 * The order in which people number files: `2 - facture.pdf` before `10 - facture.pdf`. Case and accents decide last, so
 * that the order is total and the same on every machine (no `Intl`).
 */
export function compareNatural(a: string, b: string): number {
  return (
    compareRuns(foldKey(a), foldKey(b)) || compareTexts(a.normalize('NFC'), b.normalize('NFC')) || compareTexts(a, b)
  );
}

function compareRuns(a: string, b: string): number {
  const left = a.match(RUNS) ?? [];
  const right = b.match(RUNS) ?? [];
  for (let at = 0; at < left.length && at < right.length; at += 1) {
    const order = compareRun(left[at] ?? '', right[at] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

const DIGITS = /^\d/;

function compareRun(a: string, b: string): number {
  if (!DIGITS.test(a) || !DIGITS.test(b)) return compareTexts(a, b);
  const left = a.replace(/^0+/, '');
  const right = b.replace(/^0+/, '');
  // Any length: numbers are compared as digits.
  return left.length - right.length || compareTexts(left, right);
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Where an attachment's bytes come from: the file with that name, otherwise the files of the folder `X/` of `X.pdf`, in
 * natural order. A single file in `parts` is never rewritten.
 */
type PieceSources =
  | { readonly kind: 'file'; readonly file: FileEntry }
  | { readonly kind: 'parts'; readonly folder: string; readonly files: readonly [FileEntry, ...FileEntry[]] }
  /** `emptyFolder`: the folder for its parts exists, without a file. */
  | { readonly kind: 'none'; readonly emptyFolder: string | undefined };

/**
 * Sources of the attachment that `nomFichier` names. The name must match as typed, except for the form of its accents
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

/** All source files of an attachment, in the order of its pages; none when it is missing. */
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

/** A listing never changes: it is indexed once, for the six hundred attachments that are looked up in it. */
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

/** What is known about the attachment in question. */
export interface NameHints {
  /** As `typeFichier` has it. */
  readonly type: string | undefined;
  /** Numbers that its name may contain: the publisher's, the dossier's, the invoice's; the most reliable first. */
  readonly numbers: readonly string[];
  /** Whether another attachment names that file already (names by `nameKey`). */
  readonly isTaken: (key: string) => boolean;
}

/**
 * `same`: the same name except for case, accents or separators. `number`: it contains a number of the request. `type`:
 * it names no request, but the right type. `alike`: its letters are similar.
 */
export type Likeness = 'same' | 'number' | 'alike' | 'type';

export interface Near {
  readonly entry: FileEntry | SubfolderEntry;
  /** The new `nomFichier`: the file's name, or `X.pdf` for the folder `X/`. */
  readonly nomFichier: string;
  readonly likeness: Likeness;
}

const RANK: Readonly<Record<Likeness, number>> = { same: 0, number: 1, alike: 2, type: 3 };

/** No file's name is longer; comparing two long texts is quadratic. */
const MAX_NAME = 255;

/**
 * The files and folders that `nomFichier` may mean, the likeliest first; never those of another type or another
 * attachment.
 */
export function nearestNames(nomFichier: string, folder: PieceFolder, hints: NameHints): readonly Near[] {
  const wanted = wantedOf(nomFichier, hints);
  return folder.entries
    .flatMap((entry): (Near & { readonly far: number })[] => {
      const name = nameFor(entry);
      if (name === undefined || name === nomFichier || hints.isTaken(nameKey(name)) || isOther(entry)) return [];
      const near = compare(wanted, name);
      return near === undefined ? [] : [{ entry, nomFichier: name, ...near }];
    })
    .sort((a, b) => RANK[a.likeness] - RANK[b.likeness] || a.far - b.far || compareNatural(a.nomFichier, b.nomFichier))
    .map(({ entry, nomFichier: name, likeness }) => ({ entry, nomFichier: name, likeness }));
}

/** Known not to be an attachment. */
const isOther = (entry: FolderEntry): boolean =>
  entry.kind === 'folder' ? entry.files.length === 0 : entry.pdf !== undefined && entry.pdf.state !== 'pdf';

function nameFor(entry: FolderEntry): string | undefined {
  if (entry.kind === 'folder') return `${entry.name}.pdf`;
  return partsFolderOf(entry.name) === undefined ? undefined : entry.name;
}

interface Wanted {
  readonly name: string;
  readonly loose: string;
  readonly digits: string;
  readonly type: string | undefined;
  readonly numbers: readonly NumberPattern[];
}

const wantedOf = (name: string, { type, numbers }: NameHints): Wanted => ({
  name,
  loose: foldLoose(name.slice(0, MAX_NAME)),
  digits: digitsOf(name),
  type,
  numbers: numbers.map(numberPattern).filter(pattern => pattern !== undefined),
});

const digitsOf = (name: string): string => (name.match(/\d+/g) ?? []).map(run => run.replace(/^0+(?=.)/, '')).join(' ');

function compare(wanted: Wanted, name: string): { likeness: Likeness; far: number } | undefined {
  const { type, numbers } = wanted;
  const loose = foldLoose(name.slice(0, MAX_NAME));
  if (loose === wanted.loose)
    return { likeness: 'same', far: distance(wanted.name.slice(0, MAX_NAME), name.slice(0, MAX_NAME)) };
  const types = typesNamed(name, numbers);
  const rightType = type !== undefined && types.includes(type);
  if (types.length > 0 && type !== undefined && !rightType) return undefined;
  const number = numbers.findIndex(one => bearsNumber(name, one));
  if (number >= 0) return { likeness: 'number', far: number + (rightType ? 0 : numbers.length) };
  const digits = digitsOf(name);
  // Names with different digits belong to two requests.
  if (digits !== '' && digits !== wanted.digits) return undefined;
  const limit = Math.max(1, Math.floor(wanted.loose.length / 3));
  const far = Math.abs(loose.length - wanted.loose.length) > limit ? limit + 1 : distance(wanted.loose, loose);
  if (far <= limit && (digits !== '' || rightType)) return { likeness: 'alike', far };
  return rightType && digits === '' ? { likeness: 'type', far } : undefined;
}
