import assert from 'node:assert/strict';
import { findAll, TODAY, type Told } from '../support/cases.js';

/**
 * What the rules about a whole ligne say in the couloirs without a corpus file of their own, and where several could
 * report one mistake.
 */
type Json = Record<string, unknown>;

const SILENT = ['model-reconstructed', 'profile-unknown'];
const CONTACT = {
  nomClient: 'Marie-Hélène Dubois',
  emailClient: 'mh.dubois@exemple.fr',
  telephoneClient: '0491223344',
};
const HOP = { ...CONTACT, FINESSPMSI: '750712184', FINESSJuridique: '750000010', FINESSGeo: ['690012349'] };
const BIO = { ...CONTACT, FINESSJuridique: '750000010', FINESSGeo: ['690012349'] };
const MSS = { ...CONTACT, SIRET: '81234567800013', FINESSJuridique: null };
const RAD = { ...CONTACT, numeroAM: '691234567', FINESSJuridique: null, FINESSGeo: [], RPPS: '10002123452' };

const piece = (typeFichier: string, nomFichier: string): Json => ({ nomFichier, formatFichier: 'PDF', typeFichier });
const clientsBlock = (...clients: Json[]): Json => ({
  isMandataire: false,
  isClientUnique: clients.length === 1,
  nomMandataire: null,
  emailMandataire: null,
  telephoneMandataire: null,
  clients,
});
const DIRECT = {
  isDirectToDMP: true,
  isPFIToDMP: false,
  isDirectToMSSPro: true,
  isPFIToMSSPro: false,
  isDirectToMSSCitoyen: true,
  isPFIToMSSCitoyen: false,
};
const NO_STRUCTURE = {
  nomResponsable: null,
  emailResponsable: null,
  telephoneResponsable: null,
  FINESSJuridique: null,
  FINESSGeo: [],
};

interface Parts {
  readonly numero?: string;
  readonly asp?: string;
  readonly regime?: string;
  readonly beneficiaires?: Json;
  readonly pieces?: readonly unknown[];
  readonly scenario?: Json;
  readonly bloc?: Json;
}

const ligne =
  (of: 'commande' | 'facture', parts: Parts) =>
  (numLigne: number): Json => ({
    numLigne,
    typeAction: 'C',
    numeroASP: of === 'commande' ? null : (parts.asp ?? `FINXXX0012${String(numLigne)}`),
    numeroEditeur: parts.numero ?? `A-${String(numLigne)}`,
    ...(of === 'commande'
      ? { commande: { dateCommande: '03/11/2022', regimeTVA: parts.regime ?? 'TTC', montantSegurHT: 5000 } }
      : {
          facture: {
            numeroFacture: `F-${String(numLigne)}`,
            dateFacture: '12/06/2023',
            regimeTVA: parts.regime ?? 'TTC',
            montantSegurHT: 5000,
          },
        }),
    beneficiaires: parts.beneficiaires,
    piecesJustificatives: parts.pieces ?? [piece('BON_COMMANDE', `A-${String(numLigne)}.pdf`)],
    ...(parts.scenario === undefined ? {} : { scenarioInstallation: parts.scenario }),
    ...parts.bloc,
    codeTraitement: null,
    libelleTraitement: null,
  });
const avance = (parts: Parts) => ligne('commande', parts);
const solde = (parts: Parts) => ligne('facture', parts);

const mdv = (liberal: readonly Json[], more: Json = {}): Json => ({
  commandePour: 'LIBERAL',
  isMandataire: false,
  isClientUnique: liberal.length === 1,
  nomMandataire: null,
  emailMandataire: null,
  telephoneMandataire: null,
  liberal,
  structure: NO_STRUCTURE,
  ...more,
});
const doctor = (RPPS: string): Json => ({
  nomMedecin: 'Anne Lefèvre',
  emailMedecin: 'a.lefevre@exemple.fr',
  telephoneMedecin: '0478123456',
  RPPS,
});
const MDV_SCENARIO = { isCentreDeSante: false, operateurMessagerie: null, isProSanteConnectNeeded: true, ...DIRECT };

function told(profile: string | undefined, ...lignes: readonly ((numLigne: number) => Json)[]): readonly Told[] {
  const text = JSON.stringify(
    {
      impId: null,
      numeroAns: '1234567890',
      siret: '81234567800013',
      lignesImport: lignes.map((make, i) => make(i + 1)),
    },
    null,
    2,
  );
  return findAll(text, { today: TODAY, profile }).filter(({ rule }) => !SILENT.includes(rule));
}

const says = (found: readonly Told[]): string[] =>
  found.map(({ rule, message, severity, path }) => `${severity} ${rule} ${message} ${path}`);

/** Valid numbers of these forms, as many as needed. */
function numbers(prefix: string, length: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const body = prefix + String(i + 1).padStart(length - 1 - prefix.length, '0');
    const sum = Array.from(body)
      .reverse()
      .reduce((total, digit, at) => {
        const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1);
        return total + (doubled > 9 ? doubled - 9 : doubled);
      }, 0);
    return body + String((10 - (sum % 10)) % 10);
  });
}

describe('business rules, couloir by couloir', () => {
  it('says nothing of a mandataire with thirty doctors, nor of a structure with thirty establishments', () => {
    const doctors = numbers('100', 11, 30).map(doctor);
    const mandataire = {
      isMandataire: true,
      nomMandataire: 'Paul Garnier',
      emailMandataire: 'p.garnier@exemple.fr',
      telephoneMandataire: '0472000000',
    };
    const structure = {
      nomResponsable: 'Marie Dubois',
      emailResponsable: 'm.dubois@exemple.fr',
      telephoneResponsable: '0491223344',
      FINESSJuridique: '130045677',
      FINESSGeo: numbers('6900', 9, 30),
    };
    assert.deepEqual(
      says(
        told(
          'MDV-LGC/avance',
          avance({ beneficiaires: mdv(doctors, mandataire), scenario: MDV_SCENARIO }),
          avance({
            beneficiaires: mdv([], { commandePour: 'STRUCTURE', isClientUnique: true, structure }),
            scenario: MDV_SCENARIO,
          }),
        ),
      ),
      [],
    );
  });

  it('lets a structure list the doctors who practise there, and those have an order of their own', () => {
    const structure = {
      nomResponsable: 'Marie Dubois',
      emailResponsable: 'm.dubois@exemple.fr',
      telephoneResponsable: '0491223344',
      FINESSJuridique: '130045677',
      FINESSGeo: ['690012349'],
    };
    const doctors = [doctor('10002123452'), doctor('10003456786')];
    assert.deepEqual(
      says(
        told(
          'MDV-LGC/avance',
          avance({
            beneficiaires: mdv(doctors, { commandePour: 'STRUCTURE', isClientUnique: true, structure }),
            scenario: MDV_SCENARIO,
          }),
          avance({ beneficiaires: mdv([doctor('10002123452')]), scenario: MDV_SCENARIO }),
        ),
      ),
      [],
    );
  });

  it('says nothing of a hospital after a merger: one solde per avance, the historical PMSI in each', () => {
    const pieces = (n: number): Json[] => [piece('FACTURE', `F-${String(n)}.pdf`), piece('VA', `VA-${String(n)}.pdf`)];
    assert.deepEqual(
      says(
        told(
          'HOP-DPI/solde',
          solde({ beneficiaires: clientsBlock(HOP), pieces: pieces(1) }),
          solde({
            beneficiaires: clientsBlock({ ...HOP, FINESSPMSI: '590780193', FINESSGeo: ['060785011'] }),
            pieces: pieces(2),
          }),
        ),
      ),
      [],
    );
  });

  it('asks for a VA where a MOM stands, once', () => {
    assert.deepEqual(
      says(
        told(
          'HOP-DPI/solde',
          solde({ beneficiaires: clientsBlock(HOP), pieces: [piece('FACTURE', 'F.pdf'), piece('MOM', 'MOM-A-1.pdf')] }),
        ),
      ),
      ['error va-or-mom va-always /lignesImport/0/piecesJustificatives/1/typeFichier'],
    );
  });

  it('warns only of a missing pièce and a missing client where the couloir has none of its own', () => {
    assert.deepEqual(says(told('MSS-OPE/avance', avance({ beneficiaires: clientsBlock(MSS), pieces: [] }))), [
      'warning piece-required missing /lignesImport/0/piecesJustificatives',
    ]);
    assert.deepEqual(says(told('MSS-OPE/avance', avance({ beneficiaires: clientsBlock() }))), [
      'warning beneficiary-required none /lignesImport/0/beneficiaires/clients',
    ]);
  });

  it('wants exactly one beneficiary for one instance', () => {
    assert.deepEqual(says(told('BIO-LOINC/avance', avance({ beneficiaires: clientsBlock(BIO) }))), []);
    assert.deepEqual(
      says(
        told('BIO-LOINC/avance', avance({ beneficiaires: clientsBlock(BIO, { ...BIO, FINESSGeo: ['690012356'] }) })),
      ),
      ['warning beneficiary-required several /lignesImport/0/beneficiaires/clients'],
    );
    assert.deepEqual(says(told('BIO-LOINC/avance', avance({ beneficiaires: clientsBlock() }))), [
      'error beneficiary-required none /lignesImport/0/beneficiaires/clients',
    ]);
  });

  it('lets a radiologist practise in two places', () => {
    const scenario = {
      operateurMessagerie: null,
      isProSanteConnectNeeded: true,
      ...DIRECT,
      isEnvironnementHospitalier: false,
    };
    const found = told(
      'RAD-RIS/avance',
      avance({ beneficiaires: clientsBlock(RAD, { ...RAD, numeroAM: '697654321' }), scenario }),
    );
    assert.deepEqual(
      says(found).filter(line => line.includes('beneficiary')),
      [],
    );
  });
});

describe('one mistake, one finding', () => {
  it('a client copied whole is told once, whatever identifiers it has', () => {
    assert.deepEqual(
      says(
        told(
          'BIO-SGL/avance',
          avance({ scenario: DIRECT, beneficiaires: { ...clientsBlock(BIO, BIO), isClientUnique: true } }),
        ),
      ),
      ['error beneficiary-repeated repeated /lignesImport/0/beneficiaires/clients/1/FINESSGeo/0'],
    );
  });

  it('a demande that stands twice keeps its number: no duplicate of a beneficiary', () => {
    const twice = avance({ numero: 'A-1', beneficiaires: mdv([doctor('10002123452')]), scenario: MDV_SCENARIO });
    assert.deepEqual(says(told('MDV-LGC/avance', twice, twice)), [
      'warning numero-editeur-unique repeated /lignesImport/1/numeroEditeur',
    ]);
  });

  it('a dossier that stands twice is told as that', () => {
    const copy = (n: number) =>
      solde({
        numero: 'A-1',
        asp: 'FINHOP00120',
        beneficiaires: clientsBlock(HOP),
        pieces: [piece('FACTURE', `F-${String(n)}.pdf`), piece('VA', `VA-${String(n)}.pdf`)],
      });
    assert.deepEqual(says(told('HOP-DPI/solde', copy(1), copy(2))), [
      'error solde-repeated repeated /lignesImport/1/numeroASP',
    ]);
  });

  it('a pièce of an unknown type may be the one that seems to miss', () => {
    const found = told(
      'MDV-LGC/avance',
      avance({
        regime: 'HT',
        beneficiaires: mdv([doctor('10002123452')]),
        scenario: MDV_SCENARIO,
        pieces: [piece('BDC', 'A-1.pdf')],
      }),
    );
    assert.deepEqual(
      found.map(({ rule }) => rule).filter(rule => rule !== 'enum-value'),
      [],
    );
  });

  it("an empty libéral list of an order for libéraux is commande-pour's", () => {
    const found = told(
      'MDV-LGC/avance',
      avance({ beneficiaires: { ...mdv([]), isClientUnique: true }, scenario: MDV_SCENARIO }),
    );
    assert.deepEqual(says(found), ['error commande-pour no-liberal /lignesImport/0/beneficiaires/commandePour']);
  });

  it("an order for a structure that names doctors only is commande-pour's", () => {
    const found = told(
      'MDV-LGC/avance',
      avance({ beneficiaires: mdv([doctor('10002123452')], { commandePour: 'STRUCTURE' }), scenario: MDV_SCENARIO }),
    );
    assert.deepEqual(says(found.filter(({ rule }) => rule !== 'wrong-type')), [
      'error commande-pour meant-liberal /lignesImport/0/beneficiaires/commandePour',
    ]);
  });

  it('an unreadable FINESS is no missing one', () => {
    const structure = {
      nomResponsable: 'Marie Dubois',
      emailResponsable: 'm.dubois@exemple.fr',
      telephoneResponsable: '0491223344',
      FINESSJuridique: null,
      FINESSGeo: 690012349,
    };
    const found = told(
      'MDV-LGC/avance',
      avance({
        beneficiaires: mdv([], { commandePour: 'STRUCTURE', isClientUnique: true, structure }),
        scenario: MDV_SCENARIO,
      }),
    );
    assert.deepEqual(
      found.map(({ rule }) => rule).filter(rule => rule !== 'wrong-type'),
      [],
    );
  });

  it('a scenario with a missing value leaves VA or MOM open', () => {
    const scenario = { ...MDV_SCENARIO, isDirectToDMP: null };
    const pieces = [piece('FACTURE', 'F.pdf'), piece('MOM', 'MOM-A-1.pdf')];
    const bloc = { LGC: { IdentDMP: ['10002123452'], adresseMSSPro: null, adresseMSSCitoyen: null } };
    const found = told('MDV-LGC/solde', solde({ beneficiaires: mdv([doctor('10002123452')]), pieces, scenario, bloc }));
    assert.deepEqual(
      found.map(({ rule }) => rule).filter(rule => rule !== 'wrong-type'),
      [],
    );
  });

  it('speaks without a profile of what every profile has', () => {
    const base = avance({ numero: 'A-1', pieces: [piece('BON_COMMANDE', 'bdc')] });
    const rules = told(undefined, base, base).map(({ rule, severity }) => `${severity} ${rule}`);
    assert.deepEqual(rules.sort(), [
      'error piece-name',
      'error piece-name',
      'error piece-shared',
      'warning numero-editeur-unique',
    ]);
  });
});
