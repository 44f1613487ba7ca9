import { etatGuichet, formatMoment, type Guichet, guichetsOf } from '../../format/domain/calendrier.js';
import { type Day, formatDate } from '../../format/domain/date.js';
import { PORTAL_ROLES } from '../../format/model/facts.js';
import { ROOT } from '../../format/model/located.js';
import type { Phase } from '../../format/profiles/profile.js';
import type { Fix } from '../contract.js';
import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { citedDate } from '../shared/words.js';
import type { Bilingual } from '../../texts/typeset.js';

interface Data {
  readonly phase: Phase;
  readonly gate: Guichet;
  readonly at: Day;
  /** The wave after the one that is over. */
  readonly next: Bilingual | undefined;
}

const ADOPT: Fix = {
  kind: 'command',
  title: { fr: "Adopter le modèle de l'agence…", en: "Adopt the agency's model…" },
  edits: [],
  command: 'segur.adopterModele',
};

const hint = (gate: Guichet, next: Bilingual | undefined): Bilingual =>
  next === undefined
    ? { fr: '', en: '' }
    : {
        fr:
          ` ${gate.vague.fr} est close. Si ces demandes sont de ${next.fr.toLowerCase()}, adoptez le modèle de ` +
          "l'agence.",
        en: ` ${gate.vague.en} is over. If these requests are of ${next.en.toLowerCase()}, adopt the agency's model.`,
      };

export const rule = defineFileRule({
  meta: {
    id: 'guichet-closed',
    severity: 'info',
    theme: 'montants',
    title: { fr: 'Guichet fermé', en: 'Application window closed' },
    explanation: {
      fr:
        "Chaque couloir a ses dates d'ouverture et de clôture, pour l'avance et pour le solde ; passé la clôture, " +
        "aucune demande n'est prise en compte. La règle ne parle que si vous donnez une date de référence (--date, " +
        "ou le réglage de l'éditeur). Les dates d'un Appel à Financement l'emportent sur celles d'ici.",
      en:
        'Each couloir has its opening and closing dates, for the avance and for the solde; after the closing no ' +
        "request is taken. The rule applies only where you give a reference date (--date, or the editor's setting). " +
        'The dates of an Appel à Financement take precedence over those given here.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: "Quelle est la date limite pour déposer une demande d'avance ?",
        quote: "Passé cette date, aucune demande de financement n'a été prise en compte.",
      },
      {
        document: 'asp-vague1',
        question: 'Quelle est la date limite pour déposer une demande de solde ?',
        quote:
          'Le non-respect de ces échéances déclenchera les procédures de mise en recouvrement des montants perçus ' +
          "par l'industriel.",
      },
    ],
    remedies: ['command'],
    needsProfile: true,
  },
  messages: {
    closed: {
      fr: ({ phase, gate, at, next }: Data) =>
        `Au ${formatDate(at, 'fr')}, le guichet ${phase === 'avance' ? "d'avance" : 'de solde'} de ce couloir ` +
        `(${gate.vague.fr}) est fermé depuis le ${formatMoment(gate.closes, 'fr')} : le portail ne prend plus ` +
        'de demande. Vérifiez les ' +
        `dates dans l'Appel à Financement.${hint(gate, next).fr}`,
      en: ({ phase, gate, at, next }) =>
        `On ${formatDate(at, 'en')} the application window for ${phase}s of this couloir (${gate.vague.en}) is ` +
        `closed, since ${formatMoment(gate.closes, 'en')}: the portal takes no more requests. Check the dates in the ` +
        `Appel à Financement.${hint(gate, next).en}`,
    },
    early: {
      fr: ({ phase, gate, at }: Data) =>
        `Au ${formatDate(at, 'fr')}, le guichet ${phase === 'avance' ? "d'avance" : 'de solde'} de ce couloir ` +
        `(${gate.vague.fr}) n'est pas encore ouvert : il ouvre le ${formatMoment(gate.opens ?? gate.closes, 'fr')}.`,
      en: ({ phase, gate, at }) =>
        `On ${formatDate(at, 'en')} the application window for ${phase}s of this couloir (${gate.vague.en}) is not ` +
        `open yet: it opens on ${formatMoment(gate.opens ?? gate.closes, 'en')}.`,
    },
  },
  reads: PORTAL_ROLES,
  check(file, report, { profile, referenceDate, calendrier, portalOutput }) {
    // The portal's output is not deposited again.
    if (profile === undefined || referenceDate === undefined || portalOutput) return;
    const state = etatGuichet(guichetsOf(calendrier, profile.traits.calendar, profile.phase), referenceDate);
    if (state?.open !== false) return;
    const { start } = file.head.node;
    const target = { chunk: undefined, span: { start, end: start + 1 }, place: ROOT };
    const gate = state.next ?? state.closed;
    if (gate === undefined) return;
    const wave = calendrier.findIndex(({ title }) => title.fr === gate.vague.fr);
    const next = state.next === undefined ? calendrier[wave + 1]?.title : undefined;
    report(
      state.next === undefined ? 'closed' : 'early',
      { phase: profile.phase, gate, at: referenceDate, next },
      target,
      {
        cited: citedDate(gate.sources),
        fixes: () => (next === undefined ? [] : [ADOPT]),
      },
    );
  },
});

export const examples: Examples = {
  valid: [
    { name: "le dernier jour du guichet d'avance", profile: 'MDV-LGC/avance', referenceDate: 20_221_130 },
    { name: 'le dernier jour des prestations', profile: 'MDV-LGC/solde', referenceDate: 20_230_920 },
    { name: 'aucune date de référence', profile: 'MDV-LGC/avance' },
  ],
  invalid: [
    {
      name: "le lendemain de la clôture de l'avance",
      profile: 'MDV-LGC/avance',
      referenceDate: 20_221_201,
      expect: [{ message: 'closed', path: '', marks: '{', severity: 'info', fixable: false }],
    },
    {
      name: "des commandes toutes signées après la vague : un constat pour le fichier, et le remède d'adopter",
      profile: 'MDV-LGC/avance',
      change: [
        ['"03/11/2022"', '"03/11/2025"'],
        ['"08/11/2022"', '"08/11/2025"'],
        ['"15/11/2022"', '"15/11/2025"'],
      ],
      referenceDate: 20_251_201,
      expect: [{ message: 'closed', path: '', marks: '{' }],
      offers: ["Adopter le modèle de l'agence…"],
    },
    {
      name: 'après la clôture du solde',
      profile: 'MDV-LGC/solde',
      referenceDate: 20_231_215,
      expect: [{ message: 'closed', path: '', marks: '{' }],
      also: ['prestation-end'],
    },
    {
      name: "la veille de l'ouverture du solde",
      profile: 'MSS-OPE/solde',
      change: [['"20/07/2023"', '"01/07/2023"']],
      referenceDate: 20_230_703,
      expect: [{ message: 'early', path: '', marks: '{' }],
    },
  ],
};
