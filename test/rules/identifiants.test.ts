import assert from 'node:assert/strict';
import { analyze, findingsOf } from '../../server/src/analysis/analyze.js';
import { fixesOf } from '../../server/src/analysis/fix.js';
import { engine, TODAY, tell } from '../support/cases.js';

const PMSI = '130045677';
const GEO = '690012349';
const RANG = '10002123452001';

interface Demande {
  readonly bloc: Readonly<Record<string, unknown>>;
  readonly identifiants: Readonly<Record<string, unknown>>;
  readonly scenario?: Readonly<Record<string, unknown>>;
  readonly referenceDate?: number;
}

const envois = (direct: boolean) => ({
  isDirectToDMP: direct,
  isPFIToDMP: !direct,
  isDirectToMSSPro: direct,
  isPFIToMSSPro: !direct,
  isDirectToMSSCitoyen: direct,
  isPFIToMSSCitoyen: !direct,
});

/** A correct solde of one ligne for a client with these identifiers. */
function fileOf({ bloc, identifiants, scenario }: Demande): string {
  const solde = {
    numLigne: 1,
    typeAction: 'C',
    numeroASP: 'FINXXX00120',
    numeroEditeur: 'BDC-2022-0101',
    facture: { numeroFacture: 'F2023-0301', dateFacture: '12/06/2023', regimeTVA: 'TTC', montantSegurHT: 14_100.83 },
    beneficiaires: {
      isMandataire: false,
      isClientUnique: true,
      nomMandataire: null,
      emailMandataire: null,
      telephoneMandataire: null,
      clients: [
        {
          nomClient: 'Hélène Roux',
          emailClient: 'direction@exemple.fr',
          telephoneClient: '0491223344',
          ...identifiants,
        },
      ],
    },
    piecesJustificatives: [
      { nomFichier: 'F2023-0301.pdf', formatFichier: 'PDF', typeFichier: 'FACTURE' },
      { nomFichier: 'VA-BDC-2022-0101.pdf', formatFichier: 'PDF', typeFichier: 'VA' },
    ],
    ...(scenario === undefined ? {} : { scenarioInstallation: scenario }),
    ...bloc,
    codeTraitement: null,
    libelleTraitement: null,
  };
  return JSON.stringify({ impId: null, numeroAns: '1234567890', siret: '81234567800013', lignesImport: [solde] });
}

/** Rule, message, severity and remedies of the rules that this file is about. */
function told(profile: string, demande: Demande): string[] {
  const analysis = analyze(engine, fileOf(demande), { today: TODAY, profile, referenceDate: demande.referenceDate });
  return findingsOf(analysis)
    .filter(({ rule }) => rule.theme === 'identifiants' || rule.theme === 'montants')
    .map(finding => {
      const { rule, message, severity } = tell(analysis, finding);
      return [
        `${rule}/${message}`,
        severity,
        ...fixesOf(analysis, finding).map(fix => `${fix.kind}: ${fix.edits.map(edit => edit.text).join()}`),
      ].join(' | ');
    });
}

const check = (name: string, profile: string, demande: Demande, expected: readonly string[]): void => {
  it(`${profile}: ${name}`, () => {
    assert.deepEqual(told(profile, demande), expected);
  });
};

const MSS = { adresseMSSPro: 'labo@exemple.mssante.fr', adresseMSSCitoyen: 'labo@exemple.mssante.fr' };

describe('IdentDMP of HOP-PFI', () => {
  const identifiants = { FINESSPMSI: PMSI, FINESSJuridique: PMSI, FINESSGeo: [GEO] };
  const pfi = (ident: unknown, direct = true): Demande => ({
    bloc: { PFI: { IdentDMP: ident, ...MSS } },
    identifiants,
    scenario: envois(direct),
  });
  check('1 and the FINESS PMSI', 'HOP-PFI/solde', pfi(`1${PMSI}`), []);
  check('null where the sending is not direct', 'HOP-PFI/solde', pfi(null, false), []);
  check('null where it is', 'HOP-PFI/solde', pfi(null), [`ident-dmp/due | error | preferred: "1${PMSI}"`]);
  check('the bare FINESS PMSI', 'HOP-PFI/solde', pfi(PMSI), [`ident-dmp/bare | error | fix: "1${PMSI}"`]);
  check('another bare FINESS', 'HOP-PFI/solde', pfi(GEO), [
    `ident-dmp/bare | error | suggest: "1${GEO}" | suggest: "1${PMSI}"`,
  ]);
  check('spaces', 'HOP-PFI/solde', pfi('1 130 045 677'), [`ident-dmp/separators | error | fix: "1${PMSI}"`]);
  check('another prefix', 'HOP-PFI/solde', pfi(`6${PMSI}`), [`ident-dmp/form | error | preferred: "1${PMSI}"`]);
  check('another hospital', 'HOP-PFI/solde', pfi('1750712184'), [
    `ident-dmp-beneficiary/finess | error | suggest: "1${PMSI}"`,
  ]);
});

describe('IdentDMP of RAD-RIS', () => {
  const rad = (ident: unknown, juridique: string | null = PMSI, direct = true): Demande => ({
    bloc: { RIS: { IdentDMP: ident, ...MSS } },
    identifiants: { numeroAM: '691234567', FINESSJuridique: juridique, FINESSGeo: [GEO], RPPS: null },
    scenario: {
      isEnvironnementHospitalier: false,
      operateurMessagerie: null,
      isProSanteConnectNeeded: true,
      ...envois(direct),
    },
  });
  for (const ident of [`4${RANG}`, `5${PMSI}`, `6${GEO}`]) check(`right: ${ident}`, 'RAD-RIS/solde', rad(ident), []);
  check('the RPPS rang without its 4', 'RAD-RIS/solde', rad(RANG), [`ident-dmp/bare | error | fix: "4${RANG}"`]);
  check('an RPPS without its rang', 'RAD-RIS/solde', rad('10002123452'), [
    `ident-dmp/form | error | suggest: "5${PMSI}" | suggest: "6${GEO}"`,
  ]);
  check('the bare FINESS juridique', 'RAD-RIS/solde', rad(PMSI), [`ident-dmp/bare | error | fix: "5${PMSI}"`]);
  check('the bare FINESS géographique', 'RAD-RIS/solde', rad(GEO), [`ident-dmp/bare | error | fix: "6${GEO}"`]);
  check('a bare FINESS that is both', 'RAD-RIS/solde', rad(GEO, GEO), [
    'finess-same/same | info',
    `ident-dmp/bare | error | suggest: "5${GEO}" | suggest: "6${GEO}"`,
  ]);
  check('another FINESS', 'RAD-RIS/solde', rad('6750712184'), [
    `ident-dmp-beneficiary/finess | warning | suggest: "5${PMSI}" | suggest: "6${GEO}"`,
  ]);
  check('no FINESS juridique to compare with', 'RAD-RIS/solde', rad('5750712184', null), []);
  check('null where the sending is direct', 'RAD-RIS/solde', rad(null, null), [
    `ident-dmp/due | error | preferred: "6${GEO}"`,
  ]);
});

describe('IdentDMP of biology', () => {
  const identifiants = { FINESSJuridique: PMSI, FINESSGeo: [GEO, '060785011'] };
  const sgl = (ident: unknown): Demande => ({
    bloc: { SGL: { IdentDMP: ident, ...MSS } },
    identifiants,
    scenario: envois(true),
  });
  check('6 and a FINESS géographique', 'BIO-SGL/solde', sgl(`6${GEO}`), []);
  check('a bare one', 'BIO-SGL/solde', sgl('060785011'), ['ident-dmp/bare | error | fix: "6060785011"']);
  check('a bare one that lost its zero', 'BIO-SGL/solde', sgl('60785011'), [
    'ident-dmp/bare | error | fix: "6060785011"',
  ]);
  check('another laboratory', 'BIO-SGL/solde', sgl('6750712184'), [
    `ident-dmp-beneficiary/finess | warning | suggest: "6${GEO}" | suggest: "6060785011"`,
  ]);
  check(
    'a FINESS of the ligne is wrong: that one may be meant',
    'BIO-SGL/solde',
    { ...sgl('6750712184'), identifiants: { FINESSJuridique: PMSI, FINESSGeo: ['750712185'] } },
    ['finess/key | error'],
  );
  check('always null', 'BIO-LOINC/solde', { bloc: { LOINC: { IdentDMP: null } }, identifiants }, []);
  check('anything else', 'BIO-LOINC/solde', { bloc: { LOINC: { IdentDMP: `6${GEO}` } }, identifiants }, [
    'ident-dmp/none | error | suggest: null',
  ]);
});

describe('MSSanté addresses', () => {
  const sgl = (mss: Readonly<Record<string, unknown>>, direct: boolean): Demande => ({
    bloc: { SGL: { IdentDMP: `6${GEO}`, ...MSS, ...mss } },
    identifiants: { FINESSJuridique: PMSI, FINESSGeo: [GEO] },
    scenario: envois(direct),
  });
  check('null where that sending is direct', 'BIO-SGL/solde', sgl({ adresseMSSPro: null }, true), [
    'mss-address/due | error',
  ]);
  check('null where it is not', 'BIO-SGL/solde', sgl({ adresseMSSPro: null }, false), []);
  check(
    'null where the profile never asks',
    'PHA-LGO/solde',
    {
      bloc: { LGO: { adresseMSSPro: null, adresseMSSCitoyen: null } },
      identifiants: { FINESSGeo: GEO, FINESSJuridique: PMSI },
    },
    [],
  );
});

describe('calendar rules', () => {
  const loinc = (referenceDate: number): Demande => ({
    bloc: { LOINC: { IdentDMP: null } },
    identifiants: { FINESSJuridique: PMSI, FINESSGeo: [GEO] },
    referenceDate,
  });
  check("the day of LOINC's own end", 'BIO-LOINC/solde', loinc(20_231_031), []);
  check('the day after', 'BIO-LOINC/solde', loinc(20_231_101), ['prestation-end/passed | info']);
  const ope = (referenceDate: number): Demande => ({
    bloc: { OPE: { nombreBAL: 12 } },
    identifiants: { SIRET: '81234567800013', FINESSJuridique: null },
    referenceDate,
  });
  check('before the gate opens', 'MSS-OPE/solde', ope(20_230_703), ['guichet-closed/early | info']);
  check('while it is open', 'MSS-OPE/solde', ope(20_230_704), []);
  check('after it closed', 'MSS-OPE/solde', ope(20_230_929), ['guichet-closed/closed | info | command: ']);
});
