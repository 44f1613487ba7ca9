import { planConcatenation, type ConcatenationPlan } from '../../features/concatener.js';
import { replacements } from '../../features/remedies.js';
import { toTextEdits } from '../convert.js';
import type { ConcatenateParams, ConcatenateResult } from '../protocol.packaging.js';
import type { Opened } from '../host.js';
import { uriIn } from './actions.js';
import { pieceOf } from './choices.js';
import type { KnownFolder } from './folders.js';
import { ANSWERS } from '../../texts/editor/answers.js';

/** What makes one pièce of the several of the type at hand; nothing is changed by it. */
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

const refusal = (plan: Extract<ConcatenationPlan, { readonly refused: unknown }>, lang: 'fr' | 'en'): string =>
  (plan.refused === 'clash' ? ANSWERS.concatenate.clash(plan.named) : ANSWERS.concatenate[plan.refused])[lang];
