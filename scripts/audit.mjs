/**
 * Known vulnerabilities in what is shipped: `npm audit` without development dependencies would check nothing, since
 * everything that we bundle is one. So the packages in the bundles, as listed by the build, are audited as
 * dependencies.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const components = JSON.parse(readFileSync(join(root, 'dist', 'components.json'), 'utf8'));
const work = mkdtempSync(join(tmpdir(), 'segur-json-audit-'));
const npm = (...args) => spawnSync('npm', args, { cwd: work, encoding: 'utf8', shell: process.platform === 'win32' });
try {
  const dependencies = Object.fromEntries(components.map(({ name, version }) => [name, version]));
  writeFileSync(join(work, 'package.json'), JSON.stringify({ name: 'bundled', version: '0.0.0', dependencies }));
  npm('install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund');
  const { status, stdout, stderr } = npm('audit', '--json');
  const report = JSON.parse(stdout || '{}');
  if (report.metadata === undefined) {
    console.error(`The registry answered no audit: ${report.message ?? stderr.trim()}`);
    process.exitCode = 2;
  } else {
    const known = Object.values(report.vulnerabilities ?? {});
    for (const { name, severity, range } of known) console.log(`${severity}: ${name} ${range}`);
    console.log(`${components.length} bundled packages, ${known.length} with a known weakness`);
    process.exitCode = status === 0 ? 0 : 1;
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
