import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LineIndex } from '../../server/src/language/lines.js';

const text = fc.array(fc.constantFrom('a', 'é', '😀', '\n', '\r\n', '\r', '\t')).map(parts => parts.join(''));

describe('LineIndex', () => {
  it('tells positions as LSP does, for any break of line', () => {
    fc.assert(
      fc.property(text, sample => {
        const document = TextDocument.create('file:///a.json', 'json', 1, sample);
        const lines = new LineIndex(sample);
        for (let offset = -1; offset <= sample.length + 1; offset++) {
          assert.deepEqual(lines.positionAt(offset), document.positionAt(offset), JSON.stringify({ sample, offset }));
        }
      }),
    );
  });

  it('finds offsets as TextDocument does', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: -1, max: 8 }), fc.integer({ min: -1, max: 8 }), (sample, line, character) => {
        const document = TextDocument.create('file:///a.json', 'json', 1, sample);
        const position = { line, character };
        assert.equal(new LineIndex(sample).offsetAt(position), document.offsetAt(position));
      }),
    );
  });

  it('gives lines without their break', () => {
    fc.assert(
      fc.property(text, sample => {
        const expected = sample.split(/\r\n|\r|\n/);
        const lines = new LineIndex(sample);
        assert.deepEqual(
          expected.map((_, i) => lines.textOf(i)),
          expected,
        );
        assert.equal(lines.textOf(expected.length), '');
      }),
    );
  });
});
