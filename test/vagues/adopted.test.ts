import assert from 'node:assert/strict';
import { analyze, findingsOf, type Engine } from '../../server/src/analysis/analyze.js';
import { correctFile, tell, TODAY } from '../support/cases.js';
import { made, type Made } from './made.js';
import { fileOf, MODELS } from './models.js';

const found = (of: Engine, text: string, path?: string): string[] => {
  const analysis = analyze(of, text, { today: TODAY, path });
  return [
    analysis.choice.profile?.id ?? 'unknown',
    ...findingsOf(analysis).map(f => {
      const { rule, severity, path: at } = tell(analysis, f);
      return `${rule} ${severity} ${at}`;
    }),
  ];
};

/** A slip in the text, and the rule that is to speak of it as an error. */
type Slip = readonly [rule: string, make: (text: string) => string];

const SLIPS: readonly Slip[] = [
  ['key-casing', text => text.replace('"numeroEditeur"', '"NumeroEditeur"')],
  ['unknown-field', text => text.replace('"numLigne": 1,', '"numLigne": 1, "zzz": 4,')],
  ['missing-field', text => text.replace(/\s*"isClientUnique": \w+,/, '')],
  ['quoted-literal', text => text.replace(/"isMandataire": (\w+)/, '"isMandataire": "$1"')],
  ['field-order', text => text.replace(/("isMandataire": \w+),(\s*)("isClientUnique": \w+)/, '$3,$2$1')],
  ['whitespace', text => text.replace(/"numeroEditeur": "/, '"numeroEditeur": " ')],
  ['siret', text => text.replace('81234567800013', '81234567800014')],
  ['wrong-type', text => text.replace(/("montant\w+": )(\d+(?:\.\d+)?)/, '$1"$2"')],
];

describe('invented models of further waves', () => {
  for (const model of MODELS)
    describe(model.id, () => {
      const text = fileOf(model);
      let it1: Made;
      before(() => {
        it1 = made(model, [text]);
      });
      it('a correct file is recognised without name or setting, and silent', () => {
        assert.deepEqual(found(it1.engine, text), [model.id]);
        assert.deepEqual(
          it1.adopted.codes.filter(({ is }) => is === undefined),
          [],
        );
      });
      it('a blank copy beside it changes nothing', () => {
        const blank = text.replace(/: "[^"]*"/g, ': null').replace(/: \d[\d.]*/g, ': null');
        assert.deepEqual(found(made(model, [blank, text]).engine, text), [model.id]);
      });
      for (const [rule, make] of SLIPS)
        it(`one slip, one error: ${rule}`, () => {
          const wrong = make(text);
          assert.notEqual(wrong, text);
          const [profile, ...told] = found(it1.engine, wrong);
          assert.equal(profile, model.id);
          assert.equal(told.length, 1, told.join('\n'));
          assert.match(told[0] ?? '', new RegExp(`^${rule} error`));
        });
    });
});

describe('a key of ours that an adopted model calls otherwise', () => {
  it('is that key, misnamed: one finding, with the rename', () => {
    const model = MODELS.find(({ id }) => id === 'HOP-PFI-VA2/avance');
    assert.ok(model !== undefined);
    const text = fileOf(model);
    const { engine: adopted } = made({ ...model, match: { nomRepresentant: 'nomClient' } }, [text]);
    const wrong = text.replace('"nomRepresentant"', '"nomClient"');
    const analysis = analyze(adopted, wrong, { today: TODAY });
    const [finding, ...others] = findingsOf(analysis);
    assert.ok(finding !== undefined && others.length === 0);
    assert.equal(finding.rule.id, 'unknown-field');
    assert.equal(finding.severity, 'error');
    assert.match(finding.message('fr'), /nomRepresentant/);
  });
});

describe('a site of a further wave', () => {
  const withSiret = (siret: string, finess: string): string =>
    correctFile('MS1-DUI/avance').replace(
      /("FINESSJuridique": "\d+",\s*)"FINESSGeo": \[[^\]]*\]/,
      `$1"SIRET": ${siret}, "FINESSGeo": [${finess}]`,
    );
  const both = withSiret('"81234567800013"', '"690012349"');
  const told = (text: string): readonly string[] => {
    const model = { id: 'MS-DUI-VA2/avance', like: 'MS1-DUI/avance', match: { SIRET: 'siretClient' } };
    return found(made(model, [both, withSiret('null', '"690012349"')]).engine, text);
  };
  it('is told by its geographic FINESS, or by its SIRET: one of them will do', () => {
    assert.notEqual(both, correctFile('MS1-DUI/avance'));
    assert.deepEqual(told(both), ['MS-DUI-VA2/avance']);
    assert.deepEqual(told(withSiret('"81234567800013"', '')), ['MS-DUI-VA2/avance']);
    assert.deepEqual(told(withSiret('null', '"690012349"')), ['MS-DUI-VA2/avance']);
  });
  it('by neither, it is a warning', () => {
    const [, ...findings] = told(withSiret('null', ''));
    assert.equal(findings.length, 1, findings.join());
    assert.match(findings[0] ?? '', /^beneficiary-required warning /);
  });
});
