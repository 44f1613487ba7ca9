import {
  type Calendrier,
  CALENDRIER,
  CalendrierError,
  readCalendrier,
  withVagues,
} from '../../format/domain/calendrier.js';
import { nearest } from '../../format/domain/fold.js';
import { readStrict, type ConfigProblem } from './problem.js';
import { SETTINGS } from '../../texts/settings.js';

export interface VaguesRead {
  /** Undefined where nothing could be read. */
  readonly calendrier: Calendrier | undefined;
  readonly problems: readonly ConfigProblem[];
}

/** The user's further waves, with those that we know. */
export function readVagues(text: string): VaguesRead {
  const read = readStrict(text);
  if ('refused' in read) return { calendrier: undefined, problems: [{ path: '', message: read.refused }] };
  try {
    const more = readCalendrier(read.value);
    return { calendrier: withVagues(CALENDRIER, more), problems: unknownCouloirs(more) };
  } catch (error) {
    if (!(error instanceof CalendrierError)) throw error;
    return {
      calendrier: undefined,
      problems: [{ path: error.where === '' ? '' : `/${error.where}`, message: error.told }],
    };
  }
}

/** `HOP`, `HOP-DPI`, `HOP-DPI-VA2`: any couloir may have its gates, also one that no model at hand is of yet. */
const COULOIR = /^[A-Z][A-Z0-9]*(?:-[A-Z][A-Z0-9]*(?:-VA[1-9]\d?)?)?$/;

function unknownCouloirs(more: Calendrier): ConfigProblem[] {
  const known = CALENDRIER.flatMap(({ couloirs }) => [...couloirs.keys()]);
  return more.flatMap(({ couloirs }, i) =>
    [...couloirs.keys()]
      .filter(name => !COULOIR.test(name))
      .map(name => ({
        path: `/vagues/${String(i)}/couloirs`,
        message: SETTINGS.notACouloir(name, nearest(name, known) ?? 'HOP-DPI-VA2'),
      })),
  );
}
