import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * The suite as the extension host loads it: one file with mocha included and only `vscode` left to the host.
 * `inBrowser`: for a host that is a worker.
 */
export async function bundleSuite(
  suite: string,
  runner: string,
  outFolder: string,
  inBrowser?: Readonly<Record<string, string>>,
): Promise<string> {
  await mkdir(outFolder, { recursive: true });
  const outfile = path.join(outFolder, 'index.js');
  await build({
    stdin: {
      contents: await entrySource(suite, runner),
      resolveDir: path.dirname(suite),
      sourcefile: 'editor-suite.ts',
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    sourcemap: 'inline',
    // Mocha's unused features (watch mode, Growl, the browser) must not break the bundle.
    logLevel: 'error',
    ...(inBrowser && {
      platform: 'browser',
      define: { 'process.env': JSON.stringify(inBrowser) },
      // Mocha for pages, which isn't a module, would leave itself as this file's export.
      format: 'iife',
      globalName: 'suite',
      footer: { js: 'module.exports = suite;' },
    }),
  });
  // A package.json of its own keeps a parent's "type": "module" from changing how index.js loads.
  await writeFile(path.join(outFolder, 'package.json'), '{"type":"commonjs"}\n');
  return outfile;
}

/** The bare extension beside which VS Code agrees to run tests; the product itself is the installed VSIX. */
export async function writeDevelopmentExtension(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const manifest = {
    name: 'segur-editor-tests',
    publisher: 'segur-json-tests',
    version: '0.0.0',
    engines: { vscode: '*' },
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

/** How many tests a suite declares, for runs that cannot happen: only running it would count those made in loops. */
export async function countTests(suite: string): Promise<number> {
  const sources = await Promise.all((await testFiles(suite)).map(file => readFile(file, 'utf8')));
  return sources.reduce((sum, source) => sum + [...source.matchAll(/^\s*(?:test|it)\(/gm)].length, 0);
}

async function testFiles(suite: string): Promise<string[]> {
  const names = (await readdir(suite)).filter(name => name.endsWith('.test.ts')).sort();
  return names.map(name => path.join(suite, name));
}

/** Mocha's interface must be in place before a test file is evaluated, so functions load each file. */
async function entrySource(suite: string, runner: string): Promise<string> {
  const loaders = (await testFiles(suite)).map(file => `() => require(${JSON.stringify(file)})`);
  return [
    `import { runSuite } from ${JSON.stringify(runner)};`,
    `export const run = (): Promise<void> => runSuite([${loaders.join(', ')}]);`,
    '',
  ].join('\n');
}
