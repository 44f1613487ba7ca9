import assert from 'node:assert/strict';
import { csvText, encodeCsv, shownNumber } from '../../server/src/node/sheets.js';
import { loadTable, readTable } from '../../server/src/node/tableFile.js';
import { tableModel } from '../../server/src/app/table/columns.js';
import { engine } from '../support/cases.js';
import { storedZip } from '../support/xlsx.js';

const profile = engine.catalog.get('MDV-LGC/avance');
assert.ok(profile);
const model = tableModel(profile);

/** A workbook whose style 1 is a day; `cells` are those of the rows. */
const workbookOf = (cells: string, settings = ''): Buffer =>
  storedZip({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml':
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' +
      `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${settings}<sheets><sheet ` +
      'name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship ' +
      'Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" ' +
      'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" ' +
      'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" ' +
      'Target="styles.xml"/></Relationships>',
    'xl/styles.xml':
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf ' +
      'numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml':
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" ' +
      `t="inlineStr"><is><t>numeroEditeur</t></is></c></row><row r="2">${cells}</row></sheetData></worksheet>`,
  });

const cellsOf = async (cells: string, settings?: string): Promise<readonly string[]> => {
  const read = await readTable(workbookOf(cells, settings), model, {});
  assert.ok('rows' in read, 'code' in read ? read.code : '');
  return read.rows.at(1) ?? [];
};

describe('a publisher’s workbook', () => {
  it('has days, in whichever calendar', async () => {
    assert.deepEqual(await cellsOf('<c r="A2" s="1"><v>44807</v></c><c r="B2" s="1"><v>44807.75</v></c>'), [
      '2022-09-03',
      '2022-09-03',
    ]);
    assert.deepEqual(await cellsOf('<c r="A2" s="1"><v>43345</v></c>', '<workbookPr date1904="1"/>'), ['2022-09-03']);
  });

  it('has booleans; a formula that failed says nothing', async () => {
    assert.deepEqual(
      await cellsOf(
        '<c r="A2" t="b"><v>1</v></c><c r="B2" t="b"><v>0</v></c><c r="C2" t="e"><v>#REF!</v></c><c ' +
          'r="D2"><v>3</v></c>',
      ),
      ['oui', 'non', '', '3'],
    );
  });

  const NUMBERS: readonly (readonly [string, string])[] = [
    ['14100.829999999999', '14100.83'],
    ['14104.166666666666', '14104.1666666667'],
    ['0.30000000000000004', '0.3'],
    ['7.50712184E8', '750712184'],
    ['123456789012345', '123456789012345'],
    ['1.2345678901234567E19', '1.23456789012345E+19'],
    ['99999.999999999999', '100000'],
    ['12', '12'],
    ['-3.5', '-3.5'],
    ['x', 'x'],
  ];
  for (const [lexeme, shown] of NUMBERS)
    it(`shows ${lexeme} as ${shown}`, () => {
      assert.equal(shownNumber(lexeme), shown);
    });
});

describe('a table’s file', () => {
  it('is told why it can not be read', async () => {
    const read = await loadTable('/nulle/part.csv', model, {});
    assert.deepEqual('data' in read && read.data, { reason: 'missing' });
    const folder = await loadTable('.', model, {});
    assert.deepEqual('data' in folder && folder.data, { reason: 'directory' });
  });

  it('loses no character to an encoding', async () => {
    const text = await csvText([['é€œ', 'Ł']], ';');
    assert.equal(encodeCsv(text, 'latin1'), undefined);
    assert.deepEqual(encodeCsv(await csvText([['é€œ']], ';'), 'latin1'), Buffer.from('\xe9\x80\x9c\r\n', 'latin1'));
  });
});
