import { Command, CommanderError } from 'commander';
import { existsSync } from 'node:fs';
import { nearest } from '../format/domain/fold.js';
import { version } from '../../../package.json';
import { codeOf } from '../node/read.js';
import { choice, EXIT, UsageError, type ExitCode, type Define } from './options.js';
import { type Console, consoleOf } from './console.js';
import { kindOf } from './inputs.js';
import type { UsageProblem } from '../texts/cli/usage.js';

export const NAME = 'segur-json';

/** In the order of the help; each is loaded when called. */
const COMMANDS: Readonly<Record<string, () => Promise<{ readonly define: Define }>>> = {
  check: () => import('./commands/check.js'),
  fix: () => import('./commands/fix.js'),
  adopt: () => import('./commands/adopt.js'),
  split: () => import('./commands/split.js'),
  merge: () => import('./commands/merge.js'),
  retour: () => import('./commands/retour.js'),
  solde: () => import('./commands/solde.js'),
  generate: () => import('./commands/generate.js'),
  table: () => import('./commands/table.js'),
  package: () => import('./commands/package.js'),
  compare: () => import('./commands/compare.js'),
  rules: () => import('./commands/rules.js'),
  explain: () => import('./commands/explain.js'),
  init: () => import('./commands/init.js'),
  completion: () => import('./commands/completion.js'),
  lsp: () => import('./commands/lsp.js'),
};

/** The process around a command line: its streams, and its exit code. */
export async function main(args: readonly string[]): Promise<void> {
  const { env, stdout, stderr, platform } = process;
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

/** Runs a command line to its exit code, whatever happens. */
export async function run(console: Console, args: readonly string[], version: string): Promise<ExitCode> {
  try {
    return await runCommand(console, args, version);
  } catch (error) {
    const { words, err } = console;
    err.write(`${words.internalError(kindOf(error), undefined)}\n`);
    if (process.env['SEGUR_DEBUG'] !== undefined && error instanceof Error) err.write(`${error.stack ?? ''}\n`);
    return EXIT.usage;
  }
}

async function runCommand(console: Console, args: readonly string[], version: string): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = await programFor(console, args, version, result => {
    code = result;
  });
  try {
    if (args.length === 0) {
      program.outputHelp({ error: true });
      return EXIT.usage;
    }
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
    if (!(error instanceof CommanderError) && !(error instanceof UsageError)) throw error;
    const problem = error instanceof UsageError ? error.problem : problemOf(error, args, program);
    const { words, err } = console;
    err.write(`${words.usage(problem)}\n${words.seeHelp(helpFor(args, program))}\n`);
    return EXIT.usage;
  }
}

async function programFor(
  console: Console,
  args: readonly string[],
  version: string,
  done: (code: ExitCode) => void,
): Promise<Command> {
  const { words } = console;
  const { help } = words;
  const program = configured(new Command(NAME), console)
    .description(help.program)
    .usage(`[options] <${help.commandName}>`)
    .version(version, '-V, --version', help.version)
    .addOption(choice('--lang <lang>', help.lang, ['fr', 'en']))
    .option('--color', help.color)
    .option('--no-color', help.noColor)
    .helpCommand(`help [${help.commandName}]`, help.helpCommand)
    .addHelpText('after', `\n${help.after}`);
  program.hook('preAction', () => {
    const { lang } = program.opts<{ lang?: string }>();
    if (lang !== undefined && lang !== 'fr' && lang !== 'en') {
      throw new UsageError({ kind: 'bad-choice', option: '--lang', value: lang, choices: ['fr', 'en'] });
    }
  });
  const add = (name: string, description: string): Command =>
    configured(program.command(name), console).description(description);
  for (const [name, load] of Object.entries(COMMANDS)) {
    if (!wanted(name, args)) program.command(name);
    else (await load()).define({ console, add, done, whole: () => wholeProgram(console, version) });
  }
  return program;
}

/** The program with the options of all commands, for whatever is made from its help: completions, the man page. */
export const wholeProgram = (console: Console, version: string): Promise<Command> =>
  programFor(console, ['--help'], version, () => undefined);

/** A command's options come with its code; the program's help shows all of them. */
const wanted = (name: string, args: readonly string[]): boolean =>
  args.includes(name) ||
  ((args.length === 0 || args.some(arg => ['help', '-h', '--help'].includes(arg))) &&
    !Object.keys(COMMANDS).some(known => args.includes(known)));

/** Our own words instead of the parser's; the process is never exited here. */
function configured(command: Command, { words, out, err }: Console): Command {
  return command
    .exitOverride()
    .helpOption('-h, --help', words.help.help)
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: title => words.headings[title] ?? title,
      styleUsage: usage => words.placeholders(usage),
      optionTerm: option => words.placeholders(option.flags),
      optionDescription: option => option.description,
    })
    .configureOutput({
      writeOut: out.write,
      writeErr: err.write,
      outputError: () => undefined,
      getOutHelpWidth: () => out.columns ?? 100,
      getErrHelpWidth: () => err.columns ?? 100,
    });
}

const quotedIn = (message: string): string => /'([^']*)'/.exec(message)?.[1] ?? message.replace(/^error: /, '');

/** The parser identifies the error by a code, and names the culprit between quotes in its English message. */
function problemOf({ code, message }: CommanderError, args: readonly string[], program: Command): UsageProblem {
  const name = quotedIn(message);
  switch (code) {
    case 'commander.unknownOption':
      return { kind: 'unknown-option', name, near: nearest(name, optionsOf(args, program)) };
    case 'commander.optionMissingArgument':
      return { kind: 'missing-value', name: name.replace(/ .*$/, ''), near: undefined };
    case 'commander.unknownCommand': {
      if (existsSync(name)) return { kind: 'not-a-command', name };
      return {
        kind: 'unknown-command',
        name,
        near: nearest(
          name,
          program.commands.map(command => command.name()),
        ),
      };
    }
    case 'commander.missingArgument': {
      const name = commandOf(args, program)?.name();
      return { kind: 'missing-argument', what: ARGUMENTS[name ?? ''] ?? 'files' };
    }
    case 'commander.excessArguments':
      return { kind: 'excess-arguments' };
    default:
      return { kind: 'other', name };
  }
}

/** What a command takes, if not request files. */
const ARGUMENTS: Readonly<Record<string, 'rule' | 'pair' | 'model' | 'table' | 'shell'>> = {
  compare: 'pair',
  explain: 'rule',
  completion: 'shell',
  adopt: 'model',
  generate: 'table',
};

const commandOf = (args: readonly string[], program: Command): Command | undefined =>
  program.commands.find(command => args.includes(command.name()));

const optionsOf = (args: readonly string[], program: Command): string[] =>
  [...program.options, ...(commandOf(args, program)?.options ?? [])].map(option => option.long ?? option.flags);

const helpFor = (args: readonly string[], program: Command): string => {
  const command = commandOf(args, program);
  return command === undefined ? NAME : `${NAME} ${command.name()}`;
};
