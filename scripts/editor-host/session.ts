import { appendFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { Workbench } from './browser.js';
import { bundleSuite, writeDevelopmentExtension } from './bundle.js';
import type { CodeServer } from './codeServer.js';
import { DriverServer } from './driverServer.js';
import { readOutcome, type Outcome } from './outcome.js';
import { EditorServer } from './server.js';

export interface EditorHost {
  readonly chromium: string;
  readonly codeServer: CodeServer;
}

export interface SessionOptions {
  /** Packaged extensions to install. */
  readonly vsix: readonly string[];
  /** The package for browsers, which runs in the page's worker extension host, together with the suite. */
  readonly web?: string;
  /** Copied, so that no test can change the original. */
  readonly workspace: string;
  /** A file inside that names several folders, which are opened instead. */
  readonly folders?: string;
  readonly asksTrust?: boolean;
  /** Folder of the `*.test.ts` files. */
  readonly suite: string;
  /** Module that exports `runSuite`. */
  readonly runner: string;
  /** Screenshots and logs. */
  readonly output: string;
  readonly locale?: string;
  readonly grep?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly timeoutMs?: number;
  /** What Mocha prints. */
  readonly print: (line: string) => void;
}

const SESSION_TIMEOUT_MS = 20 * 60_000;

/** Opens the editor on a copy of the workspace, runs the suite in its extension host, and leaves nothing behind. */
export async function runSession(host: EditorHost, options: SessionOptions): Promise<Outcome> {
  await mkdir(options.output, { recursive: true });
  await removeScreenshots(options.output);
  // Not os.tmpdir(): a long TMPDIR would make the paths of VS Code's sockets too long.
  const folder = await mkdtemp('/tmp/segur-');
  const driver = new DriverServer(options.output, options.print);
  const resultFile = path.join(folder, 'result.json');
  const interruption = watchInterruption();
  let server: EditorServer | undefined;
  let workbench: Workbench | undefined;
  try {
    // The folder keeps its name, which the editor shows.
    const workspace = path.join(folder, 'ws', path.basename(options.workspace));
    await cp(options.workspace, workspace, { recursive: true });
    const env = {
      SEGUR_EDITOR_DRIVER: await driver.start(),
      SEGUR_EDITOR_RESULT: resultFile,
      SEGUR_EDITOR_GREP: options.grep ?? '',
    };
    const development = path.join(folder, 'dev');
    if (options.web === undefined) await writeDevelopmentExtension(development);
    else await unpack(options.web, development);
    // Tests run where the extension does whose folder they lie in.
    const home = options.web === undefined ? folder : development;
    const tests = await bundleSuite(
      options.suite,
      options.runner,
      path.join(home, 'tests'),
      options.web === undefined ? undefined : env,
    );
    server = new EditorServer({
      codeServer: host.codeServer,
      folder,
      logFile: path.join(options.output, 'server.log'),
      settings: options.settings ?? {},
      ...(options.asksTrust === undefined ? {} : { asksTrust: options.asksTrust }),
      env,
    });
    await server.prepare();
    for (const vsix of options.vsix) await server.installExtension(vsix);
    const consoleLog = path.join(options.output, 'console.log');
    await writeFile(consoleLog, '');
    workbench = await Workbench.open({
      chromium: host.chromium,
      port: await server.start(),
      workspace: options.folders === undefined ? workspace : path.join(workspace, options.folders),
      extensionDevelopmentPath: development,
      extensionTestsPath: tests,
      onLog: (type, text) => {
        appendFileSync(consoleLog, `[${type}] ${text}\n`);
      },
      ...(options.locale === undefined ? {} : { locale: options.locale }),
    });
    driver.attach(workbench.page);
    const limit = watchDeadline(options.timeoutMs ?? SESSION_TIMEOUT_MS);
    const exit = await Promise.race([workbench.exit, limit.raised, interruption.raised]).finally(limit.cancel);
    if (typeof exit === 'string') {
      await workbench.page.screenshot({ path: path.join(options.output, 'last.png') }).catch(() => undefined);
      return { passed: 0, failed: 1, skipped: 0, reason: exit };
    }
    return await readOutcome(resultFile, exit);
  } finally {
    interruption.cancel();
    await workbench?.close().catch(() => undefined);
    await server?.stop();
    driver.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** An extension as it is when it is installed. */
async function unpack(vsix: string, folder: string): Promise<void> {
  const files = Object.entries(unzipSync(await readFile(vsix)));
  for (const [name, bytes] of files) {
    if (!name.startsWith('extension/')) continue;
    const target = path.join(folder, name.slice('extension/'.length));
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
}

/** A failure's screenshot from an earlier run would mislead. */
async function removeScreenshots(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.png'));
  for (const name of names) await rm(path.join(folder, name), { force: true });
}

interface Watch {
  /** Resolves with the reason to stop waiting. */
  readonly raised: Promise<string>;
  readonly cancel: () => void;
}

function watchDeadline(timeoutMs: number): Watch {
  let cancel: () => void = () => undefined;
  const raised = new Promise<string>(resolve => {
    const timer = setTimeout(() => {
      resolve(`the tests did not end within ${String(timeoutMs / 1000)} s`);
    }, timeoutMs);
    cancel = () => {
      clearTimeout(timer);
    };
  });
  return { raised, cancel };
}

/** Ctrl+C must still end the server and remove the folder, so it ends the wait instead of the process. */
function watchInterruption(): Watch {
  let cancel: () => void = () => undefined;
  const raised = new Promise<string>(resolve => {
    const stop = (signal: NodeJS.Signals): void => {
      resolve(`interrupted by ${signal}`);
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    cancel = () => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
    };
  });
  return { raised, cancel };
}
