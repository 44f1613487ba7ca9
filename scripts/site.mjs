/**
 * Builds the docs site into out/site: static, searchable, offline. The pages are the repository's own; VitePress has
 * its lockfile in docs/site, so that nobody else installs it. A dead link fails the build.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isPicture, linksOf, pageOf, ROOT, sitePages, targetOf } from './pages.mjs';
import { readFileSync } from 'node:fs';

const site = join(ROOT, 'docs', 'site');
const source = join(site, 'src');
const npm = (...args) =>
  execFileSync('npm', args, { cwd: site, stdio: 'inherit', shell: process.platform === 'win32' });
const put = (path, write) => {
  mkdirSync(dirname(join(source, path)), { recursive: true });
  write(join(source, path));
};

rmSync(source, { recursive: true, force: true });
const pages = sitePages();
for (const [file, page] of pages) {
  put(page, path => writeFileSync(path, pageOf(file, page, pages)));
  for (const target of linksOf(readFileSync(join(ROOT, file), 'utf8'))) {
    const picture = targetOf(file, target).path;
    if (isPicture(picture)) put(picture, path => cpSync(join(ROOT, picture), path));
  }
}
put('public/icon.png', path => cpSync(join(ROOT, 'client', 'icon.png'), path));
if (!existsSync(join(site, 'node_modules', 'vitepress'))) npm('ci', '--no-audit', '--no-fund');
npm('run', '--silent', 'build');
console.log(`out/site: ${pages.size} pages; « npm run --prefix docs/site preview » serves them on this machine`);
