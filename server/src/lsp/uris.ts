import { fileURLToPath, pathToFileURL } from 'node:url';

/** The path of a file on this machine; in a browser, of any file that the editor can read. */
export const filePath = remembering((uri: string): string | undefined => {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
});

/**
 * The index's id for a document: the path of a file, since editors write its URI in several ways; otherwise the URI.
 */
export const idOf = (uri: string): string => filePath(uri) ?? uri;

const isUri = (id: string): boolean => /^[a-z][a-z0-9+.-]+:/i.test(id) && !/^[a-z]:[\\/]/i.test(id);

/** A URI for what isn't open; an open document keeps its editor's. */
export const uriOf = (id: string): string => (isUri(id) ? id : pathToFileURL(id).href);

/** Editors write the same URI in several ways (`c%3A`, `c:`). */
export const plain = remembering((uri: string): string => {
  try {
    const { protocol, host, pathname } = new URL(uri);
    return `${protocol}//${host}${decodeURIComponent(pathname)}`;
  } catch {
    return uri;
  }
});

/** The path of a URI, decoded; the URI itself if it has none. */
export const pathOf = remembering((uri: string): string => {
  try {
    return decodeURIComponent(new URL(uri).pathname);
  } catch {
    return uri;
  }
});

/** Few files are open at a time, and each is looked up several times per keystroke. */
const MAX_KNOWN = 500;

function remembering<T>(told: (uri: string) => T): (uri: string) => T {
  const known = new Map<string, { readonly answer: T }>();
  return uri => {
    const before = known.get(uri);
    if (before !== undefined) return before.answer;
    const answer = told(uri);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(uri, { answer });
    return answer;
  };
}
