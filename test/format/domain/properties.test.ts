import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as caracteres from '../../../server/src/format/domain/fold.js';
import * as date from '../../../server/src/format/domain/date.js';
import * as contact from '../../../server/src/format/domain/contact.js';
import * as fichier from '../../../server/src/format/domain/fichier.js';
import * as finess from '../../../server/src/format/domain/numeros.js';
import * as fold from '../../../server/src/format/domain/fold.js';
import * as luhn from '../../../server/src/format/domain/numeros.js';
import * as montant from '../../../server/src/format/domain/montant.js';
import * as nom from '../../../server/src/format/domain/nom.js';
import * as numeroAsp from '../../../server/src/format/domain/numeros.js';
import * as rpps from '../../../server/src/format/domain/numeros.js';
import * as siret from '../../../server/src/format/domain/numeros.js';
import * as territoire from '../../../server/src/format/domain/territoire.js';
import { effort } from '../../support/effort.js';

interface Subject {
  readonly name: string;
  /** Texts near the valid ones, which chance alone would never find. */
  readonly near: fc.Arbitrary<string>;
  readonly repair: (text: string) => string | undefined;
  readonly isGood: (text: string) => boolean;
  /** The digits that a repair must keep, in any order. */
  readonly kept: (text: string) => string;
}

const DIGITS = Array.from('0123456789');

const digitsOf = (text: string): string => text.replace(/\D/g, '');
const sorted = (text: string): string => Array.from(text).sort().join('');

/** Texts with separators, spaces and stray characters inserted between the characters of `base`. */
const stray = fc.constantFrom(' ', '\u00a0', '\u202f', '\u200b', '.', '-', '–', '/', 'x', '(0)', ',', '€');
const dressed = (base: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(base, fc.array(fc.tuple(fc.nat(20), stray), { maxLength: 4 }))
    .map(([text, inserted]) =>
      inserted.reduce((whole, [at, extra]) => whole.slice(0, at) + extra + whole.slice(at), text),
    );

const digits = (min: number, max: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...DIGITS), { minLength: min, maxLength: max }).map(parts => parts.join(''));

/** Digits with a last one that makes the Luhn key hold. */
const withKey = (base: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  base.map(text => text + (DIGITS.find(key => luhn.luhn((text + key).replace('A', '1').replace('B', '2'))) ?? ''));

const corse = fc.tuple(fc.constantFrom('2A', '2B'), digits(6, 6)).map(parts => parts.join(''));
/** Days and months a little out of the calendar too, with and without their zeros, day first and year first. */
const dates = fc
  .record({
    year: fc.oneof(fc.integer({ min: 1890, max: 2210 }), fc.integer({ min: 0, max: 99 })),
    month: fc.integer({ min: 0, max: 13 }),
    day: fc.integer({ min: 0, max: 32 }),
    width: fc.constantFrom(1, 2),
    separator: fc.constantFrom('/', '-', '.'),
    yearFirst: fc.boolean(),
    time: fc.constantFrom('', '', '', 'T00:00:00Z', ' 00:00', 'T23:00:00Z'),
  })
  .map(({ year, month, day, width, separator, yearFirst, time }) => {
    const fields = [String(day).padStart(width, '0'), String(month).padStart(width, '0'), String(year)];
    return (yearFirst ? fields.reverse() : fields).join(separator) + time;
  });

const SUBJECTS: readonly Subject[] = [
  {
    name: 'SIRET',
    near: withKey(digits(12, 14)),
    repair: siret.repairSiret,
    isGood: text => siret.checkSiret(text) === 'ok',
    kept: digitsOf,
  },
  {
    name: 'FINESS',
    near: fc.oneof(
      withKey(digits(7, 9)),
      withKey(corse),
      withKey(corse).map(text => text.toLowerCase()),
    ),
    repair: finess.repairFiness,
    isGood: text => finess.checkFiness(text) === 'ok',
    // The restored zero was not typed.
    kept: text => digitsOf(text).replace(/^0/, ''),
  },
  {
    name: 'RPPS',
    near: fc.oneof(
      withKey(digits(9, 12)),
      withKey(digits(10, 10)).map(text => `8${text}`),
    ),
    repair: rpps.repairRpps,
    isGood: text => rpps.checkRpps(text) === 'ok',
    // The 8 of the national identifier goes.
    kept: text => (digitsOf(text).length === 12 ? digitsOf(text).slice(1) : digitsOf(text)),
  },
  {
    name: 'numéro ASP',
    near: digits(7, 10).map(text => `fin${text}`),
    repair: numeroAsp.repairNumeroAsp,
    isGood: text => numeroAsp.checkNumeroAsp(text) === 'ok',
    kept: digitsOf,
  },
  {
    name: 'montant',
    near: fc
      .tuple(
        digits(1, 9),
        fc.constantFrom(',', '.', ' ', ''),
        digits(0, 3),
        fc.constantFrom('', ' €', ' EUR', ' € HT', ' TTC'),
      )
      .map(parts => parts.join('')),
    repair: montant.repairMontant,
    isGood: text => 'cents' in montant.parseMontant(text),
    kept: digitsOf,
  },
  {
    name: 'date',
    near: dates,
    repair: date.repairDate,
    isGood: text => 'day' in date.parseDate(text),
    // The fields change places, short days and months get zeros, and those of midnight go.
    kept: text => digitsOf(text.trim().replace(/[T ]00:.*$/, '')).replaceAll('0', ''),
  },
  {
    name: 'téléphone',
    near: fc
      .tuple(fc.constantFrom('0', '+33', '0033', '+33(0)', '+262', '+508', '+687', '+689'), digits(6, 9))
      .map(parts => parts.join('')),
    repair: contact.repairTelephone,
    isGood: text => contact.checkTelephone(text) === 'ok',
    // The zero in brackets is a way of writing, not a digit to dial.
    kept: text => digitsOf(text.replace(/[\s.\-–/\u200b]/g, '').replace(/^(\(?(?:\+|00)\d{2,3}\)?)\(0\)/, '$1')),
  },
  {
    name: 'email',
    near: fc.tuple(fc.constantFrom('', 'mailto:', ' '), fc.emailAddress()).map(parts => parts.join('')),
    repair: contact.repairEmail,
    isGood: text => contact.checkEmail(text) === 'ok',
    kept: digitsOf,
  },
];

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc
    .array(
      fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)),
      { maxLength: 30 },
    )
    .map(parts => parts.join('')),
  fc.string({
    unit: fc.constantFrom(...Array.from('0123456789 -+.,/@:;€TZFINchu()\u00a0\u202f\u200b')),
    maxLength: 30,
  }),
);

describe('repairs', () => {
  for (const { name, near, repair, isGood, kept } of SUBJECTS) {
    const texts = fc.oneof(near, dressed(near), anyText);

    it(`${name}: lead to a good value, keep every digit, and repeat themselves`, () => {
      fc.assert(
        fc.property(texts, text => {
          const repaired = repair(text);
          if (repaired === undefined) return;
          assert.equal(isGood(repaired), true);
          assert.equal(repair(repaired), repaired);
          assert.equal(sorted(kept(repaired)), sorted(kept(text)));
        }),
        { numRuns: 2_000 },
      );
    });

    it(`${name}: leave a good value as it is`, () => {
      fc.assert(
        fc.property(near, text => {
          // An ISO date is readable, and still rewritten.
          if (isGood(text) && name !== 'date') assert.equal(repair(text), text);
        }),
        { numRuns: 1_000 },
      );
    });
  }

  it('date: names the same day', () => {
    fc.assert(
      fc.property(dates, text => {
        const before = date.parseDate(text);
        const repaired = date.repairDate(text);
        if ('day' in before) assert.deepEqual(date.parseDate(repaired ?? ''), { day: before.day, format: 'fr' });
      }),
      { numRuns: 2_000 },
    );
  });

  it('numbers are never guessed: repairs of one valid FINESS with a wrong digit give nothing', () => {
    fc.assert(
      fc.property(withKey(digits(8, 8)), fc.nat(8), fc.integer({ min: 1, max: 9 }), (text, at, by) => {
        const wrong = text.slice(0, at) + String((Number(text[at]) + by) % 10) + text.slice(at + 1);
        assert.equal(finess.repairFiness(wrong), undefined);
      }),
    );
  });
});

/** Every function of one text. */
const OF_TEXT: readonly ((text: string) => unknown)[] = [
  caracteres.stripInvisible,
  caracteres.compactDigits,
  caracteres.utf8Length,
  luhn.luhn,
  siret.checkSiret,
  siret.repairSiret,
  finess.checkFiness,
  finess.repairFiness,
  rpps.checkRpps,
  rpps.repairRpps,
  rpps.checkRppsRang,
  numeroAsp.checkNumeroAsp,
  numeroAsp.repairNumeroAsp,
  montant.parseMontant,
  montant.floorCents,
  montant.repairMontant,
  date.parseDate,
  date.repairDate,
  contact.checkTelephone,
  contact.repairTelephone,
  contact.checkEmail,
  contact.repairEmail,
  contact.isMssante,
  contact.isPatientMssante,
  contact.isTestMailbox,
  territoire.territoireOfFiness,
  territoire.vatRateOfFiness,
  nom.looksLikeStructure,
  fold.foldKey,
  fold.foldLoose,
  text => fold.nearest(text, ['nomClient', text, '']),
  fichier.checkFileName,
  fichier.extensionOf,
];

describe('totality', () => {
  it('nothing throws on any text', () => {
    fc.assert(
      fc.property(anyText, text => {
        for (const call of OF_TEXT) call(text);
      }),
      { numRuns: 3_000 },
    );
  });

  it('nothing throws on any number', () => {
    const anyNumber = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(Number.NaN, Infinity, -Infinity, -0));
    fc.assert(
      fc.property(anyNumber, anyNumber, anyNumber, (a, b, c) => {
        for (const lang of ['fr', 'en'] as const) {
          montant.formatEuros(a, lang);
          date.formatDate(a, lang);
          date.formatDate(a, lang, 'long');
        }
        montant.centsToLexeme(a);
        montant.floorToEuro(a);
        montant.htFromTtc(a, b);
        montant.ttcFromHt(a, b);
        montant.isShareOf(a, b, c);
        date.dayFrom(a, b, c);
        date.toIso(a);
      }),
    );
  });

  it('no text takes long', function () {
    this.timeout(20_000);
    const size = 100_000;
    const long = [
      ' ',
      '0',
      '1',
      '.',
      '@',
      'a',
      'a.',
      'a@',
      '@.',
      'ch de ',
      'S.',
      '-',
      '1 ',
      '1.',
      ',123',
      '\u00e9',
      'mailto:',
      '\ud800',
      'e\u0301',
      '()',
      '0.0',
    ];
    for (const unit of long) {
      for (const end of ['', '!', '@', ' X']) {
        const text = unit.repeat(size / unit.length) + end;
        for (const call of OF_TEXT) {
          const start = effort();
          call(text);
          const took = effort() - start;
          assert.ok(
            took < 500,
            `${String(call)} took ${String(took)} ms on ${JSON.stringify(unit)}… ${JSON.stringify(end)}`,
          );
        }
      }
    }
  });
});

describe('money', () => {
  const cents = fc.integer({ min: 0, max: montant.MAX_CENTS });
  const rate = fc.constantFrom(...Object.values(territoire.TAUX_PER_MILLE));

  it('htFromTtc: floor ≤ exact < floor + 1, and nearest within half a cent', () => {
    fc.assert(
      fc.property(cents, rate, (ttc, perMille) => {
        const { floor, nearest } = montant.htFromTtc(ttc, perMille);
        const by = BigInt(1_000 + perMille);
        const exact = BigInt(ttc) * 1_000n;
        assert.ok(BigInt(floor) * by <= exact && exact < BigInt(floor + 1) * by);
        const twice = 2n * (BigInt(nearest) * by - exact);
        assert.ok(-by < twice && twice <= by);
        assert.ok(nearest === floor || nearest === floor + 1);
      }),
      { numRuns: 3_000 },
    );
  });

  it('ttcFromHt and shareOf agree with exact arithmetic', () => {
    fc.assert(
      fc.property(cents, rate, fc.integer({ min: 0, max: 100 }), (ht, perMille, percent) => {
        assert.equal(BigInt(montant.ttcFromHt(ht, perMille).floor), (BigInt(ht) * BigInt(1_000 + perMille)) / 1_000n);
        const share = montant.shareOf(ht, percent);
        assert.equal(BigInt(share.nearest), (BigInt(ht) * BigInt(percent) * 2n + 100n) / 200n);
        assert.equal(
          montant.isShareOf(share.floor, ht, percent) && montant.isShareOf(share.nearest, ht, percent),
          true,
        );
      }),
      { numRuns: 3_000 },
    );
  });

  it('an amount before tax comes back from its amount with tax', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Math.floor(montant.MAX_CENTS / 2) }), rate, (ht, perMille) => {
        assert.equal(montant.htFromTtc(montant.ttcFromHt(ht, perMille).nearest, perMille).nearest, ht);
      }),
    );
  });

  it('a written amount reads as itself, in JSON and in both languages', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: montant.MAX_CENTS }), amount => {
        const lexeme = montant.centsToLexeme(amount);
        assert.deepEqual(montant.parseMontant(lexeme), { cents: amount });
        assert.equal(montant.floorCents(lexeme), amount);
        for (const lang of ['fr', 'en'] as const) {
          assert.equal(montant.floorCents(montant.repairMontant(montant.formatEuros(amount, lang)) ?? ''), amount);
        }
      }),
    );
  });

  it('floorCents agrees with exact arithmetic on any JSON number', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: -30, max: 30 }), (mantissa, exponent) => {
        const shift = exponent + 2;
        const exact = shift >= 0 ? mantissa * 10n ** BigInt(shift) : mantissa / 10n ** BigInt(-shift);
        const expected = exact > BigInt(montant.MAX_CENTS) ? undefined : Number(exact);
        assert.equal(montant.floorCents(`${String(mantissa)}e${String(exponent)}`), expected);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('folding', () => {
  it('is idempotent', () => {
    fc.assert(
      fc.property(anyText, text => {
        assert.equal(fold.foldKey(fold.foldKey(text)), fold.foldKey(text));
        assert.equal(fold.foldLoose(fold.foldLoose(text)), fold.foldLoose(text));
      }),
      { numRuns: 3_000 },
    );
  });
});
