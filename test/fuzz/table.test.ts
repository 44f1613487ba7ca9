import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import papa from 'papaparse';
import { csvText, encodeCsv, readCsv } from '../../server/src/node/sheets.js';
import { readTable } from '../../server/src/node/tableFile.js';
import { tableModel } from '../../server/src/app/table/columns.js';
import { findHeadings } from '../../server/src/app/table/headings.js';
import { engine } from '../support/cases.js';
import { correctFiles } from '../support/generator.js';
import { errorsOf, list, make, profileOf, type Rows } from '../app/table/support.js';

const DELIMITERS = [';', '\t', ',', '|'];

const IDS = engine.catalog.ids;

/** What people and spreadsheets leave in cells. */
const junk = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'oui',
    'x',
    '0',
    '-',
    'NULL',
    '#REF!',
    '7,5E+08',
    '1,234',
    '14 100,83 €',
    '31/02/2022',
    '03/09/22',
    '44807',
    '=1+1',
    "'",
    '"',
    ';',
    '\n',
    'TTC',
    'HT',
    '690012349 750712184',
    '[]',
    'null',
    '\u0000',
    '\u200b',
    '𝕏',
    '\ud800',
  ),
  fc.string({ maxLength: 12 }),
  fc.integer().map(String),
);

/** The list of a correct file with some cells changed, rows and columns shuffled, some repeated, some cut. */
const spoiled = fc
  .constantFrom(...IDS)
  .chain(id =>
    fc.record({
      id: fc.constant(id),
      file: correctFiles(profileOf(id), { min: 1, max: 4 }),
      cells: fc.array(fc.tuple(fc.nat(), fc.nat(), junk), { maxLength: 6 }),
      order: fc.array(fc.nat(), { maxLength: 4 }),
      cut: fc.option(fc.nat({ max: 40 })),
      blank: fc.boolean(),
    }),
  )
  .map(({ id, file, cells, order, cut, blank }): { readonly id: string; readonly table: Rows } => {
    const [head = [], ...rows] = list(JSON.stringify(file), id).map(row => [...row]);
    for (const [row, column, text] of cells) {
      const cellsOf = rows[row % rows.length];
      if (cellsOf !== undefined) cellsOf[column % cellsOf.length] = text;
    }
    const more = order.flatMap(i => {
      const row = rows[i % rows.length];
      return row === undefined ? [] : [row];
    });
    const last = rows.at(-1);
    if (cut !== null && last !== undefined) last.length = Math.min(last.length, cut);
    return { id, table: [head, ...rows, ...(blank ? [['', ' ']] : []), ...more] };
  });

describe('tables of any kind', () => {
  it('make right files, and each row is in one or is told', () => {
    fc.assert(
      fc.property(spoiled, ({ id, table }) => {
        if (findHeadings(table, tableModel(profileOf(id))) === undefined) return;
        const made = make(id, table);
        for (const { text, name } of made.files) assert.deepEqual(errorsOf(text(), name), [], text());
        const said = table.flatMap((cells, i) => (i > 0 && cells.some(cell => cell.trim() !== '') ? [i + 1] : []));
        const left = [...made.leftOut.flatMap(({ rows }) => rows), ...made.loose];
        const numbers = new Set(
          made.files.flatMap(({ text }) => [...text().matchAll(/"numeroEditeur": "([^"]*)"/g)].map(match => match[1])),
        );
        assert.equal(numbers.size, made.written);
        assert.ok(left.every(row => said.includes(row)));
        assert.equal(new Set(left).size, left.length);
        assert.equal(left.length === 0, made.leftOut.length + made.loose.length === 0);
        if (left.length > 0)
          assert.ok(
            made.problems.some(({ severity }) => severity === 'error') || made.missing.length > 0,
            'a row is never left out without a word',
          );
        assert.equal(made.rows, said.length);
      }),
      { numRuns: 300 },
    );
  });

  it('come back from a CSV as they were written, in each encoding and with each separator', async () => {
    const cell = fc.oneof(
      fc.constantFrom('a', '', '"', ';', ',', '\t', 'é', '€', '\n', ' b ', "l'an", '0123', '=x', 'œ'),
      fc.string({ unit: fc.constantFrom('a', 'é', '"', ';', ',', ' ', '€'), maxLength: 6 }),
    );
    const model = tableModel(profileOf('MDV-LGC/avance'));
    const heads = ['numeroEditeur', 'nomClient', 'montantSegurHT'];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }),
        fc.constantFrom(';', ',', '\t'),
        fc.constantFrom('utf-8-bom', 'utf-8', 'latin1'),
        async (rows, separator, encoding) => {
          const table = [heads, ...rows];
          const bytes = encodeCsv(await csvText(table, separator), encoding);
          assert.ok(bytes);
          const read = await readTable(bytes, model, {});
          assert.ok('rows' in read);
          const cells = [...read.rows];
          assert.deepEqual(cells.slice(0, table.length), table);
          assert.ok(cells.slice(table.length).every(row => row.join('') === ''));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('have the cells that the CSV library tells, each time that a row is asked for', async () => {
    const piece = fc.constantFrom(
      'a',
      'é',
      '"',
      '""',
      ';',
      ',',
      '\t',
      '|',
      '\n',
      '\r\n',
      '\r',
      ' ',
      '"a;b"',
      'x"y',
      '',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), fc.constantFrom('', '\ufeff'), async (pieces, mark) => {
        const text = pieces.join('');
        const read = await readCsv(Buffer.from(`${mark}${text}`), rows => (rows.some(row => row.length > 1) ? 1 : 0));
        if (read === 'not-a-table') return;
        const told = DELIMITERS.map(delimiter => papa.parse<string[]>(text, { delimiter }).data);
        const rows = [...read.rows];
        assert.ok(
          told.some(data => isDeepStrictEqual(data, rows)),
          JSON.stringify([text, rows]),
        );
        rows.forEach((cells, row) => {
          assert.deepEqual(read.rows.at(row), cells);
        });
        assert.equal(read.rows.at(rows.length), undefined);
      }),
      { numRuns: 400 },
    );
  });

  it('are looked at a few times a row, however many there are', () => {
    const [head = [], row = []] = list(
      JSON.stringify(
        fc.sample(correctFiles(profileOf('HOP-RI/avance'), { min: 1, max: 1 }), { numRuns: 1, seed: 7 })[0],
      ),
      'HOP-RI/avance',
    );
    const at = head.indexOf('numeroEditeur');
    for (const count of [300, 600]) {
      const rows = [head, ...Array.from({ length: count }, (_, i) => row.with(at, `N-${String(i)}`))];
      let asked = 0;
      const counted = {
        length: rows.length,
        at: (i: number) => {
          asked++;
          return rows[i];
        },
        [Symbol.iterator]: () => rows[Symbol.iterator](),
      };
      make('HOP-RI/avance', counted);
      assert.ok(asked <= 5 * rows.length, String(asked));
    }
  });

  it('are read or refused, whatever their bytes', async () => {
    const model = tableModel(profileOf('HOP-RI/avance'));
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('', 'PK\x03\x04', '\xff\xfe', '\xfe\xff', 'numeroEditeur;'),
        async (bytes, start) => {
          const read = await readTable(Buffer.concat([Buffer.from(start, 'latin1'), bytes]), model, {});
          if ('rows' in read && findHeadings(read.rows, model) !== undefined) make('HOP-RI/avance', [...read.rows]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
