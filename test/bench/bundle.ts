import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import type { Layout } from './layout.js';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const BENCH = join(ROOT, 'test', 'bench');

/** As `scripts/build.mjs` builds what is published; built anew, so that nobody's old `dist/` is measured. */
const COMMON = {
  bundle: true, minify: true, platform: 'node', target: 'node20', logLevel: 'warning', sourcemap: false, format: 'cjs',
  mainFields: ['module', 'main'], conditions: ['module', 'import'], absWorkingDir: ROOT, metafile: true,
} as const satisfies BuildOptions;

const REQUIRE = "import{createRequire as __segurRequire}from'node:module';const require=__segurRequire(import.meta.url);";

export interface Bundled {
  /** What our server is made of. */
  readonly server: Metafile;
}

export async function bundleAll(layout: Layout, groups: readonly string[], readable: boolean): Promise<Bundled> {
  const common = readable ? { ...COMMON, minify: false, sourcemap: 'inline' as const } : COMMON;
  const bench = (names: readonly string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, join(BENCH, `${name}.ts`)]));
  const [server] = await Promise.all([
    build({ ...common, outfile: layout.server, entryPoints: [join(ROOT, 'server/src/main.ts')] }),
    build({
      ...common, format: 'esm', splitting: true, outdir: dirname(layout.cli), outExtension: { '.js': '.mjs' },
      entryPoints: { 'segur-json': join(ROOT, 'server/src/cli/main.ts') }, chunkNames: 'chunks/[name]-[hash]', banner: { js: REQUIRE },
    }),
    build({ ...common, outdir: dirname(layout.peerServer), entryPoints: bench(['peerServer', 'peerCli', 'parseCli', 'peak']) }),
    build({ ...common, outdir: layout.folder, entryPoints: bench(groups.map((group) => `workers/${group}`)) }),
  ]);
  return { server: server.metafile };
}
