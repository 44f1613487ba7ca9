import { dateAs, dayOf, parseDate, readForm, repairDate, type DateForm } from '../../format/domain/date.js';
import type { LocatedText } from '../../format/model/located.js';
import type { ReportOptions, Target } from '../contract.js';
import { defineValueRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';
import { rewriteFix } from '../shared/fixes.js';
import { ORDER_DATE } from '../shared/citations.js';

interface Data {
  readonly key: string;
}
interface Year extends Data {
  readonly year: string;
}

export const rule = defineValueRule({
  meta: {
    id: 'date-format',
    severity: 'error',
    theme: 'montants',
    title: { fr: 'Date mal écrite', en: 'Badly written date' },
    explanation: {
      fr:
        "Les dates s'écrivent JJ/MM/AAAA : c'est l'habitude de l'agence, reprise dans le modèle reconstitué. La " +
        "forme AAAA-MM-JJ n'est donc signalée que comme un avertissement. Une date illisible, ou qui n'existe pas " +
        '(31/02), est une erreur.',
      en:
        "Dates are written DD/MM/YYYY (JJ/MM/AAAA): this is the agency's habit, taken over by the reconstructed " +
        "model. So the form YYYY-MM-DD is a warning only. A date that can't be read, or that does not exist " +
        '(31/02), is an error.',
    },
    citations: [
      ORDER_DATE,
      {
        document: 'asp-vague1',
        question:
          "Le volume d'implémentation logicielle auprès des personnels de santé libéraux a-t-il été pris en compte " +
          'dans le cadre du guichet de financement ?',
        quote: "le guichet de financement mis en œuvre par l'ASP à compter de début novembre 2021",
      },
      { document: 'projet', question: 'Dates' },
    ],
    remedies: ['fix', 'preferred'],
    needsProfile: false,
  },
  messages: {
    iso: {
      fr: ({ key }: Data) =>
        `${cite(key)} est écrite AAAA-MM-JJ : l'agence écrit ses dates JJ/MM/AAAA (selon le modèle reconstitué).`,
      en: ({ key }) =>
        `“${key}” is written YYYY-MM-DD: the agency writes its dates DD/MM/YYYY (JJ/MM/AAAA, in the reconstructed ` +
        'model).',
    },
    near: {
      fr: ({ key }: Data) =>
        `${cite(key)} s'écrit JJ/MM/AAAA : deux chiffres pour le jour, deux pour le mois, quatre pour l'année, ` +
        'sans heure.',
      en: ({ key }) =>
        `“${key}” is written DD/MM/YYYY (JJ/MM/AAAA): two digits for the day, two for the month, four for the ` +
        'year, no time.',
    },
    year: {
      fr: ({ key, year }: Year) =>
        `${cite(key)} : l'année ${year} ne peut pas être la bonne, le guichet du Ségur numérique a ouvert en ` +
        `${String(FIRST_YEAR)}. Recopiez la date du document.`,
      en: ({ key, year }) =>
        `“${key}”: the year ${year} cannot be right, the first Ségur application window opened in ` +
        `${String(FIRST_YEAR)}. Copy the attachment's date.`,
    },
    model: {
      fr: (d: Data & { form: DateForm; example: string }) =>
        `${cite(d.key)} s'écrit ${d.form} dans le modèle de l'agence, par exemple ${d.example}.`,
      en: d =>
        `“${d.key}” is written ${d.form} in the agency's model (A year, M month, J day), for example ${d.example}.`,
    },
    absent: {
      fr: ({ key }: Data) =>
        `${cite(key)} : ce jour n'existe pas dans le calendrier. Recopiez la date du document, au format JJ/MM/AAAA.`,
      en: ({ key }) =>
        `“${key}”: there is no such day in the calendar. Copy the attachment's date, as DD/MM/YYYY (JJ/MM/AAAA).`,
    },
    form: {
      fr: ({ key }: Data) =>
        `${cite(key)} n'est pas une date lisible : le portail attend JJ/MM/AAAA, par exemple 03/11/2022.`,
      en: ({ key }) =>
        `“${key}” is not a date that can be read: the portal expects DD/MM/YYYY (JJ/MM/AAAA), for example 03/11/2022.`,
    },
  },
  roles: ['dateCommande', 'dateFacture', 'autreDate'],
  check(value, report, at) {
    const { dateForm } = value.shape;
    if (dateForm !== undefined && dateForm !== HABIT) {
      ofModel(value, dateForm, report, at());
      return;
    }
    const parsed = parseDate(value.value);
    const data = { key: value.key };
    const year = YEAR.exec(value.value)?.[0] ?? '';
    if ('day' in parsed && parsed.format === 'fr') {
      if (Number(year) < FIRST_YEAR && value.role !== 'autreDate')
        report('year', { ...data, year }, at(), { severity: 'warning' });
      return;
    }
    if ('error' in parsed && isOtherwiseADay(value.value, year)) {
      report('year', { ...data, year }, at());
      return;
    }
    const repaired = repairDate(value.value.replace(MIDNIGHT, ''));
    const iso = ISO.test(value.value);
    // Day or month first? Only ISO, or a day past the 12th, tells.
    const sure = iso || Number.parseInt(value.value, 10) > 12 || MIDNIGHT.test(value.value);
    const options = repaired === undefined ? {} : { fixes: rewriteFix(value, repaired, sure ? 'fix' : 'preferred') };
    if ('day' in parsed && dateForm === HABIT && repaired !== undefined)
      report('model', { ...data, form: HABIT, example: repaired }, at(), options);
    else if ('day' in parsed) report('iso', data, at(), { ...options, severity: 'warning' });
    else if (repaired !== undefined) report('near', data, at(), { ...options, severity: iso ? 'warning' : 'error' });
    else report(parsed.error === 'no-such-day' ? 'absent' : 'form', data, at());
  },
});

/** The first gate opened in November of that year. */
const FIRST_YEAR = 2021;
const YEAR = /(?<=^\d\d\/\d\d\/)\d{4}$/;

/** Only its year keeps it from being a date. */
const isOtherwiseADay = (text: string, year: string): boolean =>
  year !== '' && 'day' in parseDate(text.replace(YEAR, Number(year) % 4 === 0 ? '2024' : '2023'));

const HABIT: DateForm = 'JJ/MM/AAAA';

/** An adopted model with another form takes precedence. */
function ofModel(
  value: LocatedText,
  form: DateForm,
  report: (
    message: 'model' | 'absent',
    data: Data & { readonly form: DateForm; readonly example: string },
    at: Target,
    options?: ReportOptions,
  ) => void,
  at: Target,
): void {
  const read = readForm(value.value);
  if (read?.form === form) return;
  const parsed = parseDate(value.value);
  const day = read?.day ?? dayOf(value.value);
  const data = { key: value.key, form, example: dateAs(day ?? EXAMPLE, form) };
  if (day === undefined && 'error' in parsed && parsed.error === 'no-such-day') report('absent', data, at);
  else report('model', data, at, day === undefined ? {} : { fixes: rewriteFix(value, dateAs(day, form)) });
}

const EXAMPLE = 20_251_103;

const ISO = /^\d{4}-\d\d-\d\d/;
/** What a spreadsheet or a database adds to a date; an ISO date-time is read as a whole. */
const MIDNIGHT = /(?<=^\d\d\/\d\d\/\d{4}) 00:00(?::00)?$/;

const path = '/lignesImport/0/commande/dateCommande';
const from = '"03/11/2022"';

export const examples: Examples = {
  valid: [
    { name: 'JJ/MM/AAAA', profile: 'MDV-LGC/avance' },
    { name: 'un 29 février', profile: 'MDV-LGC/avance', change: [[from, '"29/02/2024"']] },
  ],
  invalid: [
    {
      name: 'une année impossible',
      profile: 'MDV-LGC/avance',
      change: [[from, '"03/11/1022"']],
      expect: [{ message: 'year', path, marks: '"03/11/1022"', severity: 'error', fixable: false }],
    },
    {
      name: 'une année avant le programme',
      profile: 'MDV-LGC/avance',
      change: [[from, '"03/11/2012"']],
      expect: [{ message: 'year', path, marks: '"03/11/2012"', severity: 'warning', fixable: false }],
    },
    {
      name: 'AAAA-MM-JJ',
      profile: 'MDV-LGC/avance',
      change: [[from, '"2022-11-03"']],
      expect: [{ message: 'iso', path, marks: '"2022-11-03"', severity: 'warning', fixable: true }],
      fixed: ['"dateCommande": "03/11/2022"'],
    },
    {
      name: 'un zéro manquant',
      profile: 'MDV-LGC/avance',
      change: [[from, '"3/11/2022"']],
      expect: [{ message: 'near', path, marks: '"3/11/2022"', severity: 'error', fixable: false }],
      offers: ['Écrire « 03/11/2022 »'],
    },
    {
      name: 'un zéro manquant, sans doute possible',
      profile: 'MDV-LGC/avance',
      change: [[from, '"13/1/2022"']],
      expect: [{ message: 'near', path, marks: '"13/1/2022"', severity: 'error', fixable: true }],
      fixed: ['"dateCommande": "13/01/2022"'],
    },
    {
      name: "l'heure de minuit d'un tableur",
      profile: 'MDV-LGC/avance',
      change: [[from, '"03/11/2022 00:00:00"']],
      expect: [{ message: 'near', path, marks: '"03/11/2022 00:00:00"', severity: 'error', fixable: true }],
      fixed: ['"dateCommande": "03/11/2022"'],
    },
    {
      name: "une date à l'heure de minuit",
      profile: 'MDV-LGC/avance',
      change: [[from, '"2022-11-03T00:00:00Z"']],
      expect: [{ message: 'near', path, marks: '"2022-11-03T00:00:00Z"', severity: 'warning' }],
      fixed: ['"dateCommande": "03/11/2022"'],
    },
    {
      name: 'un 31 février',
      profile: 'MDV-LGC/avance',
      change: [[from, '"31/02/2022"']],
      expect: [{ message: 'absent', path, marks: '"31/02/2022"', severity: 'error', fixable: false }],
    },
    {
      name: 'une année à deux chiffres',
      profile: 'MDV-LGC/avance',
      change: [[from, '"03/11/22"']],
      expect: [{ message: 'form', path, marks: '"03/11/22"', fixable: false }],
    },
    {
      name: 'la date de la facture',
      profile: 'MDV-LGC/solde',
      change: [['"12/06/2023"', '"12 juin 2023"']],
      expect: [{ message: 'form', path: '/lignesImport/0/facture/dateFacture', marks: '"12 juin 2023"' }],
    },
  ],
};
