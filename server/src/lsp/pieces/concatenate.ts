import { planConcatenation, type ConcatenationPlan } from '../../features/concatener.js';
import { replacements } from '../../features/remedies.js';
import { toTextEdits } from '../convert.js';
import type { ConcatenateParams, ConcatenateResult } from '../protocol.packaging.js';
import type { Opened } from '../host.js';
import { uriIn } from './actions.js';
import { pieceOf } from './choices.js';
import type { KnownFolder } from './folders.js';

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

function refusal(plan: Extract<ConcatenationPlan, { readonly refused: unknown }>, lang: 'fr' | 'en'): string {
  const french = lang === 'fr';
  switch (plan.refused) {
    case 'single':
      return french
        ? 'Placez le curseur sur une pièce dont le type figure plusieurs fois dans la demande\u00a0: il n’y a rien ' +
            'à concaténer ici.'
        : 'Put the cursor on an attachment whose type stands several times in the request: there is nothing to ' +
            'concatenate here.';
    case 'no-name':
      return french
        ? 'La première pièce de ce type n’a pas de nom en «\u00a0.pdf\u00a0»\u00a0: donnez-lui d’abord celui du ' +
            'document concaténé.'
        : 'The first attachment of this type has no name in “.pdf”: give it that of the concatenated document first.';
    case 'clash':
      return french
        ? `«\u00a0${plan.named}\u00a0» existe déjà dans le dossier des pièces\u00a0: renommez-le d’abord.`
        : `“${plan.named}” stands in the folder of attachments already: rename it first.`;
  }
}
