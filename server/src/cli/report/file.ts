import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createAtomically, writeAtomically } from '../../node/atomicWrite.js';
import { codeOf, stampOf } from '../../node/read.js';
import { reportWordsOf } from '../../texts/cli/reports.js';
import type { Console } from '../console.js';

/** Where `--output-file` puts a report: whole, in place of the one before, and never over a request. */
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

  /** False, and told, where it can't be written. */
  save(console: Console): boolean {
    const words = reportWordsOf(console.lang);
    if (this.requests.has(resolve(this.path))) {
      console.err.write(`${words.outputIsInput(this.path)}\n`);
      return false;
    }
    return save(console, this.path, this.text);
  }
}

/** Writes a file of ours, in place of the one that stands there. False, and told, where it can't be. */
export function save(console: Console, path: string, text: string): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const before = statSync(path, { throwIfNoEntry: false });
    if (before === undefined) createAtomically(path, text);
    else writeAtomically(path, text, stampOf(before));
    return true;
  } catch (error) {
    console.err.write(`${reportWordsOf(console.lang).notWritten(path, codeOf(error))}\n`);
    return false;
  }
}
