import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { serverBundles } from '../../../scripts/bundles.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'segur-lsp-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});

let bundle: Promise<string> | undefined;

/** The server, bundled as it is published, once per run. */
export function serverBundle(): Promise<string> {
  bundle ??= bundled();
  return bundle;
}

async function bundled(): Promise<string> {
  const readable = { minify: false, logLevel: 'error' } as const;
  await Promise.all(serverBundles(ROOT, folder).map(options => build({ ...options, ...readable })));
  return join(folder, 'main.js');
}

export async function spawnServer({
  command,
  env,
}: {
  readonly command?: readonly [program: string, ...args: string[]];
  readonly env?: Readonly<Record<string, string>>;
} = {}): Promise<ChildProcessWithoutNullStreams> {
  const [program, ...args] = command ?? [process.execPath, await serverBundle(), '--stdio'];
  return spawn(program, args, { stdio: 'pipe', ...(env === undefined ? {} : { env }) });
}
