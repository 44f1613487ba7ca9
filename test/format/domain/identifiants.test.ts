import assert from 'node:assert/strict';
import { validate } from 'stdnum/lib/cjs/fr/siret';
import {
  checkFiness,
  checkNumeroAsp,
  checkRpps,
  checkRppsRang,
  checkSiret,
  compactDigits,
  type FinessCheck,
  luhn,
  type NumeroAspCheck,
  repairFiness,
  repairNumeroAsp,
  repairRpps,
  repairSiret,
  type RppsCheck,
  type RppsRangCheck,
  type SiretCheck,
} from '../../../server/src/format/domain/numeros.js';

const shown = JSON.stringify;

describe('luhn', () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['0', true],
    ['18', true],
    ['79927398713', true],
    ['79927398710', false],
    ['4111111111111111', true],
    ['', false],
    ['1a', false],
    ['1 8', false],
    ['-18', false],
    ['１８', false],
  ];
  for (const [digits, expected] of cases) {
    it(`${shown(digits)} → ${String(expected)}`, () => {
      assert.equal(luhn(digits), expected);
    });
  }
});

describe('compactDigits', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['356 000 000 00048', '35600000000048'],
    ['356\u00a0000\u202f000\u200900048', '35600000000048'],
    ['75.071-2184', '750712184'],
    ['\u200b750712184\ufeff', '750712184'],
    ['75–07—12', '750712'],
    ['', ''],
    ['12/34_5,6', '12/34_5,6'],
    ['2a 000', '2a000'],
  ];
  for (const [text, expected] of cases) {
    it(shown(text), () => {
      assert.equal(compactDigits(text), expected);
    });
  }
});

describe('checkSiret', () => {
  const cases: readonly (readonly [string, SiretCheck])[] = [
    ['73282932000074', 'ok'],
    ['73282932000075', 'key'],
    // La Poste: its seat by Luhn, an office by the sum of its digits
    ['35600000000048', 'ok'],
    ['35600000049837', 'ok'],
    ['35600000049838', 'key'],
    ['732829320', 'siren'],
    ['732 829 320', 'siren'],
    ['732829321', 'siren'],
    ['732 829 320 00074', 'characters'],
    ['7328293200007O', 'characters'],
    ['73282932000074 ', 'characters'],
    ['7328293200007', 'length'],
    ['732829320000744', 'length'],
    ['', 'length'],
    ['00000000000000', 'key'],
    ['７3282932000074', 'characters'],
  ];
  for (const [text, expected] of cases) {
    it(`${shown(text)} → ${expected}`, () => {
      assert.equal(checkSiret(text), expected);
    });
  }

  it('agrees with stdnum outside La Poste', () => {
    for (let start = 0; start < 2_000; start += 1) {
      const siret = String(73_282_932_000_000 + start * 37).padStart(14, '0');
      assert.equal(checkSiret(siret) === 'ok', validate(siret).isValid, siret);
    }
  });

  it('agrees with stdnum on La Poste, but for the numbers that follow Luhn', () => {
    for (let nic = 0; nic < 2_000; nic += 1) {
      const siret = `356000000${String(nic).padStart(5, '0')}`;
      if (!luhn(siret)) assert.equal(checkSiret(siret) === 'ok', validate(siret).isValid, siret);
    }
  });
});

describe('repairSiret', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['732 829 320 00074', '73282932000074'],
    ['732.829.320-00074', '73282932000074'],
    ['73282932000074', '73282932000074'],
    ['732 829 320 00075', undefined],
    ['732829320', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of cases) {
    it(shown(text), () => {
      assert.equal(repairSiret(text), expected);
    });
  }
});

describe('checkFiness', () => {
  const cases: readonly (readonly [string, FinessCheck])[] = [
    ...['750712184', '590780193', '970408589', '060785011', '010000016', '2B0000020', '2A0000014'].map(
      finess => [finess, 'ok'] as const,
    ),
    ['750712185', 'key'],
    ['2A0000020', 'key'],
    ['2B0000014', 'key'],
    ['000000000', 'departement'],
    ['960780193', 'departement'],
    ['990780193', 'departement'],
    ['2C0000014', 'characters'],
    ['1A0000014', 'departement'],
    ['7A0712184', 'departement'],
    ['2a0000014', 'characters'],
    ['75 071 2184', 'characters'],
    ['75071218A', 'characters'],
    ['A50712184', 'characters'],
    ['60785011', 'length'],
    ['7507121840', 'length'],
    ['', 'length'],
    ['2', 'length'],
    ['2A', 'length'],
  ];
  for (const [text, expected] of cases) {
    it(`${shown(text)} → ${expected}`, () => {
      assert.equal(checkFiness(text), expected);
    });
  }
});

describe('repairFiness', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['75 071 218 4', '750712184'],
    ['75\u00a00712184', '750712184'],
    ['2a0000014', '2A0000014'],
    ['2b 0000020', '2B0000020'],
    ['60785011', '060785011'],
    ['10000016', '010000016'],
    ['60 785 011', '060785011'],
    ['750712184', '750712184'],
    ['60785012', undefined],
    ['75071218', undefined],
    ['750712185', undefined],
    ['2a0000015', undefined],
    ['A0000014', undefined],
    ['', undefined],
    ['FINESS 750712184', undefined],
  ];
  for (const [text, expected] of cases) {
    it(shown(text), () => {
      assert.equal(repairFiness(text), expected);
    });
  }
});

describe('checkRpps', () => {
  const cases: readonly (readonly [string, RppsCheck])[] = [
    ['10002727377', 'ok'],
    ['99700296140', 'ok'],
    ['99700218896', 'ok'],
    ['899700296140', 'national'],
    ['899700218896', 'national'],
    ['810002727377', 'national'],
    ['10002727378', 'key'],
    ['00000000000', 'key'],
    ['810002727378', 'length'],
    ['710002727377', 'length'],
    ['1000272737', 'length'],
    ['', 'length'],
    ['10 002 727 377', 'characters'],
    ['1000272737X', 'characters'],
  ];
  for (const [text, expected] of cases) {
    it(`${shown(text)} → ${expected}`, () => {
      assert.equal(checkRpps(text), expected);
    });
  }
});

describe('repairRpps', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['10 002 727 377', '10002727377'],
    ['899700296140', '99700296140'],
    ['8 99700296140', '99700296140'],
    ['10002727377', '10002727377'],
    ['10002727378', undefined],
    ['8100027273779', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of cases) {
    it(shown(text), () => {
      assert.equal(repairRpps(text), expected);
    });
  }
});

describe('checkRppsRang', () => {
  const cases: readonly (readonly [string, RppsRangCheck])[] = [
    ['10002727377001', 'ok'],
    ['10002727378001', 'key'],
    ['10002727377', 'length'],
    ['410002727377001', 'length'],
    ['10002727377 001', 'characters'],
    ['', 'length'],
  ];
  for (const [text, expected] of cases) {
    it(`${shown(text)} → ${expected}`, () => {
      assert.equal(checkRppsRang(text), expected);
    });
  }
});

describe('numéro ASP', () => {
  const cases: readonly (readonly [string, NumeroAspCheck, string | undefined])[] = [
    ['FINMDV100001', 'ok', 'FINMDV100001'],
    ['FINMDV00001', 'ok', 'FINMDV00001'],
    ['FINMS1200123', 'ok', 'FINMS1200123'],
    ['finmdv100001', 'case', 'FINMDV100001'],
    ['FinMdv00001', 'case', 'FINMDV00001'],
    ['FIN MDV1 00001', 'form', 'FINMDV100001'],
    [' fin-mdv-00001', 'form', 'FINMDV00001'],
    ['FINMDV1', 'form', undefined],
    ['FINMDVXX00001', 'form', undefined],
    ['AEMP2024004235', 'form', undefined],
    ['FINMDV0000A', 'form', undefined],
    ['FıNMDV00001', 'form', undefined],
    ['', 'form', undefined],
  ];
  for (const [text, check, repaired] of cases) {
    it(`${shown(text)} → ${check}`, () => {
      assert.equal(checkNumeroAsp(text), check);
      assert.equal(repairNumeroAsp(text), repaired);
    });
  }
});
