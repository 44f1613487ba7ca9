import assert from 'node:assert/strict';
import fc from 'fast-check';
import { textEdits, type TextReplacement } from '../../server/src/features/remedies.js';

function apply(text: string, edits: readonly TextReplacement[]): string {
  let at = 0;
  let out = '';
  for (const { start, end, text: inserted } of edits) {
    assert.ok(start >= at, 'edits out of order, or overlapping');
    out += text.slice(at, start) + inserted;
    at = end;
  }
  return out + text.slice(at);
}

describe('small edits between two texts', () => {
  it('touch only what changed', () => {
    assert.deepEqual(textEdits('{\n  "SIRET": 1,\n  "b": 2\n}', '{\n  "siret": 1,\n  "b": 3\n}'), [
      { start: 5, end: 10, text: 'siret' },
      { start: 23, end: 24, text: '3' },
    ]);
    assert.deepEqual(textEdits('a\nb\n', 'a\nb\n'), []);
  });

  it('never part the two halves of a character, nor CR and LF', () => {
    assert.deepEqual(textEdits('"😀"', '"😁"'), [{ start: 1, end: 3, text: '😁' }]);
    assert.deepEqual(textEdits('a\r\n', 'a\n'), [{ start: 1, end: 3, text: '\n' }]);
  });

  it('lead from any text to any other', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '\n', '\r\n', '😀', '😁', 'é', ' ')).map(parts => parts.join(''));
    fc.assert(fc.property(text, text, (before, after) => apply(before, textEdits(before, after)) === after));
  });

  it('lead there from one pair of cuts to the next too', () => {
    const parts = fc.array(fc.tuple(fc.constantFrom('a\n', 'b\n', 'c'), fc.constantFrom('a\n', 'x', '')), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(parts, pairs => {
        const cuts = (side: 0 | 1): number[] =>
          pairs.map(
            (_, i) =>
              pairs
                .slice(0, i)
                .map(p => p[side])
                .join('').length,
          );
        const [before, after] = [pairs.map(p => p[0]).join(''), pairs.map(p => p[1]).join('')];
        return apply(before, textEdits(before, after, { before: cuts(0), after: cuts(1) })) === after;
      }),
    );
  });

  it('stay cheap for texts that have nothing in common', () => {
    const lines = (word: string): string => Array.from({ length: 20_000 }, (_, i) => `${word}${String(i)}`).join('\n');
    assert.equal(apply(lines('a'), textEdits(lines('a'), lines('b'))), lines('b'));
  });
});
