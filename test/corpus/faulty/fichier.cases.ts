import { A, A1, L0, L1, L2, S, type FaultyCase } from '../faulty.types.js';

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
  // The reference doesn't say where a finding about the whole file points: any pointer is right.
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
  // The same numeroEditeur is the same request (cli.md): whether its doctor is then in « two demandes » is open.
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
