/** Server → client: a question about a file, asked if the server has no disk of its own (in a browser). */
export const FILE_REQUEST = 'segur/file';

/** As in `vscode.workspace.fs`. */
export type FileQuestion =
  | { readonly ask: 'stat' | 'read' | 'list' | 'createFolder'; readonly uri: string }
  | { readonly ask: 'write'; readonly uri: string; readonly bytes: Uint8Array }
  | { readonly ask: 'rename'; readonly uri: string; readonly to: string }
  | { readonly ask: 'delete'; readonly uri: string; readonly recursive: boolean }
  /** The server's own script for PDFs, wherever the extension lies. */
  | { readonly ask: 'chunk' };

/** The kind of file at a URI: bits of `vscode.FileType`. */
export const FILE_TYPE = { file: 1, folder: 2, link: 64 } as const;

export interface FileAnswers {
  readonly stat: { readonly type: number; readonly size: number; readonly modified: number };
  readonly read: Uint8Array;
  readonly list: readonly (readonly [name: string, type: number])[];
  readonly createFolder: null;
  readonly write: null;
  readonly rename: null;
  readonly delete: null;
  readonly chunk: Uint8Array;
}

/** `failed`: the code of a `vscode.FileSystemError`. */
export type FileAnswer<Q extends keyof FileAnswers = keyof FileAnswers> =
  | { readonly answer: FileAnswers[Q] }
  | { readonly failed: string };
