import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Lets a test see which servers run: Linux lists them in files. */
export const seesProcesses = (): boolean => existsSync('/proc/self/stat');

/** Our language servers, which the client starts from this very process. */
export const serverProcesses = (): number[] =>
  children(process.pid).filter(pid => /segur-json[^\0]*dist.server.main\.js/.test(read(pid, 'cmdline')));

const children = (parent: number): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter(pid => Number.isInteger(pid) && parentOf(pid) === parent);

/** The fields begin after the program's name, which may contain anything. */
const parentOf = (pid: number): number => Number(read(pid, 'stat').split(') ').at(-1)?.split(' ')[1]);

/** Empty for a process that has just ended. */
function read(pid: number, name: string): string {
  try {
    return readFileSync(path.join('/proc', String(pid), name), 'utf8');
  } catch {
    return '';
  }
}
