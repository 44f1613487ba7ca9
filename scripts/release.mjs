/**
 * Makes what a release publishes, in out/release/: the VSIXes for desktop and browser, the npm tarball, their
 * checksums, the list of components (CycloneDX), the notes. `--dry-run` reports obstacles and goes on; without it, they
 * end the run. Publishes nothing: the workflow does. `--tag v1.2.3` must match the version.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'out', 'release');
const args = process.argv.slice(2);
const dryRun = args.includes('--dry-run');
const tag = args.includes('--tag') ? args[args.indexOf('--tag') + 1] : undefined;
const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** Maximum size of a VSIX. */
const MAX_VSIX = 1_500_000;

/** The one for the desktop, and `-web`. */
const vsixOf = kind => `${name}${kind}-${version}.vsix`;

const problems = [];
const run = (command, ...rest) =>
  execFileSync(command, rest, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** The changelog of a version, otherwise what is not yet released. */
function notesOf(text, heading) {
  const start = text.indexOf(`\n## [${heading}]`);
  if (start < 0) return undefined;
  const end = text.indexOf('\n## ', start + 1);
  return text.slice(text.indexOf('\n', start + 1), end < 0 ? undefined : end).trim();
}

const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
const notes = notesOf(changelog, version);
const unreleased = notesOf(changelog, 'Unreleased');
if (tag !== undefined && tag !== `v${version}`) problems.push(`tag ${tag} is not v${version}`);
if (notes === undefined) problems.push(`CHANGELOG.md has no part for ${version}`);
if (unreleased !== undefined && unreleased !== '') problems.push('CHANGELOG.md has entries under Unreleased');
if (run('git', 'status', '--porcelain').trim() !== '') problems.push('the working tree has changes');

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
run('npm', 'run', '--silent', 'package');
for (const kind of ['', '-web']) copyFileSync(join(root, 'out', `segur-json${kind}.vsix`), join(out, vsixOf(kind)));
run('npm', 'pack', '--ignore-scripts', '--pack-destination', out);
writeFileSync(join(out, 'NOTES.md'), `${notes ?? unreleased ?? ''}\n`);
writeFileSync(
  join(out, `${name}-${version}.cdx.json`),
  `${JSON.stringify(
    {
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      version: 1,
      metadata: { component: { type: 'application', name, version, licenses: [{ license: { id: license } }] } },
      components: JSON.parse(readFileSync(join(root, 'dist', 'components.json'), 'utf8')).map(part => ({
        type: 'library',
        name: part.name,
        version: part.version,
        licenses: [{ expression: part.license }],
        purl: `pkg:npm/${part.name.replace('@', '%40')}@${part.version}`,
      })),
    },
    undefined,
    2,
  )}\n`,
);
const files = readdirSync(out).sort();
writeFileSync(
  join(out, 'SHA256SUMS'),
  files
    .map(
      file =>
        `${createHash('sha256')
          .update(readFileSync(join(out, file)))
          .digest('hex')}  ${file}\n`,
    )
    .join(''),
);
for (const file of ['', '-web'].map(vsixOf)) {
  const { size } = statSync(join(out, file));
  if (size > MAX_VSIX) problems.push(`${file} weighs ${size} bytes, ${MAX_VSIX} at most`);
}

console.log(`${name} ${version}${dryRun ? ' (dry run)' : ''}`);
for (const file of [...files, 'SHA256SUMS']) console.log(`  out/release/${file}  ${statSync(join(out, file)).size}`);
for (const problem of problems) console.log(`  ${dryRun ? 'would stop' : 'stops'}: ${problem}`);
if (problems.length > 0 && !dryRun) process.exitCode = 1;
