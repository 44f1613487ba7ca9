#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { version } from '../../../package.json';
import { codeOf } from '../node/read.js';
import { consoleOf } from './console.js';
import { EXIT } from './options.js';
import { run } from './program.js';

const { argv, env, stdout, stderr, platform } = process;

async function main(args: readonly string[]): Promise<void> {
  const console = consoleOf(args, { env, stdout, stderr, platform, stdin: () => process.stdin });
  // `| head` closes the pipe once it has enough, which is not an error; a full disk is.
  stdout.on('error', error => {
    const code = codeOf(error);
    if (code === 'EPIPE') return;
    process.exitCode = EXIT.usage;
    console.err.write(`${console.words.outputError(code)}\n`);
  });
  stderr.on('error', () => undefined);
  // No process.exit: output to a pipe may still be on its way.
  const code = await run(console, args, version);
  process.exitCode = Math.max(Number(process.exitCode ?? 0), code);
}

// V8 sees what is kept of a file's lignes until it is judged, and would put the next ones among what is old at once,
// where they take a quarter more time and half as much memory again.
setFlagsFromString('--no-allocation-site-pretenuring');
void main(argv.slice(2));
