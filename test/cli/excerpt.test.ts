import assert from 'node:assert/strict';
import fc from 'fast-check';
import { excerpt, harmless, visible, widthOf, wrap } from '../../server/src/cli/report/terminal.js';

const shown = (line: string, marks: string, columns = 60): string[] => {
  const start = line.indexOf(marks);
  const { text, indent, length } = excerpt(line, start, start + marks.length, columns);
  return [text, ' '.repeat(indent) + '^'.repeat(length)];
};

describe('cli: excerpt of a line', () => {
  it('underlines the span', () => {
    assert.deepEqual(shown('  "siret": "12"', '"12"'), ['  "siret": "12"', '           ^^^^']);
  });

  it('shows tabs as spaces and underlines behind them', () => {
    assert.deepEqual(shown('\t\t"a": 1', '1'), ['        "a": 1', '             ^']);
  });

  it('counts the columns of wide and combined characters', () => {
    assert.deepEqual(
      shown('"東京é": "x"', '"x"'),
      ['"東京é": "x"', '         ^^^'].map(line => line.normalize('NFC')),
    );
    assert.equal(widthOf('e\u0301'), 1);
    assert.equal(widthOf('😀'), 2);
  });

  it('underlines the whole of a character that the span halves', () => {
    assert.deepEqual(excerpt('\u0000\ta😀😀', 4, 6, 40), { text: '<U+0000>    a😀😀', indent: 13, length: 4 });
  });

  it('cuts a long line around the span', () => {
    const line = `${'a'.repeat(5000)}"faux"${'b'.repeat(5000)}`;
    const [text = '', marks = ''] = shown(line, '"faux"', 40);
    assert.equal(widthOf(text), 40);
    assert.match(text, /^…a+"faux"b+…$/);
    assert.equal(text.slice(marks.indexOf('^'), marks.length), '"faux"');
  });

  it('names what a terminal would not show, and never sends it an escape', () => {
    assert.equal(visible('a\u00a0b\u200b'), 'a<U+00A0>b<U+200B>');
    assert.equal(harmless('\u001b[2J «\u00a0x\u00a0»'), '<U+001B>[2J «\u00a0x\u00a0»');
  });

  it('fits any line and any span in the columns', () => {
    const line = fc
      .array(fc.constantFrom('a', '"', ' ', '\t', '東', '😀', '\u0000', 'é'), { maxLength: 200 })
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(line, fc.nat(220), fc.nat(220), (sample, start, size) => {
        const { text, indent, length } = excerpt(sample, start, start + size, 40);
        assert.ok(widthOf(text) <= 40, text);
        assert.ok(length >= 1 && indent + length <= Math.max(41, indent + 1));
        assert.doesNotMatch(text, /\p{Cc}/u);
      }),
    );
  });

  it('wraps text', () => {
    assert.equal(wrap('un deux trois quatre', 12, '  '), '  un deux\n  trois\n  quatre');
  });
});
