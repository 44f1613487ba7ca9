import { parseDate, type Day } from '../format/domain/date.js';
import { nearest } from '../format/domain/fold.js';
import { Projects } from '../node/project.js';
import type { Engine } from '../analysis/analyze.js';
import type { Catalog } from '../format/profiles/catalog.js';
import { failureText } from '../texts/failures.js';
import type { Console } from './console.js';
import type { InputOptions } from './inputs.js';
import { version } from '../../../package.json';
import type { Severity } from '../rules/contract.js';
import { createColors } from 'picocolors';
import type { CheckedRequest } from './report/request.js';
import { StylishReporter } from './report/stylish.js';
import { WholeReporter, type Reporter, type Render } from './report/reporter.js';
import type { AfterFix } from '../texts/cli/main.js';
import type { UsageProblem } from '../texts/cli/usage.js';
import { Option, type Command } from 'commander';
import { reportWordsOf } from '../texts/cli/reports.js';

export type Format = 'stylish' | 'json';
export const FORMATS: readonly Format[] = ['stylish', 'json'];

/** The report formats, each loaded when used. */
const RENDERS = {
  json: async () => (await import('./report/machine.js')).json,
  sarif: async () => (await import('./report/machine.js')).sarif,
  junit: async () => (await import('./report/machine.js')).junit,
  github: async () => (await import('./report/machine.js')).github,
  gitlab: async () => (await import('./report/machine.js')).gitlab,
  checkstyle: async () => (await import('./report/machine.js')).checkstyle,
  rdjson: async () => (await import('./report/machine.js')).rdjson,
  html: async () => (await import('./report/html.js')).html,
} satisfies Record<string, () => Promise<Render>>;
type ReportFormat = 'stylish' | keyof typeof RENDERS;
const isRender = (format: string): format is keyof typeof RENDERS => Object.hasOwn(RENDERS, format);
const REPORT_FORMATS: readonly ReportFormat[] = ['stylish', ...Object.keys(RENDERS).filter(isRender)];

export const EXIT = { ok: 0, findings: 1, usage: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What a command needs to join the program. */
interface Registrar {
  readonly console: Console;
  /** A new command with our help, which never exits the process itself. */
  readonly add: (name: string, description: string) => Command;
  /** All commands with their options, as the help shows them. */
  readonly whole: () => Promise<Command>;
  /** To be called with the exit code. */
  readonly done: (code: ExitCode) => void;
}

export type Define = (registrar: Registrar) => void;

/** An option that may be given several times. */
export const several = (value: string, known: readonly string[] | undefined): readonly string[] => [
  ...(known ?? []),
  value,
];

/** An option with few values: shells complete them. A wrong value is refused in our own words, where it is read. */
export function choice(flags: string, description: string, choices: readonly string[]): Option {
  const option = new Option(flags, description);
  option.argChoices = [...choices];
  return option;
}

/** Options that `check` and `fix` share, as the parser gives them. */
export interface FileOptions {
  readonly format?: string;
  readonly profile?: string;
  readonly date?: string;
  readonly quiet?: boolean;
  /** `false` for `--no-config`. */
  readonly config?: string | false;
  readonly plafonds?: string;
  readonly outputFile?: string;
  readonly stdinFilename?: string;
  readonly severity?: string;
  readonly ignoreUnknown?: boolean;
}

export function withFiles(command: Command, { words: { help }, lang }: Console): Command {
  const reports = reportWordsOf(lang);
  return command
    .argument(`<${help.fileNames}...>`, help.files)
    .addOption(choice('--format <format>', reports.format, REPORT_FORMATS))
    .option('--output-file <file>', reports.outputFile)
    .option('--profile <id>', help.profile)
    .option('--date <date>', help.date)
    .option('--plafonds <file>', help.plafonds)
    .option('--config <file>', help.config)
    .option('--no-config', help.noConfig)
    .option('--ignore-unknown', reports.ignoreUnknown)
    .option('--stdin-filename <name>', reports.stdinFilename)
    .addOption(choice('--severity <level>', reports.severity, SEVERITIES))
    .option('--quiet', help.quiet);
}

/** A command line that can't be obeyed; reported with a pointer to the help. */
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

export function reportFormatOf(value = 'stylish'): ReportFormat {
  if (value === 'stylish' || isRender(value)) return value;
  throw new UsageError({ kind: 'bad-choice', option: '--format', value, choices: REPORT_FORMATS });
}

export function severityOf(value: string | undefined): Severity | undefined {
  if (value === undefined) return undefined;
  const severity = SEVERITIES.find(known => known === value);
  if (severity === undefined)
    throw new UsageError({ kind: 'bad-choice', option: '--severity', value, choices: SEVERITIES });
  return severity;
}

/** The most severe first. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** The request without less severe findings. */
export function fromSeverity(request: CheckedRequest, least: Severity | undefined): CheckedRequest {
  if (least === undefined || least === 'info') return request;
  const shown = SEVERITIES.slice(0, SEVERITIES.indexOf(least) + 1);
  return { ...request, findings: request.findings.filter(({ finding }) => shown.includes(finding.severity)) };
}

export function dateOf(value: string | undefined, option = '--date'): Day | undefined {
  if (value === undefined) return undefined;
  const date = parseDate(value);
  if ('error' in date || date.format !== 'iso') throw new UsageError({ kind: 'bad-date', option, value });
  return date.day;
}

export function countOf(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw new UsageError({ kind: 'bad-number', option, value });
  return Number(value);
}

/** Undefined, with the ids listed, if there is no such profile. */
export async function inputOptions(
  console: Console,
  engine: Engine,
  { profile, date, config, plafonds, stdinFilename, ignoreUnknown, quiet = false }: FileOptions,
): Promise<InputOptions | undefined> {
  const referenceDate = dateOf(date);
  const today = referenceDate ?? console.today;
  const projects = new Projects({ engine, config, plafonds, day: today });
  const asked = profile?.trim() ?? '';
  // For a further wave, only the models adopted here know the profile.
  const catalog = profile === undefined || engine.catalog.get(asked) ? engine.catalog : await catalogHere(projects);
  const known = profile === undefined ? undefined : catalog.get(asked);
  if (profile !== undefined && known === undefined) {
    const { ids } = catalog;
    const data = { profile, known: ids, near: nearest(profile, ids) };
    console.err.write(`${failureText({ code: 'profile-unknown', data }, console.lang)}\n`);
    return undefined;
  }
  return {
    projects,
    profile: known?.id,
    referenceDate,
    today,
    quiet,
    stdinName: stdinFilename,
    ignoreUnknown,
  };
}

const catalogHere = async (projects: Projects): Promise<Catalog> => (await projects.in(process.cwd())).engine.catalog;

interface ReporterChoice {
  readonly format: ReportFormat;
  /** If the result itself goes to stdout, the report goes to stderr. */
  readonly toStderr?: boolean;
  readonly after?: AfterFix;
  /** Receives the report instead of the console. */
  readonly write?: ((text: string) => void) | undefined;
}

/** A file has no colours, and no width. */
const PLAIN = { colors: createColors(false), terminal: false, columns: undefined };

export async function reporterFor(
  console: Console,
  { format, toStderr = false, after = 'none', write }: ReporterChoice,
): Promise<Reporter> {
  const { lang, words } = console;
  const stream = toStderr ? console.err : console.out;
  const out = write === undefined ? stream : { ...PLAIN, write: (text: string | Uint8Array) => write(String(text)) };
  if (format === 'stylish') return new StylishReporter({ out, lang, words, after });
  return new WholeReporter(await RENDERS[format](), { lang, words, version }, out.write);
}
