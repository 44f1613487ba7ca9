import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyze, findingsOf, type Analysis } from '../../server/src/analysis/analyze.js';
import { htFromTtc } from '../../server/src/format/domain/montant.js';
import { buildPlafonds, plafondHT, plafondsTTC } from '../../server/src/format/domain/plafonds.js';
import {
  readIdentifiant,
  readMapping,
  readPlafond,
  readType,
} from '../../server/src/format/domain/plafonds-lecture.js';
import { explainPlafond } from '../../server/src/features/hover.js';
import { fixesOf } from '../../server/src/analysis/fix.js';
import { correctFile, engine, TODAY } from '../support/cases.js';

const HEADINGS = ['identifiant', 'type', 'logiciel', 'plafond_ht', 'plafond_ttc'];
const RULES = ['montant-plafond', 'montant-arrondi', 'montant-ttc', 'plafond-unknown'];

const part = (ht: number | undefined, ttc: number | undefined, perMille: number) => ({
  plafond: { ht, ttc, row: 2 },
  perMille,
});
const EURO = 1_000_000;

/** The correct file of a profile, with some text replaced, against rows of a calculation file. */
function look(
  profile: string,
  rows: readonly (readonly string[])[],
  ...change: readonly (readonly [string, string])[]
): Analysis {
  let text = correctFile(profile);
  for (const [from, to] of change) {
    assert.ok(text.includes(from), from);
    text = text.replaceAll(from, to);
  }
  return analyze(engine, text, { today: TODAY, profile, plafonds: buildPlafonds([HEADINGS, ...rows]).table });
}

const said = (analysis: Analysis, ligne = 0): string[] =>
  findingsOf(analysis)
    .filter(f => f.chunk === ligne && RULES.includes(f.rule.id))
    .map(f => `${f.rule.id} ${f.severity}`);

const offered = (analysis: Analysis): string[] =>
  findingsOf(analysis)
    .filter(f => f.chunk === 0 && RULES.includes(f.rule.id))
    .flatMap(f => fixesOf(analysis, f).map(fix => `${fix.kind} ${fix.edits.map(edit => edit.text).join()}`));

describe('calculation file: cells', () => {
  const amounts: Readonly<Record<string, number | string | undefined>> = {
    '14100.83': 14_100_830_000,
    '14100,83': 14_100_830_000,
    '14 100,83 €': 14_100_830_000,
    '14\u202f100,83\u00a0€ HT': 14_100_830_000,
    '14.100,83': 14_100_830_000,
    '14,100.83': 14_100_830_000,
    '€14100.83': 14_100_830_000,
    '16921': 16_921_000_000,
    '16 921 EUR TTC': 16_921_000_000,
    '14100,829999999999': 14_100_830_000,
    '14104.166666666666': 14_104_166_667,
    '0.30000000000000004': 300_000,
    '0': 0,
    '0,00 €': 0,
    '1.234.567': 1_234_567_000_000,
    '14100.833': 14_100_833_000,
    '1 234,567': 1_234_567_000,
    '': undefined,
    '  ': undefined,
    '1,234': 'ambiguous',
    '1.234': 'ambiguous',
    '-5': 'negative',
    '- 5,00 €': 'negative',
    abc: 'amount',
    '12 34': 'amount',
    '1e3': 'amount',
    '#N/A': 'amount',
    '€': 'amount',
    '99999999999': 'large',
  };
  for (const [text, expected] of Object.entries(amounts)) {
    it(`amount ${JSON.stringify(text)}`, () => {
      const read = readPlafond(text);
      assert.equal('error' in read ? read.error : read.micro, expected);
    });
  }

  it('knows the kinds of identifier', () => {
    const kinds = {
      'FINESS PMSI': 'finessPMSI',
      finess_pmsi: 'finessPMSI',
      'FINESS géographique': 'finessGeo',
      'N° FINESS géo': 'finessGeo',
      'FINESS ET': 'finessGeo',
      'FINESS juridique': 'finessJuridique',
      'Finess EJ': 'finessJuridique',
      FINESS: 'finess',
      'n° AM': 'numeroAM',
      'Numéro AM': 'numeroAM',
      numeroAM: 'numeroAM',
      AM: 'numeroAM',
      RPPS: 'rpps',
      SIRET: 'siretClient',
      '': 'any',
      'code postal': undefined,
      programme: undefined,
    };
    for (const [text, kind] of Object.entries(kinds)) assert.equal(readType(text), kind, text);
  });

  it('puts back the zeros of identifiers, and reads no number that lost digits', () => {
    const cases = [
      ['finessGeo', '10000016', '010000016'],
      ['finessGeo', ' 2a 000 0014 ', '2A0000014'],
      ['finessPMSI', '750712184.0', '750712184'],
      ['finessPMSI', '7,50712184E+08', '750712184'],
      ['rpps', '810002727377', '10002727377'],
      ['siretClient', '1234567800013', '01234567800013'],
      ['numeroAM', '12345678', '012345678'],
      ['any', '10000016', '010000016'],
      ['finessGeo', '', 'empty'],
      ['siretClient', '8,12346E+13', 'digits'],
      ['finessGeo', '7507121841', 'form'],
      ['finessGeo', '75071', 'form'],
      ['rpps', '1000272737X', 'form'],
    ] as const;
    for (const [type, text, expected] of cases) {
      const read = readIdentifiant(type, text);
      assert.equal('error' in read ? read.error : read.id, expected, text);
    }
  });

  it('reads a mapping setting without trusting it', () => {
    assert.deepEqual(readMapping({ Identifiant: 'N° FINESS', plafondHT: 'Max', type: 3, autre: 'x', logiciel: ' ' }), {
      identifiant: 'N° FINESS',
      plafond_ht: 'Max',
    });
    for (const raw of [undefined, null, 'x', 3, []]) assert.deepEqual(readMapping(raw), {});
  });
});

describe('calculation file: table', () => {
  const problems = (...rows: readonly (readonly string[])[]) =>
    buildPlafonds([HEADINGS, ...rows]).problems.map(({ row, column }) => [row, column]);

  it('tells malformed rows and keeps the others', () => {
    const {
      table,
      problems: told,
      skipped,
    } = buildPlafonds([
      HEADINGS,
      ['750712184', 'FINESS PMSI', '', '1', ''],
      ['', '', '', '', ''],
      ['7507', 'FINESS PMSI', '', '1', ''],
      ['590780193', 'FINESS PMSI', '', '', ''],
      ['590780193', 'code', '', '1'],
      [],
      ['590780193', 'FINESS PMSI', '', '2'],
    ]);
    assert.deepEqual(
      told.map(({ row, column }) => [row, column]),
      [
        [4, 'identifiant'],
        [5, undefined],
        [6, 'type'],
      ],
    );
    assert.deepEqual([table.size, skipped], [2, 3]);
    for (const { message } of told) assert.doesNotMatch(`${message.fr}${message.en}`, /7507|590780193/);
  });

  it('takes a repeated row once, and tells one that contradicts', () => {
    const row = ['750712184', 'FINESS PMSI', 'RI', '10', ''];
    assert.deepEqual(problems(row, row, ['750712184', 'FINESS PMSI', 'RI', '10,00 €', '']), []);
    assert.deepEqual(problems(row, ['750712184', 'FINESS PMSI', 'RI', '11', '']), [[3, 'identifiant']]);
    assert.deepEqual(
      problems(
        row,
        ['750712184', 'FINESS PMSI', 'DPI', '11', ''],
        ['750712184', 'FINESS géographique', 'RI', '12', ''],
      ),
      [],
    );
  });

  it('goes by the kind and the logiciel, the nearest first', () => {
    const { table } = buildPlafonds([
      ['plafond TTC', 'LOGICIEL', 'Type', 'IDENTIFIANT', 'Plafond-HT'],
      ['', '', '', '750712184', '1'],
      ['', '', 'FINESS', '750712184', '2'],
      ['', '', 'FINESS PMSI', '750712184', '3'],
      ['', 'RI', 'FINESS PMSI', '750712184', '4'],
    ]);
    const ht = (role: Parameters<typeof table.find>[0], logiciel: string) =>
      table.find(role, '750712184', logiciel)?.ht;
    assert.deepEqual(
      [ht('finessPMSI', 'RI'), ht('finessPMSI', 'DPI'), ht('finessGeo', 'RI'), ht('numeroAM', 'RI')],
      [4 * EURO, 3 * EURO, 2 * EURO, EURO],
    );
    assert.ok(
      table.covers(['finessGeo'], 'LGO') &&
        table.covers(['numeroAM'], 'RIS') &&
        !table.covers(['rpps'], 'LGC') &&
        !table.covers([], 'AGENDA'),
    );
  });

  it('is empty, and says why, without headings or with a mapping that fits none', () => {
    assert.deepEqual([buildPlafonds([]).table.size, buildPlafonds([]).problems.length], [0, 1]);
    assert.deepEqual(
      buildPlafonds([HEADINGS, ['750712184', '', '', '1', '']], { identifiant: 'N° FINESS' }).problems.map(
        ({ row, column }) => [row, column],
      ),
      [[1, 'identifiant']],
    );
  });

  it('says that there is no row under the headings', () => {
    assert.deepEqual(problems(), [[1, undefined]]);
    assert.deepEqual(problems(['', '', '', '', '']), [[1, undefined]]);
    assert.match(buildPlafonds([HEADINGS]).problems[0]?.message.fr ?? '', /aucune ligne sous les titres/);
  });

  it('tells a logiciel that no profile is of, once each, and keeps its rows', () => {
    const row = (id: string, logiciel: string) => [id, 'FINESS PMSI', logiciel, '1', ''];
    const { table, problems: told } = buildPlafonds(
      [
        HEADINGS,
        row('750712184', 'ri'),
        row('750712185', 'R.I.S.'),
        row('750712186', 'RSI'),
        row('750712187', 'rsi'),
        row('750712188', ''),
      ],
      {},
      { logiciels: ['RI', 'RIS'] },
    );
    assert.deepEqual(
      told.map(({ row: rank, column }) => [rank, column]),
      [[4, 'logiciel']],
    );
    assert.equal(table.size, 5);
    assert.match(told[0]?.message.fr ?? '', /^logiciel inconnu.*RI, RIS/);
    assert.doesNotMatch(`${told[0]?.message.fr ?? ''}${told[0]?.message.en ?? ''}`, /RSI/i);
  });
});

describe('ceilings: arithmetic', () => {
  it('is the example of the FAQ', () => {
    assert.deepEqual(plafondHT([part(undefined, 16_921 * EURO, 200)]), { floor: 1_410_083, nearest: 1_410_083 });
    assert.deepEqual(plafondHT([part(undefined, 16_925 * EURO, 200)]), { floor: 1_410_416, nearest: 1_410_417 });
  });

  const ttc = fc.integer({ min: 1, max: 900_000_000 });
  const rate = fc.constantFrom(200, 85, 0);

  it('agrees with the conversion of one amount, and bears its tax again', () => {
    fc.assert(
      fc.property(ttc, rate, (cents, perMille) => {
        const one = [part(undefined, cents * 10_000, perMille)];
        assert.deepEqual(plafondHT(one), htFromTtc(cents, perMille));
        assert.ok(plafondsTTC(one).has(cents));
        const { floor } = plafondHT(one);
        assert.ok(floor * (1000 + perMille) <= cents * 1000 && (floor + 1) * (1000 + perMille) > cents * 1000);
      }),
    );
  });

  it('adds beneficiaries exactly, at one rate or several', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(ttc, rate), { minLength: 1, maxLength: 30 }), amounts => {
        const parts = amounts.map(([cents, perMille]) => part(undefined, cents * 10_000, perMille));
        const floors = parts.map(one => plafondHT([one]).floor).reduce((a, b) => a + b, 0);
        const { floor, nearest } = plafondHT(parts);
        assert.ok(floor >= floors && floor < floors + parts.length);
        assert.ok(nearest === floor || nearest === floor + 1);
        const same = amounts.map(([cents]) => part(undefined, cents * 10_000, 200));
        assert.deepEqual(
          plafondHT(same),
          htFromTtc(
            amounts.reduce((sum, [cents]) => sum + cents, 0),
            200,
          ),
        );
      }),
    );
  });

  it('takes an amount before tax as it is', () => {
    fc.assert(
      fc.property(ttc, rate, (cents, perMille) => {
        assert.deepEqual(plafondHT([part(cents * 10_000, 1, perMille)]), { floor: cents, nearest: cents });
      }),
    );
  });
});

describe('ceilings: rules, to the cent', () => {
  const hop = (finess: string, ttcEuros: string, amount: string, regime: 'TTC' | 'HT' = 'TTC'): Analysis =>
    look(
      'HOP-RI/avance',
      [[finess, 'FINESS PMSI', 'RI', '', ttcEuros]],
      ['"690781018"', `"${finess}"`],
      ['14100.83', amount],
      ['"TTC"', `"${regime}"`],
    );

  const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['690781018', '16921', '14100.83', []],
    ['690781018', '16921', '14100.84', ['montant-plafond error']],
    ['690781018', '16921', '16921', ['montant-ttc error']],
    ['690781018', '16921', '16921.00', ['montant-ttc error']],
    ['690781018', '16921', '16920.99', ['montant-ttc error']],
    ['690781018', '16925', '14104.16', []],
    ['690781018', '16925', '14104.17', ['montant-arrondi info']],
    ['690781018', '16925', '14104.18', ['montant-plafond error']],
    // La Réunion and Guadeloupe: 16921 / 1,085 = 15595,3917…
    ['970408589', '16921', '15595.39', []],
    ['970408589', '16921', '15595.40', ['montant-plafond error']],
    ['970408589', '16921', '16921', ['montant-ttc error']],
    // 16922 / 1,085 = 15596,3133…; 16925 / 1,085 = 15599,0783…
    ['970408589', '16925', '15599.07', []],
    ['970408589', '16925', '15599.08', ['montant-arrondi info']],
    ['970408589', '16925', '15599.09', ['montant-plafond error']],
    // Guyane: no VAT
    ['970302022', '16921', '16921', []],
    ['970302022', '16921', '16921.01', ['montant-plafond error']],
  ];
  for (const [finess, ttcEuros, amount, expected] of cases) {
    it(`${finess}, ${ttcEuros} € TTC, ${amount} €: ${expected.join() || 'nothing'}`, () => {
      assert.deepEqual(said(hop(finess, ttcEuros, amount)), expected);
    });
  }

  it('takes the amount with tax for the ceiling under the régime HT, where there is no tax', () => {
    assert.deepEqual(said(hop('690781018', '16921', '16921', 'HT')), []);
    assert.deepEqual(said(hop('690781018', '16921', '16921.01', 'HT')), ['montant-plafond error']);
  });

  it('offers the floor first, then the euro below', () => {
    assert.deepEqual(offered(hop('690781018', '16921', '14500')), ['preferred 14100.83', 'suggest 14100']);
    assert.deepEqual(offered(hop('690781018', '16925', '14104.17')), ['preferred 14104.16']);
    assert.deepEqual(offered(hop('690781018', '16921', '16921')), ['preferred 14100.83']);
  });

  it('shows the arithmetic in both languages', () => {
    const analysis = hop('690781018', '16921', '14500');
    const told = (lang: 'fr' | 'en') =>
      findingsOf(analysis)
        .find(f => f.rule.id === 'montant-plafond')
        ?.message(lang) ?? '';
    assert.ok(told('fr').includes('16\u202f921,00\u00a0€ TTC / 1,2 = 14\u202f100,83\u00a0€ HT'), told('fr'));
    assert.ok(told('en').includes('€16,921.00 with tax / 1.2 = €14,100.83 before tax'), told('en'));
  });

  it('takes the ceiling before tax where it is given, also at the nearest cent', () => {
    const rows = [['690781018', 'FINESS PMSI', '', '14104,17', '16925']];
    assert.deepEqual(said(look('HOP-RI/avance', rows, ['14100.83', '14104.17'])), []);
    assert.deepEqual(said(look('HOP-RI/avance', rows, ['14100.83', '16925'])), ['montant-ttc error']);
  });

  it('holds for the invoice of a solde', () => {
    const rows = [['690781018', 'FINESS PMSI', '', '', '16921']];
    assert.deepEqual(said(look('HOP-RI/solde', rows)), []);
    const analysis = look('HOP-RI/solde', rows, ['14100.83', '14100.84']);
    assert.deepEqual(said(analysis), ['montant-plafond error']);
    assert.match(
      findingsOf(analysis)
        .find(f => f.rule.id === 'montant-plafond')
        ?.message('fr') ?? '',
      /facture/,
    );
  });

  it('compares no amount that is badly written or of another type', () => {
    const rows = [['690781018', 'FINESS PMSI', '', '100', '']];
    for (const amount of ['"14100.83"', '14100.833', '1e9', 'null', '-5'])
      assert.deepEqual(said(look('HOP-RI/avance', rows, ['14100.83', amount])), [], amount);
  });
});

describe('ceilings: beneficiaries', () => {
  it('is the forfait of the couloir without any file', () => {
    const sas = (amount: string, profile = 'SAS-AGENDA/avance') => {
      const text = correctFile(profile).replace('70000', amount);
      return said(analyze(engine, text, { today: TODAY, profile }));
    };
    assert.deepEqual(
      [sas('70000'), sas('70000.01'), sas('84000'), sas('84000', 'SAS-AGENDA/solde')],
      [[], ['montant-plafond error'], ['montant-ttc error'], ['montant-ttc error']],
    );
  });

  it('adds the clients of a ligne, each by its n° AM', () => {
    const rows = [
      ['751234567', 'n° AM', 'RIS', '3800,05', ''],
      ['751234575', 'Numéro AM', '', '3800.05', ''],
      ['691234567', 'n° AM', '', '1', ''],
    ];
    const rad = look('RAD-RIS/avance', rows);
    assert.deepEqual(said(rad, 2), []);
    assert.deepEqual([said(rad, 0), said(rad, 1)], [['montant-plafond error'], ['plafond-unknown warning']]);
    assert.deepEqual(said(look('RAD-RIS/avance', rows, ['7600.1', '7600.11']), 2), ['montant-plafond error']);
  });

  it('adds the establishments of a client, or takes its juridique where the file has only that', () => {
    const geo = (id: string, amount: string) => [id, 'FINESS géographique', '', amount, ''];
    assert.deepEqual(said(look('BIO-SGL/avance', [geo('690012349', '6000'), geo('690023452', '6500')])), []);
    assert.deepEqual(said(look('BIO-SGL/avance', [geo('690012349', '6000'), geo('690023452', '6499,99')])), [
      'montant-plafond error',
    ]);
    assert.deepEqual(said(look('BIO-SGL/avance', [['690781018', 'FINESS juridique', '', '12500', '']])), []);
    assert.deepEqual(said(look('BIO-SGL/avance', [geo('690012349', '6000')])), ['plafond-unknown warning']);
  });

  it('is a structure’s, or that of its doctors where the file knows only them', () => {
    const doctors = [
      ['10003456786', 'RPPS', '', '358,33', ''],
      ['10004567896', 'RPPS', '', '358,33', ''],
    ];
    const change: readonly (readonly [string, string])[] = [
      ['"commandePour": "LIBERAL"', '"commandePour": "STRUCTURE"'],
      ['"FINESSJuridique": null', '"FINESSJuridique": "130045677"'],
    ];
    assert.deepEqual(said(look('MDV-LGC/avance', doctors, ...change), 1), []);
    assert.deepEqual(said(look('MDV-LGC/avance', doctors, ...change, ['716.66', '716.67']), 1), [
      'montant-plafond error',
    ]);
  });

  it('is unknown and silent where a beneficiary can not be read', () => {
    const rows = [
      ['690012349', 'FINESS géographique', '', '1', ''],
      ['690023452', 'FINESS géographique', '', '1', ''],
    ];
    for (const broken of ['{}', 'null', '["690023452"]', '"690023451"', '12']) {
      assert.deepEqual(said(look('BIO-SGL/avance', rows, ['"690023452"', broken])), [], broken);
    }
    assert.deepEqual(said(look('BIO-SGL/avance', rows, ['"690012349",', '"690012349" oops,'])), []);
  });

  it('finds a FINESS typed with spaces or as a number: that has its own finding', () => {
    const rows = [['690781018', 'FINESS PMSI', '', '14100,83', '']];
    assert.deepEqual(
      said(look('HOP-RI/avance', rows, ['"FINESSPMSI": "690781018"', '"FINESSPMSI": "690 781 018"'])),
      [],
    );
    assert.deepEqual(said(look('HOP-RI/avance', rows, ['"FINESSPMSI": "690781018"', '"FINESSPMSI": 690781018'])), []);
  });

  const ofFile = (analysis: Analysis): string[] =>
    findingsOf(analysis)
      .filter(f => f.rule.id === 'plafond-unknown')
      .map(f => `${f.messageId} ${f.severity} ${String(f.chunk)}`);

  it('says once that the file is of another couloir, and nothing where none is needed', () => {
    const told = ['otherKind info undefined'];
    const cases = {
      'MDV-LGC/avance': told,
      'PHA-LGO/avance': told,
      'RAD-RIS/avance': told,
      'MSS-OPE/avance': told,
      'SAS-AGENDA/avance': [],
    };
    for (const [profile, expected] of Object.entries(cases))
      assert.deepEqual(ofFile(look(profile, [['750712184', 'FINESS PMSI', '', '1', '']])), expected, profile);
  });

  it('says once that it has nobody of the file, and each one where it has some', () => {
    const am = (id: string) => [id, 'n° AM', 'RIS', '3800,05', ''];
    assert.deepEqual(ofFile(look('RAD-RIS/avance', [am('999999999')])), ['none warning undefined']);
    assert.deepEqual(ofFile(look('RAD-RIS/avance', [am('751234567')])), [
      'unknown warning 0',
      'unknown warning 1',
      'unknown warning 2',
    ]);
  });
});

describe('ceilings: hover', () => {
  const explain = (analysis: Analysis) => {
    const { profile } = analysis.choice;
    const ligne = analysis.lignes[0]?.ligne;
    assert.ok(profile !== undefined && ligne !== undefined);
    return explainPlafond(analysis.options.plafonds, profile, ligne);
  };

  it('tells the parts, the total and where the amount stands', () => {
    const told = explain(look('HOP-RI/avance', [['690781018', 'FINESS PMSI', '', '', '16921']]));
    assert.equal(
      told?.fr,
      '**Plafond HT\u00a0: 14\u202f100,83\u00a0€**\n\n- `690781018` (ligne 2 du fichier de calcul)\u00a0: ' +
        '16\u202f921,00\u00a0€ TTC / 1,2 = 14\u202f100,83\u00a0€ HT (TVA 20\u202f%)\n\nLe montant est au plafond.',
    );
    assert.match(
      told.en,
      /Ceiling before tax: €14,100\.83.*row 2.*€16,921\.00 with tax \/ 1\.2 = €14,100\.83 before tax \(VAT 20%\)/s,
    );
  });

  it('tells of the rounding, of an excess, and of what is not in the file', () => {
    assert.match(
      explain(look('HOP-RI/avance', [['690781018', 'FINESS PMSI', '', '', '16925']], ['14100.83', '14104.17']))?.fr ??
        '',
      /entre 14\u202f104,16\u00a0€ et 14\u202f104,17.*dépasse le plafond de 0,01/s,
    );
    assert.match(
      explain(look('HOP-RI/avance', [['750712184', 'FINESS PMSI', '', '1', '']]))?.fr ?? '',
      /690781018. absent/,
    );
    assert.equal(explain(look('HOP-RI/avance', [])), undefined);
  });
});
