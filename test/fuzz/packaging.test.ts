import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import fc from 'fast-check';
import { openDeposit } from '../../server/src/node/deposit.js';
import { checkFileName } from '../../server/src/format/domain/fichier.js';
import { nameKey } from '../../server/src/format/pieces/folder.js';
import { planDeposit, zipNameOf } from '../../server/src/app/deposit/plan.js';
import { planDocument } from '../../server/src/app/deposit/planDocument.js';
import {
  isInsidePath,
  type PlanPieces,
  readPlanFile,
  type RefusedEntry,
} from '../../server/src/app/deposit/sources.js';
import { writeDeposit } from '../../server/src/app/deposit/write.js';
import { Folder } from '../cli/support.js';
import { analysisOf, MemoryTarget, prepare, sourcesOf, toolsOf } from '../app/deposit/support.js';

const NAMES = [
  'BDC-2022-0001.pdf',
  'bdc-2022-0001.PDF',
  'BDC-2022-0002.pdf',
  'BDC-2022-0003.pdf',
  'x.pdf',
  'été.pdf',
  'e\u0301te\u0301.pdf',
  '..',
  '../x.pdf',
  '..\\x.pdf',
  'a/b.pdf',
  'NUL',
  '',
  ' ',
  '😀.pdf',
  'a\u202eb.pdf',
  '[1] (2) {3}.pdf',
  `${'é'.repeat(200)}.pdf`,
];
const FOLDERS = ['BDC-2022-0001', 'BDC-2022-0002', 'x', 'été'];

const name = fc.oneof(fc.constantFrom(...NAMES), fc.string({ unit: 'binary', maxLength: 12 }));
const isName = (text: string): boolean =>
  text !== '' && !text.includes('/') && text !== '.' && text !== '..' && !text.includes('\0');
const path = fc.oneof(
  fc.constantFrom(...NAMES).filter(isName),
  fc.tuple(fc.constantFrom(...FOLDERS), fc.constantFrom('1.pdf', '2.pdf', '10.pdf', '')).map(parts => parts.join('/')),
);
const paths = fc.uniqueArray(path, { maxLength: 12 });
const pieces: fc.Arbitrary<PlanPieces> = fc.dictionary(
  fc.constantFrom('BDC-2022-0001', 'BDC-2022-0002', '#2', '#9', '__proto__', 'constructor'),
  fc.dictionary(name, fc.array(name, { maxLength: 3 }), { maxKeys: 3 }),
  { maxKeys: 3 },
);
const refused: fc.Arbitrary<readonly RefusedEntry[]> = fc.array(
  fc.record({
    path: fc.oneof(path, name),
    why: fc.constantFrom('outside' as const, 'loop' as const, 'folder' as const),
  }),
  { maxLength: 3 },
);

/** The file's names of attachments and numbers, any of them replaced. */
const fileOf = ([first, second]: readonly [string, string], numero: string): ReturnType<typeof analysisOf> =>
  analysisOf('MDV-LGC/avance', [
    ['"nomFichier": "BDC-2022-0001.pdf"', `"nomFichier": ${JSON.stringify(first)}`],
    ['"nomFichier": "BDC-2022-0002.pdf"', `"nomFichier": ${JSON.stringify(second)}`],
    ['"numeroEditeur": "BDC-2022-0003"', `"numeroEditeur": ${JSON.stringify(numero)}`],
  ]);

describe('packaging, on any names', function () {
  this.timeout(60_000);

  it(
    'plans nothing that a ZIP or a folder can’t hold, nothing out of the folder, and each pièce once: planned, or ' +
      'told',
    () => {
      let planned = 0;
      fc.assert(
        fc.property(
          fc.tuple(name, name),
          name,
          paths,
          fc.boolean(),
          refused,
          pieces,
          (names, numero, others, isThere, links, confirmed) => {
            const listed = isThere ? [...new Set([...others, ...names.filter(isName)])] : others;
            const analysis = fileOf(names, numero);
            const plan = planDeposit({
              analysis,
              sources: sourcesOf(listed, links),
              planFile: { version: 1, pieces: confirmed },
            });
            const known = new Set(listed.map(one => one.normalize('NFC')));
            for (const { entries, zipName } of plan.demandes) {
              if (zipName !== undefined) assert.equal(checkFileName(zipName), 'ok');
              for (const { nomFichier, sources, how } of entries) {
                assert.equal(checkFileName(nomFichier), 'ok');
                assert.ok(sources.length > 0);
                assert.equal(how, sources.length > 1 ? 'concatenated' : 'file');
                for (const source of sources)
                  assert.ok(isInsidePath(source.path) && known.has(source.path.normalize('NFC')), source.path);
                planned++;
              }
            }
            const told = new Set(plan.problems.filter(({ ligne }) => ligne !== undefined).map(({ ligne }) => ligne));
            for (const { rank, entries } of plan.demandes)
              if (entries.length === 0) assert.ok(told.has(rank), 'a demande without its pièce is told');
            const zips = plan.demandes.flatMap(({ zipName }) => (zipName === undefined ? [] : [nameKey(zipName)]));
            if (new Set(zips).size < zips.length) assert.ok(plan.problems.some(({ code }) => code === 'zip-clash'));
          },
        ),
        { numRuns: 500 },
      );
      assert.ok(planned > 100, 'nothing was ever planned: this test shows nothing');
    },
  );

  it('shows a plan that reads back as the same plan', () => {
    fc.assert(
      fc.property(fc.tuple(name, name), paths, pieces, (names, listed, confirmed) => {
        const analysis = fileOf(names, 'BDC-2022-0003');
        const sources = sourcesOf(listed);
        const plan = planDeposit({ analysis, sources, planFile: { version: 1, pieces: confirmed } });
        const read = readPlanFile(JSON.stringify(planDocument(plan, 'a.json', 'fr')));
        assert.ok('plan' in read);
        const again = planDeposit({ analysis, sources, planFile: read.plan });
        assert.deepEqual(
          again.demandes.map(({ entries }) =>
            entries.map(({ nomFichier, sources: from }) => [nomFichier, from.map(one => one.path)]),
          ),
          plan.demandes.map(({ entries }) =>
            entries.map(({ nomFichier, sources: from }) => [nomFichier, from.map(one => one.path)]),
          ),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('makes of any number a name of a ZIP that any system takes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.constantFrom('{numeroEditeur}.zip', '{numeroEditeur}', 'depot {numeroEditeur} {numLigne}.zip'),
        (numero, pattern) => {
          const made = zipNameOf(pattern, { numLigne: '1', numeroEditeur: numero, numeroASP: undefined });
          if ('missing' in made) assert.equal(numero.trim(), '');
          else {
            assert.equal(checkFileName(made.name), 'ok', made.name);
            assert.match(made.name, /\.zip$/);
            assert.equal(made.name, basename(made.name));
          }
        },
      ),
      { numRuns: 700 },
    );
  });

  it('reads no plan file but a plan', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), text => {
        const read = readPlanFile(text);
        if ('plan' in read) assert.equal(read.plan.version, 1);
        else assert.ok(read.refused.fr.length > 0);
      }),
      { numRuns: 400 },
    );
  });

  it('commits all of a deposit or none of it, whatever fails and whenever', async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('a.json', 'BDC-2022-0001.zip', 'BDC-2022-0003.zip', 'depot.json', 'depot.html', undefined),
        fc.integer({ min: 1, max: 9 }),
        async (fail, stop) => {
          const files = new Map(['1', '2', '3'].map(n => [`BDC-2022-000${n}.pdf`, `pdf:${n}`]));
          const controller = new AbortController();
          let steps = 0;
          const watch = {
            signal: controller.signal,
            onProgress: () => {
              if (++steps === stop) controller.abort(new Error('stopped'));
            },
          };
          const target = new MemoryTarget(fail);
          const result = await prepare({ analysis: analysisOf('MDV-LGC/avance'), files }, watch)
            .then(prepared => writeDeposit(prepared, toolsOf(files, target), { lang: 'fr', ...watch }))
            .then(
              () => 'done',
              () => 'failed',
            );
          outcomes.add(result);
          assert.equal(result === 'done', target.state === 'committed');
          if (result === 'done') assert.equal(target.written.size, 6);
          else assert.notEqual(target.state, 'committed');
        },
      ),
      { numRuns: 60 },
    );
    assert.deepEqual([...outcomes].sort(), ['done', 'failed']);
  });

  it('writes no file of a deposit outside of it', async () => {
    const folder = new Folder();
    try {
      await fc.assert(
        fc.asyncProperty(name, async typed => {
          const deposit = await openDeposit(folder.at('out'));
          await deposit.write(typed, Buffer.from('x')).catch(() => undefined);
          await deposit.abandon();
          assert.deepEqual(readdirSync(folder.path), []);
        }),
        { numRuns: 60 },
      );
    } finally {
      folder.remove();
    }
  });
});
