import { type JsonObject } from '../support/refs.js';

/** A model that shares little with ours, as an avance; all is invented. */
export interface Further {
  readonly id: string;
  readonly what: string;
  /** What the user says at its adoption, where names don't tell. */
  readonly match?: Readonly<Record<string, string>>;
  readonly file: JsonObject;
}

const FINESS = ['690012349', '590780193'] as const;
const ENTITIES = ['690023452', '750712184'] as const;
const RPPS = ['10003456786', '10002123452'] as const;
const of = (list: readonly string[], i: number): string => list[i - 1] ?? '';
const two = (one: (i: number) => JsonObject): JsonObject[] => [one(1), one(2)];

export const FURTHER: readonly Further[] = [
  {
    id: 'RAD-DRIMBOX-VA2/avance',
    what: 'the list below the root',
    file: {
      impId: null,
      numeroAns: '1234567890',
      siret: '81234567800013',
      envoi: {
        dateEnvoi: '02/03/2025',
        lignes: two(i => ({
          numLigne: i,
          typeAction: 'C',
          numeroASP: null,
          numeroEditeur: `DRB-${String(i)}`,
          commande: { dateCommande: '02/03/2025', regimeTVA: 'TTC', montantSegurHT: 9100.5 },
          site: { FINESSGeo: of(FINESS, i), FINESSJuridique: of(ENTITIES, i), nomClient: 'Claire Fontanel' },
          piecesJustificatives: [
            { nomFichier: `BDC ${String(i)}.pdf`, formatFichier: 'PDF', typeFichier: 'BON_COMMANDE' },
          ],
          codeTraitement: null,
          libelleTraitement: null,
        })),
      },
    },
  },
  {
    id: 'MDV-LGC-VA8/avance',
    what: 'the list two blocks below the root, after another list of objects',
    file: {
      contacts: [{ nom: 'Jeanne Valmont', mel: 'j.valmont@editeur.fr' }],
      import: {
        entete: { numeroAns: '1234567890', siretEditeur: '81234567800013', impId: null },
        corps: {
          demandes: two(i => ({
            rang: i,
            typeAction: 'C',
            numeroASP: null,
            numeroEditeur: `L-${String(i)}`,
            commande: { dateCommande: '2025-03-02', montantSegurHT: 358.33, regimeTVA: 'TTC' },
            praticien: { RPPS: of(RPPS, i), nom: 'Anne Roche', email: 'a.roche@cabinet.fr', telephone: '0478000001' },
            pieces: [{ nomFichier: `BDC ${String(i)}.pdf`, formatFichier: 'PDF', typeFichier: 'BON_COMMANDE' }],
            codeTraitement: null,
            libelleTraitement: null,
          })),
        },
      },
    },
  },
  {
    id: 'HOP-PFI-VA3/avance',
    what: 'an English model',
    match: { PO: 'BON_COMMANDE' },
    file: {
      importId: null,
      ansNumber: '1234567890',
      publisherSiret: '81234567800013',
      claims: two(i => ({
        lineNumber: i,
        action: 'C',
        caseNumber: null,
        publisherReference: `PO-${String(i)}`,
        order: { orderDate: '2025-03-02', amount: 14100.83, vatScheme: 'TTC' },
        facility: {
          finessPmsi: of(FINESS, i),
          finessLegal: of(ENTITIES, i),
          contactName: 'Jeanne Valmont',
          contactEmail: 'j.valmont@ch-test.fr',
          contactPhone: '0478000001',
        },
        attachments: [{ fileName: `PO ${String(i)}.pdf`, fileFormat: 'PDF', fileType: 'PO' }],
        processingCode: null,
        processingLabel: null,
      })),
    },
  },
  {
    id: 'SFP-LGC-VA3/avance',
    what: 'keys with accents and spaces',
    file: {
      'numéro ANS': '1234567890',
      'SIRET éditeur': '81234567800013',
      'id import': null,
      demandes: two(i => ({
        'numéro ligne': i,
        'type action': 'C',
        'numéro ASP': null,
        'numéro éditeur': `SF-${String(i)}`,
        commande: { 'date commande': '02/03/2025', 'régime TVA': 'TTC', 'montant Ségur HT': 358.33 },
        bénéficiaire: { RPPS: of(RPPS, i), 'nom médecin': 'Anne Roche', 'téléphone médecin': '0478000001' },
        'pièces justificatives': [
          { 'nom fichier': `BDC ${String(i)}.pdf`, 'format fichier': 'PDF', 'type fichier': 'BON_COMMANDE' },
        ],
        'code traitement': null,
        'libellé traitement': null,
      })),
    },
  },
  {
    id: 'BIO-SGL-VA3/avance',
    what: 'numbers as text, yes and no as text',
    file: {
      impId: null,
      numeroAns: '1234567890',
      siret: '81234567800013',
      lignesImport: two(i => ({
        numLigne: String(i),
        typeAction: 'C',
        numeroASP: null,
        numeroEditeur: `B-${String(i)}`,
        commande: { dateCommande: '02/03/2025', regimeTVA: 'TTC', montantSegurHT: i === 1 ? '9100.50' : '8200.00' },
        laboratoire: { FINESSGeo: of(FINESS, i), FINESSJuridique: of(ENTITIES, i), sousMandat: 'NON' },
        piecesJustificatives: [
          { nomFichier: `BDC ${String(i)}.pdf`, formatFichier: 'PDF', typeFichier: 'BON_COMMANDE' },
        ],
        codeTraitement: null,
        libelleTraitement: null,
      })),
    },
  },
  {
    id: 'MS-DUI-VA3/avance',
    what: 'lists within lists: sites of an organism, with residents',
    file: {
      impId: null,
      numeroAns: '1234567890',
      siret: '81234567800013',
      dossiers: two(i => ({
        rang: i,
        typeAction: 'C',
        numeroASP: null,
        numeroEditeur: `MS-${String(i)}`,
        commande: { dateCommande: '2025-03-02', regimeTVA: 'TTC', montantSegurHT: 5300 },
        organismes: [
          {
            nomClient: 'Hugo Delorme',
            emailClient: 'h.delorme@asso.fr',
            FINESSJuridique: of(ENTITIES, i),
            sites: [{ FINESSGeo: of(FINESS, i), places: [{ type: 'HEBERGEMENT', nombre: 40 }] }],
          },
        ],
        piecesJustificatives: [
          { nomFichier: `BDC ${String(i)}.pdf`, formatFichier: 'PDF', typeFichier: 'BON_COMMANDE' },
        ],
        codeTraitement: null,
        libelleTraitement: null,
      })),
    },
  },
  {
    id: 'PHA-LGO-VA2/avance',
    what: 'snake case, another order, codes in small letters',
    match: { bon_de_commande: 'BON_COMMANDE' },
    file: {
      siret_editeur: '81234567800013',
      numero_ans: '1234567890',
      imp_id: null,
      lignes_import: two(i => ({
        code_traitement: null,
        libelle_traitement: null,
        pieces_justificatives: [
          { type_fichier: 'bon_de_commande', nom_fichier: `BDC ${String(i)}.pdf`, format_fichier: 'pdf' },
        ],
        commande: { montant_segur_ht: 358.33, regime_tva: 'TTC', date_commande: '2025-03-02' },
        pharmacie: { finess_geo: of(FINESS, i), nom_client: 'Anne Roche', email_client: 'a.roche@officine.fr' },
        numero_editeur: `P-${String(i)}`,
        numero_asp: null,
        type_action: 'C',
        num_ligne: i,
      })),
    },
  },
  {
    id: 'RAD-RIS-VA3/avance',
    what: 'every value in an object of its own',
    file: {
      impId: null,
      numeroAns: '1234567890',
      siret: '81234567800013',
      lignesImport: two(i => ({
        numLigne: i,
        typeAction: 'C',
        numeroASP: null,
        numeroEditeur: `R-${String(i)}`,
        commande: {
          date: { dateCommande: '02/03/2025' },
          montant: { montantSegurHT: 9100.5, devise: 'EUR' },
          tva: { regimeTVA: 'TTC' },
        },
        client: {
          identite: { nomClient: 'Claire Fontanel' },
          contact: { emailClient: 'c.fontanel@radio.fr', telephoneClient: '0478000001' },
          finess: { FINESSGeo: of(FINESS, i), FINESSJuridique: of(ENTITIES, i) },
        },
        piecesJustificatives: [
          { nomFichier: `BDC ${String(i)}.pdf`, formatFichier: 'PDF', typeFichier: 'BON_COMMANDE' },
        ],
        codeTraitement: null,
        libelleTraitement: null,
      })),
    },
  },
  {
    id: 'SAS-AGENDA-VA2/avance',
    what: 'one pièce, no list of them; hours with the dates',
    file: {
      numeroAns: '1234567890',
      siret: '81234567800013',
      lignesImport: two(i => ({
        numLigne: i,
        typeAction: 'C',
        numeroASP: null,
        numeroEditeur: `S-${String(i)}`,
        dateDepot: `2025-03-0${String(i)}T10:30:00Z`,
        commande: { dateCommande: '2025-03-02', regimeTVA: 'TTC', montantSegurHT: 5300 },
        beneficiaire: { siretClient: '99999999800019', nomClient: 'Anne Roche', emailClient: 'a.roche@sas.fr' },
        piece: { nomFichier: `BDC ${String(i)}.pdf`, formatFichier: 'PDF', typeFichier: 'BON_COMMANDE' },
        codeTraitement: null,
        libelleTraitement: null,
      })),
    },
  },
  {
    id: 'ABC-XYZ-VA4/avance',
    what: 'a couloir that nobody knows, blocks of unlike shapes in a list',
    match: { BC: 'BON_COMMANDE' },
    file: {
      entete: { ans: '1234567890', siret: '81234567800013' },
      fiches: two(i => ({
        no: i,
        dossier: null,
        reference: `X-${String(i)}`,
        elements: [
          { nature: 'COMMANDE', dateCommande: '2025-03-02', regimeTVA: 'TTC', montantSegurHT: 5300 },
          { nature: 'CLIENT', nomClient: 'Anne Roche', emailClient: 'a.roche@abc.fr', FINESSGeo: of(FINESS, i) },
          { nature: 'PIECE', nomFichier: `BDC ${String(i)}.pdf`, formatFichier: 'PDF', typeFichier: 'BC' },
        ],
        codeTraitement: null,
        libelleTraitement: null,
      })),
    },
  },
  {
    id: 'HOP-DPI-VA2/avance',
    what: 'FINESS under names of their own, kinds of prestation in words, amounts as text',
    file: {
      importation: {
        entete: { idImport: null, referencementANS: '1234567890', siretIndustriel: '81234567800013' },
        dossiers: two(i => ({
          ordre: i,
          action: 'CREATION',
          numeroDossier: null,
          numeroCommande: `DPI.${String(i)}`,
          prestation: {
            typePrestation: of(['vague 2', 'vague 1 + vague 2'], i),
            dateCommande: '02/03/2025',
            montantPrestationHT: `1500${String(i)}.50`,
            tva: 'TTC',
          },
          etablissement: {
            codePMSI: of(FINESS, i),
            entiteJuridique: of(ENTITIES, i),
            raisonSociale: `Centre hospitalier ${String(i)}`,
            signataire: { nom: 'Jeanne Valmont', courriel: 'j.valmont@ch-test.fr', tel: '0478000001' },
          },
          justificatifs: [{ fichier: `BDC ${String(i)}.pdf`, format: 'PDF', type: 'BC_SIGNE' }],
          traitement: { code: null, libelle: null },
        })),
      },
    },
  },
  {
    id: 'MS-DUI-VA2/avance',
    what: 'several sites by FINESS and SIRET beside their organism, yes and no in words',
    file: {
      identifiantImport: null,
      numeroAns: '1234567890',
      siretEditeur: '81234567800013',
      lignesDemande: two(i => ({
        numeroLigne: i,
        typeAction: 'C',
        numeroDossierASP: null,
        referenceEditeur: `MS/${String(i)}`,
        bonCommande: { dateSignature: '2025-03-02', regimeTVA: 'TTC', montantHT: 5300, mandat: of(['Oui', 'Non'], i) },
        organismeGestionnaire: {
          raisonSociale: 'Association des Tilleuls',
          finessJuridique: of(ENTITIES, i),
          representant: { nom: 'Hugo Delorme', courriel: 'h.delorme@asso.fr', telephone: '0478000001' },
        },
        esms: [{ finessGeographique: of(FINESS, i), siret: '99999999800019', capacite: 20 + i }],
        piecesJustificatives: [
          { nomFichier: `BDC ${String(i)}.pdf`, formatFichier: 'PDF', typeFichier: 'BON_DE_COMMANDE' },
        ],
        codeTraitement: null,
        libelleTraitement: null,
      })),
    },
  },
  {
    id: 'PARA-LGC-VA2/avance',
    what: 'codes in small letters, no SIRET, professionals in place of doctors',
    file: {
      impId: null,
      numeroAns: '1234567890',
      lignesImport: two(i => ({
        numLigne: i,
        typeAction: 'c',
        numeroASP: null,
        numeroEditeur: `PARA-${String(i)}`,
        commande: { dateCommande: '02/03/2025', regimeTVA: 'ttc', montantSegurHT: 358.33 },
        beneficiaires: {
          professionnels: [
            {
              profession: of(['kine', 'infirmier'], i),
              nomProfessionnel: 'Anne Roche',
              emailProfessionnel: 'a.roche@cabinet.fr',
              telephoneProfessionnel: '0478000001',
              rpps: of(RPPS, i),
            },
          ],
        },
        piecesJustificatives: [
          { nomFichier: `BDC ${String(i)}.pdf`, formatFichier: 'pdf', typeFichier: 'bon_commande' },
        ],
        codeTraitement: null,
        libelleTraitement: null,
      })),
    },
  },
];
