import { toDiagnostic } from './convert.js';
import { logFailure } from './guard.js';
import type { Host } from './host.js';

/** Has the findings of open documents reported again: by asking the client to pull, or by sending them if it can't. */
export class Rechecks {
  private readonly pusher: Pusher | undefined;
  private readonly refresher: Refresher;

  constructor(private readonly host: Pick<Host, 'client' | 'connection' | 'current' | 'publisher' | 'told'>) {
    this.pusher = host.client.canPull ? undefined : new Pusher(host);
    this.refresher = new Refresher(() => host.connection.languages.diagnostics.refresh());
  }

  changed(uri: string): void {
    this.pusher?.schedule(uri);
  }

  closed(uri: string): void {
    this.pusher?.clear(uri);
  }

  async recheck(uris: readonly string[]): Promise<void> {
    const { canPull, canRefresh } = this.host.client;
    for (const uri of uris) this.pusher?.schedule(uri);
    if (canPull && canRefresh && uris.length > 0) await this.refresher.refresh();
  }
}

/** Asks the client to pull again: once for everything that came up while it was being asked. */
class Refresher {
  private asking: Promise<void> | undefined;
  private again = false;

  constructor(private readonly ask: () => Promise<void>) {}

  refresh(): Promise<void> {
    this.again = true;
    this.asking ??= this.work().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  private async work(): Promise<void> {
    while (this.again) {
      this.again = false;
      await this.ask();
    }
  }
}

/** Diagnostics are sent once the simultaneous changes have been read. */
class Pusher {
  private readonly due = new Set<string>();

  constructor(private readonly host: Pick<Host, 'connection' | 'current' | 'publisher' | 'told'>) {}

  schedule(uri: string): void {
    if (this.due.has(uri)) return;
    this.due.add(uri);
    setImmediate(() => {
      this.due.delete(uri);
      this.push(uri).catch((error: unknown) => {
        logFailure(this.host.connection, 'diagnostics', error);
      });
    });
  }

  clear(uri: string): void {
    void this.host.publisher.clear(uri);
  }

  private async push(uri: string): Promise<void> {
    const opened = await this.host.current(uri);
    // A newer change has scheduled its own report, for its own version.
    if (this.due.has(uri)) return;
    if (opened === undefined) {
      this.clear(uri);
      return;
    }
    this.host.told(uri, opened);
    const { publisher } = this.host;
    await publisher.publish(
      uri,
      opened.findings.map(finding => toDiagnostic(opened, finding)),
      opened.version,
    );
  }
}
