import assert from 'node:assert/strict';
import type {
  CompletionItem,
  DocumentSymbol,
  FoldingRange,
  Hover,
  SymbolInformation,
  TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { correctFile } from '../support/cases.js';
import { TestClient } from './support/client.js';

const AVANCE = correctFile('MDV-LGC/avance');
const URI = 'file:///w/avance.json';
const GONE = '        "regimeTVA": "TTC",\n';

describe('reading and writing with the server', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await TestClient.start();
    client.open(URI, AVANCE);
  });

  it('completes a key on an empty line, in its place and with its values', async () => {
    client.edit(URI, GONE, '        \n');
    const items = await client.request<CompletionItem[]>('textDocument/completion', URI, {
      position: client.at(URI, ',\n        \n', 10),
    });
    assert.deepEqual(
      items.map(({ label }) => label),
      ['regimeTVA'],
    );
    const [item] = items;
    assert.equal(item?.detail, 'Régime de TVA');
    assert.equal(item.insertTextFormat, 2);
    assert.equal(item.insertTextMode, 1);
    assert.deepEqual(item.textEdit, {
      range: { start: client.at(URI, ',\n        \n', 10), end: client.at(URI, ',\n        \n', 10) },
      newText: '"regimeTVA": ${1|"TTC","HT"|},',
    });
    assert.match(JSON.stringify(item.documentation), /Les FAQ diffèrent/);
    assert.equal(item.additionalTextEdits, undefined);
  });

  it('adds the comma that is missing before, in a broken document', async () => {
    client.edit(URI, '"montantSegurHT": 358.33', '"montantSegurHT": 358.33\n        "');
    client.edit(URI, GONE, '');
    const items = await client.request<CompletionItem[]>('textDocument/completion', URI, {
      position: client.at(URI, '358.33\n        "', 16),
    });
    const [item] = items;
    assert.equal(item?.label, 'regimeTVA');
    assert.equal(item.filterText, '"regimeTVA"');
    assert.deepEqual(item.additionalTextEdits, [
      { range: { start: client.at(URI, '358.33', 6), end: client.at(URI, '358.33', 6) }, newText: ',' },
    ]);
  });

  it('completes values while they are typed', async () => {
    client.edit(URI, '"TTC"', '"');
    const items = await client.request<CompletionItem[]>('textDocument/completion', URI, {
      position: client.at(URI, '"regimeTVA": "', 14),
    });
    assert.deepEqual(
      items.map(({ label, sortText }) => [label, sortText]),
      [
        ['"TTC"', '0000'],
        ['"HT"', '0001'],
      ],
    );
  });

  it('tells what a key is', async () => {
    const hover = await client.request<Hover>('textDocument/hover', URI, {
      position: client.at(URI, '"montantSegurHT"', 3),
    });
    assert.deepEqual(hover.range, {
      start: client.at(URI, '"montantSegurHT"'),
      end: client.at(URI, '"montantSegurHT"', 16),
    });
    assert.match(JSON.stringify(hover.contents), /\*\*Montant Ségur HT\*\*/);
  });

  for (const [name, commands, first] of [
    ['an editor without our extension', [], /^«\sregimeTVA\s»[^]*Source/],
    ['our own, which shows the finding itself above', ['segur.toutCorriger'], /^\*\*/],
  ] as const)
    it(`tells the finding and its fixes before the field: ${name}`, async () => {
      const other = await TestClient.start({ initializationOptions: { commands } });
      const wrong = AVANCE.replace('"TTC"', '"ttc"').replace('"siret"', '"SIRET"');
      other.open(URI, wrong);
      const hoverAt = async (text: string): Promise<string> => {
        const hover = await other.request<Hover | null>('textDocument/hover', URI, {
          position: other.at(URI, text, 2),
        });
        const contents = hover?.contents;
        return contents !== undefined && typeof contents === 'object' && 'value' in contents ? contents.value : '';
      };
      const value = await hoverAt('"ttc"');
      assert.match(value, first);
      const [fix, field] = [value.indexOf('- '), value.lastIndexOf('regimeTVA')];
      assert.ok(fix >= 0 && fix < field, value);
      // A key unknown to the model still has its fix.
      assert.match(await hoverAt('"SIRET"'), /- [^\n]*siret/);
    });

  it('names the lignes in the outline', async () => {
    const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', URI);
    const [, second] = symbols.at(-1)?.children ?? [];
    assert.equal(second?.name, "Ligne 2 · BDC-2022-0002 · Jean-Baptiste N'Guyen (+\u00a01)");
    assert.equal(second.detail, '716,66\u00a0€');
  });

  it('folds the lignes and their blocks', async () => {
    const ranges = await client.request<FoldingRange[]>('textDocument/foldingRange', URI);
    const lines = AVANCE.split('\n');
    assert.ok(ranges.length > 10);
    for (const { startLine, endLine } of ranges) {
      assert.match(lines[startLine] ?? '', /[[{]$/);
      assert.match(lines[endLine + 1] ?? '', /^\s*[\]}]/);
    }
  });

  it('formats with the editor’s options', async () => {
    client.change(URI, [{ text: JSON.stringify(JSON.parse(AVANCE)) }]);
    const edits = await client.request<TextEdit[]>('textDocument/formatting', URI, {
      options: { tabSize: 2, insertSpaces: true },
    });
    assert.equal(TextDocument.applyEdits(client.document(URI), edits), AVANCE.trimEnd());
  });

  it('answers anything about a closed document with null', async () => {
    client.close(URI);
    assert.equal(await client.request('textDocument/documentSymbol', URI), null);
  });
});

describe('reading with a simpler client', () => {
  it('gives flat symbols and plain text', async () => {
    const client = await TestClient.start({ capabilities: { textDocument: { diagnostic: {} } }, locale: 'de' });
    client.open(URI, AVANCE.replace(GONE, '        \n'));
    const symbols = await client.request<SymbolInformation[]>('textDocument/documentSymbol', URI);
    assert.equal(symbols.find(({ name }) => name.startsWith('Ligne 1'))?.containerName, 'lignesImport');
    const items = await client.request<CompletionItem[]>('textDocument/completion', URI, {
      position: client.at(URI, ',\n        \n', 10),
    });
    assert.equal(items[0]?.insertTextFormat, 1);
    assert.match(JSON.stringify(items[0]), /"newText":"\\"regimeTVA\\": null,"/);
  });
});
