import assert from 'node:assert/strict';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ClientCapabilities, Diagnostic, Range } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { cli, Folder, output, type Result } from '../../cli/support.js';
import { TestClient, WATCHING } from '../../lsp/support/client.js';
import { plain as typed } from '../../support/plain.js';

/** A finding as either face shows it, in French. */
export interface Told {
  readonly code: string;
  readonly severity: string;
  readonly path: string;
  readonly message: string;
  readonly range: Range;
  readonly related: readonly { readonly file: string; readonly message: string; readonly range: Range }[];
}

/** A missing answer must fail with the last one received, not with mocha's message about time. */
const PATIENCE = 10_000;
const SEVERITIES = ['', 'error', 'warning', 'info'];

/**
 * One folder, queried through both faces: a command line, and the language server over a real connection. Their answers
 * to the same question must be the same.
 */
export class Faces {
  readonly folder = new Folder();
  private readonly root = realpathSync(this.folder.path);
  private client: TestClient | undefined;

  /** Files by name; anything but a text or bytes is written as JSON. */
  constructor(files: Readonly<Record<string, unknown>>) {
    for (const [name, content] of Object.entries(files))
      this.folder.file(
        name,
        typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content),
      );
  }

  remove(): void {
    this.folder.remove();
  }

  uri(name = ''): string {
    return pathToFileURL(`${this.root}/${name}`).href;
  }

  /** The command line, in the folder. */
  cli(...args: readonly string[]): Promise<Result> {
    return cli(args, { cwd: this.root });
  }

  /** The language server, with the folder open. The first caller sets the client's capabilities and settings. */
  async server(
    options: { readonly capabilities?: ClientCapabilities; readonly initializationOptions?: unknown } = {},
  ): Promise<TestClient> {
    this.client ??= await TestClient.start({ capabilities: WATCHING, folder: this.uri(), ...options });
    return this.client;
  }

  /** A request of ours or of the protocol. */
  async ask<R>(method: string, params: object): Promise<R> {
    const { connection } = await this.server();
    return connection.sendRequest(method, params);
  }

  /** Opens a file of the folder in the editor, as on disk. */
  async open(name: string): Promise<string> {
    const client = await this.server();
    client.open(this.uri(name), this.folder.text(name).replace(/^\ufeff/, ''));
    return this.uri(name);
  }

  /** What the command line says about a file, in a run over `args`. */
  async checked(name: string, ...args: readonly string[]): Promise<readonly Told[]> {
    const result = await this.cli('check', '--format', 'json', ...args);
    const file = output(result).files.find(({ path }) => path === name);
    assert.ok(file, `${name} isn't among what was checked: ${result.stderr}`);
    return file.findings.map(({ code, severity, message, path, range, related = [] }) => ({
      code,
      severity,
      path,
      message: plain(message),
      range,
      related: related.map(one => ({ ...one, message: plain(one.message) })),
    }));
  }

  /** Waits until the server gives this answer, asking again whenever it has more to say. */
  async expectDiagnostics(uri: string, wanted: readonly Told[]): Promise<void> {
    const client = await this.server();
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const before = client.refreshes.all.length;
      const found = (await client.pull(uri)).map(one => this.toldOf(one));
      if (same(found, wanted)) return;
      const more = client.refreshes.first(() => client.refreshes.all.length > before);
      if (!(await isInTime(more, deadline))) {
        assert.deepEqual(found, wanted, 'the language server tells something else than the command line');
        return;
      }
    }
  }

  private toldOf({ code, severity, data, message, range, relatedInformation = [] }: Diagnostic): Told {
    const path: unknown = typeof data === 'object' && data !== null && 'path' in data ? data.path : undefined;
    return {
      code: String(code),
      severity: SEVERITIES[severity ?? 0] ?? '',
      path: String(path),
      message: plain(typeof message === 'string' ? message : message.value),
      range,
      related: relatedInformation.map(one => ({
        file: relative(this.root, fileURLToPath(one.location.uri)),
        message: plain(one.message),
        range: one.location.range,
      })),
    };
  }
}

/** A text with edits of the protocol applied. */
export function withEdits(text: string, edits: readonly { readonly range: Range; readonly newText: string }[]): string {
  return TextDocument.applyEdits(TextDocument.create('', 'json', 1, text), [...edits]);
}

/** The parts of a message are on several lines or on one, depending on the face. */
const plain = (message: string): string => typed(message).replace(/\s+/g, ' ');

function same(a: unknown, b: unknown): boolean {
  try {
    assert.deepEqual(a, b);
    return true;
  } catch {
    return false;
  }
}

async function isInTime(event: Promise<unknown>, deadline: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>(resolve => {
    timer = setTimeout(
      () => {
        resolve(false);
      },
      Math.max(0, deadline - Date.now()),
    );
  });
  try {
    return await Promise.race([event.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** For a suite: creates each test's folders, and removes them with it. */
export function facing(): (files: Readonly<Record<string, unknown>>) => Faces {
  const made: Faces[] = [];
  afterEach(() => {
    for (const faces of made.splice(0)) faces.remove();
  });
  return files => {
    const faces = new Faces(files);
    made.push(faces);
    return faces;
  };
}

const EXAMPLES = fileURLToPath(new URL('../../../examples/', import.meta.url));

/** A file of examples/. */
export const example = (name: string): string => readFileSync(`${EXAMPLES}${name}`, 'utf8');

/** The attachments of the examples, by their path. */
export const PIECES: Readonly<Record<string, Buffer>> = Object.fromEntries(
  readdirSync(`${EXAMPLES}pieces`, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }): [string, Buffer] => {
      const path = `${parentPath}/${name}`;
      return [path.slice(EXAMPLES.length), readFileSync(path)];
    }),
);
