import type { Command } from 'commander';
import type { ExitCode } from '../commands/options.js';
import type { Console } from '../console.js';

/** What a group of commands needs to enter the program. Their code is loaded when they are called. */
export interface Registrar {
  readonly console: Console;
  /** A new command with our help and no exit behind our back. */
  readonly add: (name: string, description: string) => Command;
  /** To be called with the exit code. */
  readonly done: (code: ExitCode) => void;
}
