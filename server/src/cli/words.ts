import type { FixKind, Severity, Theme } from '../rules/contract.js';
import type { ProjectProblem } from '../app/project.js';
import type { ReadFailure } from '../node/read.js';
import type { Suppression } from '../app/config/config.js';

export interface Counts {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** What is told: what is there, what a fix left, or what it would leave. */
export type AfterFix = 'none' | 'done' | 'planned';

export type UsageProblem =
  | {
      readonly kind: 'unknown-option' | 'missing-value' | 'unknown-command';
      readonly name: string;
      readonly near: string | undefined;
    }
  | { readonly kind: 'not-a-command'; readonly name: string }
  | { readonly kind: 'missing-argument'; readonly what: 'rule' | 'files' | 'model' | 'table' }
  | { readonly kind: 'missing-option'; readonly option: string }
  | { readonly kind: 'other'; readonly name: string }
  | {
      readonly kind: 'bad-choice';
      readonly option: string;
      readonly value: string;
      readonly choices: readonly string[];
    }
  | { readonly kind: 'bad-date' | 'bad-number' | 'bad-pair'; readonly option: string; readonly value: string }
  | { readonly kind: 'conflict'; readonly option: string; readonly other: string }
  | { readonly kind: 'one-file' | 'stdin-alone' | 'excess-arguments' };

/** What the command line itself says; the rules' own messages stand with the rules. */
export interface Words {
  readonly severity: Readonly<Record<Severity, string>>;
  readonly theme: Readonly<Record<Theme, string>>;
  readonly remedy: Readonly<Record<FixKind, string>>;
  readonly headings: Readonly<Record<string, string>>;
  readonly help: {
    readonly program: string;
    readonly check: string;
    readonly fix: string;
    readonly rules: string;
    readonly explain: string;
    readonly files: string;
    readonly fileNames: string;
    readonly ruleName: string;
    readonly commandName: string;
    readonly rule: string;
    readonly format: string;
    readonly profile: string;
    readonly date: string;
    readonly lang: string;
    readonly color: string;
    readonly noColor: string;
    readonly config: string;
    readonly noConfig: string;
    readonly plafonds: string;
    readonly adopt: string;
    readonly model: string;
    readonly modelName: string;
    readonly adoptProfile: string;
    readonly adoptConfig: string;
    readonly match: string;
    readonly output: string;
    readonly force: string;
    readonly adoptDryRun: string;
    readonly quiet: string;
    readonly maxWarnings: string;
    readonly pieces: string;
    readonly stdout: string;
    readonly dryRun: string;
    readonly help: string;
    readonly helpCommand: string;
    readonly version: string;
    readonly after: string;
  };
  usage(problem: UsageProblem): string;
  seeHelp(command: string): string;
  unreadable(path: string, failure: ReadFailure): string;
  noFileMatches(pattern: string): string;
  noRequest(argument: string, kind: 'folder' | 'glob'): string;
  unknownRule(rule: string, near: string | undefined): string;
  notWritten(
    path: string,
    why: 'changed' | 'broken' | 'settings' | 'denied' | 'missing' | 'other',
    code: string,
  ): string;
  tooManyWarnings(count: number, limit: number): string;
  /** What is wrong in a configuration or a file that it names. */
  setting(path: string, problem: ProjectProblem): string;
  unusedSuppression(path: string, suppression: Suppression): string;
  internalError(kind: string, path: string | undefined): string;
  outputError(code: string): string;
  unknownProfileNote: string;
  fixable: string;
  /** `at` is `12:5`, or `avance.json:12:5` in another file. */
  seeAlso(at: string, message: string): string;
  /** « et 197 autres » ; `lignes` are the lignes of the request that they stand in, from 1. */
  others(count: number, lignes: readonly number[]): string;
  summary(counts: Counts, after: AfterFix): string;
  fixableCount(count: number): string;
  /** Heading of the rules' sources. */
  readonly whereWritten: string;
  nothing(files: number): string;
  fixed(corrections: number, files: number, written: boolean): string;
  sources: string;
  remedies: string;
  noRemedy: string;
  ruleCount(count: number): string;
}

/** [2, 3, 4, 7] → « 2 à 4, 7 »; cut after a few, since nobody reads more. */
export function ranges(numbers: readonly number[], to: string): string {
  const runs: { first: number; last: number }[] = [];
  for (const n of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && n <= run.last + 1) run.last = Math.max(n, run.last);
    else runs.push({ first: n, last: n });
  }
  const shown = runs.slice(0, MAX_RUNS).map(({ first, last }) => {
    if (first === last) return String(first);
    return last === first + 1 ? `${String(first)}, ${String(last)}` : `${String(first)}${to}${String(last)}`;
  });
  return shown.join(', ') + (runs.length > MAX_RUNS ? '…' : '');
}

const MAX_SOME = 10;

/** The first of some names; how many more there are. */
export const some = (names: readonly string[], and: string, more: (count: number) => string): string =>
  names.slice(0, MAX_SOME).join(', ') + (names.length > MAX_SOME ? and + more(names.length - MAX_SOME) : '');

/** A path as a shell takes it. */
export const quoted = (path: string): string => (/^[\w./:@%+,\\-]+$/.test(path) ? path : `"${path}"`);

const MAX_RUNS = 6;
