import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyze } from '../../server/src/analysis/analyze.js';
import { compareDossier, type CompareSide } from '../../server/src/app/compare/dossier.js';
import type { Comparison, CompareRow } from '../../server/src/app/compare/clients.js';
import { correctFile, engine, TODAY } from '../support/cases.js';
import type { Lang } from '../../server/src/texts/typeset.js';

type Change = readonly [from: string, to: string];

const example = (name: string): string => readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8');
const SORTIE = example('sortie-portail-avance.json');
const SOLDE = example('solde.json');

function side(text: string, changes: readonly Change[] = [], index = 0, profile?: string): CompareSide {
  let changed = text;
  for (const [from, to] of changes) {
    assert.ok(changed.includes(from), `${from} does not stand there`);
    changed = changed.replace(from, () => to);
  }
  const { head, choice, lignes } = analyze(engine, changed, { today: TODAY, profile });
  const ligne = lignes[index]?.ligne;
  assert.ok(head && ligne);
  return { head, profile: choice.profile, ligne };
}

function compared(
  changes: { readonly avance?: readonly Change[]; readonly solde?: readonly Change[] } = {},
  lang: Lang = 'fr',
  index = 0,
): Comparison {
  return compareDossier(side(SORTIE, changes.avance, index), side(SOLDE, changes.solde, index), lang);
}

const rowsOf = ({ sections }: Comparison): readonly CompareRow[] => sections.flatMap(({ rows }) => rows);
const differing = (comparison: Comparison): readonly CompareRow[] =>
  rowsOf(comparison).filter(({ verdict }) => verdict !== 'same' && verdict !== 'info');
const rowNamed = (comparison: Comparison, label: string): CompareRow => {
  const found = rowsOf(comparison).find(row => row.label === label);
  assert.ok(
    found,
    rowsOf(comparison)
      .map(row => row.label)
      .join(),
  );
  return found;
};

describe('avance and solde side by side', () => {
  it('have no difference where they agree, and show who, how much and what', () => {
    const found = compared();
    assert.equal(found.differences, 0);
    assert.deepEqual(differing(found), []);
    assert.equal(found.title, 'FINMDV90141 · LMS-2022-0141');
    assert.deepEqual(
      found.sections.map(({ title }) => title),
      ['Demande', 'Montants', 'Bénéficiaires', 'Mandataire', 'Scénario d’installation', 'Pièces justificatives'],
    );
    const montant = rowNamed(found, 'Montant Ségur HT');
    assert.deepEqual([montant.avance, montant.solde, montant.verdict], ['358,33\u00a0€', '358,33\u00a0€', 'same']);
    assert.equal(rowNamed(found, 'Avance de 30\u00a0%').avance, '107,50\u00a0€');
    assert.equal(rowNamed(found, 'Bénéficiaire 1').solde, 'Élodie Morvan-Teissier\nNuméro RPPS 10990000019');
    assert.equal(rowNamed(found, 'Envoi direct au DMP').solde, 'oui');
    assert.equal(rowNamed(found, 'FACTURE').solde, 'LMS-F2023-0052.pdf');
  });

  interface Case {
    readonly name: string;
    readonly avance?: readonly Change[];
    readonly solde?: readonly Change[];
    readonly label: string;
    readonly verdict: CompareRow['verdict'];
    readonly grave: boolean;
    readonly note: RegExp;
  }
  const CASES: readonly Case[] = [
    {
      name: 'another number of the publisher’s',
      solde: [['LMS-2022-0141', 'LMS-2022-0999']],
      label: 'Numéro de l’éditeur',
      verdict: 'differs',
      grave: true,
      note: /rejeté automatiquement/,
    },
    {
      name: 'another dossier',
      solde: [['FINMDV90141', 'FINMDV90999']],
      label: 'Dossier ASP',
      verdict: 'differs',
      grave: true,
      note: /n’est pas celui de l’avance/,
    },
    {
      name: 'a higher amount',
      solde: [['358.33', '358.34']],
      label: 'Montant Ségur HT',
      verdict: 'differs',
      grave: true,
      note: /ne peut pas dépasser/,
    },
    {
      name: 'a lower amount',
      solde: [['358.33', '300.00']],
      label: 'Montant Ségur HT',
      verdict: 'differs',
      grave: false,
      note: /trop-perçu/,
    },
    {
      name: 'the part that is left',
      solde: [['358.33', '250.83']],
      label: 'Montant Ségur HT',
      verdict: 'differs',
      grave: true,
      note: /montant entier/,
    },
    {
      name: 'another régime',
      solde: [['"TTC"', '"HT"']],
      label: 'Régime de TVA',
      verdict: 'differs',
      grave: true,
      note: /régime de TVA/,
    },
    {
      name: 'another client',
      solde: [['"RPPS": "10990000019"', '"RPPS": "10002123452"']],
      label: 'Bénéficiaire 2',
      verdict: 'added',
      grave: true,
      note: /rejeter le solde/,
    },
    {
      name: 'a client that has gone',
      solde: [['"RPPS": "10990000019"', '"RPPS": "10002123452"']],
      label: 'Bénéficiaire 1',
      verdict: 'removed',
      grave: false,
      note: /Absent du solde/,
    },
    {
      name: 'another way to send',
      solde: [['"isDirectToDMP": true', '"isDirectToDMP": false']],
      label: 'Envoi direct au DMP',
      verdict: 'differs',
      grave: false,
      note: /VA ou MOM/,
    },
    {
      name: 'a mandataire',
      solde: [['"nomMandataire": null', '"nomMandataire": "SAS Conseil"']],
      label: 'Nom du mandataire',
      verdict: 'added',
      grave: false,
      note: /VA ou MOM/,
    },
    {
      name: 'another referencing number',
      solde: [['9900000001', '9900000002']],
      label: 'Numéro de référencement ANS',
      verdict: 'differs',
      grave: true,
      note: /ANS/,
    },
    {
      name: 'an establishment that moved',
      solde: [['99999999800019', '99999999800027']],
      label: 'SIRET de l’éditeur',
      verdict: 'differs',
      grave: false,
      note: /Même SIREN/,
    },
    {
      name: 'another company',
      solde: [['99999999800019', '81234567800013']],
      label: 'SIRET de l’éditeur',
      verdict: 'differs',
      grave: true,
      note: /Autre SIREN/,
    },
  ];
  for (const { name, label, verdict, grave, note, ...changes } of CASES) {
    it(`tells ${name}`, () => {
      const found = compared(changes);
      const row = rowNamed(found, label);
      assert.deepEqual([row.verdict, row.grave], [verdict, grave]);
      assert.match(row.note, note);
      assert.ok(found.differences > 0);
    });
  }

  it('takes what the order left open for no difference', () => {
    const row = rowNamed(
      compared({ avance: [['"operateurMessagerie": "API_35"', '"operateurMessagerie": null']] }),
      'Opérateur de messagerie',
    );
    assert.deepEqual([row.avance, row.solde, row.verdict], ['', 'API_35', 'info']);
  });

  it('takes a name that was written otherwise for the same client', () => {
    assert.equal(
      compared({ solde: [['Élodie Morvan-Teissier', 'E. MORVAN']] })
        .sections.flatMap(({ rows }) => rows)
        .filter(({ verdict }) => verdict === 'differs').length,
      0,
    );
  });

  it('says the difference of the amounts with its sign', () => {
    assert.equal(
      rowNamed(compared({ solde: [['358.33', '300.00']] }), 'Écart (solde − avance)').solde,
      '−58,33\u00a0€',
    );
    assert.equal(rowNamed(compared({ solde: [['358.33', '358.34']] }), 'Écart (solde − avance)').solde, '+0,01\u00a0€');
  });

  it('shows an amount that is none as it is typed, and judges nothing by it', () => {
    const row = rowNamed(compared({ solde: [['358.33', '358.3333']] }), 'Montant Ségur HT');
    assert.deepEqual([row.avance, row.solde, row.verdict, row.note], ['358,33\u00a0€', '358.3333', 'differs', '']);
  });

  it('speaks English', () => {
    const found = compared({ solde: [['LMS-2022-0141', 'LMS-2022-0999']] }, 'en');
    assert.match(rowNamed(found, "Publisher's number").note, /rejected automatically/);
    assert.equal(rowNamed(found, 'Ségur amount before tax').avance, '€358.33');
  });

  for (const stem of [
    'mdv-lgc',
    'hop-ri',
    'hop-dpi',
    'hop-pfi',
    'rad-ris',
    'pha-lgo',
    'bio-sgl',
    'bio-loinc',
    'ms1-dui',
    'ms2-dui',
    'mss-ope',
    'sas-agenda',
  ]) {
    it(`reads ${stem}: an avance and itself have no difference`, () => {
      const avance = side(correctFile(`${stem}/avance`), [], 0, `${stem}/avance`);
      const found = compareDossier(avance, avance, 'fr');
      assert.deepEqual(differing(found), []);
      assert.ok(rowsOf(found).some(({ label }) => label === 'Bénéficiaire 1'));
      assert.equal(
        rowsOf(found).filter(({ label }) => label === 'Avance, forfait').length,
        ['mss-ope', 'sas-agenda'].includes(stem) ? 1 : 0,
      );
    });
  }
});
