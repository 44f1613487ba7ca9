import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../server/src/generated/registry.js';
import { EXAMPLES } from '../support/examples.gen.js';

const ROOT = join(import.meta.dirname, '..', '..');

/** Told under an adopted model only, which a rule's cases can't have: `test/vagues` shows them. */
const ADOPTED = ['date-format/model'];

describe('every rule', () => {
  it('has an id of its own', () => {
    const ids = RULES.map(rule => rule.meta.id);
    assert.deepEqual(
      ids.filter((id, i) => ids.indexOf(id) !== i),
      [],
    );
  });

  for (const { meta, messageIds } of RULES) {
    describe(meta.id, () => {
      it('has cases, and each of its messages is told by one', () => {
        const told = new Set((EXAMPLES[meta.id]?.invalid ?? []).flatMap(example => example.expect.map(e => e.message)));
        assert.deepEqual(
          messageIds.filter(id => !told.has(id) && !ADOPTED.includes(`${meta.id}/${id}`)),
          [],
          'messages that no case shows',
        );
      });

      it('has a page', () => {
        const page = join(ROOT, 'docs', 'rules', `${meta.id}.md`);
        assert.ok(existsSync(page));
        assert.ok(readFileSync(page, 'utf8').includes(meta.title.fr));
      });

      it('cites a document, says it in two languages, and ends its sentences', () => {
        for (const citation of meta.citations) {
          if (['asp-vague1', 'asp-portail'].includes(citation.document)) assert.ok(citation.question.length > 5);
        }
        for (const lang of ['fr', 'en'] as const) {
          assert.ok(meta.title[lang].length > 3);
          assert.match(meta.explanation[lang], /[.!?»”`)]$/);
          assert.ok(!meta.title[lang].endsWith('.'));
        }
        assert.notEqual(meta.explanation.fr, meta.explanation.en);
      });
    });
  }
});
