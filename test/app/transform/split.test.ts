import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findingsOf } from '../../../server/src/analysis/analyze.js';
import type { Finding } from '../../../server/src/rules/contract.js';
import { Refused } from '../../../server/src/app/refused.js';
import { WAYS } from '../../../server/src/app/split.js';
import { partName, soldeName } from '../../../server/src/app/fileNames.js';
import { correctFile, engine } from '../../support/cases.js';
import { bytesOf, namesIn, profileOf } from '../../support/corpus.js';
import { analysed, demandes, numbers, parts, profile, split } from './support.js';

const CORRECT = correctFile('MDV-LGC/avance');
const rules = (findings: readonly Finding[]): string[] => findings.map(({ rule }) => rule.id);

/** The three lignes of the base file, repeated up to this number. */
function many(count: number): string {
  const lignes = Array.from(
    { length: count },
    (_, i) =>
      `{"numLigne": ${String(i + 1)}, "typeAction": "C", "numeroASP": null, "numeroEditeur": "BDC-${String(i)}"}`,
  );
  return `{"impId": null, "numeroAns": "1234567890", "siret": "81234567800013", "lignesImport": [${lignes.join(', ')}]}`;
}

/** The first ligne at HT, the third in La Réunion. */
const MIXED = CORRECT.replace('"regimeTVA": "TTC"', '"regimeTVA": "HT"').replace('"690012349"', '"970408589"');

const codeOf = (done: ReturnType<typeof split>): string | undefined =>
  done instanceof Refused ? done.code : undefined;

describe('split', () => {
  it('leaves each ligne as it is typed, its number apart', () => {
    const source = CORRECT.replace(
      '"nomMedecin": "Anne-Sophie Lefèvre"',
      '"nomMedecin":   "Anne-Sophie Lef\\u00e8vre"',
    ).replace('"montantSegurHT": 358.33', '"montantSegurHT": 358.330');
    const [first, second] = parts(analysed(source), { by: 'count', size: 2 });
    assert.ok(first !== undefined && second !== undefined);
    const third = source.indexOf('    {\n      "numLigne": 3');
    assert.equal(first.text, `${source.slice(0, source.lastIndexOf(',', third))}\n  ]\n}\n`);
    assert.equal(
      second.text,
      `${source.slice(0, source.indexOf('    {\n'))}${source.slice(third).replace('"numLigne": 3', '"numLigne": 1')}`,
    );
  });

  it('cuts at 200, or at less', () => {
    const source = analysed(many(450), { profile: 'MDV-LGC/avance' });
    assert.deepEqual(
      parts(source, { by: 'count' }).map(({ name, lignes }) => [name, lignes.length]),
      [
        ['a-1.mdv-lgc.avance.json', 200],
        ['a-2.mdv-lgc.avance.json', 200],
        ['a-3.mdv-lgc.avance.json', 50],
      ],
    );
    assert.deepEqual(
      parts(source, { by: 'count', size: 150 }).map(({ label }) => label.fr),
      ['lignes 1 à 150', 'lignes 151 à 300', 'lignes 301 à 450'],
    );
    assert.equal(codeOf(split(analysed(many(200)), { by: 'count' })), 'split-whole');
  });

  it('cuts by rate: no part mixes any more', () => {
    const source = analysed(MIXED.replace('"690012349"', '"970408589"'));
    const made = parts(source, { by: 'rate' });
    assert.deepEqual(
      made.map(({ name, label, lignes }) => [name, label.fr, lignes]),
      [
        ['a.ht.json', 'HT', [0]],
        ['a.ttc-8.5.json', 'TTC 8,5\u202f%', [1, 2]],
      ],
    );
    for (const { analysis } of made) assert.ok(!rules(findingsOf(analysis)).some(id => id.startsWith('mixed-')));
  });

  it('leaves it to the user to say the rate of a demande that tells none, where there are several', () => {
    const structure = /"commandePour": "LIBERAL"[\s\S]*?"FINESSGeo": \[\]/;
    const source = CORRECT.replace(structure, '"commandePour": "STRUCTURE", "structure": { "FINESSGeo": ["970408589"]');
    assert.deepEqual(
      parts(analysed(source), { by: 'rate' }).map(({ name }) => name),
      ['a.ttc-8.5.json', 'a.ttc.json', 'a.ttc-20.json'],
    );
  });

  it('puts apart the lignes in which there is an error', () => {
    const source = analysed(CORRECT.replace('"10003456786"', '"10003456787"'));
    const made = parts(source, { by: 'validity', name: 'lot.mdv-lgc.avance.json' });
    assert.deepEqual(
      made.map(({ name, lignes }) => [name, lignes]),
      [
        ['lot.valides.mdv-lgc.avance.json', [0, 2]],
        ['lot.en-erreur.mdv-lgc.avance.json', [1]],
      ],
    );
    assert.deepEqual(
      findingsOf(made[0]?.analysis ?? source).filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.deepEqual(numbers(made[0]?.text ?? ''), [1, 2]);
  });

  it("takes a mixture of rates for no ligne's error", () => {
    const source = analysed(
      MIXED.replace(
        '"typeFichier": "BON_COMMANDE"\n        }',
        '"typeFichier": "BON_COMMANDE"\n        }, { "nomFichier": "x.pdf", "formatFichier": "PDF", ' +
          '"typeFichier": "ATTESTATION_TVA" }',
      ),
    );
    assert.ok(rules(findingsOf(source)).includes('mixed-regime-tva'));
    const done = split(source, { by: 'validity' });
    assert.ok(done instanceof Refused && done.code === 'split-whole');
    assert.equal(done.data.label?.fr, 'lignes sans erreur');
  });

  it('cuts what one way puts together where the portal would not take it', () => {
    const source = analysed(many(230).replace('"numeroEditeur": "BDC-7"', '"numeroEditeur": ""'), {
      profile: 'MDV-LGC/avance',
    });
    const wrongOnly: readonly Finding[] = findingsOf(source)
      .filter(({ rule }) => rule.id === 'empty-string')
      .map(finding => ({ ...finding, severity: 'error' }));
    assert.deepEqual(
      parts(source, { by: 'validity', findings: wrongOnly }).map(({ name, lignes }) => [name, lignes.length]),
      [
        ['a.valides-1.mdv-lgc.avance.json', 200],
        ['a.valides-2.mdv-lgc.avance.json', 29],
        ['a.en-erreur.mdv-lgc.avance.json', 1],
      ],
    );
  });

  it('renumbers what can be read, in the form that it has', () => {
    for (const [two, three, expected] of [
      ['"2"', 'null', [1, '1', null]],
      ['2.0', '3.00e0', [1, 1, 1]],
      ['"2.0"', '-3', [1, '1', 1]],
      ['2.5', '"x"', [1, 2.5, 'x']],
    ] as const) {
      const source = CORRECT.replace('"numLigne": 2', `"numLigne": ${two}`).replace(
        '"numLigne": 3',
        `"numLigne": ${three}`,
      );
      assert.deepEqual(
        parts(analysed(source), { by: 'count', size: 1 }).flatMap(({ text }) => numbers(text)),
        expected,
      );
    }
    const first = CORRECT.replace('"numLigne": 1', '"numLigne": 1.0');
    assert.match(parts(analysed(first), { by: 'count', size: 2 })[0]?.text ?? '', /"numLigne": 1,/);
  });

  for (const [name, text, reason] of [
    ['a syntax error', CORRECT.replace('"typeAction": "C",', '"typeAction": "C"'), 'syntax'],
    ['no list', '{"lignesImport": {}}', 'no-list'],
    ['two lists', '{"lignesImport": [{"numLigne": 1}, {"numLigne": 2}], "LignesImport": [{}]}', 'two-lists'],
    ['another text', 'numLigne;numeroEditeur', 'syntax'],
  ] as const) {
    it(`refuses ${name}`, () => {
      for (const by of WAYS) {
        const done = split(analysed(text), { by });
        assert.equal(codeOf(done), `unsound-${reason}`);
      }
    });
  }

  it('makes no output of an avance that is none', () => {
    const some = CORRECT.replace(
      /"numeroASP": null(?=,\s*"numeroEditeur": "BDC-2022-0002")/,
      '"numeroASP": "FINMDV00120"',
    );
    assert.notEqual(some, CORRECT);
    const done = split(analysed(some), { by: 'count', size: 1 });
    assert.ok(done instanceof Refused && done.code === 'unsound-portal-field');
    assert.match(some.split('\n')[(done.data.slip?.line ?? 0) - 1] ?? '', /FINMDV00120/);
    // Beside a ligne without a number, it is the same mistake as before.
    assert.equal(codeOf(split(analysed(some), { by: 'count', size: 2 })), undefined);
    assert.equal(
      codeOf(split(analysed(some.replace('"impId": null', '"impId": 4')), { by: 'count', size: 1 })),
      undefined,
    );
  });

  it('refuses bytes that are no UTF-8', () => {
    const done = split(analysed(CORRECT, { invalidBytes: true }), { by: 'count', size: 1 });
    assert.equal(codeOf(done), 'unsound-encoding');
  });

  it('has nothing to do with an empty list', () => {
    for (const by of WAYS) assert.equal(codeOf(split(analysed('{"lignesImport": []}'), { by })), 'split-whole');
  });

  it('cuts each file of the corpus, in whatever layout', () => {
    for (const name of namesIn('correct')) {
      const text = bytesOf(`correct/${name}`).toString('utf8');
      const source = analysed(text, { profile: profileOf(name) });
      const whole = demandes(text);
      if (whole.length < 2) continue;
      const made = parts(source, { by: 'count', size: 1, name });
      assert.deepEqual(
        made.flatMap(part => demandes(part.text)),
        whole,
        name,
      );
      for (const { text: part, analysis } of made) {
        assert.deepEqual(numbers(part), [1]);
        assert.deepEqual(
          findingsOf(analysis)
            .filter(({ severity }) => severity !== 'info')
            .map(({ rule }) => rule.id),
          [],
          name,
        );
      }
    }
  });
});

describe('names of files that are made', () => {
  const mdv = { root: analysed(CORRECT).tree.root, profile: profile('MDV-LGC/avance') };
  const hop = { root: analysed(correctFile('HOP-RI/avance')).tree.root, profile: profile('HOP-RI/avance') };
  for (const [name, tag, by, part, expected] of [
    ['lot.json', '3', '-', mdv, 'lot-3.json'],
    ['lot.json', 'ttc-20', '.', mdv, 'lot.ttc-20.json'],
    ['x.mdv-lgc.avance.json', 'ttc-20', '.', mdv, 'x.ttc-20.mdv-lgc.avance.json'],
    ['x.MDV-LGC.avance.JSON', '1', '-', mdv, 'x-1.MDV-LGC.avance.JSON'],
    ['x.segur.json', '1', '-', mdv, 'x-1.segur.json'],
    ['avance', '1', '-', mdv, 'avance-1.json'],
    // The folder or the user says so, not the content.
    ['avance.json', '1', '-', hop, 'avance-1.hop-ri.avance.json'],
    ['x.hop-ri.avance.json', 'ht', '.', hop, 'x.ht.hop-ri.avance.json'],
    ['x.json', '1', '-', { ...hop, profile: undefined }, 'x-1.json'],
  ] as const) {
    it(`${name} + ${tag} → ${expected}`, () => {
      assert.equal(partName(engine.catalog, name, tag, by, part), expected);
    });
  }
  for (const [name, expected] of [
    ['lot.mdv-lgc.avance.json', 'lot.mdv-lgc.solde.json'],
    ['avance-2022.json', 'solde-2022.mdv-lgc.solde.json'],
    ['sortie.json', 'sortie.mdv-lgc.solde.json'],
  ] as const) {
    it(`the solde of ${name} → ${expected}`, () => {
      assert.equal(soldeName(engine.catalog, name, profile('MDV-LGC/solde')), expected);
    });
  }
});

describe('split, in general', () => {
  it('gives parts of which none is larger than asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (count, size) => {
        const done = split(analysed(many(count)), { by: 'count', size });
        const sizes = done instanceof Refused ? [count] : done.map(({ lignes }) => lignes.length);
        assert.equal(
          sizes.reduce((a, b) => a + b, 0),
          count,
        );
        assert.ok(sizes.every(n => n > 0 && n <= size));
      }),
      { numRuns: 40 },
    );
  });
});
