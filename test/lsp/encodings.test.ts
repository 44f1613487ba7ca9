import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CodeAction, CompletionItem, Position, WorkspaceEdit } from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/language/lines.js';
import { PiecedText } from '../../server/src/language/text.js';
import { encodingOf, textIn, type Encoding } from '../../server/src/lsp/positions.js';
import { field, itemsOf, textOf } from '../../server/src/language/unknown.js';
import { TestClient, WATCHING } from './support/client.js';
import { AVANCE, SOLDE, SORTIE, until, WorkspaceFolder } from './support/workspaceFolder.js';

const ENCODINGS: readonly Encoding[] = ['utf-8', 'utf-16', 'utf-32'];

/** The length of a text in the given unit: by Node's own means. */
const LENGTH: Readonly<Record<Encoding, (text: string) => number>> = {
  'utf-8': text => Buffer.byteLength(text, 'utf8'),
  'utf-16': text => text.length,
  'utf-32': text => Array.from(text).length,
};

/** A position as a client would give it. */
function placeOf(text: string, offset: number, encoding: Encoding): Position {
  const { line, character } = new LineIndex(text).positionAt(offset);
  return { line, character: LENGTH[encoding](text.slice(offset - character, offset)) };
}

function offsetOf(text: string, { line, character }: Position, encoding: Encoding): number {
  const start = new LineIndex(text).offsetAt({ line, character: 0 });
  let [end, units] = [start, 0];
  for (const char of new LineIndex(text).textOf(line)) {
    if (units >= character) break;
    units += LENGTH[encoding](char);
    end += char.length;
  }
  assert.equal(units, character, 'a position that halves a character, or is beyond its line');
  return end;
}

describe('a position', () => {
  const line = fc
    .array(fc.constantFrom('a', '"', 'é', '€', '😀', '\u{1d11e}', '\n', '\r\n', '\ud83d'), { maxLength: 40 })
    .map(parts => parts.join('').replace(/\ud83d(?![\udc00-\udfff])/g, '€'));

  for (const encoding of ENCODINGS) {
    it(`is told and read in ${encoding}, of a text in one piece or several`, () => {
      fc.assert(
        fc.property(line, fc.nat(80), (text, at) => {
          const whole = new LineIndex(text);
          const offset = whole.offsetAt(whole.positionAt(Math.min(at, text.length)));
          const inside = /[\udc00-\udfff]/.test(text.charAt(offset));
          const place = placeOf(text, inside ? offset - 1 : offset, encoding);
          for (const one of [textIn(encoding, text), textIn(encoding, PiecedText.of(text))]) {
            // In UTF-16, half a character has a position.
            if (encoding !== 'utf-16' || !inside) assert.deepEqual(one.positionAt(offset), place);
            assert.equal(one.offsetAt(place), inside ? offset - 1 : offset);
            assert.equal(one.getText(), text);
          }
        }),
      );
    });
  }

  it('is told in what the client likes best of what we know, and in UTF-16 to one that says nothing', () => {
    assert.equal(encodingOf(undefined), 'utf-16');
    assert.equal(encodingOf([]), 'utf-16');
    assert.equal(encodingOf(['utf-7', 'utf-32', 'utf-8']), 'utf-32');
    assert.equal(encodingOf(['utf-16', 'utf-8']), 'utf-16');
  });

  it('inside a character is its start', () => {
    assert.equal(textIn('utf-8', '€😀').offsetAt({ line: 0, character: 2 }), 0);
    assert.equal(textIn('utf-8', '€😀').offsetAt({ line: 0, character: 5 }), 1);
    assert.deepEqual(textIn('utf-32', '€😀').positionAt(2), { line: 0, character: 1 });
  });
});

/** On one line, so that every position comes after characters that are counted differently. */
const flat = (text: string): string =>
  JSON.stringify(JSON.parse(text))
    .replace('{"lignesImport"', '{"é€😀":"é€😀","lignesImport"')
    .replaceAll('"BDC_', '"é€😀_');

const NUMBER = 'LMS-2022-0141';

describe('a client that counts', () => {
  let folder: WorkspaceFolder;
  const files = {
    'avance.json': flat(AVANCE).replace('"TTC"', '"ttc"'),
    'sortie.json': flat(SORTIE),
    'solde.json': flat(SOLDE).replace('"TTC"', '"ttc"'),
  };
  const avance = files['avance.json'];

  beforeEach(() => {
    folder = new WorkspaceFolder();
    for (const [name, text] of Object.entries(files)) folder.write(name, text);
  });
  afterEach(() => {
    folder.remove();
  });

  const textAt = (uri: string): string =>
    Object.entries(files).find(([name]) => name === folder.nameOf(uri))?.[1] ?? assert.fail(uri);

  /** An answer with offsets instead of positions; for a file that it names, in that file's text. */
  function inOffsets(answer: unknown, uri: string, encoding: Encoding): unknown {
    if (Array.isArray(answer)) return answer.map((item: unknown) => inOffsets(item, uri, encoding));
    if (typeof answer !== 'object' || answer === null) return answer;
    const [line, character] = [field(answer, 'line'), field(answer, 'character')];
    if (typeof line === 'number' && typeof character === 'number')
      return offsetOf(textAt(uri), { line, character }, encoding);
    const own = textOf(field(answer, 'uri')) ?? textOf(field(field(answer, 'textDocument'), 'uri')) ?? uri;
    // Each server has its own.
    const told = Object.entries(answer).filter(([key]) => key !== 'resultId');
    return Object.fromEntries(told.map(([key, value]: [string, unknown]) => [key, inOffsets(value, own, encoding)]));
  }

  async function start(encoding: Encoding, alone = false): Promise<TestClient> {
    const client = await TestClient.start({
      capabilities: { ...WATCHING, general: { positionEncodings: [encoding] } },
      ...(alone ? {} : { folder: folder.uri }),
      initializationOptions: { settings: { indications: true } },
    });
    assert.equal(client.server.capabilities.positionEncoding, encoding);
    client.open(folder.uriOf('avance.json'), avance);
    return client;
  }

  /** Everything that returns or takes a position, requested at some places of the avance. */
  async function askedOf(encoding: Encoding): Promise<readonly (readonly [string, unknown])[]> {
    const client = await start(encoding);
    const uri = folder.uriOf('avance.json');
    const at = (text: string, plus = 1): Position => placeOf(avance, avance.indexOf(text) + plus, encoding);
    const number = { position: at(`"${NUMBER}"`, 3) };
    await until(
      () =>
        client.request<readonly unknown[] | null>('textDocument/references', uri, {
          ...number,
          context: { includeDeclaration: true },
        }),
      found => found?.length === 3,
    );
    // Meanwhile the attachments folder is read, and then its files.
    await until(
      () => client.pull(uri),
      found => ['piece-missing', 'piece-not-pdf'].every(rule => found.some(({ code }) => code === rule)),
    );
    const wrong = { start: at('"ttc"', 0), end: at('"ttc"', 5) };
    const whole = { start: at('{', 0), end: placeOf(avance, avance.length, encoding) };
    const questions: readonly (readonly [string, object])[] = [
      ['textDocument/diagnostic', {}],
      ['textDocument/hover', { position: wrong.start }],
      ['textDocument/hover', number],
      ['textDocument/completion', { position: at('"ttc"', 2) }],
      ['textDocument/codeAction', { range: wrong, context: { diagnostics: [] } }],
      ['textDocument/definition', number],
      ['textDocument/references', { ...number, context: { includeDeclaration: true } }],
      ['textDocument/prepareRename', number],
      ['textDocument/rename', { ...number, newName: 'é😀' }],
      ['textDocument/documentHighlight', number],
      ['textDocument/selectionRange', { positions: [number.position, wrong.start] }],
      ['textDocument/documentSymbol', {}],
      ['textDocument/inlayHint', { range: whole }],
      ['textDocument/documentLink', {}],
      ['textDocument/formatting', { options: { tabSize: 2, insertSpaces: true } }],
      ['textDocument/rangeFormatting', { range: wrong, options: { tabSize: 2, insertSpaces: true } }],
    ];
    const answers: [string, unknown][] = [];
    for (const [method, params] of questions) {
      const answer = await client.request<unknown>(method, uri, params);
      // An action's edit is requested when it is chosen.
      const told =
        method === 'textDocument/codeAction'
          ? await Promise.all(itemsOf(answer).map(one => client.connection.sendRequest('codeAction/resolve', one)))
          : answer;
      answers.push([method, inOffsets(told, uri, encoding)]);
    }
    const symbols = await client.connection.sendRequest('workspace/symbol', { query: NUMBER });
    answers.push(['workspace/symbol', inOffsets(symbols, uri, encoding)]);
    const judged = (report: unknown): unknown =>
      itemsOf(field(report, 'items')).find(item => textOf(field(item, 'uri')) === folder.uriOf('solde.json'));
    const closed = await until(
      () => client.connection.sendRequest<unknown>('workspace/diagnostic', { previousResultIds: [] }),
      report => itemsOf(field(judged(report), 'items')).length > 0,
    );
    answers.push(['workspace/diagnostic', inOffsets(judged(closed), uri, encoding)]);
    await client.stop();
    return answers;
  }

  it('otherwise is told the same places, and is understood', async () => {
    folder.write(`pieces/é€😀_${NUMBER}.pdf`, '%PDF-1.4');
    const [bytes, units, points] = await Promise.all(ENCODINGS.map(askedOf));
    assert.ok(bytes !== undefined && units !== undefined && points !== undefined);
    for (const [index, [method, answer]] of units.entries()) {
      assert.ok(/:\d/.test(JSON.stringify(answer)), `${method} tells something`);
      assert.deepEqual(bytes[index], [method, answer]);
      assert.deepEqual(points[index], [method, answer]);
    }
  });

  for (const encoding of ENCODINGS) {
    it(`in ${encoding} types, takes a completion and mends where it means to`, async () => {
      const client = await start(encoding, true);
      const uri = folder.uriOf('avance.json');
      let [text, version] = [avance, 1];
      const change = (start: number, end: number, fresh: string): void => {
        const range = { start: placeOf(text, start, encoding), end: placeOf(text, end, encoding) };
        text = text.slice(0, start) + fresh + text.slice(end);
        void client.connection.sendNotification('textDocument/didChange', {
          textDocument: { uri, version: ++version },
          contentChanges: [{ range, text: fresh }],
        });
      };
      const number = text.indexOf(NUMBER);
      change(number, number + NUMBER.length, '😀é€');
      change(number + 4, number + 4, '😀');
      const [wrong] = await client.pull(uri);
      assert.equal(wrong?.code, 'enum-value');
      const at = wrong.range.start;
      assert.equal(offsetOf(text, at, encoding), text.indexOf('"ttc"'));
      const items = await client.request<CompletionItem[]>('textDocument/completion', uri, {
        position: { line: 0, character: at.character + 2 },
      });
      const replaced = items[0]?.textEdit;
      assert.ok(replaced !== undefined && 'range' in replaced);
      assert.deepEqual(replaced.range, wrong.range);
      const actions = await client.request<CodeAction[]>('textDocument/codeAction', uri, {
        range: wrong.range,
        context: { diagnostics: [wrong] },
      });
      const preferred = actions.find(({ isPreferred }) => isPreferred === true);
      const { edit } = await client.connection.sendRequest<{ edit?: WorkspaceEdit }>('codeAction/resolve', preferred);
      for (const one of edit?.documentChanges ?? []) {
        assert.ok('edits' in one);
        for (const { range, ...rest } of one.edits)
          if ('newText' in rest)
            change(offsetOf(text, range.start, encoding), offsetOf(text, range.end, encoding), rest.newText);
      }
      assert.ok(!text.includes('"ttc"') && text.includes('"TTC"'));
      assert.deepEqual(await client.pull(uri), []);
    });
  }
});
