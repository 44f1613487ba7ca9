import assert from 'node:assert/strict';
import { zipWriter } from '../../../server/src/node/zip.js';
import { analyze } from '../../../server/src/analysis/analyze.js';
import type { Progress } from '../../../server/src/app/pieces.js';
import { DepositRefused, writeDeposit } from '../../../server/src/app/deposit/write.js';
import { engine } from '../../support/cases.js';
import { analysisOf, MemoryTarget, prepare, readerOf, sha256, toolsOf } from './support.js';

const FILES: ReadonlyMap<string, string> = new Map([
  ['F2023-0140.pdf', 'pdf:facture 140'],
  ['F2023-0141/1.pdf', 'pdf:facture 141 signed'],
  ['F2023-0141/2.pdf', 'pdf:facture 141 bis'],
  ['F2023-0142.pdf', 'pdf:facture 142'],
  ['MOM-BDC-2022-0001.pdf', 'pdf:mom 1'],
  ['VA-BDC-2022-0002.pdf', 'pdf:va 2'],
  ['MOM-BDC-2022-0003.pdf', 'pdf:mom 3'],
]);
const OPTIONS = { lang: 'fr' } as const;
const solde = (): ReturnType<typeof analysisOf> => analysisOf('MDV-LGC/solde');

const contentsOf = (archive: Uint8Array): Record<string, string> =>
  Object.fromEntries(zipWriter.verify(archive).map(({ name, sha256: hash }) => [name, hash]));

describe('packaging: checking and writing', () => {
  it('writes the JSON as it is, a ZIP for each demande, the report', async () => {
    const analysis = solde();
    const prepared = await prepare({ analysis, files: FILES });
    assert.deepEqual(prepared.plan.problems, []);
    const target = new MemoryTarget();
    const report = await writeDeposit(prepared, toolsOf(FILES, target), OPTIONS);
    assert.equal(target.state, 'committed');
    assert.deepEqual(
      [...target.written.keys()],
      ['a.json', 'BDC-2022-0001.zip', 'BDC-2022-0002.zip', 'BDC-2022-0003.zip', 'depot.json', 'depot.html'],
    );
    assert.equal(target.text('a.json'), analysis.text);
    assert.deepEqual(contentsOf(target.written.get('BDC-2022-0001.zip') ?? new Uint8Array()), {
      'F2023-0140.pdf': sha256('pdf:facture 140'),
      'MOM-BDC-2022-0001.pdf': sha256('pdf:mom 1'),
    });
    const piece = report.demandes[1]?.pieces[0];
    assert.deepEqual(
      { ...piece, sha256: '', sources: piece?.sources.map(({ name, start }) => `${name} p. ${String(start)}`) },
      {
        name: 'F2023-0141.pdf',
        size: piece?.size,
        sha256: '',
        type: 'FACTURE',
        pages: 3,
        how: 'concatenated',
        sources: ['F2023-0141/1.pdf p. 2', 'F2023-0141/2.pdf p. 3'],
      },
    );
    assert.deepEqual(JSON.parse(target.text('depot.json')), report);
  });

  it('gives the same bytes for the same inputs', async () => {
    const [first, second] = [new MemoryTarget(), new MemoryTarget()];
    for (const target of [first, second])
      await writeDeposit(await prepare({ analysis: solde(), files: FILES }), toolsOf(FILES, target), OPTIONS);
    assert.deepEqual(first.written, second.written);
  });

  const refused: readonly (readonly [content: string, state: RegExp])[] = [
    ['', /vide/],
    ['bonjour', /pas un PDF/],
    ['encrypted', /mot de passe/],
  ];
  for (const [content, why] of refused) {
    it(`refuses a source, by its name and reason: ${JSON.stringify(content)}`, async () => {
      const { plan, findings } = await prepare({
        analysis: solde(),
        files: new Map([...FILES, ['F2023-0141/2.pdf', content]]),
      });
      assert.deepEqual(
        plan.problems.map(({ code, path }) => `${code} ${path ?? ''}`),
        ['piece-refused F2023-0141/2.pdf'],
      );
      assert.match(plan.problems[0]?.message.fr ?? '', why);
      assert.ok(findings.some(({ rule }) => rule.id === 'piece-not-pdf'));
    });
  }

  it('judges what the plan file gives as if it bore its name', async () => {
    const files = new Map(
      [...FILES].map(([path, text]) =>
        path === 'MOM-BDC-2022-0001.pdf' ? (['scan.pdf', text] as const) : ([path, text] as const),
      ),
    );
    const without = await prepare({ analysis: solde(), files });
    assert.ok(without.findings.some(({ rule }) => rule.id === 'piece-missing'));
    const planFile = { version: 1, pieces: { 'BDC-2022-0001': { 'MOM-BDC-2022-0001.pdf': ['scan.pdf'] } } } as const;
    const { plan, findings } = await prepare({ analysis: solde(), files, planFile });
    assert.deepEqual(plan.problems, []);
    assert.ok(!findings.some(({ rule }) => rule.id === 'piece-missing' || rule.id === 'piece-not-pdf'));
  });

  it('puts the keys in the model’s order, and keeps every lexeme', async () => {
    const analysis = analysisOf('MDV-LGC/avance', [
      ['"numLigne": 1,\n      "typeAction": "C",', '"typeAction": "\\u0043",\n      "numLigne": 1,'],
    ]);
    const files = new Map(['1', '2', '3'].map(n => [`BDC-2022-000${n}.pdf`, `pdf:${n}`]));
    const { json, reordered, withoutBom, findings } = await prepare({ analysis, files });
    assert.deepEqual([reordered, withoutBom], [true, false]);
    assert.ok(!findings.some(({ rule }) => rule.id === 'field-order'));
    const text = Buffer.from(json.bytes).toString();
    assert.match(text, /"numLigne": 1,\s+"typeAction": "\\u0043",/);
  });

  it('leaves no byte order mark', async () => {
    const analysis = analysisOf('MDV-LGC/avance');
    const files = new Map(['1', '2', '3'].map(n => [`BDC-2022-000${n}.pdf`, `pdf:${n}`]));
    const marked = analyze(engine, analysis.text, { ...analysis.options, bom: true });
    const prepared = await prepare({ analysis: marked, files, bytes: Buffer.from(`\ufeff${analysis.text}`) });
    assert.deepEqual([prepared.reordered, prepared.withoutBom], [false, true]);
    assert.equal(Buffer.from(prepared.json.bytes).toString(), analysis.text);
  });

  it('tells how far it is', async () => {
    const seen: Progress[] = [];
    const onProgress = (progress: Progress): void => {
      seen.push(progress);
    };
    const prepared = await prepare({ analysis: solde(), files: FILES }, { onProgress });
    await writeDeposit(prepared, toolsOf(FILES, new MemoryTarget()), { ...OPTIONS, onProgress });
    assert.deepEqual(
      seen.map(({ step, done, total }) => `${step} ${String(done)}/${String(total)}`),
      [...Array.from({ length: 7 }, (_, i) => `check ${String(i + 1)}/7`), 'write 1/3', 'write 2/3', 'write 3/3'],
    );
  });

  const failing: readonly (readonly [
    name: string,
    tools: (target: MemoryTarget) => Partial<ReturnType<typeof toolsOf>>,
    target: MemoryTarget,
    error: RegExp,
  ])[] = [
    ['the disk is full', () => ({}), new MemoryTarget('BDC-2022-0003.zip'), /ENOSPC/],
    ['the report can’t be written', () => ({}), new MemoryTarget('depot.html'), /ENOSPC/],
    [
      'a source vanished meanwhile',
      () => ({ read: readerOf(new Map([...FILES].slice(0, 3))) }),
      new MemoryTarget(),
      /F2023-0142\.pdf|MOM-BDC-2022-0001\.pdf/,
    ],
    [
      'the ZIP does not hold what it should',
      () => ({ zip: { ...zipWriter, verify: () => [] } }),
      new MemoryTarget(),
      /read back/,
    ],
    [
      'the ZIP is damaged',
      () => ({ zip: { ...zipWriter, write: () => new Uint8Array(3) } }),
      new MemoryTarget(),
      /read back/,
    ],
  ];
  for (const [name, change, target, error] of failing) {
    it(`leaves nothing where ${name}`, async () => {
      const prepared = await prepare({ analysis: solde(), files: FILES });
      await assert.rejects(writeDeposit(prepared, { ...toolsOf(FILES, target), ...change(target) }, OPTIONS), error);
      assert.equal(target.state, 'abandoned');
    });
  }

  it('refuses a ZIP over the size allowed, by its name', async () => {
    const target = new MemoryTarget();
    const prepared = await prepare({ analysis: solde(), files: FILES });
    await assert.rejects(
      writeDeposit(prepared, toolsOf(FILES, target), { ...OPTIONS, maxZip: 100 }),
      error => error instanceof DepositRefused && error.at === 'BDC-2022-0001.zip',
    );
    assert.equal(target.state, 'abandoned');
  });

  it('gives up at once when asked to, at any moment, and leaves nothing', async () => {
    for (let stop = 1; stop <= 9; stop++) {
      const controller = new AbortController();
      let steps = 0;
      const watch = {
        signal: controller.signal,
        onProgress: () => {
          if (++steps === stop) controller.abort(new Error('stopped'));
        },
      };
      const target = new MemoryTarget();
      const run = async (): Promise<unknown> =>
        writeDeposit(await prepare({ analysis: solde(), files: FILES }, watch), toolsOf(FILES, target), {
          ...OPTIONS,
          ...watch,
        });
      await assert.rejects(run(), /stopped/);
      assert.notEqual(target.state, 'committed', `stopped at ${String(stop)}`);
      assert.equal(steps, stop);
    }
  });
});
