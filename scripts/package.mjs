/**
 * Packs the extension as out/segur-json.vsix, or as the given file: the one that the editor tests install and that is
 * published. With `--web`, out/segur-json-web.vsix: the one for VS Code for the Web, with the worker instead of what
 * Node runs, so that neither carries the other's code. `.vscodeignore` names what is shipped; `package.json` names the
 * npm package's files. The same checkout makes the same bytes: times and modes are set, names are sorted.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { globSync } from 'tinyglobby';

/** Parts of the manifest that only the checkout and the npm package need. */
const NOT_SHIPPED = ['bin', 'devDependencies', 'exports', 'files', 'man', 'scripts', 'sideEffects', 'types'];

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2);
const web = args.includes('--web');
const name = web ? 'segur-json-web.vsix' : 'segur-json.vsix';
const vsix = resolve(args.find(arg => !arg.startsWith('--')) ?? join(root, 'out', name));
const stage = join(dirname(vsix), web ? 'vsix-web' : 'vsix');
/** What only the other package has. */
const foreign = web ? /^dist\/(?:client|server)\// : /^dist\/web\//;
const shippedFiles = readFileSync(join(root, '.vscodeignore'), 'utf8')
  .split('\n')
  .filter(line => line.startsWith('!') && line !== '!package.json')
  .map(line => line.slice(1))
  .filter(pattern => !foreign.test(pattern));

rmSync(stage, { recursive: true, force: true });
rmSync(vsix, { force: true });
for (const pattern of shippedFiles) {
  const paths = globSync(pattern, { cwd: root });
  if (paths.length === 0) throw new Error(`${pattern}: nothing to ship`);
  for (const path of paths) {
    mkdirSync(dirname(join(stage, path)), { recursive: true });
    // Programs read it.
    if (path.endsWith('.json')) writeFileSync(join(stage, path), compact(join(root, path)));
    else cpSync(join(root, path), join(stage, path));
    chmodSync(join(stage, path), 0o644);
  }
}
// The editor shows one page, whatever its language: it gets the user's.
writeFileSync(
  join(stage, 'README.md'),
  `${standalone('README.md', '*In English below.*')}\n---\n\n${standalone('README.en.md', '*En français plus haut.*')}`,
);
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
// npm shows a text as it is, the editor the one in its language.
manifest.description = '%extension.description%';
const notShipped = [...NOT_SHIPPED, web ? 'main' : 'browser'];
const shipped = Object.fromEntries(Object.entries(manifest).filter(([key]) => !notShipped.includes(key)));
writeFileSync(join(stage, 'package.json'), `${JSON.stringify({ ...shipped, files: ['**'] })}\n`);

process.env.TZ = 'UTC';
process.env.SOURCE_DATE_EPOCH ??= lastCommit();
await createVSIX({
  cwd: stage,
  packagePath: vsix,
  dependencies: false,
  rewriteRelativeLinks: false,
  ...(web ? { target: 'web' } : {}),
});
console.log(`${relative(root, vsix)}: ${(statSync(vsix).size / 1024).toFixed(0)} KiB`);

function compact(path) {
  return JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
}

/**
 * A page as the extension shows it, offline: no picture, which the editor takes from an address only, and no link to
 * what the editor can't open, nor to an address that may not exist.
 */
function standalone(file, otherLanguage) {
  return (
    readFileSync(join(root, file), 'utf8')
      .replace(/^\[[^\]]*\]\(README(?:\.en)?\.md\)$/m, otherLanguage)
      .replace(/^!\[[^\]]*\]\([^)]+\)\n\n/gm, '')
      // A text that only leads to another page is useless without its link: a line, a sentence, a remark.
      .replace(/^(?:- )?\[[^\]]*\]\((?!https:).*\n/gm, '')
      .replace(/(?:(?<=\.) \[[^\]]*\]\((?!https:)[^)]*\)\.| \(\[[^\]]*\]\((?!https:)[^)]*\)\))/g, '')
      .replace(/\[([^\]]*)\]\((?!https:)[^)]*\)/g, '$1')
      .replace(/\n{3,}/g, '\n\n')
  );
}

/** In seconds; an export without a history has the oldest time that a ZIP can hold. */
function lastCommit() {
  try {
    return execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' }).trim();
  } catch {
    return String(Date.UTC(1980, 0, 2) / 1000);
  }
}
