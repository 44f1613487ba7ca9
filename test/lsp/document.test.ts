import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyze, findingsOf, type Analysis, type AnalyzeOptions } from '../../server/src/analysis/analyze.js';
import { OpenDocument } from '../../server/src/lsp/document.js';
import { correctFile, engine, tell, TODAY } from '../support/cases.js';

const AVANCE = correctFile('MDV-LGC/avance');
const URI = 'file:///w/avance.json';
const OPTIONS: AnalyzeOptions = { today: TODAY, path: '/w/avance.json' };

const told = (analysis: Analysis | undefined): unknown =>
  analysis && findingsOf(analysis).map(finding => tell(analysis, finding));

function edit(document: OpenDocument, at: number, length: number, text: string): void {
  const start = document.text.positionAt(at);
  const end = document.text.positionAt(at + length);
  document.change([{ range: { start, end }, text }], document.version + 1);
}

describe('an open document', () => {
  const inserted = fc.constantFrom(
    '',
    '1',
    '"',
    ',',
    '}',
    '{',
    '\n',
    'x',
    'null',
    '"siret": "1",',
    ' ',
    '\r\n',
    'é',
    '😀',
  );
  const change = fc.record({ at: fc.nat(AVANCE.length), length: fc.nat(3), text: inserted });

  it('is analysed after any changes as its text alone would be', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ changes: fc.array(change, { minLength: 1, maxLength: 3 }), near: fc.boolean() }), {
          maxLength: 5,
        }),
        steps => {
          const document = new OpenDocument({ uri: URI, languageId: 'segur-json', encoding: 'utf-16' }, 1, AVANCE);
          document.analyse(engine, OPTIONS);
          for (const { changes, near } of steps) {
            const [first] = changes;
            // Mostly edits that stand together, as when somebody types.
            for (const { at, length, text } of changes)
              edit(document, near && first !== undefined ? first.at + (at % 5) : at, length, text);
            const analysis = document.analyse(engine, OPTIONS);
            assert.deepEqual(told(analysis), told(analyze(engine, document.text.getText(), OPTIONS)));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps its analysis until it changes, or the options do', () => {
    const document = new OpenDocument({ uri: URI, languageId: 'json', encoding: 'utf-16' }, 1, AVANCE);
    const first = document.analyse(engine, OPTIONS);
    assert.ok(first);
    assert.equal(document.analyse(engine, { ...OPTIONS }), first);
    const id = document.resultId;
    edit(document, AVANCE.indexOf('358.33'), 0, '1');
    const second = document.analyse(engine, OPTIONS);
    assert.notEqual(second, first);
    assert.notEqual(document.resultId, id);
    assert.notEqual(document.analyse(engine, { ...OPTIONS, profile: 'MDV-LGC/solde' }), second);
  });

  it('stays a request while it is edited, and is none any more when it is replaced by something else', () => {
    const document = new OpenDocument({ uri: URI, languageId: 'json', encoding: 'utf-16' }, 1, AVANCE);
    assert.ok(document.analyse(engine, OPTIONS));
    edit(document, AVANCE.indexOf('lignesImport'), 3, '');
    assert.ok(document.analyse(engine, OPTIONS));
    document.change([{ text: '{"name": "x"}' }], 9);
    assert.equal(document.version, 9);
    assert.equal(document.analyse(engine, OPTIONS), undefined);
    document.change([{ text: AVANCE }], 10);
    assert.ok(document.analyse(engine, OPTIONS));
  });
});
