import type { Location } from 'vscode-languageserver/node';
import { referencesOf } from '../../features/navigate.js';
import { guarded } from '../guard.js';
import type { Session } from '../session.js';
import type { Workspace } from '../workspace/workspace.js';
import { locations, sightingIn } from './definition.js';

/** Every file that mentions a demande, or a client. */
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
