import { type Day, dayOf, formatDate } from '../../format/domain/date.js';
import { defineValueRule } from '../define.js';
import type { Examples } from '../examples.js';
import { presentOf } from '../contract.js';
import { cite } from '../shared/words.js';
import { ORDER_DATE } from '../shared/citations.js';

interface Data {
  readonly key: string;
  readonly day: Day;
  readonly present: Day;
}

export const rule = defineValueRule({
  meta: {
    id: 'date-commande-future',
    severity: 'error',
    theme: 'montants',
    title: { fr: 'Commande datée du futur', en: 'Order dated in the future' },
    explanation: {
      fr:
        'La date de commande est celle à laquelle le client a signé le bon de commande : elle ne peut pas être à ' +
        'venir. Elle est comparée à la date de référence si vous en donnez une, sinon à la date du jour.',
      en:
        'The order date is that on which the client signed the order: it cannot be in the future. It is compared ' +
        'with the reference date where you give one, otherwise with today.',
    },
    citations: [ORDER_DATE],
    remedies: [],
    needsProfile: false,
  },
  messages: {
    future: {
      fr: ({ key, day, present }: Data) =>
        `${cite(key)} (${formatDate(day, 'fr')}) est postérieure au ${formatDate(present, 'fr')} : le portail ` +
        'attend la date à laquelle le client a signé le bon de commande.',
      en: ({ key, day, present }) =>
        `“${key}” (${formatDate(day, 'en')}) is after ${formatDate(present, 'en')}: the portal expects the date ` +
        'on which the client signed the order.',
    },
  },
  roles: ['dateCommande'],
  check(value, report, at, context) {
    const day = dayOf(value.value);
    const present = presentOf(context);
    if (day !== undefined && day > present) report('future', { key: value.key, day, present }, at());
  },
});

const path = '/lignesImport/0/commande/dateCommande';

export const examples: Examples = {
  valid: [
    { name: 'une date passée', profile: 'MDV-LGC/avance' },
    { name: 'le jour même', profile: 'MDV-LGC/avance', referenceDate: 20_221_115 },
  ],
  invalid: [
    {
      name: 'après la date du jour',
      profile: 'MDV-LGC/avance',
      change: [['"03/11/2022"', '"03/11/2122"']],
      expect: [{ message: 'future', path, marks: '"03/11/2122"', severity: 'error', fixable: false }],
    },
    {
      name: 'après la date de référence',
      profile: 'MDV-LGC/avance',
      change: [['"03/11/2022"', '"17/11/2022"']],
      referenceDate: 20_221_116,
      expect: [{ message: 'future', path, marks: '"17/11/2022"' }],
    },
  ],
};
