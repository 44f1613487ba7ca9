import assert from 'node:assert/strict';
import { analyze, findingsOf, type Analysis, type AnalyzeOptions } from '../../server/src/analysis/analyze.js';
import { fixAll } from '../../server/src/analysis/fix.js';
import { correctFile, engine, lignesOf, mixedFile, TODAY } from '../support/cases.js';
import { analysed, demandes, parts } from '../app/transform/support.js';
import { made } from '../vagues/made.js';

const IDS = engine.catalog.ids;
/** They repeat each other's numbers. */
const ABOUT_OTHERS = /repeated|shared|duplicate-beneficiary|unique/;

const read = (text: string, options: Partial<AnalyzeOptions> = {}): Analysis =>
  analyze(engine, text, { today: TODAY, ...options });

/** `2 profile-mismatch/ligne`: what is found in the lignes, but for what they say of each other. */
const told = (analysis: Analysis): readonly string[] =>
  findingsOf(analysis)
    .filter(({ rule, severity, chunk }) => severity !== 'info' && chunk !== undefined && !ABOUT_OTHERS.test(rule.id))
    .map(({ rule, messageId, chunk }) => `${String(chunk)} ${rule.id}/${messageId}`);

/** Two lignes of the one and, at that place, one of the other. */
function among(own: string, other: string, place: number): string {
  const [stray = ''] = lignesOf(other);
  return mixedFile(own, lignesOf(own).slice(0, 2).toSpliced(place, 0, stray));
}

describe('a file of several profiles', () => {
  for (const own of IDS.filter(id => lignesOf(id).length > 1)) {
    it(`tells of each other ligne among those of ${own} that it is to be separated, and nothing more`, () => {
      let apart = 0;
      for (const other of IDS.filter(id => id !== own))
        for (const place of [0, 1, 2]) {
          const text = among(own, other, place);
          const analysis = read(text);
          const findings = told(analysis);
          const what = `${other} at ${String(place)}`;
          if (findings.join() === `${String(place)} profile-mismatch/ligne`) {
            apart++;
            assert.equal(fixAll(engine, text, { today: TODAY }).applied, 0, what);
            continue;
          }
          // One thing more or less may be a mistake, and a list in another's place.
          const isOne = findings.length < 2 || findings.every(one => /field-order|wrong-type/.test(one));
          assert.ok(isOne && findings.every(one => one.startsWith(String(place))), `${what}: ${findings.join()}`);
        }
      assert.ok(apart > 45, `only ${String(apart)} were told`);
    });
  }

  it('takes the profile of most of its lignes, wherever they stand, and of as many that of the first', () => {
    const [pha, mdv] = [lignesOf('PHA-LGO/avance'), lignesOf('MDV-LGC/avance')];
    const chosen = (...lignes: readonly string[]): string | undefined =>
      read(mixedFile('PHA-LGO/avance', lignes)).choice.profile?.id;
    assert.equal(chosen(...mdv, ...mdv, ...pha, ...pha, ...pha), 'PHA-LGO/avance');
    assert.equal(chosen(...pha, ...pha, ...mdv, ...mdv, ...mdv), 'MDV-LGC/avance');
    assert.equal(chosen(...pha, ...mdv), 'PHA-LGO/avance');
    assert.equal(chosen(...mdv, ...pha), 'MDV-LGC/avance');
  });

  it('takes the profile that its name tells, if only one ligne is of it', () => {
    const text = mixedFile('PHA-LGO/avance', [
      ...lignesOf('MDV-LGC/avance'),
      ...lignesOf('PHA-LGO/avance').slice(0, 1),
    ]);
    const named = read(text, { path: 'lot.pha-lgo.avance.json' });
    assert.equal(named.choice.profile?.id, 'PHA-LGO/avance');
    assert.deepEqual(
      told(named),
      [0, 1, 2].map(chunk => `${String(chunk)} profile-mismatch/ligne`),
    );
    const phase = read(
      mixedFile('MDV-LGC/solde', [...lignesOf('MDV-LGC/avance'), ...lignesOf('MDV-LGC/solde').slice(0, 1)]),
      {
        path: 'soldes.json',
      },
    );
    assert.equal(phase.choice.profile?.id, 'MDV-LGC/solde');
    const all = read(correctFile('MDV-LGC/avance'), { path: 'lot.pha-lgo.avance.json' });
    assert.deepEqual(
      findingsOf(all).flatMap(({ rule, chunk }) => (rule.id === 'profile-mismatch' ? [chunk] : [])),
      [undefined],
    );
  });

  it('tells two waves apart, in both directions', () => {
    const second = (ligne: string): string =>
      ligne
        .replace('"commande":{', '"commande":{"typePrestation":"V2-DPI",')
        .replace(/("montantSegurHT":[\d.]+)\}/, '$1,"versionLogiciel":"4.2"}');
    const ours = lignesOf('HOP-DPI/avance');
    const theirs = ours.map(second);
    const id = 'HOP-DPI-VA2/avance';
    const by = made({ id, like: 'HOP-DPI/avance' }, [mixedFile('HOP-DPI/avance', theirs)]).engine;
    const seen = (lignes: readonly string[], path?: string): readonly [string | undefined, readonly string[]] => {
      const analysis = analyze(by, mixedFile('HOP-DPI/avance', lignes), { today: TODAY, path });
      return [analysis.choice.profile?.id, told(analysis)];
    };
    assert.deepEqual(seen(theirs), [id, []]);
    assert.deepEqual(seen(ours, 'x.hop-dpi.avance.json'), ['HOP-DPI/avance', []]);
    assert.deepEqual(seen(theirs.with(1, ours[1] ?? '')), [id, ['1 profile-mismatch/ligne']]);
    assert.deepEqual(seen(ours.with(1, theirs[1] ?? ''))[1], ['1 profile-mismatch/ligne']);
    for (const [path, named] of [
      ['x.hop-dpi.avance.json', 'HOP-DPI/avance'],
      ['x.hop-dpi-va2.avance.json', id],
    ] as const) {
      const [profile, findings] = seen(ours.with(1, theirs[1] ?? ''), path);
      assert.equal(profile, named);
      assert.ok(findings.length > 0 && findings.every(one => one.endsWith('profile-mismatch/ligne')), findings.join());
    }
  });

  it('numbers the others as they stand among them', () => {
    const file = among('PHA-LGO/avance', 'MDV-LGC/avance', 1);
    assert.deepEqual(told(read(file)), ['1 profile-mismatch/ligne']);
    assert.deepEqual(told(read(file.replace('"numLigne":3', '"numLigne":4'))), [
      '1 profile-mismatch/ligne',
      '2 num-ligne/sequence',
    ]);
  });

  it('is split into the files that it was made of', () => {
    const [pha, mdv, soldes] = ['PHA-LGO/avance', 'MDV-LGC/avance', 'PHA-LGO/solde'].map(lignesOf);
    assert.ok(pha !== undefined && mdv !== undefined && soldes !== undefined);
    const text = mixedFile('PHA-LGO/avance', [...soldes.slice(0, 1), ...mdv.slice(0, 2), ...pha]);
    const made = parts(analysed(text), { by: 'profile', name: 'lot.json' });
    assert.deepEqual(
      made.map(({ name, lignes, analysis }) => [name, lignes, told(analysis), analysis.choice.mixed]),
      [
        ['lot.pha-lgo.solde.json', [0], [], false],
        ['lot.mdv-lgc.avance.json', [1, 2], [], false],
        ['lot.pha-lgo.avance.json', [3, 4, 5], [], false],
      ],
    );
    assert.deepEqual(
      made.flatMap(part => demandes(part.text)),
      demandes(text),
    );
  });
});
