/**
 * `node:path` and `node:url` of the web bundle: paths are POSIX paths, and every URI of a file system has one, so that
 * whatever holds for paths also holds for a repository viewed over the network. `file:///a/b` is `/a/b`;
 * `vscode-vfs://github/a/b` is `/vscode-vfs:github/a/b`.
 */

export const sep = '/';

export const isAbsolute = (path: string): boolean => path.startsWith('/');

/** Without `.`, `..` and empty parts. A relative path keeps the `..` that lead out of it. */
function partsOf(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!isAbsolute(path)) parts.push('..');
  }
  return parts;
}

export function join(...paths: readonly string[]): string {
  const path = paths.filter(part => part !== '').join('/');
  const joined = (isAbsolute(path) ? '/' : '') + partsOf(path).join('/');
  if (joined === '') return '.';
  return path.endsWith('/') && joined !== '/' ? `${joined}/` : joined;
}

/** There is no working directory: a relative path starts at the root. */
export function resolve(...paths: readonly string[]): string {
  const from = paths.findLastIndex(isAbsolute);
  return `/${partsOf(`/${paths.slice(Math.max(from, 0)).join('/')}`).join('/')}`;
}

export function relative(from: string, to: string): string {
  const [start, end] = [partsOf(resolve(from)), partsOf(resolve(to))];
  const common = start.findIndex((part, at) => part !== end[at]);
  const shared = common < 0 ? start.length : common;
  return [...start.slice(shared).map(() => '..'), ...end.slice(shared)].join('/');
}

const withoutEnd = (path: string): string => path.replace(/(?<=.)\/+$/, '');

export function basename(path: string): string {
  const whole = withoutEnd(path);
  return whole === '/' ? '' : whole.slice(whole.lastIndexOf('/') + 1);
}

export function dirname(path: string): string {
  const whole = withoutEnd(path);
  const end = whole.lastIndexOf('/');
  if (end < 0) return '.';
  return end === 0 ? '/' : withoutEnd(whole.slice(0, end));
}

/** Has no files behind it: an untitled document, one side of a diff. */
const NO_FILES = /^(?:untitled|git|output|vscode|vscode-settings|vscode-userdata|vscode-notebook-cell|data|https?):/i;

const URI = /^([a-z][a-z0-9+.-]+):(?:\/\/([^/?#]*))?(\/[^?#]*)$/i;

/** @throws if a URI names no file. */
export function fileURLToPath(uri: string): string {
  const [, scheme = '', authority = '', path = ''] = URI.exec(uri) ?? [];
  if (path === '' || NO_FILES.test(uri)) throw new TypeError('not the URI of a file');
  const place = decodeURIComponent(path);
  return scheme.toLowerCase() === 'file' && authority === '' ? place : `/${scheme}:${authority}${place}`;
}

/** A scheme of at least two letters, so not a drive. */
const PLACE = /^\/([a-z][a-z0-9+.-]+):([^/]*)(\/.*)?$/i;

export function pathToFileURL(path: string): URL {
  const [, scheme, authority = '', place = '/'] = PLACE.exec(path) ?? [];
  if (scheme === undefined) return new URL(`file://${encoded(path)}`);
  return new URL(`${scheme}://${authority}${encoded(place)}`);
}

const encoded = (path: string): string => encodeURI(path).replaceAll('?', '%3F').replaceAll('#', '%23');
