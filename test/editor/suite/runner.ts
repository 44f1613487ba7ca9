import { writeFile } from 'node:fs/promises';
import { format } from 'node:util';
import Mocha from 'mocha';
import { clearDesk, rememberFolder } from './desk.js';
import { driver } from './driver.js';

/** What the process that started the editor reads once the tests are over. */
interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const TEST_TIMEOUT_MS = 120_000;

/** Runs the test files in the extension host; rejects if a test failed, which tells VS Code. */
export async function runSuite(files: readonly (() => unknown)[]): Promise<void> {
  const grep = process.env['SEGUR_EDITOR_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    color: false,
    timeout: TEST_TIMEOUT_MS,
    // A real editor on a busy machine loses a click now and then. A second failure is ours; a first one is reported.
    retries: 1,
    rootHooks: { afterEach: [photographFailure, clearDesk] },
    ...(grep === undefined || grep === '' ? {} : { grep }),
  });
  // Mocha's own loader reads files from disk; these are already in this bundle.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const load of files) load();

  await rememberFolder();
  const printed = redirectReport();
  const result = await new Promise<SuiteResult>(resolve => {
    const runner = mocha.run(failed => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed, skipped: pending });
    });
    runner.on('retry', (test: Mocha.Test, error: Error) => {
      Mocha.reporters.Base.consoleLog(`    tried again: ${test.fullTitle()} (${error.message})`);
    });
  });
  await printed();
  const resultFile = process.env['SEGUR_EDITOR_RESULT'];
  if (resultFile !== undefined) await writeFile(resultFile, JSON.stringify(result));
  if (result.failed > 0) throw new Error(`${String(result.failed)} editor tests failed`);
}

/** In the extension host, Mocha's report would be lost among the console lines of VS Code itself. */
function redirectReport(): () => Promise<void> {
  let queue = Promise.resolve();
  if (driver.available) {
    Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
      const line = format(...args);
      queue = queue.then(() => driver.print(line)).catch(() => undefined);
    };
  }
  return () => queue;
}

/** The page as it was when a test failed says more than the message does. */
async function photographFailure(this: Mocha.Context): Promise<void> {
  const test = this.currentTest;
  if (test?.state !== 'failed' || !driver.available) return;
  const name = test
    .fullTitle()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 80);
  await driver.screenshot(`failure-${name}`).catch(() => undefined);
}
