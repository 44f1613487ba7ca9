import assert from 'node:assert/strict';
import { analyze, findingsOf } from '../../server/src/analysis/analyze.js';
import type { Shape } from '../../server/src/format/profiles/profile.js';
import { adoptModel, type Adoption } from '../../server/src/format/profiles/adopt.js';
import { correctFile, engine, tell, TODAY } from '../support/cases.js';

function adopt(model: string, id: string): Adoption {
  const base = engine.catalog.get(id);
  const keywords = engine.catalog.keywordsOf(id);
  assert.ok(base !== undefined && keywords !== undefined);
  const adoption = adoptModel([model], base, keywords);
  assert.ok(!('error' in adoption), JSON.stringify(adoption));
  return adoption;
}

/** The findings in a text once the model is adopted. */
function findWith(adoption: Adoption, text: string, id: string): string[] {
  const adopted = { ...engine, catalog: engine.catalog.withModels([adoption.schema]) };
  const analysis = analyze(adopted, text, { today: TODAY, profile: id });
  return findingsOf(analysis)
    .map(f => tell(analysis, f))
    .map(f => `${f.rule} ${f.severity} ${f.path}`);
}

/** Optional keys: a file without one says nothing against its model. */
function optionalIn(shape: Shape | undefined): ReadonlySet<string> {
  return new Set(
    (shape?.properties ?? []).flatMap(({ key, required, shape: inner }) => [
      ...(required ? [] : [key]),
      ...optionalIn(inner),
      ...optionalIn(inner.items),
    ]),
  );
}

describe("adopting the agency's model", () => {
  for (const id of engine.catalog.ids) {
    it(`takes a file of ours as the model of ${id}: nothing is unknown, and the file stays right`, () => {
      const adoption = adopt(correctFile(id), id);
      assert.deepEqual(adoption.unknown, []);
      const optional = optionalIn(engine.catalog.get(id)?.file);
      assert.deepEqual(
        adoption.lost.filter(path => !optional.has(path.replace(/.*\./, ''))),
        [],
      );
      assert.deepEqual(findWith(adoption, correctFile(id), id), []);
    });
  }

  const ID = 'MDV-LGC/solde';
  const ours = correctFile(ID);
  /** The agency's names, order and case, as they may differ from our reconstruction. */
  const theirs = (text: string): string =>
    text
      .replaceAll('"numeroFacture"', '"numero_facture"')
      .replaceAll('"IdentDMP"', '"identifiantsDMP"')
      .replaceAll('"LGC"', '"lgc"')
      .replace(/("codeTraitement": null),(\s+)("libelleTraitement": null)/g, '$3,$2$1')
      .replaceAll('"typeAction": "C"', '"typeAction": "C", "version": 2');

  it('follows its names, order and case, and says what it could not match', () => {
    const adoption = adopt(theirs(ours), ID);
    assert.deepEqual(adoption.unknown, ['lignesImport[].version']);
    assert.deepEqual(
      adoption.unsure.map(({ path, was }) => `${path} ← ${was}`),
      ['lignesImport[].lgc.identifiantsDMP ← IdentDMP'],
    );
    assert.deepEqual(adoption.lost, []);
    assert.ok(
      adoption.matched.some(m => m.path === 'lignesImport[].facture.numero_facture' && m.was === 'numeroFacture'),
    );
    assert.deepEqual(findWith(adoption, theirs(ours), ID), []);
  });

  it('makes errors of what was a warning, and proposes no model any more', () => {
    const adoption = adopt(theirs(ours), ID);
    const before = analyze(engine, ours.replace('"facture"', '"Facture"'), { today: TODAY, profile: ID });
    assert.deepEqual(
      findingsOf(before)
        .map(f => `${f.rule.id} ${f.severity}`)
        .sort(),
      ['key-casing warning', 'model-reconstructed info'],
    );
    assert.deepEqual(findWith(adoption, theirs(ours).replace('"facture"', '"Facture"'), ID), [
      'key-casing error /lignesImport/0/Facture',
    ]);
  });

  it('keeps the rules about the fields that it knows', () => {
    const adoption = adopt(theirs(ours), ID);
    assert.deepEqual(findWith(adoption, theirs(ours).replace('81234567800013', '812345678'), ID), [
      'siret error /siret',
    ]);
    assert.deepEqual(
      findWith(adoption, theirs(ours).replace('10002123452",\n', '10002123453",\n'), ID).filter(f =>
        f.startsWith('rpps'),
      ),
      [],
    );
  });

  it('finds a block that the agency puts elsewhere', () => {
    const text = ours.replace(/,\n +("montantSegurHT": [\d.]+)\n( +)\},/g, '\n$2},\n$2$1,');
    assert.notEqual(text, ours);
    const adoption = adopt(text, ID);
    assert.deepEqual(adoption.lost, []);
    assert.deepEqual(findWith(adoption, text.replace('"montantSegurHT": 358.33', '"montantSegurHT": 358.333'), ID), [
      'montant-format error /lignesImport/0/montantSegurHT',
    ]);
  });

  const REFUSED: readonly (readonly [text: string, error: string])[] = [
    ['', 'syntax'],
    ['{', 'syntax'],
    ['[]', 'no-object'],
    ['{"a": 1}', 'no-lignes'],
    ['{"lignesImport": {}}', 'no-lignes'],
    ['{"lignesImport": []}', 'empty-lignes'],
  ];
  for (const [text, error] of REFUSED) {
    it(`refuses ${JSON.stringify(text)}: ${error}`, () => {
      const base = engine.catalog.get(ID);
      const keywords = engine.catalog.keywordsOf(ID);
      assert.ok(base !== undefined && keywords !== undefined);
      assert.deepEqual(adoptModel([text], base, keywords), { error, index: 0 });
    });
  }
});
