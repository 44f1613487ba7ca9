import { Uri, workspace } from 'vscode';

const CONFIG = 'segur.config.json';
/** No folder is this deep. */
const MAX_DEPTH = 30;

/**
 * The keys that models adopted in a workspace use for their list of requests: read without the server, which isn't
 * running yet.
 */
export class AdoptedLists {
  private readonly known = new Map<string, Promise<readonly string[]>>();

  /** Settings were written: some file may now be a request. */
  forget(): void {
    this.known.clear();
  }

  /** By the nearest settings above a file, as the server reads them. */
  near(file: Uri): Promise<readonly string[]> {
    const folder = Uri.joinPath(file, '..');
    const key = folder.toString();
    const known = this.known.get(key) ?? keysAbove(folder);
    this.known.set(key, known);
    return known;
  }
}

async function keysAbove(from: Uri): Promise<readonly string[]> {
  const top = workspace.getWorkspaceFolder(from)?.uri.toString();
  let folder = from;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const config = await jsonAt(Uri.joinPath(folder, CONFIG));
    if (config !== undefined) return keysOf(folder, modelsIn(config));
    const above = Uri.joinPath(folder, '..');
    if (folder.toString() === top || above.path === folder.path) break;
    folder = above;
  }
  return [];
}

async function keysOf(folder: Uri, models: readonly string[]): Promise<readonly string[]> {
  const read = await Promise.all(models.map(model => jsonAt(Uri.joinPath(folder, model))));
  return [...new Set(read.flatMap(listIn))];
}

/** The keys of the lists that hold the requests, wherever the model has them. */
function listIn(model: unknown): string[] {
  const properties = field(model, 'properties');
  if (typeof properties !== 'object' || properties === null) return [];
  return Object.entries(properties).flatMap(([key, inner]: [string, unknown]) =>
    field(field(inner, 'x-segur'), 'container') === 'lignes' ? [key] : listIn(inner),
  );
}

function modelsIn(config: unknown): readonly string[] {
  const models = field(config, 'models');
  return Array.isArray(models) ? models.filter((model: unknown) => typeof model === 'string') : [];
}

const field = (of: unknown, key: string): unknown =>
  typeof of === 'object' && of !== null ? Object.entries(of).find(([own]) => own === key)?.[1] : undefined;

/** Undefined if there are none, or none that can be read. */
async function jsonAt(file: Uri): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file)));
  } catch {
    return undefined;
  }
}
