import { echeancesAt, type FinPrestation } from '../../format/domain/calendrier.js';
import { formatDate } from '../../format/domain/date.js';
import { PORTAL_ROLES } from '../../format/model/facts.js';
import { ROOT } from '../../format/model/located.js';
import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { citedDate } from '../shared/words.js';

export const rule = defineFileRule({
  meta: {
    id: 'prestation-end',
    severity: 'info',
    theme: 'montants',
    title: { fr: 'Fin des prestations passée', en: 'End of services passed' },
    explanation: {
      fr:
        'La prestation doit être finalisée à la date du couloir. À cette date, soit le solde est déposé, soit ' +
        "l'attestation de fin des Prestations a été transmise par le formulaire de contact du portail ; sans elle, " +
        "l'avance est recouvrée. La règle ne parle que si vous donnez une date de référence (--date, ou le réglage " +
        "de l'éditeur).",
      en:
        "The service must be finished on the couloir's date. By then either the solde is deposited, or the " +
        "“attestation de fin des Prestations” has been sent through the portal's contact form; without it, the " +
        "avance is recovered. The rule applies only where you give a reference date (--date, or the editor's " +
        'setting).',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: 'Quelle est la date limite pour terminer la prestation Ségur ?',
        quote:
          "soit avoir notifié l'achèvement de la Prestation Ségur aux pouvoirs publics selon le modèle " +
          'attestation de fin des Prestations dûment signé par vos soins.',
      },
      {
        document: 'asp-vague1',
        question: 'Quand commence la campagne de recouvrement ?',
        quote:
          "pour lesquelles aucune attestation n'a été déposée par vos soins au plus tard le 20 septembre 2023 (au " +
          '31 octobre 2023 pour LOINC)',
      },
    ],
    remedies: [],
    needsProfile: true,
    concerns: { phase: 'solde' },
  },
  messages: {
    passed: {
      fr: (d: FinPrestation) =>
        `Les prestations de ce couloir (${d.vague.fr}) devaient être finies le ${formatDate(d.until, 'fr')} : ce ` +
        "solde suppose qu'une attestation de fin des Prestations a été transmise à l'ASP au plus tard ce jour-là. " +
        'Gardez-en la preuve.',
      en: d =>
        `The services of this couloir (${d.vague.en}) had to be finished by ${formatDate(d.until, 'en')}: this solde ` +
        'supposes that an “attestation de fin des Prestations” was sent to the ASP by that day. Keep its proof.',
    },
  },
  reads: PORTAL_ROLES,
  check(file, report, { profile, referenceDate, calendrier, portalOutput }) {
    if (profile?.phase !== 'solde' || referenceDate === undefined || portalOutput) return;
    const end = echeancesAt(calendrier, profile.traits.calendar, referenceDate)?.prestation;
    if (end === undefined || referenceDate <= end.until) return;
    const { start } = file.head.node;
    report(
      'passed',
      end,
      { chunk: undefined, span: { start, end: start + 1 }, place: ROOT },
      {
        cited: citedDate(end.sources),
      },
    );
  },
});

export const examples: Examples = {
  valid: [
    { name: 'le dernier jour', profile: 'MDV-LGC/solde', referenceDate: 20_230_920 },
    { name: 'aucune date de référence', profile: 'MDV-LGC/solde' },
  ],
  invalid: [
    {
      name: 'le lendemain, le guichet du solde étant ouvert',
      profile: 'MDV-LGC/solde',
      referenceDate: 20_230_921,
      expect: [{ message: 'passed', path: '', marks: '{', severity: 'info', fixable: false }],
    },
  ],
};
