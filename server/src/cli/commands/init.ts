import { existsSync, readFileSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { version } from '../../../../package.json';
import { setupWordsOf } from '../../texts/cli/usage.js';
import { quoted } from '../../texts/typeset.js';
import type { Console } from '../console.js';
import { choice, type Define, EXIT, type ExitCode, UsageError } from '../options.js';
import { refuse, write } from '../outputs.js';

interface InitOptions {
  readonly yes?: boolean;
  readonly requests?: string;
  readonly pieces?: string;
  readonly ci?: string;
  /** `false` for `--no-pre-commit`. */
  readonly preCommit: boolean;
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

export const define: Define = ({ console, add, done }) => {
  const { help } = setupWordsOf(console.lang);
  add('init', help.init)
    .option('--yes', help.yes)
    .option('--requests <dir>', help.requests)
    .option('--pieces <dir>', help.pieces)
    .addOption(choice('--ci <name>', help.ci, PIPELINES))
    .option('--no-pre-commit', help.noPreCommit)
    .option('--force', help.force)
    .option('--dry-run', help.dryRun)
    .action(async (options: InitOptions) => {
      done(await init(console, options));
    });
};

/** Asks a question until it is answered; undefined at the end of the input. An empty answer accepts the proposal. */
type Ask = (question: string, proposed: string, known?: readonly string[]) => Promise<string | undefined>;

async function init(console: Console, given: InitOptions): Promise<ExitCode> {
  const pipeline = pipelineOf(given.ci);
  const lines = given.yes === true ? undefined : createInterface({ input: console.stdin() });
  try {
    const ask = lines === undefined ? proposing : asking(console, lines[Symbol.asyncIterator]());
    const answers = await answersOf(console, given, pipeline, ask);
    const chosen = answers && (await choose(console, initFiles(answers, version), given, ask));
    if (answers === undefined || chosen === undefined) return refuse(console, setupWordsOf(console.lang).unanswered);
    return tell(console, answers, chosen, given.dryRun === true);
  } finally {
    lines?.close();
  }
}

function pipelineOf(value: string | undefined): Pipeline | undefined {
  const pipeline = PIPELINES.find(known => known === value);
  if (value !== undefined && pipeline === undefined)
    throw new UsageError({ kind: 'bad-choice', option: '--ci', value, choices: PIPELINES });
  return pipeline;
}

const proposing: Ask = (_question, proposed) => Promise.resolve(proposed);

const asking =
  ({ err, lang }: Console, lines: AsyncIterator<string>): Ask =>
  async (question, proposed, known) => {
    const space = { fr: '\u00a0', en: ' ' }[lang];
    for (;;) {
      err.write(`${question}${proposed === '' ? '' : ` [${proposed}]`}${space}`);
      const line = await lines.next();
      if (line.done === true) {
        err.write('\n');
        return undefined;
      }
      const answer = line.value.trim() === '' ? proposed : line.value.trim();
      if (known === undefined) return answer;
      const found = known.find(one => one === answer.toLowerCase() || one.startsWith(answer.toLowerCase()));
      if (found !== undefined) return found;
      err.write(`${setupWordsOf(lang).notUnderstood(answer, known)}\n`);
    }
  };

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** Asks for what was not given, and proposes what the folder shows. */
async function answersOf(
  { lang }: Console,
  given: InitOptions,
  chosen: Pipeline | undefined,
  ask: Ask,
): Promise<InitAnswers | undefined> {
  const words = setupWordsOf(lang);
  const requests = given.requests ?? (await ask(words.askRequests, '.'));
  if (requests === undefined) return undefined;
  const pieces = given.pieces ?? (await ask(words.askPieces, isFolder('pieces') ? 'pieces' : ''));
  if (pieces === undefined) return undefined;
  const seen = isFolder('.github') ? 'github' : existsSync(GITLAB) ? 'gitlab' : 'none';
  const pipeline = chosen ?? pipelineOf(await ask(words.askPipeline(PIPELINES), seen, PIPELINES));
  if (pipeline === undefined) return undefined;
  const proposed = existsSync('.git') ? words.yesWord : words.noWord;
  const hook = given.preCommit ? await ask(words.askPreCommit, proposed, [words.yesWord, words.noWord]) : words.noWord;
  if (hook === undefined) return undefined;
  return {
    requests,
    pieces: pieces === '' ? undefined : pieces,
    pipeline,
    preCommit: hook === words.yesWord,
    gitlabBeside: pipeline === 'gitlab' && existsSync(GITLAB),
  };
}

interface Chosen {
  readonly written: readonly InitFile[];
  readonly kept: readonly InitFile[];
}

/** Existing files are never replaced unless asked. */
async function choose(
  { lang }: Console,
  files: readonly InitFile[],
  { force = false, yes = false }: InitOptions,
  ask: Ask,
): Promise<Chosen | undefined> {
  const words = setupWordsOf(lang);
  const written: InitFile[] = [];
  const kept: InitFile[] = [];
  for (const file of files) {
    const free = force || !existsSync(file.path);
    const replace =
      free || yes ? free : await ask(words.askReplace(file.path), words.noWord, [words.yesWord, words.noWord]);
    if (replace === undefined) return undefined;
    (replace === true || replace === words.yesWord ? written : kept).push(file);
  }
  return { written, kept };
}

function tell(console: Console, answers: InitAnswers, { written, kept }: Chosen, dryRun: boolean): ExitCode {
  const words = setupWordsOf(console.lang);
  const { out, err } = console;
  if (!dryRun && written.length > 0 && !write(console, written, true)) return EXIT.usage;
  for (const { path, text } of written) {
    out.write(`${dryRun ? words.wouldWrite(path) : words.written(path)}\n`);
    if (dryRun) out.write(`\n${text}\n`);
  }
  for (const { path, text, kind } of kept)
    out.write(
      kind === 'settings' || readFileSync(path, 'utf8').includes('segur-json')
        ? `${words.keptSettings(path)}\n`
        : `${words.kept(path)}\n\n${text}\n`,
    );
  const beside = written.find(({ kind }) => kind === 'pipeline');
  if (answers.gitlabBeside && beside !== undefined) out.write(`${words.include(GITLAB, beside.path)}\n`);
  for (const folder of [answers.requests, answers.pieces])
    if (folder !== undefined && !isFolder(folder)) err.write(`${words.notYet(folder)}\n`);
  out.write(`${words.next(quoted(answers.requests))}\n`);
  return EXIT.ok;
}

/** Where findings are reported on every push. */
const PIPELINES = ['github', 'gitlab', 'none'] as const;
type Pipeline = (typeof PIPELINES)[number];

interface InitAnswers {
  /** Folder of the request files, from the root of the repository. */
  readonly requests: string;
  /** Folder of the attachments; undefined for the one beside each file. */
  readonly pieces: string | undefined;
  readonly pipeline: Pipeline;
  readonly preCommit: boolean;
  /** The pipeline already has a file of its own: ours goes beside it, to be included. */
  readonly gitlabBeside: boolean;
}

interface InitFile {
  readonly path: string;
  readonly text: string;
  /** What the owner adds to an existing file. */
  readonly kind: 'settings' | 'hook' | 'pipeline';
}

const GITLAB = '.gitlab-ci.yml';
const GITLAB_BESIDE = '.gitlab/segur-json.yml';

/**
 * What a folder needs so that everyone who works in it gets the checks. The version is pinned: updating is a decision.
 */
function initFiles(answers: InitAnswers, version: string): readonly InitFile[] {
  const { requests, pieces, pipeline, preCommit, gitlabBeside } = answers;
  const folder =
    requests
      .replaceAll('\\', '/')
      .replace(/^(?:\.\/)+/, '')
      .replace(/\/+$/, '') || '.';
  const settings = { ...(pieces !== undefined && { pieces }), rules: {}, suppressions: [] };
  return [
    { path: 'segur.config.json', text: `${JSON.stringify(settings, undefined, 2)}\n`, kind: 'settings' },
    ...(preCommit ? [{ path: '.pre-commit-config.yaml', text: hook(folder, version), kind: 'hook' as const }] : []),
    ...(pipeline === 'github'
      ? [{ path: '.github/workflows/segur-json.yml', text: github(folder, version), kind: 'pipeline' as const }]
      : pipeline === 'gitlab'
        ? [{ path: gitlabBeside ? GITLAB_BESIDE : GITLAB, text: gitlab(folder, version), kind: 'pipeline' as const }]
        : []),
  ];
}

/** Quotes a name for a shell inside a YAML line. */
const shelled = (name: string): string => (/^[\w./@+-]+$/.test(name) ? name : `'${name.replaceAll("'", `'"'"'`)}'`);
const pattern = (folder: string): string =>
  folder === '.' ? '\\.json$' : `^${folder.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}/.*\\.json$`;
/** A YAML string between single quotes. */
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A command in YAML: unquoted if nothing in it has a meaning there. */
const line = (command: string): string => (/^[\w./@+ -]+$/.test(command) ? command : text(command));

const GITLAB_REPORT = 'gl-code-quality-report.json';

const hook = (folder: string, version: string): string => `repos:
  - repo: local
    hooks:
      - id: segur-json
        name: Ségur JSON
        entry: segur-json check --ignore-unknown
        language: node
        additional_dependencies: ['segur-json@${version}']
        files: ${text(pattern(folder))}
`;

const github = (folder: string, version: string): string => `name: Ségur JSON
on:
  push:
  pull_request:
permissions:
  contents: read
jobs:
  segur-json:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
      - run: ${line(`npx --yes segur-json@${version} check --format github ${shelled(folder)}`)}
`;

const gitlab = (folder: string, version: string): string => `segur-json:
  image: node:22-slim
  script:
    - ${line(`npx --yes segur-json@${version} check --format gitlab --output-file ${GITLAB_REPORT} ${shelled(folder)}`)}
  artifacts:
    when: always
    reports:
      codequality: ${GITLAB_REPORT}
`;
