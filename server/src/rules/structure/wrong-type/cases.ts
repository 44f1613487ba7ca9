import type { Examples } from '../../examples.js';

const AVANCE = { profile: 'MDV-LGC/avance' } as const;
const FINESS = '"FINESSGeo": [\n            "690012349"\n          ]';

export const examples: Examples = {
  valid: [
    { name: 'les types du modèle', ...AVANCE },
    { name: 'un numéro de commande écrit comme un nombre', ...AVANCE, change: [['"BDC-2022-0001"', '20220001']] },
  ],
  invalid: [
    {
      name: 'une liste où le portail écrit',
      ...AVANCE,
      change: [['"impId": null', '"impId": []']],
      expect: [{ message: 'portal', path: '/impId', marks: '[]', severity: 'error', fixable: true }],
      fixed: ['"impId": null'],
    },
    {
      name: "un nombre à la place du dossier, qu'une avance n'a pas",
      ...AVANCE,
      change: [['"numeroASP": null', '"numeroASP": 12']],
      expect: [{ message: 'portal', path: '/lignesImport/0/numeroASP', marks: '12', severity: 'error' }],
      offers: ['Remplacer par null'],
    },
    {
      name: 'une liste de demandes à la place du fichier',
      ...AVANCE,
      text: '[{ "lignesImport": [] }, { "lignesImport": [] }]',
      expect: [{ message: 'several', path: '', marks: '[', severity: 'error', fixable: false }],
    },
    {
      name: 'la liste des lignes à la place du fichier',
      ...AVANCE,
      text: '[{ "numLigne": 1 }, { "numLigne": 2 }]',
      expect: [{ message: 'lignes', path: '', marks: '[', severity: 'error', fixable: false }],
    },
    {
      name: 'un zéro pour dire « rien »',
      ...AVANCE,
      change: [['"nomMandataire": null', '"nomMandataire": 0']],
      expect: [{ message: 'type', path: '/lignesImport/0/beneficiaires/nomMandataire', marks: '0', fixable: false }],
      offers: ['Remplacer par null'],
    },
    {
      name: 'un montant entre guillemets, que les FAQ nomment : erreur dans tous les profils',
      profile: 'HOP-RI/avance',
      change: [['14100.83', '"14100.83"']],
      expect: [
        {
          message: 'type',
          path: '/lignesImport/0/commande/montantSegurHT',
          marks: '"14100.83"',
          severity: 'error',
          fixable: true,
        },
      ],
      fixed: ['"montantSegurHT": 14100.83'],
    },
    {
      name: 'un montant entre guillemets',
      ...AVANCE,
      change: [['358.33', '"358.33"']],
      expect: [
        {
          message: 'type',
          path: '/lignesImport/0/commande/montantSegurHT',
          marks: '"358.33"',
          severity: 'error',
          fixable: true,
        },
      ],
      fixed: ['"montantSegurHT": 358.33'],
    },
    {
      name: 'un montant entre guillemets, avec une virgule',
      ...AVANCE,
      change: [['358.33', '"358,33"']],
      expect: [{ message: 'type', path: '/lignesImport/0/commande/montantSegurHT', marks: '"358,33"', fixable: true }],
      fixed: ['"montantSegurHT": 358.33'],
    },
    {
      name: 'un RPPS écrit comme un nombre',
      ...AVANCE,
      change: [['"10002123452"', '10002123452']],
      expect: [
        { message: 'type', path: '/lignesImport/0/beneficiaires/liberal/0/RPPS', marks: '10002123452', fixable: true },
      ],
      fixed: ['"RPPS": "10002123452"'],
    },
    {
      name: 'une clé répétée autour de sa valeur',
      ...AVANCE,
      change: [['"BDC-2022-0001",', '{ "numeroEditeur": "BDC-2022-0001" },']],
      expect: [{ message: 'type', path: '/lignesImport/0/numeroEditeur', marks: '{', fixable: true }],
      fixed: ['"numeroEditeur": "BDC-2022-0001",'],
    },
    {
      name: "une liste à la place de l'objet",
      ...AVANCE,
      change: [
        [
          '"structure": {\n          "nomResponsable": null,\n          "emailResponsable": null,\n          ' +
            '"telephoneResponsable": null,\n          "FINESSJuridique": null,\n          "FINESSGeo": []\n        ' +
            '}',
          '"structure": []',
        ],
      ],
      expect: [{ message: 'type', path: '/lignesImport/0/beneficiaires/structure', marks: '[]', fixable: true }],
      fixed: ['"structure": {\n          "nomResponsable": null,'],
    },
    {
      name: "une valeur à la place d'une liste",
      ...AVANCE,
      change: [[FINESS, '"FINESSGeo": "690012349"']],
      expect: [
        {
          message: 'type',
          path: '/lignesImport/2/beneficiaires/structure/FINESSGeo',
          marks: '"690012349"',
          fixable: true,
        },
      ],
      fixed: ['"FINESSGeo": ["690012349"]'],
    },
    {
      name: "une liste à la place d'une valeur",
      ...AVANCE,
      change: [['"FINESSJuridique": "130045677"', '"FINESSJuridique": ["130045677"]']],
      expect: [
        { message: 'type', path: '/lignesImport/2/beneficiaires/structure/FINESSJuridique', marks: '[', fixable: true },
      ],
      fixed: ['"FINESSJuridique": "130045677"'],
    },
    {
      name: "null à la place d'une liste",
      ...AVANCE,
      change: [['"FINESSGeo": []', '"FINESSGeo": null']],
      expect: [
        { message: 'type', path: '/lignesImport/0/beneficiaires/structure/FINESSGeo', marks: 'null', fixable: true },
      ],
      fixed: ['"FINESSGeo": []'],
    },
    {
      name: 'un client sans nom',
      ...AVANCE,
      change: [['"Anne-Sophie Lefèvre"', 'null']],
      expect: [
        { message: 'due', path: '/lignesImport/0/beneficiaires/liberal/0/nomMedecin', marks: 'null', fixable: false },
      ],
      offers: [],
    },
    {
      name: '0 à la place de false',
      ...AVANCE,
      change: [['"isMandataire": false', '"isMandataire": 0']],
      expect: [{ message: 'type', path: '/lignesImport/0/beneficiaires/isMandataire', marks: '0', fixable: false }],
      offers: ['Écrire false'],
    },
  ],
};
