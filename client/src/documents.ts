/** What the client calls its documents; without VS Code, so that tests can load it. */

/** Our own language: a recognised request is switched to it, and the built-in JSON support then leaves it alone. */
export const LANGUAGE_ID = 'segur-json';

export const JSON_LANGUAGE_ID = 'json';

/** Id of the `LanguageClient`, and so of the settings that it reads itself (`segur.trace.server`). */
export const CLIENT_ID = 'segur';

export const PRODUCT_NAME = 'Ségur JSON';

/**
 * Schemes where a request can be written and deposited. Others hold copies for viewing (the old side of a diff, the
 * local history, settings, output, notebook cells): nothing is recognised or reported there.
 */
export const SCHEMES: readonly string[] = ['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-test-web'];

/** If extensions run in a web worker, the server reads what the editor reads; elsewhere, only its own disk. */
const IN_BROWSER = 'WorkerGlobalScope' in globalThis;

export const isReadable = ({ scheme }: { readonly scheme: string }): boolean =>
  scheme === 'file' || (IN_BROWSER && scheme !== 'untitled');

export const DOCUMENT_SELECTOR = SCHEMES.map(scheme => ({ scheme, language: LANGUAGE_ID }));

export const isOurs = (document: { readonly languageId: string; readonly uri: { readonly scheme: string } }): boolean =>
  document.languageId === LANGUAGE_ID && SCHEMES.includes(document.uri.scheme);

/** The last part of a path or a URI. */
export const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `depot-avance` for `avance.mdv-lgc.avance.json` as well as for `avance.json`. */
export const depositName = (file: string): string =>
  `depot-${file.replace(/\.json$/i, '').replace(/\.[a-z0-9]+-[a-z0-9]+\.(?:avance|solde)$/i, '') || 'segur'}`;

/**
 * What an untrusted workspace asks for may be read, but not written: `tell` says so. Without VS Code, so that tests can
 * load it.
 */
export function writesOnlyTrusted(isTrusted: boolean, tell: () => void): boolean {
  if (!isTrusted) tell();
  return isTrusted;
}
