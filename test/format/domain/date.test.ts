import assert from 'node:assert/strict';
import {
  dayFrom,
  formatDate,
  isWithin,
  parseDate,
  repairDate,
  toIso,
  type ParsedDate,
} from '../../../server/src/format/domain/date.js';

const shown = JSON.stringify;

describe('parseDate', () => {
  const cases: readonly (readonly [string, ParsedDate])[] = [
    ['03/11/2022', { day: 20_221_103, format: 'fr' }],
    ['2022-11-03', { day: 20_221_103, format: 'iso' }],
    ['29/02/2024', { day: 20_240_229, format: 'fr' }],
    ['29/02/2000', { day: 20_000_229, format: 'fr' }],
    ['31/02/2022', { error: 'no-such-day' }],
    ['29/02/2023', { error: 'no-such-day' }],
    ['29/02/1900', { error: 'no-such-day' }],
    ['31/04/2022', { error: 'no-such-day' }],
    ['00/01/2022', { error: 'no-such-day' }],
    ['01/00/2022', { error: 'no-such-day' }],
    ['11/25/2022', { error: 'no-such-day' }],
    ['2022-13-01', { error: 'no-such-day' }],
    ['03/11/0022', { error: 'no-such-day' }],
    ['31/2/2022', { error: 'no-such-day' }],
    ['31.02.2022', { error: 'no-such-day' }],
    ['1/2/2022', { error: 'format' }],
    ['01-02-2022', { error: 'format' }],
    ['01.02.2022', { error: 'format' }],
    ['2022-11-03T00:00:00Z', { error: 'format' }],
    ['2022/11/03', { error: 'format' }],
    ['03/11/22', { error: 'format' }],
    ['03112022', { error: 'format' }],
    ['3 novembre 2022', { error: 'format' }],
    [' 03/11/2022', { error: 'format' }],
    ['', { error: 'format' }],
    ['03/11/2022\n', { error: 'format' }],
  ];
  for (const [text, expected] of cases) {
    it(shown(text), () => {
      assert.deepEqual(parseDate(text), expected);
    });
  }
});

describe('repairDate', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['03/11/2022', '03/11/2022'],
    ['2022-11-03', '03/11/2022'],
    ['1/2/2022', '01/02/2022'],
    ['01-02-2022', '01/02/2022'],
    ['01.02.2022', '01/02/2022'],
    ['1.2.2022', '01/02/2022'],
    ['2022/11/03', '03/11/2022'],
    ['2022-1-3', '03/01/2022'],
    [' 03/11/2022 ', '03/11/2022'],
    ['2022-11-03T00:00:00Z', '03/11/2022'],
    ['2022-11-03T00:00:00.000Z', '03/11/2022'],
    ['2022-11-03T00:00', '03/11/2022'],
    ['2022-11-03 00:00:00', '03/11/2022'],
    ['2022-11-03T00:00:00+01:00', '03/11/2022'],
    ['2022-11-02T23:00:00Z', undefined],
    ['2022-11-03T14:05:00', undefined],
    ['2022-11-03T00:00:00-05:00', undefined],
    ['31/02/2022', undefined],
    ['2022-02-31', undefined],
    ['11/25/2022', undefined],
    ['03/11/22', undefined],
    ['01/02-2022', undefined],
    ['03112022', undefined],
    ['20221103', undefined],
    ['', undefined],
    ['2022-02-31T00:00:00Z', undefined],
  ];
  for (const [text, expected] of cases) {
    it(`${shown(text)} → ${String(expected)}`, () => {
      assert.equal(repairDate(text), expected);
    });
  }
});

describe('days', () => {
  it('dayFrom', () => {
    assert.equal(dayFrom(2023, 12, 14), 20_231_214);
    assert.equal(dayFrom(2023, 2, 29), undefined);
    assert.equal(dayFrom(2023, 1.5, 2), undefined);
    assert.equal(dayFrom(Number.NaN, 1, 2), undefined);
    assert.equal(dayFrom(1899, 12, 31), undefined);
    assert.equal(dayFrom(2200, 1, 1), undefined);
  });

  it('formatDate', () => {
    assert.equal(formatDate(20_221_103, 'fr'), '03/11/2022');
    assert.equal(formatDate(20_221_103, 'fr', 'long'), '3 novembre 2022');
    assert.equal(formatDate(20_230_101, 'fr', 'long'), '1er janvier 2023');
    assert.equal(formatDate(20_221_103, 'en'), '3 Nov 2022');
    assert.equal(formatDate(20_221_103, 'en', 'long'), '3 November 2022');
    assert.equal(toIso(20_221_103), '2022-11-03');
  });

  it('compares', () => {
    assert.equal(isWithin(20_221_130, undefined, 20_221_130), true);
    assert.equal(isWithin(20_221_201, undefined, 20_221_130), false);
    assert.equal(isWithin(20_221_129, 20_221_130, undefined), false);
  });
});
