import type {
  CodeActionKind,
  FileOperationPatternKind,
  InitializeParams,
  InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import type { LigneMove } from '../app/lignes.js';
import { field, textOf, textsOf } from '../language/unknown.js';
import { type Lang, langOf } from '../texts/typeset.js';
import { type Encoding, encodingOf } from './positions.js';

/** What the client can do and wants, read once from its `initialize`. */
export interface Client {
  readonly lang: Lang;
  /** The unit in which it counts the characters of a line. */
  readonly encoding: Encoding;
  readonly commands: ReadonlySet<string>;
  readonly settings: unknown;
  readonly folders: readonly string[];
  readonly canPull: boolean;
  /** It wants to hear about files that aren't open: it forgets those that it doesn't ask for when their tab closes. */
  readonly judgesClosedFiles: boolean;
  /** It keeps documents open whose files were deleted, and gives no `file:` URI to one that was never saved. */
  readonly keepsDeleted: boolean;
  /** It can show one of its settings. */
  readonly opensSettings: boolean;
  readonly canRefresh: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  /** It can rename files as part of an edit. */
  readonly renamesFiles: boolean;
  /** It lets the server edit and create files. */
  readonly appliesEdits: boolean;
  readonly createsFiles: boolean;
  readonly showsDocuments: boolean;
  readonly relatedInformation: boolean;
  readonly documentChanges: boolean;
  readonly resolvesEdits: boolean;
  readonly snippets: boolean;
  /** It inserts a text with the indentation that we give. */
  readonly keepsIndent: boolean;
  readonly hierarchicalSymbols: boolean;
  /** It asks for a workspace symbol's location when the user goes there. */
  readonly resolvesSymbols: boolean;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly folderChanges: boolean;
  /** It reports folders that its user moves or removes. */
  readonly folderOperations: boolean;
  /** It reports files that change on disk, if asked to. */
  readonly watchesFiles: boolean;
  /** Also those outside its folders. */
  readonly relativePatterns: boolean;
}

/** `InsertTextMode.asIs`. */
const AS_IS = 1;

export function clientOf(params: InitializeParams, lang: Lang): Client {
  const { textDocument, workspace } = params.capabilities;
  const options: unknown = params.initializationOptions;
  const locale = textOf(field(options, 'lang')) ?? params.locale;
  const completion = textDocument?.completion?.completionItem;
  return {
    lang: locale === undefined || locale === '' ? lang : langOf(locale),
    encoding: encodingOf(params.capabilities.general?.positionEncodings),
    commands: new Set(textsOf(field(options, 'commands'))),
    settings: field(options, 'settings'),
    folders: params.workspaceFolders?.map(folder => folder.uri) ?? [],
    canPull: textDocument?.diagnostic !== undefined,
    judgesClosedFiles: field(options, 'fichiersFermes') !== false,
    keepsDeleted: field(options, 'gardeSupprimes') === true,
    opensSettings: field(options, 'reglages') === true,
    canRefresh: workspace?.diagnostics?.refreshSupport ?? false,
    refreshesHints: workspace?.inlayHint?.refreshSupport ?? false,
    refreshesLenses: workspace?.codeLens?.refreshSupport ?? false,
    renamesFiles: workspace?.workspaceEdit?.resourceOperations?.includes('rename') ?? false,
    appliesEdits: workspace?.applyEdit ?? false,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') ?? false,
    showsDocuments: params.capabilities.window?.showDocument?.support ?? false,
    relatedInformation:
      (textDocument?.publishDiagnostics?.relatedInformation ?? false) ||
      (textDocument?.diagnostic?.relatedInformation ?? false),
    documentChanges: workspace?.workspaceEdit?.documentChanges ?? false,
    resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') ?? false,
    snippets: completion?.snippetSupport ?? false,
    keepsIndent: completion?.insertTextModeSupport?.valueSet.includes(AS_IS) ?? false,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
    resolvesSymbols: workspace?.symbol?.resolveSupport?.properties.includes('location.range') ?? false,
    configuration: workspace?.configuration ?? false,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    folderChanges: workspace?.workspaceFolders ?? false,
    folderOperations:
      (workspace?.fileOperations?.didRename ?? false) && (workspace?.fileOperations?.didDelete ?? false),
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    relativePatterns: workspace?.didChangeWatchedFiles?.relativePatternSupport ?? false,
  };
}

/**
 * What we can do, depending on the client: decided before anything else is loaded, so that `initialize` is answered at
 * once. Uses only types of the library.
 */
export function initialized(client: Client): InitializeResult {
  return { capabilities: capabilitiesFor(client), serverInfo: { name: 'Ségur JSON' } };
}

const INCREMENTAL = 2 satisfies TextDocumentSyncKind;
const QUICK_FIX = 'quickfix' satisfies CodeActionKind;
export const FIX_ALL_KIND = 'source.fixAll.segur';
export const REFACTOR_KIND = 'refactor.segur';

/** Kinds of refactoring as LSP names them, with our own suffix. */
export const LIGNE_KINDS: Readonly<Record<LigneMove, string>> = {
  add: 'refactor.rewrite.segur',
  duplicate: 'refactor.rewrite.segur',
  up: 'refactor.move.segur',
  down: 'refactor.move.segur',
  extract: 'refactor.extract.segur',
};

/** Shows the page of a rule. */
export const EXPLAIN_COMMAND = 'segur.expliquerRegle';
/** Silences a rule, for a reason that the user gives. */
export const SILENCE_COMMAND = 'segur.taire';
export const PREPARE_COMMAND = 'segur.preparerDepot';
const FIX_ALL = 'segur.toutCorriger';
export const SPLIT = 'segur.decouper';
export const MERGE = 'segur.fusionner';
export const SOLDE = 'segur.creerSolde';

/** What the server runs itself, for an editor without our commands, as far as the editor allows. */
export function commandsFor({ commands, appliesEdits, createsFiles }: Client): readonly string[] {
  if (commands.size > 0) return [];
  const editing = appliesEdits ? [FIX_ALL] : [];
  return [EXPLAIN_COMMAND, SILENCE_COMMAND, ...editing, ...(appliesEdits && createsFiles ? [SPLIT, MERGE, SOLDE] : [])];
}

/** A lens that does nothing on click is not shown. */
export const showsLenses = ({ commands }: Client): boolean => commands.has(PREPARE_COMMAND);

/** The library's `FileOperationPatternKind.folder`. */
const FOLDER: FileOperationPatternKind = 'folder';
const FOLDERS = { filters: [{ pattern: { glob: '**', matches: FOLDER } }] };

function capabilitiesFor(client: Client): InitializeResult['capabilities'] {
  return {
    positionEncoding: client.encoding,
    textDocumentSync: { openClose: true, change: INCREMENTAL, save: { includeText: false } },
    ...(client.canPull
      ? {
          diagnosticProvider: {
            identifier: 'segur',
            interFileDependencies: true,
            workspaceDiagnostics: client.judgesClosedFiles,
          },
        }
      : {}),
    codeActionProvider: {
      codeActionKinds: [
        QUICK_FIX,
        FIX_ALL_KIND,
        ...new Set(Object.values(LIGNE_KINDS)),
        ...(commandsFor(client).includes(SPLIT) ? [REFACTOR_KIND] : []),
      ],
      resolveProvider: client.resolvesEdits,
    },
    completionProvider: { triggerCharacters: ['"', ':'] },
    hoverProvider: true,
    documentSymbolProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    workspaceSymbolProvider: { resolveProvider: client.resolvesSymbols },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentHighlightProvider: true,
    selectionRangeProvider: true,
    inlayHintProvider: true,
    foldingRangeProvider: true,
    renameProvider: { prepareProvider: true },
    ...(commandsFor(client).length === 0 ? {} : { executeCommandProvider: { commands: [...commandsFor(client)] } }),
    documentLinkProvider: {},
    ...(showsLenses(client) ? { codeLensProvider: { resolveProvider: true } } : {}),
    workspace: {
      ...(client.folderChanges ? { workspaceFolders: { supported: true, changeNotifications: true } } : {}),
      ...(client.folderOperations ? { fileOperations: { didRename: FOLDERS, didDelete: FOLDERS } } : {}),
    },
  };
}
