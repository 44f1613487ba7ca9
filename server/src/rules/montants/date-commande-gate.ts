import {
  type Calendrier,
  etatGuichet,
  formatMoment,
  type Guichet,
  guichetsOf,
} from '../../format/domain/calendrier.js';
import { type Day, dayOf, formatDate } from '../../format/domain/date.js';
import type { Ligne } from '../../format/model/ligne.js';
import type { LocatedText } from '../../format/model/located.js';
import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atValue } from '../shared/targets.js';
import { cite, citedDate } from '../shared/words.js';

interface Data {
  readonly key: string;
  readonly day: Day;
  readonly gate: Guichet;
}

export const rule = defineFileRule({
  meta: {
    id: 'date-commande-gate',
    severity: 'warning',
    theme: 'montants',
    title: {
      fr: "Commande signée après la clôture du guichet d'avance",
      en: "Order signed after the avance's application window",
    },
    explanation: {
      fr:
        "Passé la clôture du guichet d'avance de son couloir, aucune demande n'est prise en compte : une commande " +
        'signée plus tard ne peut pas y avoir été déposée. Signée après toute la vague, elle est sans doute ' +
        "d'une autre : si toutes le sont, `guichet-closed` le dit une fois pour le fichier. La règle ne parle que si " +
        "vous donnez une date de référence (--date, ou le réglage de l'éditeur).",
      en:
        "After the application window for avances of its couloir no request is taken: an order signed later can't " +
        'have been deposited in it. One signed after the whole wave is probably of another: `guichet-closed` says so ' +
        "once for the file. The rule applies only where you give a reference date (--date, or the editor's " +
        'setting).',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: "Quelle est la date limite pour déposer une demande d'avance ?",
        quote:
          "Couloirs RADIOLOGIE, MEDECINE DE VILLE, BIOLOGIE et HOPITAL, vos demandes d'avance devaient être " +
          "transmises avant le 30 novembre 2022. Passé cette date, aucune demande de financement n'a été prise en " +
          'compte.',
      },
    ],
    remedies: [],
    needsProfile: true,
  },
  messages: {
    late: {
      fr: ({ key, day, gate }: Data) =>
        `${cite(key)} (${formatDate(day, 'fr')}) est postérieure à la clôture du guichet d'avance de ce couloir ` +
        `(${gate.vague.fr}, ${formatMoment(gate.closes, 'fr')}) : la demande serait hors délai. Vérifiez la date de ` +
        'signature du bon de commande.',
      en: ({ key, day, gate }) =>
        `“${key}” (${formatDate(day, 'en')}) is after the application window for avances of this couloir closed ` +
        `(${gate.vague.en}, ${formatMoment(gate.closes, 'en')}): the request would be too late. Check the date on ` +
        'which the order was signed.',
    },
  },
  reads: ['dateCommande'],
  check({ lignes }, report, { profile, referenceDate, calendrier }) {
    if (profile?.phase !== 'avance' || referenceDate === undefined) return;
    const guichets = guichetsOf(calendrier, profile.traits.calendar, 'avance');
    if (guichets.length === 0) return;
    const late: { readonly ligne: Ligne; readonly value: LocatedText; readonly day: Day; readonly gate: Guichet }[] =
      [];
    let dated = 0;
    for (const ligne of lignes())
      for (const value of ligne.texts('dateCommande')) {
        const day = value.flagged ? undefined : dayOf(value.value);
        // An order in the future is another mistake.
        if (day === undefined || day > referenceDate) continue;
        dated++;
        const state = etatGuichet(guichets, day);
        // A later gate can still accept the order.
        if (state?.open === false && state.closed !== undefined && state.next === undefined)
          late.push({ ligne, value, day, gate: state.closed });
      }
    // If all are after the whole wave they belong to a later one: `guichet-closed` says so once for the file.
    const isAnother = late.every(({ day, gate }) => isOver(calendrier, profile.traits.calendar, gate, day));
    if (late.length === dated && isAnother) return;
    for (const { ligne, value, day, gate } of late)
      report('late', { key: value.key, day, gate }, atValue(ligne, value), { cited: citedDate(gate.sources) });
  },
});

/** The soldes of its wave are no longer accepted either, and another wave has followed. */
function isOver(calendrier: Calendrier, couloir: string, closed: Guichet, day: Day): boolean {
  const wave = calendrier.findIndex(({ title }) => title.fr === closed.vague.fr);
  const solde = calendrier[wave]?.couloirs.get(couloir)?.solde;
  return solde !== undefined && day > solde.closes.day && calendrier.length > wave + 1;
}

const path = '/lignesImport/0/commande/dateCommande';
const change = [['"03/11/2022"', '"01/12/2022"']] as const;

export const examples: Examples = {
  valid: [
    { name: 'une commande signée à temps', profile: 'MDV-LGC/avance', referenceDate: 20_221_120 },
    {
      name: 'une commande signée le dernier jour',
      profile: 'MDV-LGC/avance',
      change: [['"03/11/2022"', '"30/11/2022"']],
      referenceDate: 20_221_130,
    },
    { name: 'aucune date de référence', profile: 'MDV-LGC/avance', change },
  ],
  invalid: [
    {
      name: 'une commande signée le lendemain de la clôture',
      profile: 'MDV-LGC/avance',
      change,
      referenceDate: 20_221_201,
      expect: [{ message: 'late', path, marks: '"01/12/2022"', severity: 'warning', fixable: false }],
      also: ['guichet-closed'],
    },
  ],
};
