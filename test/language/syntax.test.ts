import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonNode, SyntaxTree } from '../../server/src/language/nodes.js';
import { readTolerantly } from '../../server/src/format/recognise/request.js';
import { parseValue } from '../../server/src/language/parse.js';
import { correctFile, engine, findAll } from '../support/cases.js';

const parseRequest = (text: string): SyntaxTree => readTolerantly(engine.catalog, text, {}).tree;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const FILES = ['MDV-LGC/avance', 'MDV-LGC/solde'].flatMap(profile => {
  const text = correctFile(profile);
  return [
    { name: profile, text },
    { name: `${profile}, minified`, text: JSON.stringify(JSON.parse(text)) },
  ];
});

/** Positions of one ligne, so that a slip in any kind of place is tried. */
function ligneOf(text: string): [from: number, to: number] {
  return [text.indexOf('{', text.indexOf('"lignesImport"')), text.search(/"numLigne": ?2/)];
}

function onePerSlip(name: string, before: string, broken: string): void {
  if (isJson(broken)) return;
  const codes = parseRequest(broken).problems.map(({ code, text }) => `${code} ${text}`);
  assert.equal(codes.length, 1, `${name} after ${JSON.stringify(before.slice(-40))}: ${codes.join(' | ')}`);
}

/** The plain value of a tree; chunks are read like any other array. */
function valueOf(node: JsonNode | undefined): unknown {
  switch (node?.kind) {
    case undefined:
    case 'invalid':
      return undefined;
    case 'object':
      return Object.fromEntries(node.properties.map(property => [property.key, valueOf(property.value)]));
    case 'array':
      return node.items.map(valueOf);
    case 'string':
    case 'boolean':
      return node.value;
    case 'number':
      return Number(node.lexeme);
    case 'null':
      return null;
  }
}

function isWithin(tree: SyntaxTree, length: number): boolean {
  const check = (node: JsonNode, origin: number): boolean => {
    const [start, end] = [origin + node.start, origin + node.end];
    if (start < 0 || end < start || end > length) return false;
    if (node.kind === 'object') return node.properties.every(p => p.value === undefined || check(p.value, origin));
    if (node.kind === 'array')
      return node.items.every((item, i) => check(item, node.origins === undefined ? origin : (node.origins[i] ?? NaN)));
    return true;
  };
  return tree.root === undefined || check(tree.root, 0);
}

describe('syntax', () => {
  for (const { name, text } of FILES) {
    const [from, to] = ligneOf(text);

    it(`tells a character left out as one mistake: ${name}`, () => {
      for (let i = from; i < to; i++) {
        if ('{}[],:"'.includes(text.charAt(i)))
          onePerSlip(`without ${text.charAt(i)}`, text.slice(0, i), text.slice(0, i) + text.slice(i + 1));
      }
    });

    it(`tells a character typed twice as one mistake: ${name}`, () => {
      for (let i = from; i < to; i++) {
        if ('{}[],:"'.includes(text.charAt(i)))
          onePerSlip(
            `twice ${text.charAt(i)}`,
            text.slice(0, i),
            text.slice(0, i) + text.slice(i, i + 1) + text.slice(i),
          );
      }
    });

    it(`tells a text cut anywhere as one mistake: ${name}`, () => {
      for (let i = 1; i < text.trimEnd().length; i += 5) onePerSlip('cut', text.slice(0, i), text.slice(0, i));
    });
  }

  it('tells a line left out as one mistake', () => {
    for (const profile of ['MDV-LGC/avance', 'MDV-LGC/solde']) {
      const lines = correctFile(profile).split('\n');
      lines.forEach((line, i) => {
        onePerSlip(`without ${line}`, line, lines.filter((_, j) => j !== i).join('\n'));
      });
    }
  });

  it('tells a missing bracket once, whatever the keys that it mixes', () => {
    for (const profile of ['MDV-LGC/avance', 'MDV-LGC/solde']) {
      const text = correctFile(profile);
      const [from, to] = ligneOf(text);
      for (let i = from; i < to; i++) {
        if (!'{}[]'.includes(text.charAt(i))) continue;
        const told = findAll(text.slice(0, i) + text.slice(i + 1), { today: 20260101, profile });
        assert.deepEqual(
          told.map(({ rule }) => rule),
          ['json-syntax'],
          `without ${text.charAt(i)} after ${JSON.stringify(text.slice(i - 40, i))}`,
        );
      }
    }
  });

  it('reads JSON as JSON.parse does, and finds fault with nothing else', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6, noUnicodeString: false }), fc.boolean(), (text, chunked) => {
        const { root, problems } = chunked ? parseRequest(text) : parseValue(text);
        assert.deepEqual(problems, []);
        const expected: unknown = JSON.parse(text);
        // -0 and __proto__ are JavaScript's own business.
        assert.deepEqual(JSON.stringify(valueOf(root)), JSON.stringify(expected));
      }),
      { numRuns: 300 },
    );
  });

  it('never throws, ends, and stays within the text, whatever the text', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      "'",
      '"a"',
      '"a":',
      '1',
      '01',
      '1,5',
      'null',
      'NaN',
      ' ',
      '\n',
      '\t',
      '\\',
      '//',
      '/*',
      '*/',
      '#',
      ';',
      '=',
      '\u00a0',
      '“',
      '”',
      '«',
      '€',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), parts => {
        const text = parts.join('');
        const tree = parseRequest(text);
        assert.equal(tree.problems.length === 0, isJson(text), JSON.stringify(text));
        assert.ok(isWithin(tree, text.length), JSON.stringify(text));
        for (const { span, chunk } of tree.problems) {
          assert.ok(span.end >= span.start, JSON.stringify(text));
          if (chunk === undefined) assert.ok(span.start >= 0 && span.end <= text.length, JSON.stringify(text));
        }
        findAll(text);
      }),
      { numRuns: 700 },
    );
  });
});
