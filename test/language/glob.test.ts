import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matchesGlob } from '../../server/src/language/glob.js';

/** A glob as a regular expression: good enough for a test, where nobody enters a pattern that takes years. */
function meaning(pattern: string): RegExp {
  let depth = 0;
  const source = pattern.replace(/\*\*\/|\*{2,}|\*|\?|[{},]|[\\^$+.()|[\]]/g, token => {
    if (token === '**/') return '(?:[^/]+/)*';
    if (token === '*') return '[^/]*';
    if (token.startsWith('**')) return '.*';
    if (token === '?') return '[^/]';
    if (token === '{') {
      depth++;
      return '(?:';
    }
    if (token === '}' && depth > 0) {
      depth--;
      return ')';
    }
    if (token === ',') return depth > 0 ? '|' : ',';
    return `\\${token}`;
  });
  return new RegExp(`^${source}${')'.repeat(depth)}$`);
}

describe('globs of settings', () => {
  it('mean what their regular expression says', () => {
    const text = (chars: readonly string[], maxLength: number) =>
      fc.array(fc.constantFrom(...chars), { maxLength }).map(parts => parts.join(''));
    fc.assert(
      fc.property(
        text(['a', 'b', '/', '*', '**/', '**', '?', '{', ',', '}', '.'], 8),
        text(['a', 'b', '/', '.', ','], 7),
        (end, file) => {
          // With a slash, the whole path counts.
          const pattern = `x/${end}`;
          assert.equal(
            matchesGlob(pattern, `x/${file}`),
            meaning(pattern).test(`x/${file}`) || pattern === `x/${file}`,
            `${pattern} ${file}`,
          );
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('never go back and forth', () => {
    assert.equal(matchesGlob(`${'*a'.repeat(100)}b`, 'a'.repeat(250)), false);
    assert.equal(matchesGlob(`${'{a,'.repeat(200)}b`, 'a'.repeat(250)), false);
  });
});
