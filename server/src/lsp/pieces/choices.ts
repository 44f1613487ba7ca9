import { pathToFileURL } from 'node:url';
import type { Ligne } from '../../format/model/ligne.js';
import { type Entry, pointer } from '../../format/model/located.js';
import { sourcesOf } from '../../format/pieces/folder.js';
import {
  type ConcatenationPlan,
  pieceAt,
  pieceChoices,
  pieceDetail,
  planConcatenation,
} from '../../features/pieceChoice.js';
import { ligneTitle } from '../../features/symbols.js';
import { toRange, toTextEdits } from '../convert.js';
import type {
  ChoicesParams,
  ChoicesResult,
  FileChoice,
  ConcatenateParams,
  ConcatenateResult,
  WhichPiece,
} from '../protocol/index.js';
import type { Opened } from '../host.js';
import type { AskedPieces } from './ask.js';
import type { KnownFolder } from './folders.js';
import { ANSWERS } from '../../texts/editor/answers.js';
import { replacements } from '../../features/remedies.js';
import { uriIn } from './actions.js';

/** The files that can be one attachment of a request, the likeliest first. */
export function choicesFor({ opened, known }: AskedPieces, at: ChoicesParams['at']): ChoicesResult {
  const {
    client: { lang },
    version,
  } = opened;
  const piece = pieceOf(opened, at);
  const name = piece?.entry.all('nomFichier')[0];
  if (piece === undefined || name === undefined) {
    const which = namedPieces(opened, known, at);
    return which.length === 0 ? { refused: ANSWERS.pieces.none[lang] } : { which };
  }
  const { ligne, entry } = piece;
  const origin = opened.analysis.originOf(ligne.chunk);
  return {
    version,
    folder: pathToFileURL(known.path).href,
    nomFichier: typeof name.value === 'string' ? name.value : '',
    typeFichier: entry.text('typeFichier')?.value ?? '',
    title: ligneTitle(ligne),
    range: toRange(opened, { start: origin + name.node.start, end: origin + name.node.end }),
    files: fileChoices(opened, known, ligne, entry),
  };
}

/** All attachments: those of the ligne at the cursor, then those without a file, then the others. */
function namedPieces(
  opened: Opened,
  { folder }: Pick<KnownFolder, 'folder'>,
  at: ChoicesParams['at'],
): WhichPiece['which'] {
  return opened.analysis.lignes
    .flatMap(({ ligne }, index) =>
      ligne.entries('piece').flatMap((entry, piece) => {
        const name = entry.text('nomFichier')?.value;
        if (!entry.has('nomFichier')) return [];
        const isMissing = sourcesOf(name ?? '', folder).kind === 'none';
        const rank = Number(!isIn(opened, ligne, at)) * 2 + Number(!isMissing);
        const words = [name, isMissing ? ANSWERS.pieces.withoutFile[opened.client.lang] : '', typeOf(entry)];
        return [{ rank, shown: shownPiece({ ligne: index, piece }, words, ligne) }];
      }),
    )
    .sort((a, b) => a.rank - b.rank)
    .map(({ shown }) => shown);
}

function shownPiece(
  at: WhichPiece['which'][number]['at'],
  words: readonly (string | undefined)[],
  ligne: Ligne,
): WhichPiece['which'][number] {
  const [name = '', ...more] = words.filter(word => word !== undefined && word !== '');
  return { at, name, detail: [...more, ligneTitle(ligne)].join(' · ') };
}

function isIn({ analysis, text }: Opened, { chunk, node }: Ligne, at: ChoicesParams['at']): boolean {
  if (!('line' in at)) return false;
  const offset = text.offsetAt(at) - analysis.originOf(chunk);
  return node.start <= offset && offset <= node.end;
}

export function fileChoices(
  { analysis, client }: Pick<Opened, 'analysis' | 'client'>,
  { folder }: Pick<KnownFolder, 'folder'>,
  ligne: Ligne,
  entry: Entry | undefined,
): readonly FileChoice[] {
  return pieceChoices(analysis.lignes, ligne, entry, folder).map(
    ({ name, entry: file, likeness, taken, otherTypes }): FileChoice => ({
      name,
      path: file.name,
      sources: file.kind === 'file' ? [file.name] : file.files.map(part => `${file.name}/${part.name}`),
      detail: pieceDetail(file, client.lang),
      likely: likeness !== undefined,
      taken,
      otherTypes,
    }),
  );
}

interface Piece {
  readonly ligne: Ligne;
  readonly entry: Entry;
}

/** The attachment that the editor asks about. */
export function pieceOf(opened: Opened, at: ChoicesParams['at']): Piece | undefined {
  const { lignes } = opened.analysis;
  if ('ligne' in at) {
    const ligne = lignes[at.ligne]?.ligne;
    const entry = ligne?.entries('piece')[at.piece];
    return ligne === undefined || entry === undefined ? undefined : { ligne, entry };
  }
  if ('line' in at) return entryAt(opened, opened.text.offsetAt(at));
  for (const { ligne } of lignes) {
    const entry = ligne
      .entries('piece')
      .find(({ place }) => at.pointer === pointer(place) || at.pointer.startsWith(`${pointer(place)}/`));
    if (entry !== undefined) return { ligne, entry };
  }
  return undefined;
}

/** Anywhere in the attachment's object. */
function entryAt({ analysis }: Opened, offset: number): Piece | undefined {
  const named = pieceAt(analysis, offset);
  if (named?.entry !== undefined) return { ligne: named.ligne, entry: named.entry };
  for (const { ligne } of analysis.lignes) {
    const at = offset - analysis.originOf(ligne.chunk);
    const entry = ligne.entries('piece').find(({ node }) => node.start <= at && at <= node.end);
    if (entry !== undefined) return { ligne, entry };
  }
  return undefined;
}

/** What turns the several attachments of this type into one; changes nothing. */
export function concatenation(
  opened: Opened,
  known: KnownFolder | undefined,
  at: ConcatenateParams['at'],
): ConcatenateResult {
  const {
    analysis,
    client: { lang },
    version,
  } = opened;
  const piece = pieceOf(opened, at);
  const several =
    piece !== undefined && repeated(piece.ligne).has(typeOf(piece.entry)) ? [] : repeatedTypes(opened, at);
  if (several.length > 0) return { which: several };
  const plan: ConcatenationPlan =
    piece === undefined ? { refused: 'single' } : planConcatenation(analysis, piece.ligne, piece.entry, known?.folder);
  if ('refused' in plan) return { refused: refusal(plan, lang) };
  const edits = toTextEdits(
    opened,
    replacements(analysis, { kind: 'command', title: { fr: '', en: '' }, edits: plan.edits }),
  );
  const moves =
    known === undefined ? [] : plan.moves.map(({ from, to }) => ({ from: uriIn(known, from), to: uriIn(known, to) }));
  return {
    version,
    typeFichier: plan.type,
    keep: plan.keep,
    parts: plan.parts,
    inFolder: known?.folder.name ?? '',
    names: plan.names,
    edits,
    moves,
    missing: plan.missing,
  };
}

const typeOf = (entry: Entry): string => entry.text('typeFichier')?.value ?? '';

/** The types that several attachments of a ligne have, each with the ranks of these. */
function repeated(ligne: Ligne): ReadonlyMap<string, readonly number[]> {
  const ranks = new Map<string, number[]>();
  for (const [rank, entry] of ligne.entries('piece').entries())
    if (typeOf(entry) !== '') ranks.set(typeOf(entry), [...(ranks.get(typeOf(entry)) ?? []), rank]);
  return new Map([...ranks].filter(([, found]) => found.length > 1));
}

/** What can be concatenated: at the cursor's ligne, if anything there can, otherwise in any. */
function repeatedTypes(opened: Opened, at: ConcatenateParams['at']): WhichPiece['which'] {
  const all = opened.analysis.lignes.flatMap(({ ligne }, index) =>
    [...repeated(ligne)].map(([type, ranks]) => ({
      here: isIn(opened, ligne, at),
      shown: shownPiece(
        { ligne: index, piece: ranks[0] ?? 0 },
        [type, ...ranks.map(rank => ligne.entries('piece')[rank]).map(entry => entry?.text('nomFichier')?.value)],
        ligne,
      ),
    })),
  );
  const here = all.filter(one => one.here);
  return (here.length > 0 ? here : all).map(({ shown }) => shown);
}

const refusal = (plan: Extract<ConcatenationPlan, { readonly refused: unknown }>, lang: 'fr' | 'en'): string =>
  (plan.refused === 'clash' ? ANSWERS.concatenate.clash(plan.named) : ANSWERS.concatenate[plan.refused])[lang];
