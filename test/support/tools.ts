import type { Context } from 'mocha';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOnPath, messageOf, runCommand } from '../../scripts/editor-host/process.js';

/** Programs that tests check our output with, and the Debian package of each. */
const PACKAGES = {
  qpdf: 'qpdf',
  pdfinfo: 'poppler-utils',
  pdftotext: 'poppler-utils',
  pdfdetach: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  unzip: 'unzip',
  zipinfo: 'unzip',
  gs: 'ghostscript',
  python3: 'python3',
  'pre-commit': 'pre-commit',
} as const;

export type Tool = keyof typeof PACKAGES;

const INSTALL_TIMEOUT_MS = 5 * 60_000;
/** One attempt a package and run: a machine without network says no once, not at each test. */
const attempts = new Map<string, Promise<string | undefined>>();

/**
 * The path of a program, from Debian's package if it is missing and we are root. If it is unavailable, the test is
 * skipped and the reason printed; on CI, which promises these programs, that is a failure.
 */
export async function requireTool(context: Context, tool: Tool): Promise<string> {
  const found = findOnPath(tool);
  if (found !== undefined) return found;
  const timeout = context.timeout();
  context.timeout(INSTALL_TIMEOUT_MS + 10_000);
  const name = PACKAGES[tool];
  const attempt = attempts.get(name) ?? install(name);
  attempts.set(name, attempt);
  const refusal = await attempt;
  context.timeout(timeout);
  const installed = findOnPath(tool);
  if (installed !== undefined) return installed;
  const reason = `${tool} is missing: ${refusal ?? `Debian's ${name} has none`}`;
  if (process.env['CI'] === 'true') throw new Error(reason);
  console.log(`      skipped, ${reason}`);
  return context.skip();
}

/** Why it couldn't be installed; undefined once it is. */
async function install(name: string): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || findOnPath('apt-get') === undefined) {
    return `install ${name} (it is installed on its own only as root, with apt-get)`;
  }
  // Another run may hold the package lock: wait for it rather than fail. Apt itself doesn't wait for that of the lists,
  // which another test's process may hold.
  const turn = ['-w', '240', join(tmpdir(), 'segur-json-apt.lock')];
  const apt = [...turn, 'apt-get', '-q', '-o', 'DPkg::Lock::Timeout=240'];
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    nice: true,
    timeoutMs: INSTALL_TIMEOUT_MS,
  };
  try {
    await runCommand('flock', [...apt, 'update'], options);
    await runCommand('flock', [...apt, 'install', '-y', '--no-install-recommends', name], options);
    return undefined;
  } catch (error) {
    return messageOf(error).split('\n', 1).join('');
  }
}

/** Runs a program to its end and gives its output, standard error included; a non-zero exit is an error. */
export const run = (file: string, args: readonly string[]): Promise<string> => runCommand(file, args);
