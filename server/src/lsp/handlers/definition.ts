import type { Location } from 'vscode-languageserver/node';
import { definitionsOf, sightingAt, type Sighting } from '../../features/navigate.js';
import { guarded } from '../guard.js';
import type { Session } from '../session.js';
import { idOf } from '../workspace/ids.js';
import type { Workspace } from '../workspace/workspace.js';
import type { Position } from '../../language/lines.js';

/**
 * From a solde to its avance, from a client to the avance that names it. While files are still being read, what is
 * known is told.
 */
export function answerDefinition(session: Session, workspace: Workspace): void {
  session.connection.onDefinition(
    guarded(session.connection, 'definition', null, async ({ textDocument, position }): Promise<Location[] | null> => {
      const sighting = await sightingIn(session, workspace, textDocument.uri, position);
      return sighting === undefined ? null : locations(workspace, definitionsOf(workspace.index, sighting));
    }),
  );
}

/** What stands under the cursor, in the document as it is now. */
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

/** Nothing of files that went meanwhile. */
export const locations = (workspace: Workspace, sightings: readonly Sighting[]): Location[] =>
  sightings.flatMap(({ file, ligne, fact }) => workspace.locate(file.id, ligne.chunk, fact.span) ?? []);
