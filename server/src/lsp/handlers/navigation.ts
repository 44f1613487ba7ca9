import {
  SymbolKind,
  type Location,
  type CancellationToken,
  type SymbolInformation,
  type WorkspaceSymbol,
} from 'vscode-languageserver/node';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { basename } from 'node:path';
import { definitionsOf, sightingAt, referencesOf, type Sighting } from '../../features/navigate.js';
import { guarded } from '../guard.js';
import type { Session } from '../session.js';
import { idOf } from '../uris.js';
import type { Workspace } from '../workspace/workspace.js';
import type { Position } from '../../language/lines.js';
import { symbolsIn, type WorkspaceSymbolItem } from '../../features/symbols.js';
import type { FileFacts } from '../../index/facts.js';
import { field, textOf } from '../../language/unknown.js';

/**
 * From a solde to its avance, from a client to the avance that names it. While files are still being read, the answer
 * has what is known.
 */
export function answerDefinition(session: Session, workspace: Workspace): void {
  session.connection.onDefinition(
    guarded(session.connection, 'definition', null, async ({ textDocument, position }): Promise<Location[] | null> => {
      const sighting = await sightingIn(session, workspace, textDocument.uri, position);
      return sighting === undefined ? null : locations(workspace, definitionsOf(workspace.index, sighting));
    }),
  );
}

/** The value under the cursor, in the current document. */
export async function sightingIn(
  session: Session,
  { index }: Workspace,
  uri: string,
  position: Position,
): Promise<Sighting | undefined> {
  const opened = await session.request(uri);
  const file = opened && index.get(idOf(uri));
  return file && sightingAt(file, opened.text.offsetAt(position));
}

/** Nothing from files that went in the meantime. */
const locations = (workspace: Workspace, sightings: readonly Sighting[]): Location[] =>
  sightings.flatMap(({ file, ligne, fact }) => workspace.locate(file.id, ligne.chunk, fact.span) ?? []);

/** Every file that mentions a request, or a client. */
export function answerReferences(session: Session, workspace: Workspace): void {
  session.connection.onReferences(
    guarded(
      session.connection,
      'references',
      null,
      async ({ textDocument, position, context }): Promise<Location[] | null> => {
        const sighting = await sightingIn(session, workspace, textDocument.uri, position);
        return sighting === undefined
          ? null
          : locations(workspace, referencesOf(workspace.index, sighting, context.includeDeclaration));
      },
    ),
  );
}

const KINDS: Readonly<Record<WorkspaceSymbolItem['kind'], SymbolKind>> = {
  demande: SymbolKind.Class,
  dossier: SymbolKind.Key,
  beneficiary: SymbolKind.Object,
};

/** More than anyone reads; a longer query shows others. */
const MAX_SYMBOLS = 500;

/** Milliseconds after which others get their turn. */
const SLICE = 8;

interface Found {
  readonly file: FileFacts;
  readonly item: WorkspaceSymbolItem;
}

/** Requests, dossiers and beneficiaries of all files. */
export function answerWorkspaceSymbols({ connection, client }: Session, workspace: Workspace): void {
  connection.onWorkspaceSymbol(
    guarded(
      connection,
      'workspace symbols',
      null,
      async ({ query }, token): Promise<SymbolInformation[] | WorkspaceSymbol[] | null> => {
        await workspace.readOpen();
        const found = await search(workspace, query, token);
        // A location costs a look at the file: a client that goes there asks again and gets it then.
        if (client.resolvesSymbols)
          return found.map(one => ({
            ...described(one),
            location: { uri: workspace.uriOf(one.file.id) },
            data: dataOf(one),
          }));
        return found.flatMap((one): SymbolInformation[] => {
          const location = locationOf(workspace, one);
          return location === undefined ? [] : [{ ...described(one), location }];
        });
      },
    ),
  );
  if (!client.resolvesSymbols) return;
  connection.onWorkspaceSymbolResolve(async symbol => {
    const { uri } = symbol.location;
    const [chunk, start, end] = ['chunk', 'start', 'end'].map(key => field(symbol.data, key));
    if (typeof chunk !== 'number' || typeof start !== 'number' || typeof end !== 'number' || textOf(uri) === undefined)
      return symbol;
    const location = workspace.locate(idOf(uri), chunk, { start, end });
    return Promise.resolve(location === undefined ? symbol : { ...symbol, location });
  });
}

async function search({ index }: Workspace, query: string, token: CancellationToken): Promise<readonly Found[]> {
  const found: Found[] = [];
  let begun = performance.now();
  for (const file of [...index.all()]) {
    for (const item of symbolsIn(file, query)) {
      found.push({ file, item });
      if (found.length >= MAX_SYMBOLS) return found;
    }
    if (performance.now() - begun < SLICE) continue;
    await nextTurn();
    if (token.isCancellationRequested) return found;
    begun = performance.now();
  }
  return found;
}

const described = ({
  file,
  item,
}: Found): { readonly name: string; readonly kind: SymbolKind; readonly containerName: string } => ({
  name: item.name,
  kind: KINDS[item.kind],
  containerName: [basename(file.id), file.profile].filter(part => part !== undefined).join(' · '),
});

const dataOf = ({ item: { ligne, fact } }: Found): object => ({
  chunk: ligne.chunk,
  start: fact.span.start,
  end: fact.span.end,
});

const locationOf = (workspace: Workspace, { file, item }: Found): Location | undefined =>
  workspace.locate(file.id, item.ligne.chunk, item.fact.span);
