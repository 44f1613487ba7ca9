import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { PiecedText } from '../../server/src/language/text.js';

const LINE = `${'x'.repeat(50)}\n`;
const fragment = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('\r', '\n', '\r\n', 'a', 'é', '', '\r\r\n\n') },
  fc.constantFrom(LINE.repeat(100), LINE.repeat(30).replaceAll('\n', '\r\n'), 'y'.repeat(5_000), '\r'.repeat(3_000)),
);
const texts = fc.array(fragment, { maxLength: 4 }).map(all => all.join(''));

describe('a text in pieces', () => {
  it("is after any run of edits what the library's document is", () => {
    const edits = fc.array(fc.record({ at: fc.nat(), length: fc.nat({ max: 6_000 }), text: fragment }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(texts, edits, fc.nat(), (start, changes, where) => {
        let text = start;
        let pieced = PiecedText.of(start);
        for (const { at, length, text: inserted } of changes) {
          const from = at % (text.length + 1);
          const to = Math.min(text.length, from + length);
          text = text.slice(0, from) + inserted + text.slice(to);
          pieced = pieced.replaced(from, to, inserted);
        }
        const document = TextDocument.create('file:///x', 'json', 1, text);
        assert.equal(pieced.length, text.length);
        assert.equal(pieced.toString(), text);
        assert.equal(pieced.lineCount, document.lineCount);
        for (const step of [0, 1, 2, 97, 5_003]) {
          const offset = (where + step) % (text.length + 2);
          assert.deepEqual(pieced.positionAt(offset), document.positionAt(offset));
          assert.equal(pieced.slice(offset, offset + 3_000), text.slice(offset, offset + 3_000));
          const position = { line: (where + step) % (document.lineCount + 1), character: where % 60 };
          assert.equal(pieced.offsetAt(position), document.offsetAt(position));
        }
      }),
      { numRuns: 300 },
    );
  });
});
