/** `npm run test:rule -- <id>`: the cases of one rule, in seconds, then its lint and the types. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = name => join(root, 'node_modules/.bin', name);
const [id = ''] = process.argv.slice(2);
if (!/^[a-z0-9-]+$/.test(id)) {
  console.error('Usage: npm run test:rule -- <rule-id>');
  process.exit(1);
}
const rules = join(root, 'server/src/rules');
const theme = readdirSync(rules).find(name => existsSync(join(rules, name, `${id}.ts`)));
if (theme === undefined) {
  console.error(`There is no rule ${id} in server/src/rules.`);
  process.exit(1);
}
// The cases of a new file are found once it is registered.
const registered = spawnSync(bin('tsx'), ['scripts/generate.ts', '--registry'], { cwd: root, stdio: 'inherit' });
if (registered.status !== 0) process.exit(registered.status ?? 1);
const tests = spawnSync(
  bin('mocha'),
  ['test/rules/rules.test.ts', 'test/meta/rules.test.ts', '--grep', `^(?:rules|every rule) ${id} `, '--fail-zero'],
  { cwd: root, stdio: 'inherit' },
);
// The formatter leaves a long text on one line: only lint says so.
const lint = spawnSync(bin('eslint'), [join(rules, theme, `${id}.ts`)], { cwd: root, stdio: 'inherit' });
// Tests run without types, and only the types name a list too few in a case, or a role that a file rule may not read.
console.log('Types:');
const known = ['--incremental', '--tsBuildInfoFile', 'node_modules/.tsbuildinfo'];
const types = spawnSync(bin('tsc'), ['--noEmit', '-p', '.', ...known], { cwd: root, stdio: 'inherit' });
console.log(types.status === 0 ? 'right.' : 'wrong.');
const status = [tests, lint, types].map(run => run.status ?? 1).find(code => code !== 0) ?? 0;
console.log(status === 0 ? `${id} is green.` : `${id} is not right yet.`);
process.exit(status);
