import {
  commands,
  CompletionItemKind,
  type CompletionList,
  languages,
  Position,
  type QuickPickItem,
  Range,
  SnippetString,
  type TextDocument,
  TextEdit,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import {
  type DemandeState,
  LIST_REQUEST,
  type ListParams,
  type ListResult,
  type Mendings,
  type ProfileItem,
  type Refused,
} from '../../../server/src/lsp/protocol/index.js';
import type { Messages } from '../../../server/src/texts/client/main.js';
import { answered, exists, mayEdit, nameOf } from '../deposit/asking.js';
import { isOurs, JSON_LANGUAGE_ID, LANGUAGE_ID, lastPart, SCHEMES } from '../documents.js';
import { folderOf } from '../transform/writing.js';
import { kindOf } from '../views/contexts.js';
import { adopterModele } from './adopterModele.js';
import { comparer, comparerFichier } from './comparer.js';
import { type Command, type CommandContext, openedBy, targetOf } from './context.js';
import { generer } from './generer.js';
import { type CommandId, COMMANDS } from './ids.js';
import { creerSolde, decouper, fusionner, lireRetour } from './transformer.js';
import { choisirPiece, concatener, verifierPieces } from './pieces.js';
import { preparerDepot } from './preparerDepot.js';
import { expliquerRegle, taire } from './regles.js';

const STATES = ['aCorriger', 'prete', 'deposee', 'sortieRecue', 'soldeAFaire'] as const satisfies DemandeState[];

/** Shows the requests of one state in « Dépôts Ségur », or all. */
async function filtrerDepots({ depots, texts }: CommandContext): Promise<void> {
  const all: QuickPickItem & { readonly state?: DemandeState } = { label: texts.allStates };
  const items = [all, ...STATES.map(state => ({ label: texts.states[state], state }))];
  const picked = await window.showQuickPick(items, { title: texts.filterStates });
  if (picked !== undefined) depots.filter(picked.state);
}

/** What can be done with the current request, from the status bar. */
async function menu({ texts, status }: CommandContext): Promise<void> {
  const { menu: labels } = texts;
  const kind = kindOf(status.of(window.activeTextEditor?.document.uri.toString() ?? ''));
  const isOutput = kind.startsWith('sortie');
  const items: readonly (QuickPickItem & { readonly command: string })[] = [
    { label: `$(wand) ${labels.toutCorriger}`, command: COMMANDS.toutCorriger },
    { label: `$(warning) ${texts.showProblems}`, command: 'workbench.actions.view.problems' },
    ...(isOutput ? [] : [{ label: `$(package) ${labels.preparerDepot}`, command: COMMANDS.preparerDepot }]),
    { label: `$(diff) ${labels.comparer}`, command: COMMANDS.comparer },
    ...(isOutput ? [{ label: `$(mail-read) ${labels.lireRetour}`, command: COMMANDS.lireRetour }] : []),
    ...(kind === 'sortieAvance'
      ? [{ label: `$(arrow-circle-right) ${labels.creerSolde}`, command: COMMANDS.creerSolde }]
      : []),
    { label: `$(symbol-class) ${texts.chooseProfile}`, command: COMMANDS.choisirProfil },
    { label: `$(file-symlink-file) ${labels.adopterModele}`, command: COMMANDS.adopterModele },
  ];
  const picked = await window.showQuickPick(items, { title: labels.title });
  if (picked !== undefined) await commands.executeCommand(picked.command);
}

async function redemarrerServeur({ server, texts }: CommandContext): Promise<void> {
  try {
    await server.restart();
  } catch (error) {
    void window.showErrorMessage(texts.startFailed(error instanceof Error ? error.message : String(error)));
  }
}

/** Its type ties it to the ids: a command without code doesn't compile. */
export const REGISTRY: Readonly<Record<CommandId, Command>> = {
  [COMMANDS.choisirProfil]: choisirProfil,
  [COMMANDS.toutCorriger]: toutCorriger,
  [COMMANDS.adopterModele]: adopterModele,
  [COMMANDS.comparer]: comparer,
  [COMMANDS.comparerFichier]: comparerFichier,
  [COMMANDS.decouper]: decouper,
  [COMMANDS.fusionner]: fusionner,
  [COMMANDS.lireRetour]: lireRetour,
  [COMMANDS.creerSolde]: creerSolde,
  [COMMANDS.preparerDepot]: preparerDepot,
  [COMMANDS.verifierPieces]: verifierPieces,
  [COMMANDS.choisirPiece]: choisirPiece,
  [COMMANDS.concatener]: concatener,
  [COMMANDS.genererDepuisTableau]: generer,
  [COMMANDS.exporterTableau]: exporterTable,
  [COMMANDS.nouvelleDemande]: nouvelleDemande,
  [COMMANDS.filtrerDepots]: filtrerDepots,
  [COMMANDS.menu]: menu,
  [COMMANDS.expliquerRegle]: expliquerRegle,
  [COMMANDS.taire]: taire,
  [COMMANDS.redemarrerServeur]: redemarrerServeur,
};

interface ProfilePick extends QuickPickItem {
  /** Undefined: back to what name and content say. */
  readonly id: string | undefined;
}

/** Lets the user choose a request's profile, and remembers it for that file. */
async function choisirProfil(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const { server, choices, status, texts } = context;
  const document = await targetOf(context, args);
  if (document === undefined || !isEligible(document)) {
    void window.showWarningMessage(texts.noRequest);
    return;
  }
  const uri = document.uri.toString();
  const known = status.of(uri);
  const picked = await window.showQuickPick(picksOf(await server.profiles(), known?.profile ?? undefined, texts), {
    placeHolder: texts.profilePlaceholder(lastPart(document.uri.path)),
    matchOnDescription: true,
  });
  if (picked === undefined) return;
  // Giving a JSON file a profile says that it is a request, whatever its content.
  if (!isOurs(document)) await languages.setTextDocumentLanguage(document, LANGUAGE_ID);
  const failure = await choices.remember(document.uri, picked.id);
  if (failure !== undefined) void window.showWarningMessage(texts.choiceNotKept(failure));
  await server.settingsChanged();
}

const isEligible = (document: TextDocument): boolean =>
  isOurs(document) || (document.languageId === JSON_LANGUAGE_ID && SCHEMES.includes(document.uri.scheme));

/** The current profile comes first, under the keyboard. */
function picksOf(profiles: readonly ProfileItem[], current: string | undefined, texts: Messages): ProfilePick[] {
  const automatic: ProfilePick = { id: undefined, label: texts.automaticProfile, detail: texts.automaticProfileDetail };
  const isCurrent = ({ id }: ProfileItem): boolean => id === current;
  const ordered = [...profiles.filter(isCurrent), ...profiles.filter(profile => !isCurrent(profile))];
  return [...ordered.map(profile => pickOf(profile, isCurrent(profile), texts)), automatic];
}

function pickOf({ id, title, reconstructed }: ProfileItem, isCurrent: boolean, texts: Messages): ProfilePick {
  const description = [
    id,
    ...(reconstructed ? [texts.reconstructed] : []),
    ...(isCurrent ? [texts.currentProfile] : []),
  ].join(' · ');
  return { id, label: title, description };
}

/** The user may type while the server computes; then it is asked again for the new version. */
const MAX_TRIES = 3;

/** Applies every safe fix in one undo step, then says what is left to do by hand. */
async function toutCorriger(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const { server, texts } = context;
  const document = await targetOf(context, args);
  if (document === undefined || !isOurs(document)) {
    void window.showWarningMessage(texts.noRequest);
    return;
  }
  if (!(await mayEdit(document, texts))) return;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const result = await server.fixAll(document.uri.toString());
    if (result === null) {
      void window.showWarningMessage(texts.noRequest);
      return;
    }
    if (result !== 'moved' && 'refused' in result) {
      void window.showWarningMessage(result.refused);
      return;
    }
    if (result !== 'moved' && result.version === document.version && (await apply(document, result))) {
      tell(result, texts);
      return;
    }
  }
  void window.showWarningMessage(texts.documentMoved);
}

/** False if the document changed: VS Code refuses an edit to an older version. */
async function apply(document: TextDocument, { edits }: Mendings): Promise<boolean> {
  if (edits.length === 0) return true;
  const edit = new WorkspaceEdit();
  edit.set(
    document.uri,
    edits.map(
      ({ range: { start, end }, newText }) =>
        new TextEdit(new Range(start.line, start.character, end.line, end.character), newText),
    ),
  );
  return workspace.applyEdit(edit);
}

/** Not awaited: the command is over when the text is fixed, not when the message is closed. */
function tell({ applied, left }: Mendings, texts: Messages): void {
  const toDecide = left.errors + left.warnings;
  const buttons = toDecide === 0 ? [] : [texts.showProblems];
  void window.showInformationMessage(texts.fixed(applied, toDecide), ...buttons).then(picked => {
    if (picked !== undefined) void commands.executeCommand('workbench.actions.view.problems');
  });
}

/** A new request with a profile that the user picks, as a snippet with placeholders. Nothing is saved. */
async function nouvelleDemande({ server, texts }: CommandContext): Promise<void> {
  const items = (await server.profiles()).map(
    ({ id, title, reconstructed }): QuickPickItem => ({
      label: id,
      description: title,
      ...(reconstructed ? { detail: texts.reconstructed } : {}),
    }),
  );
  const picked = await window.showQuickPick(items, { title: texts.newRequest, matchOnDescription: true });
  if (picked === undefined) return;
  const document = await languages.setTextDocumentLanguage(
    await workspace.openTextDocument(
      await freeName(`${texts.newRequestName}.${picked.label.toLowerCase().replace('/', '.')}`),
    ),
    LANGUAGE_ID,
  );
  const editor = await window.showTextDocument(document);
  const start = new Position(0, 0);
  const { items: proposals } = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    start,
  );
  const whole = proposals.find(({ kind, label }) => kind === CompletionItemKind.Snippet && label === picked.label);
  if (whole === undefined) return;
  const text = whole.insertText instanceof SnippetString ? whole.insertText : new SnippetString(whole.insertText);
  await editor.insertSnippet(text, new Range(start, start));
}

/** An unused name that shows the profile, in the current folder. */
async function freeName(stem: string): Promise<Uri> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  for (let number = 1; ; number++) {
    const name = `${number === 1 ? stem : stem.replace('.', `-${String(number)}.`)}.json`;
    if (folder === undefined) return Uri.from({ scheme: 'untitled', path: name });
    const file = Uri.joinPath(folder, name);
    const there = await workspace.fs.stat(file).then(
      () => true,
      () => false,
    );
    const open = workspace.textDocuments.some(({ uri }) => uri.path === file.path);
    if (!there && !open) return file.with({ scheme: 'untitled' });
  }
}

const BOM = '\ufeff';

/** Lists the requests of one file, or of the selected files, as a table for spreadsheets. */
async function exporterTable(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const {
    server,
    texts: { table: texts },
  } = context;
  const documents = await requests(context, args);
  const [first] = documents;
  if (first === undefined) {
    void window.showWarningMessage(texts.notRequests);
    return;
  }
  // As in the editor, unsaved edits included.
  const params: ListParams = {
    files: documents.map(document => ({ uri: document.uri.toString(), text: document.getText() })),
  };
  const list = answered<Exclude<ListResult, Refused>>(
    context,
    await server.ask<ListResult | null>(LIST_REQUEST, params),
  );
  if (list === undefined) return;
  const folder = folderOf(first);
  const name = `${documents.length === 1 ? nameOf(first.uri).replace(/\.json$/i, '') : 'demandes'}.csv`;
  const target = await window.showSaveDialog({
    title: texts.saveTitle,
    filters: { CSV: ['csv'] },
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, name) }),
  });
  if (target === undefined) return;
  const edit = new WorkspaceEdit();
  edit.createFile(target, { overwrite: await exists(target), contents: new TextEncoder().encode(BOM + list.csv) });
  if (!(await workspace.applyEdit(edit))) {
    void window.showErrorMessage(texts.notWritten);
    return;
  }
  if (list.broken.length > 0) void window.showWarningMessage(texts.broken(list.broken));
  if (list.lost.length > 0) void window.showWarningMessage(texts.unlisted(list.lost));
  void window.showInformationMessage(texts.exported(list.demandes, nameOf(target)));
}

/** The files selected in the explorer, otherwise the one that the command is about. */
async function requests(context: CommandContext, args: readonly unknown[]): Promise<readonly TextDocument[]> {
  const many: readonly unknown[] = Array.isArray(args[1]) ? args[1] : [];
  const selected = many.filter(item => item instanceof Uri);
  if (selected.length > 1) return Promise.all(selected.map(uri => openedBy(context, uri)));
  const document = await targetOf(context, args);
  return document !== undefined && (isOurs(document) || document.languageId === 'json') ? [document] : [];
}
