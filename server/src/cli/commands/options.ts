import { parseDate, type Day } from '../../format/domain/date.js';
import { nearest } from '../../format/domain/fold.js';
import { Projects } from '../../node/project.js';
import type { Engine } from '../../analysis/analyze.js';
import { failureText } from '../../texts/failures.js';
import type { Console } from '../console.js';
import type { InputOptions } from '../inputs.js';
import { JsonReporter } from '../reporters/json.js';
import { StylishReporter } from '../reporters/stylish.js';
import type { Reporter } from '../reporters/reporter.js';
import type { AfterFix } from '../../texts/cli/main.js';
import type { UsageProblem } from '../../texts/cli/usage.js';

export type Format = 'stylish' | 'json';
export const FORMATS: readonly Format[] = ['stylish', 'json'];

export const EXIT = { ok: 0, findings: 1, usage: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Options that `check` and `fix` share, as the parser gives them. */
export interface FileOptions {
  readonly format?: string;
  readonly profile?: string;
  readonly date?: string;
  readonly quiet?: boolean;
  /** `false` for `--no-config`. */
  readonly config?: string | false;
  readonly plafonds?: string;
}

/** A command line that can't be obeyed; told with a pointer to the help. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(readonly problem: UsageProblem) {
    super(problem.kind);
  }
}

export function formatOf(value: string | undefined): Format {
  const format = FORMATS.find(known => known === (value ?? 'stylish'));
  if (format === undefined)
    throw new UsageError({ kind: 'bad-choice', option: '--format', value: value ?? '', choices: FORMATS });
  return format;
}

export function dateOf(value: string | undefined): Day | undefined {
  if (value === undefined) return undefined;
  const date = parseDate(value);
  if ('error' in date || date.format !== 'iso') throw new UsageError({ kind: 'bad-date', option: '--date', value });
  return date.day;
}

export function countOf(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw new UsageError({ kind: 'bad-number', option, value });
  return Number(value);
}

/** Undefined, and the ids told, when there is no such profile. */
export function inputOptions(
  console: Console,
  engine: Engine,
  { profile, date, config, plafonds, quiet = false }: FileOptions,
): InputOptions | undefined {
  const referenceDate = dateOf(date);
  const known = profile === undefined ? undefined : engine.catalog.get(profile.trim());
  if (profile !== undefined && known === undefined) {
    const { ids } = engine.catalog;
    const data = { profile, known: ids, near: nearest(profile, ids) };
    console.err.write(`${failureText({ code: 'profile-unknown', data }, console.lang)}\n`);
    return undefined;
  }
  const projects = new Projects({ engine, config, plafonds });
  return { projects, profile: known?.id, referenceDate, today: referenceDate ?? console.today, quiet };
}

export interface ReporterChoice {
  readonly format: Format;
  /** Where the result itself goes to stdout, what is told of it goes to stderr. */
  readonly toStderr?: boolean;
  readonly after?: AfterFix;
}

export function reporterFor(console: Console, { format, toStderr = false, after = 'none' }: ReporterChoice): Reporter {
  const out = toStderr ? console.err : console.out;
  if (format === 'json') return new JsonReporter(console.lang, out.write);
  return new StylishReporter({ out, lang: console.lang, words: console.words, after });
}
