import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ClientCapabilities, Diagnostic } from 'vscode-languageserver/node';
import { makePdf } from '../../support/pdf.js';
import { TestClient, WATCHING, type StartOptions } from './client.js';

/** An editor that also renames files and shows lenses. */
const CAPABILITIES: ClientCapabilities = {
  ...WATCHING,
  workspace: {
    ...WATCHING.workspace,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
    codeLens: { refreshSupport: true },
  },
};

const COMMANDS = ['segur.preparerDepot', 'segur.verifierPieces', 'segur.choisirPiece', 'segur.concatener'];

/** A publisher's folder on disk, and an editor that has it open. */
export class Desk {
  readonly root = mkdtempSync(join(tmpdir(), 'segur-lsp-pieces-'));

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  uri(name: string): string {
    return pathToFileURL(join(this.root, name)).href;
  }

  file(name: string, content: string | Uint8Array = makePdf({ pages: [name] })): string {
    const path = join(this.root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return this.uri(name);
  }

  async start(options: StartOptions = {}): Promise<TestClient> {
    const initializationOptions = {
      commands: COMMANDS,
      ...(typeof options.initializationOptions === 'object' ? options.initializationOptions : {}),
    };
    const client = await TestClient.start({
      capabilities: CAPABILITIES,
      folder: pathToFileURL(this.root).href,
      ...options,
      initializationOptions,
    });
    client.connection.onRequest('workspace/codeLens/refresh', () => null);
    return client;
  }
}

export const codesOf = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ code }) => String(code));

/** Asks again at each refresh until exactly these are reported, like an editor. */
export async function untilTold(client: TestClient, uri: string, ...wanted: readonly string[]): Promise<Diagnostic[]> {
  for (;;) {
    const before = client.refreshes.all.length;
    const found = await client.pull(uri);
    if (codesOf(found).join() === wanted.join()) return found;
    await client.refreshes.first(() => client.refreshes.all.length > before);
  }
}

/** Reports, like an editor, files that were created, deleted or changed. */
export function tellOf(client: TestClient, ...uris: readonly string[]): void {
  void client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: uris.map(uri => ({ uri, type: 2 })),
  });
}
