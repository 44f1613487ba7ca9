import type { Analysis } from '../analysis/analyze.js';
import type { Ligne } from '../format/model/ligne.js';
import { textIn, type Entry } from '../format/model/located.js';
import type { PieceFolder } from '../format/pieces/folder.js';
import { nameKey, partsFolderOf, sameName } from '../format/pieces/names.js';
import { sourcesOf } from '../format/pieces/sources.js';
import { SourceEditor, type Edit } from '../language/edit.js';

/** How several entries of one type become one, whose documents lie in a folder of their own. */
interface Concatenation {
  readonly type: string;
  /** The `nomFichier` that stays, and the folder that its documents go to. */
  readonly keep: string;
  readonly parts: string;
  /** All names of that type, as the request has them. */
  readonly names: readonly string[];
  /** On the ligne: the further entries go. */
  readonly edits: readonly Edit[];
  /** Paths in the folder of attachments. */
  readonly moves: readonly { readonly from: string; readonly to: string }[];
  /** Names that have no file. */
  readonly missing: readonly string[];
}

/** `named`: what is in the way, a path that stands already. */
export type ConcatenationPlan =
  | Concatenation
  | { readonly refused: 'single' | 'no-name' }
  | { readonly refused: 'clash'; readonly named: string };

/**
 * Plans it for the type of one entry. The first entry stays. Where the folder is known, the files of all of them move
 * into the folder that the packaging concatenates.
 */
export function planConcatenation(
  analysis: Analysis,
  ligne: Ligne,
  entry: Entry,
  folder: PieceFolder | undefined,
): ConcatenationPlan {
  const type = textIn(entry, 'typeFichier')?.value;
  const list = ligne.container('pieces')?.node;
  const entries = ligne.entries('piece').filter(other => textIn(other, 'typeFichier')?.value === type);
  const [first, ...further] = entries;
  if (type === undefined || list?.kind !== 'array' || first === undefined || further.length === 0)
    return { refused: 'single' };
  const keep = textIn(first, 'nomFichier')?.value;
  const parts = keep === undefined ? undefined : partsFolderOf(keep);
  if (keep === undefined || parts === undefined) return { refused: 'no-name' };
  const names = entries.map(one => textIn(one, 'nomFichier')?.value).filter(name => name !== undefined);
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
