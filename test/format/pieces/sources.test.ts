import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  compareNatural,
  filesOf,
  type NameHints,
  nearestNames,
  partsFolderOf,
  sameName,
  sourcesOf,
} from '../../../server/src/format/pieces/folder.js';
import { numberPattern, typesNamed } from '../../../server/src/format/domain/fichier.js';
import { folderFrom } from '../../support/pieces.js';
import { effort } from '../../support/effort.js';

const sources = (name: string, ...files: readonly string[]): readonly string[] =>
  filesOf(sourcesOf(name, folderFrom(files))).map(file => file.name);

describe('the sources of a pièce', () => {
  const cases: readonly (readonly [
    told: string,
    name: string,
    files: readonly string[],
    expected: readonly string[],
  ])[] = [
    ['the file of that name', 'X.pdf', ['X.pdf', 'Y.pdf'], ['X.pdf']],
    ['the file, though a folder has parts', 'X.pdf', ['X/1.pdf', 'X.pdf'], ['X.pdf']],
    [
      'the parts, in the order of their numbers',
      'X.pdf',
      ['X/10.pdf', 'X/9.pdf', 'X/1.pdf'],
      ['1.pdf', '9.pdf', '10.pdf'],
    ],
    ['the parts of a name with another case of extension', 'X.PDF', ['X/1.pdf'], ['1.pdf']],
    ['accents in two characters', 'Été.pdf', ['E\u0301te\u0301.pdf'], ['E\u0301te\u0301.pdf']],
    ['none for another case', 'x.pdf', ['X.pdf', 'X/1.pdf'], []],
    ['none for an empty folder', 'X.pdf', ['X/'], []],
    ['none where the folder has the name itself', 'X.pdf', ['X.pdf/1.pdf'], []],
    ['no parts of another format', 'X.docx', ['X/1.pdf'], []],
    ['no path', 'X/1.pdf', ['X/1.pdf'], []],
    ['no climbing', '../X.pdf', ['X.pdf'], []],
    ['no extension alone', '.pdf', ['/1.pdf'], []],
    ['names of objects', '__proto__.pdf', ['constructor.pdf'], []],
  ];
  for (const [told, name, files, expected] of cases)
    it(told, () => {
      assert.deepEqual(sources(name, ...files), expected);
    });

  it('tells an empty folder', () => {
    assert.deepEqual(sourcesOf('X.pdf', folderFrom(['X/'])), { kind: 'none', emptyFolder: 'X' });
  });
});

describe('the natural order', () => {
  it('counts as people do', () => {
    const sorted = [
      'a10',
      'a9',
      'a09',
      'A9',
      'b',
      'é2',
      'e10',
      'a',
      '',
      '99999999999999999999',
      '100000000000000000000',
    ].sort(compareNatural);
    assert.deepEqual(sorted, [
      '',
      '99999999999999999999',
      '100000000000000000000',
      'a',
      'A9',
      'a09',
      'a9',
      'a10',
      'b',
      'é2',
      'e10',
    ]);
  });

  it('is an order: total, and the same both ways', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'B', 'é', '0', '1', '9', ' ', '-'), maxLength: 8 });
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        assert.equal(Math.sign(compareNatural(a, b)) + Math.sign(compareNatural(b, a)), 0);
        assert.equal(compareNatural(a, b) === 0, a === b);
        if (compareNatural(a, b) <= 0 && compareNatural(b, c) <= 0) assert.ok(compareNatural(a, c) <= 0);
      }),
    );
  });

  it('knows names apart', () => {
    assert.ok(sameName('é', 'e\u0301'));
    assert.ok(!sameName('é', 'É'));
    assert.equal(partsFolderOf('a.b.pdf'), 'a.b');
  });
});

describe('the types that a name speaks of', () => {
  const cases: readonly (readonly [name: string, types: readonly string[]])[] = [
    ['BDC-2022-0001.pdf', ['BON_COMMANDE']],
    ['bon de commande signé.pdf', ['BON_COMMANDE']],
    ['BonDeCommande.pdf', ['BON_COMMANDE']],
    ['VA_BDC-2022-0001.pdf', ['VA']],
    ['F2023-0140.pdf', ['FACTURE']],
    ['Facture 12.pdf', ['FACTURE']],
    ['MOM BDC 2022 0001.pdf', ['MOM']],
    ["vérification d'aptitude.pdf", ['VA']],
    ["Attestation de vérification d'aptitude.pdf", ['VA']],
    ['attestation.pdf', ['ATTESTATION_TVA']],
    ['non-assujettissement TVA.pdf', ['ATTESTATION_TVA']],
    ['mise en ordre de marche.pdf', ['MOM']],
    ['scan001.pdf', []],
    ['Novation.pdf', []],
  ];
  for (const [name, types] of cases)
    it(name, () => {
      const number = numberPattern('BDC-2022-0001');
      assert.deepEqual(typesNamed(name, number === undefined ? [] : [number]), types);
    });
});

describe('the names near a missing one', () => {
  const hints: NameHints = { type: 'FACTURE', numbers: ['BDC-2022-0001', 'F2023-0140'], isTaken: () => false };
  const near = (name: string, files: readonly string[], more: Partial<NameHints> = {}): readonly string[] =>
    nearestNames(name, folderFrom(files), { ...hints, ...more }).map(
      ({ nomFichier, likeness }) => `${likeness} ${nomFichier}`,
    );
  const cases: readonly (readonly [
    told: string,
    name: string,
    files: readonly string[],
    expected: readonly string[],
    more?: Partial<NameHints>,
  ])[] = [
    ['another case', 'F2023-0140.pdf', ['f2023-0140.PDF'], ['same f2023-0140.PDF']],
    ['other separators', 'F2023-0140.pdf', ['F2023 0140.pdf'], ['same F2023 0140.pdf']],
    [
      'a number of the demande',
      'F.pdf',
      ['facture BDC 2022 0001.pdf', 'facture BDC-2022-00011.pdf'],
      ['number facture BDC 2022 0001.pdf'],
    ],
    [
      'a number goes before a likeness',
      'F2023-0140.pdf',
      ['F2023-0140_.pdf', 'BDC-2022-0001 facture.pdf'],
      ['same F2023-0140_.pdf', 'number BDC-2022-0001 facture.pdf'],
    ],
    [
      'the right type, of no demande',
      'F2023-0140.pdf',
      ['facture signée.pdf', 'notes.pdf'],
      ['type facture signée.pdf'],
    ],
    ['never another type', 'F2023-0140.pdf', ['VA F2023-0140.pdf', 'MOM_BDC-2022-0001.pdf'], []],
    ['never another demande', 'F2023-0140.pdf', ['F2023-0141.pdf', 'F2023-1140.pdf'], []],
    [
      'never what another pièce names',
      'F2023-0140.pdf',
      ['f2023-0140.pdf'],
      [],
      { isTaken: key => key === 'f2023-0140.pdf' },
    ],
    ['a misspelling', 'factur 140.pdf', ['facture 140.pdf'], ['alike facture 140.pdf']],
    ['a folder of parts', 'F2023-0140.pdf', ['F2023_0140/1.pdf', 'F2023.0140/'], ['same F2023_0140.pdf']],
    ['only PDFs', 'F2023-0140.pdf', ['F2023_0140.docx', 'F2023_0140'], []],
    ['hostile numbers', 'F(.pdf', ['F(.*.pdf'], ['alike F(.*.pdf'], { numbers: ['(.*', '[', '\\', 'x'.repeat(5000)] }],
  ];
  for (const [told, name, files, expected, more] of cases)
    it(told, () => {
      assert.deepEqual(near(name, files, more), expected);
    });

  it('takes no time in a folder of thousands', () => {
    const folder = folderFrom(
      Array.from({ length: 5000 }, (_, i) => `facture du client ${String(i)} ${'é'.repeat(100)}.pdf`),
    );
    const start = effort();
    nearestNames(`facture du client x ${'é'.repeat(100)}.pdf`, folder, hints);
    assert.ok(effort() - start < 2000);
  });
});
