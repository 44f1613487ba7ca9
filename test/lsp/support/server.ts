import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'segur-lsp-'));
process.on('exit', () => { rmSync(folder, { recursive: true, force: true }); });

let bundle: Promise<string> | undefined;

/** The server, bundled as it is published, once per run. */
export function serverBundle(): Promise<string> {
  bundle ??= bundled();
  return bundle;
}

async function bundled(): Promise<string> {
  const outfile = join(folder, 'main.cjs');
  await build({
    entryPoints: [join(ROOT, 'server/src/main.ts')], outfile, bundle: true, platform: 'node', target: 'node20', format: 'cjs',
    mainFields: ['module', 'main'], conditions: ['module', 'import'], logLevel: 'error',
  });
  return outfile;
}

export async function spawnServer(): Promise<ChildProcessWithoutNullStreams> {
  return spawn(process.execPath, [await serverBundle(), '--stdio'], { stdio: 'pipe' });
}
