import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createAtomically, writeAtomically } from '../../node/atomicWrite.js';
import { codeOf, stampOf } from '../../node/read.js';
import { reportWordsOf } from '../../texts/cli/reports.js';
import type { Colors, Console, Output } from '../console.js';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { harmless } from './terminal.js';

/** Where `--output-file` puts a report: complete, replacing the previous one, and never over a request. */
export class ReportFile {
  private text = '';
  private readonly requests = new Set<string>();

  constructor(readonly path: string) {}

  readonly write = (text: string): void => {
    this.text += text;
  };

  /** A file that was read, which the report must not replace. */
  keep(path: string): void {
    this.requests.add(resolve(path));
  }

  /** False, with the reason reported, if it can't be written. */
  save(console: Console): boolean {
    const words = reportWordsOf(console.lang);
    if (this.requests.has(resolve(this.path))) {
      console.err.write(`${words.outputIsInput(this.path)}\n`);
      return false;
    }
    return save(console, this.path, this.text);
  }
}

/** Writes one of our files, replacing the previous one. False, with the reason reported, if it can't be written. */
export function save(console: Console, path: string, text: string): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const before = statSync(path, { throwIfNoEntry: false });
    if (before === undefined) createAtomically(path, text);
    else if (before.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    else writeAtomically(path, text, stampOf(before));
    return true;
  } catch (error) {
    console.err.write(`${reportWordsOf(console.lang).notWritten(path, codeOf(error))}\n`);
    return false;
  }
}

/** The search for the shortest diff grows with the square of the changes; a longer one is just as right. */
const PATIENCE_MS = 5000;
const CONTEXT = 3;

/** A diff that `patch` understands, the file's name on both sides. */
export function unifiedDiff(path: string, before: string, after: string, { colors, terminal }: Output): string {
  const name = harmless(path);
  const patch =
    createTwoFilesPatch(name, name, before, after, undefined, undefined, {
      context: CONTEXT,
      timeout: PATIENCE_MS,
      headerOptions: FILE_HEADERS_ONLY,
    }) ?? replaced(name, before, after);
  if (!terminal && !colors.isColorSupported) return patch;
  return patch
    .split('\n')
    .map(line => tint(terminal ? harmless(line.replace(/\r$/, '')) : line, colors))
    .join('\n');
}

/** All lines out, all lines in. */
function replaced(name: string, before: string, after: string): string {
  const side = (text: string, sign: string): { count: number; lines: string } => {
    const lines = text.split('\n');
    const last = lines.pop() ?? '';
    const whole = lines.map(line => `${sign}${line}\n`).join('');
    return last === ''
      ? { count: lines.length, lines: whole }
      : { count: lines.length + 1, lines: `${whole}${sign}${last}\n\\ No newline at end of file\n` };
  };
  const out = side(before, '-');
  const into = side(after, '+');
  return `--- ${name}\n+++ ${name}\n@@ -1,${String(out.count)} +1,${String(into.count)} @@\n${out.lines}${into.lines}`;
}

function tint(line: string, colors: Colors): string {
  if (line.startsWith('---') || line.startsWith('+++')) return colors.bold(line);
  if (line.startsWith('@@')) return colors.cyan(line);
  if (line.startsWith('-')) return colors.red(line);
  return line.startsWith('+') ? colors.green(line) : line;
}
