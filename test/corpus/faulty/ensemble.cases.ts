import { A, A1, L0, L1, LGC, MEDECIN, PIECE, S, S1, SCENARIO, STRUCTURE, type FaultyCase } from '../faulty.types.js';

const COMMANDE = `${L0}/commande`;
const BENEF = `${L0}/beneficiaires`;
const block =
  (key: string, to: string) =>
  (text: string): string =>
    text.replace(new RegExp(`"${key}": [{[][\\s\\S]*?\\n {6}[}\\]]`), `"${key}": ${to}`);
const inner =
  (key: string, to: string) =>
  (text: string): string =>
    text.replace(new RegExp(`"${key}": [{[][\\s\\S]*?\\n {8}[}\\]]`), `"${key}": ${to}`);

/** What one mistake must not cause as well, and mistakes side by side. */
export const ENSEMBLE: readonly FaultyCase[] = [
  {
    name: 'null for the doctors',
    base: A,
    edit: inner('liberal', 'null'),
    expect: [['E', 'wrong-type', `${BENEF}/liberal`]],
  },
  {
    name: 'an object where the doctors go',
    base: A,
    edit: inner('liberal', '{}'),
    expect: [['E', 'wrong-type', `${BENEF}/liberal`]],
  },
  {
    name: 'a list where the beneficiaries go',
    base: A,
    edit: block('beneficiaires', '[]'),
    expect: [['E', 'wrong-type', BENEF]],
  },
  {
    name: 'null for the beneficiaries',
    base: A,
    edit: block('beneficiaires', 'null'),
    expect: [['E', 'wrong-type', BENEF]],
  },
  {
    name: 'null for the scenario',
    base: A,
    edit: block('scenarioInstallation', 'null'),
    expect: [['E', 'wrong-type', SCENARIO]],
  },
  {
    name: 'a string for the scenario',
    base: A,
    edit: block('scenarioInstallation', '"direct"'),
    expect: [['E', 'wrong-type', SCENARIO]],
  },
  {
    name: 'null for the pièces',
    base: A,
    edit: block('piecesJustificatives', 'null'),
    expect: [['E', 'wrong-type', `${L0}/piecesJustificatives`]],
  },
  { name: 'null for the order', base: A, edit: block('commande', 'null'), expect: [['E', 'wrong-type', COMMANDE]] },
  {
    name: 'an empty order',
    base: A,
    edit: block('commande', '{}'),
    expect: [
      ['E', 'missing-field', COMMANDE],
      ['E', 'missing-field', COMMANDE],
      ['E', 'missing-field', COMMANDE],
    ],
  },
  {
    name: 'null for the invoice',
    base: S,
    edit: block('facture', 'null'),
    expect: [['W', 'wrong-type', `${L0}/facture`]],
  },
  { name: 'null for the LGC block', base: S, edit: block('LGC', 'null'), expect: [['W', 'wrong-type', LGC]] },
  { name: 'a list where the LGC block goes', base: S, edit: block('LGC', '[]'), expect: [['W', 'wrong-type', LGC]] },
  {
    name: 'null for the scenario of a solde',
    base: S,
    edit: block('scenarioInstallation', 'null'),
    expect: [['E|W', 'wrong-type', SCENARIO]],
  },
  {
    name: 'null for the pièces of a solde',
    base: S,
    edit: block('piecesJustificatives', 'null'),
    expect: [['E|W', 'wrong-type', `${L0}/piecesJustificatives`]],
  },
  {
    name: 'a ligne that is a string',
    base: A1,
    edit: t => t.replace(/\n {2}\]\n\}\s*$/, ',\n    "fin"\n  ]\n}\n'),
    expect: [['E', 'wrong-type', L1]],
  },
  {
    name: 'a ligne that is a list',
    base: A1,
    edit: t => t.replace(/\n {2}\]\n\}\s*$/, ',\n    []\n  ]\n}\n'),
    expect: [['E', 'wrong-type', L1]],
  },
  {
    name: 'an empty ligne',
    base: A1,
    edit: t => t.replace(/\n {2}\]\n\}\s*$/, ',\n    {}\n  ]\n}\n'),
    expect: [['E', 'missing-field', L1]],
  },
  {
    name: 'a null doctor',
    base: A,
    change: [['"liberal": [\n', '"liberal": [\n          null,\n']],
    expect: [['E', 'wrong-type', `${BENEF}/liberal/0`]],
    or: [
      [
        ['E', 'wrong-type', `${BENEF}/liberal/0`],
        ['W', 'client-unique', `${BENEF}*`],
      ],
    ],
  },
  {
    name: 'a null FINESS',
    base: A,
    change: [['"690012349"', 'null, "690012349"']],
    expect: [['E', 'wrong-type', `${STRUCTURE}/FINESSGeo/0`]],
  },
  {
    name: 'a list in the list of FINESS',
    base: A,
    change: [['"690012349"', '["690012349"]']],
    expect: [['E', 'wrong-type', `${STRUCTURE}/FINESSGeo/0`]],
  },
  {
    name: 'a key of ours with anything in it',
    base: A,
    change: [
      ['"typeAction"', '"interne": { "siret": "x", "RPPS": 1, "a": [{ "SIRET": "null " }] },\n      "typeAction"'],
    ],
    expect: [['E', 'unknown-field', `${L0}/interne`]],
  },
  {
    name: 'the siret in a ligne',
    base: A,
    change: [['"typeAction"', '"siret": "81234567800013",\n      "typeAction"']],
    expect: [['E', 'unknown-field', `${L0}/siret`]],
  },
  {
    name: 'a wrong RPPS with a space before it',
    base: A,
    change: [['10002123452', ' 10002123453']],
    expect: [['E', 'whitespace', `${MEDECIN}/RPPS`]],
  },
  {
    name: 'a SIREN with a space after it',
    base: A,
    change: [['81234567800013', '812345678 ']],
    expect: [['E', 'whitespace', '/siret']],
  },
  {
    name: 'pdf with a space',
    base: A,
    change: [['"PDF"', '"pdf "']],
    expect: [['E', 'whitespace', `${PIECE}/formatFichier`]],
  },
  {
    name: 'VA with a space where a VA is due',
    base: S,
    change: [['"typeFichier": "VA"', '"typeFichier": " VA"']],
    expect: [['W', 'whitespace', `${L1}/piecesJustificatives/1/typeFichier`]],
  },
  {
    name: 'a MOM in small with a wrong name',
    base: S1,
    change: [
      ['"typeFichier": "MOM"', '"typeFichier": "mom"'],
      ['MOM_BDC-2022-0101.pdf', 'MOM.pdf'],
    ],
    expect: [
      ['W', 'enum-value', `${L0}/piecesJustificatives/1/typeFichier`],
      ['W', 'mom-name', `${L0}/piecesJustificatives/1*`],
    ],
  },
  {
    name: 'an unknown type in place of the VA',
    base: S,
    change: [['"typeFichier": "VA"', '"typeFichier": "ATTESTATION_VA"']],
    expect: [['W', 'enum-value', `${L1}/piecesJustificatives/1/typeFichier`]],
  },
  {
    name: 'ht in small without the certificate',
    base: A1,
    change: [['"TTC"', '"ht"']],
    expect: [
      ['E', 'enum-value', `${COMMANDE}/regimeTVA`],
      ['E', 'ht-attestation', `${L0}*`],
    ],
    or: [[['E', 'enum-value', `${COMMANDE}/regimeTVA`]]],
  },
  {
    name: '"true" for both ways of the DMP',
    base: A,
    change: [['"isPFIToDMP": false', '"isPFIToDMP": "true"']],
    expect: [
      ['E', 'quoted-literal', `${SCENARIO}/isPFIToDMP`],
      ['W', 'scenario', `${SCENARIO}*`],
    ],
    or: [[['E', 'quoted-literal', `${SCENARIO}/isPFIToDMP`]]],
  },
  {
    name: 'a number of 20 digits for a SIRET',
    base: A,
    change: [['"81234567800013"', '81234567800013123456']],
    expect: [['E', 'wrong-type', '/siret']],
  },
  {
    name: 'an amount beyond all numbers',
    base: A,
    change: [['358.33', '1e400']],
    expect: [['E', 'montant-format', `${COMMANDE}/montantSegurHT`]],
  },
  {
    name: 'minus zero',
    base: A,
    change: [['358.33', '-0']],
    expect: [['E', 'montant-format', `${COMMANDE}/montantSegurHT`]],
  },
  {
    name: 'the list of lignes twice',
    base: A1,
    edit: t => t.replace(/\n\}\s*$/, ',\n  "lignesImport": []\n}\n'),
    expect: [['E', 'duplicate-key', '/lignesImport']],
    or: [
      [
        ['E', 'duplicate-key', '/lignesImport'],
        ['E', 'empty-import', '/lignesImport'],
      ],
    ],
  },
  {
    name: 'NumLigne beside numLigne',
    base: A,
    change: [['"typeAction"', '"NumLigne": 1,\n      "typeAction"']],
    expect: [['E', 'duplicate-key', `${L0}/NumLigne`]],
  },
  {
    name: 'SIRET before siret',
    base: A,
    change: [['"siret"', '"SIRET": "81234567800013",\n  "siret"']],
    expect: [['E', 'duplicate-key', '/siret']],
    or: [
      [
        ['E', 'key-casing', '/SIRET'],
        ['E', 'duplicate-key', '/siret'],
      ],
    ],
  },
  {
    name: 'a wrong SIRET under a wrong key',
    base: A,
    change: [['"siret": "81234567800013"', '"SIRET": "81234567800014"']],
    expect: [
      ['E', 'key-casing', '/SIRET'],
      ['E', 'siret', '/SIRET'],
    ],
  },
  {
    name: 'a key in capitals at a wrong place',
    base: A,
    change: [
      ['  "numeroAns": "1234567890",\n  "siret"', '  "SIRET"'],
      ['"81234567800013",', '"81234567800013",\n  "numeroAns": "1234567890",'],
    ],
    expect: [
      ['E', 'field-order', ''],
      ['E', 'key-casing', '/SIRET'],
    ],
  },
  {
    name: 'a key missing and two in disorder',
    base: A,
    change: [
      [
        '"dateCommande": "03/11/2022",\n        "regimeTVA": "TTC",\n        "montantSegurHT": 358.33',
        '"montantSegurHT": 358.33,\n        "regimeTVA": "TTC"',
      ],
    ],
    expect: [
      ['E', 'missing-field', COMMANDE],
      ['E', 'field-order', COMMANDE],
    ],
  },
  {
    name: 'a syntax error hides no missing key elsewhere',
    base: A,
    change: [
      ['"03/11/2022",', '"03/11/2022"'],
      ['"typeAction": "C",\n      ', ''],
    ],
    expect: [
      ['E', 'missing-field', L0],
      ['E', 'json-syntax', COMMANDE],
    ],
  },
  {
    name: 'a key lost in a broken object',
    base: A,
    change: [
      [
        '"dateCommande": "03/11/2022",\n        "regimeTVA": "TTC",\n        "montantSegurHT": 358.33',
        '"dateCommande": "03/11/2022"\n        "montantSegurHT": 358.33',
      ],
    ],
    expect: [['E', 'json-syntax', COMMANDE]],
  },
  {
    name: 'a broken doctor is a doctor',
    base: A,
    change: [['"RPPS": "10002123452"', "'RPPS': '10002123452'"]],
    expect: [
      ['E', 'json-syntax', MEDECIN],
      ['E', 'json-syntax', MEDECIN],
    ],
    or: [[['E', 'json-syntax', MEDECIN]]],
  },
  {
    name: 'a broken FINESS is a FINESS',
    base: A,
    change: [
      ['"690012349"', "'690012349'"],
      ['"130045677"', "'130045677'"],
    ],
    expect: [
      ['E', 'json-syntax', `${STRUCTURE}/FINESSGeo`],
      ['E', 'json-syntax', STRUCTURE],
    ],
  },
  {
    name: 'a broken list of pièces',
    base: A,
    change: [['"typeFichier": "BON_COMMANDE"', '"typeFichier": BON_COMMANDE']],
    expect: [['E', 'json-syntax', PIECE]],
  },
  {
    name: 'a broken amount, a date to come',
    base: A,
    change: [
      ['358.33', '358,33'],
      ['03/11/2022', '03/11/2032'],
    ],
    expect: [
      ['E', 'date-commande-future', `${COMMANDE}/dateCommande`],
      ['E', 'json-syntax', COMMANDE],
    ],
  },
  {
    name: 'a broken boolean of the mandataire',
    base: A,
    change: [['"isMandataire": true', '"isMandataire": True']],
    expect: [['E', 'json-syntax', `${L1}/beneficiaires`]],
  },
  // A VA is due « when any of them goes through another » software: a sending that does not take place goes through
  // none.
  {
    name: 'a MOM, MSS Citoyen neither way',
    base: S1,
    change: [['"isDirectToMSSCitoyen": true', '"isDirectToMSSCitoyen": false']],
    expect: [['I', 'scenario', `${SCENARIO}*`]],
  },
  {
    name: 'a VA, MSS Citoyen neither way',
    base: S1,
    change: [
      ['"isDirectToMSSCitoyen": true', '"isDirectToMSSCitoyen": false'],
      ['"MOM"', '"VA"'],
    ],
    expect: [['I', 'scenario', `${SCENARIO}*`]],
  },
  {
    name: 'one dossier on two lignes',
    base: S,
    change: [['"FINMDV00121"', '"FINMDV00120"']],
    expect: [['E', 'solde-repeated', `${L1}/numeroASP`]],
  },
  {
    name: 'no commandePour and no doctor',
    base: A,
    edit: t => inner('liberal', '[]')(t).replace('"commandePour": "LIBERAL",\n        ', ''),
    expect: [
      ['E', 'missing-field', BENEF],
      ['E', 'beneficiary-required', `${BENEF}*`],
    ],
  },
  {
    name: 'a broken scenario',
    base: S1,
    change: [['"isDirectToDMP": true', '"isDirectToDMP": True']],
    expect: [['E', 'json-syntax', SCENARIO]],
  },
  {
    name: 'a broken régime, HT',
    base: 'ht-attestation-partagee.avance',
    change: [['"HT"', 'HT']],
    expect: [['E', 'json-syntax', COMMANDE]],
  },
  {
    name: 'two doctors, one entry broken',
    base: A,
    change: [['"10004567896"', "'10004567896'"]],
    expect: [['E', 'json-syntax', `${L1}/beneficiaires/liberal/1`]],
  },
];
