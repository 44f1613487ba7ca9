import { version } from '../../../package.json';
import { codeOf } from '../node/read.js';
import { consoleOf } from './console.js';
import { EXIT } from './options.js';
import { run } from './program.js';

const { env, stdout, stderr, platform } = process;

/** The process around a command line: its streams, and its exit code. */
export async function main(args: readonly string[]): Promise<void> {
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
