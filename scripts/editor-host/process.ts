import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Says in one line what this machine lacks; the caller decides whether that is a skip or a failure. */
export class HostUnavailable extends Error {
  override readonly name = 'HostUnavailable';
}

/** Someone ended the run: never a reason to call the host missing. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export type Environment = Record<string, string | undefined>;

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Environment;
  /** Long installs share the machine with other work. */
  readonly nice?: boolean;
  readonly timeoutMs?: number;
}

const DEFAULT_COMMAND_TIMEOUT_MS = 15 * 60_000;
/** Enough of a failed command's output to see why, without flooding the log. */
const OUTPUT_TAIL = 2_000;

/** Runs a program to its end and gives its output; a non-zero exit is an error that shows the output's tail. */
export async function runCommand(file: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const nice = options.nice === true;
  const child = spawn(nice ? 'nice' : file, nice ? ['-n', '10', file, ...args] : args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that a time-out also ends what the program started.
    detached: true,
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  let interruption: NodeJS.Signals | undefined;
  // In its own group, the program does not hear Ctrl+C: pass it on.
  const interrupt = (signal: NodeJS.Signals): void => {
    interruption = signal;
    killGroup(child, 'SIGKILL');
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const timeoutMs = options.timeoutMs ?? DEFAULT_COMMAND_TIMEOUT_MS;
  const deadline = setTimeout(() => {
    killGroup(child, 'SIGKILL');
  }, timeoutMs);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (interruption !== undefined) throw new Interrupted(`interrupted by ${interruption}`);
    if (code !== 0) {
      const outcome = code === null ? `was ended (limit ${String(timeoutMs / 1000)} s)` : `exited with ${String(code)}`;
      throw new Error(`${file} ${args.join(' ')} ${outcome}\n${output.slice(-OUTPUT_TAIL)}`);
    }
    return output;
  } finally {
    clearTimeout(deadline);
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

/** Signals the process group that a detached child leads. A group that has already ended is fine. */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  signalProcess(-child.pid, signal);
}

/** Tells whether a process (or, negated, a process group) exists, by sending it nothing. */
export function isAlive(pid: number): boolean {
  return signalProcess(pid, 0);
}

function signalProcess(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    // "Not permitted" still means that it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Ends a detached child with its whole group: politely first, then for good. */
export async function endGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  killGroup(child, 'SIGTERM');
  const ended = await waitUntil(() => !isAlive(-pid), 5_000);
  if (ended) return;
  killGroup(child, 'SIGKILL');
  await waitUntil(() => !isAlive(-pid), 5_000);
}

/** Polls a condition until it holds; false when the deadline passes first. */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  timeoutMs: number,
  intervalMs = 50,
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() >= deadline) return false;
    await delay(intervalMs);
  }
  return true;
}

/** Finds a program on the PATH, as a shell would. */
export function findOnPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(folder => folder !== '');
  return folders.map(folder => path.join(folder, name)).find(isExecutable);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
