import { type Day, dayOf, formatDate } from '../../format/domain/date.js';
import { defineValueRule } from '../define.js';
import type { Examples } from '../examples.js';
import { presentOf } from '../contract.js';
import { cite } from '../shared/words.js';

interface Data {
  readonly key: string;
  readonly day: Day;
  readonly present: Day;
}

export const rule = defineValueRule({
  meta: {
    id: 'date-facture',
    severity: 'error',
    theme: 'montants',
    title: { fr: 'Date de facture impossible', en: 'Impossible invoice date' },
    explanation: {
      fr:
        'La date de la facture est celle de sa création, sans rapport avec la signature de la VA : elle ne peut pas ' +
        'être à venir. Elle est comparée à la date de référence si vous en donnez une, sinon à la date du jour.',
      en:
        'The invoice date is that of its creation, whatever the date on which the VA was signed: it cannot be yet ' +
        'to come. It is compared with the reference date where you give one, else with today.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question:
          "Pourriez-vous nous préciser à quoi correspond la date d'émission de la facture ? S'agit-il de la date " +
          "de la création de la facture en parallèle de l'émission de la VA ? (ne pas tenir compte de la date de " +
          'signature du VA)?',
        quote: "La date d'émission de la facture correspond à la date de sa création.",
      },
    ],
    remedies: [],
    needsProfile: false,
  },
  messages: {
    future: {
      fr: ({ key, day, present }: Data) =>
        `${cite(key)} (${formatDate(day, 'fr')}) est postérieure au ${formatDate(present, 'fr')} : le portail ` +
        'attend la date à laquelle la facture a été créée.',
      en: ({ key, day, present }) =>
        `“${key}” (${formatDate(day, 'en')}) is after ${formatDate(present, 'en')}: the portal expects the date ` +
        'on which the invoice was created.',
    },
  },
  roles: ['dateFacture'],
  check(value, report, at, context) {
    const day = dayOf(value.value);
    const present = presentOf(context);
    if (day !== undefined && day > present) report('future', { key: value.key, day, present }, at());
  },
});

const path = '/lignesImport/0/facture/dateFacture';

export const examples: Examples = {
  valid: [
    { name: 'une date passée', profile: 'MDV-LGC/solde' },
    { name: 'le jour même', profile: 'MDV-LGC/solde', referenceDate: 20_230_703 },
  ],
  invalid: [
    {
      name: 'après la date du jour',
      profile: 'MDV-LGC/solde',
      change: [['"12/06/2023"', '"12/06/2032"']],
      expect: [{ message: 'future', path, marks: '"12/06/2032"', severity: 'error', fixable: false }],
    },
  ],
};
