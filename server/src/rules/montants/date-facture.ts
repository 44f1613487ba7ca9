import { type Day, dayOf, formatDate } from '../../format/domain/date.js';
import { defineValueRule } from '../define.js';
import { type Examples, sortie } from '../examples.js';
import { presentOf } from '../contract.js';
import { isAstray, referenceOf, seenIn } from '../shared/reference.js';
import { atFact } from '../shared/targets.js';
import { cite, keyAt } from '../shared/words.js';

interface Data {
  readonly key: string;
  readonly day: Day;
  readonly present: Day;
}
interface Ordered {
  readonly key: string;
  readonly day: Day;
  readonly order: Day;
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
        'être à venir. Elle est comparée à la date de référence si vous en donnez une, sinon à la date du jour. Elle ' +
        "ne précède guère celle du bon de commande, que porte l'avance.",
      en:
        'The invoice date is that of its creation, whatever the date on which the VA was signed: it cannot be in ' +
        'the future. It is compared with the reference date where you give one, otherwise with today. It can hardly ' +
        "precede the order's, which is in the avance.",
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
    'before-order': {
      fr: ({ key, day, order }: Ordered) =>
        `${cite(key)} (${formatDate(day, 'fr')}) précède la date du bon de commande de cette demande ` +
        `(${formatDate(order, 'fr')}, dans l'avance) : vérifiez les deux dates.`,
      en: ({ key, day, order }) =>
        `“${key}” (${formatDate(day, 'en')}) is before the date of the order of this request ` +
        `(${formatDate(order, 'en')}, in the avance): check both dates.`,
    },
  },
  roles: ['dateFacture'],
  check(value, report, at, context) {
    const day = dayOf(value.value);
    const present = presentOf(context);
    if (day !== undefined && day > present) report('future', { key: value.key, day, present }, at());
  },
  across(subject, report) {
    const { date, chunk } = subject.ligne;
    const reference = date === undefined ? undefined : referenceOf(subject);
    if (date === undefined || reference === undefined || isAstray(subject)) return;
    const orders = reference.avances.flatMap(({ ligne }) =>
      ligne.date === undefined ? [] : [Number(ligne.date.value)],
    );
    const [order] = orders;
    const day = Number(date.value);
    if (order === undefined || orders.length < reference.avances.length || !orders.every(other => day < other)) return;
    report('before-order', { key: keyAt(date.place), day, order }, atFact(chunk, date), {
      severity: 'warning',
      related: seenIn(reference.avances, ligne => ligne.date, {
        fr: 'La date du bon de commande est ici.',
        en: 'The date of the order is here.',
      }),
    });
  },
});

const path = '/lignesImport/0/facture/dateFacture';

export const examples: Examples = {
  valid: [
    { name: 'une date passée', profile: 'MDV-LGC/solde' },
    { name: 'après le bon de commande', profile: 'MDV-LGC/solde', others: [sortie()] },
    { name: 'le jour même', profile: 'MDV-LGC/solde', referenceDate: 20_230_703 },
  ],
  invalid: [
    {
      name: 'avant le bon de commande de la même demande',
      profile: 'MDV-LGC/solde',
      change: [['"12/06/2023"', '"02/11/2022"']],
      others: [sortie()],
      expect: [{ message: 'before-order', path, marks: '"02/11/2022"', severity: 'warning', fixable: false }],
    },
    {
      name: 'après la date du jour',
      profile: 'MDV-LGC/solde',
      change: [['"12/06/2023"', '"12/06/2032"']],
      expect: [{ message: 'future', path, marks: '"12/06/2032"', severity: 'error', fixable: false }],
    },
  ],
};
