import { dirname, join, relative } from 'node:path';
import { silence, type SilenceScope } from '../../app/config/config.js';
import { CONFIG_NAME } from '../../app/project.js';
import { Refused } from '../../app/refused.js';
import { field, textOf } from '../../language/unknown.js';
import { itemsIn, readConfigText, withItem, writeFresh } from '../../node/adoption.js';
import { ANSWERS } from '../../texts/editor/answers.js';
import { guarded } from '../guard.js';
import type { Opened } from '../host.js';
import { SILENCE_REQUEST, type SilencePlaces, type SilenceResult } from '../protocol/index.js';
import type { Session } from '../session.js';
import { filePath } from '../uris.js';

const SCOPES: readonly SilenceScope[] = ['demande', 'file', 'everywhere'];

/** « Ne plus signaler » : first where that could be, then, with a reason, it is written. */
export function answerSilence(session: Session): void {
  const { connection, client } = session;
  const told = ANSWERS.silence;
  connection.onRequest(
    SILENCE_REQUEST,
    guarded(connection, SILENCE_REQUEST, null, async (params: unknown): Promise<SilenceResult | null> => {
      const uri = textOf(field(params, 'uri')) ?? '';
      const opened = await session.current(uri);
      const path = filePath(uri);
      if (opened === undefined) return null;
      if (path === undefined) return { refused: told.saveFirst[client.lang] };
      const config = opened.project.parts.path ?? join(session.setFor(uri).folder ?? dirname(path), CONFIG_NAME);
      const file = relative(dirname(config), path).replaceAll('\\', '/');
      const numeroEditeur = numberAt(opened, field(params, 'position'));
      const places: SilencePlaces = { numeroEditeur: numeroEditeur ?? null, file, config, written: false };
      const scope = SCOPES.find(one => one === field(params, 'scope'));
      const reason = textOf(field(params, 'reason'));
      if (scope === undefined || reason === undefined) return places;
      const { rules } = opened.engine;
      const done = silence(
        { rules: rules.map(({ meta }) => meta.id), write: suppression => enter(config, suppression) },
        { rule: textOf(field(params, 'rule')) ?? '', scope, reason, numeroEditeur, file },
      );
      if (done instanceof Refused) return { refused: told[done.code][client.lang] };
      await session.projectsChanged();
      await session.recheck();
      return { ...places, written: true };
    }),
  );
}

function numberAt({ analysis, text }: Opened, position: unknown): string | undefined {
  const [line, character] = [field(position, 'line'), field(position, 'character')];
  if (typeof line !== 'number' || typeof character !== 'number') return undefined;
  const offset = text.offsetAt({ line, character });
  const at = analysis.lignes.find(({ ligne }, chunk) => {
    const { start, end } = ligne.span;
    const origin = analysis.originOf(chunk);
    return origin + start <= offset && offset <= origin + end;
  });
  return at?.ligne.text('numeroEditeur')?.value;
}

/** False where the settings can't be read, or are others by now. */
function enter(path: string, suppression: object): boolean {
  const config = readConfigText(path);
  if (config === undefined || itemsIn(config, 'suppressions') === undefined) return false;
  try {
    writeFresh(path, withItem(config, 'suppressions', suppression), config.stamp);
    return true;
  } catch {
    return false;
  }
}
