import { Command, CommanderError } from 'commander';
import { existsSync } from 'node:fs';
import { nearest } from '../format/domain/fold.js';
import type { AdoptOptions } from './commands/adopt.js';
import type { CheckOptions } from './commands/check.js';
import type { FixOptions } from './commands/fix.js';
import { EXIT, UsageError, type ExitCode } from './commands/options.js';
import type { Console } from './console.js';
import { registerCompare } from './registers/compare.js';
import { registerPackaging } from './registers/packaging.js';
import { registerTable } from './registers/table.js';
import { registerTransform } from './registers/transform.js';
import type { UsageProblem } from '../texts/cli/usage.js';
import { reportWordsOf } from '../texts/cli/reports.js';

export const NAME = 'segur-json';

/** Runs a command line to its exit code. */
export async function run(console: Console, args: readonly string[], version: string): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = programFor(console, version, result => {
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

function programFor(console: Console, version: string, done: (code: ExitCode) => void): Command {
  const { words } = console;
  const { help } = words;
  const program = configured(new Command(NAME), console)
    .description(help.program)
    .usage(`[options] <${help.commandName}>`)
    .version(version, '-V, --version', help.version)
    .option('--lang <lang>', help.lang)
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
  const reports = reportWordsOf(console.lang);
  withFiles(add('check', help.check), console)
    .option('--max-warnings <n>', help.maxWarnings)
    .option('--baseline <file>', reports.baseline)
    .option('--update-baseline', reports.updateBaseline)
    .option('--pieces <dir>', help.pieces)
    .action(async (files: string[], options: CheckOptions) => {
      const { check } = await import('./commands/check.js');
      done(await check(console, files, options));
    });
  withFiles(add('fix', help.fix), console)
    .option('--stdout', help.stdout)
    .option('--dry-run', help.dryRun)
    .action(async (files: string[], options: FixOptions) => {
      const { fix } = await import('./commands/fix.js');
      done(await fix(console, files, options));
    });
  add('adopt', help.adopt)
    .argument(`<${help.modelName}>`, help.model)
    .option('--profile <id>', help.adoptProfile)
    .option('--match <pair>', help.match, (pair: string, pairs: readonly string[] | undefined) => [
      ...(pairs ?? []),
      pair,
    ])
    .option('-o, --output <file>', help.output)
    .option('--config <file>', help.adoptConfig)
    .option('--dry-run', help.adoptDryRun)
    .option('--force', help.force)
    .action(async (model: string, options: AdoptOptions) => {
      const { adopt } = await import('./commands/adopt.js');
      done(await adopt(console, model, options));
    });
  const registrar = { console, add, done };
  registerTransform(registrar);
  registerTable(registrar);
  registerPackaging(registrar);
  registerCompare(registrar);
  add('rules', help.rules)
    .option('--format <format>', help.format)
    .action(async (options: { format?: string }) => {
      const { rules } = await import('./commands/rules.js');
      done(rules(console, options));
    });
  add('explain', help.explain)
    .argument(`<${help.ruleName}>`, help.rule)
    .action(async (rule: string) => {
      const { explain } = await import('./commands/explain.js');
      done(explain(console, rule));
    });
  return program;
}

function withFiles(command: Command, { words: { help }, lang }: Console): Command {
  const reports = reportWordsOf(lang);
  return command
    .argument(`<${help.fileNames}...>`, help.files)
    .option('--format <format>', reports.format)
    .option('--output-file <file>', reports.outputFile)
    .option('--profile <id>', help.profile)
    .option('--date <date>', help.date)
    .option('--plafonds <file>', help.plafonds)
    .option('--config <file>', help.config)
    .option('--no-config', help.noConfig)
    .option('--stdin-filename <name>', reports.stdinFilename)
    .option('--severity <level>', reports.severity)
    .option('--quiet', help.quiet);
}

/** Our own words in place of the parser's, and no exit behind our back. */
function configured(command: Command, { words, out, err }: Console): Command {
  return command
    .exitOverride()
    .helpOption('-h, --help', words.help.help)
    .configureHelp({ showGlobalOptions: true, styleTitle: title => words.headings[title] ?? title })
    .configureOutput({
      writeOut: out.write,
      writeErr: err.write,
      outputError: () => undefined,
      getOutHelpWidth: () => out.columns ?? 100,
      getErrHelpWidth: () => err.columns ?? 100,
    });
}

const quotedIn = (message: string): string => /'([^']*)'/.exec(message)?.[1] ?? message.replace(/^error: /, '');

/** The parser tells what is wrong by a code, and names it between quotes in its English message. */
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

/** What a command is about, where it isn't request files. */
const ARGUMENTS: Readonly<Record<string, 'rule' | 'model' | 'table'>> = {
  explain: 'rule',
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
