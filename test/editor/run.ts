import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { countTests } from '../../scripts/editor-host/bundle.js';
import { ensureChromium } from '../../scripts/editor-host/chromium.js';
import { ensureCodeServer } from '../../scripts/editor-host/codeServer.js';
import type { Outcome } from '../../scripts/editor-host/outcome.js';
import { HostUnavailable, messageOf } from '../../scripts/editor-host/process.js';
import { runSession, type EditorHost, type SessionOptions } from '../../scripts/editor-host/session.js';
import { packageProduct } from './package.js';
import { report } from './report.js';

const USAGE = `Runs the editor tests in a real VS Code (code-server in Chromium).
  --vsix FILE       a packaged extension; without it, npm run package makes out/segur-json.vsix
  --suite DIR       folder of *.test.ts files (test/editor/suite)
  --workspace DIR   folder to open a copy of (examples)
  --output DIR      result.json, screenshots and logs (out/editor)
  --grep TEXT       only the tests whose title contains it
  --journey         only the season from an empty folder, with its photographs (out/editor/parcours)
  --folders         only the window of several folders that are not trusted yet (out/editor/dossiers)
  --web             only the package for browsers, in a worker of the page (out/editor/web)
  --locale fr       display language; without it, French, then in English the tests about the example to correct
  --setting K=JSON  a user setting; repeatable`;

/** Screenshots show the product: no search box that says « Extension Development Host ». */
const PLAIN_WINDOW = { 'window.commandCenter': false, 'workbench.layoutControl.enabled': false };

const log = (line: string): void => {
  console.log(line);
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      vsix: { type: 'string', multiple: true },
      suite: { type: 'string', default: 'test/editor/suite' },
      workspace: { type: 'string', default: 'examples' },
      output: { type: 'string', default: 'out/editor' },
      grep: { type: 'string' },
      locale: { type: 'string' },
      journey: { type: 'boolean', default: false },
      folders: { type: 'boolean', default: false },
      web: { type: 'boolean', default: false },
      setting: { type: 'string', multiple: true },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    log(USAGE);
    return;
  }
  const suite = path.resolve(values.suite);
  const output = path.resolve(values.output);
  const host = await findHost();
  if (typeof host === 'string') {
    await report('code-server', output, missing(host, await countTests(suite)));
    return;
  }
  const vsix = (values.vsix ?? [await packageProduct()]).map(file => path.resolve(file));
  const options = {
    vsix,
    workspace: path.resolve(values.workspace),
    suite,
    runner: path.resolve('test/editor/suite/runner.ts'),
    settings: { ...PLAIN_WINDOW, ...Object.fromEntries((values.setting ?? []).map(parseSetting)) },
    print: log,
  };
  const outcomes: Outcome[] = [];
  const chosen = values.web
    ? [WEB]
    : values.journey
      ? [JOURNEY]
      : values.folders
        ? [FOLDERS]
        : toursOf(values.locale, values.grep);
  for (const { locale, grep, folder, title, run = runSession } of chosen) {
    log(`— ${title ?? locale}`);
    const tour = { ...options, output: path.join(output, folder), locale, ...(grep === undefined ? {} : { grep }) };
    outcomes.push(await run(host, tour));
  }
  await report('code-server', output, sum(outcomes));
}

/** The users are French, so everything is tested in French; another language is the same code with other words. */
function toursOf(locale: string | undefined, grep: string | undefined): readonly Tour[] {
  const first = { locale: locale ?? 'fr', grep, folder: '' };
  if (locale !== undefined || grep !== undefined) return [first];
  return [first, WEB, JOURNEY, FOLDERS, { locale: 'en', grep: 'the example to correct', folder: 'en' }];
}

const JOURNEY: Tour = {
  locale: 'fr',
  grep: undefined,
  folder: 'parcours',
  title: 'from an empty folder',
  /** A season as a publisher begins it. */
  run: async (host, tour) => {
    const season = (): Promise<Outcome> =>
      inFolderOfItsOwn('demandes', workspace =>
        runSession(host, { ...tour, workspace, suite: path.resolve('test/editor/journey') }),
      );
    const first = await season();
    if (first.failed === 0) return first;
    // As for the other tests, a second failure is ours; but a season can only begin again from an empty folder.
    log('    tried again: a season by keyboard');
    return season();
  },
};

const FOLDERS: Tour = {
  locale: 'fr',
  grep: undefined,
  folder: 'dossiers',
  title: 'several folders, not trusted yet, in another language than the editor',
  run: (host, tour) =>
    inFolderOfItsOwn('dossiers', async workspace => {
      const from = (name: string): string => path.join(tour.workspace, name);
      const faulty = await readFile(from('avance-a-corriger.json'), 'utf8');
      for (const name of ['avances', 'soldes', 'archive']) await mkdir(path.join(workspace, name));
      await writeFile(path.join(workspace, 'avances', 'a-corriger.json'), faulty);
      await writeFile(path.join(workspace, 'archive', 'ancienne.json'), faulty.replaceAll('LMS-2022-', 'LMS-2021-'));
      await copyFile(from('sortie-portail-avance.json'), path.join(workspace, 'avances', 'sortie.json'));
      await copyFile(from('solde.json'), path.join(workspace, 'soldes', 'solde.json'));
      const folders = ['avances', 'soldes', 'archive'].map(name => ({ path: name }));
      await writeFile(path.join(workspace, 'saison.code-workspace'), JSON.stringify({ folders }));
      return runSession(host, {
        ...tour,
        workspace,
        folders: 'saison.code-workspace',
        asksTrust: true,
        settings: { ...tour.settings, 'segur.langue': 'en' },
        suite: path.resolve('test/editor/folders'),
      });
    }),
};

const WEB: Tour = {
  locale: 'fr',
  grep: undefined,
  folder: 'web',
  title: 'in a browser, client and server as workers',
  run: (host, tour) =>
    runSession(host, {
      ...tour,
      vsix: [],
      web: (tour.vsix[0] ?? '').replace(/\.vsix$/, '-web.vsix'),
      suite: path.resolve('test/editor/web'),
      runner: path.resolve('test/editor/web/runner.ts'),
    }),
};

async function inFolderOfItsOwn(name: string, run: (folder: string) => Promise<Outcome>): Promise<Outcome> {
  const parent = await mkdtemp('/tmp/segur-vide-');
  try {
    const workspace = path.join(parent, name);
    await mkdir(workspace);
    return await run(workspace);
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

interface Tour {
  readonly locale: string;
  readonly grep: string | undefined;
  /** Within the output. */
  readonly folder: string;
  /** If its language doesn't say so. */
  readonly title?: string;
  /** In another workspace than the examples. */
  readonly run?: (host: EditorHost, tour: SessionOptions) => Promise<Outcome>;
}

function sum(outcomes: readonly Outcome[]): Outcome {
  const total = (count: (outcome: Outcome) => number): number =>
    outcomes.reduce((all, outcome) => all + count(outcome), 0);
  const reasons = outcomes.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
  const figures = { passed: total(o => o.passed), failed: total(o => o.failed), skipped: total(o => o.skipped) };
  return reasons.length === 0 ? figures : { ...figures, reason: reasons.join('; ') };
}

/** Returns the host, or in one line what is missing for it. */
async function findHost(): Promise<EditorHost | string> {
  try {
    return { codeServer: await ensureCodeServer(log), chromium: await ensureChromium(log) };
  } catch (error) {
    if (!(error instanceof HostUnavailable)) throw error;
    return error.message.split('\n', 1).join('');
  }
}

/** A missing host is acceptable on a developer's machine; CI promises the host, so there it is a failure. */
function missing(reason: string, tests: number): Outcome {
  if (process.env['CI'] === 'true') return { passed: 0, failed: Math.max(tests, 1), skipped: 0, reason };
  return { passed: 0, failed: 0, skipped: tests, reason: `not run: ${reason}` };
}

function parseSetting(setting: string): [string, unknown] {
  const [key = '', ...rest] = setting.split('=');
  const value: unknown = JSON.parse(rest.join('='));
  return [key, value];
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
