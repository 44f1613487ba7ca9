import {
  A,
  A1,
  L0,
  L1,
  L2,
  LGC,
  MEDECIN,
  PIECE,
  S,
  S1,
  SCENARIO,
  STRUCTURE,
  type FaultyCase,
  type Expected,
} from '../faulty.types.js';

const COMMANDE = `${L0}/commande`;
const BENEF = `${L0}/beneficiaires`;
const BENEF2 = `${L1}/beneficiaires`;

const at =
  (base: string) =>
  (name: string, from: string, to: string, expect: Expected, ...or: readonly Expected[]): FaultyCase => ({
    name,
    base,
    change: [[from, to]],
    expect: [expect],
    or: or.map(one => [one]),
  });
const a = at(A);
const s = at(S);

const siret = (name: string, to: string): FaultyCase => a(name, '81234567800013', to, ['E', 'siret', '/siret']);
const geo = (name: string, to: string): FaultyCase =>
  a(name, '690012349', to, ['E', 'finess', `${STRUCTURE}/FINESSGeo/0`]);
const rpps = (name: string, to: string): FaultyCase => a(name, '10002123452', to, ['E', 'rpps', `${MEDECIN}/RPPS`]);
const email = (name: string, to: string): FaultyCase =>
  a(name, 'as.lefevre@cabinet-lefevre.fr', to, ['E', 'email', `${MEDECIN}/emailMedecin`]);
const tel = (name: string, to: string): FaultyCase =>
  a(name, '0478123456', to, ['W', 'telephone', `${MEDECIN}/telephoneMedecin`]);
const date = (name: string, to: string, gravity: Expected[0] = 'E'): FaultyCase =>
  a(name, '03/11/2022', to, [gravity, 'date-format', `${COMMANDE}/dateCommande`]);
const montant = (name: string, to: string): FaultyCase =>
  a(name, '358.33', to, ['E', 'montant-format', `${COMMANDE}/montantSegurHT`]);
const nom = (to: string): FaultyCase =>
  a(to, 'Marie-Hélène Dubois', to, ['W', 'client-name', `${STRUCTURE}/nomResponsable`]);
const fichier = (name: string, to: string): FaultyCase =>
  a(name, 'BDC-2022-0001.pdf', to, ['E', 'piece-name', `${PIECE}/nomFichier`]);
const mss = (name: string, to: string, expect: Expected): FaultyCase =>
  s(name, 'cabinet.lefevre@medecin.mssante.fr', to, expect);

export const IDENTIFIANTS: readonly FaultyCase[] = [
  siret('a wrong key', '81234567800014'),
  siret('a SIREN', '812345678'),
  siret('13 digits', '8123456780001'),
  siret('15 digits', '812345678000139'),
  siret('spaces in a SIRET', '812 345 678 00013'),
  siret('a letter in a SIRET', '8123456780001O'),
  siret('a VAT number', 'FR32812345678'),
  siret('zeros', '00000000000000'),
  at(S)('a wrong key in a solde', '81234567800013', '81234567800014', ['E', 'siret', '/siret']),
  geo('a wrong key', '690012340'),
  geo('8 digits', '69001234'),
  geo('10 digits', '6900123490'),
  geo('a lost leading zero', '10000016'),
  geo('spaces in a FINESS', '69 001 234 9'),
  geo('Corsica in small', '2a0000014'),
  geo('Corsica with a wrong key', '2A0000015'),
  geo('no such département', '000012340'),
  geo('a letter', '69001234X'),
  a('a wrong key, juridique', '130045677', '130045678', ['E', 'finess', `${STRUCTURE}/FINESSJuridique`]),
  a('juridique and géographique the same', '130045677', '690012349', ['I', 'finess-same', `${STRUCTURE}*`]),
  rpps('a wrong key', '10002123453'),
  rpps('the national identifier', '810002123452'),
  rpps('10 digits', '1000212345'),
  rpps('spaces in a RPPS', '10002 123 452'),
  rpps('a letter in a RPPS', '1000212345Z'),
  rpps('an ADELI number', '691234567'),
  rpps('a RPPS rang', '10002123452001'),
  email('no @', 'as.lefevre.cabinet-lefevre.fr'),
  email('two addresses', 'as.lefevre@cabinet-lefevre.fr; contact@cabinet-lefevre.fr'),
  email('mailto:', 'mailto:as.lefevre@cabinet-lefevre.fr'),
  email('a space inside', 'as.lefevre @cabinet-lefevre.fr'),
  email('a domain', 'cabinet-lefevre.fr'),
  email('no domain', 'as.lefevre@'),
  email('no dot in the domain', 'as.lefevre@cabinet'),
  email('a name before it', 'Anne-Sophie <as.lefevre@cabinet-lefevre.fr>'),
  email('a doubled dot', 'as..lefevre@cabinet-lefevre.fr'),
  email('no value', 'néant'),
  a('a mandataire without @', 'p.garnier@maison', 'p.garnier.maison', ['E', 'email', `${BENEF2}/emailMandataire`]),
  a('a structure without @', 'mh.dubois@msp', 'mh.dubois.msp', ['E', 'email', `${STRUCTURE}/emailResponsable`]),
  tel('spaces', '04 78 12 34 56'),
  tel('dots', '04.78.12.34.56'),
  tel('+33 with spaces', '+33 4 78 12 34 56'),
  tel('+33 (0)', '+33(0)478123456'),
  tel('9 digits', '047812345'),
  tel('11 digits', '04781234567'),
  tel('no number', 'voir secrétariat'),
  tel('zeros', '0000000000'),
  tel('a Belgian number', '+3221234567'),
  tel('two numbers', '0478123456 / 0478123457'),
  a('a mandataire with dots', '0472000000', '04.72.00.00.00', ['W', 'telephone', `${BENEF2}/telephoneMandataire`]),
  date('ISO', '2022-11-03', 'W'),
  date('ISO with a time', '2022-11-03T10:15:00', 'E|W'),
  date('31 February', '31/02/2022'),
  date('29 February of a common year', '29/02/2023'),
  date('month 13', '03/13/2022'),
  date('one digit', '3/11/2022'),
  date('dashes', '03-11-2022'),
  date('two digits of year', '03/11/22'),
  date('words', '3 novembre 2022'),
  date('dots', '03.11.2022'),
  date('an ISO day that is none', '2022-02-30'),
  date('year 0000', '01/01/0000'),
  s('ISO on an invoice', '12/06/2023', '2023-06-12', ['W', 'date-format', `${L0}/facture/dateFacture`]),
  s('31 June on an invoice', '12/06/2023', '31/06/2023', ['E', 'date-format', `${L0}/facture/dateFacture`]),
  s('a dossier number in small', 'FINMDV00120', 'finmdv00120', ['W', 'numero-asp', `${L0}/numeroASP`]),
  s('a dossier number with spaces', 'FINMDV00120', 'FIN MDV 00120', ['W', 'numero-asp', `${L0}/numeroASP`]),
  s('a dossier number too short', 'FINMDV00120', 'FINMDV120', ['W', 'numero-asp', `${L0}/numeroASP`]),
  s('a numéro d’OR', 'FINMDV00120', 'AEMP2024004235', ['W', 'numero-asp', `${L0}/numeroASP`]),
  s(
    'a null dossier number',
    '"FINMDV00120"',
    'null',
    ['E', 'numero-asp', `${L0}/numeroASP`],
    ['W', 'wrong-type', `${L0}/numeroASP`],
  ),
  a('a numeroAns too short', '1234567890', '12345', ['W', 'numero-ans', '/numeroAns']),
  a('a numeroAns in words', '1234567890', 'Logimed Cabinet', ['W', 'numero-ans', '/numeroAns']),
  s('an IdentDMP with a wrong key', '[\n          "10002123452"', '[\n          "10002123453"', [
    'E',
    'ident-dmp',
    `${LGC}/IdentDMP/0`,
  ]),
  s('an IdentDMP with its 8', '[\n          "10002123452"', '[\n          "810002123452"', [
    'E',
    'ident-dmp',
    `${LGC}/IdentDMP/0`,
  ]),
  s('a FINESS for an IdentDMP', '[\n          "10002123452"', '[\n          "690012349"', [
    'E',
    'ident-dmp',
    `${LGC}/IdentDMP/0`,
  ]),
  s('a null IdentDMP where the sending is direct', '[\n          "10002123452"\n        ]', 'null', [
    'E',
    'ident-dmp',
    `${LGC}/IdentDMP`,
  ]),
  s('no IdentDMP where the sending is direct', '[\n          "10002123452"\n        ]', '[]', [
    'E',
    'ident-dmp',
    `${LGC}/IdentDMP`,
  ]),
  s('a wrong IdentDMP of a structure', '"10005678908"', '"10005678909"', ['E', 'ident-dmp', `${L2}/LGC/IdentDMP/0`]),
  s('the IdentDMP of another doctor', '[\n          "10002123452"', '[\n          "10003456786"', [
    'E',
    'ident-dmp-beneficiary',
    `${LGC}/IdentDMP/0`,
  ]),
  s('one IdentDMP of another doctor among two', '"10004567896"\n        ]', '"10005678908"\n        ]', [
    'E',
    'ident-dmp-beneficiary',
    `${L1}/LGC/IdentDMP/1`,
  ]),
  mss('a bare domain', 'medecin.mssante.fr', ['E', 'mss-address', `${LGC}/adresseMSSPro`]),
  mss('a domain with its @', '@medecin.mssante.fr', ['E', 'mss-address', `${LGC}/adresseMSSPro`]),
  mss('two MSS addresses', 'a@medecin.mssante.fr; b@medecin.mssante.fr', ['E', 'mss-address', `${LGC}/adresseMSSPro`]),
  mss('the test box', 'reponse.automatique-test@patient.mssante.fr', ['E', 'mss-address', `${LGC}/adresseMSSPro`]),
  mss('no MSS domain', 'cabinet.lefevre@orange.fr', ['W', 'mss-domain', `${LGC}/adresseMSSPro`]),
  mss('nearly the MSS domain', 'cabinet@mssante.fr.exemple.com', ['W', 'mss-domain', `${LGC}/adresseMSSPro`]),
  mss('a citizen', '170010112345678@patient.mssante.fr', ['W', 'mss-recipient', `${LGC}/adresseMSSPro`]),
  s(
    'no MSS domain for citizens',
    '"adresseMSSCitoyen": "cabinet.lefevre@medecin.mssante.fr"',
    '"adresseMSSCitoyen": "cabinet@gmail.com"',
    ['W', 'mss-domain', `${LGC}/adresseMSSCitoyen`],
  ),
  nom('Clinique des Lilas'),
  nom('SELARL Dubois'),
  nom('CHU de Lyon'),
  nom('CH de Bron'),
  nom('EHPAD Les Tilleuls'),
  nom('Laboratoire Dubois'),
  nom('PHARMACIE DU CENTRE'),
  nom('Centre hospitalier de Bron'),
  a('a doctor that is a clinic', 'Anne-Sophie Lefèvre', 'Clinique Lefèvre', [
    'W',
    'client-name',
    `${MEDECIN}/nomMedecin`,
  ]),
];

const HT = '"regimeTVA": "TTC"';
const ATTESTATION =
  '"typeFichier": "BON_COMMANDE"\n        },\n        {\n          "nomFichier": "Attestation.pdf",\n          ' +
  '"formatFichier": "PDF",\n          "typeFichier": "ATTESTATION_TVA"';

export const METIER: readonly FaultyCase[] = [
  montant('three decimals', '358.333'),
  montant('a negative amount', '-358.33'),
  montant('zero', '0'),
  montant('an exponent', '3.5833e2'),
  montant('a zero with decimals', '0.00'),
  // The value of 358.330 is right, its form has three decimals.
  {
    name: 'a third decimal that is 0',
    base: A,
    change: [['358.33', '358.330']],
    expect: [['E', 'montant-format', `${COMMANDE}/montantSegurHT`]],
    or: [[]],
  },
  s('three decimals on an invoice', '358.33', '358.333', ['E', 'montant-format', `${L0}/facture/montantSegurHT`]),
  at(A1)('HT without the certificate', HT, '"regimeTVA": "HT"', ['E', 'ht-attestation', `${L0}*`]),
  at(S1)('HT without the certificate, solde', HT, '"regimeTVA": "HT"', ['I', 'ht-attestation', `${L0}*`]),
  {
    name: 'HT without certificate and without order',
    base: A1,
    change: [
      [HT, '"regimeTVA": "HT"'],
      ['"BON_COMMANDE"', '"FACTURE"'],
    ],
    expect: [
      ['E', 'ht-attestation', `${L0}*`],
      ['E', 'piece-required', `${L0}*`],
    ],
    or: [[['E', 'ht-attestation', `${L0}*`]]],
  },
  { name: 'a certificate under TTC', base: A1, change: [['"typeFichier": "BON_COMMANDE"', ATTESTATION]], expect: [] },
  a('a date to come', '03/11/2022', '03/11/2032', ['E', 'date-commande-future', `${COMMANDE}/dateCommande`]),
  a('tomorrow', '03/11/2022', '02/01/2026', ['E', 'date-commande-future', `${COMMANDE}/dateCommande`]),
  {
    name: 'after the reference date',
    base: A,
    date: 20221110,
    expect: [['E', 'date-commande-future', `${L2}/commande/dateCommande`]],
  },
  s('an invoice to come', '12/06/2023', '12/06/2033', ['E', 'date-facture', `${L0}/facture/dateFacture`]),
  {
    name: 'an order after the gate',
    base: A,
    change: [['03/11/2022', '05/12/2022']],
    date: 20230101,
    expect: [
      ['W', 'date-commande-gate', `${COMMANDE}/dateCommande`],
      ['I', 'guichet-closed', '*'],
    ],
  },
  { name: 'an order after the gate, no reference date', base: A, change: [['03/11/2022', '05/12/2022']], expect: [] },

  a('a mandataire that is none', '"isMandataire": false', '"isMandataire": true', ['W', 'mandataire', `${BENEF}*`]),
  a('a mandataire that is not said', '"isMandataire": true', '"isMandataire": false', [
    'W',
    'mandataire',
    `${BENEF2}*`,
  ]),
  a('a mandataire without e-mail', '"p.garnier@maison-medicale-bron.fr"', 'null', ['W', 'mandataire', `${BENEF2}*`]),
  a('a mandataire without name', '"Paul Garnier"', 'null', ['W', 'mandataire', `${BENEF2}*`]),
  a('a telephone of no mandataire', '"telephoneMandataire": null', '"telephoneMandataire": "0472000000"', [
    'W',
    'mandataire',
    `${BENEF}*`,
  ]),
  a('one doctor, not one client', '"isClientUnique": true', '"isClientUnique": false', [
    'W',
    'client-unique',
    `${BENEF}*`,
  ]),
  a('two doctors, one client', '"isClientUnique": false', '"isClientUnique": true', [
    'W',
    'client-unique',
    `${BENEF2}*`,
  ]),
  s('two doctors, one client, solde', '"isClientUnique": false', '"isClientUnique": true', [
    'W',
    'client-unique',
    `${BENEF2}*`,
  ]),
  {
    name: 'LIBERAL without doctor',
    base: A,
    edit: t => t.replace(/"liberal": \[\n[\s\S]*?\n {8}\]/, '"liberal": []'),
    expect: [['E', 'commande-pour', `${BENEF}*`]],
    or: [[['E', 'beneficiary-required', `${BENEF}*`]]],
  },
  {
    name: 'LIBERAL with a structure',
    base: A,
    change: [['"FINESSJuridique": null', '"FINESSJuridique": "690012356"']],
    expect: [['E', 'commande-pour', `${BENEF}*`]],
  },
  {
    name: 'LIBERAL with a FINESS géographique',
    base: A,
    change: [['"FINESSGeo": []', '"FINESSGeo": ["690012356"]']],
    expect: [['E', 'commande-pour', `${BENEF}*`]],
  },
  {
    name: 'STRUCTURE without FINESS',
    base: A,
    change: [
      ['"130045677"', 'null'],
      ['[\n            "690012349"\n          ]', '[]'],
    ],
    expect: [['E', 'commande-pour', `${L2}/beneficiaires*`]],
    or: [[['E', 'beneficiary-required', `${L2}/beneficiaires*`]]],
  },
  {
    name: 'a structure said LIBERAL',
    base: A,
    change: [['"STRUCTURE"', '"LIBERAL"']],
    expect: [['E', 'commande-pour', `${L2}/beneficiaires*`]],
  },
  {
    name: 'a doctor said STRUCTURE',
    base: A,
    change: [['"LIBERAL"', '"STRUCTURE"']],
    expect: [['E', 'commande-pour', `${BENEF}*`]],
  },
  // Two entries or one client: whether isClientUnique is then right is open.
  {
    name: 'one doctor twice, the entries the same',
    base: A1,
    edit: t =>
      t
        .replace(/(\n {10}\{\n {12}"nomMedecin"[\s\S]*?\n {10}\})/, '$1,$1')
        .replace('"isClientUnique": true', '"isClientUnique": false'),
    expect: [['E', 'beneficiary-repeated', `${BENEF}/liberal/1*`]],
    or: [
      [
        ['E', 'beneficiary-repeated', `${BENEF}/liberal/1*`],
        ['W', 'client-unique', `${BENEF}*`],
      ],
    ],
  },
  {
    name: 'one RPPS for two doctors',
    base: A,
    change: [['10004567896', '10003456786']],
    expect: [['E', 'beneficiary-repeated', `${BENEF2}/liberal/1*`]],
  },
  {
    name: 'one establishment twice',
    base: A,
    change: [['"690012349"', '"690012349",\n            "690012349"']],
    expect: [['E', 'beneficiary-repeated', `${STRUCTURE}/FINESSGeo/1`]],
  },

  {
    name: 'no pièce',
    base: A,
    edit: t => t.replace(/"piecesJustificatives": \[[\s\S]*?\]/, '"piecesJustificatives": []'),
    expect: [['E', 'piece-required', `${L0}*`]],
  },
  {
    name: 'an invoice in place of the order',
    base: A,
    change: [['"BON_COMMANDE"', '"FACTURE"']],
    expect: [['E', 'piece-required', `${L0}*`]],
  },
  {
    name: 'no VA or MOM',
    base: S1,
    edit: t => t.replace(/,\n {8}\{\n {10}"nomFichier": "MOM[\s\S]*?\}/, ''),
    expect: [['E', 'piece-required', `${L0}*`]],
  },
  {
    name: 'no invoice document',
    base: S1,
    edit: t => t.replace(/\{\n {10}"nomFichier": "F2023[\s\S]*?\},\n {8}/, ''),
    expect: [['E', 'piece-required', `${L0}*`]],
  },
  {
    name: 'a MOM where a VA is due',
    base: S,
    change: [['"typeFichier": "VA"', '"typeFichier": "MOM"']],
    expect: [['E', 'va-or-mom', `${L1}*`]],
  },
  {
    name: 'a VA where a MOM would do',
    base: S,
    change: [['"typeFichier": "MOM"', '"typeFichier": "VA"']],
    expect: [['W', 'va-or-mom', `${L0}*`]],
  },
  {
    name: 'a MOM with the DMP through the PFI',
    base: S1,
    change: [
      ['"isDirectToDMP": true,\n        "isPFIToDMP": false', '"isDirectToDMP": false,\n        "isPFIToDMP": true'],
    ],
    expect: [['E', 'va-or-mom', `${L0}*`]],
  },
  {
    name: 'two orders',
    base: A,
    edit: t => t.replace(/(\n {8}\{\n {10}"nomFichier": "BDC-2022-0001)(.pdf"[\s\S]*?\})/, '$1$2,$1-bis$2'),
    expect: [['W', 'piece-type-repeated', `${L0}/piecesJustificatives/1*`]],
  },
  {
    name: 'two invoices',
    base: S1,
    edit: t => t.replace(/(\n {8}\{\n {10}"nomFichier": "F2023-0201)(.pdf"[\s\S]*?\})/, '$1$2,$1-bis$2'),
    expect: [['E', 'piece-type-repeated', `${L0}/piecesJustificatives/1*`]],
  },
  {
    name: 'two VA',
    base: 'mandataire-30-medecins.solde',
    edit: t => t.replace(/(\n {8}\{\n {10}"nomFichier": "VA pôle)( de[\s\S]*?\})/, '$1$2,$1 bis$2'),
    expect: [['E', 'piece-type-repeated', `${L0}/piecesJustificatives/2*`]],
  },
  fichier('a folder', 'pieces/BDC-2022-0001.pdf'),
  fichier('a Windows folder', 'pieces\\\\BDC-2022-0001.pdf'),
  fichier('a parent', '../BDC-2022-0001.pdf'),
  fichier('a colon', 'BDC:2022-0001.pdf'),
  fichier('a question mark', 'BDC-2022-0001?.pdf'),
  fichier('a name that Windows keeps', 'CON.pdf'),
  fichier('another extension', 'BDC-2022-0001.docx'),
  fichier('no extension', 'BDC-2022-0001'),
  fichier('256 bytes', `${'é'.repeat(126)}.pdf`),
  fichier('an image', 'scan.jpg'),
  {
    name: 'one order for two lignes',
    base: A,
    change: [['BDC-2022-0002.pdf', 'BDC-2022-0001.pdf']],
    expect: [['E', 'piece-shared', `${L1}/piecesJustificatives/0*`]],
  },
  {
    name: 'one invoice for two lignes',
    base: S,
    change: [['F2023-0141.pdf', 'F2023-0140.pdf']],
    expect: [['W', 'piece-shared', `${L1}/piecesJustificatives/0*`]],
  },
  // A MOM for two requests also lacks the second one's number in its name.
  {
    name: 'one MOM for two lignes',
    base: S,
    change: [['MOM-BDC-2022-0003.pdf', 'MOM-BDC-2022-0001.pdf']],
    expect: [['E', 'piece-shared', `${L2}/piecesJustificatives/1*`]],
    or: [
      [
        ['E', 'piece-shared', `${L2}/piecesJustificatives/1*`],
        ['W', 'mom-name', `${L2}/piecesJustificatives/1*`],
      ],
    ],
  },
  {
    name: 'a MOM without a number in its name',
    base: S,
    change: [['MOM-BDC-2022-0001.pdf', 'MOM.pdf']],
    expect: [['W', 'mom-name', `${L0}/piecesJustificatives/1*`]],
  },
  {
    name: 'a MOM with another number in its name',
    base: S,
    change: [['MOM-BDC-2022-0001.pdf', 'MOM-BDC-2022-0009.pdf']],
    expect: [['W', 'mom-name', `${L0}/piecesJustificatives/1*`]],
  },
  a('the DMP both ways', '"isPFIToDMP": false', '"isPFIToDMP": true', ['W', 'scenario', `${SCENARIO}*`]),
  a('the DMP neither way', '"isDirectToDMP": true', '"isDirectToDMP": false', ['I', 'scenario', `${SCENARIO}*`]),
  a('MSS Pro both ways', '"isPFIToMSSPro": false', '"isPFIToMSSPro": true', ['W', 'scenario', `${SCENARIO}*`]),
  a('MSS Citoyen neither way', '"isDirectToMSSCitoyen": true', '"isDirectToMSSCitoyen": false', [
    'I',
    'scenario',
    `${SCENARIO}*`,
  ]),
  {
    name: 'two both ways',
    base: A,
    change: [
      ['"isPFIToDMP": false', '"isPFIToDMP": true'],
      ['"isPFIToMSSPro": false', '"isPFIToMSSPro": true'],
    ],
    expect: [
      ['W', 'scenario', `${SCENARIO}*`],
      ['W', 'scenario', `${SCENARIO}*`],
    ],
  },
  a('an operator’s plain name', '"API_35"', '"Apicrypt"', [
    'W',
    'operateur-messagerie',
    `${SCENARIO}/operateurMessagerie`,
  ]),
  a('an operator’s name of two words', '"API_35"', '"Mailiz (ANS)"', [
    'W',
    'operateur-messagerie',
    `${SCENARIO}/operateurMessagerie`,
  ]),
  s('an operator’s plain name, solde', '"API_35"', '"Medimail"', [
    'W',
    'operateur-messagerie',
    `${SCENARIO}/operateurMessagerie`,
  ]),
  {
    name: 'two mistakes far apart',
    base: A,
    change: [
      ['10002123452', '10002123453'],
      ['"690012349"', '"690012340"'],
    ],
    expect: [
      ['E', 'rpps', `${MEDECIN}/RPPS`],
      ['E', 'finess', `${STRUCTURE}/FINESSGeo/0`],
    ],
  },
];
