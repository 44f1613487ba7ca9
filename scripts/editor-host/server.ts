import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CodeServer } from './codeServer.js';
import { endGroup, runCommand, waitUntil, type Environment } from './process.js';

export interface ServerOptions {
  readonly codeServer: CodeServer;
  /** A short path: VS Code's sockets live below it, and their paths have a limit of about 107 bytes. */
  readonly folder: string;
  readonly logFile: string;
  /** User settings of the profile. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The user is asked to trust a folder before anything in it is run. */
  readonly asksTrust?: boolean;
  /** Reaches the extension host. */
  readonly env: Readonly<Record<string, string>>;
}

const START_TIMEOUT_MS = 60_000;
const LISTENING = /HTTP server listening on https?:\/\/127\.0\.0\.1:(\d+)/;

/** What a fresh VS Code would show or ask before the tests get to the editor. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'files.autoSave': 'off',
  'window.confirmBeforeClose': 'never',
  // Screenshots of two runs are comparable only with a still cursor.
  'editor.cursorBlinking': 'solid',
};

/** A test asks itself. */
const TRUST_SETTINGS = {
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

/** A code-server with its own profile, extensions and home, all in one folder. */
export class EditorServer {
  private child: ChildProcess | undefined;

  constructor(private readonly options: ServerOptions) {}

  async prepare(): Promise<void> {
    const { folder, settings, asksTrust = false } = this.options;
    const trust = { 'security.workspace.trust.enabled': asksTrust, ...TRUST_SETTINGS };
    const user = path.join(folder, 'data', 'User');
    for (const name of ['home', 'tmp', 'ext']) await mkdir(path.join(folder, name), { recursive: true });
    await mkdir(user, { recursive: true });
    await writeFile(
      path.join(user, 'settings.json'),
      JSON.stringify({ ...QUIET_SETTINGS, ...trust, ...settings }, null, 2),
    );
    await writeFile(path.join(folder, 'config.yaml'), '');
  }

  async installExtension(vsix: string): Promise<void> {
    const { codeServer, folder } = this.options;
    await runCommand(codeServer.node, [codeServer.entry, ...this.profile(), '--install-extension', vsix], {
      cwd: folder,
      env: this.environment(),
      timeoutMs: 2 * 60_000,
    });
  }

  /** Starts the server and gives its port. */
  async start(): Promise<number> {
    const { codeServer, folder, logFile } = this.options;
    const args = [
      ...this.profile(),
      ...['--auth', 'none', '--bind-addr', '127.0.0.1:0'],
      ...['--disable-telemetry', '--disable-update-check', '--disable-proxy'],
      ...(this.options.asksTrust === true ? [] : ['--disable-workspace-trust']),
      ...['--disable-getting-started-override', '--ignore-last-opened'],
      // Without it the workbench silently ignores extensionTestsPath.
      ...['--vscode-option', 'enable-smoke-test-driver'],
    ];
    const child = spawn(codeServer.node, [codeServer.entry, ...args], {
      cwd: folder,
      env: this.environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.child = child;
    const log = createWriteStream(logFile);
    let head = '';
    let failure: Error | undefined;
    const collect = (chunk: Buffer): void => {
      log.write(chunk);
      if (!LISTENING.test(head)) head += chunk.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', error => {
      failure = error;
    });
    child.once('close', () => log.end());
    await waitUntil(() => LISTENING.test(head) || failure !== undefined || child.exitCode !== null, START_TIMEOUT_MS);
    const port = LISTENING.exec(head)?.[1];
    if (port === undefined) {
      throw new Error(`code-server did not start: ${failure?.message ?? head.slice(-1_000)}`);
    }
    return Number(port);
  }

  async stop(): Promise<void> {
    if (this.child !== undefined) await endGroup(this.child);
  }

  private profile(): string[] {
    const { folder } = this.options;
    return [
      ...['--config', path.join(folder, 'config.yaml')],
      ...['--user-data-dir', path.join(folder, 'data'), '--extensions-dir', path.join(folder, 'ext')],
    ];
  }

  private environment(): Environment {
    const { codeServer, folder, env } = this.options;
    // A run inside VS Code's own terminal would hand these down and confuse the server.
    const foreign = /^(VSCODE_|ELECTRON_|XDG_|npm_)|^(PORT|PASSWORD|HASHED_PASSWORD|NODE_OPTIONS)$/;
    const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
    return {
      ...Object.fromEntries(kept),
      PATH: `${path.dirname(codeServer.node)}${path.delimiter}${process.env['PATH'] ?? ''}`,
      HOME: path.join(folder, 'home'),
      TMPDIR: path.join(folder, 'tmp'),
      XDG_CONFIG_HOME: path.join(folder, 'home', 'c'),
      XDG_CACHE_HOME: path.join(folder, 'home', 'k'),
      XDG_DATA_HOME: path.join(folder, 'home', 'd'),
      // Otherwise page and server ask a marketplace for extensions.
      EXTENSIONS_GALLERY: '{"serviceUrl":""}',
      ...env,
    };
  }
}
