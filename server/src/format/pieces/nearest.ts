import { distance } from 'fastest-levenshtein';
import { foldLoose } from '../domain/fold.js';
import {
  compareNatural,
  type FileEntry,
  type FolderEntry,
  nameKey,
  partsFolderOf,
  type PieceFolder,
  type SubfolderEntry,
} from './folder.js';
import { bearsNumber, numberPattern, typesNamed, type NumberPattern } from '../domain/fichier.js';

/** What is known of the attachment that is looked for. */
export interface NameHints {
  /** As `typeFichier` has it. */
  readonly type: string | undefined;
  /** Numbers that its name may bear: the publisher's, the dossier's, the invoice's; the surest first. */
  readonly numbers: readonly string[];
  /** Whether another attachment names that file already (names by `nameKey`). */
  readonly isTaken: (key: string) => boolean;
}

/**
 * `same`: the same name but for case, accents or separators. `number`: it bears a number of the request. `type`: it
 * names no request, but the right type. `alike`: a likeness of letters.
 */
export type Likeness = 'same' | 'number' | 'alike' | 'type';

export interface Near {
  readonly entry: FileEntry | SubfolderEntry;
  /** What `nomFichier` would be: the file's name, or `X.pdf` for the folder `X/`. */
  readonly nomFichier: string;
  readonly likeness: Likeness;
}

const RANK: Readonly<Record<Likeness, number>> = { same: 0, number: 1, alike: 2, type: 3 };

/** No file's name is longer; comparing two long texts is quadratic. */
const MAX_NAME = 255;

/**
 * The files and folders that may be the attachment meant by `nomFichier`, the likeliest first; another type's and
 * another attachment's never.
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

/** Known to be no attachment. */
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
  // Names that differ in their digits are those of two requests.
  if (digits !== '' && digits !== wanted.digits) return undefined;
  const limit = Math.max(1, Math.floor(wanted.loose.length / 3));
  const far = Math.abs(loose.length - wanted.loose.length) > limit ? limit + 1 : distance(wanted.loose, loose);
  if (far <= limit && (digits !== '' || rightType)) return { likeness: 'alike', far };
  return rightType && digits === '' ? { likeness: 'type', far } : undefined;
}
