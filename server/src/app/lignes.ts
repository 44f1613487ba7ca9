import type { Analysis } from '../analysis/analyze.js';
import { indentAt, layoutOf } from '../features/format.js';
import { textEdits, type TextReplacement } from '../features/remedies.js';
import { skeletonText } from '../features/skeleton.js';
import { isText, type Located } from '../format/model/located.js';
import type { Catalog } from '../format/profiles/catalog.js';
import { parseValue } from '../language/parse.js';
import { assembled, cut, type CutLigne, unsoundness } from './cut.js';
import { partName } from './fileNames.js';

/** What can be done with a ligne as a whole. */
export const LIGNE_MOVES = ['add', 'duplicate', 'up', 'down', 'extract'] as const;
export type LigneMove = (typeof LIGNE_MOVES)[number];

/** Lignes can be moved in a sound request that has not been deposited yet. */
export function movesOf(analysis: Analysis, index: number): readonly LigneMove[] {
  const { lignes, portalOutput } = analysis;
  if (portalOutput || lignes[index] === undefined || unsoundness({ file: '', analysis }) !== undefined) return [];
  return LIGNE_MOVES.filter(move => {
    if (move === 'up') return index > 0;
    if (move === 'down') return index + 1 < lignes.length;
    return move !== 'extract' || lignes.length > 1;
  });
}

interface MovedLignes {
  readonly edits: readonly TextReplacement[];
  /** A file that the ligne goes to. */
  readonly extracted: { readonly name: string; readonly text: string } | undefined;
}

/** Everything else stays as typed; the lignes are numbered 1, 2, 3… `file`: the request's own name. */
export function moveLigne(
  catalog: Catalog,
  analysis: Analysis,
  { move, index, file }: { readonly move: LigneMove; readonly index: number; readonly file: string },
): MovedLignes {
  const frame = cut(analysis);
  const own = frame.lignes[index];
  if (own === undefined) return { edits: [], extracted: undefined };
  const lignes = moved(frame.lignes, move, own, move === 'add' ? blank(analysis, own) : own);
  const edits = textEdits(analysis.text, assembled(frame, lignes));
  if (move !== 'extract') return { edits, extracted: undefined };
  const text = assembled(frame, [own]);
  const number = analysis.lignes[index]?.ligne.text('numeroEditeur')?.value.replace(/[^\p{L}\p{N}_-]+/gu, '-');
  const { profile } = analysis.choice;
  const part = { root: parseValue(text).root, profile };
  return { edits, extracted: { name: partName(catalog, file, number ?? String(index + 1), '-', part), text } };
}

function moved(lignes: readonly CutLigne[], move: LigneMove, own: CutLigne, further: CutLigne): readonly CutLigne[] {
  const { index } = own;
  switch (move) {
    case 'add':
    case 'duplicate':
      return lignes.toSpliced(index + 1, 0, { ...further, gap: undefined });
    case 'extract':
      return lignes.toSpliced(index, 1);
    case 'up':
    case 'down': {
      const at = move === 'up' ? index - 1 : index;
      const [first, second] = [lignes[at], lignes[at + 1]];
      if (first === undefined || second === undefined) return lignes;
      // The text between two lignes stays where it is.
      return lignes.toSpliced(at, 2, { ...second, gap: first.gap }, { ...first, gap: second.gap });
    }
  }
}

/** Written as a new ligne of that request: null where a person must decide. */
function blank({ text, model, originOf, lignes, choice }: Analysis, { index }: CutLigne): CutLigne {
  const start = originOf(index) + (lignes[index]?.ligne.span.start ?? 0);
  const options = {
    layout: layoutOf(text),
    indent: indentAt(text, start),
    snippet: false,
    traits: choice.profile?.traits,
  };
  return { index, gap: undefined, text: numLigne => skeletonText(model.ligne, { ...options, numLigne }) };
}

/** Gives a `numeroEditeur` another text, everywhere in its request. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/** In the request's lignes, by index. A number typed as a number stays one if the new one is. */
export const renamedNumbers = (
  analysis: Analysis,
  chunks: ReadonlySet<number>,
  { from, to }: Renaming,
): readonly TextReplacement[] =>
  fieldsOf(analysis, 'numeroEditeur', chunks)
    .filter(({ field: { value } }) => value === from)
    .map(({ field, chunk }) => replaced(analysis, chunk, field, to));

/** The attachments whose names contain the request's number, with their new names. */
export function renamedPieces(
  analysis: Analysis,
  chunks: ReadonlySet<number>,
  { from, to }: Renaming,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const bearing = new RegExp(
    `(?<![\\p{L}\\p{N}])${from.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
    'gu',
  );
  for (const { field } of fieldsOf(analysis, 'nomFichier', chunks)) {
    if (!isText(field)) continue;
    const name = field.value.replace(bearing, () => to);
    if (name !== field.value) names.set(field.value, name);
  }
  return names;
}

/** Everywhere that a request names one of these attachments: another request may share it. */
export const renamedReferences = (analysis: Analysis, names: ReadonlyMap<string, string>): readonly TextReplacement[] =>
  fieldsOf(analysis, 'nomFichier').flatMap(({ field, chunk }) => {
    const name = isText(field) ? names.get(field.value) : undefined;
    return name === undefined ? [] : [replaced(analysis, chunk, field, name)];
  });

const fieldsOf = (
  { lignes }: Analysis,
  role: 'numeroEditeur' | 'nomFichier',
  chunks?: ReadonlySet<number>,
): readonly { readonly field: Located; readonly chunk: number }[] =>
  lignes.flatMap(({ ligne }, chunk) =>
    chunks === undefined || chunks.has(chunk) ? ligne.all(role).map(field => ({ field, chunk })) : [],
  );

function replaced(analysis: Analysis, chunk: number, { kind, span }: Located, to: string): TextReplacement {
  const origin = analysis.originOf(chunk);
  const text = kind === 'number' && /^(?:0|[1-9]\d{0,14})$/.test(to) ? to : JSON.stringify(to);
  return { start: origin + span.start, end: origin + span.end, text };
}
