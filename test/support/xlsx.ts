import { crc32 } from 'node:zlib';

/** A cell as a workbook holds it: text, a number as its lexeme, the code of an error. */
export type Cell = string | { readonly number: string } | { readonly error: string } | undefined;

const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`;
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A workbook with these sheets, texts shared as Excel does. */
export function workbook(
  sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>,
  hidden: readonly string[] = [],
): Buffer {
  const strings: string[] = [];
  const names = Object.keys(sheets);
  const parts: Record<string, string> = {
    '[Content_Types].xml': xml('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    'xl/workbook.xml': xml(
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' +
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>' +
        names
          .map(
            (name, i) =>
              `<sheet name="${escape(name)}" sheetId="${String(i + 1)}"${hidden.includes(name) ? ' state="hidden"' : ''} r:id="rId${String(i + 1)}"/>`,
          )
          .join('') +
        '</sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': xml(
      '<Relationships ' +
        'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
        names
          .map(
            (_, i) =>
              `<Relationship Id="rId${String(i + 1)}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${String(i + 1)}.xml"/>`,
          )
          .join('') +
        '<Relationship Id="rId99" ' +
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" ' +
        'Target="sharedStrings.xml"/></Relationships>',
    ),
  };
  Object.values(sheets).forEach((rows, i) => {
    parts[`xl/worksheets/sheet${String(i + 1)}.xml`] = xml(
      '<worksheet ' +
        'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' +
        rows.map((row, r) => rowXml(row, r + 1, strings)).join('') +
        '</sheetData></worksheet>',
    );
  });
  parts['xl/sharedStrings.xml'] = xml(
    '<sst ' +
      'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      strings.map(text => `<si><t xml:space="preserve">${escape(text)}</t></si>`).join('') +
      '</sst>',
  );
  return storedZip(parts);
}

function rowXml(row: readonly Cell[], rank: number, strings: string[]): string {
  if (row.length === 0) return '';
  const cells = row.map((cell, c) => {
    const at = `r="${String.fromCharCode(65 + c)}${String(rank)}"`;
    if (cell === undefined) return '';
    if (typeof cell === 'string') return `<c ${at} t="s"><v>${String(strings.push(cell) - 1)}</v></c>`;
    return 'number' in cell ? `<c ${at}><v>${cell.number}</v></c>` : `<c ${at} t="e"><v>${cell.error}</v></c>`;
  });
  return `<row r="${String(rank)}">${cells.join('')}</row>`;
}

/** A ZIP with its entries uncompressed. `claim` is the size that its headers state for every entry. */
export function storedZip(entries: Readonly<Record<string, string>>, claim?: number): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const path = Buffer.from(name);
    const data = Buffer.from(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(claim ?? data.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, tail, path]));
    files.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listing, end]);
}
