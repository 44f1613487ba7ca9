import { commands, type Disposable, languages, type TextEditor, window } from 'vscode';
import type { StatusParams } from '../../../server/src/lsp/protocol/index.js';
import { isOurs, LANGUAGE_ID } from '../documents.js';

/** What « when » clauses of the manifest ask: a command that could only refuse is not offered. */
export class Contexts {
  private readonly set = new Map<string, unknown>();
  private readonly subscriptions: readonly Disposable[];

  constructor(private readonly statusOf: (uri: string) => StatusParams | undefined) {
    this.subscriptions = [
      window.onDidChangeActiveTextEditor(() => {
        this.update();
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) this.update();
      }),
      languages.onDidChangeDiagnostics(({ uris }) => {
        const active = window.activeTextEditor?.document.uri.toString();
        if (uris.some(uri => uri.toString() === active)) this.update();
      }),
    ];
    this.update();
  }

  update(): void {
    const editor = window.activeTextEditor;
    const own = editor !== undefined && isOurs(editor.document) ? editor : undefined;
    // The old side of a diff, or another provider's text, in our language by its name.
    this.tell('segur.copie', editor?.document.languageId === LANGUAGE_ID && own === undefined);
    this.tell('segur.constat', own !== undefined && findingsAt(own).length > 0);
    this.tell('segur.fichier', own === undefined ? '' : kindOf(this.statusOf(own.document.uri.toString())));
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private tell(key: string, value: unknown): void {
    if (this.set.get(key) === value) return;
    this.set.set(key, value);
    void commands.executeCommand('setContext', key, value);
  }
}

/** Empty while it isn't known: then everything is offered. */
export function kindOf(status: StatusParams | undefined): '' | 'demande' | 'sortieAvance' | 'sortieSolde' {
  if (status === undefined) return '';
  if (!status.portalOutput) return 'demande';
  return status.profile?.endsWith('/solde') === true ? 'sortieSolde' : 'sortieAvance';
}

/** The rules of our findings at the cursor. */
export const findingsAt = ({ document, selection }: TextEditor): readonly string[] =>
  languages
    .getDiagnostics(document.uri)
    .filter(({ range }) => selection.intersection(range) !== undefined)
    .flatMap(({ code, source }) => (typeof code === 'object' && source === SOURCE ? [String(code.value)] : []));

const SOURCE = 'Ségur';
