import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../server/src/generated/registry.js';
import type { FileSubject, Rule, RuleContext } from '../../server/src/rules/contract.js';
import { analyze } from '../../server/src/analysis/analyze.js';
import { LigneStates } from '../../server/src/analysis/lignes.js';
import type { Ligne } from '../../server/src/format/model/ligne.js';
import { engineOf, optionsOf, textOf } from '../support/cases.js';
import { EXAMPLES } from '../support/examples.gen.js';

const ROOT = join(import.meta.dirname, '..', '..');

/** Reported under an adopted model only, which a rule's cases can't have: `test/vagues` covers them. */
const ADOPTED = ['date-format/model'];

const READERS: readonly PropertyKey[] = ['all', 'first', 'text', 'texts', 'repeats', 'flag'];

/** A ligne that records which roles are requested. */
function watch(ligne: Ligne, read: Set<string>): Ligne {
  // Answers from before the recording are requested again.
  let note: Ligne['note'];
  return new Proxy(ligne, {
    get: (of, name): unknown => {
      if (name === 'note') return note;
      const value: unknown = Reflect.get(of, name, of);
      if (typeof value !== 'function' || !READERS.includes(name)) return value;
      return (role: string): unknown => {
        read.add(role);
        return Reflect.apply(value, of, [role]);
      };
    },
    set: (_, __, value: Ligne['note']) => {
      note = value;
      return true;
    },
  });
}

describe('every rule', () => {
  it('has an id of its own', () => {
    const ids = RULES.map(rule => rule.meta.id);
    assert.deepEqual(
      ids.filter((id, i) => ids.indexOf(id) !== i),
      [],
    );
  });

  for (const rule of RULES) {
    const { meta, messageIds } = rule;
    describe(meta.id, () => {
      if (rule.scope === 'file') {
        it('names in `reads` each role that it reads: an edit of another would not run it again', () => {
          const read = new Set<string>();
          const watched: Rule = {
            ...rule,
            bind: out => {
              const run = rule.bind(out);
              return (file: FileSubject, context: RuleContext) => {
                const lignes = file.lignes().map(ligne => watch(ligne, read));
                const states = new LigneStates(lignes.map(ligne => ({ ligne, findings: [] })));
                const repeated: FileSubject['repeated'] = keysOf => states.repeated(keysOf);
                const differ: FileSubject['differ'] = keysOf => states.differ(keysOf);
                run({ ...file, lignes: () => lignes, repeated, differ }, context);
              };
            },
          };
          const { valid = [], invalid = [] } = EXAMPLES[meta.id] ?? {};
          for (const example of [...valid, ...invalid])
            analyze({ ...engineOf(example), rules: [watched] }, textOf(example), optionsOf(example));
          assert.deepEqual(
            [...read].filter(role => !rule.reads.some(named => named === role)),
            [],
          );
        });
      }

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
        const stale = `docs/rules/${meta.id}.md is stale: npm run generate`;
        assert.ok(existsSync(page) && readFileSync(page, 'utf8').includes(meta.title.fr), stale);
      });

      it('cites a document, says it in two languages, and ends its sentences', () => {
        for (const citation of meta.citations) {
          const asks = ['asp-vague1', 'asp-portail'].includes(citation.document);
          if (asks) assert.ok(citation.question.length > 5, 'a citation of a FAQ names its question');
        }
        for (const lang of ['fr', 'en'] as const) {
          assert.ok(meta.title[lang].length > 3, `no title in ${lang}`);
          assert.match(meta.explanation[lang], /[.!?»”`)]$/, `the explanation in ${lang} ends like no sentence`);
          assert.ok(!meta.title[lang].endsWith('.'), `the title in ${lang} ends with a full stop`);
        }
        assert.notEqual(meta.explanation.fr, meta.explanation.en);
      });
    });
  }
});
