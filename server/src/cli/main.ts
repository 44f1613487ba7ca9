#!/usr/bin/env node
import { version } from '../../../package.json';
import { dayFrom } from '../format/domain/date.js';
import { codeOf } from '../node/read.js';
import { languageOf } from '../texts/typeset.js';
import { outputTo, askedLanguage, type Console } from './console.js';
import { kindOf } from './inputs.js';
import { run } from './program.js';
import { EXIT } from './options.js';
import { wordsOf } from '../texts/cli/main.js';

const { argv, env, stdout, stderr, platform } = process;

/** The last of `--color` and `--no-color`; needed before the arguments are parsed, for the help. */
function askedColor(args: readonly string[]): boolean | undefined {
  const last = args.filter(arg => arg === '--color' || arg === '--no-color').at(-1);
  return last === undefined ? undefined : last === '--color';
}

function today(): number {
  const now = new Date();
  return dayFrom(now.getFullYear(), now.getMonth() + 1, now.getDate()) ?? 0;
}

function consoleOf(args: readonly string[]): Console {
  const system = platform === 'win32' ? Intl.DateTimeFormat().resolvedOptions().locale : undefined;
  const lang = languageOf(askedLanguage(args), env, system);
  const color = askedColor(args);
  return {
    lang,
    words: wordsOf(lang),
    out: outputTo(stdout, color, env),
    err: outputTo(stderr, color, env),
    stdin: () => process.stdin,
    today: today(),
  };
}

async function main(args: readonly string[]): Promise<void> {
  const console = consoleOf(args);
  // `| head` closes the pipe once it has enough, which is no error; a full disk is.
  stdout.on('error', error => {
    const code = codeOf(error);
    if (code === 'EPIPE') return;
    process.exitCode = EXIT.usage;
    console.err.write(`${console.words.outputError(code)}\n`);
  });
  stderr.on('error', () => undefined);
  try {
    // Never process.exit: what was written to a pipe may still be on its way.
    const code = await run(console, args, version);
    process.exitCode = Math.max(Number(process.exitCode ?? 0), code);
  } catch (error) {
    process.exitCode = EXIT.usage;
    console.err.write(`${console.words.internalError(kindOf(error), undefined)}\n`);
    if (env['SEGUR_DEBUG'] !== undefined && error instanceof Error) console.err.write(`${error.stack ?? ''}\n`);
  }
}

void main(argv.slice(2));
