import {
  CancellationError,
  CancellationTokenSource,
  commands,
  EventEmitter,
  ProgressLocation,
  window,
  type CancellationToken,
  type Event,
} from 'vscode';
import {
  LSPErrorCodes,
  NotificationType,
  NotificationType0,
  ProgressType,
  RequestType,
  RequestType0,
  ResponseError,
  State,
  type BaseLanguageClient,
} from 'vscode-languageclient';
import {
  ADOPT_REQUEST,
  FIX_ALL_REQUEST,
  PROFILES_REQUEST,
  SILENCE_REQUEST,
  STATUS_NOTIFICATION,
  type AdoptParams,
  type AdoptResult,
  type FixAllParams,
  type FixAllResult,
  type ProfileItem,
  type SilenceParams,
  type SilenceResult,
  type StatusParams,
} from '../../server/src/lsp/protocol/index.js';
import {
  COMPARE_REQUEST,
  WORKSPACE_NOTIFICATION,
  type CompareParams,
  type CompareResult,
} from '../../server/src/lsp/protocol/index.js';
import type { Progress } from '../../server/src/lsp/protocol/index.js';
import {
  ELSEWHERE_NOTIFICATION,
  SETTING_NOTIFICATION,
  type ElsewhereParams,
  type SettingParams,
} from '../../server/src/lsp/protocol/index.js';
import { TREE_NOTIFICATION, TREE_REQUEST, type WorkspaceTree } from '../../server/src/lsp/protocol/index.js';
import { COMMANDS } from './commands/ids.js';
import type { Messages } from '../../server/src/texts/client/main.js';

const STATUS = new NotificationType<StatusParams>(STATUS_NOTIFICATION);
const PROFILES = new RequestType0<readonly ProfileItem[], void>(PROFILES_REQUEST);
const ADOPT = new RequestType<AdoptParams, AdoptResult | null, void>(ADOPT_REQUEST);
const COMPARE = new RequestType<CompareParams, CompareResult | null, void>(COMPARE_REQUEST);
const SETTING = new NotificationType<SettingParams>(SETTING_NOTIFICATION);
const TREE = new RequestType0<WorkspaceTree | null, void>(TREE_REQUEST);
const TREE_CHANGED = new NotificationType0(TREE_NOTIFICATION);
const WORKSPACE = new NotificationType0(WORKSPACE_NOTIFICATION);
const FIX_ALL = new RequestType<FixAllParams, FixAllResult | null, void>(FIX_ALL_REQUEST);

const SILENCE = new RequestType<SilenceParams, SilenceResult | null, void>(SILENCE_REQUEST);

/** Milliseconds before the user sees that something is waited for. */
const PATIENCE = 400;

const PROGRESS = new ProgressType<Progress | number>();

/** How to follow a long request. */
export interface Watch {
  readonly token?: CancellationToken;
  readonly told?: (progress: Progress) => void;
  /** For a request whose progress is a count. */
  readonly counted?: (count: number) => void;
}

/** Listeners for what the server says and for its state. */
export interface ServerListener {
  update(status: StatusParams): void;
  serverIs(state: 'starting' | 'running' | 'stopped'): void;
}

/**
 * The server as the commands see it. A client that failed to start can't be started again, so a restart creates a new
 * one.
 */
export class Server {
  /** Files on disk changed that the server compares with. */
  readonly onWorkspaceChanged: Event<void>;
  /** The last answer of `tree` is out of date. */
  readonly onTreeChanged: Event<void>;
  private readonly workspaceChanged = new EventEmitter<void>();
  private readonly treeChanged = new EventEmitter<void>();
  private client: BaseLanguageClient;
  private asked = 0;

  constructor(
    private readonly create: () => BaseLanguageClient,
    private readonly listener: ServerListener,
    private readonly log: (error: unknown) => void,
    private readonly waiting: string,
  ) {
    this.onWorkspaceChanged = this.workspaceChanged.event;
    this.onTreeChanged = this.treeChanged.event;
    this.client = this.connect();
  }

  start(): void {
    // The status item then offers the restart.
    this.client.start().catch((error: unknown) => {
      this.log(error);
      this.listener.serverIs('stopped');
    });
  }

  async restart(): Promise<void> {
    await this.stop();
    this.client = this.connect();
    await this.client.start();
  }

  async stop(): Promise<void> {
    const { client } = this;
    // A client can only be stopped once it is up.
    if (client.state === State.Starting) await client.start().catch(() => undefined);
    if (client.state === State.Running) await client.stop().catch(() => undefined);
    await client.dispose().catch(() => undefined);
  }

  profiles(): Promise<readonly ProfileItem[]> {
    return this.client.sendRequest(PROFILES);
  }

  /** Null while the server is down: there is nothing to show then. */
  async tree(): Promise<WorkspaceTree | null> {
    return this.client.state === State.Stopped ? null : this.client.sendRequest(TREE);
  }

  adopt(params: AdoptParams): Promise<AdoptResult | null> {
    return this.client.sendRequest(ADOPT, params);
  }

  silence(params: SilenceParams): Promise<SilenceResult | null> {
    return this.client.sendRequest(SILENCE, params);
  }

  /** A long request: its progress is reported as it comes, and cancelling ends it early. */
  async ask<R>(method: string, params: object, watch: Watch = {}): Promise<R | 'cancelled'> {
    const { client } = this;
    const progress = `segur-${String(++this.asked)}`;
    const told = client.onProgress(PROGRESS, progress, value => {
      if (typeof value === 'number') watch.counted?.(value);
      else watch.told?.(value);
    });
    try {
      const send = (token: CancellationToken): Promise<R> =>
        client.sendRequest<R>(method, { ...params, progress }, token);
      return await (watch.token === undefined ? this.patiently(send) : send(watch.token));
    } catch (error) {
      if (isCancellation(error)) return 'cancelled';
      throw error;
    } finally {
      told.dispose();
    }
  }

  /** An answer that takes a while, since the folder is still being read, is waited for where the user sees it. */
  private async patiently<R>(send: (token: CancellationToken) => Promise<R>): Promise<R> {
    const source = new CancellationTokenSource();
    const answer = send(source.token);
    const over = answer.then(
      () => undefined,
      () => undefined,
    );
    const late = new Promise<'late'>(resolve => setTimeout(resolve, PATIENCE, 'late'));
    if ((await Promise.race([over, late])) === 'late') {
      const options = { location: ProgressLocation.Notification, title: this.waiting, cancellable: true };
      await window.withProgress(options, (_, token) => {
        token.onCancellationRequested(() => {
          source.cancel();
        });
        return over;
      });
    }
    return answer;
  }

  /** « moved » if the document changed while the server was working. */
  async fixAll(uri: string): Promise<FixAllResult | null | 'moved'> {
    try {
      return await this.client.sendRequest(FIX_ALL, { uri });
    } catch (error) {
      if (error instanceof ResponseError && error.code === LSPErrorCodes.ContentModified) return 'moved';
      throw error;
    }
  }

  /** Like `fixAll`. `quiet`: nobody waits for it. */
  async compare(params: CompareParams, quiet = false): Promise<CompareResult | null | 'moved' | 'cancelled'> {
    try {
      return await (quiet ? this.client.sendRequest(COMPARE, params) : this.ask(COMPARE_REQUEST, params));
    } catch (error) {
      if (error instanceof ResponseError && error.code === LSPErrorCodes.ContentModified) return 'moved';
      throw error;
    }
  }

  /** Makes the server ask for its settings again. */
  async settingsChanged(): Promise<void> {
    await this.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
  }

  /** Files that are open under another language, all of them: a server that isn't up hears of them when it is. */
  async openElsewhere(params: ElsewhereParams): Promise<void> {
    if (this.client.state === State.Running) await this.client.sendNotification(ELSEWHERE_NOTIFICATION, params);
  }

  async offerRestart(texts: Messages): Promise<void> {
    const picked = await window.showErrorMessage(texts.serverGaveUp, texts.restartServer);
    if (picked !== undefined) await commands.executeCommand(COMMANDS.redemarrerServeur);
  }

  private connect(): BaseLanguageClient {
    const client = this.create();
    client.onNotification(WORKSPACE, () => {
      this.workspaceChanged.fire();
    });
    client.onNotification(TREE_CHANGED, () => {
      this.treeChanged.fire();
    });
    client.onNotification(SETTING, ({ setting }) => {
      void commands.executeCommand('workbench.action.openSettings', `@id:${setting}`);
    });
    client.onNotification(STATUS, status => {
      this.listener.update(status);
    });
    client.onDidChangeState(({ newState }) => {
      if (client === this.client) this.listener.serverIs(nameOf(newState));
    });
    return client;
  }
}

const isCancellation = (error: unknown): boolean =>
  error instanceof CancellationError ||
  (error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled);

function nameOf(state: State): 'starting' | 'running' | 'stopped' {
  if (state === State.Starting) return 'starting';
  return state === State.Running ? 'running' : 'stopped';
}
