import type {
  DocumentText,
  FileEntry,
  FolderEntry,
  PdfState,
  PieceFolder,
  PieceText,
} from '../../server/src/format/pieces/folder.js';
import type { ExampleDocument, ExampleFile } from '../../server/src/rules/examples.js';

/** An attachments folder of these names: `X/1.pdf` is a file of the folder X, `X/` an empty folder. */
export function folderFrom(files: readonly (string | ExampleFile)[]): PieceFolder {
  const entries: FolderEntry[] = [];
  const folders = new Map<string, FileEntry[]>();
  for (const file of files) {
    const { name, state, signed } =
      typeof file === 'string' ? { name: file, state: undefined, signed: undefined } : file;
    const [parent, base = ''] = name.includes('/') ? name.split('/') : [undefined, name];
    const entry: FileEntry = { kind: 'file', name: base, size: 1000, pdf: stateOf(state ?? 'pdf', signed ?? false) };
    if (parent === undefined) {
      entries.push(entry);
      continue;
    }
    const parts = folders.get(parent) ?? [];
    if (!folders.has(parent)) entries.push({ kind: 'folder', name: parent, files: parts });
    folders.set(parent, parts);
    if (base !== '') parts.push(entry);
  }
  return { name: 'pieces', entries };
}

const stateOf = (state: PdfState['state'], signed: boolean): PdfState =>
  state === 'pdf' ? { state, pages: 1, signed } : { state };

/** The texts of attachments: `X.pdf/1.pdf` is a part of X.pdf. */
export function textsFrom(documents: readonly ExampleDocument[]): readonly PieceText[] {
  const pieces = new Map<string, DocumentText[]>();
  for (const { name, text, change } of documents) {
    const [nomFichier = name, part = name] = name.split('/');
    const before = pieces.get(nomFichier) ?? [];
    before.push({ name: part, pages: changed(name, text, change ?? []).split('\f') });
    pieces.set(nomFichier, before);
  }
  return [...pieces].map(([nomFichier, texts]) => ({ nomFichier, documents: texts }));
}

/** Throws if a replacement doesn't match: such a case would assert nothing. */
const changed = (name: string, text: string, change: readonly (readonly [string, string])[]): string =>
  change.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`${JSON.stringify(from)} does not stand in ${name}`);
    return before.replace(from, () => to);
  }, text);
