import type { Connection, Diagnostic } from 'vscode-languageserver/node';

/** Sends diagnostics to clients that don't ask for them, and never the same twice. */
export class Publisher {
  private readonly shown = new Map<string, string>();

  constructor(private readonly connection: Pick<Connection, 'sendDiagnostics'>) {}

  async publish(uri: string, diagnostics: readonly Diagnostic[], version?: number): Promise<void> {
    const key = JSON.stringify([version, diagnostics]);
    if (this.shown.get(uri) === key) return;
    this.shown.set(uri, key);
    await this.connection.sendDiagnostics({
      uri,
      diagnostics: [...diagnostics],
      ...(version === undefined ? {} : { version }),
    });
  }

  /** Takes back what the client shows of a document. */
  async clear(uri: string): Promise<void> {
    if (this.shown.delete(uri)) await this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }
}
