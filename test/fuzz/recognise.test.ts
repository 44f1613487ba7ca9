import assert from 'node:assert/strict';
import { mock } from 'node:test';
import fc from 'fast-check';
import { type Analysis, analyzeRead, type Engine, findingsOf } from '../../server/src/analysis/analyze.js';
import type { FieldSet } from '../../server/src/format/model/ligne.js';
import { pointer } from '../../server/src/format/model/located.js';
import { adoptModel } from '../../server/src/format/profiles/adopt.js';
import type { Profile } from '../../server/src/format/profiles/profile.js';
import { CONTAINER_ROLES, FIELD_ROLES } from '../../server/src/format/profiles/roles.js';
import { Recognised } from '../../server/src/format/recognise/recognised.js';
import type { RequestRead } from '../../server/src/format/recognise/mixed.js';
import { readRequest, readTolerantly } from '../../server/src/format/recognise/request.js';
import type { JsonNode } from '../../server/src/language/nodes.js';
import { factsOnce } from '../../server/src/index/read.js';
import { correctFile, engine, lignesOf, mixedFile, plain, tell, TODAY } from '../support/cases.js';
import { bytesOf, namesIn } from '../support/corpus.js';
import { correctFiles } from '../support/generator.js';

/** Files of each profile; more with `FUZZ_RUNS=200`. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 6);

const profiles: readonly Profile[] = engine.catalog.ids.flatMap(id => engine.catalog.get(id) ?? []);

/** Everything that a reader may ask about what was read, as plain data. */
function shown(fields: FieldSet): unknown {
  return {
    kind: fields.kind,
    span: [fields.span.start, fields.span.end],
    place: pointer(fields.place),
    tangled: fields.tangled,
    node: fields.node,
    issues: fields.issues,
    fields: FIELD_ROLES.map(role =>
      fields.all(role).map(at => ({
        at: `${at.role} ${at.kind} ${at.key} ${pointer(at.place)} ${String(at.value)} ${String(at.flagged)}`,
        spans: [at.span.start, at.span.end, at.keySpan.start, at.keySpan.end],
        node: at.node,
        property: at.property,
        entry: at.entry && fields.entries(at.entry.role).indexOf(at.entry),
      })),
    ),
    entries: (['client', 'piece'] as const).map(role =>
      fields
        .entries(role)
        .map(({ place, within, unclear, node, fields: own }) => [
          pointer(place),
          within,
          unclear,
          node,
          own.map(({ value }) => value),
        ]),
    ),
    containers: CONTAINER_ROLES.map(role => {
      const at = fields.container(role);
      return (
        at && [
          at.kind,
          at.key,
          at.keySpan.start,
          at.keySpan.end,
          at.count,
          at.whole,
          pointer(at.place),
          at.node,
          at.property,
        ]
      );
    }),
  };
}

interface Seen {
  readonly findings: unknown;
  readonly lignes: unknown;
  readonly facts: unknown;
  readonly tree: unknown;
  readonly choice: unknown;
}

function seen(by: Engine, text: string, profile: string | undefined, read: RequestRead): Seen {
  const analysis: Analysis = analyzeRead(by, text, { today: TODAY, profile }, read);
  const { by: said, profile: chosen, agreed, seems, candidates, foreign } = read.choice;
  return {
    choice: [said, chosen?.id, agreed?.id, seems.map(({ id }) => id), candidates, foreign],
    findings: findingsOf(analysis).map(finding => tell(analysis, finding)),
    facts: factsOnce('file', analysis),
    lignes: analysis.lignes.map(({ ligne }) => shown(ligne)),
    tree: { root: plain(analysis.tree.root), origins: analysis.list?.origins, problems: analysis.tree.problems },
  };
}

/**
 * The recogniser and the tolerant way say the same about a text: one with rules that remember the texts they found
 * valid before, the other with fresh rules.
 */
function agree(text: string, profile: string | undefined, by: Engine = engine): void {
  const given = { profile };
  const forgetful = { ...by, rules: [...by.rules] };
  assert.deepEqual(
    seen(by, text, profile, readRequest(by.catalog, text, given)),
    seen(forgetful, text, profile, readTolerantly(by.catalog, text, given)),
  );
}

/** Ways to write a file down that change nothing of it. */
const WRITTEN: readonly ((text: string) => string)[] = [
  text => text,
  text => JSON.stringify(JSON.parse(text)),
  text => text.replaceAll('\n', '\r\n'),
  text => text.replaceAll('": ', '"\t:\n'),
  text => text.replaceAll('/', '\\/'),
  text => text.replace(/[^\0-\x7f]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
];
const INSERTS = [
  '',
  'a',
  ' ',
  '"',
  ',',
  '{',
  '}',
  '[',
  ']',
  ':',
  '1',
  '\n',
  '\\',
  'é',
  '\u00a0',
  'null',
  '"x": 1, ',
  '-0.0e1',
];

const written = (profile: Profile): fc.Arbitrary<string> =>
  fc
    .tuple(correctFiles(profile, { min: 1, max: 4 }), fc.constantFrom(...WRITTEN))
    .map(([file, write]) => write(JSON.stringify(file, null, 2)));

const edits = fc.array(fc.record({ at: fc.nat(), length: fc.nat({ max: 12 }), text: fc.constantFrom(...INSERTS) }), {
  maxLength: 2,
});

function edited(text: string, changes: readonly { at: number; length: number; text: string }[]): string {
  return changes.reduce((before, change) => {
    const at = change.at % (before.length + 1);
    return before.slice(0, at) + change.text + before.slice(at + change.length);
  }, text);
}

/** A member's value removed, doubled, or exchanged for another's. */
function moved(text: string, seed: number): string {
  const members = [...text.matchAll(/"\w+"\s*:\s*(?:"[^"\\]*"|null|true|false|-?\d[\d.]*)/g)];
  const one = members[seed % Math.max(1, members.length)];
  const other = members[(seed * 7) % Math.max(1, members.length)];
  if (one === undefined || other === undefined) return text;
  const [from, to] = [one[0], other[0]];
  return text.replace(from, () =>
    seed % 3 === 0 ? to : seed % 3 === 1 ? `${from}, ${from}` : from.replace(/:.*/s, to.replace(/^[^:]*/, '')),
  );
}

/** What may stand where a text or a number is. */
const VALUES = [
  '""',
  '" "',
  '"a  b"',
  '"a "',
  '"null"',
  '"NULL"',
  '"true"',
  '"inconnu"',
  '"sans objet"',
  '"N/A"',
  '"undefined 2"',
  '"12"',
  '"\u00a0x"',
  '"L\\u00e9a \\"Zoé\\""',
  '"a\\u0000"',
  '"Œuvray"',
  '"x\ty"',
  '0',
  '-0.50e+3',
  '012',
  '1.',
  '7',
  'null',
  'true',
  '[]',
];

describe('recognising a request', () => {
  for (const folder of ['correct', 'faulty'] as const) {
    for (const name of namesIn(folder))
      it(`sees in ${folder}/${name} what the tolerant way sees`, () => {
        agree(bytesOf(`${folder}/${name}`).toString('utf8'), undefined);
      });
  }

  for (const [i, name] of namesIn('correct').entries()) {
    it(`sees in correct/${name} what the tolerant way sees, whichever profile the user says`, () => {
      const text = bytesOf(`correct/${name}`).toString('utf8');
      // Each file with a few of them, so that all are with some.
      for (const { id } of profiles.filter((_, rank) => rank % 8 === i % 8)) agree(text, id);
    });
  }

  for (const profile of profiles) {
    it(`judges a correct file without a tree (${profile.id})`, () => {
      const made = mock.getter(Recognised.prototype, 'node', (): JsonNode => assert.fail('a tree was made'));
      try {
        fc.assert(
          fc.property(written(profile), text => {
            const given = { profile: profile.id };
            factsOnce(
              'file',
              analyzeRead(engine, text, { today: TODAY, ...given }, readRequest(engine.catalog, text, given)),
            );
            assert.equal(made.mock.callCount(), 0);
          }),
          { numRuns: RUNS },
        );
      } finally {
        made.mock.restore();
      }
    });

    it(`sees what the tolerant way sees (${profile.id}), of correct files and changed ones`, () => {
      fc.assert(
        fc.property(written(profile), edits, fc.nat(), (text, changes, seed) => {
          agree(text, profile.id);
          agree(edited(text, changes), profile.id);
          agree(moved(text, seed), seed % 2 === 0 ? profile.id : undefined);
        }),
        { numRuns: RUNS },
      );
    });
  }

  for (const profile of profiles)
    it(`sees what the tolerant way sees of any value in lignes that are laid out alike (${profile.id})`, () => {
      const [ligne = ''] = lignesOf(profile.id);
      const alike = [ligne, ligne, ligne];
      const before = readRequest(engine.catalog, mixedFile(profile.id, alike), { profile: profile.id });
      assert.ok(before.lignes[2]?.form !== undefined);
      let turn = 0;
      for (const { index, 0: typed } of ligne.matchAll(/(?<=[:[,])(?:"[^"]*"(?!:)|-?\d[\d.]*)/g))
        for (let i = 0; i < 4; i++) {
          const value = VALUES[turn++ % VALUES.length] ?? '';
          const changed = ligne.slice(0, index) + value + ligne.slice(index + typed.length);
          agree(mixedFile(profile.id, [ligne, ligne, changed, ligne]), profile.id);
        }
      assert.ok(turn > VALUES.length);
    });

  it('sees what the tolerant way sees by an adopted model', () => {
    const id = 'MDV-LGC/solde';
    const theirs = (text: string): string =>
      text
        .replaceAll('"numeroFacture"', '"numero_facture"')
        .replaceAll('"LGC"', '"lgc"')
        .replace(/("codeTraitement": null),(\s+)("libelleTraitement": null)/g, '$3,$2$1')
        .replaceAll('"typeAction": "C"', '"typeAction": "C", "version": 2');
    const [base, keywords] = [engine.catalog.get(id), engine.catalog.keywordsOf(id)];
    assert.ok(base !== undefined && keywords !== undefined);
    const adoption = adoptModel([theirs(correctFile(id))], base, keywords);
    assert.ok(!('error' in adoption));
    const adopted = { ...engine, catalog: engine.catalog.withModels([adoption.schema]) };
    const text = theirs(correctFile(id));
    assert.ok(readRequest(adopted.catalog, text, { profile: id }).lignes.every(({ issues }) => issues.length === 0));
    fc.assert(
      fc.property(edits, fc.nat(), (changes, seed) => {
        agree(edited(text, changes), id, adopted);
        agree(moved(text, seed), id, adopted);
      }),
      { numRuns: RUNS * 10 },
    );
  });

  it('sees what the tolerant way sees of any text', () => {
    const words = fc.array(
      fc.constantFrom('{', '}', '[', ']', ',', ':', '"lignesImport"', '"a"', '1', 'null', ' ', '\n', "'", '\0'),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(words, all => {
        agree(all.join(''), undefined);
      }),
      { numRuns: RUNS * 20 },
    );
  });
});
