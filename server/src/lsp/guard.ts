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

/** Lets background work wait until no request is being answered. */
export class Gate {
  private inside = 0;
  private waiting: (() => void)[] = [];

  /** Runs one answer. */
  async answering<T>(run: () => Promise<T>): Promise<T> {
    this.inside++;
    try {
      return await run();
    } finally {
      this.inside--;
      if (this.inside === 0) this.release();
    }
  }

  async idle(): Promise<void> {
    while (this.inside > 0)
      await new Promise<void>(resolve => {
        this.waiting.push(resolve);
      });
  }

  private release(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const resume of waiting) resume();
  }
}
