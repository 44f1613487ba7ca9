import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPlafonds, readPlafonds, type PlafondsOutcome } from '../../server/src/node/tableRows.js';
import { plainNumber } from '../../server/src/node/sheets.js';
import { cellsOf, unpackedSize } from '../../server/src/node/workbookSize.js';
import type { Plafonds } from '../../server/src/format/domain/plafonds.js';
import { storedZip, workbook } from '../support/xlsx.js';

const TITLES = 'Identifiant;Type;Logiciel;Plafond HT (€);Plafond TTC (€)';
const table = (outcome: PlafondsOutcome): Plafonds => {
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.failure.message.fr);
  assert.deepEqual(outcome.problems, []);
  return outcome.table;
};
const failure = async (bytes: Buffer): Promise<string> => {
  const outcome = await readPlafonds(bytes);
  assert.ok(!outcome.ok);
  for (const lang of ['fr', 'en'] as const) assert.ok(outcome.failure.message[lang].length > 10);
  return outcome.failure.reason;
};

describe('calculation file: CSV', () => {
  const rows = [TITLES, '10000016;FINESS géographique;;"14 100,83 €";', '750712184;FINESS PMSI;RI;;16921'];
  const encodings: readonly (readonly [string, Buffer])[] = [
    ['Windows-1252, CRLF', Buffer.from(rows.join('\r\n').replaceAll('€', '\x80'), 'latin1')],
    ['UTF-8', Buffer.from(rows.join('\n'))],
    ['UTF-8 with a BOM', Buffer.from(`\ufeff${rows.join('\r\n')}\r\n`)],
    ['UTF-16, tabs (« Texte Unicode »)', Buffer.from(`\ufeff${rows.join('\r\n').replaceAll(';', '\t')}`, 'utf16le')],
    ['commas', Buffer.from(rows.join('\n').replaceAll(';', ','))],
    ['tabs', Buffer.from(rows.join('\n').replaceAll(';', '\t'))],
    [
      'titles above the headings',
      Buffer.from(`sep=;\nFichier de calcul, couloir hôpital, vague 1;;;;\n\n${rows.join('\n')}`),
    ],
  ];
  for (const [name, bytes] of encodings) {
    it(`reads ${name}`, async () => {
      const plafonds = table(await readPlafonds(bytes));
      assert.equal(plafonds.find('finessGeo', '010000016', 'LGC')?.ht, 14_100_830_000);
      assert.equal(plafonds.find('finessPMSI', '750712184', 'RI')?.ttc, 16_921_000_000);
      assert.equal(plafonds.find('finessPMSI', '750712184', 'DPI'), undefined);
    });
  }

  it('takes other headings through the mapping', async () => {
    const bytes = Buffer.from('Nom;N° FINESS;Montant max HT\nCH, ville;750712184;14100,83\n');
    const outcome = await readPlafonds(bytes, { identifiant: 'N° FINESS', plafond_ht: 'montant max ht' });
    assert.equal(table(outcome).find('finessPMSI', '750712184', 'RI')?.ht, 14_100_830_000);
  });

  it('says the row as in the file', async () => {
    const outcome = await readPlafonds(
      Buffer.from(`${TITLES}\n\n750712184;FINESS PMSI;;abc;\n590780193;FINESS PMSI;;1;\n`),
    );
    assert.ok(outcome.ok);
    assert.deepEqual(
      outcome.problems.map(({ row, column }) => [row, column]),
      [[3, 'plafond_ht']],
    );
    assert.deepEqual([outcome.skipped, outcome.table.size], [1, 1]);
  });
});

describe('calculation file: XLSX', () => {
  const headings = ['identifiant', 'type', 'logiciel', 'plafond_ht', 'plafond_ttc'];

  it('takes numbers as they stand, without the noise of floats', async () => {
    const bytes = workbook({
      'À lire': [['Fichier de calcul'], [], ['Voir la feuille suivante']],
      Plafonds: [
        headings,
        [{ number: '10000016' }, 'FINESS géographique', undefined, { number: '14100.829999999999' }],
        [{ number: '8.1234567800013E13' }, 'SIRET', undefined, { number: '0.30000000000000004' }],
        [{ number: '10002727377' }, 'RPPS', 'LGC', undefined, { number: '1.6925E4' }],
        [],
        ['2A0000014', 'FINESS géographique', '', { number: '14104.166666666666' }, undefined],
        [{ number: '750712184' }, 'FINESS PMSI', '', { number: '358.125' }, undefined],
      ],
    });
    const plafonds = table(await readPlafonds(bytes));
    assert.equal(plafonds.find('finessGeo', '010000016', '')?.ht, 14_100_830_000);
    assert.equal(plafonds.find('siretClient', '81234567800013', '')?.ht, 300_000);
    assert.equal(plafonds.find('rpps', '10002727377', 'LGC')?.ttc, 16_925_000_000);
    assert.equal(plafonds.find('finessGeo', '2A0000014', '')?.ht, 14_104_166_667);
    assert.equal(plafonds.find('finessGeo', '2A0000014', '')?.row, 6);
    assert.equal(plafonds.find('finessPMSI', '750712184', '')?.ht, 358_125_000);
  });

  it('goes on after a formula in error', async () => {
    const outcome = await readPlafonds(
      workbook({
        A: [headings, ['750712184', 'FINESS PMSI', '', { error: '#N/A' }], ['590780193', 'FINESS PMSI', '', '12,5']],
      }),
    );
    assert.ok(outcome.ok);
    assert.equal(outcome.table.size, 1);
    assert.deepEqual(
      outcome.problems.map(({ row }) => row),
      [2],
    );
  });

  it('writes numbers out', () => {
    const cases = {
      '7.50712184E8': '750712184',
      '1.25E1': '12.5',
      '12.5e-1': '1.25',
      '1E-3': '0.0010',
      '0': '0',
      '-1.5': '-1.5',
      '358.125': '358.1250',
      '12.00': '12',
      '5E2': '500',
    };
    for (const [lexeme, plain] of Object.entries(cases)) assert.equal(plainNumber(lexeme), plain);
  });
});

describe('calculation file: what can not be read', () => {
  it('is told by its kind', async () => {
    assert.equal(await failure(Buffer.alloc(0)), 'empty');
    assert.equal(await failure(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0])), 'old-excel');
    assert.equal(await failure(Buffer.from('a;b\0c')), 'not-a-table');
    assert.equal(await failure(Buffer.from('PK\x03\x04 no archive')), 'unreadable-workbook');
    assert.equal(
      await failure(storedZip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' })),
      'unreadable-workbook',
    );
    assert.equal(await failure(storedZip({ 'xl/workbook.xml': 'x' }, 3_000_000_000)), 'workbook-too-large');
    assert.equal(unpackedSize(storedZip({ a: 'xyz', b: '12' })), 5);
    const sheet = (cells: string): Buffer => storedZip({ 'xl/worksheets/sheet1.xml': `<row r="1">${cells}</row>` });
    assert.equal(cellsOf(sheet("<c r=\"A1\"><v>1</v></c><x:c s='1' r='XFD20000'><v>1</v></x:c>")), 16384 * 20000);
    // What holds a format only makes no cell.
    assert.equal(cellsOf(sheet('<c r="B2"><v>1</v></c><c r="XFD20000" s="1"/>')), 4);
  });

  it('is a missing file, a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plafonds-'));
    try {
      const reason = async (path: string): Promise<string> => {
        const outcome = await loadPlafonds(path);
        return outcome.ok ? 'ok' : outcome.failure.reason;
      };
      writeFileSync(join(folder, 'bon.csv'), `${TITLES}\n750712184;FINESS PMSI;;1;\n`);
      assert.deepEqual(
        [await reason(folder), await reason(join(folder, 'absent.csv')), await reason(join(folder, 'bon.csv'))],
        ['directory', 'missing', 'ok'],
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('tells an open quote as that, at its row, and not what it swallowed', async () => {
    const told = async (...rows: readonly string[]) => {
      const outcome = await readPlafonds(Buffer.from([TITLES, ...rows].join('\n')));
      assert.ok(outcome.ok);
      return outcome.problems.map(({ row, column, message }) => [row, column, message.fr.slice(0, 12)]);
    };
    const good = '750712184;FINESS PMSI;;1;';
    assert.deepEqual(await told(good, '590780193;FINESS PMSI;;"1;', good, good), [[3, undefined, 'un guillemet']]);
    assert.deepEqual(await told(good, '590780193;FINESS PMSI;;"1" x;2', good), [[3, undefined, 'du texte sui']]);
    assert.deepEqual(await told(good, '590780193;FINESS PMSI;;"1,00";'), []);
  });

  it('has headings, or says so', async () => {
    const outcome = await readPlafonds(Buffer.from('nom;montant\nCH;12\n'));
    assert.ok(outcome.ok);
    assert.deepEqual(
      outcome.problems.map(({ row }) => row),
      [1],
    );
  });
});

describe('calculation file: a hundred thousand rows', () => {
  const rank = (i: number): string => `75${String(i).padStart(7, '0')}`;

  it('loads them as CSV, and finds the last', async () => {
    const lines = Array.from(
      { length: 100_000 },
      (_, i) => `${rank(i)};FINESS géographique;LGO;"${String(i)},83";${String(i)}.99`,
    );
    const bytes = Buffer.from([TITLES, ...lines].join('\n'));
    const start = performance.now();
    const plafonds = table(await readPlafonds(bytes));
    console.log(`        CSV: ${String(Math.round(performance.now() - start))} ms`);
    assert.equal(plafonds.size, 100_000);
    for (let i = 0; i < 100_000; i += 7)
      assert.equal(plafonds.find('finessGeo', rank(i), 'LGO')?.ht, i * 1_000_000 + 830_000);
  });

  it('loads them as XLSX, each cell whole', async () => {
    const bytes = workbook({
      A: [
        ['identifiant', 'type', 'plafond_ht'],
        ...Array.from({ length: 100_000 }, (_, i) => [
          { number: rank(i) },
          'FINESS géographique',
          { number: `${String(i)}.83` },
        ]),
      ],
    });
    const start = performance.now();
    const plafonds = table(await readPlafonds(bytes));
    console.log(`        XLSX: ${String(Math.round(performance.now() - start))} ms`);
    for (let i = 0; i < 100_000; i++)
      assert.equal(plafonds.find('finessGeo', rank(i), '')?.ht, i * 1_000_000 + 830_000);
  });
});
