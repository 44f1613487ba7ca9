import { dossierCompletOf } from '../../format/domain/calendrier.js';
import { type Day, dayOf, daysBefore, formatDate } from '../../format/domain/date.js';
import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atValue } from '../shared/targets.js';
import { cite } from '../shared/words.js';

interface Data {
  readonly key: string;
  readonly day: Day;
  readonly first: Day;
  readonly complete: Day;
  readonly days: number;
}

export const rule = defineLigneRule({
  meta: {
    id: 'date-commande-early',
    severity: 'warning',
    theme: 'montants',
    title: { fr: 'Commande antérieure au référencement', en: 'Order signed too long before the referencing' },
    explanation: {
      fr:
        'Depuis la vague 2, un bon de commande peut être signé avant que le logiciel soit référencé, mais au plus ' +
        '120 jours calendaires avant que le dossier complet de preuves ait été déposé. Cette date, vous seul la ' +
        'connaissez : donnez-la dans votre calendrier (`dossierComplet`, à son couloir) ; sans elle, la règle se ' +
        'tait. Le nombre de jours est un trait du modèle adopté (`commandeDelai`).',
      en:
        'Since wave 2 an order may be signed before the software is referenced, but 120 calendar days at most before ' +
        'the complete dossier of proofs was deposited. You alone know that date: give it in your calendar ' +
        '(`dossierComplet`, at its couloir); without it the rule is silent. The number of days is a trait of the ' +
        'adopted model (`commandeDelai`).',
    },
    citations: [{ document: 'ans-vague2', question: '' }],
    remedies: [],
    needsProfile: true,
  },
  messages: {
    early: {
      fr: ({ key, day, first, complete, days }: Data) =>
        `${cite(key)} (${formatDate(day, 'fr')}) est antérieure de plus de ${String(days)} jours calendaires au ` +
        `dépôt du dossier complet (${formatDate(complete, 'fr')}) : une commande est recevable à partir du ` +
        `${formatDate(first, 'fr')}. Vérifiez la date de signature du bon de commande.`,
      en: ({ key, day, first, complete, days }) =>
        `“${key}” (${formatDate(day, 'en')}) is more than ${String(days)} calendar days before the complete dossier ` +
        `was deposited (${formatDate(complete, 'en')}): an order is taken from ${formatDate(first, 'en')} on. Check ` +
        'the date on which the order was signed.',
    },
  },
  check(ligne, report, { profile, calendrier }) {
    const { commandeDelai: days, calendar } = profile.traits;
    const complete = days === undefined ? undefined : dossierCompletOf(calendrier, calendar);
    if (days === undefined || complete === undefined) return;
    const first = daysBefore(complete, days);
    for (const value of ligne.texts('dateCommande')) {
      const day = value.flagged ? undefined : dayOf(value.value);
      if (day !== undefined && day < first)
        report('early', { key: value.key, day, first, complete, days }, atValue(ligne, value));
    }
  },
});

const path = '/lignesImport/0/commande/dateCommande';
// 120 days before are the 3rd of November 2022, when the first order of the correct file was signed.
const SAME_DAY = 20_230_303;

export const examples: Examples = {
  valid: [
    { name: '120 jours avant le dossier complet', profile: 'MDV-LGC/avance', wave: 2, dossierComplet: SAME_DAY },
    { name: 'aucune date donnée', profile: 'MDV-LGC/avance', wave: 2 },
    { name: 'une commande de vague 1', profile: 'MDV-LGC/avance', dossierComplet: 20_230_501 },
  ],
  invalid: [
    {
      name: '121 jours avant',
      profile: 'MDV-LGC/avance',
      wave: 2,
      change: [['"03/11/2022"', '"02/11/2022"']],
      dossierComplet: SAME_DAY,
      expect: [{ message: 'early', path, marks: '"02/11/2022"', severity: 'warning', fixable: false }],
    },
  ],
};
