import { Uri, ViewColumn, window, workspace, type WebviewPanel } from 'vscode';
import { reportHtml } from './reportHtml.js';

/** Shows the report of the latest deposit, in one panel. */
export class ReportView {
  private panel: WebviewPanel | undefined;

  /** `report`: URI of the page that the deposit holds. */
  async show(report: string, title: string): Promise<void> {
    const page = new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(report, true)));
    const panel = this.panel ?? this.open();
    panel.title = title;
    panel.webview.html = reportHtml(page, newNonce());
    panel.reveal(undefined, false);
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private open(): WebviewPanel {
    const panel = window.createWebviewPanel('segur.rapport', '', ViewColumn.Active, {
      enableScripts: false,
      enableFindWidget: true,
      localResourceRoots: [],
    });
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    this.panel = panel;
    return panel;
  }
}

const newNonce = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
