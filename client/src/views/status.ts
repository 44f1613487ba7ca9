import {
  Diagnostic,
  type DiagnosticCollection,
  DiagnosticSeverity,
  languages,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  Range,
  StatusBarAlignment,
  type StatusBarItem,
  type TextDocument,
  ThemeColor,
  window,
  workspace,
} from 'vscode';
import type { StatusParams } from '../../../server/src/lsp/protocol/index.js';
import type { Messages } from '../../../server/src/texts/client/main.js';
import { COMMANDS } from '../commands/ids.js';
import { DOCUMENT_SELECTOR, isOurs, PRODUCT_NAME } from '../documents.js';
import type { ServerListener } from '../server.js';
import { Contexts } from './contexts.js';
import { describeStatus, summary } from './describe.js';

/**
 * The request at a glance, in the status bar; a click opens its commands. While the server is down, it says so in red,
 * and each open request has one warning: an unchecked file must not look like a correct one.
 */
class StatusBar {
  private readonly item: StatusBarItem;
  private readonly unchecked: DiagnosticCollection;
  private readonly subscriptions: readonly { dispose(): unknown }[];
  private stopped = false;

  constructor(
    private readonly texts: Messages,
    private readonly statusOf: (uri: string) => StatusParams | undefined,
  ) {
    this.item = window.createStatusBarItem('segur.demande', StatusBarAlignment.Left, 10);
    this.item.name = PRODUCT_NAME;
    this.unchecked = languages.createDiagnosticCollection('segur-serveur');
    this.subscriptions = [
      this.item,
      this.unchecked,
      window.onDidChangeActiveTextEditor(() => {
        this.render();
      }),
      languages.onDidChangeDiagnostics(({ uris }) => {
        const active = window.activeTextEditor?.document.uri.toString();
        if (uris.some(uri => uri.toString() === active)) this.render();
      }),
      workspace.onDidOpenTextDocument(document => {
        if (this.stopped) this.warn(document);
      }),
    ];
  }

  serverIs(stopped: boolean): void {
    this.stopped = stopped;
    this.unchecked.clear();
    if (stopped) for (const document of workspace.textDocuments) this.warn(document);
    this.render();
  }

  render(): void {
    const { item, texts } = this;
    const document = window.activeTextEditor?.document;
    if (document === undefined || !isOurs(document)) {
      item.hide();
      return;
    }
    const status = this.statusOf(document.uri.toString());
    if (!this.stopped && status === undefined) {
      item.hide();
      return;
    }
    item.text = this.stopped ? `$(error) ${texts.serverStopped}` : summary(texts, status, countsOf(document));
    item.tooltip = this.stopped ? texts.unchecked : (status?.title ?? texts.profileUnknown);
    item.backgroundColor = this.stopped ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    item.command = this.stopped ? COMMANDS.redemarrerServeur : COMMANDS.menu;
    item.show();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private warn(document: TextDocument): void {
    if (!isOurs(document)) return;
    const warning = new Diagnostic(new Range(0, 0, 0, 1), this.texts.unchecked, DiagnosticSeverity.Warning);
    warning.source = PRODUCT_NAME;
    this.unchecked.set(document.uri, [warning]);
  }
}

function countsOf({ uri }: TextDocument): { readonly errors: number; readonly warnings: number } {
  const severities = languages.getDiagnostics(uri).map(({ severity }) => severity);
  return {
    errors: severities.filter(severity => severity === DiagnosticSeverity.Error).length,
    warnings: severities.filter(severity => severity === DiagnosticSeverity.Warning).length,
  };
}

/** The item beside the language's name: the profile of the active request, and the server's state. */
export class StatusView implements ServerListener {
  private readonly item: LanguageStatusItem;
  private readonly subscriptions: readonly { dispose(): unknown }[];
  private readonly known = new Map<string, StatusParams>();
  private readonly bar: StatusBar;
  private readonly contexts: Contexts;
  private server: 'starting' | 'running' | 'stopped' = 'starting';

  constructor(private readonly texts: Messages) {
    this.item = languages.createLanguageStatusItem('segur.profil', [...DOCUMENT_SELECTOR]);
    this.item.name = PRODUCT_NAME;
    this.bar = new StatusBar(texts, uri => this.known.get(uri));
    this.contexts = new Contexts(uri => this.known.get(uri));
    this.subscriptions = [
      this.item,
      this.bar,
      this.contexts,
      window.onDidChangeActiveTextEditor(() => {
        this.render();
      }),
    ];
    this.render();
  }

  update(status: StatusParams): void {
    this.known.set(status.uri, status);
    this.render();
    this.bar.render();
    this.contexts.update();
  }

  serverIs(state: 'starting' | 'running' | 'stopped'): void {
    this.server = state;
    // What a stopped server last said is no longer valid.
    if (state !== 'running') this.known.clear();
    this.bar.serverIs(state === 'stopped');
    this.contexts.update();
    this.render();
  }

  of(uri: string): StatusParams | undefined {
    return this.known.get(uri);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private render(): void {
    const { item, texts } = this;
    const uri = window.activeTextEditor?.document.uri.toString();
    const told = describeStatus(texts, this.server, uri === undefined ? undefined : this.known.get(uri));
    item.text = told.text;
    item.detail = told.detail;
    item.busy = this.server === 'starting';
    item.severity = {
      info: LanguageStatusSeverity.Information,
      warning: LanguageStatusSeverity.Warning,
      error: LanguageStatusSeverity.Error,
    }[told.severity];
    item.command =
      this.server === 'stopped'
        ? { command: COMMANDS.redemarrerServeur, title: texts.restartServer }
        : { command: COMMANDS.choisirProfil, title: texts.chooseProfile };
  }
}
