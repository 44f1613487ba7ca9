import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('../../server/src/', import.meta.url));

const ARCHITECTURE = readFileSync(new URL('../../docs/ARCHITECTURE.md', import.meta.url), 'utf8');

/** How many files a reader may have to open on each way, in the order of ARCHITECTURE. */
const MOST = [18, 18, 18, 22];

interface Way {
  readonly name: string;
  readonly count: number;
  readonly files: readonly string[];
}

const WAYS = [...ARCHITECTURE.matchAll(/^- \*\*([^*]+)\*\* \((\d+) files\): ([^.]+)\./gm)].map(
  ([, name = '', count = '', list = '']): Way => ({
    name: name.replaceAll('`', ''),
    count: Number(count),
    files: [...list.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
  }),
);

const importsOf = (file: string): readonly string[] =>
  [...readFileSync(join(SOURCES, `${file}.ts`), 'utf8').matchAll(/'(\.[^']+)\.js'/g)].map(([, path = '']) =>
    normalize(join(dirname(file), path)),
  );

describe('the ways through the house', () => {
  it('are told in ARCHITECTURE', () => {
    assert.deepEqual(
      WAYS.map(({ name }) => name),
      ['A keystroke, up to its diagnostics', 'check', 'fix', 'A deposit'],
    );
  });

  for (const [i, { name, count, files }] of WAYS.entries())
    it(`${name}: each file is imported by one before it, and they are few`, () => {
      const known = new Set<string>(files.slice(0, 1));
      for (const file of files) {
        assert.ok(known.has(file), `${file} is imported by none before it`);
        for (const path of importsOf(file)) known.add(path);
      }
      assert.equal(files.length, count);
      assert.ok(count <= (MOST[i] ?? 0), `${String(count)} files`);
    });
});

/** The base of the paths in these pages. */
const PLACES = ['', 'server/src', 'server/src/rules'];
const ENDS = ['', '.ts', '.test.ts'];

describe('the pages for contributors', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  for (const page of ['CONTRIBUTING.md', 'docs/ARCHITECTURE.md', 'docs/ADDING_A_RULE.md'])
    it(`${page} names no file that is not there`, () => {
      const named = [...readFileSync(join(root, page), 'utf8').matchAll(/`([\w-]+(?:\/[\w.-]+)+)\/?`/g)];
      const missing = named
        .map(([, path = '']) => path)
        .filter(path => !/^(?:dist|out)\//.test(path))
        .filter(path => !PLACES.some(place => ENDS.some(end => existsSync(join(root, place, path + end)))));
      assert.deepEqual(missing, []);
    });
});
