import { format } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright-core';

const CHROMIUM_ARGS = [
  // Root, as in containers, has no sandbox; the page is our own, on loopback.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface WorkbenchOptions {
  readonly chromium: string;
  readonly port: number;
  /** A folder, or a file that names several. */
  readonly workspace: string;
  readonly locale?: string;
  /** A folder with a package.json; VS Code runs tests only beside an extension in development. */
  readonly extensionDevelopmentPath?: string;
  readonly extensionTestsPath?: string;
  /** A line that the workbench or the extension host wrote to its console. */
  readonly onLog: (type: string, text: string) => void;
}

/** The workbench in a headless Chromium. */
export class Workbench {
  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
    /** Settles with the code of the extension tests, or fails when the page is lost. */
    readonly exit: Promise<number>,
  ) {}

  static async open(options: WorkbenchOptions): Promise<Workbench> {
    const browser = await chromium.launch({
      executablePath: options.chromium,
      headless: true,
      args: CHROMIUM_ARGS,
      // Playwright would end this process on a signal, before the server is stopped and the folder removed.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    try {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        locale: options.locale ?? 'en-US',
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      const page = await context.newPage();
      if (options.locale !== undefined) await speak(page, options.locale);
      const { exit, report } = watchExit(page);
      await page.exposeFunction('codeAutomationExit', report);
      await page.exposeFunction('codeAutomationLog', (type: unknown, args: unknown) => {
        options.onLog(String(type), formatArguments(args));
      });
      page.on('pageerror', error => {
        options.onLog('pageerror', error.message);
      });
      await page.goto(workbenchUrl(options), { waitUntil: 'domcontentloaded' });
      return new Workbench(browser, page, exit);
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

/**
 * Sets `vscode.env.language`. Language packs are unavailable here, and without one the workbench ignores every official
 * way (--locale, argv.json, cookie, Accept-Language). A pack's script would set this variable; the workbench's own
 * words stay English, while extensions get their l10n bundles and package.nls.
 */
async function speak(page: Page, locale: string): Promise<void> {
  await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(locale)};`);
}

interface ExitWatch {
  readonly exit: Promise<number>;
  readonly report: (code: unknown) => void;
}

function watchExit(page: Page): ExitWatch {
  let report: (code: unknown) => void = () => undefined;
  const exit = new Promise<number>((resolve, reject) => {
    report = code => {
      resolve(Number(code));
    };
    page.once('crash', () => {
      reject(new Error('the workbench page crashed'));
    });
    page.once('close', () => {
      reject(new Error('the workbench page was closed before the tests ended'));
    });
  });
  // A page lost before anyone waits must not end the process; later waiters still get the error.
  exit.catch(() => undefined);
  return { exit, report };
}

/** The arguments of a console call: a format and its values, as in Node. */
function formatArguments(args: unknown): string {
  if (!Array.isArray(args)) return String(args);
  const values: readonly unknown[] = args;
  return format(...values);
}

function workbenchUrl(options: WorkbenchOptions): string {
  const host = `127.0.0.1:${String(options.port)}`;
  const remote = (file: string): string => `vscode-remote://${host}${file}`;
  const payload: [string, string][] = [['skipWelcome', 'true']];
  if (options.extensionDevelopmentPath !== undefined) {
    payload.push(['extensionDevelopmentPath', remote(options.extensionDevelopmentPath)]);
  }
  if (options.extensionTestsPath !== undefined) {
    payload.push(['extensionTestsPath', remote(options.extensionTestsPath)]);
  }
  const several = options.workspace.endsWith('.code-workspace');
  const query = new URLSearchParams({
    [several ? 'workspace' : 'folder']: options.workspace,
    payload: JSON.stringify(payload),
  });
  return `http://${host}/?${query.toString()}`;
}
