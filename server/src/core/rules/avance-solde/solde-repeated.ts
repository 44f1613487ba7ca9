import { repairNumeroAsp } from '../../domain/numero-asp.js';
import type { Ligne } from '../../model/ligne.js';
import type { LocatedText } from '../../model/located.js';
import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atValue, rankOf, related } from '../support/ligne.js';

export const rule = defineFileRule({
  meta: {
    id: 'solde-repeated',
    severity: 'error',
    theme: 'avance-solde',
    title: { fr: 'Deux soldes pour un dossier', en: 'Two soldes for one dossier' },
    explanation: {
      fr: "À une demande d'avance répond une seule demande de solde, complète. Deux lignes du même fichier ne peuvent donc pas porter le même numéro de dossier ASP : l'une des deux est une copie, ou bien son numéro est celui d'une autre.",
      en: 'One avance request is followed by one solde request only, a complete one. So two lignes of one file can\'t bear the same ASP dossier number: one of them is a copy, or its number is another one\'s.',
    },
    citations: [{
      document: 'asp-vague1',
      question: 'Comment remplir le JSON solde ?',
      quote: "Il faut déposer une seule demande de solde pour une demande d'avance déposée et dont le paiement est effectué.",
    }],
    remedies: [],
    needsProfile: true,
    concerns: { phase: 'solde' },
  },
  messages: {
    repeated: {
      fr: (d: { ligne: number }) => `La ligne ${String(d.ligne)} demande déjà le solde de ce dossier ASP, et un dossier n'a qu'un solde. Retirez la ligne en trop, ou corrigez le numéro s'il est celui d'un autre dossier.`,
      en: (d) => `Ligne ${String(d.ligne)} claims the solde of this ASP dossier already, and a dossier has one solde only. Remove the ligne that is too much, or correct the number if it is another dossier's.`,
    },
  },
  reads: ['numeroASP'],
  check(file, report, { profile }) {
    if (profile?.phase !== 'solde') return;
    const firsts = new Map<string, { readonly ligne: Ligne; readonly dossier: LocatedText }>();
    for (const ligne of file.lignes) {
      const dossier = ligne.text('numeroASP');
      if (dossier === undefined) continue;
      const number = repairNumeroAsp(dossier.value) ?? dossier.value;
      const first = firsts.get(number);
      if (first === undefined) { firsts.set(number, { ligne, dossier }); continue; }
      report('repeated', { ligne: rankOf(first.ligne) }, atValue(ligne, dossier), {
        related: [related(first.ligne, first.dossier, { fr: 'Le même dossier est ici.', en: 'The same dossier stands here.' })],
      });
    }
  },
});

export const examples: Examples = {
  valid: [{ name: 'un dossier par ligne', profile: 'MDV-LGC/solde' }],
  invalid: [
    {
      name: 'le même dossier sur deux lignes', profile: 'MDV-LGC/solde', change: [['FINMDV00122', 'FINMDV00120']],
      expect: [{ message: 'repeated', path: '/lignesImport/2/numeroASP', marks: '"FINMDV00120"', severity: 'error', fixable: false }],
    },
  ],
};
