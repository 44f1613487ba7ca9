import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { messageOf } from './process.js';

const DEFAULT_TIMEOUT_MS = 30_000;

type Arguments = Readonly<Record<string, unknown>>;
type Action = (page: Page, args: Arguments) => Promise<unknown>;

/**
 * Lets a suite, which runs in the extension host, act on the page that shows it: the host posts
 * `{"action", ...}` to a loopback address that it learns from its environment.
 */
export class DriverServer {
  private page: Page | undefined;
  private readonly token = randomUUID();
  private readonly server: Server;

  constructor(
    private readonly screenshots: string,
    private readonly print: (line: string) => void,
  ) {
    this.server = createServer((request, response) => {
      void this.answer(request, response);
    });
  }

  /** Starts listening and gives the address that only the extension host is told. */
  async start(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(0, '127.0.0.1', resolve);
    });
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('the driver has no port');
    return `http://127.0.0.1:${String(address.port)}/${this.token}`;
  }

  attach(page: Page): void {
    this.page = page;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (request.method !== 'POST' || request.url !== `/${this.token}`) throw new Error('not the driver’s address');
      if (this.page === undefined) throw new Error('the page is not open yet');
      const value = await this.perform(this.page, await readJson(request));
      reply(response, 200, { value: value ?? null });
    } catch (error) {
      reply(response, 500, { error: messageOf(error) });
    }
  }

  private async perform(page: Page, args: Arguments): Promise<unknown> {
    const name = text(args, 'action');
    if (name === 'print') {
      this.print(text(args, 'text'));
      return undefined;
    }
    if (name === 'screenshot') return this.screenshot(page, args);
    const action = ACTIONS[name];
    if (action === undefined) throw new Error(`the driver knows no action “${name}”`);
    return action(page, args);
  }

  private async screenshot(page: Page, args: Arguments): Promise<string> {
    const name = text(args, 'name');
    if (!/^[\w.-]+$/.test(name)) throw new Error(`“${name}” is not a name for a screenshot`);
    const file = path.join(this.screenshots, `${name}.png`);
    await page.screenshot({ path: file, animations: 'disabled' });
    return file;
  }
}

const ACTIONS: Readonly<Partial<Record<string, Action>>> = {
  resize: (page, args) => page.setViewportSize({ width: number(args, 'width'), height: number(args, 'height') }),
  press: (page, args) => page.keyboard.press(text(args, 'key')),
  type: (page, args) => page.keyboard.type(text(args, 'text')),
  click: (page, args) =>
    locate(page, args).click({ timeout: timeout(args), button: args['button'] === 'right' ? 'right' : 'left' }),
  // As a paste does: one change, where typing makes one a letter.
  fill: (page, args) => locate(page, args).fill(text(args, 'text'), { timeout: timeout(args) }),
  rest: page => page.mouse.move((page.viewportSize()?.width ?? 0) / 2, (page.viewportSize()?.height ?? 0) / 2),
  hover: (page, args) => locate(page, args).hover({ timeout: timeout(args) }),
  waitFor: (page, args) =>
    locate(page, args).waitFor({ timeout: timeout(args), state: args['gone'] === true ? 'detached' : 'visible' }),
  count: (page, args) => matching(page, args).count(),
  // The rows that a list draws; VS Code draws only those in view.
  texts: async (page, args) => (await matching(page, args).allInnerTexts()).map(normalise),
  text: async (page, args) => normalise(await locate(page, args).innerText({ timeout: timeout(args) })),
  attribute: (page, args) => locate(page, args).getAttribute(text(args, 'attribute'), { timeout: timeout(args) }),
};

function matching(page: Page, args: Arguments): ReturnType<Page['locator']> {
  const selector = text(args, 'selector');
  const contained = args['hasText'];
  return page.locator(selector, typeof contained === 'string' ? { hasText: contained } : {});
}

function locate(page: Page, args: Arguments): ReturnType<Page['locator']> {
  return matching(page, args).first();
}

/** The workbench draws spaces as no-break ones. */
function normalise(value: string): string {
  return value.replaceAll('\u00a0', ' ').replaceAll('\u200b', '').trim();
}

function text(args: Arguments, name: string): string {
  const value = args[name];
  if (typeof value !== 'string') throw new Error(`the driver needs “${name}”`);
  return value;
}

function number(args: Arguments, name: string): number {
  const value = args[name];
  if (typeof value !== 'number') throw new Error(`the driver needs “${name}”`);
  return value;
}

function timeout(args: Arguments): number {
  const value = args['timeout'];
  return typeof value === 'number' ? value : DEFAULT_TIMEOUT_MS;
}

async function readJson(request: IncomingMessage): Promise<Arguments> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const value: unknown = JSON.parse(body);
  if (typeof value !== 'object' || value === null) throw new Error('the driver expects an object');
  return Object.fromEntries(Object.entries(value));
}

function reply(response: ServerResponse, status: number, body: object): void {
  // A worker of the page asks from the page's own origin; the address is known to it alone.
  response.writeHead(status, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
  response.end(JSON.stringify(body));
}
