import { isRecord } from '../../language/unknown.js';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { reportWordsOf } from '../../texts/cli/reports.js';
import type { Console } from '../console.js';
import { save } from './file.js';
import { fingerprintOf, type CheckedRequest } from './request.js';
import { slashed } from './reporter.js';

const VERSION = 1;

/** For each file, by its path from the baseline's folder: how often each finding is known. */
type Known = Map<string, KnownFile>;
type KnownFile = Map<string, { readonly rule: string; readonly count: number }>;

/** The findings of an earlier run: a run reports only the others. Stores hashes, no value of a file. */
export class Baseline {
  private readonly found: Known = new Map();
  private hidden = 0;
  private stale = 0;

  private constructor(
    readonly path: string,
    private readonly known: Known,
    private readonly update: boolean,
  ) {}

  /** Undefined, and reported, if there is no usable baseline. */
  static open(console: Console, path: string, update: boolean): Baseline | undefined {
    const words = reportWordsOf(console.lang);
    if (!existsSync(path)) {
      if (update) return new Baseline(path, new Map(), true);
      console.err.write(`${words.baselineMissing(path)}\n`);
      return undefined;
    }
    const known = read(path);
    // A file that isn't a baseline is never overwritten.
    if (known === undefined) {
      console.err.write(`${words.baselineUnreadable(path)}\n`);
      return undefined;
    }
    return new Baseline(path, known, update);
  }

  /** The request without known findings; counts those that have gone. */
  newIn(request: CheckedRequest): CheckedRequest {
    const name = slashed(relative(dirname(resolve(this.path)), resolve(request.path)));
    const left = new Map([...(this.known.get(name) ?? [])].map(([print, { count }]) => [print, count]));
    const found: KnownFile = new Map();
    const findings = request.findings.filter(located => {
      const print = fingerprintOf(request, located);
      const known = found.get(print) ?? { rule: located.finding.rule.id, count: 0 };
      found.set(print, { ...known, count: known.count + 1 });
      const count = left.get(print) ?? 0;
      left.set(print, count - 1);
      return count <= 0;
    });
    this.found.set(name, found);
    this.hidden += request.findings.length - findings.length;
    this.stale += [...left.values()].reduce((sum, count) => sum + Math.max(0, count), 0);
    return this.update ? { ...request, findings: [] } : { ...request, findings };
  }

  /** Writes what was found, or reports what the baseline hid. False if it couldn't be written. */
  finish(console: Console, quiet: boolean): boolean {
    const words = reportWordsOf(console.lang);
    if (this.update) {
      // Files that this run did not check keep their known findings.
      const all = new Map([...this.known, ...this.found]);
      const count = [...all.values()].reduce((sum, file) => sum + countOf(file), 0);
      if (!save(console, this.path, textOf(all))) return false;
      console.err.write(`${words.baselineWritten(this.path, count)}\n`);
      return true;
    }
    if (!quiet && this.hidden > 0) console.err.write(`${words.baselineHidden(this.hidden)}\n`);
    if (this.stale > 0) console.err.write(`${words.baselineStale(this.path, this.stale)}\n`);
    return true;
  }
}

const countOf = (file: ReadonlyMap<string, { readonly count: number }>): number =>
  [...file.values()].reduce((sum, { count }) => sum + count, 0);

function textOf(known: Known): string {
  const files: [string, unknown][] = [...known]
    .filter(([, findings]) => findings.size > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, findings]) => [
      name,
      [...findings].map(([fingerprint, { rule, count }]) => ({ rule, fingerprint, count })),
    ]);
  return `${JSON.stringify({ version: VERSION, files: Object.fromEntries(files) }, undefined, 2)}\n`;
}

function read(path: string): Known | undefined {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value['version'] !== VERSION || !isRecord(value['files'])) return undefined;
  const known: Known = new Map();
  for (const [name, findings] of Object.entries(value['files'])) {
    if (!Array.isArray(findings)) return undefined;
    const file: KnownFile = new Map();
    for (const one of Array.from<unknown>(findings)) {
      if (!isRecord(one)) return undefined;
      const { rule, fingerprint, count } = one;
      if (typeof rule !== 'string' || typeof fingerprint !== 'string' || typeof count !== 'number') return undefined;
      file.set(fingerprint, { rule, count });
    }
    known.set(name, file);
  }
  return known;
}
