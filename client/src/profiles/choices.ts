import { ConfigurationTarget, workspace, type Memento, type Uri } from 'vscode';
import type { Settings } from '../../../server/src/lsp/protocol/index.js';
import { changed, globInFolder, globOf, profilesOf } from './settings.js';

const MEMENTO_KEY = 'profiles';

/**
 * Where the user's choices are kept: in the workspace's settings, which a team shares; for a file outside any folder,
 * in VS Code's own state; for an untitled document, whose name means nothing tomorrow, in memory.
 */
export class ProfileChoices {
  private temporary: Settings['profiles'] = {};

  constructor(private readonly memento: Memento) {}

  /** Those that no settings file holds, by glob on the whole path. */
  get outside(): Settings['profiles'] {
    return { ...profilesOf(this.memento.get(MEMENTO_KEY)), ...this.temporary };
  }

  /** Gives the reason when the choice holds for this session only. */
  async remember(uri: Uri, id: string | undefined): Promise<string | undefined> {
    const whole = globOf(uri.path);
    this.temporary = changed(this.temporary, whole, undefined) ?? {};
    if (uri.scheme === 'untitled') {
      this.temporary = changed(this.temporary, whole, id) ?? {};
      return undefined;
    }
    try {
      const folder = workspace.getWorkspaceFolder(uri);
      if (folder === undefined) {
        await this.memento.update(MEMENTO_KEY, changed(profilesOf(this.memento.get(MEMENTO_KEY)), whole, id));
      } else await inSettings(folder.uri, globInFolder(workspace.asRelativePath(uri, false)), id);
      return undefined;
    } catch (error) {
      // Settings may be read-only; the user's word counts all the same.
      this.temporary = changed(this.temporary, whole, id) ?? {};
      return error instanceof Error ? error.message : String(error);
    }
  }
}

async function inSettings(folder: Uri, glob: string, id: string | undefined): Promise<void> {
  const configuration = workspace.getConfiguration('segur', folder);
  const values = configuration.inspect('profiles');
  // In a window of several folders, each keeps its own: the glob is relative to the folder.
  const several = workspace.workspaceFile !== undefined;
  const own = profilesOf(several ? values?.workspaceFolderValue : values?.workspaceValue);
  const target = several ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Workspace;
  await configuration.update('profiles', changed(own, glob, id), target);
}
