/**
 * How each published bundle is made, in one place: the build, the server's tests and the bench use it. `splitting`
 * separates what is loaded on demand: rules and models with the first document, spreadsheets, PDFs and ZIPs with the
 * command that asks for them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const common = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  sourcemap: false,
  // The ES module builds tree-shake; jsonc-parser's UMD build can't even be bundled. Licences: see `notices.mjs`.
  mainFields: ['module', 'main'],
  conditions: ['module', 'import'],
  legalComments: 'none',
};

/** Some dependencies are CommonJS and call require, which an ES module doesn't have. */
const REQUIRE =
  "import{createRequire as __segurRequire}from'node:module';const require=__segurRequire(import.meta.url);";

/**
 * Left out of the PDF library, which exports them together with what reads files: font metrics for drawing, and the
 * readers of SVG and XFA. A call that reached them by mistake would fail with a message.
 */
const withoutDrawing = {
  name: 'without-drawing',
  setup(build) {
    build.onResolve({ filter: /^(?:culori|html-entities|node-html-better-parser)$/ }, () => ({
      path: 'refused',
      namespace: 'left-out',
    }));
    build.onLoad({ filter: /standard-fonts[/\\](?:Courier|Helvetica|Symbol|Times|Zapf).*\.json$/ }, () => ({
      contents: '""',
      loader: 'json',
    }));
    build.onLoad({ filter: /^refused$/, namespace: 'left-out' }, () => ({
      contents: `
        const refuse = () => { throw new Error('left out of the bundle'); };
        export { refuse as encode, refuse as parse };
        export const converter = () => refuse;
        export const NodeType = {};`,
    }));
  },
};

/** What only a disk needs: folders by patterns, temporary files. */
const withoutNode = {
  name: 'without-node',
  setup(build) {
    build.onResolve({ filter: /^tinyglobby$/ }, () => ({ path: 'refused', namespace: 'left-to-node' }));
    build.onResolve({ filter: /\/pdf\/index\.js$/ }, ({ importer }) =>
      importer === inWeb(build.initialOptions.absWorkingDir, 'pdfChunk')
        ? undefined
        : { path: inWeb(build.initialOptions.absWorkingDir, 'pdf') },
    );
    build.onResolve({ filter: /^\.\/atomicWrite\.js$/ }, () => ({
      path: inWeb(build.initialOptions.absWorkingDir, 'files'),
    }));
    build.onLoad({ filter: /./, namespace: 'left-to-node' }, () => ({
      contents: `export const glob = () => { throw new Error('left out of the bundle'); };`,
    }));
  },
};

/**
 * The server's library is CommonJS: each file that imports it would otherwise get its own copy of the thousand names.
 */
const libraryOnce = {
  name: 'library-once',
  setup(build) {
    build.onResolve({ filter: /^vscode-languageserver(?:\/node)?$/, namespace: 'file' }, ({ path, importer }) =>
      /[/\\]node_modules[/\\]/.test(importer) ? undefined : { path, namespace: 'once' },
    );
    build.onLoad({ filter: /./, namespace: 'once' }, ({ path }) => ({
      contents: `export * from '${path}';`,
      resolveDir: build.initialOptions.absWorkingDir,
    }));
  },
};

/** What is never used on the way to a first answer, and what libraries load for nothing: a tenth of a start. */
const IDLE =
  /[/\\]vscode-(?:languageserver|jsonrpc)[/\\]lib[/\\]node[/\\]\w+\.js$|[/\\]commander[/\\]lib[/\\]command\.js$/;
const BUILTIN = /^const (\w+) = require\(["'](?:node:)?(child_process|crypto)["']\);$/gm;
const builtinsLater = {
  name: 'builtins-later',
  setup(build) {
    build.onResolve({ filter: /^node:crypto$/ }, () => ({ path: 'crypto', namespace: 'later' }));
    build.onLoad({ filter: /./, namespace: 'later' }, ({ path }) => ({
      contents: ['createHash', 'randomBytes']
        .map(name => `export const ${name} = (...args) => require("${path}").${name}(...args);`)
        .join('\n'),
    }));
    build.onLoad({ filter: IDLE }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(
        BUILTIN,
        (_, name, builtin) => `const ${name} = new Proxy({}, { get: (_, key) => require("${builtin}")[key] });`,
      ),
      loader: 'js',
    }));
  },
};

const split = {
  ...common,
  plugins: [withoutDrawing, libraryOnce, builtinsLater],
  format: 'esm',
  splitting: true,
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[name]-[hash]',
  banner: { js: REQUIRE },
};

/** The language server: `server.mjs` and its chunks, and `main.js`, which editors start. */
export const serverBundles = (root, outdir) => [
  { ...split, absWorkingDir: root, outdir, entryPoints: { server: `${root}/server/src/main.ts` } },
  // A client's editor may start servers by `require` or as a script, whatever the type of the surrounding package.
  {
    ...common,
    absWorkingDir: root,
    outdir,
    format: 'cjs',
    external: ['./server.mjs'],
    entryPoints: { main: `${root}/server/src/start.ts` },
  },
];

/** A path written in two ways would become two modules. */
const inWeb = (root, name) => join(root, 'server', 'src', 'web', `${name}.ts`);

/**
 * The same server as a worker in a browser: what it needs of Node is in `server/src/web/`. A worker's script can't be
 * split as a module can; what reads PDFs is one of its own, which the server has run when it needs it.
 */
export const webServerBundle = (root, outdir) => ({
  ...common,
  plugins: [withoutDrawing, libraryOnce, withoutNode],
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
  mainFields: ['browser', 'module', 'main'],
  absWorkingDir: root,
  outdir,
  inject: [inWeb(root, 'globals')],
  alias: {
    'read-excel-file/node': inWeb(root, 'machine'),
    'vscode-languageserver/node': 'vscode-languageserver/browser',
    ...Object.fromEntries(['path', 'url'].map(name => [`node:${name}`, inWeb(root, 'paths')])),
    ...Object.fromEntries(['fs/promises', 'fs'].map(name => [`node:${name}`, inWeb(root, 'files')])),
    ...Object.fromEntries(
      ['buffer', 'crypto', 'os', 'timers/promises', 'zlib'].map(name => [`node:${name}`, inWeb(root, 'machine')]),
    ),
  },
  entryPoints: { server: inWeb(root, 'main'), pdf: inWeb(root, 'pdfChunk') },
});

/** What npm ships: the command, and the functions for programs, over the same chunks. */
export const cliBundle = (root, outdir) => ({
  ...split,
  absWorkingDir: root,
  outdir,
  entryPoints: { 'segur-json': `${root}/server/src/cli/main.ts`, api: `${root}/server/src/api/index.ts` },
});

export const clientBundles = (root, outdir) => [
  {
    ...common,
    absWorkingDir: root,
    outdir,
    format: 'cjs',
    external: ['vscode', './start.js'],
    // The extension host provides `vscode` by intercepting require; import() bypasses that.
    supported: { 'dynamic-import': false },
    entryPoints: { extension: `${root}/client/src/extension.ts` },
  },
  {
    ...common,
    absWorkingDir: root,
    outdir,
    format: 'cjs',
    external: ['vscode'],
    entryPoints: { start: `${root}/client/src/start.ts` },
  },
];

/** The client in a browser, whose editor loads a single file: unlike `start`, it runs the server in a worker. */
export const webClientBundle = (root, outdir) => ({
  ...common,
  plugins: [
    {
      name: 'start-in-browser',
      setup(build) {
        build.onResolve({ filter: /^\.\/start\.js$/ }, () => ({ path: `${root}/client/src/startInBrowser.ts` }));
      },
    },
  ],
  platform: 'browser',
  target: 'es2022',
  format: 'cjs',
  mainFields: ['browser', 'module', 'main'],
  absWorkingDir: root,
  outdir,
  external: ['vscode'],
  entryPoints: { extension: `${root}/client/src/extension.ts` },
});
