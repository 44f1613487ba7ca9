import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatEuros } from '../../../server/src/format/domain/montant.js';
import { datesIn, hasName, hasNumber, lacksSiret, siretsIn } from '../../../server/src/format/pieces/texte/valeurs.js';
import { amountsIn, hasAmount, htShown, isTtcOnly } from '../../../server/src/format/pieces/texte/montants.js';
import { hasPhrase } from '../../../server/src/format/pieces/texte/prestation.js';
import { isReadable, legibilityOf } from '../../../server/src/format/pieces/documents.js';
import { readTexte, type Texte } from '../../../server/src/format/pieces/texte/texte.js';
import { siret } from '../../support/identifiers.js';
import { effort } from '../../support/effort.js';

const of = (...pages: readonly string[]): Texte => readTexte({ name: 'x.pdf', pages });

describe('a phrase in a text', () => {
  const wanted = 'au titre du segur de la sante';
  const there: readonly (readonly [told: string, text: string])[] = [
    ['as it is', 'au titre du Ségur de la santé'],
    ['in capitals, without accents', 'AU TITRE DU SEGUR DE LA SANTE'],
    ['decomposed accents', 'au titre du Se\u0301gur de la sante\u0301'],
    ['no-break and thin spaces', 'au\u00a0titre\u202fdu\u2009Ségur de\u00a0la santé'],
    ['ligatures', 'au titre du Ségur de la ſanté'.replace('ſ', 's')],
    ['over two lines', 'au titre du Ségur\nde la santé'],
    ['hyphenated', 'au titre du Sé-\ngur de la santé'],
    ['a soft hyphen', 'au titre du Sé\u00adgur de la san\u00ad\nté'],
    ['spaced out', 'A U  T I T R E  D U  S É G U R  D E  L A  S A N T É'],
    ['without spaces', 'autitreduSégurdelasanté'],
    ['words torn apart', 'au ti tre du Sé gur de la san té'],
    ['an accent of TeX', 'au titre du S´egur de la sant´e'],
    ['beside another column', 'au titre du Ségur       Total HT   358,33\nde la santé             TVA 71,67'],
    ['behind another column', 'Total HT  358,33    au titre du\nTVA 71,67   20 %   Ségur de la\nTotal  santé'],
  ];
  for (const [told, text] of there)
    it(`stands there: ${told}`, () => {
      assert.ok(hasPhrase(of(text), wanted));
    });
  const absent: readonly (readonly [told: string, text: string])[] = [
    ['another order of words', 'de la santé au titre du Ségur'],
    ['a word less', 'au titre du Ségur la santé'],
    ['too far below', 'au titre du Ségur\na\nb\nc\nd\nde la santé'],
    ['nothing', ''],
  ];
  for (const [told, text] of absent)
    it(`stands not there: ${told}`, () => {
      assert.ok(!hasPhrase(of(text), wanted));
    });
});

describe('the amounts of a text', () => {
  const cases: readonly (readonly [text: string, cents: number])[] = [
    ['1 234,56 €', 123_456],
    ['1\u202f234,56\u00a0€', 123_456],
    ['1.234,56', 123_456],
    ['1,234.56', 123_456],
    ['1 234.56 EUR', 123_456],
    ['EUR 1,234.56', 123_456],
    ['€1234.56', 123_456],
    ['1234,56€HT', 123_456],
    ['1 234,\n56 €', 123_456],
    ['1\n234,56', 123_456],
    ["1'234.56", 123_456],
    ['1 234 ,56', 123_456],
    ['12 345 678,90', 1_234_567_890],
    ['1 075 €', 107_500],
    ['1 075', 107_500],
    ['358,3 €', 35_830],
    ['1   358,33', 35_833],
    ['Qté 2 358,33', 35_833],
    ['-358,33', 35_833],
    ['(358,33)', 35_833],
    ['Total358,33', 35_833],
    ['358,33.', 35_833],
    ['358,33, puis', 35_833],
  ];
  for (const [text, cents] of cases)
    it(JSON.stringify(text), () => {
      const { flat } = of(text);
      assert.ok(hasAmount(flat, amountsIn(flat), cents));
    });
  const others: readonly (readonly [text: string, cents: number])[] = [
    ['1358,33', 35_833],
    ['358,334', 35_833],
    ['358,3', 35_833],
    ['2 075', 107_500],
    ['1 0755', 107_500],
    ['1 075,01', 107_500],
    ['10 75', 107_500],
    ['', 0],
    ['v3.58.33', 35_833],
  ];
  for (const [text, cents] of others)
    it(`${JSON.stringify(text)} is not ${String(cents)}`, () => {
      const { flat } = of(text);
      assert.ok(!hasAmount(flat, amountsIn(flat), cents));
    });

  it('finds whatever is printed the French or the English way', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999_99 }), fc.constantFrom('fr', 'en'), (cents, lang) => {
        const { flat } = of(`Total : ${formatEuros(cents, lang)} dont rien`);
        assert.ok(hasAmount(flat, amountsIn(flat), cents), flat);
      }),
    );
  });

  it('knows what is before tax by the tax and the sum beside it', () => {
    const amounts = amountsIn(of('Total HT 358,33\nTVA 20 % 71,67\nTotal TTC 430,00\nAcompte 129,00').flat);
    assert.deepEqual(htShown(amounts), [35_833]);
    assert.ok(isTtcOnly(amounts, 43_000));
    assert.ok(!isTtcOnly(amounts, 35_833));
    assert.ok(!isTtcOnly(amounts, 12_900));
  });
});

describe('the dates of a text', () => {
  const cases: readonly (readonly [text: string, day: number])[] = [
    ['12/06/2023', 20230612],
    ['12.06.2023', 20230612],
    ['12-06-23', 20230612],
    ['2023-06-12', 20230612],
    ['2023/06/12', 20230612],
    ['2023.6.12', 20230612],
    ['1 2 / 0 6 / 2 0 2 3', 20230612],
    ['12 juin 2023', 20230612],
    ['1er août 2023', 20230801],
    ['3 févr. 2023', 20230203],
    ['5 DÉCEMBRE 2022', 20221205],
    ['12 / 06 / 2023', 20230612],
    ['le12/06/2023', 20230612],
    ['9 juillet 23', 20230709],
    ['1er\u00a0janvier\u00a02024', 20240101],
  ];
  for (const [text, day] of cases)
    it(text, () => {
      assert.deepEqual(
        datesIn(of(text).flat).map(date => date.day),
        [day],
      );
    });
  for (const text of ['31/02/2023', '812 345 678 00013', '04.78.12.34.56', '12 juin', '358,33'])
    it(`none in ${text}`, () => {
      assert.deepEqual(datesIn(of(text).flat), []);
    });
});

describe('the SIRETs of a text', () => {
  const good = siret(7);
  const grouped = `${good.slice(0, 3)} ${good.slice(3, 6)} ${good.slice(6, 9)} ${good.slice(9)}`;
  const cases: readonly string[] = [
    good,
    grouped,
    grouped.replaceAll(' ', '\u00a0'),
    grouped.replaceAll(' ', '.'),
    `SIRET N°${good}`,
    `SIREN ${good.slice(0, 9)} NIC ${good.slice(9)}`,
    `SIREN : ${good.slice(0, 9)}\nNIC : ${good.slice(9)}`,
    `Siret: |${Array.from(good).join('|')}|`,
    `N° SIRET de l'établissement : ${Array.from(good).join(' ')}`,
    `${good.slice(0, 9)} ${good.slice(9)}`,
    `RCS Lyon ${grouped} - APE 6201Z`,
    `SIRET\n${grouped}`,
    `SIREN ${good.slice(0, 9)} (NIC : ${good.slice(9)})`,
    `SIREN ${grouped.slice(0, 11)} - code NIC ${good.slice(9)}`,
    `SIREN ${grouped.slice(0, 11)}\nCode NIC ${good.slice(9)}`,
    `NIC ${good.slice(9)}\nSIREN ${good.slice(0, 9)}`,
    `SIREN ${good.slice(0, 9)}, APE 6201Z, 12 rue des Lilas\nNIC ${good.slice(9)}`,
    `${grouped}\nN° SIRET ci-dessus`,
    `${good}RCS`,
    `siret${good}`,
    Array.from(good).join(' │ '),
    `[${Array.from(good).join('] [')}]`,
    Array.from(good).join('\n'),
    `${good.slice(0, 4)} ${good.slice(4, 8)} ${good.slice(8, 12)} ${good.slice(12)}`,
    `${grouped.slice(0, 11)}\n\n${good.slice(9)}`,
  ];
  for (const text of cases)
    it(JSON.stringify(text), () => {
      assert.deepEqual(siretsIn(of(text)), [good]);
    });

  it('are none in telephone numbers, accounts and the like, and it is told why', () => {
    const absent = of(
      'Tél. 04 78 12 34 56 – Fax 04 78 12 34 57 – IBAN FR76 3000 6000 0112 3456 7890 189 – FR 12 812345678',
    );
    assert.deepEqual(siretsIn(absent), []);
    assert.equal(lacksSiret(absent), 'absent');
    assert.equal(lacksSiret(of(`SIREN : ${good.slice(0, 9)}`)), 'siren');
    assert.equal(lacksSiret(of(`SIRET : ${good.slice(0, 9)}, RCS Lyon`)), 'siren');
    const wrong = good.slice(0, 13) + String((Number(good.at(-1)) + 1) % 10);
    assert.equal(lacksSiret(of(`SIRET : ${wrong}`)), 'key');
  });
});

describe('numbers and names in a text', () => {
  const numbers: readonly (readonly [number: string, text: string, there: boolean])[] = [
    ['F2023-0140', 'Facture n° F2023/0140', true],
    ['F2023-0140', 'F2023-0141', false],
    ['12', 'Facture n°12 du', true],
    ['12', 'Facture n°0012', true],
    ['12', '12 345,00', true],
    ['12', '2012', false],
    ['A-12', 'réf. A12', true],
    ['140', 'nº140', true],
    ['690781018', 'FINESS 69 078 101 8', true],
    ['2A0000014', '2a 000 0014', true],
    ['', 'x', false],
  ];
  for (const [number, text, there] of numbers)
    it(`${number} in ${text}: ${String(there)}`, () => {
      assert.equal(hasNumber(of(text), number), there);
    });

  const people: readonly (readonly [name: string, text: string, there: boolean])[] = [
    ['Anne-Sophie Lefèvre', 'Dr Anne-Sophie LEFEVRE', true],
    ['Anne-Sophie Lefèvre', 'LEFÈVRE Anne Sophie', true],
    ['Anne-Sophie Lefèvre', 'Docteur Lefèvre', true],
    ['Anne-Sophie Lefèvre', 'A.-S. Lefèvre', true],
    ['Anne-Sophie Lefèvre', 'Cabinet Lefèvre', false],
    ['Anne-Sophie Lefèvre', 'as.lefevre@cabinet-lefevre.fr', false],
    ['Dr Jean Martin', 'M. J. MARTIN', true],
    ['Jean Martin', 'rue Jean Jaurès', false],
    ['Jean Martin', 'M.\nMartin', false],
    ["Paul d'Ornano", "Monsieur le Dr d'Ornano", true],
    ['Nguyen Van', 'Mme NGUYEN VAN', true],
    ['Élodie Morvan-Teissier', 'Élodie\nMorvan-Teissier', true],
    ['Sophie Martin', 'Sophie Bernard', false],
  ];
  for (const [name, text, there] of people)
    it(`${name} in ${JSON.stringify(text)}: ${String(there)}`, () => {
      assert.equal(hasName(of(text), name), there);
    });
});

describe('a text that can be read', () => {
  it('is no scan, no garbage, and no general conditions behind a scan', () => {
    assert.ok(!isReadable({ name: 'a', pages: ['', ''] }));
    assert.ok(!isReadable({ name: 'b', pages: ['\u0001\u0002'.repeat(200)] }));
    assert.ok(
      !isReadable({
        name: 'c',
        pages: [
          '',
          'Conditions générales de la vente : le client paie la facture et le montant de la commande à la date ' +
            'dite, 40 € sinon.',
        ],
      }),
    );
    assert.equal(legibilityOf({ name: 'e', pages: ['\ue001\ue002 \ue003'.repeat(50)] }), 'garbage');
    assert.equal(legibilityOf({ name: 'f', pages: ['Gdwh gh od idfwxuh Prqwdqw'.repeat(10)] }), 'garbage');
    assert.equal(legibilityOf({ name: 'g', pages: ['12/06/2023 1/2'] }), 'scan');
    assert.equal(legibilityOf({ name: 'h', pages: ['Numérisé avec un téléphone'] }), 'short');
    assert.equal(legibilityOf({ name: 'i', pages: ['BON DE COMMANDE\nSIREN 812345678'] }), 'text');
    assert.equal(legibilityOf({ name: 'j', pages: ['F a c t u r e\nT o t a l H T 3 5 8 , 3 3 €'] }), 'text');
    assert.ok(
      isReadable({
        name: 'd',
        pages: ['Facture du 12/06/2023 : le total de la commande est de 358,33 € HT, TVA 71,67 €', ''],
      }),
    );
  });

  it('never takes long nor throws, whatever it is', () => {
    const start = effort();
    for (const unit of [
      '1 ',
      '12,',
      '111 ',
      '1',
      '€1 ',
      'prestation ',
      'a\n',
      'siret 1 ',
      '\u0301',
      '(((',
      'tva ',
      '1.1.1.',
      'facture n° ',
      'du ',
    ]) {
      const texte = of(unit.repeat(100_000));
      amountsIn(texte.flat);
      datesIn(texte.flat);
      siretsIn(texte);
      lacksSiret(texte);
      hasPhrase(texte, 'au titre du segur de la sante');
      hasName(texte, 'Anne-Sophie Lefèvre');
    }
    assert.ok(effort() - start < 8000);
  });
});
