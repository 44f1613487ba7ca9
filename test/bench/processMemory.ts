import { readFileSync } from 'node:fs';

/** MiB. */
export interface ProcessMemory {
  readonly resident: number;
  readonly peak: number;
}

/**
 * Memory of a process as the kernel counts it. Not `maxRSS`, which includes the parent's memory at the fork. Undefined
 * without /proc.
 */
export function memoryOf(pid: number | 'self'): ProcessMemory | undefined {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    const mebibytes = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
    return { resident: mebibytes('VmRSS'), peak: mebibytes('VmHWM') };
  } catch {
    return undefined;
  }
}
