/** Bundles client, server and command line into dist/. One pass each, no watch: it takes less than a second. */
import { chmodSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const path = (...parts) => join(root, ...parts);

const common = {
  bundle: true, minify: true, platform: 'node', target: 'node20', logLevel: 'warning', sourcemap: false,
  // The ES module builds tree-shake; jsonc-parser's UMD build can't even be bundled.
  mainFields: ['module', 'main'], conditions: ['module', 'import'], legalComments: 'linked', absWorkingDir: root,
};

/** Some dependencies are CommonJS and call require: an ES module has none. */
const REQUIRE = "import{createRequire as __segurRequire}from'node:module';const require=__segurRequire(import.meta.url);";

rmSync(path('dist'), { recursive: true, force: true });
await Promise.all([
  build({
    ...common, format: 'cjs', external: ['vscode', './start.js'], outdir: path('dist/client'),
    // The extension host intercepts require, by which it gives `vscode`; import() goes past it.
    supported: { 'dynamic-import': false },
    entryPoints: { extension: path('client/src/extension.ts') },
  }),
  build({
    ...common, format: 'cjs', external: ['vscode'], outdir: path('dist/client'),
    entryPoints: { start: path('client/src/start.ts') },
  }),
  build({ ...common, format: 'cjs', outdir: path('dist/server'), entryPoints: { main: path('server/src/main.ts') } }),
  build({
    ...common, format: 'esm', splitting: true, outdir: path('dist/cli'), outExtension: { '.js': '.mjs' },
    entryPoints: { 'segur-json': path('server/src/cli/main.ts') }, chunkNames: 'chunks/[name]-[hash]',
    banner: { js: REQUIRE },
  }),
]);
chmodSync(path('dist/cli/segur-json.mjs'), 0o755);
