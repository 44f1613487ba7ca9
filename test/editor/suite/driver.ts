import { until } from './until.js';

/** The suite's side of the driver: what a test in the extension host can ask of the page that shows it. */

export interface Target {
  /** Only elements that contain this text. */
  readonly hasText?: string;
  readonly timeout?: number;
}

const ADDRESS_VARIABLE = 'SEGUR_EDITOR_DRIVER';

export const driver = {
  /** False in a desktop VS Code, where no page is driven: such tests call `driver.required(this)`. */
  get available(): boolean {
    return address() !== undefined;
  },

  /** Skips the calling Mocha test where there is no page to drive. */
  required(context: { skip(): void }): void {
    if (!driver.available) context.skip();
  },

  /** Shows a line to whoever started the run. */
  async print(text: string): Promise<void> {
    await ask('print', { text });
  },

  /** Writes `out/editor/NAME.png` and gives its path. */
  async screenshot(name: string): Promise<string> {
    return String(await ask('screenshot', { name }));
  },

  /** A key or chord as Playwright writes it, such as `Control+.`; several are pressed in turn. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await ask('press', { key });
  },

  async type(text: string): Promise<void> {
    await ask('type', { text });
  },

  /** Puts a text into a field in place of what is there, at once. */
  async fill(selector: string, value: string, target: Target = {}): Promise<void> {
    await ask('fill', { selector, text: value, ...target });
  },

  /**
   * Takes a file in VS Code's own dialog of that title. The dialog looks for each path that its field shows, and writes
   * there itself: what is typed letter by letter on a busy machine may be mixed with that. It takes no file before it
   * has looked for it.
   */
  async takeFile(title: string, path: string): Promise<void> {
    const dialog = { hasText: title };
    const name = path.split(/[\\/]/).at(-1) ?? path;
    await driver.waitFor('.quick-input-title', dialog);
    await until('the file taken', async () => {
      await driver.fill('.quick-input-widget input', path);
      await driver.waitFor('.quick-input-list .monaco-list-row', { hasText: name });
      await driver.press('Enter');
      const gone = driver.waitFor('.quick-input-title', { ...dialog, gone: true, timeout: 2000 });
      return gone.then(
        () => true,
        () => false,
      );
    });
  },

  /** Takes the mouse to the middle of the window, whatever is there. */
  async rest(): Promise<void> {
    await ask('rest', {});
  },

  async click(selector: string, target: Target & { readonly button?: 'left' | 'right' } = {}): Promise<void> {
    await ask('click', { selector, ...target });
  },

  async hover(selector: string, target: Target = {}): Promise<void> {
    await ask('hover', { selector, ...target });
  },

  /** Waits until the first match is visible, or with `gone` until none is left. */
  async waitFor(selector: string, target: Target & { readonly gone?: boolean } = {}): Promise<void> {
    await ask('waitFor', { selector, ...target });
  },

  /** The text of the first match, once there is one. */
  async text(selector: string, target: Target = {}): Promise<string> {
    return String(await ask('text', { selector, ...target }));
  },

  /** The texts of all matches as they are now; a list draws only the rows in view. */
  async texts(selector: string, target: Omit<Target, 'timeout'> = {}): Promise<string[]> {
    const value = await ask('texts', { selector, ...target });
    return Array.isArray(value) ? value.map(String) : [];
  },

  async count(selector: string, target: Omit<Target, 'timeout'> = {}): Promise<number> {
    return Number(await ask('count', { selector, ...target }));
  },

  /** Of the window, in pixels. */
  async resize(width: number, height: number): Promise<void> {
    await ask('resize', { width, height });
  },

  async attribute(selector: string, attribute: string, target: Target = {}): Promise<string | undefined> {
    const value = await ask('attribute', { selector, attribute, ...target });
    return typeof value === 'string' ? value : undefined;
  },
};

function address(): string | undefined {
  const value = process.env[ADDRESS_VARIABLE];
  return value === '' ? undefined : value;
}

async function ask(action: string, args: object): Promise<unknown> {
  const url = address();
  if (url === undefined) throw new Error('no page is driven here; call driver.required(this) first');
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ action, ...args }) });
  const answer: unknown = await response.json();
  if (typeof answer !== 'object' || answer === null) throw new Error('the driver gave no answer');
  if ('error' in answer) throw new Error(`driver.${action}: ${String(answer.error)}`);
  return 'value' in answer ? answer.value : undefined;
}
