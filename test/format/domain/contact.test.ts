import assert from 'node:assert/strict';
import {
  checkEmail,
  checkTelephone,
  type EmailCheck,
  isMssante,
  isPatientMssante,
  isTestMailbox,
  repairEmail,
  repairTelephone,
  type TelephoneCheck,
} from '../../../server/src/format/domain/contact.js';

const shown = JSON.stringify;

describe('téléphone', () => {
  const cases: readonly (readonly [string, TelephoneCheck, string | undefined])[] = [
    ['0123456789', 'ok', '0123456789'],
    ['0612345678', 'ok', '0612345678'],
    ['+33123456789', 'ok', '+33123456789'],
    ['0033123456789', 'ok', '0033123456789'],
    ['+262262123456', 'ok', '+262262123456'],
    ['+590690123456', 'ok', '+590690123456'],
    ['+594594123456', 'ok', '+594594123456'],
    ['+596696123456', 'ok', '+596696123456'],
    ['+508412345', 'ok', '+508412345'],
    ['+508508412345', 'ok', '+508508412345'],
    ['+687123456', 'ok', '+687123456'],
    ['+681721234', 'ok', '+681721234'],
    ['+68940123456', 'ok', '+68940123456'],
    ['0262123456', 'ok', '0262123456'],
    ['01 23 45 67 89', 'separators', '0123456789'],
    ['01.23.45.67.89', 'separators', '0123456789'],
    ['01-23-45-67-89', 'separators', '0123456789'],
    ['01/23/45/67/89', 'separators', '0123456789'],
    ['01\u00a023\u202f45 67 89', 'separators', '0123456789'],
    ['\u202d0123456789\u202c', 'separators', '0123456789'],
    ['+33 1 23 45 67 89', 'separators', '+33123456789'],
    ['+33 (0)1 23 45 67 89', 'separators', '+33123456789'],
    ['(+33) 1 23 45 67 89', 'separators', '+33123456789'],
    ['(+33)(0)123456789', 'separators', '+33123456789'],
    ['00 33 (0) 1 23 45 67 89', 'separators', '0033123456789'],
    ['+262 (0)262 12 34 56', 'separators', '+262262123456'],
    ['(01) 23 45 67 89', 'separators', '0123456789'],
    ['+330123456789', 'invalid', undefined],
    ['012345678', 'invalid', undefined],
    ['01234567890', 'invalid', undefined],
    ['123456789', 'invalid', undefined],
    ['0023456789', 'invalid', undefined],
    ['+32123456789', 'invalid', undefined],
    ['+26226212345', 'invalid', undefined],
    ['+6871234567', 'invalid', undefined],
    ['+508012345', 'invalid', undefined],
    ['0123456789 / 0612345678', 'invalid', undefined],
    ['Tél. 0123456789', 'invalid', undefined],
    ['', 'invalid', undefined],
    ['+', 'invalid', undefined],
    ['O123456789', 'invalid', undefined],
    ['01234+56789', 'invalid', undefined],
  ];
  for (const [text, check, repaired] of cases) {
    it(`${shown(text)} → ${check}`, () => {
      assert.equal(checkTelephone(text), check);
      assert.equal(repairTelephone(text), repaired);
    });
  }
});

describe('email', () => {
  const long = `${'a'.repeat(64)}@${`${'b'.repeat(60)}.`.repeat(3)}fr`;
  const cases: readonly (readonly [string, EmailCheck, string | undefined])[] = [
    ...[
      'jean.dupont@cabinet.fr',
      'a@b.fr',
      'jean+segur@mail.chu-lyon.fr',
      "o'brien@cabinet.sante",
      'x_y-z@a-b.pharmacie',
      'Jean.Dupont@CHU.FR',
      'hélène@café.fr',
      'a@xn--caf-dma.xn--p1ai',
      'a/b@c.fr',
      '1@2.fr',
      'contact@cabinet.photography',
      long,
    ].map(address => [address, 'ok', address] as const),
    ['mssante.fr', 'domain-only', undefined],
    ['@chu.mssante.fr', 'domain-only', undefined],
    ['chu-lyon.mssante.fr', 'domain-only', undefined],
    ['a@b.fr;c@d.fr', 'several', undefined],
    ['a@b.fr, c@d.fr', 'several', undefined],
    ['a@b.fr c@d.fr', 'several', undefined],
    ['a@b.fr/c@d.fr', 'several', undefined],
    ['Jean <a@b.fr>, Paul <c@d.fr>', 'several', undefined],
    ['a@b.fr et c@d.fr', 'several', undefined],
    ['mailto:a@b.fr;c@d.fr', 'several', undefined],
    ['mailto:b.fr', 'domain-only', undefined],
    ['mailto:a@b.fr', 'mailto', 'a@b.fr'],
    ['MAILTO: a@b.fr', 'mailto', 'a@b.fr'],
    [' mailto:a@b.fr', 'mailto', 'a@b.fr'],
    ['a @b.fr', 'spaces', 'a@b.fr'],
    ['a@ b.fr', 'spaces', 'a@b.fr'],
    [' a@b.fr', 'spaces', 'a@b.fr'],
    ['a@b .fr', 'spaces', 'a@b.fr'],
    ['a@b.fr\u00a0', 'spaces', 'a@b.fr'],
    ['jean\u200bdupont@b.fr', 'spaces', 'jeandupont@b.fr'],
    ['jean dupont@b.fr', 'spaces', undefined],
    ['jean. dupont@b.fr', 'spaces', undefined],
    ['a@ca binet.fr', 'spaces', undefined],
    ['Jean <a@b.fr>', 'invalid', undefined],
    ['<a@b.fr>', 'invalid', undefined],
    ['a@@b.fr', 'invalid', undefined],
    ['a@b@c.fr', 'invalid', undefined],
    ['a@b', 'invalid', undefined],
    ['a@b.f', 'invalid', undefined],
    ['a@b..fr', 'invalid', undefined],
    ['a@b.fr.', 'invalid', undefined],
    ['.a@b.fr', 'invalid', undefined],
    ['a.@b.fr', 'invalid', undefined],
    ['a..b@c.fr', 'invalid', undefined],
    ['a@-b.fr', 'invalid', undefined],
    ['a@b-.fr', 'invalid', undefined],
    ['a@b_c.fr', 'invalid', undefined],
    ['a@b.123', 'invalid', undefined],
    ['a@b,fr', 'invalid', undefined],
    ['a@b.fr;', 'invalid', undefined],
    ['"a b"@c.fr', 'invalid', undefined],
    ['a@[127.0.0.1]', 'invalid', undefined],
    ['contact', 'invalid', undefined],
    ['', 'invalid', undefined],
    ['@', 'invalid', undefined],
    ['mailto:', 'invalid', undefined],
    ['mailto:mailto:a@b.fr', 'invalid', undefined],
    [`${'a'.repeat(65)}@b.fr`, 'invalid', undefined],
    [`${long.slice(0, -2)}${'c'.repeat(9)}.fr`, 'invalid', undefined],
    [`a@${'b'.repeat(64)}.fr`, 'invalid', undefined],
    ['http://a@b.fr', 'invalid', undefined],
  ];
  for (const [text, check, repaired] of cases) {
    it(`${shown(text.slice(0, 60))} → ${check}`, () => {
      assert.equal(checkEmail(text), check);
      assert.equal(repairEmail(text), repaired);
    });
  }

  it('knows the MSSanté domains', () => {
    for (const address of [
      'a@mssante.fr',
      'a@chu.mssante.fr',
      'a@CHU.MSSante.FR',
      'a@patient.mssante.fr',
      'chu.mssante.fr',
    ]) {
      assert.equal(isMssante(address), true, address);
    }
    for (const address of ['a@monmssante.fr', 'a@mssante.fr.com', 'mssante.fr@b.fr', '', 'a@']) {
      assert.equal(isMssante(address), false, address);
    }
    assert.equal(isPatientMssante('123@patient.mssante.fr'), true);
    assert.equal(isPatientMssante('123@impatient.mssante.fr'), false);
    assert.equal(isPatientMssante('a@chu.mssante.fr'), false);
    assert.equal(isTestMailbox(' Reponse.automatique-test@patient.mssante.fr'), true);
    assert.equal(isTestMailbox('automatique-test@patient.mssante.fr'), false);
  });
});
