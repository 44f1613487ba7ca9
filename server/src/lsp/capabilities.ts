import type {
  CodeActionKind,
  FileOperationPatternKind,
  InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import type { LigneMove } from '../app/lignes.js';
import type { Client } from './client.js';

/**
 * What we can do, by what the client can: decided before anything else is loaded, so that `initialize` is answered at
 * once. Of the library there are types here only.
 */
export function initialized(client: Client): InitializeResult {
  return { capabilities: capabilitiesFor(client), serverInfo: { name: 'Ségur JSON' } };
}

const INCREMENTAL = 2 satisfies TextDocumentSyncKind;
const QUICK_FIX = 'quickfix' satisfies CodeActionKind;
export const FIX_ALL_KIND = 'source.fixAll.segur';
export const REFACTOR_KIND = 'refactor.segur';

/** Kinds of refactoring as LSP names them, under a name of ours. */
export const LIGNE_KINDS: Readonly<Record<LigneMove, string>> = {
  add: 'refactor.rewrite.segur',
  duplicate: 'refactor.rewrite.segur',
  up: 'refactor.move.segur',
  down: 'refactor.move.segur',
  extract: 'refactor.extract.segur',
};

/** Shows the page of a rule. */
export const EXPLAIN_COMMAND = 'segur.expliquerRegle';
/** Has a rule silent, for a reason that the user gives. */
export const SILENCE_COMMAND = 'segur.taire';
export const PREPARE_COMMAND = 'segur.preparerDepot';
const FIX_ALL = 'segur.toutCorriger';
export const SPLIT = 'segur.decouper';
export const MERGE = 'segur.fusionner';
export const SOLDE = 'segur.creerSolde';

/** What the server runs by itself, for an editor that has none of our commands: as far as the editor lets it. */
export function commandsFor({ commands, appliesEdits, createsFiles }: Client): readonly string[] {
  if (commands.size > 0) return [];
  const editing = appliesEdits ? [FIX_ALL] : [];
  return [EXPLAIN_COMMAND, SILENCE_COMMAND, ...editing, ...(appliesEdits && createsFiles ? [SPLIT, MERGE, SOLDE] : [])];
}

/** A lens that does nothing at a click is not shown. */
export const showsLenses = ({ commands }: Client): boolean => commands.has(PREPARE_COMMAND);

/** The library's `FileOperationPatternKind.folder`. */
const FOLDER: FileOperationPatternKind = 'folder';
const FOLDERS = { filters: [{ scheme: 'file', pattern: { glob: '**', matches: FOLDER } }] };

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
