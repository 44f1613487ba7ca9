import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from 'sarif';
import { correctFile } from '../support/cases.js';
import { plain } from '../support/plain.js';
import { sarifErrors } from '../support/sarif.js';
import { cli, Folder, inFolder, output } from './support.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FAULTY = readFileSync(join(ROOT, 'examples', 'avance-a-corriger.json'), 'utf8');
const CORRECT = correctFile('MDV-LGC/avance');

describe('cli: formats of reports', () => {
  let folder: Folder;
  inFolder(made => {
    folder = made;
    folder.file('a corriger,é.avance.json', FAULTY);
    folder.file('juste.mdv-lgc.avance.json', CORRECT);
  });
  const check = async (format: string, ...args: readonly string[]): Promise<string> =>
    (await cli(['check', '--format', format, ...args, '.'], { cwd: folder.path })).stdout;
  const findings = async () =>
    output(await cli(['check', '--format', 'json', '.'], { cwd: folder.path })).files.flatMap(file => file.findings);

  it('sarif keeps the schema of 2.1.0, and has every finding with its fix', async () => {
    const log: Log = JSON.parse(await check('sarif'));
    assert.deepEqual(sarifErrors(log), []);
    assert.notDeepEqual(sarifErrors({ ...log, version: '1' }), []);
    const [run] = log.runs;
    const results = run?.results ?? [];
    const all = await findings();
    assert.deepEqual(
      results.map(({ ruleId, fixes = [] }) => [ruleId, fixes.length]),
      all.map(({ code, fix }) => [code, fix === null || fix.edits.length === 0 ? 0 : 1]),
    );
    for (const { ruleId, ruleIndex = -1 } of results) assert.equal(run?.tool.driver.rules?.[ruleIndex]?.id, ruleId);
    const [first] = results;
    assert.equal(first?.locations?.[0]?.physicalLocation?.artifactLocation?.uri, 'a%20corriger%2C%C3%A9.avance.json');
    assert.equal(first.locations[0].physicalLocation.region?.startLine, (all[0]?.range.start.line ?? 0) + 1);
    const prints = results.map(result => result.partialFingerprints?.['segurJson/v1']);
    assert.equal(new Set(prints).size, prints.length);
  });

  it('github names file and place, its own signs escaped', async () => {
    const lines = (await check('github')).trimEnd().split('\n');
    assert.equal(lines.length, (await findings()).length);
    for (const line of lines)
      assert.match(
        line,
        /^::(?:error|warning|notice) file=a corriger%2Cé\.avance\.json,line=\d+,col=\d+,endLine=\d+,endColumn=\d+,title=[a-z-]+::\S.*$/,
      );
  });

  it('gitlab has a fingerprint for each finding, which holds when lines move', async () => {
    const read = async () => {
      const issues: { fingerprint: string; location: object }[] = JSON.parse(await check('gitlab'));
      return issues;
    };
    const before = await read();
    assert.equal(before.length, (await findings()).length);
    assert.equal(new Set(before.map(({ fingerprint }) => fingerprint)).size, before.length);
    folder.file('a corriger,é.avance.json', FAULTY.replace('{', '{\n\n'));
    const after = await read();
    assert.deepEqual(
      after.map(({ fingerprint }) => fingerprint),
      before.map(({ fingerprint }) => fingerprint),
    );
    assert.notDeepEqual(after[0]?.location, before[0]?.location);
  });

  it('rdjson counts columns in bytes', async () => {
    folder.file('a corriger,é.avance.json', FAULTY.replace('"SIRET"', '"é": 1, "SIRET"'));
    const { diagnostics }: { diagnostics: { code: { value: string }; location: { range: { start: object } } }[] } =
      JSON.parse(await check('rdjson'));
    const casing = diagnostics.find(({ code }) => code.value === 'key-casing');
    const place = (await findings()).find(({ code }) => code === 'key-casing')?.range.start;
    assert.deepEqual(casing?.location.range.start, {
      line: (place?.line ?? 0) + 1,
      column: (place?.character ?? 0) + 2,
    });
  });

  for (const format of ['junit', 'checkstyle'])
    it(`${format} is sound XML that names what was found`, async () => {
      const xml = await check(format);
      const elements = [...xml.matchAll(/<(\/?)([a-z-]+)((?: [a-z]+="[^"<>]*")*)(\/?)>/g)];
      // All markup is elements that close as they open, with attributes that end where they should.
      assert.equal(xml.replace(/<\?xml[^>]*\?>/, '').match(/</g)?.length, elements.length);
      const open: string[] = [];
      for (const [, end, name = '', , alone] of elements) {
        if (end === '/') assert.equal(open.pop(), name);
        else if (alone === '') open.push(name);
      }
      assert.deepEqual(open, []);
      const all = await findings();
      if (format === 'checkstyle') assert.equal(xml.match(/<error /g)?.length, all.length);
      else {
        const failing = new Set(all.filter(({ severity }) => severity === 'error').map(({ code }) => code));
        assert.equal(xml.match(/<failure /g)?.length, failing.size);
        assert.match(xml, new RegExp(`<testsuites name="segur-json" tests="\\d+" failures="${String(failing.size)}"`));
      }
    });

  it('html is one page without a script, values escaped', async () => {
    folder.file('a corriger,é.avance.json', FAULTY.replace('"99999999800019"', '"<script>alert(1)</script>"'));
    const page = await check('html');
    assert.match(page, /^<!DOCTYPE html>/);
    assert.doesNotMatch(page, /<script|src=|<link/);
    assert.ok(page.includes('&lt;script&gt;'));
    assert.equal(page.match(/<article>/g)?.length, (await findings()).length);
  });

  it('refuses a format that it does not know, and names those that it does', async () => {
    const { code, stderr } = await cli(['check', '--format', 'xml', '.'], { cwd: folder.path });
    assert.equal(code, 2);
    for (const known of ['stylish', 'sarif', 'html']) assert.ok(stderr.includes(known));
  });
});

describe('cli: where reports go', () => {
  let folder: Folder;
  inFolder(made => {
    folder = made;
    folder.file('x.mdv-lgc.avance.json', FAULTY);
  });
  const run = async (...args: readonly string[]) =>
    cli(['check', ...args, 'x.mdv-lgc.avance.json'], { cwd: folder.path });

  it('writes a report to a file, in place of the one before', async () => {
    const shown = await run('--format', 'json');
    for (let time = 0; time < 2; time++) {
      const result = await run('--format', 'json', '--output-file', 'out/rapport.json');
      assert.deepEqual([result.code, result.stdout, result.stderr], [1, '', '']);
      assert.equal(folder.text('out/rapport.json'), shown.stdout);
    }
  });

  it('never writes a report over a request', async () => {
    const { code, stderr } = await run('--output-file', './x.mdv-lgc.avance.json');
    assert.equal(code, 2);
    assert.match(stderr, /--output-file/);
    assert.equal(folder.text('x.mdv-lgc.avance.json'), FAULTY);
  });

  it('shows from a severity on, and fails as before', async () => {
    const severities = async (...args: readonly string[]) => {
      const result = await run('--format', 'json', ...args);
      assert.equal(result.code, 1);
      return [...new Set(output(result).files[0]?.findings.map(({ severity }) => severity))].sort();
    };
    assert.deepEqual(await severities(), ['error', 'warning']);
    assert.deepEqual(await severities('--severity', 'error'), ['error']);
    assert.equal((await run('--severity', 'grave')).code, 2);
  });

  it('knows the standard input by the name that is given', async () => {
    const result = await cli(['check', '--format', 'json', '--stdin-filename', 'y.hop-ri.solde.json', '-'], {
      input: '{ "lignesImport": [] }',
      cwd: folder.path,
    });
    assert.equal(output(result).files[0]?.path, 'y.hop-ri.solde.json');
    assert.equal(output(result).files[0]?.profile, 'HOP-RI/solde');
  });

  it('tells only what is new beside a baseline, and what is gone from it', async () => {
    const missing = await run('--baseline', 'segur.baseline.json');
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /--update-baseline/);
    const written = await run('--baseline', 'segur.baseline.json', '--update-baseline');
    assert.deepEqual([written.code, written.stdout], [0, '']);
    // Only hashes are stored: no value of a file leaves it.
    assert.ok(!folder.text('segur.baseline.json').includes('99999999800019'));
    const same = await run('--baseline', 'segur.baseline.json');
    assert.deepEqual([same.code, same.stdout], [0, '']);
    folder.file(
      'x.mdv-lgc.avance.json',
      `\n${FAULTY.replace('"SIRET"', '"siret"').replace('"numeroAns"', '"NumeroAns"')}`,
    );
    const changed = await run('--baseline', 'segur.baseline.json', '--format', 'json');
    assert.equal(changed.code, 1);
    assert.deepEqual(
      output(changed).files[0]?.findings.map(({ code, path }) => [code, path]),
      [['key-casing', '/NumeroAns']],
    );
    assert.match(changed.stderr, /1 constat de la référence n'y est plus/);
  });

  it('writes over no file that is not a baseline', async () => {
    folder.file('segur.config.json', '{}');
    const { code } = await run('--baseline', 'segur.config.json', '--update-baseline');
    assert.equal(code, 2);
    assert.equal(folder.text('segur.config.json'), '{}');
  });
});

describe('cli: where a gate is written', () => {
  const SOLDE = correctFile('MDV-LGC/solde');
  /** Its title contains characters that neither a terminal nor a page may interpret. */
  const OWN = {
    vagues: [
      {
        id: 'vague-3',
        title: { fr: 'Vague 3', en: 'Third wave' },
        couloirs: {
          MDV: {
            avance: {
              opens: '2029-01-01',
              closes: '2029-06-30',
              sources: [{ document: 'Appel <b>MDV</b>\u009b31m', question: 'article 4' }],
            },
          },
        },
      },
    ],
  };
  const CASES = [
    [
      'an avance',
      'x.mdv-lgc.avance.json',
      CORRECT,
      '2022-12-01',
      /\(Vague 1\) est fermé/,
      "« Quelle est la date limite pour déposer une demande d'avance ? »",
    ],
    [
      'a solde',
      'x.mdv-lgc.solde.json',
      SOLDE,
      '2023-12-15',
      /\(Vague 1\) est fermé/,
      '« Quelle est la date limite pour déposer une demande de solde ? »',
    ],
    [
      "a user's wave",
      'y.mdv-lgc.avance.json',
      CORRECT,
      '2029-07-01',
      /\(Vague 3\) est fermé/,
      'Appel <b>MDV</b>, article 4',
    ],
  ] as const;

  for (const [name, path, text, date, told, source] of CASES)
    it(`stylish and html: ${name}`, async () => {
      const folder = new Folder();
      try {
        folder.file(path, text);
        if (date.startsWith('2029')) {
          folder.file('vagues.json', JSON.stringify(OWN));
          folder.file('segur.config.json', JSON.stringify({ calendar: 'vagues.json' }));
        }
        const run = (format: string) =>
          cli(['check', '--format', format, '--date', date, '--severity', 'info', path], { cwd: folder.path });
        const shown = plain((await run('stylish')).stdout);
        assert.match(shown, told);
        const where = shown.slice(shown.indexOf('Où'));
        assert.ok(where.includes('guichet-closed'), shown);
        assert.ok(where.replaceAll('<U+009B>31m', '').includes(source), where);
        assert.ok(!shown.includes('\u009b'), 'a control character reaches the terminal');
        const page = plain((await run('html')).stdout);
        assert.match(page, told);
        const escaped = source.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        assert.ok(page.replaceAll('&#39;', "'").replaceAll('‹U+009B›31m', '').includes(escaped), escaped);
      } finally {
        folder.remove();
      }
    });
});
