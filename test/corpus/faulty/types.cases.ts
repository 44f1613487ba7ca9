import { A, L0, L1, L2, LGC, MEDECIN, PIECE, S, SCENARIO, STRUCTURE, type FaultyCase } from '../faulty.types.js';

const COMMANDE = `${L0}/commande`;
const BENEF = `${L0}/beneficiaires`;
const FACTURE = `${L0}/facture`;
const VIDE =
  '"structure": {\n          "nomResponsable": null,\n          "emailResponsable": null,\n          ' +
  '"telephoneResponsable": null,\n          "FINESSJuridique": null,\n          "FINESSGeo": []\n        }';
const UN_MEDECIN =
  '{\n            "nomMedecin": "Anne-Sophie Lefèvre",\n            "emailMedecin": ' +
  '"as.lefevre@cabinet-lefevre.fr",\n            "telephoneMedecin": "0478123456",\n            "RPPS": ' +
  '"10002123452"\n          }';
const UNE_PIECE =
  '{\n          "nomFichier": "BDC-2022-0001.pdf",\n          "formatFichier": "PDF",\n          "typeFichier": ' +
  '"BON_COMMANDE"\n        }';

const swap = (
  name: string,
  from: string,
  to: string,
  expect: FaultyCase['expect'][number],
  ...or: FaultyCase['expect']
): FaultyCase => ({ name, base: A, change: [[from, to]], expect: [expect], or: or.map(one => [one]) });
const swapS = (...args: Parameters<typeof swap>): FaultyCase => ({ ...swap(...args), base: S });

export const TYPES: readonly FaultyCase[] = [
  swap('an amount in a string', '358.33', '"358.33"', ['E', 'wrong-type', `${COMMANDE}/montantSegurHT`]),
  swap('an amount in a string, with a comma', '358.33', '"358,33"', ['E', 'wrong-type', `${COMMANDE}/montantSegurHT`]),
  // « wrong-type > amount rules », but the fix of « comma, spaces, € » is told of montant-format.
  swap(
    'an amount in a string, with its euro',
    '358.33',
    '"1 358,33 €"',
    ['E', 'wrong-type', `${COMMANDE}/montantSegurHT`],
    ['E', 'montant-format', `${COMMANDE}/montantSegurHT`],
  ),
  swap(
    'an amount in words',
    '358.33',
    '"trois cents"',
    ['E', 'wrong-type', `${COMMANDE}/montantSegurHT`],
    ['E', 'montant-format', `${COMMANDE}/montantSegurHT`],
  ),
  swap('no amount', '358.33', 'null', ['E', 'wrong-type', `${COMMANDE}/montantSegurHT`]),
  swap('an amount in an object', '358.33', '{ "ht": 358.33 }', ['E', 'wrong-type', `${COMMANDE}/montantSegurHT`]),
  swap('a SIRET as a number', '"81234567800013"', '81234567800013', ['E', 'wrong-type', '/siret']),
  swap('a null SIRET', '"81234567800013"', 'null', ['E', 'wrong-type', '/siret']),
  swap('a numeroAns as a number', '"1234567890"', '1234567890', ['E', 'wrong-type', '/numeroAns']),
  swap('a RPPS as a number', '"10002123452"', '10002123452', ['E', 'wrong-type', `${MEDECIN}/RPPS`]),
  swap(
    'a null RPPS',
    '"10002123452"',
    'null',
    ['E', 'wrong-type', `${MEDECIN}/RPPS`],
    ['E', 'rpps', `${MEDECIN}/RPPS`],
  ),
  swap('a FINESS as a number', '"690012349"', '690012349', ['E', 'wrong-type', `${STRUCTURE}/FINESSGeo/0`]),
  swap('a telephone as a number', '"0478123456"', '478123456', ['E', 'wrong-type', `${MEDECIN}/telephoneMedecin`]),
  swap('a null name', '"Anne-Sophie Lefèvre"', 'null', ['E', 'wrong-type', `${MEDECIN}/nomMedecin`]),
  swap('a null e-mail', '"as.lefevre@cabinet-lefevre.fr"', 'null', ['E', 'wrong-type', `${MEDECIN}/emailMedecin`]),
  swap('a null telephone', '"0478123456"', 'null', ['E', 'wrong-type', `${MEDECIN}/telephoneMedecin`]),
  swap('a structure without its representative', '"Marie-Hélène Dubois"', 'null', [
    'E',
    'wrong-type',
    `${STRUCTURE}/nomResponsable`,
  ]),
  swap('a structure without its e-mail', '"mh.dubois@msp-des-lilas.fr"', 'null', [
    'E',
    'wrong-type',
    `${STRUCTURE}/emailResponsable`,
  ]),
  swap('numLigne in a string', '"numLigne": 1', '"numLigne": "1"', ['E', 'wrong-type', `${L0}/numLigne`]),
  swap('numLigne null', '"numLigne": 1', '"numLigne": null', ['E', 'wrong-type', `${L0}/numLigne`]),
  swap(
    'numLigne with decimals',
    '"numLigne": 1,',
    '"numLigne": 1.5,',
    ['E', 'wrong-type', `${L0}/numLigne`],
    ['W', 'num-ligne', `${L0}/numLigne`],
  ),
  swap(
    'a null typeAction',
    '"typeAction": "C"',
    '"typeAction": null',
    ['E', 'wrong-type', `${L0}/typeAction`],
    ['E', 'enum-value', `${L0}/typeAction`],
  ),
  swap('a null numeroEditeur', '"BDC-2022-0001"', 'null', ['E', 'wrong-type', `${L0}/numeroEditeur`]),
  swap('a numeroEditeur in a list', '"BDC-2022-0001"', '["BDC-2022-0001"]', ['E', 'wrong-type', `${L0}/numeroEditeur`]),
  swap(
    'a null régime',
    '"regimeTVA": "TTC"',
    '"regimeTVA": null',
    ['E', 'wrong-type', `${COMMANDE}/regimeTVA`],
    ['E', 'enum-value', `${COMMANDE}/regimeTVA`],
  ),
  swap('a date as a number', '"03/11/2022"', '20221103', ['E', 'wrong-type', `${COMMANDE}/dateCommande`]),
  swap('a null date', '"03/11/2022"', 'null', ['E', 'wrong-type', `${COMMANDE}/dateCommande`]),
  swap('0 for false', '"isMandataire": false', '"isMandataire": 0', ['E', 'wrong-type', `${BENEF}/isMandataire`]),
  swap('« oui » for true', '"isDirectToDMP": true', '"isDirectToDMP": "oui"', [
    'E',
    'wrong-type',
    `${SCENARIO}/isDirectToDMP`,
  ]),
  swap('a null boolean', '"isPFIToDMP": false', '"isPFIToDMP": null', ['E', 'wrong-type', `${SCENARIO}/isPFIToDMP`]),
  swap('a list where the structure goes', VIDE, '"structure": []', ['E', 'wrong-type', `${BENEF}/structure`]),
  swap('a null where the structure goes', VIDE, '"structure": null', ['E', 'wrong-type', `${BENEF}/structure`]),
  swap('one doctor without a list', `[\n          ${UN_MEDECIN}\n        ]`, UN_MEDECIN, [
    'E',
    'wrong-type',
    `${BENEF}/liberal`,
  ]),
  swap('one pièce without a list', `[\n        ${UNE_PIECE}\n      ]`, UNE_PIECE, [
    'E',
    'wrong-type',
    `${L0}/piecesJustificatives`,
  ]),
  swap('a pièce that is only a name', UNE_PIECE, '"BDC-2022-0001.pdf"', ['E', 'wrong-type', PIECE]),
  swap('a FINESS without its list', '[\n            "690012349"\n          ]', '"690012349"', [
    'E',
    'wrong-type',
    `${STRUCTURE}/FINESSGeo`,
  ]),
  swap(
    'a null list of FINESS',
    '[\n            "690012349"\n          ]',
    'null',
    ['E', 'wrong-type', `${STRUCTURE}/FINESSGeo`],
    ['E', 'commande-pour', `${L2}*`],
  ),
  {
    name: 'a null ligne',
    base: A,
    edit: t => t.replace(/\n {4}\},\n {4}\{\n {6}"numLigne": 3[\s\S]*\n {4}\}\n/, '\n    },\n    null\n'),
    expect: [['E', 'wrong-type', L2]],
  },
  { name: 'a list round the file', base: A, edit: t => `[${t.trim()}]\n`, expect: [['E', 'wrong-type', '']] },
  { name: 'a string for a file', base: A, edit: () => '"avance"\n', expect: [['E', 'wrong-type', '']] },
  {
    name: 'one ligne without a list',
    base: 'une-ligne.avance',
    edit: t => t.replace('[\n    {', '{').replace(/\}\n {2}\]\n\}\s*$/, '}\n}\n'),
    expect: [['E', 'wrong-type', '/lignesImport']],
  },
  swapS('an invoice amount in a string', '358.33', '"358.33"', ['E', 'wrong-type', `${FACTURE}/montantSegurHT`]),
  // « list for MDV » is ident-dmp's, the type is the structure's.
  swapS(
    'one IdentDMP without its list',
    '[\n          "10002123452"\n        ]',
    '"10002123452"',
    ['E', 'wrong-type', `${LGC}/IdentDMP`],
    ['E', 'ident-dmp', `${LGC}/IdentDMP`],
  ),
  swapS(
    'an IdentDMP as a number',
    '[\n          "10002123452"\n        ]',
    '[10002123452]',
    ['E', 'wrong-type', `${LGC}/IdentDMP/0`],
    ['E', 'ident-dmp', `${LGC}/IdentDMP/0`],
  ),
  swapS('a null invoice number', '"F2023-0140"', 'null', ['W', 'wrong-type', `${FACTURE}/numeroFacture`]),
  swapS(
    'MSS addresses in a list',
    '"adresseMSSPro": "cabinet.lefevre@medecin.mssante.fr"',
    '"adresseMSSPro": ["cabinet.lefevre@medecin.mssante.fr"]',
    ['W', 'wrong-type', `${LGC}/adresseMSSPro`],
  ),

  swap('"null" for impId', '"impId": null', '"impId": "null"', ['E', 'quoted-literal', '/impId']),
  swap('"null" for numeroASP', '"numeroASP": null', '"numeroASP": "null"', ['E', 'quoted-literal', `${L0}/numeroASP`]),
  swap('"null" for the operator', '"operateurMessagerie": "API_35"', '"operateurMessagerie": "null"', [
    'E',
    'quoted-literal',
    `${SCENARIO}/operateurMessagerie`,
  ]),
  swap('"null" for the mandataire', '"nomMandataire": null', '"nomMandataire": "null"', [
    'E',
    'quoted-literal',
    `${BENEF}/nomMandataire`,
  ]),
  swap('"null" for the FINESS of no structure', '"FINESSJuridique": null', '"FINESSJuridique": "null"', [
    'E',
    'quoted-literal',
    `${BENEF}/structure/FINESSJuridique`,
  ]),
  swap('"null" for codeTraitement', '"codeTraitement": null', '"codeTraitement": "null"', [
    'E',
    'quoted-literal',
    `${L0}/codeTraitement`,
  ]),
  swap('"true"', '"isDirectToDMP": true', '"isDirectToDMP": "true"', [
    'E',
    'quoted-literal',
    `${SCENARIO}/isDirectToDMP`,
  ]),
  swap('"false"', '"isMandataire": false', '"isMandataire": "false"', ['E', 'quoted-literal', `${BENEF}/isMandataire`]),
  swap('"true" in ligne 2', '"isMandataire": true', '"isMandataire": "true"', [
    'E',
    'quoted-literal',
    `${L1}/beneficiaires/isMandataire`,
  ]),
  swap(
    '"True"',
    '"isDirectToDMP": true',
    '"isDirectToDMP": "True"',
    ['E', 'quoted-literal', `${SCENARIO}/isDirectToDMP`],
    ['E', 'wrong-type', `${SCENARIO}/isDirectToDMP`],
  ),
  swapS('"null" for an MSS address', '"adresseMSSPro": null', '"adresseMSSPro": "null"', [
    'W',
    'quoted-literal',
    `${L1}/LGC/adresseMSSPro`,
  ]),
  swapS('"true" in the scenario of a solde', '"isDirectToDMP": true', '"isDirectToDMP": "true"', [
    'E|W',
    'quoted-literal',
    `${SCENARIO}/isDirectToDMP`,
  ]),

  swap('pdf', '"PDF"', '"pdf"', ['E', 'enum-value', `${PIECE}/formatFichier`]),
  swap('.PDF', '"PDF"', '".PDF"', ['E', 'enum-value', `${PIECE}/formatFichier`]),
  swap('application/pdf', '"PDF"', '"application/pdf"', ['E', 'enum-value', `${PIECE}/formatFichier`]),
  swap('a typeAction in small', '"typeAction": "C"', '"typeAction": "c"', ['E', 'enum-value', `${L0}/typeAction`]),
  swap('an unknown typeAction', '"typeAction": "C"', '"typeAction": "M"', ['E', 'enum-value', `${L0}/typeAction`]),
  swap('ttc', '"TTC"', '"ttc"', ['E', 'enum-value', `${COMMANDE}/regimeTVA`]),
  swap('T.T.C.', '"TTC"', '"T.T.C."', ['E', 'enum-value', `${COMMANDE}/regimeTVA`]),
  swap('a rate for a régime', '"TTC"', '"20 %"', ['E', 'enum-value', `${COMMANDE}/regimeTVA`]),
  swap('Libéral', '"LIBERAL"', '"Libéral"', ['E', 'enum-value', `${BENEF}/commandePour`]),
  swap('an unknown commandePour', '"LIBERAL"', '"CABINET"', ['E', 'enum-value', `${BENEF}/commandePour`]),
  swap('a type of pièce in small', '"BON_COMMANDE"', '"bon_commande"', ['W', 'enum-value', `${PIECE}/typeFichier`]),
  swap('a type of pièce with spaces', '"BON_COMMANDE"', '"BON COMMANDE"', ['W', 'enum-value', `${PIECE}/typeFichier`]),
  swap('an unknown type of pièce', '"BON_COMMANDE"', '"BDC"', ['W', 'enum-value', `${PIECE}/typeFichier`]),
  swapS('ttc on an invoice', '"TTC"', '"ttc"', ['W', 'enum-value', `${FACTURE}/regimeTVA`]),
  swapS('a type of pièce in small in a solde', '"MOM"', '"mom"', [
    'W',
    'enum-value',
    `${L0}/piecesJustificatives/1/typeFichier`,
  ]),
  swapS('pdf in a solde', '"PDF"', '"pdf"', ['E|W', 'enum-value', `${PIECE}/formatFichier`]),

  swap('a space after a number of ours', '"BDC-2022-0001"', '"BDC-2022-0001 "', [
    'E',
    'whitespace',
    `${L0}/numeroEditeur`,
  ]),
  swap('a space before a régime', '"TTC"', '" TTC"', ['E', 'whitespace', `${COMMANDE}/regimeTVA`]),
  swap('a space after a date', '"03/11/2022"', '"03/11/2022 "', ['E', 'whitespace', `${COMMANDE}/dateCommande`]),
  swap('a doubled space in a name', 'Paul Garnier', 'Paul  Garnier', [
    'E',
    'whitespace',
    `${L1}/beneficiaires/nomMandataire`,
  ]),
  swap('a no-break space in a name', 'Anne-Sophie Lefèvre', 'Anne-Sophie\u00a0Lefèvre', [
    'E',
    'whitespace',
    `${MEDECIN}/nomMedecin`,
  ]),
  swap('a zero-width space in an e-mail', 'as.lefevre@', 'as.lefevre\u200b@', [
    'E',
    'whitespace',
    `${MEDECIN}/emailMedecin`,
  ]),
  swap('a tab in a name', 'Anne-Sophie Lefèvre', 'Anne-Sophie\\tLefèvre', ['E', 'whitespace', `${MEDECIN}/nomMedecin`]),
  swap('a newline after an e-mail', 'cabinet-lefevre.fr', 'cabinet-lefevre.fr\\n', [
    'E',
    'whitespace',
    `${MEDECIN}/emailMedecin`,
  ]),
  swap('a space after a SIRET', '81234567800013', '81234567800013 ', ['E', 'whitespace', '/siret']),
  swap('a space after a RPPS', '10002123452', '10002123452 ', ['E', 'whitespace', `${MEDECIN}/RPPS`]),
  swap('a space before a file name', '"BDC-2022-0001.pdf"', '" BDC-2022-0001.pdf"', [
    'E',
    'whitespace',
    `${PIECE}/nomFichier`,
  ]),
  swap('a space after a FINESS', '690012349', '690012349 ', ['E', 'whitespace', `${STRUCTURE}/FINESSGeo/0`]),
  swapS('a space after an invoice number', '"F2023-0140"', '"F2023-0140 "', [
    'W',
    'whitespace',
    `${FACTURE}/numeroFacture`,
  ]),
  swapS('a space after a dossier number', '"FINMDV00120"', '"FINMDV00120 "', ['W', 'whitespace', `${L0}/numeroASP`]),

  swap('an empty impId', '"impId": null', '"impId": ""', ['E', 'empty-string', '/impId']),
  swap('an empty SIRET', '"81234567800013"', '""', ['E', 'empty-string', '/siret']),
  swap(
    'an empty numeroAns',
    '"1234567890"',
    '""',
    ['E', 'empty-string', '/numeroAns'],
    ['E', 'numero-ans', '/numeroAns'],
  ),
  swap('an empty numeroASP', '"numeroASP": null', '"numeroASP": ""', ['E', 'empty-string', `${L0}/numeroASP`]),
  swap('an empty numeroEditeur', '"BDC-2022-0001"', '""', ['E', 'empty-string', `${L0}/numeroEditeur`]),
  swap('an empty mandataire', '"nomMandataire": null', '"nomMandataire": ""', [
    'E',
    'empty-string',
    `${BENEF}/nomMandataire`,
  ]),
  swap('an empty name', '"Anne-Sophie Lefèvre"', '""', ['E', 'empty-string', `${MEDECIN}/nomMedecin`]),
  swap('an empty RPPS', '"10002123452"', '""', ['E', 'empty-string', `${MEDECIN}/RPPS`]),
  swap('an empty operator', '"API_35"', '""', ['E', 'empty-string', `${SCENARIO}/operateurMessagerie`]),
  swap('an empty FINESS of no structure', '"FINESSJuridique": null', '"FINESSJuridique": ""', [
    'E',
    'empty-string',
    `${BENEF}/structure/FINESSJuridique`,
  ]),
  swap('an empty file name', '"BDC-2022-0001.pdf"', '""', ['E', 'empty-string', `${PIECE}/nomFichier`]),
  swap(
    'a date of spaces',
    '"03/11/2022"',
    '"  "',
    ['E', 'whitespace', `${COMMANDE}/dateCommande`],
    ['E', 'empty-string', `${COMMANDE}/dateCommande`],
  ),
  swapS('an empty invoice number', '"F2023-0140"', '""', ['W', 'empty-string', `${FACTURE}/numeroFacture`]),
  swapS('an empty MSS address', '"adresseMSSPro": null', '"adresseMSSPro": ""', [
    'W',
    'empty-string',
    `${L1}/LGC/adresseMSSPro`,
  ]),
  swapS(
    'an empty dossier number',
    '"FINMDV00120"',
    '""',
    ['E', 'empty-string', `${L0}/numeroASP`],
    ['E', 'numero-asp', `${L0}/numeroASP`],
  ),
];
