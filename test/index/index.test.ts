import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyze, contextOf, type Analysis } from '../../server/src/analysis/analyze.js';
import { reanalyze } from '../../server/src/analysis/incremental.js';
import { pointer } from '../../server/src/format/model/located.js';
import type { Finding } from '../../server/src/rules/contract.js';
import { runWorkspace, WorkspaceRun } from '../../server/src/rules/across.js';
import { KEY_ROLES, type Anchor, type Fact, type FileFacts, type LigneFacts } from '../../server/src/index/facts.js';
import { WorkspaceIndex } from '../../server/src/index/index.js';
import { factsOf, readFacts } from '../../server/src/index/read.js';
import { correctFile, engine, TODAY } from '../support/cases.js';
import { collectGarbage } from '../support/effort.js';

/** Files with common numbers: an avance, its output, its solde, another of each, and one of unknown profile. */
const BASES = ['MDV-LGC/avance', 'MDV-LGC/solde', 'MS1-DUI/avance', 'MS1-DUI/solde'];
/** Edits that other files notice, and some that they don't. */
const EDITS: readonly (readonly [from: string, to: string])[] = [
  ['"numeroASP": null', '"numeroASP": "FINMDV00120"'],
  ['"impId": null', '"impId": 48213'],
  ['FINMDV00121', 'FINMDV00120'],
  ['fin mdv 00120', 'FINMDV00120'],
  ['BDC-2022-0001', 'BDC-2022-0002'],
  ['"BDC-2022-0002"', '12'],
  ['12', '"12"'],
  ['10003456786', '10002123452'],
  ['10004567896', '1000456789'],
  ['358.33', '358.34'],
  ['4500', '1350'],
  ['690023452', '690012349'],
  ['81234567800013', '81234567800021'],
  ['1234567890', '9876543210'],
  ['true', 'false'],
  ['false', 'true'],
  ['@', '@@'],
  ['"nom', ' "nom'],
  ['{', ' {'],
  ['Lef', 'Le Lef'],
  ['F2023-0140', 'F2023-0999'],
  ['"lignesImport": [', '"lignesImport": [ 1,'],
  ['"beneficiaires"', '"beneficiare"'],
  ['"typeAction": "C",', ''],
  ['}', ''],
  ['LIBERAL', 'STRUCTURE'],
];

interface Step {
  readonly file: number;
  readonly base: number;
  readonly edits: readonly { readonly which: number; readonly last: boolean }[];
  readonly gone: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  file: fc.nat({ max: 5 }),
  base: fc.nat({ max: BASES.length - 1 }),
  edits: fc.array(fc.record({ which: fc.nat({ max: EDITS.length - 1 }), last: fc.boolean() }), { maxLength: 4 }),
  gone: fc.nat({ max: 5 }).map(n => n === 0),
});

const texts = new Map<string, string>(BASES.map(base => [base, correctFile(base)]));

function textOf({ base, edits }: Step): string {
  return edits.reduce(
    (text, { which, last }) => {
      const [from, to] = EDITS[which] ?? ['', ''];
      const at = last ? text.lastIndexOf(from) : text.indexOf(from);
      return at < 0 ? text : text.slice(0, at) + to + text.slice(at + from.length);
    },
    texts.get(BASES[base] ?? '') ?? '',
  );
}

const shown = (of: Fact | Anchor | undefined): unknown =>
  of && {
    ...of,
    span: { ...of.span },
    place: pointer(of.place),
    client: 'client' in of && of.client !== -1 ? of.client : undefined,
  };
const shownAll = (facts: readonly Fact[]): unknown => facts.map(shown);

const plain = (ligne: LigneFacts): unknown => ({
  chunk: ligne.chunk,
  span: { ...ligne.span },
  place: pointer(ligne.place),
  complete: ligne.complete,
  numbers: [
    ligne.numeroEditeur,
    ligne.numeroASP,
    ligne.numeroFacture,
    ligne.date,
    ligne.montant,
    ligne.beneficiaires,
  ].map(shown),
  lists: [ligne.identifiers, ligne.beneficiaries, ligne.clients, ligne.mandataire, ligne.scenario].map(shownAll),
});

const plainFile = ({ lignes, siret, numeroAns, origins, ...rest }: FileFacts): unknown => ({
  ...rest,
  siret: shown(siret),
  numeroAns: shown(numeroAns),
  origins: [...origins],
  lignes: lignes.map(plain),
});

/** Everything that can be asked of an index. */
function contents(index: WorkspaceIndex, values: ReadonlyMap<string, ReadonlySet<string>>): unknown {
  const found = KEY_ROLES.flatMap(role =>
    [...(values.get(role) ?? [])].map(value => [
      role,
      value,
      index.occurrences(role, value).map(({ file, ligne }) => [file.id, ligne.chunk, plain(ligne)]),
    ]),
  );
  return {
    found,
    files: [...index.all()].map(plainFile),
    outputs: ['MDV-LGC', 'MS1-DUI'].map(stem => index.hasOutput(stem)),
  };
}

function valuesIn(files: Iterable<FileFacts>, into: Map<string, Set<string>>): void {
  for (const { lignes } of files) {
    for (const { numeroEditeur, numeroASP, identifiers } of lignes) {
      for (const fact of [numeroEditeur, numeroASP, ...identifiers])
        if (fact !== undefined) into.set(fact.role, (into.get(fact.role) ?? new Set()).add(fact.value));
    }
  }
}

const tell = ({ rule, messageId, chunk, place, span, message, related }: Finding): unknown => [
  rule.id,
  messageId,
  chunk,
  pointer(place),
  span.start,
  span.end,
  message('fr'),
  related.map(({ file, chunk: other, span: at, message: word }) => [file, other, at.start, at.end, word.fr]),
];
/** Without what a mere shift in another file moves. */
const tellMeaning = ({ rule, messageId, place, message, related }: Finding): unknown => [
  rule.id,
  messageId,
  pointer(place),
  message('fr'),
  related.map(({ file, chunk }) => [file, chunk]),
];

interface Held {
  readonly analysis: Analysis;
  readonly id: string;
}

describe('workspace index', () => {
  it(
    'equals one built anew, tells what others notice, and finds the same with its memory as without, after any run ' +
      'of changes',
    () => {
      let toldOf = 0;
      let kept = 0;
      let found = 0;
      fc.assert(
        fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), steps => {
          const index = new WorkspaceIndex();
          const run = new WorkspaceRun(engine.rules);
          const held = new Map<string, Held>();
          const values = new Map<string, Set<string>>();
          const meaning = (of: Held): string =>
            JSON.stringify(run.findings(index, of.id, contextOf(of.analysis)).map(tellMeaning));
          for (const one of steps) {
            const id = `${String(one.file)}.json`;
            const before = new Map(
              [...held.values()].filter(other => other.id !== id).map(other => [other.id, meaning(other)]),
            );
            const { revision } = index;
            if (one.gone) {
              held.delete(id);
              assert.equal(index.delete(id), index.revision > revision);
            } else {
              const analysis = analyze(engine, textOf(one), { today: TODAY, profile: BASES[one.base] });
              held.set(id, { id, analysis });
              const facts = factsOf(id, analysis);
              valuesIn([facts], values);
              assert.equal(index.set(facts), index.revision > revision);
              assert.deepEqual(plainFile(index.get(id) ?? facts), plainFile(facts));
            }
            if (index.revision === revision) kept++;
            else toldOf++;
            for (const [other, was] of before) {
              const now = held.get(other);
              if (now !== undefined && index.revision === revision)
                assert.equal(meaning(now), was, 'a change that another file notices was not told');
            }
          }
          const anew = new WorkspaceIndex();
          for (const file of index.all()) anew.set(file);
          assert.deepEqual(contents(index, values), contents(anew, values));
          for (const { id, analysis } of held.values()) {
            const context = contextOf(analysis);
            const findings = run.findings(index, id, context);
            found += findings.length;
            assert.deepEqual(findings.map(tell), runWorkspace(engine.rules, anew, id, context).map(tell));
          }
        }),
        { numRuns: 60 },
      );
      assert.ok(
        toldOf > 50 && kept > 50 && found > 20,
        `${String(toldOf)} told, ${String(kept)} not, ${String(found)} found: this test shows nothing`,
      );
    },
  );

  it('reads of a closed file what it reads of an open one', () => {
    fc.assert(
      fc.property(step, one => {
        const text = textOf(one);
        const profile = BASES[one.base];
        const closed = readFacts('a.json', text, engine.catalog, { profile });
        const analysis = analyze(engine, text, { today: TODAY, profile });
        if (closed === undefined) assert.equal(analysis.list, undefined);
        else assert.deepEqual(plainFile(closed), plainFile(factsOf('a.json', analysis)));
      }),
      { numRuns: 80 },
    );
  });

  it('judges one ligne again after an edit in it, and those of other files that share its numbers', () => {
    const index = new WorkspaceIndex();
    const judged: string[] = [];
    const spy = {
      meta: { ...engine.rules[0]?.meta, id: 'spy' },
      messageIds: [],
      scope: 'workspace' as const,
      bind:
        () =>
        ({ file, ligne }: { readonly file: FileFacts; readonly ligne: LigneFacts }) => {
          judged.push(`${file.id} ${String(ligne.chunk)}`);
        },
    };
    const rules = engine.rules.filter(({ scope, across }) => scope === 'workspace' || across !== undefined);
    const run = new WorkspaceRun([...rules, Object.assign({}, rules[0], spy)]);
    const avance = correctFile('MDV-LGC/avance');
    let open = analyze(engine, avance, { today: TODAY });
    const solde = analyze(engine, correctFile('MDV-LGC/solde'), { today: TODAY });
    index.set(factsOf('avance', open));
    index.set(factsOf('solde', solde));
    const judge = (): string[] => {
      judged.length = 0;
      for (const [id, analysis] of [
        ['avance', open],
        ['solde', solde],
      ] as const)
        run.findings(index, id, contextOf(analysis));
      return [...judged];
    };
    assert.equal(judge().length, 6);
    assert.deepEqual(judge(), []);
    const edit = (from: string, to: string): boolean => {
      const start = open.text.indexOf(from);
      const text = open.text.slice(0, start) + to + open.text.slice(start + from.length);
      open = reanalyze(engine, open, { start, end: start + from.length, text: to }, text);
      return index.set(factsOf('avance', open));
    };
    assert.equal(edit('716.66', '716.65'), true, 'its solde compares amounts');
    assert.deepEqual(judge(), ['avance 1', 'solde 1']);
    assert.equal(edit('BON_COMMANDE', 'BON_COMMANDS'), false, 'nobody else looks at pièces');
    assert.deepEqual(judge(), []);
    assert.equal(edit('Clinquart', 'Clinquart-Benali'), false, 'names never count');
    assert.equal(edit('"siret": "81234567800013"', '"siret": "81234567800021"'), true);
    assert.equal(judge().length, 6);
  });

  it('keeps no text alive', () => {
    const used = (): number => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const index = new WorkspaceIndex();
    const text = correctFile('MDV-LGC/avance');
    const files = 40;
    const before = used();
    for (let i = 0; i < files; i++) {
      // Half a megabyte of blanks, and numbers long enough to be sliced from the text without a copy.
      const long = `${text}${' '.repeat(500_000)}${String(i)}`.replaceAll(
        'BDC-2022-',
        `BDC-${String(i)}-2022-of-this-publisher-`,
      );
      const facts = readFacts(`${String(i)}.json`, long, engine.catalog, { profile: 'MDV-LGC/avance' });
      assert.ok(facts !== undefined);
      index.set(facts);
    }
    const each = (used() - before) / files;
    assert.ok(each < 40_000, `${String(Math.round(each))} bytes a file of three lignes`);
    assert.equal(index.size, files);
  });

  it('takes the facts of a file that stands alone once somebody asks, and those of no version that has gone', () => {
    const index = new WorkspaceIndex();
    const taken: string[] = [];
    const lone = (id: string, version: string): boolean =>
      index.setLone(id, () => {
        taken.push(version);
        return factsOf(id, analyze(engine, correctFile('MDV-LGC/avance'), { today: TODAY }));
      });
    assert.ok(lone('a.json', 'a1') && lone('a.json', 'a2'));
    assert.deepEqual(taken, []);
    assert.equal(index.occurrences('numeroEditeur', 'BDC-2022-0001').length, 1);
    assert.ok(lone('a.json', 'a3'));
    assert.ok(!lone('b.json', 'b1'), 'another file stands beside it');
    assert.deepEqual(taken, ['a2', 'a3']);
    assert.ok(lone('a.json', 'a4'));
    index.delete('a.json');
    assert.equal(index.size, 0);
    assert.deepEqual(taken, ['a2', 'a3'], 'a file that has gone is not read');
  });
});
