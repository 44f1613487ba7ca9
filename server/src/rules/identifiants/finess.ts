import { compactDigits } from '../../format/domain/fold.js';
import { checkFiness, checkRpps, checkSiret, repairFiness } from '../../format/domain/numeros.js';
import { defineValueRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';
import { rewriteFix } from '../shared/fixes.js';

interface Data {
  readonly key: string;
}

export const rule = defineValueRule({
  meta: {
    id: 'finess',
    severity: 'error',
    theme: 'identifiants',
    title: { fr: 'FINESS incorrect', en: 'Wrong FINESS' },
    explanation: {
      fr:
        'Un numéro FINESS a 9 caractères : le département (2A ou 2B pour la Corse), des chiffres, et une clé de ' +
        "contrôle en dernier. L'ASP contrôle que les numéros FINESS juridique et géographique existent à la date du " +
        'bon de commande ; un tableur leur fait souvent perdre leur zéro initial.',
      en:
        'A FINESS number has 9 characters: the département (2A or 2B for Corsica), digits, and a check digit at the ' +
        'end. The ASP checks that the legal and geographic FINESS numbers exist on the date of the order; a ' +
        'spreadsheet often drops their leading zero.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question:
          "La Base FINESS de l'ASP n'est pas synchronisée avec le fichier de l'ANS, ce qui constitue une source " +
          "d'erreur. Pourquoi les éléments, pourtant cohérents dans le fichier de l'ANS, aboutissent-ils à des " +
          'rejets ?',
        quote:
          "l'ASP contrôle, sur une demande, l'existence du bénéficiaire (à savoir son FINESS géographique et son " +
          'FINESS juridique), à la date du bon de commande.',
      },
      { document: 'norme', question: 'Répertoire FINESS' },
    ],
    remedies: ['fix'],
    needsProfile: false,
  },
  messages: {
    separators: {
      fr: ({ key }: Data) =>
        `${cite(key)} doit être écrit d'un seul tenant, sans espace ni ponctuation : 9 caractères.`,
      en: ({ key }) => `“${key}” must be written without spaces or punctuation: 9 characters.`,
    },
    zero: {
      fr: ({ key }: Data) =>
        `${cite(key)} a perdu son zéro initial : un FINESS a 9 caractères, zéro du département compris.`,
      en: ({ key }) =>
        `“${key}” has lost its leading zero: a FINESS has 9 characters, the département's zero included.`,
    },
    corse: {
      fr: ({ key }: Data) => `Dans ${cite(key)}, la lettre du département de Corse s'écrit en capitale : 2A ou 2B.`,
      en: ({ key }) => `In “${key}”, the letter of a Corsican département is a capital: 2A or 2B.`,
    },
    siret: {
      fr: ({ key }: Data) =>
        `${cite(key)} contient un SIRET (14 chiffres) : le portail attend le numéro FINESS de l'établissement, 9 ` +
        'caractères.',
      en: ({ key }) =>
        `“${key}” contains a SIRET (14 digits): the portal expects the establishment's FINESS number, 9 characters.`,
    },
    rpps: {
      fr: ({ key }: Data) =>
        `${cite(key)} contient un numéro RPPS, celui d'un professionnel : le portail attend le numéro FINESS de ` +
        `l'établissement, 9 caractères.`,
      en: ({ key }) =>
        `“${key}” contains an RPPS number, a professional's: the portal expects the establishment's FINESS number, 9 ` +
        'characters.',
    },
    characters: {
      fr: ({ key }: Data) =>
        `${cite(key)} n'est pas un FINESS : 9 chiffres attendus, sans autre lettre que le A ou le B de la Corse ` +
        '(2A, 2B).',
      en: ({ key }) => `“${key}” is not a FINESS: 9 digits expected, with no letter but Corsica's A or B (2A, 2B).`,
    },
    length: {
      fr: ({ key, length }: Data & { readonly length: number }) =>
        `${cite(key)} n'est pas un FINESS : 9 caractères attendus, ${String(length)} ici. Vérifiez-le dans le ` +
        'répertoire FINESS.',
      en: ({ key, length }) =>
        `“${key}” is not a FINESS: 9 characters expected, ${String(length)} here. Check it in the FINESS directory.`,
    },
    departement: {
      fr: ({ key }: Data) =>
        `${cite(key)} n'est pas un FINESS : il ne commence pas par un département (01 à 95, 2A, 2B, 97 ou 98). ` +
        'Vérifiez-le dans le répertoire FINESS.',
      en: ({ key }) =>
        `“${key}” is not a FINESS: it does not begin with a département (01 to 95, 2A, 2B, 97 or 98). Check it in ` +
        'the FINESS directory.',
    },
    key: {
      fr: ({ key }: Data) =>
        `${cite(key)} n'est pas un FINESS valable : sa clé de contrôle est fausse, un chiffre a sans doute été ` +
        'mal saisi. Vérifiez-le dans le répertoire FINESS.',
      en: ({ key }) =>
        `“${key}” is not a valid FINESS: its check digit is wrong, one digit was probably mistyped. Check it in the ` +
        'FINESS directory.',
    },
  },
  roles: ['finessJuridique', 'finessGeo', 'finessPMSI', 'autreFiness'],
  check(value, report, at) {
    const outcome = checkFiness(value.value);
    if (outcome === 'ok') return;
    const key = value.key;
    const repaired = repairFiness(value.value);
    if (repaired !== undefined) {
      report(deviation(value.value), { key }, at(), { fixes: rewriteFix(value, repaired) });
      return;
    }
    const other = otherIdentifier(value.value);
    if (other !== undefined) {
      report(other, { key }, at());
      return;
    }
    if (outcome === 'length') {
      report('length', { key, length: value.value.length }, at());
      return;
    }
    report(outcome, { key }, at());
  },
});

/** How the form differs if no digit is wrong; separators come first, since the others may accompany them. */
function deviation(text: string): 'separators' | 'zero' | 'corse' {
  if (compactDigits(text) !== text) return 'separators';
  return /[ab]/.test(text) ? 'corse' : 'zero';
}

function otherIdentifier(text: string): 'siret' | 'rpps' | undefined {
  const compact = compactDigits(text);
  if (checkSiret(compact) === 'ok') return 'siret';
  const rpps = checkRpps(compact);
  return rpps === 'ok' || rpps === 'national' ? 'rpps' : undefined;
}

export const examples: Examples = {
  valid: [
    { name: 'un FINESS juridique et un FINESS géographique', profile: 'MDV-LGC/avance' },
    {
      name: 'la Corse et l’outre-mer',
      profile: 'MDV-LGC/avance',
      change: [
        ['130045677', '2A0000014'],
        ['690012349', '970408589'],
      ],
    },
    {
      name: 'la Haute-Corse et un zéro initial',
      profile: 'MDV-LGC/solde',
      change: [
        ['130045677', '2B0000020'],
        ['690012349', '060785011'],
      ],
    },
  ],
  invalid: [
    {
      name: 'des espaces',
      profile: 'MDV-LGC/avance',
      change: [['"130045677"', '"13 004 567 7"']],
      expect: [
        {
          message: 'separators',
          path: '/lignesImport/2/beneficiaires/structure/FINESSJuridique',
          marks: '"13 004 567 7"',
          fixable: true,
        },
      ],
      fixed: ['"FINESSJuridique": "130045677"'],
    },
    {
      name: 'le zéro initial perdu dans un tableur',
      profile: 'MDV-LGC/avance',
      change: [['"690012349"', '"60785011"']],
      expect: [
        {
          message: 'zero',
          path: '/lignesImport/2/beneficiaires/structure/FINESSGeo/0',
          marks: '"60785011"',
          fixable: true,
        },
      ],
      fixed: ['"060785011"'],
    },
    {
      name: 'la Corse en minuscule',
      profile: 'MDV-LGC/avance',
      change: [['"690012349"', '"2a0000014"']],
      expect: [{ message: 'corse', path: '/lignesImport/2/beneficiaires/structure/FINESSGeo/0', marks: '"2a0000014"' }],
      fixed: ['"2A0000014"'],
    },
    {
      name: 'un SIRET',
      profile: 'MDV-LGC/avance',
      change: [['"690012349"', '"81234567800013"']],
      expect: [
        {
          message: 'siret',
          path: '/lignesImport/2/beneficiaires/structure/FINESSGeo/0',
          marks: '"81234567800013"',
          fixable: false,
        },
      ],
    },
    {
      name: 'un RPPS',
      profile: 'MDV-LGC/avance',
      change: [['"690012349"', '"10002123452"']],
      expect: [
        { message: 'rpps', path: '/lignesImport/2/beneficiaires/structure/FINESSGeo/0', marks: '"10002123452"' },
      ],
    },
    {
      name: 'une lettre',
      profile: 'MDV-LGC/avance',
      change: [['"690012349"', '"69O012349"']],
      expect: [
        { message: 'characters', path: '/lignesImport/2/beneficiaires/structure/FINESSGeo/0', marks: '"69O012349"' },
      ],
    },
    {
      name: 'un chiffre de trop',
      profile: 'MDV-LGC/avance',
      change: [['"690012349"', '"6900123490"']],
      expect: [
        { message: 'length', path: '/lignesImport/2/beneficiaires/structure/FINESSGeo/0', marks: '"6900123490"' },
      ],
    },
    {
      name: 'aucun département',
      profile: 'MDV-LGC/avance',
      change: [['"690012349"', '"990012343"']],
      expect: [
        { message: 'departement', path: '/lignesImport/2/beneficiaires/structure/FINESSGeo/0', marks: '"990012343"' },
      ],
    },
    {
      name: 'un chiffre faux',
      profile: 'MDV-LGC/avance',
      change: [['"690012349"', '"690012348"']],
      expect: [{ message: 'key', path: '/lignesImport/2/beneficiaires/structure/FINESSGeo/0', marks: '"690012348"' }],
    },
  ],
};
