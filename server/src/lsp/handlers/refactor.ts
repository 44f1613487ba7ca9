import {
  type CodeAction,
  type CodeActionContext,
  CodeActionTriggerKind,
  LSPErrorCodes,
  type RenameFile,
  ResponseError,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { type Analysis, analyze } from '../../analysis/analyze.js';
import {
  LIGNE_MOVES,
  type LigneMove,
  moveLigne,
  movesOf,
  renamedNumbers,
  renamedPieces,
  renamedReferences,
  type Renaming,
} from '../../app/lignes.js';
import { demandeOf, type Sighting } from '../../features/navigate.js';
import type { TextReplacement } from '../../features/remedies.js';
import { partsFolderOf, sourcesOf } from '../../format/pieces/folder.js';
import type { Span } from '../../language/span.js';
import { field } from '../../language/unknown.js';
import { lookAt } from '../../node/workspaceFiles.js';
import { ANSWERS } from '../../texts/editor/answers.js';
import { LIGNE_KINDS } from '../client.js';
import { nameOf, toTextEdits } from '../convert.js';
import { guarded } from '../guard.js';
import type { Opened } from '../host.js';
import { uriIn } from '../pieces/actions.js';
import type { KnownFolder } from '../pieces/folders.js';
import { textIn } from '../positions.js';
import type { Session } from '../session.js';
import type { Workspace } from '../workspace/workspace.js';
import { sightingIn } from './navigation.js';

/** What can be done with the ligne at the cursor; only on request, since it would light a bulb everywhere. */
export function ligneActions(opened: Opened, span: Span, context: CodeActionContext): CodeAction[] {
  if (context.triggerKind === CodeActionTriggerKind.Automatic && span.start === span.end) return [];
  const { analysis, client } = opened;
  const index = analysis.lignes.findIndex(({ ligne }, chunk) => {
    const origin = analysis.originOf(chunk);
    return origin + ligne.span.start <= span.start && span.end <= origin + ligne.span.end;
  });
  const possible = index < 0 ? [] : movesOf(analysis, index);
  return possible
    .filter(move => move !== 'extract' || (client.createsFiles && client.documentChanges))
    .map((move): CodeAction => {
      const action = { title: ANSWERS.ligne[move][client.lang], kind: LIGNE_KINDS[move] };
      return client.resolvesEdits
        ? { ...action, data: { uri: opened.uri, version: opened.version, move, index } }
        : { ...action, edit: ligneEdit(opened, move, index) };
    });
}

/** The edit of such an action, from its `data`; undefined for another action's data. */
export function resolvedLigne(opened: Opened, data: unknown): WorkspaceEdit | undefined {
  const move = LIGNE_MOVES.find(one => one === field(data, 'move'));
  const index = field(data, 'index');
  return move === undefined || typeof index !== 'number' ? undefined : ligneEdit(opened, move, index);
}

function ligneEdit(opened: Opened, move: LigneMove, index: number): WorkspaceEdit {
  const { analysis, engine, uri, version, client } = opened;
  const { edits, extracted } = moveLigne(engine.catalog, analysis, { move, index, file: nameOf(uri) });
  const own = toTextEdits(opened, edits);
  if (!client.documentChanges) return { changes: { [uri]: own } };
  const fresh = extracted && uri.replace(/[^/]*$/, encodeURIComponent(extracted.name));
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      ...(fresh === undefined || extracted === undefined
        ? []
        : [
            { kind: 'create' as const, uri: fresh, options: { overwrite: false, ignoreIfExists: false } },
            {
              textDocument: { uri: fresh, version: null },
              edits: [{ range: { start, end: start }, newText: extracted.text }],
            },
          ]),
      { textDocument: { uri, version }, edits: own },
    ],
  };
}

/** One of the files with the number. */
interface Bearer {
  readonly uri: string;
  /** Undefined for a file that isn't open. */
  readonly version: number | null;
  readonly analysis: Analysis;
  readonly text: Opened['text'];
  readonly chunks: ReadonlySet<number>;
}

/** F2 on a `numeroEditeur`: avance, output, solde, and the attachments named after it. */
export function answerRename(session: Session, workspace: Workspace): void {
  const { connection } = session;
  connection.onPrepareRename(
    guarded(connection, 'prepare rename', null, async ({ textDocument: { uri }, position }) => {
      const sighting = await sightingIn(session, workspace, uri, position);
      if (sighting?.fact.role !== 'numeroEditeur') return null;
      const location = workspace.locate(sighting.file.id, sighting.ligne.chunk, insideOf(sighting.fact));
      return location === undefined ? null : { range: location.range, placeholder: sighting.fact.value };
    }),
  );
  connection.onRenameRequest(
    guarded(connection, 'rename', null, async ({ textDocument: { uri }, position, newName }, token) => {
      // All files with the number, or none.
      await workspace.complete(token);
      const sighting = await sightingIn(session, workspace, uri, position);
      if (sighting?.fact.role !== 'numeroEditeur') return null;
      const to = newName.trim();
      const refused = refusalOf(workspace, sighting, to);
      if (refused !== undefined)
        throw new ResponseError(LSPErrorCodes.RequestFailed, ANSWERS.renameNumber[refused][session.client.lang]);
      const bearers = await bearersOf(session, workspace, sighting);
      const folder = session.client.renamesFiles ? await session.pieces.listed(uri) : undefined;
      return editOf(session, bearers, folder, { from: sighting.fact.value, to });
    }),
  );
}

/** Without the quotes: as long as it has no escapes, it is as long as its value. */
function insideOf({ span, value }: Sighting['fact']): Span {
  const quoted = span.end - span.start === value.length + 2;
  return quoted ? { start: span.start + 1, end: span.end - 1 } : span;
}

/** Two requests under one number couldn't be told apart, and no later renaming would separate them. */
function refusalOf({ index }: Workspace, sighting: Sighting, to: string): 'empty' | 'taken' | undefined {
  if (to === '') return 'empty';
  if (to === sighting.fact.value) return undefined;
  const own = new Set(demandeOf(index, sighting).map(({ ligne }) => ligne));
  const files = new Set(demandeOf(index, sighting).map(({ file }) => file.id));
  const others = index.occurrences('numeroEditeur', to).filter(({ ligne }) => !own.has(ligne));
  return others.some(({ file }) => files.has(file.id)) ? 'taken' : undefined;
}

async function bearersOf(session: Session, workspace: Workspace, sighting: Sighting): Promise<readonly Bearer[]> {
  const chunks = new Map<string, Set<number>>([[sighting.file.id, new Set([sighting.ligne.chunk])]]);
  for (const { file, ligne } of demandeOf(workspace.index, sighting)) {
    if (ligne.numeroEditeur?.value !== sighting.fact.value) continue;
    chunks.set(file.id, (chunks.get(file.id) ?? new Set()).add(ligne.chunk));
  }
  const found: Bearer[] = [];
  for (const [id, own] of chunks) {
    const uri = workspace.uriOf(id);
    const opened = await session.current(uri);
    if (opened !== undefined) found.push({ ...opened, chunks: own });
    else found.push(...(await closed(session, uri, id, own)));
  }
  return found;
}

async function closed(
  session: Session,
  uri: string,
  id: string,
  chunks: ReadonlySet<number>,
): Promise<readonly Bearer[]> {
  const { engine, options } = await session.readingOf(uri);
  const looked = await lookAt(id, engine.catalog.listKeys);
  if (looked.kind !== 'request') return [];
  const analysis = analyze(engine, looked.text, options);
  return [{ uri, version: null, analysis, text: textIn(session.client.encoding, looked.text), chunks }];
}

function editOf(
  { client }: Session,
  bearers: readonly Bearer[],
  folder: KnownFolder | undefined,
  renaming: Renaming,
): WorkspaceEdit {
  // If the files can't be renamed, their names in the request stay too.
  const all = bearers.flatMap(({ analysis, chunks }) => [...renamedPieces(analysis, chunks, renaming)]);
  const names = new Map(client.renamesFiles && folder !== undefined ? all : []);
  const edits = bearers.map(bearer => ({
    bearer,
    edits: toTextEdits(bearer, [
      ...renamedNumbers(bearer.analysis, bearer.chunks, renaming),
      ...renamedReferences(bearer.analysis, names),
    ] satisfies readonly TextReplacement[]),
  }));
  if (!client.documentChanges) return { changes: Object.fromEntries(edits.map(one => [one.bearer.uri, one.edits])) };
  const documents = edits.map(
    ({ bearer: { uri, version }, edits: own }): TextDocumentEdit => ({ textDocument: { uri, version }, edits: own }),
  );
  return { documentChanges: [...documents, ...(folder === undefined ? [] : fileRenames(folder, names))] };
}

/** On disk, for the existing files and folders of parts. */
function fileRenames(known: KnownFolder, names: ReadonlyMap<string, string>): readonly RenameFile[] {
  return [...names].flatMap(([from, to]): RenameFile[] => {
    const sources = sourcesOf(from, known.folder);
    const [old, fresh] =
      sources.kind === 'file'
        ? [sources.file.name, to]
        : sources.kind === 'parts'
          ? [sources.folder, partsFolderOf(to)]
          : [];
    if (old === undefined || fresh === undefined) return [];
    const options = { overwrite: false };
    return [{ kind: 'rename', oldUri: uriIn(known, old), newUri: uriIn(known, fresh), options }];
  });
}
