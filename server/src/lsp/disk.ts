import { setImmediate as nextTurn } from 'node:timers/promises';
import { decodeShown, readLater } from '../node/read.js';
import { MAX_REQUEST_BYTES } from '../node/workspaceFiles.js';
import type { Written } from '../rules/contract.js';
import { logFailure } from './guard.js';
import type { Host } from './host.js';
import { filePath, idOf } from './uris.js';

/**
 * How the files of open documents are written on the disk: an editor decodes them and doesn't say, but the portal reads
 * their bytes. Looked at in the background; a file that turns out to be written otherwise than before is checked again.
 */
export class FilesOnDisk {
  /** By the document's URI; only those that aren't plain UTF-8. */
  private readonly known = new Map<string, Written>();

  constructor(private readonly host: Pick<Host, 'connection' | 'gate' | 'join' | 'recheck' | 'uris'>) {
    host.join({
      listener: {
        opened: this.look,
        saved: this.look,
        closed: uri => {
          this.known.delete(uri);
        },
        filesChanged: changes => {
          const changed = new Set(changes.map(({ uri }) => idOf(uri)));
          for (const uri of host.uris) if (changed.has(idOf(uri))) this.look(uri);
        },
      },
    });
  }

  written(uri: string): Written | undefined {
    return this.known.get(uri);
  }

  private readonly look = (uri: string): void => {
    this.read(uri).catch((error: unknown) => {
      logFailure(this.host.connection, 'encoding', error);
    });
  };

  private async read(uri: string): Promise<void> {
    const { host, known } = this;
    const path = filePath(uri);
    if (path === undefined) return;
    // The answers to what has just been opened go first.
    await nextTurn();
    await host.gate.idle();
    const read = await readLater(path, MAX_REQUEST_BYTES);
    const now = read.ok ? decodeShown(read.bytes).written : undefined;
    if (now === known.get(uri) || !host.uris.includes(uri)) return;
    if (now === undefined) known.delete(uri);
    else known.set(uri, now);
    await host.recheck([uri]);
  }
}
