import type { Analysis } from '../analysis/analyze.js';
import type { TextReplacement } from '../features/textEdits.js';
import { isText, type Located } from '../format/model/located.js';

/** A `numeroEditeur` gets another text, wherever its demande bears it. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/** In the lignes of the demande, by index. A number that is typed as one stays one where the new one is. */
export const renamedNumbers = (
  analysis: Analysis,
  chunks: ReadonlySet<number>,
  { from, to }: Renaming,
): readonly TextReplacement[] =>
  fieldsOf(analysis, 'numeroEditeur', chunks)
    .filter(({ field: { value } }) => value === from)
    .map(({ field, chunk }) => replaced(analysis, chunk, field, to));

/** The attachments of the demande whose names bear its number, with the names that they get. */
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

/** Wherever a request names one of these attachments: another demande may share it. */
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
