import { mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const examples = (name: string): string => readFileSync(new URL(`../../../examples/${name}`, import.meta.url), 'utf8');

/** A publisher's folder: what was deposited, what the portal gave back, what will be deposited next. */
export const AVANCE = examples('avance.json');
export const SORTIE = examples('sortie-portail-avance.json');
export const SOLDE = examples('solde.json');

/** A folder of its own, with files. */
export class WorkspaceFolder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'segur-lsp-workspace-')));

  get uri(): string {
    return pathToFileURL(this.path).href;
  }

  uriOf(name: string): string {
    return pathToFileURL(join(this.path, name)).href;
  }

  write(name: string, text: string | Uint8Array): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return this.uriOf(name);
  }

  rename(from: string, to: string): void {
    renameSync(join(this.path, from), join(this.path, to));
  }

  remove(name = '.'): void {
    rmSync(join(this.path, name), { recursive: true, force: true });
  }

  /** The name of a file by its URI; the URI of another. */
  nameOf(uri: string | undefined): string {
    if (uri === undefined) return '';
    const path = fileURLToPath(uri);
    return path.startsWith(this.path) ? path.slice(this.path.length + 1).replaceAll('\\', '/') : uri;
  }
}

/** Asks until the answer is as expected: mocha's own limit ends what never comes. */
export async function until<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    await new Promise(resolve => {
      setImmediate(resolve);
    });
  }
}
