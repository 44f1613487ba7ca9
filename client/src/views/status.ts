import { languages, LanguageStatusSeverity, window, type LanguageStatusItem } from 'vscode';
import type { StatusParams } from '../../../server/src/lsp/protocol/index.js';
import { COMMANDS } from '../commands/ids.js';
import { DOCUMENT_SELECTOR, PRODUCT_NAME } from '../documents.js';
import type { Messages } from '../../../server/src/texts/client/main.js';
import type { ServerListener } from '../server.js';
import { describeStatus } from './describe.js';
import { StatusBar } from './statusBar.js';

/** The item beside the language's name: profile of the request in the active editor, and how the server is. */
export class StatusView implements ServerListener {
  private readonly item: LanguageStatusItem;
  private readonly subscriptions: readonly { dispose(): unknown }[];
  private readonly known = new Map<string, StatusParams>();
  private readonly bar: StatusBar;
  private server: 'starting' | 'running' | 'stopped' = 'starting';

  constructor(private readonly texts: Messages) {
    this.item = languages.createLanguageStatusItem('segur.profil', [...DOCUMENT_SELECTOR]);
    this.item.name = PRODUCT_NAME;
    this.bar = new StatusBar(texts, uri => this.known.get(uri));
    this.subscriptions = [
      this.item,
      this.bar,
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
  }

  serverIs(state: 'starting' | 'running' | 'stopped'): void {
    this.server = state;
    // What a stopped server last said holds no longer.
    if (state !== 'running') this.known.clear();
    this.bar.serverIs(state === 'stopped');
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
