import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyze, findingsOf } from '../../server/src/analysis/analyze.js';
import type { PropertyShape, Shape } from '../../server/src/format/profiles/profile.js';
import type { Theme } from '../../server/src/rules/contract.js';
import { engine, TODAY } from '../support/cases.js';
import { isRecord, recordOf, textsOf } from '../support/json.js';
import { expandSnippet } from '../support/snippet.js';

/** A template leaves values to the user: a missing, unknown or misplaced key would be its own fault. */
const OWN_FAULTS: readonly Theme[] = ['fichier', 'structure', 'scenario'];
/** Values that are due, and the defaults of two choices that belong together. */
const VALUES: readonly string[] = ['empty-string', 'wrong-type', 'scenario', 'operateur-messagerie', 'deploiement-mss'];

const source: unknown = JSON.parse(readFileSync(new URL('../../snippets/segur-json.json', import.meta.url), 'utf8'));
const templates = Object.entries(recordOf(source)).map(([id, snippet]) => {
  assert.ok(isRecord(snippet), id);
  return { id, snippet, text: expandSnippet(textsOf(snippet['body'])) };
});

function assertInOrder(value: unknown, shape: Shape, at: string): void {
  if (Array.isArray(value)) {
    const { items } = shape;
    if (items !== undefined)
      value.forEach((item, index) => {
        assertInOrder(item, items, `${at}/${String(index)}`);
      });
  } else if (isRecord(value) && shape.properties !== undefined) {
    // A key that may be left out is left out.
    const due = shape.properties.filter(({ required }: PropertyShape) => required);
    assert.deepEqual(
      Object.keys(value),
      due.map(({ key }) => key),
      at,
    );
    for (const { key, shape: inner } of due) assertInOrder(value[key], inner, `${at}/${key}`);
  }
}

describe('file templates', () => {
  it('are there for every profile', () => {
    assert.deepEqual(
      templates.map(({ id }) => id),
      engine.catalog.ids,
    );
  });

  it('are offered by “Fill File with Snippet” only, never inside a file', () => {
    for (const { snippet } of templates) {
      assert.equal(snippet['isFileTemplate'], true);
      assert.equal('prefix' in snippet, false);
    }
  });

  for (const { id, text } of templates) {
    it(`${id}: the model's keys in its order, with nothing but values to complete`, () => {
      const profile = engine.catalog.get(id);
      assert.ok(profile);
      assertInOrder(JSON.parse(text), profile.file, '');
      const faults = findingsOf(analyze(engine, text, { today: TODAY, profile: id }))
        .filter(
          ({ rule, severity }) => OWN_FAULTS.includes(rule.theme) && severity !== 'info' && !VALUES.includes(rule.id),
        )
        .map(finding => `${finding.rule.id}: ${finding.message('fr')}`);
      assert.deepEqual(faults, []);
    });
  }
});
