import { ConfigurationTarget, type Memento, type Uri, workspace } from 'vscode';
import type { PlanParams, Settings } from '../../../server/src/lsp/protocol/index.js';
import { changed, globInFolder, globOf, profilesOf, recordOf } from './settings.js';

const PROFILES_KEY = 'profiles';

/**
 * Where the user's choices are kept: in the workspace's settings, which a team shares; for a file outside any folder,
 * in VS Code's own state; for an untitled document, whose name is temporary, in memory.
 */
export class ProfileChoices {
  private temporary: Settings['profiles'] = {};

  constructor(private readonly memento: Memento) {}

  /** Those that no settings file holds, by glob on the whole path. */
  get outside(): Settings['profiles'] {
    return { ...profilesOf(this.memento.get(PROFILES_KEY)), ...this.temporary };
  }

  /** Returns the reason if the choice holds for this session only. */
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
        await this.memento.update(PROFILES_KEY, changed(profilesOf(this.memento.get(PROFILES_KEY)), whole, id));
      } else await inSettings(folder.uri, globInFolder(workspace.asRelativePath(uri, false)), id);
      return undefined;
    } catch (error) {
      // Settings may be read-only; the user's choice counts all the same.
      this.temporary = changed(this.temporary, whole, id) ?? {};
      return error instanceof Error ? error.message : String(error);
    }
  }
}

async function inSettings(folder: Uri, glob: string, id: string | undefined): Promise<void> {
  const configuration = workspace.getConfiguration('segur', folder);
  const values = configuration.inspect('profiles');
  // In a window with several folders, each keeps its own: the glob is relative to the folder.
  const several = workspace.workspaceFile !== undefined;
  const own = profilesOf(several ? values?.workspaceFolderValue : values?.workspaceValue);
  const target = several ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Workspace;
  await configuration.update('profiles', changed(own, glob, id), target);
}

const DEPOSITS_KEY = 'deposits';

/** The folder and the files that the user chose for a deposit, kept until the next one of the same request. */
export class DepositChoices {
  constructor(private readonly memento: Memento) {}

  of(uri: string): Partial<PlanParams> {
    const { folder, confirmed } = recordOf(recordOf(this.memento.get(DEPOSITS_KEY))[uri]);
    return {
      ...(typeof folder === 'string' ? { folder } : {}),
      confirmed: Object.fromEntries(
        Object.entries(recordOf(confirmed)).map(([key, named]) => [key, pathsByName(named)]),
      ),
    };
  }

  keep(chosen: PlanParams): PlanParams {
    const { uri, folder, confirmed } = chosen;
    void this.memento.update(DEPOSITS_KEY, {
      ...recordOf(this.memento.get(DEPOSITS_KEY)),
      [uri]: { folder, confirmed },
    });
    return chosen;
  }
}

const pathsByName = (named: unknown): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(recordOf(named)).map(([name, paths]) => [
      name,
      Array.isArray(paths) ? paths.filter(path => typeof path === 'string') : [],
    ]),
  );
