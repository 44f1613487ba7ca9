import type { Examples } from '../../examples.js';

const AVANCE = { profile: 'MDV-LGC/avance' } as const;

export const examples: Examples = {
  valid: [{ name: 'les clés du modèle, et elles seules', ...AVANCE }],
  invalid: [
    {
      name: 'une clé mal orthographiée',
      ...AVANCE,
      change: [['"regimeTVA"', '"regimTVA"']],
      expect: [
        {
          message: 'meant',
          path: '/lignesImport/0/commande/regimTVA',
          marks: '"regimTVA"',
          severity: 'error',
          fixable: false,
        },
      ],
      offers: ['Renommer en « regimeTVA »', 'Retirer « regimTVA » et sa valeur'],
    },
    {
      name: 'deux lettres échangées',
      ...AVANCE,
      change: [['"siret"', '"siert"']],
      expect: [{ message: 'meant', path: '/siert', marks: '"siert"' }],
      offers: ['Renommer en « siret »', 'Retirer « siert » et sa valeur'],
    },
    {
      name: 'la liste des lignes : ses lignes sont lues',
      ...AVANCE,
      change: [['"lignesImport"', '"ligneImport"']],
      expect: [{ message: 'meant', path: '/ligneImport', marks: '"ligneImport"' }],
      offers: ['Renommer en « lignesImport »'],
    },
    {
      name: "un bloc sous le nom d'un autre logiciel",
      profile: 'RAD-RIS/solde',
      change: [['"RIS"', '"LGC"']],
      expect: [{ message: 'meant', path: '/lignesImport/0/LGC', marks: '"LGC"', severity: 'warning' }],
      also: ['model-reconstructed'],
      offers: ['Renommer en « RIS »'],
    },
    {
      name: "une clé de la ligne à la racine : elle va dans celle qui ne l'a pas",
      ...AVANCE,
      change: [
        ['      "typeAction": "C",\n', ''],
        ['"impId": null,', '"impId": null,\n  "typeAction": "C",'],
      ],
      expect: [{ message: 'level', path: '/typeAction', marks: '"typeAction"', severity: 'error', fixable: true }],
      fixed: ['"numLigne": 1,\n      "typeAction": "C",\n      "numeroASP"', '"impId": null,\n  "numeroAns"'],
    },
    {
      name: "une clé de la ligne à la racine : plusieurs ne l'ont pas",
      ...AVANCE,
      change: [
        ['      "typeAction": "C",\n', ''],
        ['      "numLigne": 2,\n      "typeAction": "C",\n', '      "numLigne": 2,\n'],
        ['"impId": null,', '"impId": null,\n  "typeAction": "C",'],
      ],
      expect: [{ message: 'level', path: '/typeAction', marks: '"typeAction"', severity: 'error', fixable: false }],
      offers: ['Retirer « typeAction » et sa valeur'],
    },
    {
      name: 'une clé de la racine dans une ligne',
      ...AVANCE,
      change: [
        ['  "siret": "81234567800013",\n', ''],
        ['"numLigne": 1,', '"numLigne": 1,\n      "siret": "81234567800013",'],
      ],
      expect: [{ message: 'level', path: '/lignesImport/0/siret', marks: '"siret"', fixable: true }],
      fixed: ['"numeroAns": "1234567890",\n  "siret": "81234567800013"', '"numLigne": 1,\n      "typeAction"'],
    },
    {
      name: "une clé dans l'objet voisin",
      ...AVANCE,
      change: [
        ['        "dateCommande": "03/11/2022",\n', ''],
        ['"numeroASP": null,', '"numeroASP": null,\n      "dateCommande": "03/11/2022",'],
      ],
      expect: [
        { message: 'elsewhere', path: '/lignesImport/0/dateCommande', marks: '"dateCommande"', severity: 'error' },
      ],
      fixed: ['"commande": {\n        "dateCommande": "03/11/2022",\n        "regimeTVA"'],
    },
    {
      name: "les clés d'un bloc écrites dans la ligne, sans lui",
      ...AVANCE,
      change: [
        ['"commande": {\n        "dateCommande": "03/11/2022",', '"dateCommande": "03/11/2022",'],
        ['"montantSegurHT": 358.33\n      },', '"montantSegurHT": 358.33,'],
      ],
      expect: [{ message: 'flat', path: '/lignesImport/0/dateCommande', marks: '"dateCommande"', severity: 'error' }],
      fixed: ['"commande": {\n        "dateCommande": "03/11/2022",\n        "regimeTVA"'],
    },
    {
      name: 'une clé un niveau trop haut, où rien ne dit de qui elle parle',
      ...AVANCE,
      change: [['        "liberal": [', '        "RPPS": "10002123452",\n        "liberal": [']],
      expect: [{ message: 'level', path: '/lignesImport/0/beneficiaires/RPPS', marks: '"RPPS"', fixable: false }],
      offers: ['Retirer « RPPS » et sa valeur'],
    },
    {
      name: 'une clé autour de tout ce que le modèle attend là',
      ...AVANCE,
      change: [
        ['"commande": {\n', '"commande": { "bloc": {\n'],
        ['358.33\n      },', '358.33\n      } },'],
      ],
      expect: [
        {
          message: 'wrapped',
          path: '/lignesImport/0/commande/bloc',
          marks: '"bloc"',
          severity: 'error',
          fixable: true,
        },
      ],
      fixed: ['"commande": {\n        "dateCommande"'],
    },
    {
      name: "un bloc d'une seule clé, écrit dans lui-même",
      profile: 'HOP-RI/solde',
      change: [['"RI": {\n        "IdentINSi": "690781018"\n      }', '"RI": { "RI": { "IdentINSi": "690781018" } }']],
      expect: [{ message: 'wrapped', path: '/lignesImport/0/RI/RI', marks: '"RI"', severity: 'warning' }],
      also: ['model-reconstructed'],
      offers: ['Retirer « RI », garder son contenu'],
    },
    {
      name: 'un bloc écrit trois fois dans lui-même',
      ...AVANCE,
      change: [
        ['"commande": {\n', '"commande": { "commande": { "commande": {\n'],
        ['358.33\n      },', '358.33\n      } } },'],
      ],
      expect: [
        { message: 'wrapped', path: '/lignesImport/0/commande/commande', marks: '"commande"', fixable: true },
        { message: 'wrapped', path: '/lignesImport/0/commande/commande/commande', marks: '"commande"', fixable: true },
      ],
      fixed: ['"commande": {\n        "dateCommande"'],
    },
    {
      name: 'une clé autour de deux autres, dont la valeur est lue',
      ...AVANCE,
      change: [
        [
          '"regimeTVA": "TTC",\n        "montantSegurHT": 358.33\n',
          '"prix": { "regimeTVA": "ttc", "montantSegurHT": 358.33 }\n',
        ],
      ],
      expect: [{ message: 'wrapped', path: '/lignesImport/0/commande/prix', marks: '"prix"', fixable: true }],
      also: ['enum-value'],
      fixed: ['"dateCommande": "03/11/2022",\n        "regimeTVA": "TTC", "montantSegurHT": 358.33\n'],
    },
    {
      name: 'une clé autour de tout le fichier, dont le contenu est lu',
      ...AVANCE,
      change: [
        ['{\n  "impId"', '{ "data": {\n  "impId"'],
        ['"siret"', '"SIRET"'],
        ['\n  ]\n}', '\n  ]\n} }'],
      ],
      expect: [{ message: 'wrapped', path: '/data', marks: '"data"', severity: 'error', fixable: true }],
      also: ['key-casing'],
      fixed: ['{\n  "impId"', '"siret"'],
    },
    {
      name: "une clé autour du fichier, à côté d'une autre",
      ...AVANCE,
      change: [
        ['  "siret": "81234567800013",\n', ''],
        ['{\n  "impId"', '{ "siret": "81234567800013", "request": {\n  "impId"'],
        ['\n  ]\n}', '\n  ]\n} }'],
      ],
      expect: [
        { message: 'elsewhere', path: '/siret', marks: '"siret"', fixable: true },
        { message: 'wrapped', path: '/request', marks: '"request"', fixable: true },
      ],
      fixed: ['"numeroAns": "1234567890",\n  "siret": "81234567800013",\n  "lignesImport"'],
    },
    {
      name: 'une liste autour du fichier',
      ...AVANCE,
      change: [
        ['{\n  "impId"', '{ "data": [{\n  "impId"'],
        ['\n  ]\n}', '\n  ]\n}] }'],
      ],
      expect: [{ message: 'wrapped', path: '/data', marks: '"data"', fixable: true }],
      fixed: ['{\n  "impId"'],
    },
    {
      name: "la liste des lignes sous un autre nom : elle l'est par ce qu'elle contient",
      ...AVANCE,
      change: [['"lignesImport"', '"demandes"']],
      expect: [{ message: 'meant', path: '/demandes', marks: '"demandes"', fixable: false }],
      offers: ['Renommer en « lignesImport »'],
    },
    {
      name: 'une clé de votre logiciel',
      ...AVANCE,
      change: [['{\n  "impId"', '{\n  "$schema": "segur.json",\n  "impId"']],
      expect: [{ message: 'unknown', path: '/$schema', marks: '"$schema"', fixable: false }],
      offers: ['Retirer « $schema » et sa valeur'],
    },
    {
      name: 'dans une partie reconstituée : avertissement',
      profile: 'MDV-LGC/solde',
      change: [['"codeTraitement": null,', '"codeTraitement": null,\n      "commentaire": "vu",']],
      expect: [
        { message: 'unknown', path: '/lignesImport/0/commentaire', marks: '"commentaire"', severity: 'warning' },
      ],
      also: ['model-reconstructed'],
    },
  ],
};
