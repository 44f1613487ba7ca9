import assert from 'node:assert/strict';
import { tellsRequest } from '../../../server/src/format/domain/telling.js';
import { correctFile, engine } from '../../support/cases.js';
import { FURTHER } from '../../vagues/further.js';
import { fileOf, MODELS } from '../../vagues/models.js';

/** JSON from other trades, with what a request has as well: who, how much, which order, which file. */
const OTHERS: Readonly<Record<string, unknown>> = {
  'a bill to a nursing home': {
    factures: [
      {
        numeroFacture: 'F-2025-12',
        dateFacture: '02/03/2025',
        commande: 'C-41',
        client: { siret: '81234567800013', finess: '690012349', nom: 'EHPAD des Tilleuls' },
        lignes: [{ libelle: 'Maintenance', montantHT: 120, tva: 20 }],
        fichier: 'F-2025-12.pdf',
        prestation: 'maintenance',
      },
    ],
  },
  'a public invoice': {
    cadreDeFacturation: { codeCadreFacturation: 'A1_FACTURE_FOURNISSEUR' },
    destinataire: { siret: '81234567800013', finess: '690012349' },
    references: { numeroBonCommande: 'BC-1', numeroMarche: 'M-2' },
    lignePoste: [{ lignePosteNumero: 1, lignePosteMontantUnitaireHT: 12, lignePosteTauxTva: 20 }],
    pieceJointePrincipale: [{ pieceJointePrincipaleDesignation: 'facture.pdf' }],
  },
  'a billing interface in English': {
    invoices: [
      {
        invoiceNumber: 1,
        siret: '1',
        finess: '2',
        amount: 10,
        vat: 2,
        order: 'PO-1',
        attachments: [{ file: 'a.pdf' }],
      },
    ],
  },
  'orders of a pharmacy': {
    commandes: [
      {
        numero: 1,
        officine: { finess: '1', siret: '2' },
        produits: [{ prix: 1, tva: 5.5 }],
        documents: [{ nom: 'x' }],
      },
    ],
  },
  'third-party payments': {
    remboursements: [
      { rpps: '1', siret: '2', montant: 25, facture: 'F', pieceJointe: 'a.pdf', dossier: 'D', retour: null, ageAn: 40 },
    ],
  },
  'a tender': {
    lots: [{ siret: '1', finess: '2', montant: 1000, bdc: 'B', pieces: [{ nom: 'AE.pdf' }], tva: 20, prestations: 3 }],
  },
  'an export of bookkeeping': {
    ecritures: [
      {
        numLigne: 1,
        compte: '411',
        siret: '1',
        finessGeo: '2',
        finessJuridique: '3',
        montant: 1,
        tva: 1,
        numeroFacture: 'F',
        dateFacture: '',
        dateCommande: '',
        nomFichier: 'x.csv',
        nomClient: 'y',
        emailClient: 'z',
        telephoneClient: 't',
      },
    ],
  },
  'treatments of patients': {
    patients: [
      {
        numLigne: 1,
        codeTraitement: 'A1',
        libelleTraitement: 'kiné',
        nomFichier: 'a.pdf',
        formatFichier: 'PDF',
        typeFichier: 'ORDONNANCE',
        rpps: '1',
        siret: '2',
        montant: 25,
      },
    ],
  },
};

describe('what tells a request whose model nobody has adopted', () => {
  for (const [what, json] of Object.entries(OTHERS))
    it(`not ${what}`, () => {
      assert.equal(tellsRequest(JSON.stringify(json, null, 2)), false);
    });
  for (const id of engine.catalog.ids)
    it(`a file of ${id}`, () => {
      assert.ok(tellsRequest(correctFile(id)));
    });
  for (const model of MODELS)
    it(`an invented one of ${model.id}`, () => {
      assert.ok(tellsRequest(fileOf(model)));
    });
  // Without a word from the programme and without a SIRET, it may be any file; ABC-XYZ has few recognisable words.
  for (const { id, file } of FURTHER.filter(one => !/^(?:SFP|ABC)/.test(one.id)))
    it(`an invented one of ${id}, whose keys are others`, () => {
      assert.ok(tellsRequest(JSON.stringify(file)));
    });
});
