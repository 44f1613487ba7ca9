import assert from 'node:assert/strict';
import { notesOf } from '../../../server/src/app/table/notes.js';
import { tableModel } from '../../../server/src/app/table/columns.js';
import { guardedNumber, isDay, unguarded } from '../../../server/src/app/table/guard.js';
import { lines, make, profileOf } from './support.js';

describe('numbers that a spreadsheet changes', () => {
  const CHANGED = ['0000001', '5/2022', '05/2022', '2022-05', '1.10', '1,50', '1234567890123456', '2E0041', '12-5'];
  const DAYS = ['01/05/2022', '1/5/22', '2022-05-01', 'mai-22', 'janv-22', 'mai 2022', '5-mai', 'MAY-22', 'déc-2022'];
  const PLAIN = [
    'LMS-2022-0141',
    'BDC-2022-0001',
    '2022-0141',
    '123',
    'CMD 2022/05 A',
    'Marseille-22',
    'mairie',
    'F5/2022',
  ];

  for (const text of [...CHANGED, ...DAYS])
    it(`${text} is written as text, and read back as it was`, () => {
      assert.notEqual(guardedNumber(text), text);
      assert.deepEqual(unguarded(guardedNumber(text)), { text, typed: true });
    });
  for (const text of PLAIN)
    it(`${text} is left alone`, () => {
      assert.equal(guardedNumber(text), text);
      assert.ok(!isDay(text));
    });
  for (const text of DAYS)
    it(`${text} is a day`, () => {
      assert.ok(isDay(text));
    });
});

describe('a column of plain numbers', () => {
  const told = (...numbers: readonly string[]): readonly string[] => {
    const rows = lines('numeroEditeur;regimeTVA;montantSegurHT', ...numbers.map(number => `${number};TTC;100`));
    const made = make('MDV-LGC/avance', rows);
    return notesOf(made.headings, tableModel(profileOf('MDV-LGC/avance')), made)
      .filter(({ code }) => code === 'plain-numbers')
      .map(({ severity, message }) => `${severity}: ${message.en}`);
  };
  const LOST = /^warning: .*“1” stands beside “0000003”: .* leading zeros/;

  it('that a spreadsheet may have shortened is told', () => {
    assert.match(told('1', '2', '3').join(), /^info: .*if yours begin with zeros/);
  });
  it('in which some kept their zeros tells that others lost them', () => {
    assert.match(told('1', '2', '0000003').join(), LOST);
    assert.match(told("'0000003", '1').join(), LOST);
    assert.match(told('="0000003"', '12345', '1').join(), LOST);
  });
  it('is left alone where nothing was lost', () => {
    assert.deepEqual(told('0000001', '0000002', '1000000'), []);
    assert.deepEqual(told("'1", "'0000003"), []);
    assert.deepEqual(told('20220001', '20220002'), []);
    assert.deepEqual(told('1', '0000003', 'A4'), []);
  });
});
