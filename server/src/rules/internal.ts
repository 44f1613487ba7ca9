import type { RuleMeta, Sink, Target } from './contract.js';

/** Not a rule of the format: what is told when one of ours breaks. */
export const INTERNAL_ERROR: RuleMeta = {
  id: 'internal-error',
  severity: 'warning',
  scope: 'file',
  theme: 'fichier',
  title: { fr: 'Erreur interne d’une règle', en: 'Internal error of a rule' },
  explanation: {
    fr:
      "Une règle de Ségur JSON a échoué sur ce fichier. Les autres règles ont été appliquées. Ce n'est pas une " +
      'erreur de votre fichier.',
    en: 'A rule of Ségur JSON failed on this file. The other rules were applied. This is no mistake of your file.',
  },
  citations: [{ document: 'projet', question: '' }],
  remedies: [],
  needsProfile: false,
};

/** The error's own text may quote the file, which is confidential: only its kind is told. */
export function internalError(rule: string, error: unknown, at: Target, out: Sink): void {
  const kind = error instanceof Error ? error.name : typeof error;
  out({
    ...at,
    rule: INTERNAL_ERROR,
    messageId: 'failed',
    severity: 'warning',
    related: [],
    fixes: () => [],
    message: lang =>
      lang === 'fr'
        ? `La règle « ${rule} » a échoué (${kind}) : elle n'a pas été vérifiée ici. Les autres règles l'ont été. ` +
          'Merci de le signaler.'
        : `The rule “${rule}” failed (${kind}): it was not checked here. The others were. Please report this.`,
  });
}
