import type { Analysis } from '../analysis/analyze.js';
import {
  type Calendrier,
  CALENDRIER,
  type Echeances,
  formatMoment,
  type Guichet,
} from '../format/domain/calendrier.js';
import { formatDate } from '../format/domain/date.js';
import { notesOf } from '../texts/editor/notes.js';
import { explainPlafond } from './plafond.js';
import { type Spot, spotAt } from './spot.js';
import type { Lang } from '../texts/typeset.js';

/** The fields that the application windows are about. */
const DATED: readonly (string | undefined)[] = ['typeAction', 'dateCommande', 'dateFacture'];

/** What the user's calculation file and the calendar say of the field at an offset, in Markdown. */
export function hoverNote(analysis: Analysis, offset: number, lang: Lang): string | undefined {
  const spot = spotAt(analysis, offset);
  const { profile } = analysis.choice;
  if (spot === undefined || profile === undefined) return undefined;
  const { options } = analysis;
  if (spot.shape.role === 'montantSegurHT') {
    const ligne = ligneOf(analysis, spot);
    return ligne && explainPlafond(options.plafonds, profile, ligne)?.[lang];
  }
  if (!DATED.includes(spot.shape.role) && spot.shape.container !== 'lignes') return undefined;
  return windowsOf(options.calendrier ?? CALENDRIER, profile.traits.calendar, lang);
}

function ligneOf({ lignes }: Analysis, { path }: Spot): Analysis['lignes'][number]['ligne'] | undefined {
  const index = path.find(segment => typeof segment === 'number');
  return index === undefined ? undefined : lignes[index]?.ligne;
}

/** Wave by wave, when the portal takes the requests of a couloir. */
function windowsOf(calendrier: Calendrier, couloir: string, lang: Lang): string | undefined {
  const waves = calendrier.flatMap(({ title, couloirs }) => {
    const echeances = couloirs.get(couloir);
    const told = echeances === undefined ? [] : linesOf(echeances, lang);
    return told.length === 0 ? [] : [notesOf(lang).guichets.title(title[lang]), told.join('\n')];
  });
  return waves.length === 0 ? undefined : waves.join('\n\n');
}

function linesOf({ enrolement, avance, prestation, solde }: Echeances, lang: Lang): string[] {
  const words = notesOf(lang).guichets;
  const line = (label: string, guichet: Guichet | undefined): string[] =>
    guichet === undefined ? [] : [words.line(label, periodOf(guichet, lang))];
  return [
    ...line(words.enrolement, enrolement),
    ...line(words.avance, avance),
    ...(prestation === undefined ? [] : [words.line(words.prestation, formatDate(prestation.until, lang))]),
    ...line(words.solde, solde),
  ];
}

function periodOf({ opens, closes }: Guichet, lang: Lang): string {
  const words = notesOf(lang).guichets;
  const end = formatMoment(closes, lang);
  return opens === undefined ? words.until(end) : words.period(formatMoment(opens, lang), end);
}
