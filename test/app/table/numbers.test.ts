import assert from 'node:assert/strict';
import { guardedNumber, isDay, unguarded } from '../../../server/src/app/table/guard.js';

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
