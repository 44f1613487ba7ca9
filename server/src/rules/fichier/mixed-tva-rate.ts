import { formatTaux, type Territoire } from '../../format/domain/territoire.js';
import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atValue, rankOf, related } from '../shared/targets.js';
import { type Ligne, perLigne } from '../../format/model/ligne.js';
import { SPLIT_BY_RATE, splitBy } from '../shared/words.js';
import { ratesOf } from '../../format/model/clients.js';
import { ONE_RATE } from '../shared/citations.js';

interface Mixed {
  readonly first: Territoire;
  readonly other: Territoire;
  readonly ligne: number;
}

export const rule = defineFileRule({
  meta: {
    id: 'mixed-tva-rate',
    severity: 'warning',
    theme: 'fichier',
    title: {
      fr: 'Territoires à taux de TVA différents dans un même fichier',
      en: 'Territories of different VAT rates in one file',
    },
    explanation: {
      fr:
        'Le taux de TVA se saisit une seule fois par dépôt, et il dépend du territoire : 20 % en métropole, 8,5 % ' +
        'en Guadeloupe, en Martinique et à La Réunion, aucune TVA en Guyane et à Mayotte. Le territoire est lu au ' +
        "début des numéros FINESS des demandes TTC, ce qui ne l'indique qu'approximativement ; une demande qui ne " +
        "porte que des RPPS, ou des FINESS de plusieurs taux, n'est pas comptée.",
      en:
        'The VAT rate is typed once per deposit, and it depends on the territory: 20% in mainland France, 8.5% in ' +
        'Guadeloupe, Martinique and Réunion, no VAT in French Guiana and Mayotte. The territory is read from the ' +
        'beginning of the FINESS numbers of the TTC requests, which shows it only roughly; a request that bears ' +
        "RPPS numbers only, or FINESS numbers of several rates, isn't counted.",
    },
    citations: [
      ONE_RATE,
      {
        document: 'asp-vague1',
        question: 'Quel est le taux de TVA applicable à la prestation Ségur ?',
        quote: "celui-ci s'élève 20% en métropole et 8,5% en Outre-Mer",
      },
    ],
    remedies: ['command'],
    needsProfile: true,
  },
  messages: {
    mixed: {
      fr: (d: Mixed) =>
        "D'après leurs numéros FINESS, ce fichier mêle des demandes TTC à des taux différents : " +
        `${d.first.label.fr} (${formatTaux(d.first.taux, 'fr')}) et, à la ligne ${String(d.ligne)}, ` +
        `${d.other.label.fr} (${formatTaux(d.other.taux, 'fr')}). Le taux se saisit une seule fois par dépôt : si ` +
        `les taux diffèrent bien, faites un fichier par taux, par ${splitBy('rate').fr}. Le début du FINESS ` +
        "n'indique le territoire qu'approximativement (Saint-Martin et Saint-Barthélemy portent celui de la " +
        'Guadeloupe).',
      en: d =>
        `By their FINESS numbers, this file mixes TTC requests of different rates: ${d.first.label.en} ` +
        `(${formatTaux(d.first.taux, 'en')}) and, in ligne ${String(d.ligne)}, ${d.other.label.en} ` +
        `(${formatTaux(d.other.taux, 'en')}). The rate is typed once per deposit: if the rates do differ, make ` +
        `one file per rate, with ${splitBy('rate').en}. The beginning of a FINESS shows the territory only roughly ` +
        "(Saint-Martin and Saint-Barthélemy carry Guadeloupe's).",
    },
  },
  reads: ['regimeTVA', 'finessGeo', 'finessPMSI', 'finessJuridique'],
  check(file, report) {
    if (!file.differ(tauxOf)) return;
    const rated = file.lignes().flatMap(ratesOf);
    const [first] = rated;
    const other = rated.find(({ territoire }) => territoire.taux !== first?.territoire.taux);
    if (first === undefined || other === undefined) return;
    report(
      'mixed',
      { first: first.territoire, other: other.territoire, ligne: rankOf(other.ligne) },
      atValue(other.ligne, other.finess),
      {
        related: [
          related(first.ligne, first.finess, {
            fr: `Ici ${first.territoire.label.fr}, ${formatTaux(first.territoire.taux, 'fr')}.`,
            en: `Here ${first.territoire.label.en}, ${formatTaux(first.territoire.taux, 'en')}.`,
          }),
        ],
        fixes: () => [SPLIT_BY_RATE],
      },
    );
  },
});

const STRUCTURE_1 = [
  ['"commandePour": "LIBERAL"', '"commandePour": "STRUCTURE"'],
  [
    `"liberal": [
          {
            "nomMedecin": "Anne-Sophie Lefèvre",
            "emailMedecin": "as.lefevre@cabinet-lefevre.fr",
            "telephoneMedecin": "0478123456",
            "RPPS": "10002123452"
          }
        ],
        "structure": {
          "nomResponsable": null,
          "emailResponsable": null,
          "telephoneResponsable": null,
          "FINESSJuridique": null,
          "FINESSGeo": []`,
    `"liberal": [],
        "structure": {
          "nomResponsable": "Anne-Sophie Lefèvre",
          "emailResponsable": "as.lefevre@cabinet-lefevre.fr",
          "telephoneResponsable": "0478123456",
          "FINESSJuridique": null,
          "FINESSGeo": ["970408589"]`,
  ],
] as const;

const tauxOf = perLigne((ligne: Ligne): readonly string[] => ratesOf(ligne).map(({ territoire }) => territoire.taux));

export const examples: Examples = {
  valid: [
    { name: 'une structure de métropole et des médecins libéraux', profile: 'MDV-LGC/avance' },
    {
      name: 'la seule structure du fichier est outre-mer : les RPPS ne disent rien du territoire',
      profile: 'MDV-LGC/avance',
      change: [['"690012349"', '"970408589"']],
    },
    {
      name: "l'entité juridique est en métropole, tous les établissements dans des territoires d'un même taux",
      profile: 'MDV-LGC/avance',
      change: [...STRUCTURE_1, ['"690012349"', '"970400016", "970100020"']],
    },
  ],
  invalid: [
    {
      name: 'La Réunion et la métropole',
      profile: 'MDV-LGC/avance',
      change: STRUCTURE_1,
      expect: [
        {
          message: 'mixed',
          path: '/lignesImport/2/beneficiaires/structure/FINESSGeo/0',
          marks: '"690012349"',
          severity: 'warning',
          fixable: false,
        },
      ],
      offers: ['Découper le fichier par taux de TVA'],
    },
  ],
};
