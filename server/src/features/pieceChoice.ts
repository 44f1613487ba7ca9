import type { Analysis } from '../analysis/analyze.js';
import { bearsNumber, numberPattern, type NumberPattern, typesNamed } from '../format/domain/fichier.js';
import type { FieldSet, Ligne } from '../format/model/ligne.js';
import { type Entry, type LocatedText, segments } from '../format/model/located.js';
import {
  compareNatural,
  type FileEntry,
  type FolderEntry,
  type Likeness,
  nameKey,
  nearestNames,
  partsFolderOf,
  type PieceFolder,
  sameName,
  sourcesOf,
} from '../format/pieces/folder.js';
import { type Edit, SourceEditor } from '../language/edit.js';
import type { PathSegment } from '../language/nodes.js';
import { notesOf } from '../texts/editor/notes.js';
import type { Lang } from '../texts/typeset.js';

/** A file in the folder that an entry's attachment may be. */
interface PieceChoice {
  /** What `nomFichier` would be. */
  readonly name: string;
  /** Its name on disk: differs for a folder of parts. */
  readonly entry: FolderEntry;
  /** How it resembles what is looked for; undefined for the rest of the folder. */
  readonly likeness: Likeness | undefined;
  /** Another attachment of the request names it. */
  readonly taken: boolean;
  /** Types that its name suggests, if the entry's own is not among them: most likely another attachment. */
  readonly otherTypes: readonly string[];
}

/** All files that can be an entry's attachment, the likeliest first, those of other attachments last. */
export function pieceChoices(
  lignes: readonly { readonly ligne: FieldSet }[],
  ligne: Ligne,
  entry: Entry | undefined,
  folder: PieceFolder,
): readonly PieceChoice[] {
  const own = entry?.text('nomFichier');
  const names = lignes.flatMap(state => state.ligne.texts('nomFichier')).filter(name => name.node !== own?.node);
  const taken = new Set(names.map(({ value }) => nameKey(value)));
  const hints = {
    type: entry?.text('typeFichier')?.value,
    numbers: numbersOf(ligne),
    isTaken: (key: string) => taken.has(key),
  };
  const near = new Map(
    nearestNames(own?.value ?? '', folder, hints).map(({ nomFichier, likeness }, rank) => [
      nomFichier,
      { likeness, rank },
    ]),
  );
  const known = {
    type: hints.type,
    patterns: hints.numbers.map(numberPattern).filter(pattern => pattern !== undefined),
  };
  const rankOf = (name: string): number => near.get(name)?.rank ?? near.size + weightOf(name, known);
  return folder.entries
    .flatMap((found): PieceChoice[] => {
      const name = nameFor(found);
      return name === undefined
        ? []
        : [
            {
              name,
              entry: found,
              likeness: near.get(name)?.likeness,
              taken: taken.has(nameKey(name)),
              otherTypes: otherTypes(name, known),
            },
          ];
    })
    .map(choice => ({ choice, rank: rankOf(choice.name) }))
    .sort(
      ({ choice: a, rank }, { choice: b, rank: other }) =>
        Number(a.taken) - Number(b.taken) || rank - other || compareNatural(a.name, b.name),
    )
    .map(({ choice }) => choice);
}

/** The numbers that an attachment's name may contain, the most reliable first. */
const numbersOf = (ligne: FieldSet): readonly string[] =>
  (['numeroEditeur', 'numeroASP', 'numeroFacture'] as const)
    .map(role => ligne.text(role)?.value)
    .filter(number => number !== undefined);

/** The files that `nearestNames` leaves out: first those naming the same type or number, then those naming neither. */
function weightOf(
  name: string,
  { type, patterns }: { readonly type: string | undefined; readonly patterns: readonly NumberPattern[] },
): number {
  const rightNumber = patterns.some(pattern => bearsNumber(name, pattern));
  const types = typesNamed(name, patterns);
  const rightType = type !== undefined && types.includes(type);
  return Number(!rightNumber) * 2 + Number(!rightType) + Number(types.length > 0 && !rightType);
}

function otherTypes(
  name: string,
  { type, patterns }: { readonly type: string | undefined; readonly patterns: readonly NumberPattern[] },
): readonly string[] {
  const types = typesNamed(name, patterns);
  return type === undefined || types.includes(type) ? [] : types;
}

function nameFor(entry: FolderEntry): string | undefined {
  if (entry.kind === 'folder') return entry.files.length === 0 ? undefined : `${entry.name}.pdf`.normalize('NFC');
  return partsFolderOf(entry.name) === undefined ? undefined : entry.name.normalize('NFC');
}

/** « 3 pages, 120 Ko, signature électronique » */
export function pieceDetail(entry: FolderEntry, lang: Lang): string {
  if (entry.kind === 'file') return fileDetail(entry, lang);
  const size = entry.files.reduce((all, file) => all + file.size, 0);
  const pages = entry.files.reduce<number | undefined>(
    (all, { pdf }) => (all === undefined || pdf?.state !== 'pdf' ? undefined : all + pdf.pages),
    0,
  );
  return [
    notesOf(lang).pieces.folderOf(entry.files.length),
    ...(pages === undefined ? [] : [pagesText(pages)]),
    sizeText(size, lang),
  ].join(', ');
}

function fileDetail({ pdf, size }: FileEntry, lang: Lang): string {
  const words = notesOf(lang).pieces;
  if (pdf === undefined) return sizeText(size, lang);
  if (pdf.state !== 'pdf') return `${words.states[pdf.state]}, ${sizeText(size, lang)}`;
  return [pagesText(pdf.pages), sizeText(size, lang), ...(pdf.signed ? [words.signed] : [])].join(', ');
}

const pagesText = (pages: number): string => `${String(pages)} page${pages > 1 ? 's' : ''}`;

export function sizeText(bytes: number, lang: Lang): string {
  const {
    units: [unit = '', ...units],
    comma,
  } = notesOf(lang).pieces;
  if (bytes < 1000) return `${String(bytes)}\u00a0${unit}${bytes > 1 ? 's' : ''}`;
  const power = Math.min(3, bytes < 999_500 ? 1 : bytes < 999_500_000 ? 2 : 3);
  const tenths = Math.round(bytes / 10 ** (3 * power - 1));
  const text =
    tenths >= 100 || tenths % 10 === 0
      ? String(Math.round(tenths / 10))
      : `${String(Math.floor(tenths / 10))}${comma}${String(tenths % 10)}`;
  return `${text}\u00a0${units[power - 1] ?? ''}`;
}

interface PieceProposal {
  readonly name: string;
  /** A JSON text, or a snippet of one. */
  readonly text: string;
  readonly detail: string;
}

interface PieceProposalOptions {
  readonly lang: Lang;
  readonly snippet: boolean;
  readonly pieces?: PieceFolder | undefined;
}

/** The files in the attachments folder for the attachment at a path: unused ones first, the likeliest first of all. */
export function pieceProposals(
  { lignes }: Analysis,
  path: readonly PathSegment[],
  { lang, snippet, pieces }: PieceProposalOptions,
): readonly PieceProposal[] {
  const index = path.find(key => typeof key === 'number');
  const ligne = index === undefined ? undefined : lignes[index]?.ligne;
  if (ligne === undefined || pieces === undefined) return [];
  const entry = ligne.entries('piece').find(({ place }) => segments(place).join('/') === path.join('/'));
  return pieceChoices(lignes, ligne, entry, pieces).map(({ name, entry: file }): PieceProposal => {
    const text = JSON.stringify(name);
    return { name, text: snippet ? text.replace(/[\\$}]/g, '\\$&') : text, detail: pieceDetail(file, lang) };
  });
}

/** An attachment of a request, and its name's value. */
interface NamedPiece {
  readonly ligne: Ligne;
  readonly entry: Entry | undefined;
  readonly name: LocatedText;
}

/** The attachment whose name is at an offset. */
export function pieceAt(analysis: Analysis, offset: number): NamedPiece | undefined {
  for (const { ligne } of analysis.lignes) {
    const at = offset - analysis.originOf(ligne.chunk);
    if (at < ligne.node.start || at > ligne.node.end) continue;
    for (const name of ligne.texts('nomFichier')) {
      if (name.property.keyStart <= at && at <= name.node.end) return { ligne, entry: name.entry, name };
    }
  }
  return undefined;
}

/** What is known about the file that a `nomFichier` names, in Markdown. */
export function pieceNote(analysis: Analysis, offset: number, folder: PieceFolder, lang: Lang): string | undefined {
  const piece = pieceAt(analysis, offset);
  if (piece === undefined) return undefined;
  const sources = sourcesOf(piece.name.value, folder);
  const { file: say } = notesOf(lang);
  if (sources.kind === 'file') return say.there(folder.name, pieceDetail(sources.file, lang));
  if (sources.kind === 'none') return say.missing(folder.name);
  const detail = pieceDetail({ kind: 'folder', name: sources.folder, files: sources.files }, lang);
  const files = sources.files.map(file => ({ name: file.name, detail: pieceDetail(file, lang) }));
  return say.parts(folder.name, detail, files);
}

/** How several entries of one type become one, with their documents in a folder of their own. */
interface Concatenation {
  readonly type: string;
  /** The `nomFichier` that stays, and the folder that its documents go to. */
  readonly keep: string;
  readonly parts: string;
  /** All names of that type in the request. */
  readonly names: readonly string[];
  /** Edits on the ligne: the further entries go. */
  readonly edits: readonly Edit[];
  /** Paths in the folder of attachments. */
  readonly moves: readonly { readonly from: string; readonly to: string }[];
  /** Names without a file. */
  readonly missing: readonly string[];
}

/** `named`: what is in the way, a path that already exists. */
export type ConcatenationPlan =
  | Concatenation
  | { readonly refused: 'single' | 'no-name' }
  | { readonly refused: 'clash'; readonly named: string };

/**
 * Plans it for the type of one entry. The first entry stays. If the folder is known, the files of all entries move into
 * the folder that packaging concatenates.
 */
export function planConcatenation(
  analysis: Analysis,
  ligne: Ligne,
  entry: Entry,
  folder: PieceFolder | undefined,
): ConcatenationPlan {
  const type = entry.text('typeFichier')?.value;
  const list = ligne.container('pieces')?.node;
  const entries = ligne.entries('piece').filter(other => other.text('typeFichier')?.value === type);
  const [first, ...further] = entries;
  if (type === undefined || list?.kind !== 'array' || first === undefined || further.length === 0)
    return { refused: 'single' };
  const keep = first.text('nomFichier')?.value;
  const parts = keep === undefined ? undefined : partsFolderOf(keep);
  if (keep === undefined || parts === undefined) return { refused: 'no-name' };
  const names = entries.map(one => one.text('nomFichier')?.value).filter(name => name !== undefined);
  const found = folder === undefined ? { moves: [], missing: [] } : movesOf(names, parts, folder);
  if ('clash' in found) return { refused: 'clash', named: found.clash };
  const editor = new SourceEditor(analysis, ligne.chunk);
  const edits = further.map(({ node }) => editor.removeItem(list, list.items.indexOf(node)));
  return { type, keep, parts, names, edits, ...found };
}

type Moves = Pick<Concatenation, 'moves' | 'missing'> | { readonly clash: string };

function movesOf(names: readonly string[], parts: string, folder: PieceFolder): Moves {
  const moves: { from: string; to: string }[] = [];
  const missing: string[] = [];
  const there = folder.entries.find(entry => sameName(entry.name, parts));
  if (there?.kind === 'file') return { clash: there.name };
  const taken = new Set(there?.files.map(({ name }) => nameKey(name)));
  for (const name of new Set(names)) {
    const sources = sourcesOf(name, folder);
    if (sources.kind === 'none') {
      missing.push(name);
      continue;
    }
    if (sources.kind === 'parts' && sameName(sources.folder, parts)) continue;
    const files =
      sources.kind === 'file'
        ? [{ path: sources.file.name, name: sources.file.name }]
        : sources.files.map(file => ({ path: `${sources.folder}/${file.name}`, name: file.name }));
    for (const file of files) {
      const to = `${parts}/${file.name}`;
      if (taken.has(nameKey(file.name))) return { clash: to };
      taken.add(nameKey(file.name));
      moves.push({ from: file.path, to });
    }
  }
  return { moves, missing };
}
