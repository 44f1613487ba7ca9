import assert from 'node:assert/strict';
import { type Analysis, analyze, type Engine, findingsOf } from '../../server/src/analysis/analyze.js';
import type { Ligne } from '../../server/src/format/model/ligne.js';
import { RULES } from '../../server/src/generated/registry.js';
import type { ProfiledContext, Rule } from '../../server/src/rules/contract.js';
import {
  correctFile,
  engine,
  engineOf,
  lignesOf,
  mixedFile,
  optionsOf,
  tell,
  textOf,
  TODAY,
} from '../support/cases.js';
import { EXAMPLES } from '../support/examples.gen.js';

const told = (analysis: Analysis): unknown => findingsOf(analysis).map(finding => tell(analysis, finding));

/** The same engine, whose rules have seen nothing yet. */
const forgetful = (of: Engine): Engine => ({ ...of, rules: [...of.rules] });

/** Counts the lignes that each rule looks at. */
function counted(asked: Map<string, number>): readonly Rule[] {
  return RULES.map(rule =>
    rule.scope !== 'ligne'
      ? rule
      : {
          ...rule,
          bind: out => {
            const run = rule.bind(out);
            return (ligne: Ligne, context: ProfiledContext) => {
              asked.set(rule.meta.id, (asked.get(rule.meta.id) ?? 0) + 1);
              run(ligne, context);
            };
          },
        },
  );
}

describe('rules about a ligne', () => {
  it('are asked once about a form that settles them, and about each ligne if they read its texts', () => {
    const asked = new Map<string, number>();
    const [ligne = ''] = lignesOf('MDV-LGC/solde');
    const count = 20;
    const text = mixedFile('MDV-LGC/solde', new Array<string>(count).fill(ligne));
    // From here on, the layout is known.
    analyze(engine, text, { today: TODAY, profile: 'MDV-LGC/solde' });
    analyze({ ...engine, rules: counted(asked) }, text, { today: TODAY, profile: 'MDV-LGC/solde' });
    // Once, and once more to see what they read.
    for (const id of ['scenario', 'va-or-mom', 'piece-required', 'commande-pour']) assert.equal(asked.get(id), 2, id);
    for (const id of ['montant-ttc', 'montant-arrondi']) assert.equal(asked.get(id), count + 1, id);
  });

  it('go on speaking of each ligne of a form that they find something in', () => {
    const [ligne = ''] = lignesOf('MDV-LGC/avance');
    const wrong = ligne.replace('"isMandataire":false', '"isMandataire":true');
    assert.notEqual(wrong, ligne);
    const text = mixedFile('MDV-LGC/avance', new Array<string>(6).fill(wrong));
    const analysis = analyze(forgetful(engine), text, { today: TODAY, profile: 'MDV-LGC/avance' });
    const chunks = findingsOf(analysis).flatMap(({ rule, chunk }) => (rule.id === 'mandataire' ? [chunk] : []));
    assert.deepEqual(chunks, [0, 1, 2, 3, 4, 5]);
  });

  it('say of every example what they say without having seen a correct file of its profile', () => {
    let compared = 0;
    for (const rule of RULES)
      for (const example of EXAMPLES[rule.meta.id]?.invalid ?? []) {
        const { profile } = example;
        const own = engineOf(example);
        if (profile === undefined || own !== engine) continue;
        const options = optionsOf(example);
        const knowing = forgetful(engine);
        for (let i = 0; i < 3; i++) analyze(knowing, correctFile(profile), options);
        const text = textOf(example);
        assert.deepEqual(
          told(analyze(knowing, text, options)),
          told(analyze(forgetful(engine), text, options)),
          `${rule.meta.id}: ${example.name}`,
        );
        compared++;
      }
    assert.ok(compared > 300, String(compared));
  });
});
