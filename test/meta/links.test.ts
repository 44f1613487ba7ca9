import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isElsewhere, isPicture, linksOf, pageOf, ROOT, sitePages, slugOf, targetOf } from '../../scripts/pages.mjs';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter(path => existsSync(join(ROOT, path)));

/** Of a heading, as GitHub and the site make it; repeated ones are counted. */
function anchorsOf(path: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const headings = read(path)
    .replace(/```[\s\S]*?```/g, '')
    .matchAll(/^#+ (.*)$/gm);
  return new Set(
    [...headings].map(([, heading = '']) => {
      const slug = slugOf(heading);
      const count = seen.get(slug) ?? 0;
      seen.set(slug, count + 1);
      return count === 0 ? slug : `${slug}-${String(count)}`;
    }),
  );
}

describe('links of the pages', () => {
  it('lead to what is there', () => {
    assert.ok(FILES.length > 200);
    const dead = FILES.flatMap(file =>
      linksOf(read(file))
        .filter(target => !isElsewhere(target))
        .filter(target => {
          const { path, heading } = targetOf(file, target);
          if (!existsSync(join(ROOT, path))) return true;
          return heading !== undefined && path.endsWith('.md') && !anchorsOf(path).has(decodeURI(heading));
        })
        .map(target => `${file}: ${target}`),
    );
    assert.deepEqual(dead, []);
  });

  it('are found where they stand', () => {
    assert.deepEqual(linksOf('[a](b.md) `[c](d)` ![`e`](f.png)\n```\n[g](h)\n```\n'), ['b.md', 'f.png']);
  });

  it('of the site lead from page to page', () => {
    const pages = sitePages();
    const paths = new Set(pages.values());
    assert.equal(paths.size, pages.size);
    for (const [file, page] of pages)
      for (const target of linksOf(pageOf(file, page, pages)).filter(one => !isElsewhere(one))) {
        const { path } = targetOf(page, target);
        assert.ok(paths.has(path) || isPicture(path), `${page}: ${target}`);
      }
  });

  it('never name an address of the workshop', () => {
    for (const file of FILES) assert.doesNotMatch(read(file), /^(?:<{7}|>{7}) |localhost:\d|file:\/\/\//m, file);
  });
});

describe('pages in two languages', () => {
  const twins = FILES.filter(file => /^(?:docs|README|SECURITY).*\.en\.md$/.test(file)).map(
    file => [file.replace('.en.md', '.md'), file] as const,
  );

  for (const [french, english] of twins)
    it(`${french} and ${english} lead to each other, and have the same sections and code`, () => {
      assert.ok(linksOf(read(french)).some(target => targetOf(french, target).path === english));
      assert.ok(linksOf(read(english)).some(target => targetOf(english, target).path === french));
      const levels = (path: string): string[] => [...read(path).matchAll(/^(#+) /gm)].map(([, level = '']) => level);
      const fences = (path: string): number => read(path).match(/^```/gm)?.length ?? 0;
      assert.deepEqual(levels(english), levels(french));
      assert.equal(fences(english), fences(french));
    });
});
