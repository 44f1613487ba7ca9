import { setImmediate as nextTurn } from 'node:timers/promises';
import { createColors } from 'picocolors';
import { dayFrom, type Day } from '../format/domain/date.js';
import { wordsOf, type Words } from '../texts/cli/main.js';
import { languageOf, type Lang } from '../texts/typeset.js';
import { named } from './report/terminal.js';

export type Colors = ReturnType<typeof createColors>;

/** Where text goes, and how it may look there. */
export interface Output {
  readonly write: (text: string | Uint8Array) => void;
  readonly colors: Colors;
  readonly terminal: boolean;
  /** Columns of the terminal; undefined elsewhere. */
  readonly columns: number | undefined;
}

/** What a command may know about its surroundings. */
export interface Console {
  readonly lang: Lang;
  readonly words: Words;
  readonly out: Output;
  readonly err: Output;
  /** Opened when it is read, not before. */
  readonly stdin: () => NodeJS.ReadableStream;
  /** The local date, read once at the edge. */
  readonly today: Day;
}

/** The process that a command line runs in, or its stand-in. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly stdin: Console['stdin'];
}

interface Stream extends Pick<NodeJS.WriteStream, 'isTTY' | 'columns'> {
  readonly write: (text: string | Uint8Array) => unknown;
}

export function consoleOf(args: readonly string[], { env, platform, stdout, stderr, stdin }: World): Console {
  const system = platform === 'win32' ? Intl.DateTimeFormat().resolvedOptions().locale : undefined;
  const lang = languageOf(askedLanguage(args), env, system);
  const color = askedColor(args);
  return {
    lang,
    words: wordsOf(lang),
    out: outputTo(stdout, color, env, stdout.isTTY),
    err: outputTo(stderr, color, env, true),
    stdin,
    today: today(),
  };
}

function today(): Day {
  const now = new Date();
  return dayFrom(now.getFullYear(), now.getMonth() + 1, now.getDate()) ?? 0;
}

/** The last of `--color` and `--no-color`; needed before the arguments are parsed, for the help. */
function askedColor(args: readonly string[]): boolean | undefined {
  const last = args.filter(arg => arg === '--color' || arg === '--no-color').at(-1);
  return last === undefined ? undefined : last === '--color';
}

interface ColorWish {
  /** `--color` or `--no-color`. */
  readonly option: boolean | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: boolean;
}

/** The user's option, then NO_COLOR, then FORCE_COLOR, else colours on a terminal only. */
export function wantsColors({ option, env, terminal }: ColorWish): boolean {
  if (option !== undefined) return option;
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return terminal && env['TERM'] !== 'dumb';
}

/**
 * What a terminal obeys and no text of ours has: control characters but for those of lines and colours, marks of
 * direction.
 */
const OBEYED = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
const OURS: ReadonlySet<string> = new Set(['\t', '\n', '\r', '\u001b']);

const shown = (text: string): string => text.replace(OBEYED, char => (OURS.has(char) ? char : named(char)));

/** `forPeople`: whatever a file holds that was forgotten on the way here, a program that reads it gets as it is. */
function outputTo(stream: Stream, option: boolean | undefined, env: ColorWish['env'], forPeople: boolean): Output {
  const terminal = stream.isTTY;
  return {
    write: text => {
      stream.write(forPeople && typeof text === 'string' ? shown(text) : text);
    },
    colors: createColors(wantsColors({ option, env, terminal })),
    terminal,
    columns: terminal && stream.columns > 0 ? stream.columns : undefined,
  };
}

/** The value of `--lang` before the arguments are parsed, since the parser's own messages need it. */
export function askedLanguage(args: readonly string[]): string | undefined {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  for (const [i, arg] of options.entries()) {
    if (arg === '--lang') return options[i + 1];
    if (arg.startsWith('--lang=')) return arg.slice('--lang='.length);
  }
  return undefined;
}

/** The exit codes by which a shell knows what ended a program: 128 plus the signal's number. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Signal = keyof typeof SIGNALS;

const isSignal = (name: string): name is Signal => name in SIGNALS;

export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(readonly exitCode: number) {
    super('interrupted');
  }
}

/**
 * Runs something that stops cleanly when the user or the system asks. A second request ends the program at once, and
 * may leave temporary files: the next deposit cleans up what one leaves, those of a table stay, under hidden names.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (name: string): void => {
    controller.abort(new Interrupted(isSignal(name) ? SIGNALS[name] : SIGNALS.SIGTERM));
  };
  const names = Object.keys(SIGNALS).filter(isSignal);
  for (const name of names) process.once(name, stop);
  try {
    // A request made earlier is heard before anything starts.
    await nextTurn();
    return await work(controller.signal);
  } finally {
    for (const name of names) process.off(name, stop);
  }
}

/** Ends what is stopped before it has changed anything: there is nothing to report. */
export function ended({ reason }: AbortSignal): 0 {
  if (reason instanceof Interrupted) process.exitCode = reason.exitCode;
  return 0;
}
