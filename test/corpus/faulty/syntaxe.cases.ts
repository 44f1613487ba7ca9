import { A, A1, L0, L1, L2, MEDECIN, S, SCENARIO, STRUCTURE, type FaultyCase } from '../faulty.types.js';

const COMMANDE = `${L0}/commande`;

export const SYNTAXE: readonly FaultyCase[] = [
  {
    name: 'a line comment',
    base: A,
    change: [['"1234567890",', '"1234567890", // numéro de référencement']],
    expect: [['E', 'json-syntax', '']],
  },
  {
    name: 'a block comment in the order',
    base: A,
    change: [['"regimeTVA"', '/* TVA */ "regimeTVA"']],
    expect: [['E', 'json-syntax', COMMANDE]],
  },
  {
    name: 'a comment before the file',
    base: A,
    edit: t => `// généré le 03/11/2022\n${t}`,
    expect: [['E', 'json-syntax', '']],
  },
  {
    name: 'a trailing comma in an object',
    base: A,
    change: [['358.33', '358.33,']],
    expect: [['E', 'json-syntax', COMMANDE]],
  },
  {
    name: 'a trailing comma in a list',
    base: A,
    change: [['"690012349"', '"690012349",']],
    expect: [['E', 'json-syntax', `${STRUCTURE}/FINESSGeo`]],
  },
  {
    name: 'a trailing comma after the last ligne',
    base: A1,
    edit: t => t.replace(/\n {4}\}\n {2}\]/, '\n    },\n  ]'),
    expect: [['E', 'json-syntax', '/lignesImport']],
  },
  {
    name: 'a missing comma between two keys',
    base: A,
    change: [['"03/11/2022",', '"03/11/2022"']],
    expect: [['E', 'json-syntax', COMMANDE]],
  },
  {
    name: 'a missing comma between two lignes',
    base: A,
    change: [['},\n    {\n      "numLigne": 2', '}\n    {\n      "numLigne": 2']],
    expect: [['E', 'json-syntax', '/lignesImport']],
  },
  {
    name: 'two commas',
    base: A,
    change: [['"03/11/2022",', '"03/11/2022",,']],
    expect: [['E', 'json-syntax', COMMANDE]],
  },
  {
    name: 'a comma at the head of a list',
    base: A,
    change: [['"liberal": [\n', '"liberal": [,\n']],
    expect: [['E', 'json-syntax', `${L0}/beneficiaires/liberal`]],
  },
  {
    name: 'a semicolon for a comma',
    base: A,
    change: [['"1234567890",', '"1234567890";']],
    expect: [['E', 'json-syntax', '']],
  },
  {
    name: 'an equals sign for a colon',
    base: A,
    change: [['"siret":', '"siret" =']],
    expect: [['E', 'json-syntax', '']],
  },
  { name: 'a missing colon', base: A, change: [['"siret":', '"siret"']], expect: [['E', 'json-syntax', '']] },
  {
    name: 'single quotes round a value',
    base: A,
    change: [['"1234567890"', "'1234567890'"]],
    expect: [['E', 'json-syntax', '']],
  },
  {
    name: 'single quotes round a key',
    base: A,
    change: [['"regimeTVA"', "'regimeTVA'"]],
    expect: [['E', 'json-syntax', COMMANDE]],
  },
  { name: 'a key without quotes', base: A, change: [['"siret"', 'siret']], expect: [['E', 'json-syntax', '']] },
  { name: 'a value without quotes', base: A, change: [['"TTC"', 'TTC']], expect: [['E', 'json-syntax', COMMANDE]] },
  { name: 'NaN for an amount', base: A, change: [['358.33', 'NaN']], expect: [['E', 'json-syntax', COMMANDE]] },
  {
    name: 'Infinity for an amount',
    base: A,
    change: [['358.33', 'Infinity']],
    expect: [['E', 'json-syntax', COMMANDE]],
  },
  {
    name: 'undefined for an amount',
    base: A,
    change: [['358.33', 'undefined']],
    expect: [['E', 'json-syntax', COMMANDE]],
  },
  {
    name: 'None as Python writes it',
    base: A,
    change: [['"impId": null', '"impId": None']],
    expect: [['E', 'json-syntax', '']],
  },
  {
    name: 'True as Python writes it',
    base: A,
    change: [['"isDirectToDMP": true', '"isDirectToDMP": True']],
    expect: [['E', 'json-syntax', SCENARIO]],
  },
  {
    name: 'a FINESS typed as a number with its zero',
    base: A,
    change: [['"690012349"', '010000016']],
    expect: [['E', 'json-syntax', `${STRUCTURE}/FINESSGeo`]],
  },
  {
    name: 'a telephone typed as a number with its zero',
    base: A,
    change: [['"0478123456"', '0478123456']],
    expect: [['E', 'json-syntax', MEDECIN]],
  },
  {
    name: 'a plus sign before an amount',
    base: A,
    change: [['358.33', '+358.33']],
    expect: [['E', 'json-syntax', COMMANDE]],
  },
  {
    name: 'an amount that begins with its point',
    base: A,
    change: [['358.33', '.33']],
    expect: [['E', 'json-syntax', COMMANDE]],
  },
  {
    name: 'an amount that ends in its point',
    base: A,
    change: [['358.33', '358.']],
    expect: [['E', 'json-syntax', COMMANDE]],
  },
  {
    name: 'an amount with a comma, unquoted',
    base: A,
    change: [['358.33', '358,33']],
    expect: [['E', 'json-syntax', COMMANDE]],
  },
  {
    name: 'an amount with its euro, unquoted',
    base: A,
    change: [['358.33', '358.33 €']],
    expect: [['E', 'json-syntax', COMMANDE]],
  },
  {
    name: 'a raw tab in a name',
    base: A,
    change: [['Anne-Sophie Lefèvre', 'Anne-Sophie\tLefèvre']],
    expect: [['E', 'json-syntax', MEDECIN]],
  },
  {
    name: 'a control character in a name',
    base: A,
    change: [['Anne-Sophie Lefèvre', 'Anne-Sophie\u0007 Lefèvre']],
    expect: [['E', 'json-syntax', MEDECIN]],
  },
  {
    name: 'an escape that JSON has not',
    base: A,
    change: [['BDC-2022-0001.pdf', 'BDC\\x2D2022.pdf']],
    expect: [['E', 'json-syntax', `${L0}/piecesJustificatives/0`]],
  },
  {
    name: 'a Windows path, not escaped',
    base: A,
    change: [['"BDC-2022-0001.pdf"', '"C:\\depot.pdf"']],
    expect: [['E', 'json-syntax', `${L0}/piecesJustificatives/0`]],
  },
  { name: 'a value left out', base: A, change: [['358.33', '']], expect: [['E', 'json-syntax', COMMANDE]] },
  { name: 'a missing closing quote', base: A, change: [['"TTC",', '"TTC,']], expect: [['E', 'json-syntax', COMMANDE]] },
  { name: 'text after the end', base: A, edit: t => `${t}fin du fichier\n`, expect: [['E', 'json-syntax', '']] },
  { name: 'a brace too many at the end', base: A, edit: t => `${t.trimEnd()}}\n`, expect: [['E', 'json-syntax', '']] },
  {
    name: 'a syntax error and, elsewhere, a wrong SIRET',
    base: A,
    change: [
      ['81234567800013', '81234567800014'],
      ['716.66', '716.66,'],
    ],
    expect: [
      ['E', 'siret', '/siret'],
      ['E', 'json-syntax', `${L1}/commande`],
    ],
  },
  {
    name: 'a comment in a solde',
    base: S,
    change: [['"numeroFacture"', '// facture\n"numeroFacture"']],
    expect: [['E', 'json-syntax', `${L0}/facture`]],
  },

  {
    name: 'a key twice with one value',
    base: A,
    change: [['"siret": "81234567800013",', '"siret": "81234567800013",\n  "siret": "81234567800013",']],
    expect: [['E', 'duplicate-key', '/siret']],
  },
  {
    name: 'a key twice with two values',
    base: A,
    change: [['"regimeTVA": "TTC",', '"regimeTVA": "TTC",\n        "regimeTVA": "HT",']],
    expect: [['E', 'duplicate-key', `${COMMANDE}/regimeTVA`]],
  },
  {
    name: 'a key twice, once in capitals',
    base: A,
    change: [['"siret": "81234567800013",', '"siret": "81234567800013",\n  "SIRET": "81234567800013",']],
    expect: [['E', 'duplicate-key', '/SIRET']],
  },
  {
    name: 'a key three times',
    base: A,
    change: [['"typeAction": "C",', '"typeAction": "C",\n      "typeAction": "C",\n      "typeAction": "C",']],
    expect: [
      ['E', 'duplicate-key', `${L0}/typeAction`],
      ['E', 'duplicate-key', `${L0}/typeAction`],
    ],
  },
  {
    name: 'both spellings of IdentDMP',
    base: S,
    change: [['"adresseMSSPro"', '"identDMP": ["10002123452"],\n        "adresseMSSPro"']],
    expect: [['E', 'duplicate-key', `${L0}/LGC/identDMP`]],
  },
  {
    name: 'an unknown key twice',
    base: A,
    change: [['"siret"', '"note": 1,\n  "note": 1,\n  "siret"']],
    expect: [
      ['E', 'unknown-field', '/note'],
      ['E', 'duplicate-key', '/note'],
    ],
    or: [[['E', 'duplicate-key', '/note']]],
  },
  {
    name: 'a RPPS twice in one doctor',
    base: A,
    change: [['"RPPS": "10002123452"', '"RPPS": "10002123452",\n            "RPPS": "10002123452"']],
    expect: [['E', 'duplicate-key', `${MEDECIN}/RPPS`]],
  },
];

const compteur = (text: string, from: number): string => {
  let next = from;
  return text.replace(/"numLigne": ?\d+/g, () => `"numLigne": ${String(next++)}`);
};

const ligneDeTrop = (text: string): string => {
  const end = text.lastIndexOf(']');
  const last = text.slice(text.lastIndexOf('{"numLigne":200'), end);
  const extra = last
    .replace('200', '201')
    .replaceAll('BDC-2022-5200', 'BDC-2022-5201')
    .replace('10000402007', '10002123452');
  return `${text.slice(0, end)},${extra}${text.slice(end)}`;
};

export const FICHIER: readonly FaultyCase[] = [
  { name: '201 lignes', base: '200-lignes.avance', edit: ligneDeTrop, expect: [['E', 'ligne-count', '/lignesImport']] },
  {
    name: 'no ligne',
    base: A,
    edit: t => `${t.slice(0, t.indexOf('"lignesImport"'))}"lignesImport": []\n}\n`,
    expect: [['E', 'empty-import', '/lignesImport']],
  },
  {
    name: 'null for the lignes',
    base: A,
    edit: t => `${t.slice(0, t.indexOf('"lignesImport"'))}"lignesImport": null\n}\n`,
    expect: [['E', 'wrong-type', '/lignesImport']],
    or: [[['E', 'empty-import', '/lignesImport']]],
  },
  {
    name: 'a number skipped',
    base: A,
    change: [['"numLigne": 2', '"numLigne": 4']],
    expect: [['W', 'num-ligne', `${L1}/numLigne`]],
  },
  {
    name: 'a number repeated',
    base: A,
    change: [['"numLigne": 3', '"numLigne": 2']],
    expect: [['W', 'num-ligne', `${L2}/numLigne`]],
  },
  // « numLigne is not 1, 2, 3 … in order »: of a count that begins at 0 each number is wrong, but it is one mistake.
  {
    name: 'a count that begins at 0',
    base: A,
    edit: t => compteur(t, 0),
    expect: [
      ['W', 'num-ligne', `${L0}/numLigne`],
      ['W', 'num-ligne', `${L1}/numLigne`],
      ['W', 'num-ligne', `${L2}/numLigne`],
    ],
    or: [[['W', 'num-ligne', `${L0}/numLigne`]]],
  },
  {
    name: 'a count in reverse',
    base: 'dates.solde',
    change: [
      ['"numLigne": 1', '"numLigne": 2'],
      [
        '"numLigne": 2,\n      "typeAction": "C",\n      "numeroASP": "FINMDV00702"',
        '"numLigne": 1,\n      "typeAction": "C",\n      "numeroASP": "FINMDV00702"',
      ],
    ],
    expect: [
      ['W', 'num-ligne', `${L0}/numLigne`],
      ['W', 'num-ligne', `${L1}/numLigne`],
    ],
  },
  // Where a finding on the whole file points is not said: any pointer is right.
  {
    name: 'one HT ligne among TTC ones',
    base: 'ht-attestation-partagee.avance',
    change: [['"HT"', '"TTC"']],
    expect: [['E', 'mixed-regime-tva', '*']],
  },
  {
    name: 'one HT ligne among TTC ones, solde',
    base: 'ht-attestation-partagee.solde',
    change: [['"HT"', '"TTC"']],
    expect: [['W', 'mixed-regime-tva', '*']],
  },
  {
    name: 'a structure of métropole among the Antilles',
    base: 'structures-outre-mer-8-5.avance',
    change: [
      ['970101010', '690012349'],
      ['970101028', '690012356'],
    ],
    expect: [['W', 'mixed-tva-rate', '*']],
  },
  {
    name: 'Guyane and Guadeloupe',
    base: 'structures-outre-mer-8-5.avance',
    change: [
      ['970101010', '970301016'],
      ['970101028', '970301024'],
    ],
    expect: [['W', 'mixed-tva-rate', '*']],
  },
  {
    name: 'Mayotte among the métropole',
    base: A,
    change: [['"690012349"', '"690012349",\n            "980101026"']],
    expect: [['W', 'mixed-tva-rate', '*']],
  },
  {
    name: 'one numeroEditeur for two demandes',
    base: A,
    change: [['"BDC-2022-0002"', '"BDC-2022-0001"']],
    expect: [['W', 'numero-editeur-unique', `${L1}/numeroEditeur`]],
  },
  {
    name: 'one numeroEditeur for three demandes',
    base: A,
    change: [
      ['"BDC-2022-0002"', '"BDC-2022-0001"'],
      ['"BDC-2022-0003"', '"BDC-2022-0001"'],
    ],
    expect: [
      ['W', 'numero-editeur-unique', `${L1}/numeroEditeur`],
      ['W', 'numero-editeur-unique', `${L2}/numeroEditeur`],
    ],
  },
  {
    name: 'one numeroEditeur, once as a number',
    base: 'numero-editeur.avance',
    change: [['"BDC/2022/0003"', '"20220001"']],
    expect: [['W', 'numero-editeur-unique', `${L2}/numeroEditeur`]],
  },
  {
    name: 'one doctor in two demandes',
    base: A,
    change: [['10003456786', '10002123452']],
    expect: [['E', 'duplicate-beneficiary', `${L1}/beneficiaires/liberal/0*`]],
  },
  {
    name: 'one doctor in three demandes',
    base: 'dates.avance',
    change: [
      ['10000290022', '10000290014'],
      ['10000290030', '10000290014'],
    ],
    expect: [
      ['E', 'duplicate-beneficiary', `${L1}/beneficiaires/liberal/0*`],
      ['E', 'duplicate-beneficiary', `${L2}/beneficiaires/liberal/0*`],
    ],
  },
  {
    name: 'one establishment in two demandes',
    base: 'structures-metropole-et-corse.avance',
    change: [['692000052', '692000029']],
    expect: [['E', 'duplicate-beneficiary', `${L1}/beneficiaires/structure/FINESSGeo/0`]],
  },
  {
    name: 'one doctor in two soldes',
    base: 'dates.solde',
    change: [
      ['10000290022', '10000290014'],
      ['10000290022', '10000290014'],
    ],
    expect: [['E', 'duplicate-beneficiary', `${L1}/beneficiaires/liberal/0*`]],
  },
  // The same numeroEditeur is the same demande (cli.md): whether its doctor is then in « two demandes » is open.
  {
    name: 'a whole demande twice',
    base: A1,
    edit: t => twice(t),
    expect: [
      ['W', 'numero-editeur-unique', `${L1}/numeroEditeur`],
      ['E', 'piece-shared', `${L1}/piecesJustificatives/0*`],
    ],
    or: [
      [
        ['W', 'numero-editeur-unique', `${L1}/numeroEditeur`],
        ['E', 'piece-shared', `${L1}/piecesJustificatives/0*`],
        ['E', 'duplicate-beneficiary', `${L1}/beneficiaires/liberal/0*`],
      ],
      [
        ['W', 'numero-editeur-unique', `${L1}/numeroEditeur`],
        ['E', 'duplicate-beneficiary', `${L1}/beneficiaires/liberal/0*`],
      ],
      [['W', 'numero-editeur-unique', `${L1}/numeroEditeur`]],
    ],
  },
  {
    name: 'impId filled by the portal',
    base: A,
    change: [['"impId": null', '"impId": 48213']],
    expect: [['I', 'portal-output', '*']],
  },
  {
    name: 'impId filled with a text, as no portal does',
    base: A,
    change: [['"impId": null', '"impId": "48213"']],
    expect: [['E', 'portal-field', '/impId']],
  },
  {
    name: 'a codeTraitement filled by the portal',
    base: A,
    change: [['"codeTraitement": null', '"codeTraitement": "OK"']],
    expect: [['I', 'portal-output', '*']],
  },
  {
    name: 'a libelleTraitement filled by the portal, solde',
    base: S,
    change: [['"libelleTraitement": null', '"libelleTraitement": "Demande rejetée"']],
    expect: [['I', 'portal-output', '*']],
  },
  {
    name: 'a numeroASP on every ligne of an avance',
    base: A,
    edit: t => t.replaceAll('"numeroASP": null', '"numeroASP": "FINMDV00120"'),
    expect: [['I', 'portal-output', '*']],
  },
  {
    name: 'a numeroASP on one ligne of an avance',
    base: A,
    change: [['"numeroASP": null', '"numeroASP": "FINMDV00120"']],
    expect: [['E', 'portal-field', `${L0}/numeroASP`]],
  },
  {
    name: 'a numeroASP on two lignes of an avance',
    base: A,
    change: [
      ['"numeroASP": null', '"numeroASP": "FINMDV00120"'],
      ['"numeroASP": null', '"numeroASP": "FINMDV00121"'],
    ],
    expect: [
      ['E', 'portal-field', `${L0}/numeroASP`],
      ['E', 'portal-field', `${L1}/numeroASP`],
    ],
  },
  { name: 'an avance after the gate', base: A, date: 20230101, expect: [['I', 'guichet-closed', '*']] },
  { name: 'an avance while the gate is open', base: A, date: 20221120, expect: [] },
  {
    name: 'a solde after the end of prestations, the gate open',
    base: S,
    date: 20231001,
    expect: [['I', 'prestation-end', '*']],
  },
  {
    name: 'a solde after the gate',
    base: S,
    date: 20240101,
    expect: [
      ['I', 'guichet-closed', '*'],
      ['I', 'prestation-end', '*'],
    ],
  },
];

function twice(text: string): string {
  const start = text.indexOf('[') + 1;
  const end = text.lastIndexOf(']');
  const ligne = text.slice(start, end).trimEnd();
  return `${text.slice(0, start)}${ligne},${ligne.replace('"numLigne": 1', '"numLigne": 2')}\n  ]\n}\n`;
}
