import type { Memento } from 'vscode';
import type { PlanParams } from '../../../server/src/lsp/protocol/index.js';
import { recordOf } from '../profiles/settings.js';

const MEMENTO_KEY = 'deposits';

/** The folder and the files that the user chose for a deposit, kept until the next one of the same request. */
export class DepositChoices {
  constructor(private readonly memento: Memento) {}

  of(uri: string): Partial<PlanParams> {
    const { folder, confirmed } = recordOf(recordOf(this.memento.get(MEMENTO_KEY))[uri]);
    return {
      ...(typeof folder === 'string' ? { folder } : {}),
      confirmed: Object.fromEntries(
        Object.entries(recordOf(confirmed)).map(([key, named]) => [key, pathsByName(named)]),
      ),
    };
  }

  keep(chosen: PlanParams): PlanParams {
    const { uri, folder, confirmed } = chosen;
    void this.memento.update(MEMENTO_KEY, { ...recordOf(this.memento.get(MEMENTO_KEY)), [uri]: { folder, confirmed } });
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
