import type { Command, Option } from 'commander';
import { Catalog } from '../../format/profiles/catalog.js';
import { RULES } from '../../generated/registry.js';
import { setupWordsOf } from '../../texts/cli/usage.js';
import { EXIT, UsageError, type Define } from '../options.js';

const SCRIPTS: Readonly<Record<string, (commands: readonly Completed[]) => string>> = { bash, zsh, fish };

/** Prints a script that a shell sources to complete our commands, their options and their values. */
export const define: Define = ({ console, add, done, whole }) => {
  const { help } = setupWordsOf(console.lang);
  add('completion', help.completion)
    .argument(`<${help.shellName}>`, help.shell)
    .action(async (shell: string) => {
      const script = SCRIPTS[shell];
      if (script === undefined)
        throw new UsageError({ kind: 'bad-choice', option: help.shellName, value: shell, choices: SHELLS });
      console.out.write(script(completed(await whole())));
      done(EXIT.ok);
    });
};

const SHELLS = Object.keys(SCRIPTS);

/** A command, or the program itself if it has no name, as a shell completes it. */
interface Completed {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** Possible arguments; files if undefined. */
  readonly values: readonly string[] | undefined;
}

interface CompletedOption {
  readonly flags: readonly string[];
  readonly description: string;
  /** None for a flag; undefined for a file name or a free value. */
  readonly value: { readonly name: string; readonly values: readonly string[] | undefined } | undefined;
}

const FREE: ReadonlySet<string> = new Set(['n', 'date', 'name', 'list', 'pair', 'pattern', 'sign']);

function completed(program: Command): readonly Completed[] {
  const profiles = new Catalog().ids;
  const option = ({ long, short, flags, description, argChoices }: Option): CompletedOption => {
    const name = /[<[]([\w.]+)/.exec(flags)?.[1]?.replace('...', '');
    const values = argChoices?.filter(choice => /^[\w-]+$/.test(choice)) ?? (name === 'id' ? profiles : undefined);
    return {
      flags: [long, short].filter(flag => flag !== undefined),
      description,
      value: name === undefined ? undefined : { name, values: values ?? (FREE.has(name) ? [] : undefined) },
    };
  };
  const names = program.commands.map(command => command.name());
  const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
    '': [...names, 'help'],
    explain: RULES.map(({ meta }) => meta.id),
    completion: SHELLS,
    rules: [],
    lsp: [],
  };
  const globals = program.options.map(option);
  return [program, ...program.commands].map((command, i) => {
    const name = i === 0 ? '' : command.name();
    const own = i === 0 ? [] : command.options.map(option);
    return { name, description: command.description(), options: [...own, ...globals], values: ARGUMENTS[name] };
  });
}

const flagsOf = ({ options }: Completed): readonly string[] => options.flatMap(({ flags }) => flags);

function bash(commands: readonly Completed[]): string {
  const named = commands.filter(({ name }) => name !== '').map(({ name }) => name);
  const values = commands.flatMap(({ name, options }) =>
    options.flatMap(({ flags, value }) =>
      value === undefined
        ? []
        : [`    ${flags.map(flag => `'${name} ${flag}'`).join('|')}) ${words(value.values)}; return ;;\n`],
    ),
  );
  const rest = commands.map(
    command =>
      `    '${command.name}') case "$cur" in -*) ${words(flagsOf(command))} ;; ` +
      `*) ${words(command.values)} ;; esac ;;\n`,
  );
  return `# bash completion of segur-json: source <(segur-json completion bash)
_segur_json() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} command='' i
  [ "$cur" = = ] && cur=''
  [ "$prev" = = ] && prev=\${COMP_WORDS[COMP_CWORD - 2]}
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      ${named.join('|')}) command=\${COMP_WORDS[i]}; break ;;
    esac
  done
  COMPREPLY=()
  case "$command $prev" in
${values.join('')}  esac
  case "$command" in
${rest.join('')}  esac
}
complete -o bashdefault -o default -F _segur_json segur-json
`;
}

/** Where nothing is offered, bash completes file names; for a free value, it must offer nothing at all. */
const words = (offered: readonly string[] | undefined): string =>
  offered === undefined ? ':' : `COMPREPLY=($(compgen -W '${offered.join(' ')}' -- "$cur"))`;

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function zsh(commands: readonly Completed[]): string {
  const [program, ...others] = commands;
  const escaped = (text: string): string => text.replace(/[[\]:\\]/g, '\\$&');
  const action = (values: readonly string[] | undefined): string =>
    values === undefined ? '_files' : values.length === 0 ? ' ' : `(${values.join(' ')})`;
  const options = (command: Completed): string =>
    command.options
      .flatMap(({ flags, description, value }) =>
        flags.map(flag => {
          const told = value === undefined ? '' : `:${value.name}:${action(value.values)}`;
          return `        ${quoted(`${flag}[${escaped(description)}]${told}`)} \\\n`;
        }),
      )
      .join('');
  const cases = others.map(
    command => `      ${command.name})
      _arguments \\
${options(command)}        ${quoted(`*:${command.name}:${action(command.values)}`)} ;;
`,
  );
  return `#compdef segur-json
# zsh completion of segur-json: source <(segur-json completion zsh)
_segur_json() {
  local state line
  local -a commands=(
${others.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}\n`).join('')}  )
  _arguments -C \\
${program === undefined ? '' : options(program)}        '1: :->command' '*:: :->arguments'
  case $state in
    command) _describe -t commands segur-json commands ;;
    arguments) case $words[1] in
${cases.join('')}    esac ;;
  esac
}
if [ "$funcstack[1]" = _segur_json ]; then _segur_json "$@"; else compdef _segur_json segur-json; fi
`;
}

function fish(commands: readonly Completed[]): string {
  const literal = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`;
  // Not « __fish_use_subcommand », which mistakes the value of « --lang » for the command.
  const before = `not __fish_seen_subcommand_from ${commands
    .map(({ name }) => name)
    .join(' ')
    .trim()}`;
  const lines = commands.flatMap(({ name, description, options, values }) => {
    const when = name === '' ? before : `__fish_seen_subcommand_from ${name}`;
    const told = options.map(({ flags, description: what, value }) => {
      const spelled = flags.map(flag => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
      const taken =
        value === undefined
          ? ''
          : value.values === undefined
            ? ' -r -F'
            : ` -x${value.values.length === 0 ? '' : ` -a ${literal(value.values.join(' '))}`}`;
      return `complete -c segur-json -n ${literal(when)} ${spelled.join(' ')}${taken} -d ${literal(what)}`;
    });
    if (name === '') return told;
    return [
      `complete -c segur-json -n ${literal(before)} -f -a ${name} -d ${literal(description)}`,
      ...(values === undefined
        ? []
        : [`complete -c segur-json -n ${literal(when)} -f -a ${literal(values.join(' '))}`]),
      ...told,
    ];
  });
  return `# fish completion of segur-json: segur-json completion fish | source\n${lines.join('\n')}\n`;
}
