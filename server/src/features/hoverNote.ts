import type { Analysis } from '../analysis/analyze.js';
import {
  type Calendrier,
  CALENDRIER,
  type Echeances,
  formatMoment,
  type Guichet,
} from '../format/domain/calendrier.js';
import { formatDate } from '../format/domain/date.js';
import type { Lang } from '../format/domain/langue.js';
import { explainPlafond } from './plafond.js';
import { type Spot, spotAt } from './spot.js';

/** The fields that the gates are about. */
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
  return gatesOf(options.calendrier ?? CALENDRIER, profile.traits.calendar, lang);
}

function ligneOf({ lignes }: Analysis, { path }: Spot): Analysis['lignes'][number]['ligne'] | undefined {
  const index = path.find(segment => typeof segment === 'number');
  return index === undefined ? undefined : lignes[index]?.ligne;
}

/** Wave by wave, when the portal takes the requests of a couloir. */
function gatesOf(calendrier: Calendrier, couloir: string, lang: Lang): string | undefined {
  const waves = calendrier.flatMap(({ title, couloirs }) => {
    const echeances = couloirs.get(couloir);
    const told = echeances === undefined ? [] : linesOf(echeances, lang);
    return told.length === 0
      ? []
      : [lang === 'fr' ? `**Guichets, ${title.fr}**` : `**Gates, ${title.en}**`, told.join('\n')];
  });
  return waves.length === 0 ? undefined : waves.join('\n\n');
}

function linesOf({ enrolement, avance, prestation, solde }: Echeances, lang: Lang): string[] {
  const gate = (fr: string, en: string, guichet: Guichet | undefined): string[] =>
    guichet === undefined
      ? []
      : [lang === 'fr' ? `- ${fr}\u00a0: ${periodOf(guichet, lang)}` : `- ${en}: ${periodOf(guichet, lang)}`];
  const until = prestation && formatDate(prestation.until, lang);
  return [
    ...gate('enrôlement', 'enrolment', enrolement),
    ...gate("demandes d'avance", 'avance requests', avance),
    ...(until === undefined
      ? []
      : [lang === 'fr' ? `- fin de la prestation\u00a0: ${until}` : `- end of the prestation: ${until}`]),
    ...gate('demandes de solde', 'solde requests', solde),
  ];
}

function periodOf({ opens, closes }: Guichet, lang: Lang): string {
  const end = formatMoment(closes, lang);
  if (opens === undefined) return lang === 'fr' ? `jusqu'au ${end}` : `until ${end}`;
  const start = formatMoment(opens, lang);
  return lang === 'fr' ? `du ${start} au ${end}` : `from ${start} to ${end}`;
}
