import assert from 'node:assert/strict';
import { analyze } from '../../server/src/analysis/analyze.js';
import { formatRequest } from '../../server/src/features/format.js';
import { correctFile, engine, TODAY } from '../support/cases.js';

const AVANCE = correctFile('MDV-LGC/avance');

function formatted(text: string, options = { tabSize: 2, insertSpaces: true }): string {
  const edits = formatRequest(engine, analyze(engine, text, { today: TODAY, profile: 'MDV-LGC/avance' }), options);
  return edits.reduceRight(
    (out, { start, end, text: inserted }) => out.slice(0, start) + inserted + out.slice(end),
    text,
  );
}

describe('formatting', () => {
  it('leaves a well laid out file alone', () => {
    assert.equal(formatted(AVANCE), AVANCE);
  });

  it('lays out a minified file, and one of other indentation or line ends', () => {
    const minified = JSON.stringify(JSON.parse(AVANCE));
    assert.equal(formatted(minified), AVANCE.trimEnd());
    assert.equal(formatted(AVANCE.replaceAll('  ', '\t')), AVANCE);
    assert.equal(formatted(AVANCE.replaceAll('\n', '\r\n').replaceAll('  ', '    ')), AVANCE.replaceAll('\n', '\r\n'));
    assert.equal(formatted(AVANCE, { tabSize: 4, insertSpaces: false }).replaceAll('\t', '  '), AVANCE);
  });

  it('puts keys in the order and the case of the model', () => {
    const mixed = AVANCE.replace(
      '"dateCommande": "03/11/2022",\n        "regimeTVA": "TTC",',
      '"regimetva": "TTC",\n        "dateCommande": "03/11/2022",',
    ).replace('"siret"', '"SIRET"');
    assert.notEqual(mixed, AVANCE);
    assert.equal(formatted(mixed), AVANCE);
  });

  it('changes no value, not even a wrong one, and keeps what was typed', () => {
    const wrong = AVANCE.replace('"81234567800013"', '" 812\\u0033 "').replace('358.33', '358.330000000000000000001');
    assert.equal(formatted(wrong), wrong);
  });

  it('indents a file with a comment or a trailing comma, and moves nothing in it', () => {
    const text = '{"lignesImport": [ {"typeAction": "C", "numLigne": 1,} ] // fin\n}';
    assert.equal(formatted(text).replace(/\s/g, ''), text.replace(/\s/g, ''));
    assert.match(formatted(text), /\n {6}"typeAction"/);
  });

  it('loses not one character of a broken file', () => {
    for (let at = 1; at < AVANCE.length; at += 61) {
      const broken = AVANCE.slice(0, at) + AVANCE.slice(at + 1);
      const result = formatted(broken);
      assert.equal(
        result.replace(/[\s,]/g, '').length >= broken.replace(/[\s,]/g, '').length,
        true,
        broken.slice(at - 20, at + 20),
      );
    }
  });

  it('leaves a text alone that nests without end: laying it out would hold the server for seconds', () => {
    const shallow = `{"lignesImport":[${'['.repeat(10)}${']'.repeat(10)}]}`;
    const deep = `{"lignesImport":[${'['.repeat(5_000)}${']'.repeat(5_000)}]}`;
    assert.notEqual(formatted(shallow), shallow);
    assert.equal(formatted(deep), deep);
  });
});
