import { commands, Range, Uri, ViewColumn, window, workspace, type Disposable, type WebviewPanel } from 'vscode';
import type { CompareResult, ComparedSide, DemandeKey } from '../../../server/src/lsp/protocol/index.js';
import type { Lang } from '../../../server/src/texts/typeset.js';
import type { CompareMessages } from '../../../server/src/texts/client/main.js';
import type { Server } from '../server.js';
import { comparePage, type PageSide } from './compareHtml.js';

export type Compared = Extract<CompareResult, { kind: 'compared' }>;

/** Known only while there is a panel: no command of the user's. */
const OPEN = 'segur.comparer.ouvrir';

/** How long a pause in typing is waited for: a page that changes at every key can't be read. */
const PAUSE = 200;

/** One panel beside the editor, that follows the two files as long as it is there. */
export class ComparePanel {
  private panel: WebviewPanel | undefined;
  private shown:
    | { readonly uri: string; readonly demande: DemandeKey; readonly compared: Compared; readonly stale: boolean }
    | undefined;
  private subscriptions: readonly Disposable[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly server: Server,
    private readonly lang: Lang,
    private readonly texts: CompareMessages,
  ) {}

  show(uri: string, compared: Compared): void {
    this.panel ??= this.create();
    this.shown = { uri, demande: compared.demande, compared, stale: false };
    this.render();
    this.panel.reveal(undefined, true);
  }

  private create(): WebviewPanel {
    // Nothing runs in the page: its links can open the two files, and nothing else.
    const panel = window.createWebviewPanel(
      'segur.comparer',
      this.texts.heading,
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      {
        enableScripts: false,
        enableCommandUris: [OPEN],
        localResourceRoots: [],
        enableFindWidget: true,
      },
    );
    this.subscriptions = [
      commands.registerCommand(OPEN, (side: unknown) => this.open(side === 'avance' ? 'avance' : 'solde')),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (this.concerns(document.uri)) this.refreshSoon();
      }),
      this.server.onWorkspaceChanged(() => {
        this.refreshSoon();
      }),
    ];
    panel.onDidDispose(() => {
      this.disposed();
    });
    return panel;
  }

  /** Beside the panel, at the request. */
  private async open(side: 'avance' | 'solde'): Promise<void> {
    const { shown } = this;
    if (shown === undefined) return;
    const {
      uri,
      range: { start },
    } = shown.compared[side];
    const viewColumn = window.visibleTextEditors[0]?.viewColumn ?? ViewColumn.One;
    await window.showTextDocument(Uri.parse(uri, true), {
      viewColumn,
      selection: new Range(start.line, start.character, start.line, start.character),
    });
  }

  private disposed(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
    this.subscriptions = [];
    this.panel = undefined;
    this.shown = undefined;
  }

  private concerns(uri: Uri): boolean {
    const { shown } = this;
    if (shown === undefined) return false;
    const changed = uri.toString();
    return [shown.uri, shown.compared.avance.uri, shown.compared.solde.uri].some(
      one => Uri.parse(one, true).toString() === changed,
    );
  }

  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.refresh();
    }, PAUSE);
  }

  private async refresh(): Promise<void> {
    const { shown } = this;
    if (shown === undefined) return;
    const result = await this.server.compare({ uri: shown.uri, demande: shown.demande }).catch(() => null);
    // Closed, or turned to another request meanwhile; or the text moved on, and its change brings us back here.
    if (this.shown !== shown || result === 'moved') return;
    this.shown =
      result?.kind === 'compared'
        ? { ...shown, demande: result.demande, compared: result, stale: false }
        : { ...shown, stale: true };
    this.render();
  }

  private render(): void {
    const { panel, shown } = this;
    if (panel === undefined || shown === undefined) return;
    const {
      compared: { comparison, avance, solde },
      stale,
    } = shown;
    panel.title = this.texts.panelTitle(comparison.title);
    panel.webview.html = comparePage(
      { lang: this.lang, comparison, avance: sideOf(avance, 'avance'), solde: sideOf(solde, 'solde'), stale },
      this.texts,
      crypto.randomUUID(),
    );
  }
}

function sideOf({ uri, portalOutput }: ComparedSide, side: 'avance' | 'solde'): PageSide {
  const { path } = Uri.parse(uri, true);
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    link: `command:${OPEN}?${encodeURIComponent(JSON.stringify([side]))}`,
    portalOutput,
  };
}
