/**
 * Everything that CI holds us to, in one command: generated files, types, lint, tests, the packaged extension in a real
 * editor. Each check counts as one test; the last line is `N passed, N failed, N skipped`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'out');
const bin = name => join(root, 'node_modules', '.bin', name);
const total = { passed: 0, failed: 0, skipped: 0 };

/** Runs a command, its output shown and returned. */
function run(command, args) {
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', data => {
        text += data;
        process.stdout.write(data);
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

async function check(name, command, args) {
  console.log(`— ${name}`);
  const { code } = await run(command, args);
  add(name, code === 0 ? 1 : 0, code === 0 ? 0 : 1);
}

async function mocha(name, patterns) {
  console.log(`— ${name}`);
  // Files share nothing: each core takes the next one.
  const { code, text } = await run(bin('mocha'), ['--parallel', '--jobs', String(availableParallelism()), ...patterns]);
  const count = word => Number(new RegExp(`^\\s+(\\d+) ${word}`, 'm').exec(text)?.[1] ?? 0);
  const failed = count('failing');
  // A crash before the first test counts nothing, and is a failure.
  add(name, count('passing'), failed === 0 && code !== 0 ? 1 : failed, count('pending'));
}

async function editor() {
  console.log('— real editor');
  const result = join(out, 'editor', 'result.json');
  rmSync(result, { force: true });
  const { code } = await run(bin('tsx'), ['test/editor/run.ts', '--vsix', 'out/segur-json.vsix']);
  if (!existsSync(result)) return add('real editor', 0, 1);
  const { passed, failed, skipped, reason } = JSON.parse(readFileSync(result, 'utf8'));
  if (reason) console.log(reason);
  add('real editor', passed, failed === 0 && code !== 0 ? 1 : failed, skipped);
}

mkdirSync(out, { recursive: true });
await check('build', process.execPath, ['scripts/build.mjs']);
await check('generated files are fresh', bin('tsx'), ['scripts/generate.ts', '--check']);
await check('format', bin('biome'), ['format', '.']);
await check('types', bin('tsc'), ['--noEmit', '-p', '.']);
await check('lint', bin('eslint'), ['.']);
await check('imports go downwards', bin('depcruise'), ['client', 'server']);
await mocha('core, command line, language server', [
  'test/{analysis,app,cli,client,features,format,fuzz,index,language,lsp,meta,node,pdf,rules,vagues}/**/*.test.ts',
]);
await check('package', 'npm', ['run', '--silent', 'package']);
await editor();

writeFileSync(join(out, 'tests.json'), `${JSON.stringify(total)}\n`);
if (total.failed > 0) process.exitCode = 1;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
