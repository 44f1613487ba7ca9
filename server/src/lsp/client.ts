import type { InitializeParams } from 'vscode-languageserver/node';
import { type Lang, langOf } from '../texts/typeset.js';
import { field, textOf, textsOf } from '../language/unknown.js';
import { encodingOf, type Encoding } from './positions.js';

/** What the client can do and wants, read once from its `initialize`. */
export interface Client {
  readonly lang: Lang;
  /** What it counts the characters of a line in. */
  readonly encoding: Encoding;
  readonly commands: ReadonlySet<string>;
  readonly settings: unknown;
  readonly folders: readonly string[];
  readonly canPull: boolean;
  /** It wants to hear of files that aren't open: those it doesn't ask for, it forgets when their tab closes. */
  readonly judgesClosedFiles: boolean;
  readonly canRefresh: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  /** It renames files as part of an edit. */
  readonly renamesFiles: boolean;
  /** It lets the server edit, and make files. */
  readonly appliesEdits: boolean;
  readonly createsFiles: boolean;
  readonly showsDocuments: boolean;
  readonly relatedInformation: boolean;
  readonly documentChanges: boolean;
  readonly resolvesEdits: boolean;
  readonly snippets: boolean;
  /** It inserts a text with the indentation that we give it. */
  readonly keepsIndent: boolean;
  readonly hierarchicalSymbols: boolean;
  /** It asks for the place of a workspace symbol when it goes there. */
  readonly resolvesSymbols: boolean;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly folderChanges: boolean;
  /** It tells of folders that its user moves or removes. */
  readonly folderOperations: boolean;
  /** It tells of files that change on disk, when asked to. */
  readonly watchesFiles: boolean;
  /** Also of those outside its folders. */
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
