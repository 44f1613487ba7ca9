/** Where findings are to be told on every push. */
export const PIPELINES = ['github', 'gitlab', 'none'] as const;
export type Pipeline = (typeof PIPELINES)[number];

export interface InitAnswers {
  /** Folder of the request files, from the root of the repository. */
  readonly requests: string;
  /** Folder of the attachments; undefined for the one beside each file. */
  readonly pieces: string | undefined;
  readonly pipeline: Pipeline;
  readonly preCommit: boolean;
  /** The pipeline has a file of its own already: ours goes beside it, to be included. */
  readonly gitlabBeside: boolean;
}

export interface InitFile {
  readonly path: string;
  readonly text: string;
  /** What its owner adds to a file that stands there already. */
  readonly kind: 'settings' | 'hook' | 'pipeline';
}

export const GITLAB = '.gitlab-ci.yml';
const GITLAB_BESIDE = '.gitlab/segur-json.yml';

/** What a folder needs to be checked by everyone who works in it. The version is pinned: an update is a decision. */
export function initFiles(answers: InitAnswers, version: string): readonly InitFile[] {
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

/** A name as a shell in a YAML line takes it. */
const shelled = (name: string): string => (/^[\w./@+-]+$/.test(name) ? name : `'${name.replaceAll("'", `'"'"'`)}'`);
const pattern = (folder: string): string =>
  folder === '.' ? '\\.json$' : `^${folder.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}/.*\\.json$`;
/** A YAML string between single quotes. */
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A command in YAML: as it is, where nothing in it means something there. */
const line = (command: string): string => (/^[\w./@+ -]+$/.test(command) ? command : text(command));

const GITLAB_REPORT = 'gl-code-quality-report.json';

const hook = (folder: string, version: string): string => `repos:
  - repo: local
    hooks:
      - id: segur-json
        name: Ségur JSON
        entry: segur-json check
        language: node
        additional_dependencies: ['segur-json@${version}']
        files: ${text(pattern(folder))}
        exclude: '(^|/)(package(-lock)?|tsconfig[^/]*|segur\\.config|segur\\.baseline)\\.json$'
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
