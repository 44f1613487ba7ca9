import assert from 'node:assert/strict';
import { analyze, createEngine } from '../../server/src/analysis/analyze.js';
import { moveLigne, movesOf, type LigneMove } from '../../server/src/app/lignes.js';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { correctFile } from '../support/cases.js';

const ENGINE = createEngine();
const AVANCE = correctFile('MDV-LGC/avance');
const TODAY = 20221115;
const read = (text: string): ReturnType<typeof analyze> => analyze(ENGINE, text, { today: TODAY });

function after(text: string, move: LigneMove, index: number): { text: string; extracted: string | undefined } {
  const document = TextDocument.create('file:///a.json', 'json', 1, text);
  const moved = moveLigne(ENGINE.catalog, read(text), { move, index, file: 'lot.mdv-lgc.avance.json' });
  const edits = moved.edits.map(({ start, end, text: newText }) => ({
    range: { start: document.positionAt(start), end: document.positionAt(end) },
    newText,
  }));
  return { text: TextDocument.applyEdits(document, edits), extracted: moved.extracted?.text };
}

interface Request {
  readonly lignesImport: readonly { readonly numLigne: number; readonly numeroEditeur: string | null }[];
}
const isRequest = (value: unknown): value is Request =>
  typeof value === 'object' && value !== null && 'lignesImport' in value && Array.isArray(value.lignesImport);
function numbers(text: string): readonly (readonly [number, string | null])[] {
  const value: unknown = JSON.parse(text);
  assert.ok(isRequest(value));
  return value.lignesImport.map(({ numLigne, numeroEditeur }) => [numLigne, numeroEditeur]);
}

describe('moving lignes', () => {
  const [one, two, ...rest] = numbers(AVANCE).map(([, number]) => number);
  const CASES: Readonly<Record<LigneMove, readonly (string | null | undefined)[]>> = {
    add: [one, null, two, ...rest],
    duplicate: [one, one, two, ...rest],
    up: [two, one, ...rest],
    down: [two, one, ...rest],
    extract: [two, ...rest],
  };
  for (const [move, wanted] of Object.entries(CASES))
    it(`${move}: the lignes are those that are meant, numbered anew, and all else as it was typed`, () => {
      const known = movesOf(read(AVANCE), 0);
      const index = move === 'up' ? 1 : 0;
      const done = known.find(one => one === move) ?? 'up';
      const { text, extracted } = after(AVANCE, done, index);
      assert.deepEqual(
        numbers(text),
        wanted.map((number, i) => [i + 1, number]),
      );
      assert.equal(
        text
          .split('\n')
          .filter(line => /^\S/.test(line))
          .join(),
        AVANCE.split('\n')
          .filter(line => /^\S/.test(line))
          .join(),
      );
      assert.deepEqual(
        extracted === undefined ? undefined : numbers(extracted),
        move === 'extract' ? [[1, one]] : undefined,
      );
      if (done === 'down') assert.equal(after(text, 'up', 1).text, AVANCE, 'and back');
      if (done === 'duplicate') assert.equal(after(text, 'extract', 1).text, AVANCE, 'and back');
    });

  it('offers only what is possible', () => {
    assert.deepEqual(movesOf(read(AVANCE), 0), ['add', 'duplicate', 'down', 'extract']);
    assert.deepEqual(movesOf(read(AVANCE), 1), ['add', 'duplicate', 'up', 'down', 'extract']);
    assert.deepEqual(movesOf(read(AVANCE), 2), ['add', 'duplicate', 'up', 'extract']);
    const alone = after(AVANCE, 'extract', 1).extracted ?? '';
    assert.deepEqual(movesOf(read(alone), 0), ['add', 'duplicate']);
    assert.deepEqual(movesOf(read(AVANCE.replace('"typeAction"', 'typeAction')), 0), []);
    assert.deepEqual(movesOf(read(AVANCE), 7), []);
  });
});
