import assert from 'node:assert/strict';
import {
  MAX_CENTS,
  centsToLexeme,
  floorCents,
  floorToEuro,
  formatEuros,
  htFromTtc,
  isShareOf,
  parseMontant,
  repairMontant,
  shareOf,
  ttcFromHt,
  type Montant,
} from '../../../server/src/format/domain/montant.js';
import { TAUX_PER_MILLE } from '../../../server/src/format/domain/territoire.js';

const shown = JSON.stringify;

describe('parseMontant', () => {
  const cases: readonly (readonly [string, Montant])[] = [
    ['358.33', { cents: 35_833 }],
    ['14100.83', { cents: 1_410_083 }],
    ['358.3', { cents: 35_830 }],
    ['358', { cents: 35_800 }],
    ['0.01', { cents: 1 }],
    ['0.29', { cents: 29 }],
    ['1.10', { cents: 110 }],
    ['99999999999.99', { cents: MAX_CENTS }],
    ['358.330', { error: 'decimals', floor: 35_833, exact: true }],
    ['358.339', { error: 'decimals', floor: 35_833, exact: false }],
    ['0.001', { error: 'decimals', floor: 0, exact: false }],
    ['4.3500000000000005', { error: 'decimals', floor: 435, exact: false }],
    ['1e3', { error: 'exponent', floor: 100_000, exact: true }],
    ['1.5E+2', { error: 'exponent', floor: 15_000, exact: true }],
    ['35833e-2', { error: 'exponent', floor: 35_833, exact: true }],
    ['1e-3', { error: 'exponent', floor: 0, exact: false }],
    ['12345e-4', { error: 'exponent', floor: 123, exact: false }],
    ['1e-99999999999999999999', { error: 'exponent', floor: 0, exact: false }],
    ['0', { error: 'zero' }],
    ['0.00', { error: 'zero' }],
    ['-0', { error: 'zero' }],
    ['0e9', { error: 'zero' }],
    ['-1', { error: 'negative' }],
    ['-0.001', { error: 'negative' }],
    ['-1e400', { error: 'negative' }],
    ['100000000000', { error: 'too-large' }],
    ['1e400', { error: 'too-large' }],
    ['9'.repeat(5_000), { error: 'too-large' }],
    ['1e99999999999999999999', { error: 'too-large' }],
    ...[
      '',
      ' ',
      '358,33',
      '1 234',
      '+1',
      '.5',
      '5.',
      '01',
      '1e',
      'NaN',
      'Infinity',
      '0x10',
      '358.33 ',
      '１',
      'null',
    ].map(text => [text, { error: 'not-a-number' }] as const),
  ];
  for (const [lexeme, expected] of cases) {
    it(shown(lexeme.slice(0, 40)), () => {
      assert.deepEqual(parseMontant(lexeme), expected);
    });
  }
});

describe('floorCents', () => {
  const cases: readonly (readonly [string, number | undefined])[] = [
    ['14104.1666666', 1_410_416],
    ['358.339', 35_833],
    ['358.33', 35_833],
    ['0', 0],
    ['0.009', 0],
    ['1e2', 10_000],
    ['99999999999.999', MAX_CENTS],
    ['100000000000', undefined],
    ['-1', undefined],
    ['x', undefined],
  ];
  for (const [lexeme, expected] of cases) {
    it(lexeme, () => {
      assert.equal(floorCents(lexeme), expected);
    });
  }
});

describe('repairMontant', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['358,33', '358.33'],
    ['358.33', '358.33'],
    ['358', '358'],
    ['358,3', '358.3'],
    ['358,00', '358.00'],
    ['1 234,56 €', '1234.56'],
    ['1 234,56 EUR', '1234.56'],
    ['1\u00a0234,56\u00a0€', '1234.56'],
    ['1\u202f234,56€', '1234.56'],
    ['1 234', '1234'],
    ['12 345 678.9', '12345678.9'],
    ['€ 14,100.83', '14100.83'],
    ['1.234,56', '1234.56'],
    ['1,234.56', '1234.56'],
    ['1.234.567', '1234567'],
    ['1,234,567.80', '1234567.80'],
    ['358,33 euros', '358.33'],
    ['358,33 € HT', '358.33'],
    ['  358,33  ', '358.33'],
    ['\u200b358,33', '358.33'],
    ['1,234', undefined],
    ['1.234', undefined],
    ['358,330', undefined],
    ['358.3333', undefined],
    ['12 34,56', undefined],
    ['1 234 56', undefined],
    ['1  234', undefined],
    ['1 234.567,89', undefined],
    ['1,234,56', undefined],
    ['358,33 € TTC', undefined],
    ['358,33 $', undefined],
    ['358,', undefined],
    [',33', undefined],
    ['-358,33', undefined],
    ['0', undefined],
    ['0,00', undefined],
    ['0358,33', undefined],
    ['1e3', undefined],
    ['', undefined],
    ['€', undefined],
    ['null', undefined],
    ['358 ,33', undefined],
  ];
  for (const [text, expected] of cases) {
    it(`${shown(text)} → ${String(expected)}`, () => {
      assert.equal(repairMontant(text), expected);
    });
  }
});

describe('writing amounts', () => {
  const cases: readonly (readonly [number, string, string, string])[] = [
    [1_410_083, '14100.83', '14\u202f100,83\u00a0€', '€14,100.83'],
    [35_830, '358.30', '358,30\u00a0€', '€358.30'],
    [1_410_000, '14100', '14\u202f100,00\u00a0€', '€14,100.00'],
    [5, '0.05', '0,05\u00a0€', '€0.05'],
    [0, '0', '0,00\u00a0€', '€0.00'],
    [123_456_789, '1234567.89', '1\u202f234\u202f567,89\u00a0€', '€1,234,567.89'],
    [-1_050, '-10.50', '-10,50\u00a0€', '-€10.50'],
  ];
  for (const [cents, lexeme, fr, en] of cases) {
    it(lexeme, () => {
      assert.equal(centsToLexeme(cents), lexeme);
      assert.equal(formatEuros(cents, 'fr'), fr);
      assert.equal(formatEuros(cents, 'en'), en);
    });
  }

  it('floorToEuro', () => {
    assert.equal(floorToEuro(1_410_083), 1_410_000);
    assert.equal(floorToEuro(1_410_000), 1_410_000);
  });
});

describe('before and after tax', () => {
  const cases: readonly (readonly [ttc: number, perMille: number, floor: number, nearest: number])[] = [
    [1_692_100, 200, 1_410_083, 1_410_083],
    [1_692_500, 200, 1_410_416, 1_410_417],
    [1_200, 200, 1_000, 1_000],
    [10_850, 85, 10_000, 10_000],
    [10_000, 85, 9_216, 9_217],
    [12_345, 0, 12_345, 12_345],
    [0, 200, 0, 0],
    [3, 200, 2, 3],
    [MAX_CENTS, 200, 8_333_333_333_332, 8_333_333_333_333],
  ];
  for (const [ttc, perMille, floor, nearest] of cases) {
    it(`${String(ttc)} at ${String(perMille)} ‰`, () => {
      assert.deepEqual(htFromTtc(ttc, perMille), { floor, nearest });
    });
  }

  it('takes the rates of the territories', () => {
    assert.equal(htFromTtc(1_692_100, TAUX_PER_MILLE['20']).floor, 1_410_083);
    assert.equal(ttcFromHt(10_000, TAUX_PER_MILLE['8.5']).nearest, 10_850);
  });

  it('ttcFromHt', () => {
    assert.deepEqual(ttcFromHt(1_410_083, 200), { floor: 1_692_099, nearest: 1_692_100 });
    assert.deepEqual(ttcFromHt(1_410_416, 200), { floor: 1_692_499, nearest: 1_692_499 });
  });
});

describe('isShareOf', () => {
  const cases: readonly (readonly [amount: number, whole: number, percent: number, expected: boolean])[] = [
    [30_000, 100_000, 30, true],
    [70_000, 100_000, 70, true],
    [30_001, 100_000, 30, false],
    [29_999, 100_000, 30, false],
    // 30 % of 14100.83 is 4230.249
    [423_025, 1_410_083, 30, true],
    [423_024, 1_410_083, 30, true],
    [423_026, 1_410_083, 30, false],
    [423_023, 1_410_083, 30, false],
    [987_058, 1_410_083, 70, true],
    [987_059, 1_410_083, 70, true],
    [1_410_083, 1_410_083, 100, true],
    [0, 0, 30, true],
  ];
  for (const [amount, whole, percent, expected] of cases) {
    it(`${String(amount)} of ${String(whole)} at ${String(percent)} %`, () => {
      assert.equal(isShareOf(amount, whole, percent), expected);
    });
  }

  it('shareOf', () => {
    assert.deepEqual(shareOf(1_410_083, 30), { floor: 423_024, nearest: 423_025 });
  });
});
