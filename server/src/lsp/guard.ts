import { LSPErrorCodes, ResponseError, type CancellationToken, type Connection } from 'vscode-languageserver/node';

type Handler<P, R> = (params: P, token: CancellationToken) => Promise<R | ResponseError>;

/**
 * A handler that can't bring the server down: what it throws is logged and answered with `fallback`. The log names the
 * error and its location, never its message, which may quote the document.
 */
export function guarded<P, R>(
  connection: Connection,
  name: string,
  fallback: R,
  run: (params: P, token: CancellationToken) => Promise<R>,
): Handler<P, R> {
  return async (params, token) => {
    try {
      const answer = await run(params, token);
      return token.isCancellationRequested ? new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled') : answer;
    } catch (error) {
      if (error instanceof ResponseError) return new ResponseError(error.code, error.message);
      logFailure(connection, name, error);
      return fallback;
    }
  };
}

export function logFailure(connection: Connection, name: string, error: unknown): void {
  const [kind, where] = error instanceof Error ? [error.name, framesOf(error)] : [typeof error, ''];
  connection.console.error(`${name} failed: ${kind}${where}`);
}

const framesOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 4)
    .map(line => `\n${line}`)
    .join('');

/** Like `guarded`, for a notification: there is nothing to answer. */
export function guardedNotice<P>(
  connection: Connection,
  name: string,
  run: (params: P) => void | Promise<void>,
): (params: P) => Promise<void> {
  return async params => {
    try {
      await run(params);
    } catch (error) {
      logFailure(connection, name, error);
    }
  };
}

/** How long a client may take to ask about what it has just opened, in milliseconds. It may also never ask. */
const EXPECTED_WITHIN = 250;

/** Lets background work wait until no request is being answered, and none is on its way. */
export class Gate {
  private inside = 0;
  private readonly expected = new Map<string, ReturnType<typeof setTimeout>>();
  private waiting: (() => void)[] = [];

  /** The client will ask about this document: it has said that it is open, and its question is another message. */
  expect(uri: string): void {
    this.settle(uri);
    const late = (): void => {
      this.settle(uri);
    };
    this.expected.set(uri, setTimeout(late, EXPECTED_WITHIN));
  }

  /** It has asked, or won't. */
  settle(uri: string): void {
    clearTimeout(this.expected.get(uri));
    this.expected.delete(uri);
    this.release();
  }

  /** Runs one answer. */
  async answering<T>(run: () => Promise<T>): Promise<T> {
    this.inside++;
    try {
      return await run();
    } finally {
      this.inside--;
      this.release();
    }
  }

  async idle(): Promise<void> {
    while (this.isBusy)
      await new Promise<void>(resolve => {
        this.waiting.push(resolve);
      });
  }

  private get isBusy(): boolean {
    return this.inside > 0 || this.expected.size > 0;
  }

  private release(): void {
    if (this.isBusy) return;
    const { waiting } = this;
    this.waiting = [];
    for (const resume of waiting) resume();
  }
}
