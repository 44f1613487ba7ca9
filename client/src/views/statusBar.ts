import {
  DiagnosticSeverity,
  languages,
  Range,
  StatusBarAlignment,
  ThemeColor,
  window,
  workspace,
  Diagnostic,
  type DiagnosticCollection,
  type StatusBarItem,
  type TextDocument,
} from 'vscode';
import type { StatusParams } from '../../../server/src/lsp/protocol/index.js';
import { COMMANDS } from '../commands/ids.js';
import { isOurs, PRODUCT_NAME } from '../documents.js';
import type { Messages } from '../../../server/src/texts/client/main.js';
import { summary } from './describe.js';

/**
 * The request at a glance, in the status bar; a click opens its commands. While the server is down, it says so in red,
 * and each open request has one warning: a file that nobody checks must not look like a correct one.
 */
export class StatusBar {
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
