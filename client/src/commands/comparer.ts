import {
  commands,
  type Disposable,
  type Position,
  Range,
  type TextDocument,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { ComparedSide, CompareParams, CompareResult } from '../../../server/src/lsp/protocol/index.js';
import type { CompareMessages } from '../../../server/src/texts/client/main.js';
import type { Lang } from '../../../server/src/texts/typeset.js';
import { isOurs, lastPart } from '../documents.js';
import type { Server } from '../server.js';
import { compareFilePage, comparePage, type PageAction, type PageSide, type RowFilter } from '../views/html.js';
import { type Command, type CommandContext, targetOf } from './context.js';

/** The panel of each session. */
const PANELS = new WeakMap<Server, ComparePanel>();

/** The user may type while the server computes. */
const MAX_TRIES = 3;

/**
 * Shows avance and solde of the request at the cursor side by side; if the cursor is in none, all of them in one table.
 */
export const comparer: Command = (context, args) =>
  shown(context, args, document => {
    const position = cursorIn(document);
    return position === undefined ? {} : { position };
  });

/** Shows all requests of the file in one table. */
export const comparerFichier: Command = (context, args) => shown(context, args, () => ({ whole: true }));

async function shown(
  context: CommandContext,
  args: readonly unknown[],
  what: (document: TextDocument) => Pick<CompareParams, 'position' | 'whole'>,
): Promise<void> {
  const { server, texts, lang } = context;
  const document = await targetOf(context, args);
  if (document === undefined || !isOurs(document)) {
    void window.showWarningMessage(texts.compare.noRequest);
    return;
  }
  const uri = document.uri.toString();
  const result = await ask(server, { uri, ...what(document) });
  if (result === 'cancelled') return;
  if (result === null || result.kind === 'none') {
    void window.showInformationMessage(result?.reason ?? texts.compare.noRequest);
    return;
  }
  const panel = PANELS.get(server) ?? new ComparePanel(server, lang, texts.compare);
  PANELS.set(server, panel);
  panel.show(uri, result);
}

function cursorIn(document: TextDocument): Position | undefined {
  const editor = window.activeTextEditor;
  return editor?.document === document ? editor.selection.active : undefined;
}

async function ask(server: Server, params: CompareParams): Promise<CompareResult | null | 'cancelled'> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const result = await server.compare(params);
    if (result !== 'moved') return result;
  }
  return null;
}

/** One request, or all of a file. */
type Shown = Extract<CompareResult, { kind: 'compared' | 'file' }>;

/** Exists only with a panel: not a command for users. */
const OPEN = 'segur.comparer.ouvrir';

/** How long to wait for a pause in typing: a page that changes at every key can't be read. */
const PAUSE = 200;

const isSide = (value: unknown): value is 'avance' | 'solde' => value === 'avance' || value === 'solde';

/** One panel beside the editor, which follows the files while it is open. */
class ComparePanel {
  private panel: WebviewPanel | undefined;
  private shown: { readonly uri: string; readonly result: Shown; readonly stale: boolean } | undefined;
  private filter: RowFilter = 'all';
  private search = '';
  private subscriptions: readonly Disposable[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly server: Server,
    private readonly lang: Lang,
    private readonly texts: CompareMessages,
  ) {}

  show(uri: string, result: Shown): void {
    if (this.shown?.uri !== uri) [this.filter, this.search] = ['all', ''];
    this.panel ??= this.create();
    this.shown = { uri, result, stale: false };
    this.render();
    this.panel.reveal(undefined, true);
  }

  private create(): WebviewPanel {
    // No script runs in the page: its links can open the files and switch its tables, and nothing else.
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
      commands.registerCommand(OPEN, (...action: readonly unknown[]) => this.act(action)),
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

  /** What a link of the page asks for. */
  private async act([action, first, second]: readonly unknown[]): Promise<void> {
    const { shown } = this;
    if (shown === undefined) return;
    const { result } = shown;
    const rows = result.kind === 'file' ? result.file.rows : [];
    if (action === 'open' && isSide(first)) {
      const side = result.kind === 'file' ? rows[Number(second)]?.[first] : result[first];
      if (side !== undefined && side !== null) await openAt(side);
    } else if (action === 'detail') {
      const demande = rows[Number(first)]?.demande;
      if (demande !== undefined) await this.turnTo({ uri: shown.uri, demande });
    } else if (action === 'whole') await this.turnTo({ uri: shown.uri, whole: true });
    else if (action === 'filter' && isFilter(first)) this.narrow(first, this.search);
    else if (action === 'clear') this.narrow(this.filter, '');
    else if (action === 'search') {
      const text = await window.showInputBox({ title: this.texts.search, value: this.search });
      if (text !== undefined) this.narrow(this.filter, text.trim());
    }
  }

  private narrow(filter: RowFilter, search: string): void {
    [this.filter, this.search] = [filter, search];
    this.render();
  }

  private async turnTo(params: CompareParams): Promise<void> {
    const result = await this.server.compare(params);
    if (result === 'moved' || result === 'cancelled' || result === null || this.panel === undefined) return;
    if (result.kind === 'none') void window.showInformationMessage(result.reason);
    else this.show(params.uri, result);
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
    const { result } = shown;
    const sides = result.kind === 'compared' ? [result] : result.file.rows;
    const uris = new Set([shown.uri, ...sides.flatMap(({ avance, solde }) => [avance?.uri, solde?.uri])]);
    return [...uris].some(one => one !== undefined && Uri.parse(one, true).toString() === uri.toString());
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
    const { uri, result: before } = shown;
    const params = before.kind === 'compared' ? { uri, demande: before.demande } : { uri, whole: true as const };
    const result = await this.server.compare(params, true).catch(() => null);
    // Closed or switched to another request in the meantime; or the text moved on, and its change brings us back here.
    if (this.shown !== shown || result === 'moved' || result === 'cancelled') return;
    this.shown = result?.kind === before.kind ? { uri, result, stale: false } : { ...shown, stale: true };
    this.render();
  }

  private render(): void {
    const { panel, shown, lang, texts } = this;
    if (panel === undefined || shown === undefined) return;
    const { result, stale } = shown;
    const nonce = crypto.randomUUID();
    if (result.kind === 'file') {
      const { file } = result;
      panel.title = texts.panelTitle(file.name);
      const { filter, search } = this;
      panel.webview.html = compareFilePage({ lang, file, stale, filter, search, link }, texts, nonce);
      return;
    }
    const { comparison, avance, solde } = result;
    panel.title = texts.panelTitle(comparison.title);
    const sides = { avance: sideOf(avance, 'avance'), solde: sideOf(solde, 'solde') };
    panel.webview.html = comparePage({ lang, comparison, ...sides, stale, whole: link('whole') }, texts, nonce);
  }
}

const isFilter = (value: unknown): value is RowFilter =>
  value === 'all' || value === 'differs' || value === 'alone' || value === 'same';

const link = (...action: PageAction): string => `command:${OPEN}?${encodeURIComponent(JSON.stringify(action))}`;

/** Beside the panel, at the request. */
async function openAt({ uri, range: { start } }: ComparedSide): Promise<void> {
  const viewColumn = window.visibleTextEditors[0]?.viewColumn ?? ViewColumn.One;
  await window.showTextDocument(Uri.parse(uri, true), {
    viewColumn,
    selection: new Range(start.line, start.character, start.line, start.character),
  });
}

function sideOf({ uri, portalOutput }: ComparedSide, side: 'avance' | 'solde'): PageSide {
  const { path } = Uri.parse(uri, true);
  return { name: lastPart(path), link: link('open', side, 0), portalOutput };
}
