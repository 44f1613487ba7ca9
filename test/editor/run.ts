import path from 'node:path';
import { parseArgs } from 'node:util';
import { countTests } from '../../scripts/editor-host/bundle.js';
import { ensureChromium } from '../../scripts/editor-host/chromium.js';
import { ensureCodeServer } from '../../scripts/editor-host/codeServer.js';
import type { Outcome } from '../../scripts/editor-host/outcome.js';
import { HostUnavailable, messageOf } from '../../scripts/editor-host/process.js';
import { runSession, type EditorHost } from '../../scripts/editor-host/session.js';
import { packageProduct } from './package.js';
import { report } from './report.js';

const USAGE = `Runs the editor tests in a real VS Code (code-server in Chromium).
  --vsix FILE       a packaged extension; without it, npm run package makes out/segur-json.vsix
  --suite DIR       folder of *.test.ts files (test/editor/suite)
  --workspace DIR   folder to open a copy of (examples)
  --output DIR      result.json, screenshots and logs (out/editor)
  --grep TEXT       only the tests whose title contains it
  --locale fr       display language
  --setting K=JSON  a user setting; repeatable`;

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
  const vsix = (values.vsix ?? [await packageProduct()]).map((file) => path.resolve(file));
  const outcome = await runSession(host, {
    vsix,
    workspace: path.resolve(values.workspace),
    suite,
    runner: path.resolve('test/editor/suite/runner.ts'),
    output,
    settings: Object.fromEntries((values.setting ?? []).map(parseSetting)),
    print: log,
    ...(values.grep === undefined ? {} : { grep: values.grep }),
    ...(values.locale === undefined ? {} : { locale: values.locale }),
  });
  await report('code-server', output, outcome);
}

/** Gives the host, or in one line what is missing for it. */
async function findHost(): Promise<EditorHost | string> {
  try {
    return { codeServer: await ensureCodeServer(log), chromium: await ensureChromium(log) };
  } catch (error) {
    if (!(error instanceof HostUnavailable)) throw error;
    return error.message.split('\n', 1).join('');
  }
}

/** On a developer's machine a missing host is no fault; CI promises the host, so there it is one. */
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
