import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { cpSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import * as nodePath from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createProtocolConnection,
  Emitter,
  type Message,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { webServerBundle } from '../../scripts/bundles.mjs';
import { FILE_REQUEST, type FileAnswer, type FileQuestion } from '../../server/src/lsp/protocol/files.js';
import type { AdoptResult, CheckResult, WorkspaceTree } from '../../server/src/lsp/protocol/index.js';
import { md5, sha256 } from '../../server/src/web/hashes.js';
import * as paths from '../../server/src/web/paths.js';
import { at } from '../support/json.js';
import { TestClient, WATCHING } from './support/client.js';
import { AVANCE, SOLDE, SORTIE, until, WorkspaceFolder } from './support/workspaceFolder.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Everything in a worker's browser environment that the server may use. */
const WORKER = {
  setTimeout,
  clearTimeout,
  TextEncoder,
  TextDecoder,
  URL,
  crypto,
  AbortController,
  AbortSignal,
  console,
  Uint8Array,
  ArrayBuffer,
  structuredClone,
  MessageChannel,
  ReadableStream,
  DOMException,
  performance,
  queueMicrotask,
  atob,
  btoa,
};

let scripts: Promise<(name: string) => string> | undefined;

async function bundled(): Promise<(name: string) => string> {
  const options = { minify: false, logLevel: 'error', write: false } as const;
  const { outputFiles } = await build({ ...webServerBundle(ROOT, '/nowhere'), ...options });
  return name => outputFiles.find(({ path }) => path.endsWith(name))?.text ?? '';
}

class Heard extends AbstractMessageReader {
  private readonly data = new Emitter<Message>();
  readonly listen = this.data.event;

  constructor(port: EventEmitter) {
    super();
    port.on('message', (message: Message) => {
      this.data.fire(message);
    });
  }
}

class Said extends AbstractMessageWriter {
  constructor(private readonly receive: (message: Message) => void) {
    super();
  }

  write(message: Message): Promise<void> {
    const data = structuredClone(message);
    setImmediate(() => {
      this.receive(data);
    });
    return Promise.resolve();
  }

  end(): void {
    return;
  }
}

/** Runs the bundle as a worker, without anything that Node has and a browser lacks. */
async function startWorker(): Promise<ProtocolConnection> {
  const toClient = new EventEmitter();
  scripts ??= bundled();
  const code = await scripts;
  const made: string[] = [];
  const scope: { onmessage?: (event: { readonly data: Message }) => void } & Record<string, unknown> = {
    ...WORKER,
    // The address of what is only in memory, as far as the server uses it.
    Blob: class {
      constructor(readonly parts: readonly Uint8Array[]) {}
    },
    URL: Object.assign(class extends URL {}, {
      createObjectURL: ({ parts: [bytes] }: { readonly parts: readonly Uint8Array[] }) =>
        `blob:${String(made.push(Buffer.from(bytes ?? []).toString()) - 1)}`,
      revokeObjectURL: () => undefined,
    }),
    importScripts: (address: string) => {
      runInContext(made[Number(address.slice('blob:'.length))] ?? '', scope);
    },
    addEventListener: () => undefined,
    postMessage: (message: Message) => {
      const data = structuredClone(message);
      setImmediate(() => toClient.emit('message', data));
    },
  };
  createContext(scope, { codeGeneration: { strings: false, wasm: false } });
  runInContext(code('server.js'), scope, { filename: 'server.js' });
  return createProtocolConnection(new Heard(toClient), new Said(message => scope.onmessage?.({ data: message })));
}

const REMOTE = 'vscode-vfs://github/segur-json/demandes';

/** Answers like an editor's `workspace.fs`, for a folder on disk that is shown as a repository. */
function answering(folder: WorkspaceFolder, asked: FileQuestion[]) {
  return async (question: FileQuestion): Promise<FileAnswer> => {
    asked.push(question);
    if (question.ask === 'chunk') return { answer: Buffer.from((await scripts)?.('pdf.js') ?? '') };
    if (!question.uri.startsWith(REMOTE)) return { failed: 'FileNotFound' };
    const path = nodePath.join(folder.path, decodeURIComponent(question.uri.slice(REMOTE.length)));
    try {
      if (question.ask === 'write') {
        await writeFile(path, question.bytes);
        return { answer: null };
      }
      if (question.ask === 'createFolder') {
        await mkdir(path, { recursive: true });
        return { answer: null };
      }
      if (question.ask === 'read') return { answer: new Uint8Array(await readFile(path)) };
      if (question.ask === 'list') {
        const entries = await readdir(path, { withFileTypes: true });
        return { answer: entries.map(entry => [entry.name, entry.isDirectory() ? 2 : 1] as const) };
      }
      const { size, mtimeMs } = await stat(path);
      return { answer: { type: (await stat(path)).isDirectory() ? 2 : 1, size, modified: mtimeMs } };
    } catch {
      return { failed: 'FileNotFound' };
    }
  };
}

describe('the server in a browser', () => {
  let folder: WorkspaceFolder;
  beforeEach(() => {
    folder = new WorkspaceFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  const asked: FileQuestion[] = [];
  async function start(): Promise<TestClient> {
    asked.length = 0;
    const connection = await startWorker();
    connection.onRequest(FILE_REQUEST, answering(folder, asked));
    return TestClient.start({ connection, capabilities: WATCHING, folder: REMOTE });
  }
  const remote = (name: string): string => `${REMOTE}/${name}`;

  it('says what the server in Node says: findings, fixes, hovers, completions, symbols', async () => {
    const text = await readFile(nodePath.join(ROOT, 'examples', 'avance-a-corriger.json'), 'utf8');
    folder.write('avance-a-corriger.json', text);
    const answers = async (client: TestClient, uri: string): Promise<string> => {
      client.open(uri, text);
      const range = { start: { line: 0, character: 0 }, end: client.document(uri).positionAt(text.length) };
      const findings = await client.pull(uri);
      const position = client.at(uri, '"RPPS"', 2);
      const all = [
        findings,
        await client.request('textDocument/codeAction', uri, { range, context: { diagnostics: findings } }),
        await client.request('textDocument/hover', uri, { position }),
        await client.request('textDocument/completion', uri, { position: client.at(uri, '{', 1) }),
        await client.request('textDocument/documentSymbol', uri),
      ];
      assert.ok(findings.length > 5);
      for (const answer of all) assert.ok(answer !== null);
      return JSON.stringify(all).replaceAll(uri, 'URI');
    };
    const there = await answers(await start(), remote('avance-a-corriger.json'));
    const here = await answers(
      await TestClient.start({ capabilities: WATCHING, folder: folder.uri }),
      folder.uriOf('avance-a-corriger.json'),
    );
    assert.equal(there, here);
  });

  it('reads of the folder what the client gives: other requests, and the settings', async () => {
    folder.write('depots/avance.json', AVANCE);
    folder.write('retours/sortie.json', SORTIE);
    const wrong = SOLDE.replaceAll('LMS-2022-0141', 'LMS-2022-9141');
    folder.write('solde.json', wrong);
    const client = await start();
    client.open(remote('solde.json'), wrong);
    const codes = async (): Promise<string[]> => (await client.pull(remote('solde.json'))).map(one => String(one.code));
    await until(codes, found => found.includes('solde-numero-editeur'));
    const tree = await until(
      () => client.connection.sendRequest<WorkspaceTree>('segur/workspace/tree'),
      ({ complete }) => complete,
    );
    assert.deepEqual(
      tree.files.map(({ uri, name }) => [uri, name]),
      ['depots/avance.json', 'retours/sortie.json', 'solde.json'].map(name => [remote(name), name]),
    );
    folder.write('segur.config.json', JSON.stringify({ rules: { 'solde-numero-editeur': 'off' } }));
    client.changedOnDisk({ uri: remote('segur.config.json'), type: 1 });
    await until(codes, found => !found.includes('solde-numero-editeur'));
    assert.ok(asked.some(({ ask }) => ask === 'list'));
  });

  it('adopts a model where no disk is, by what the client writes', async () => {
    const theirs = AVANCE.replaceAll('"regimeTVA"', '"regime_tva"');
    folder.write('modele.json', theirs);
    folder.write('segur.config.json', '{ "rules": { "rpps": "off" } }');
    const client = await start();
    client.open(remote('avance.json'), theirs);
    const says = async (): Promise<string> => JSON.stringify(await client.pull(remote('avance.json')));
    assert.match(await says(), /regime_tva/);
    const question = {
      model: remote('modele.json'),
      profile: 'MDV-LGC/avance',
      near: REMOTE,
      folder: REMOTE,
      names: {},
    };
    const adopt = (write: boolean): Promise<AdoptResult | null> =>
      client.connection.sendRequest('segur/adopt', { ...question, write });
    const planned = await adopt(false);
    assert.ok(planned !== null && 'model' in planned && !planned.written, JSON.stringify(planned));
    assert.equal(planned.model, remote('segur.models/mdv-lgc.avance.schema.json'));
    assert.ok(asked.every(({ ask }) => ask !== 'write' && ask !== 'createFolder'));
    const done = await adopt(true);
    assert.ok(done !== null && 'written' in done && done.written, JSON.stringify(done));
    assert.match(
      readFileSync(nodePath.join(folder.path, 'segur.config.json'), 'utf8'),
      /"rpps".*"models": \[\s*"segur\.models\/mdv-lgc\.avance\.schema\.json"/s,
    );
    await until(says, said => !said.includes('regime_tva'));
  });

  it('has the script of the PDFs run when the first is looked at, once, and not before', async () => {
    folder.write('solde.json', SOLDE);
    cpSync(nodePath.join(ROOT, 'examples', 'pieces'), nodePath.join(folder.path, 'pieces'), { recursive: true });
    const client = await start();
    const lone = AVANCE.replaceAll('LMS-2022-', 'LMS-2031-');
    client.open('untitled:Untitled-1', lone.replace('"lignesImport"', '"lignesimport"'));
    assert.ok((await client.pull('untitled:Untitled-1')).length > 0);
    const chunks = (): number => asked.filter(({ ask }) => ask === 'chunk').length;
    assert.equal(chunks(), 0);
    client.open(remote('solde.json'), SOLDE);
    const question = { uri: remote('solde.json'), progress: 'p' };
    for (const attempt of [1, 2]) {
      const result = await client.connection.sendRequest<CheckResult>('segur/pieces/check', question);
      assert.ok('pieces' in result, JSON.stringify(result));
      assert.deepEqual([result.pieces, result.missing, result.unreadable, chunks()], [12, 0, 0, 1], String(attempt));
    }
  });

  it('leaves a document without a file alone with its text', async () => {
    const client = await start();
    client.open('untitled:Untitled-1', AVANCE.replace('"lignesImport"', '"lignesimport"'));
    assert.ok((await client.pull('untitled:Untitled-1')).length > 0);
    assert.ok(asked.every(question => !JSON.stringify(question).includes('ntitled')));
  });
});

describe('paths of the web bundle', () => {
  const part = fc.constantFrom('a', 'b', 'é è', '.', '..', '', 'c.json', 'vscode-vfs:github');
  const path = fc.tuple(fc.boolean(), fc.array(part)).map(([root, parts]) => (root ? '/' : '') + parts.join('/'));
  const { posix } = nodePath;

  it('are those of Node where paths are POSIX', () => {
    fc.assert(
      fc.property(path, path, (a, b) => {
        assert.equal(paths.join(a, b), posix.join(a, b));
        assert.equal(paths.resolve('/', a, b), posix.resolve('/', a, b));
        assert.equal(paths.relative(`/${a}`, `/${b}`), posix.relative(`/${a}`, `/${b}`));
        assert.equal(paths.isAbsolute(a), posix.isAbsolute(a));
        const normal = posix.normalize(a);
        assert.equal(paths.dirname(normal), posix.dirname(normal));
        assert.equal(paths.basename(normal), posix.basename(normal));
      }),
    );
  });

  it('stand for the URI of a file wherever it lies, and for no other', () => {
    for (const uri of [
      'file:///d%C3%A9p%C3%B4ts/a%20b.json',
      'vscode-vfs://github/o/r/a.json',
      'vscode-test-web://mount/a.json',
      'memfs:///a.json',
    ])
      assert.equal(paths.pathToFileURL(paths.fileURLToPath(uri)).href, uri);
    assert.equal(paths.fileURLToPath('file:///a/b%20c'), '/a/b c');
    assert.equal(paths.pathToFileURL('/c:/a').href, pathToFileURL('/c:/a').href);
    for (const uri of ['untitled:Untitled-1', 'untitled:/a.json', 'git:/a.json?x', 'a.json', ''])
      assert.throws(() => paths.fileURLToPath(uri), uri);
  });
});

describe('hashes of the web bundle', () => {
  it('are those of Node', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
        assert.equal(sha256(bytes), createHash('sha256').update(bytes).digest('hex'));
        assert.equal(md5(bytes), createHash('md5').update(bytes).digest('hex'));
      }),
    );
  });
});

describe('the package for browsers', () => {
  it('has a worker in the place of what Node runs, and offers the same', () => {
    const folder = new WorkspaceFolder();
    try {
      const file = nodePath.join(folder.path, 'web.vsix');
      execFileSync(process.execPath, [nodePath.join(ROOT, 'scripts', 'package.mjs'), file, '--web'], { cwd: ROOT });
      const files = unzipSync(readFileSync(file));
      const text = (name: string): string => Buffer.from(files[name] ?? []).toString('utf8');
      assert.deepEqual(
        Object.keys(files).filter(name => /^extension\/dist\/(?:client|server|web)\//.test(name)),
        ['extension.js', 'pdf.js', 'server.js'].map(name => `extension/dist/web/${name}`),
      );
      const manifest: unknown = JSON.parse(text('extension/package.json'));
      assert.deepEqual([at(manifest, 'main'), at(manifest, 'browser')], [undefined, './dist/web/extension.js']);
      const own: unknown = JSON.parse(readFileSync(nodePath.join(ROOT, 'package.json'), 'utf8'));
      assert.deepEqual(at(manifest, 'contributes'), at(own, 'contributes'));
      assert.match(text('extension.vsixmanifest'), /TargetPlatform="web"/);
    } finally {
      folder.remove();
    }
  });
});
