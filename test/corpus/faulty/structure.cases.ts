import { A, A1, L0, L1, LGC, MEDECIN, PIECE, S, SCENARIO, STRUCTURE, type FaultyCase } from '../faulty.types.js';

const COMMANDE = `${L0}/commande`;
const BENEF = `${L0}/beneficiaires`;
const FACTURE = `${L0}/facture`;

/** Removes the first line with `"key":`, a one-line value. */
const without =
  (key: string) =>
  (text: string): string => {
    const lines = text.split('\n');
    const at = lines.findIndex(line => line.includes(`"${key}":`));
    const last = !(lines[at] ?? '').endsWith(',');
    return lines
      .filter((_, i) => i !== at)
      .map((line, i) => (last && i === at - 1 ? line.replace(/,$/, '') : line))
      .join('\n');
  };

/** Removes the first value of a key, an object or list of several lines. */
const withoutBlock =
  (key: string) =>
  (text: string): string => {
    const lines = text.split('\n');
    const at = lines.findIndex(line => line.includes(`"${key}":`));
    const indent = /^ */.exec(lines[at] ?? '')?.[0] ?? '';
    const end = lines.findIndex((line, i) => i > at && line.startsWith(indent) && !line.startsWith(`${indent} `));
    const last = !(lines[end] ?? '').endsWith(',');
    return lines
      .filter((_, i) => i < at || i > end)
      .map((line, i) => (last && i === at - 1 ? line.replace(/,$/, '') : line))
      .join('\n');
  };

const missing = (key: string, path: string, base = A): FaultyCase => ({
  name: `no ${key} (${base})`,
  base,
  edit: without(key),
  expect: [['E', 'missing-field', path]],
});

export const STRUCTURE_MANQUE: readonly FaultyCase[] = [
  missing('impId', ''),
  missing('numeroAns', ''),
  missing('siret', ''),
  missing('numLigne', L0),
  missing('typeAction', L0),
  missing('numeroASP', L0),
  missing('numeroEditeur', L0),
  missing('codeTraitement', L0),
  missing('libelleTraitement', L0),
  missing('dateCommande', COMMANDE),
  missing('regimeTVA', COMMANDE),
  missing('montantSegurHT', COMMANDE),
  missing('commandePour', BENEF),
  missing('isMandataire', BENEF),
  missing('isClientUnique', BENEF),
  missing('nomMandataire', BENEF),
  missing('emailMandataire', BENEF),
  missing('telephoneMandataire', BENEF),
  missing('nomMedecin', MEDECIN),
  missing('emailMedecin', MEDECIN),
  missing('telephoneMedecin', MEDECIN),
  missing('RPPS', MEDECIN),
  missing('nomResponsable', `${BENEF}/structure`),
  missing('FINESSJuridique', `${BENEF}/structure`),
  missing('FINESSGeo', `${BENEF}/structure`),
  missing('nomFichier', PIECE),
  missing('formatFichier', PIECE),
  missing('typeFichier', PIECE),
  missing('isCentreDeSante', SCENARIO),
  missing('operateurMessagerie', SCENARIO),
  missing('isProSanteConnectNeeded', SCENARIO),
  missing('isDirectToDMP', SCENARIO),
  missing('isPFIToDMP', SCENARIO),
  missing('isDirectToMSSPro', SCENARIO),
  missing('isPFIToMSSCitoyen', SCENARIO),
  { name: 'no order', base: A, edit: withoutBlock('commande'), expect: [['E', 'missing-field', L0]] },
  { name: 'no beneficiaries', base: A, edit: withoutBlock('beneficiaires'), expect: [['E', 'missing-field', L0]] },
  { name: 'no list of doctors', base: A, edit: withoutBlock('liberal'), expect: [['E', 'missing-field', BENEF]] },
  { name: 'no structure', base: A, edit: withoutBlock('structure'), expect: [['E', 'missing-field', BENEF]] },
  { name: 'no pièces', base: A, edit: withoutBlock('piecesJustificatives'), expect: [['E', 'missing-field', L0]] },
  { name: 'no scenario', base: A, edit: withoutBlock('scenarioInstallation'), expect: [['E', 'missing-field', L0]] },
  {
    name: 'no lignes',
    base: A,
    edit: t => `${t.slice(0, t.lastIndexOf(',', t.indexOf('"lignesImport"')))}\n}\n`,
    expect: [['E', 'missing-field', '']],
  },
  {
    name: 'an empty object',
    base: A,
    edit: () => '{}\n',
    expect: [['E', 'missing-field', '']],
  },
  {
    name: 'two keys missing in one ligne',
    base: A,
    edit: t => without('typeAction')(without('numeroASP')(t)),
    expect: [
      ['E', 'missing-field', L0],
      ['E', 'missing-field', L0],
    ],
  },
  { name: 'no siret in a solde', base: S, edit: without('siret'), expect: [['E', 'missing-field', '']] },
  { name: 'no invoice', base: S, edit: withoutBlock('facture'), expect: [['W', 'missing-field', L0]] },
  { name: 'no invoice number', base: S, edit: without('numeroFacture'), expect: [['W', 'missing-field', FACTURE]] },
  { name: 'no LGC block', base: S, edit: withoutBlock('LGC'), expect: [['W', 'missing-field', L0]] },
  { name: 'no IdentDMP', base: S, edit: withoutBlock('IdentDMP'), expect: [['W', 'missing-field', LGC]] },
  { name: 'no MSS address key', base: S, edit: without('adresseMSSPro'), expect: [['W', 'missing-field', LGC]] },
  {
    name: 'no scenario in a solde',
    base: S,
    edit: withoutBlock('scenarioInstallation'),
    expect: [['W', 'missing-field', L0]],
  },
  {
    name: 'no doctor name in a solde',
    base: S,
    edit: without('nomMedecin'),
    expect: [['E|W', 'missing-field', MEDECIN]],
  },
  // « numero-asp: E absent in a solde », and a key of the profile that is absent.
  {
    name: 'no numeroASP in a solde',
    base: S,
    edit: without('numeroASP'),
    expect: [['E', 'numero-asp', L0]],
    or: [[['E', 'missing-field', L0]]],
  },
];

export const STRUCTURE_CLES: readonly FaultyCase[] = [
  {
    name: 'a key of ours in the head',
    base: A,
    change: [['"siret"', '"commentaire": "premier envoi",\n  "siret"']],
    expect: [['E', 'unknown-field', '/commentaire']],
  },
  {
    name: '$schema',
    base: A,
    change: [['"impId"', '"$schema": "avance.schema.json",\n  "impId"']],
    expect: [['E', 'unknown-field', '/$schema']],
  },
  {
    name: 'a key of ours in a ligne, with a slash and a tilde',
    base: A,
    change: [['"typeAction"', '"a/b~c": 1,\n      "typeAction"']],
    expect: [['E', 'unknown-field', `${L0}/a~1b~0c`]],
  },
  {
    name: 'a key of ours in a pièce',
    base: A,
    change: [['"typeFichier": "BON_COMMANDE"', '"typeFichier": "BON_COMMANDE",\n          "taille": 20480']],
    expect: [['E', 'unknown-field', `${PIECE}/taille`]],
  },
  {
    name: 'a key of ours in a doctor',
    base: A,
    change: [['"RPPS"', '"specialite": { "code": "SM54", "libelle": "" },\n            "RPPS"']],
    expect: [['E', 'unknown-field', `${MEDECIN}/specialite`]],
  },
  {
    name: 'the invoice in an avance',
    base: A,
    change: [['"beneficiaires"', '"facture": null,\n      "beneficiaires"']],
    expect: [['E', 'unknown-field', `${L0}/facture`]],
  },
  {
    name: 'a key of ours in the invoice',
    base: S,
    change: [['"dateFacture"', '"montantTTC": 430,\n        "dateFacture"']],
    expect: [['W', 'unknown-field', `${FACTURE}/montantTTC`]],
  },
  {
    name: 'a key of ours in the head of a solde',
    base: S,
    change: [['"siret"', '"version": 2,\n  "siret"']],
    expect: [['E', 'unknown-field', '/version']],
  },
  // One mistake, one finding: but « a key of the profile is absent » is also true.
  {
    name: 'a misspelt key',
    base: A,
    change: [['"montantSegurHT"', '"montantSegur"']],
    expect: [['E', 'unknown-field', `${COMMANDE}/montantSegur`]],
    or: [
      [
        ['E', 'missing-field', COMMANDE],
        ['E', 'unknown-field', `${COMMANDE}/montantSegur`],
      ],
    ],
  },
  {
    name: 'another misspelt key',
    base: A,
    change: [['"telephoneMedecin"', '"telMedecin"']],
    expect: [['E', 'unknown-field', `${MEDECIN}/telMedecin`]],
    or: [
      [
        ['E', 'missing-field', MEDECIN],
        ['E', 'unknown-field', `${MEDECIN}/telMedecin`],
      ],
    ],
  },

  {
    name: 'siret before numeroAns',
    base: A,
    change: [
      [
        '  "numeroAns": "1234567890",\n  "siret": "81234567800013",',
        '  "siret": "81234567800013",\n  "numeroAns": "1234567890",',
      ],
    ],
    expect: [['E', 'field-order', '']],
  },
  {
    name: 'amount before régime',
    base: A,
    change: [
      [
        '"regimeTVA": "TTC",\n        "montantSegurHT": 358.33',
        '"montantSegurHT": 358.33,\n        "regimeTVA": "TTC"',
      ],
    ],
    expect: [['E', 'field-order', COMMANDE]],
  },
  {
    name: 'a pièce in reverse',
    base: A,
    change: [
      [
        '"nomFichier": "BDC-2022-0001.pdf",\n          "formatFichier": "PDF",\n          "typeFichier": ' +
          '"BON_COMMANDE"',
        '"typeFichier": "BON_COMMANDE",\n          "formatFichier": "PDF",\n          "nomFichier": ' +
          '"BDC-2022-0001.pdf"',
      ],
    ],
    expect: [
      ['E', 'field-order', PIECE],
      ['E', 'field-order', PIECE],
    ],
  },
  {
    name: 'the type of a pièce first',
    base: A,
    change: [
      [
        '"nomFichier": "BDC-2022-0001.pdf",\n          "formatFichier": "PDF",\n          "typeFichier": ' +
          '"BON_COMMANDE"',
        '"typeFichier": "BON_COMMANDE",\n          "nomFichier": "BDC-2022-0001.pdf",\n          "formatFichier": ' +
          '"PDF"',
      ],
    ],
    expect: [['E', 'field-order', PIECE]],
  },
  {
    name: 'libelle before code',
    base: A,
    change: [
      [
        '"codeTraitement": null,\n      "libelleTraitement": null',
        '"libelleTraitement": null,\n      "codeTraitement": null',
      ],
    ],
    expect: [['E', 'field-order', L0]],
  },
  {
    name: 'RPPS first',
    base: A,
    change: [
      [
        '"nomMedecin": "Anne-Sophie Lefèvre",\n            ',
        '"RPPS": "10002123452",\n            "nomMedecin": "Anne-Sophie Lefèvre",\n            ',
      ],
      ['"0478123456",\n            "RPPS": "10002123452"', '"0478123456"'],
    ],
    expect: [['E', 'field-order', MEDECIN]],
  },
  {
    name: 'isCentreDeSante last',
    base: A,
    change: [
      ['"isCentreDeSante": false,\n        ', ''],
      ['"isPFIToMSSCitoyen": false', '"isPFIToMSSCitoyen": false,\n        "isCentreDeSante": false'],
    ],
    expect: [['E', 'field-order', SCENARIO]],
  },
  {
    name: 'the lignes first',
    base: A1,
    edit: t =>
      `{\n  ${t.slice(t.indexOf('"lignesImport"'), t.lastIndexOf(']') + 1)},\n  "impId": null,\n  "numeroAns": ` +
      '"1234567890",\n  "siret": "81234567800013"\n}\n',
    expect: [['E', 'field-order', '']],
  },
  {
    name: 'amount before régime in the invoice',
    base: S,
    change: [
      [
        '"regimeTVA": "TTC",\n        "montantSegurHT": 358.33',
        '"montantSegurHT": 358.33,\n        "regimeTVA": "TTC"',
      ],
    ],
    expect: [['W', 'field-order', FACTURE]],
  },
  {
    name: 'LGC at the end',
    base: 'une-ligne.solde',
    edit: t =>
      withoutBlock('LGC')(t).replace(
        '"libelleTraitement": null',
        '"libelleTraitement": null,\n      "LGC": { "IdentDMP": ["10000111111"], "adresseMSSPro": null, ' +
          '"adresseMSSCitoyen": null }',
      ),
    expect: [['W', 'field-order', L0]],
  },

  { name: 'SIRET', base: A, change: [['"siret"', '"SIRET"']], expect: [['E', 'key-casing', '/SIRET']] },
  {
    name: 'piecesjustificatives',
    base: A,
    change: [['"piecesJustificatives"', '"piecesjustificatives"']],
    expect: [['E', 'key-casing', `${L0}/piecesjustificatives`]],
  },
  {
    name: 'lignesimport',
    base: A,
    change: [['"lignesImport"', '"lignesimport"']],
    expect: [['E', 'key-casing', '/lignesimport']],
  },
  {
    name: 'a wrong key below a wrong key',
    base: A,
    change: [
      ['"lignesImport"', '"LignesImport"'],
      ['"typeAction"', '"TypeAction"'],
    ],
    expect: [
      ['E', 'key-casing', '/LignesImport'],
      ['E', 'key-casing', '/LignesImport/0/TypeAction'],
    ],
  },
  {
    name: 'NumLigne',
    base: A,
    change: [['"numLigne"', '"NumLigne"']],
    expect: [['E', 'key-casing', `${L0}/NumLigne`]],
  },
  { name: 'rpps', base: A, change: [['"RPPS"', '"rpps"']], expect: [['E', 'key-casing', `${MEDECIN}/rpps`]] },
  {
    name: 'FinessGeo',
    base: A,
    change: [['"FINESSGeo": [\n', '"FinessGeo": [\n']],
    expect: [['E', 'key-casing', `${STRUCTURE}/FinessGeo`]],
  },
  {
    name: 'isCentreDeSanté',
    base: A,
    change: [['"isCentreDeSante"', '"isCentreDeSanté"']],
    expect: [['E', 'key-casing', `${SCENARIO}/isCentreDeSanté`]],
  },
  {
    name: 'bénéficiaires',
    base: A,
    change: [['"beneficiaires"', '"bénéficiaires"']],
    expect: [['E', 'key-casing', `${L0}/bénéficiaires`]],
  },
  {
    name: 'regimeTva',
    base: A,
    change: [['"regimeTVA"', '"regimeTva"']],
    expect: [['E', 'key-casing', `${COMMANDE}/regimeTva`]],
  },
  {
    name: 'adresseMssPro',
    base: S,
    change: [['"adresseMSSPro"', '"adresseMssPro"']],
    expect: [['W', 'key-casing', `${LGC}/adresseMssPro`]],
  },
  { name: 'lgc', base: S, change: [['"LGC"', '"lgc"']], expect: [['W', 'key-casing', `${L0}/lgc`]] },
  {
    name: 'identdmp',
    base: S,
    change: [['"IdentDMP"', '"identdmp"']],
    expect: [['E', 'key-casing', `${LGC}/identdmp`]],
  },
  { name: 'Siret in a solde', base: S, change: [['"siret"', '"Siret"']], expect: [['E', 'key-casing', '/Siret']] },
  {
    name: 'a key with a space at its end',
    base: A,
    change: [['"siret"', '"siret "']],
    expect: [['E', 'whitespace', '/siret ']],
  },
  {
    name: 'a key with a space before it',
    base: A,
    change: [['"regimeTVA"', '" regimeTVA"']],
    expect: [['E', 'whitespace', `${COMMANDE}/ regimeTVA`]],
  },
  {
    name: 'a key in capitals with a space at its end',
    base: A,
    change: [['"siret"', '"SIRET "']],
    expect: [['E', 'key-casing', '/SIRET ']],
  },
  {
    name: 'the scenario of ligne 2 among wrong keys of ligne 1',
    base: A,
    change: [
      ['"commande"', '"Commande"'],
      ['"0472987654"', '"04 72 98 76 54"'],
    ],
    expect: [
      ['E', 'key-casing', `${L0}/Commande`],
      ['W', 'telephone', `${L1}/beneficiaires/liberal/0/telephoneMedecin`],
    ],
  },
];
