/** Bundles client, server and command line into dist/. One pass each, no watch: it takes a second. */
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';
import { clientBundles, cliBundle, serverBundles, webClientBundle, webServerBundle } from './bundles.mjs';
import { componentsOf, noticesOf } from './notices.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
const results = await Promise.all(
  [
    ...clientBundles(root, join(dist, 'client')),
    ...serverBundles(root, join(dist, 'server')),
    cliBundle(root, join(dist, 'cli')),
    webClientBundle(root, join(dist, 'web')),
    webServerBundle(root, join(dist, 'web')),
  ].map(options => build({ ...options, metafile: true })),
);
writeFileSync(
  join(dist, 'THIRD_PARTY_NOTICES.txt'),
  noticesOf(
    results.map(({ metafile }) => metafile),
    root,
  ),
);
const components = componentsOf(
  results.map(({ metafile }) => metafile),
  root,
);
writeFileSync(join(dist, 'components.json'), `${JSON.stringify(components, undefined, 2)}\n`);
/**
 * The rules' pages, those of each language in one file: hundreds of small ones take three times as much space in the
 * package.
 */
mkdirSync(join(dist, 'rules'), { recursive: true });
for (const [lang, folder] of [
  ['fr', 'docs/rules'],
  ['en', 'docs/rules/en'],
]) {
  const names = readdirSync(join(root, folder)).filter(name => name.endsWith('.md') && name !== 'README.md');
  const pages = names.map(name => readFileSync(join(root, folder, name), 'utf8'));
  writeFileSync(join(dist, 'rules', `${lang}.md`), pages.join('\n'));
}
chmodSync(join(dist, 'cli', 'segur-json.mjs'), 0o755);

/** The declarations of the package's functions: these files refer only to each other. */
for (const name of ['types', 'index']) {
  const source = readFileSync(join(root, 'server', 'src', 'api', `${name}.ts`), 'utf8');
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(source, {
    compilerOptions: { isolatedDeclarations: true, module: ts.ModuleKind.NodeNext },
  });
  const [problem] = diagnostics;
  if (problem !== undefined)
    throw new Error(`api/${name}.ts: ${ts.flattenDiagnosticMessageText(problem.messageText, ' ')}`);
  const foreign = [...outputText.matchAll(/from '([^']+)'/g)].filter(([, from]) => from !== './types.js');
  if (foreign.length > 0) throw new Error(`api/${name}.ts declares by ${foreign.map(([, from]) => from).join(', ')}`);
  writeFileSync(
    join(dist, 'cli', name === 'index' ? 'api.d.mts' : 'types.d.mts'),
    outputText.replaceAll('./types.js', './types.mjs'),
  );
}
