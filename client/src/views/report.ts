import { Uri, ViewColumn, window, workspace, type Disposable, type Memento, type WebviewPanel } from 'vscode';
import { SHOW_COMMAND } from '../commands/ids.js';
import { recordOf } from '../profiles/settings.js';
import { linked, reportHtml } from './html.js';

const VIEW = 'segur.rapport';
const MEMENTO_KEY = 'report';

/** What is shown, stored so that it can be shown again after a restart: the page has no script that could store it. */
interface ShownReport {
  /** URI of the report page in the deposit. */
  readonly report: string;
  readonly title: string;
  /** URIs of the deposited request and of its attachments folder. */
  readonly request: string;
  readonly pieces: string;
}

/** Shows the report of the latest deposit, in one panel. */
export class ReportView {
  private panel: WebviewPanel | undefined;
  private readonly serializer: Disposable;

  constructor(private readonly memento: Memento) {
    this.serializer = window.registerWebviewPanelSerializer(VIEW, {
      deserializeWebviewPanel: async panel => {
        const shown = shownIn(this.memento.get(MEMENTO_KEY));
        // The deposit may have gone in the meantime.
        const page = shown && (await pageOf(shown).catch(() => undefined));
        if (shown === undefined || page === undefined) panel.dispose();
        else this.render(this.adopt(panel), shown, page);
      },
    });
  }

  async show(shown: ShownReport): Promise<void> {
    const page = await pageOf(shown);
    const panel =
      this.panel ?? this.adopt(window.createWebviewPanel(VIEW, '', ViewColumn.Active, { enableFindWidget: true }));
    this.render(panel, shown, page);
    panel.reveal(undefined, false);
    await this.memento.update(MEMENTO_KEY, shown);
  }

  dispose(): void {
    this.serializer.dispose();
    this.panel?.dispose();
  }

  private render(panel: WebviewPanel, { report, title, request, pieces }: ShownReport, page: string): void {
    panel.title = title;
    const out = report.replace(/\/[^/]*$/, '');
    panel.webview.html = reportHtml(linked(page, SHOW_COMMAND, { request, pieces, out }), newNonce());
  }

  private adopt(panel: WebviewPanel): WebviewPanel {
    panel.webview.options = { enableScripts: false, enableCommandUris: [SHOW_COMMAND], localResourceRoots: [] };
    panel.onDidDispose(() => {
      if (this.panel === panel) this.panel = undefined;
    });
    this.panel = panel;
    return panel;
  }
}

const pageOf = async ({ report }: ShownReport): Promise<string> =>
  new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(report, true)));

function shownIn(value: unknown): ShownReport | undefined {
  const { report, title, request, pieces } = recordOf(value);
  if (typeof report !== 'string' || typeof title !== 'string') return undefined;
  if (typeof request !== 'string' || typeof pieces !== 'string') return undefined;
  return { report, title, request, pieces };
}

const newNonce = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
