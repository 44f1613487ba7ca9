import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { cliBundle, serverBundles } from '../../scripts/bundles.mjs';
import type { Layout } from './layout.js';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const BENCH = join(ROOT, 'test', 'bench');

/** The bundles of the peers and the measuring processes. */
const COMMON = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  sourcemap: false,
  format: 'cjs',
  mainFields: ['module', 'main'],
  conditions: ['module', 'import'],
  absWorkingDir: ROOT,
} as const satisfies BuildOptions;

export interface Bundled {
  /** What our server consists of. */
  readonly server: Metafile;
}

/** Ours are built anew as published, so that no old `dist/` is measured. */
export async function bundleAll(layout: Layout, groups: readonly string[], readable: boolean): Promise<Bundled> {
  const shown = readable ? { minify: false, sourcemap: 'inline' as const } : {};
  const bench = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.map(name => [name, join(BENCH, `${name}.ts`)]));
  const [ours, start] = serverBundles(ROOT, dirname(layout.server));
  const [server] = await Promise.all([
    build({ ...ours, ...shown, metafile: true }),
    build({ ...start, ...shown }),
    build({ ...cliBundle(ROOT, dirname(layout.cli)), ...shown }),
    build({
      ...COMMON,
      ...shown,
      outdir: dirname(layout.peerServer),
      entryPoints: bench(['peerServer', 'emptyServer', 'peerCli', 'parseCli', 'peak']),
    }),
    build({ ...COMMON, ...shown, outdir: layout.folder, entryPoints: bench(groups.map(group => `workers/${group}`)) }),
  ]);
  return { server: server.metafile };
}
