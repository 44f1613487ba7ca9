import assert from 'node:assert/strict';
import type {
  CodeLens,
  DocumentHighlight,
  DocumentSymbol,
  InlayHint,
  SelectionRange,
  TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { correctFile } from '../support/cases.js';
import { plain } from '../support/plain.js';
import { TestClient } from './support/client.js';

const AVANCE = correctFile('MDV-LGC/avance');
const URI = 'file:///w/avance.json';

describe('a text as it lies there', () => {
  let client: TestClient;
  const whole = (): object => ({ range: { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } } });
  async function start(settings: object = {}, text = AVANCE): Promise<void> {
    client = await TestClient.start({ configuration: () => settings });
    client.open(URI, text);
  }

  it('shows what values say only where the user wants it', async () => {
    await start();
    assert.equal(await client.request('textDocument/inlayHint', URI, whole()), null);
    const hospital = correctFile('HOP-DPI/avance');
    await start({ indications: true }, hospital);
    const hints = await client.request<InlayHint[]>('textDocument/inlayHint', URI, whole());
    const { line } = client.at(URI, '"montantSegurHT":');
    const amount = hints.find(({ position }) => position.line === line);
    assert.match(plain(String(amount?.label)), /^[\d ]+,\d\d € TTC$/);
    assert.ok(hints.some(({ label }) => String(label).startsWith('département ')));
    await start({ indications: true });
    const keys = await client.request<InlayHint[]>('textDocument/inlayHint', URI, whole());
    assert.ok(keys.some(({ label }) => label === '✓ clé juste'));
    const part = { range: { start: client.at(URI, '"numLigne": 2'), end: client.at(URI, '"numLigne": 3') } };
    assert.ok((await client.request<InlayHint[]>('textDocument/inlayHint', URI, part)).length < keys.length);
  });

  it('shows no hint that could be wrong', async () => {
    await start({ indications: true }, AVANCE.replace('"TTC"', '"HT"').replace('10002123452', '10002123453'));
    const hints = await client.request<InlayHint[]>('textDocument/inlayHint', URI, {
      range: { start: client.at(URI, '"numLigne": 1'), end: client.at(URI, '"numLigne": 2') },
    });
    assert.deepEqual(
      hints.filter(({ label }) => /TTC|clé/.test(String(label))),
      [],
    );
  });

  it('marks the same value in fields of the same kind, and leaves keys to the editor', async () => {
    await start();
    const number = /"numeroEditeur": "([^"]+)"/.exec(AVANCE)?.[1] ?? '';
    const marks = await client.request<DocumentHighlight[]>('textDocument/documentHighlight', URI, {
      position: client.at(URI, '"TTC"', 2),
    });
    assert.equal(marks.length, AVANCE.split('"regimeTVA": "TTC"').length - 1);
    const own = await client.request<DocumentHighlight[]>('textDocument/documentHighlight', URI, {
      position: client.at(URI, `"${number}"`, 3),
    });
    assert.deepEqual(
      own.map(({ range }) => client.document(URI).getText(range)),
      [`"${number}"`],
    );
    const key = { position: client.at(URI, '"regimeTVA"', 3) };
    assert.equal(await client.request('textDocument/documentHighlight', URI, key), null);
  });

  it('selects more and more: the text, the value, the property, the ligne, the list', async () => {
    await start();
    const [found] = await client.request<SelectionRange[]>('textDocument/selectionRange', URI, {
      positions: [client.at(URI, '"PDF"', 2)],
    });
    const texts: string[] = [];
    for (let one = found; one !== undefined; one = one.parent) texts.push(client.document(URI).getText(one.range));
    assert.deepEqual(texts.slice(0, 3), ['PDF', '"PDF"', '"formatFichier": "PDF"']);
    assert.equal(texts.at(-1), AVANCE);
    for (const [i, text] of texts.entries()) assert.ok(i === 0 || text.includes(texts[i - 1] ?? ''), text);
    assert.ok(
      texts.some(text => text.startsWith('{') && text.includes('"numLigne": 1') && !text.includes('"numLigne": 2')),
    );
  });

  it('lays out a part and leaves the rest', async () => {
    const squeezed = AVANCE.replace('        "regimeTVA": "TTC",', '   "regimeTVA":"TTC",');
    const text = squeezed.replace('  "numeroAns"', '      "numeroAns"');
    await start({}, text);
    const line = client.at(URI, '"regimeTVA":"TTC"').line;
    const edits = await client.request<TextEdit[]>('textDocument/rangeFormatting', URI, {
      range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } },
      options: { tabSize: 2, insertSpaces: true },
    });
    assert.equal(
      TextDocument.applyEdits(client.document(URI), edits),
      AVANCE.replace('  "numeroAns"', '      "numeroAns"'),
    );
  });

  it('keeps the number of the ligne in sight while one scrolls', async () => {
    await start();
    const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', URI);
    const [ligne] = symbols.find(({ children }) => (children?.length ?? 0) > 0)?.children ?? [];
    assert.ok(ligne !== undefined);
    assert.match(client.document(URI).getText(ligne.selectionRange), /^"numeroEditeur"/);
  });

  it('tells above each ligne whose it is, how much, its pièces and its errors, each leading there', async () => {
    client = await TestClient.start({
      initializationOptions: { commands: ['segur.preparerDepot', 'segur.montrer', 'segur.verifierPieces'] },
    });
    client.open(URI, AVANCE.replace('10002123452', '10002123453'));
    const asked = await client.request<CodeLens[]>('textDocument/codeLens', URI);
    const lenses = await Promise.all(
      asked
        .filter(({ data }) => data !== undefined)
        .slice(0, 4)
        .map(lens => client.connection.sendRequest<CodeLens>('codeLens/resolve', lens)),
    );
    assert.deepEqual(
      lenses.map(({ command }) => [plain(command?.title ?? ''), command?.command]),
      [
        ['Anne-Sophie Lefèvre', 'segur.montrer'],
        ['358,33 € HT · avance 107,50 €', 'segur.montrer'],
        ['1 pièce', 'segur.verifierPieces'],
        ['1 erreur', 'segur.montrer'],
      ],
    );
    assert.deepEqual(lenses[3]?.command?.arguments, [
      URI,
      { start: client.at(URI, '"10002123453"'), end: client.at(URI, '"10002123453"', 13) },
    ]);
  });
});
