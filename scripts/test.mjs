/**
 * Everything that CI checks, in one command: generated files, types, lint, tests, the packaged extension in a real
 * editor. Each check counts as one test; the last line is `N passed, N failed, N skipped`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'out');
const bin = name => join(root, 'node_modules', '.bin', name);
const total = { passed: 0, failed: 0, skipped: 0 };
/** What failed is told again at the end: a log of which only the end is kept must say it. */
const failures = [];
const MAX_TOLD = 8_000;
const triedAgain = [];

/** Runs a command and returns its output, shown as it comes or, with `later`, by the caller. */
function run(command, args, { later = false } = {}) {
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', data => {
        text += data;
        if (!later) process.stdout.write(data);
      });
    }
    child.on('error', error => resolve({ code: 1, text: String(error) }));
    child.on('close', code => resolve({ code: code ?? 1, text }));
  });
}

function add(name, passed, failed, skipped = 0) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  console.log(`\n${name}: ${passed} passed, ${failed} failed, ${skipped} skipped\n`);
}

async function check(name, command, args, { later = false } = {}) {
  if (!later) console.log(`— ${name}`);
  const { code, text } = await run(command, args, { later });
  if (later) console.log(`— ${name}\n${text}`);
  if (code !== 0) failures.push({ name, text: text.slice(-MAX_TOLD) });
  add(name, code === 0 ? 1 : 0, code === 0 ? 0 : 1);
}

async function mocha(name, patterns) {
  console.log(`— ${name}`);
  // Files share nothing, and often wait for a process of their own: one more worker than there are cores.
  const jobs = String(availableParallelism() + 1);
  // A test that a busy machine disturbed is tried once more, and that is told: nothing is passed over in silence.
  const again = ['--retries', '1', '--reporter', 'scripts/reporter.mjs'];
  const { code, text } = await run(bin('mocha'), ['--parallel', '--jobs', jobs, ...again, ...patterns]);
  triedAgain.push(...(text.match(/^tried again: .*/gm) ?? []));
  const count = word => Number(new RegExp(`^\\s+(\\d+) ${word}`, 'm').exec(text)?.[1] ?? 0);
  const failed = count('failing');
  tellFailing(name, text, code);
  // A crash before the first test counts no test, and is a failure.
  add(name, count('passing'), failed === 0 && code !== 0 ? 1 : failed, count('pending'));
}

/** From mocha's list of failures on; of a crash, which lists none, the end. */
function tellFailing(name, colourful, code) {
  const text = stripVTControlCharacters(colourful);
  const from = text.search(/^\s+\d+ failing/m);
  if (from >= 0) failures.push({ name, text: text.slice(from, from + MAX_TOLD) });
  else if (code !== 0) failures.push({ name, text: text.slice(-MAX_TOLD) });
}

async function editor() {
  console.log('— real editor');
  const result = join(out, 'editor', 'result.json');
  rmSync(result, { force: true });
  const { code, text } = await run(bin('tsx'), ['test/editor/run.ts', '--vsix', 'out/segur-json.vsix']);
  tellFailing('real editor', text, code);
  if (!existsSync(result)) return add('real editor', 0, 1);
  const { passed, failed, skipped, reason } = JSON.parse(readFileSync(result, 'utf8'));
  if (reason) console.log(reason);
  add('real editor', passed, failed === 0 && code !== 0 ? 1 : failed, skipped);
}

mkdirSync(out, { recursive: true });
await check('build', process.execPath, ['scripts/build.mjs']);
await check('generated files are fresh', bin('tsx'), ['scripts/generate.ts', '--check']);
// Lint needs a core to itself for as long as the others together.
const looks = [
  ['format', bin('biome'), ['format', '.']],
  ['types', bin('tsc'), ['--noEmit', '-p', '.']],
  ['lint', bin('eslint'), ['.']],
  ['imports go downwards', bin('depcruise'), ['client', 'server']],
];
await Promise.all(looks.map(([name, command, args]) => check(name, command, args, { later: true })));
await mocha('core, command line, language server', [
  'test/{analysis,app,cli,client,features,format,fuzz,index,language,lsp,meta,node,pdf,rules,vagues}/**/*.test.ts',
]);
await check('package', 'npm', ['run', '--silent', 'package']);
await editor();

writeFileSync(join(out, 'tests.json'), `${JSON.stringify(total)}\n`);
if (total.failed > 0) process.exitCode = 1;
for (const line of triedAgain) console.log(line);
for (const { name, text } of failures) console.log(`— failed: ${name}\n${text}\n`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
