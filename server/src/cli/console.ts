import { createColors } from 'picocolors';
import type { Lang } from '../rules/contract.js';
import type { Day } from '../format/domain/date.js';
import type { Words } from '../texts/cli/main.js';

export type Colors = ReturnType<typeof createColors>;

/** Where text goes, and how it may look there. */
export interface Output {
  readonly write: (text: string | Uint8Array) => void;
  readonly colors: Colors;
  readonly terminal: boolean;
  /** Columns of the terminal; undefined elsewhere. */
  readonly columns: number | undefined;
}

/** What a command may know of the world around it. */
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

export interface ColorWish {
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

export function outputTo(stream: NodeJS.WriteStream, option: boolean | undefined, env: ColorWish['env']): Output {
  const terminal = stream.isTTY;
  return {
    write: text => {
      stream.write(text);
    },
    colors: createColors(wantsColors({ option, env, terminal })),
    terminal,
    columns: terminal && stream.columns > 0 ? stream.columns : undefined,
  };
}
