import vagues from '../../../../schemas/calendrier.json';
import { readCalendrier, type Calendrier, type Moment } from '../../format/domain/calendrier.js';
import { formatDate, parseDate, repairDate, type Day } from '../../format/domain/date.js';
import type { Lang, RuleContext } from '../contract.js';

/** The gates that the agency has announced. */
export const CALENDRIER: Calendrier = readCalendrier(vagues);

/** The day by which « in the future » is told: the user's reference date, else today. */
export const presentOf = (context: RuleContext): Day => context.referenceDate ?? context.today;

/** The day that a text names, also in a form that the portal refuses: that is another rule's to say. */
export function dayOf(text: string): Day | undefined {
  const parsed = parseDate(text);
  if ('day' in parsed) return parsed.day;
  const repaired = parseDate(repairDate(text) ?? '');
  return 'day' in repaired ? repaired.day : undefined;
}

/** « 14/12/2023 à 14h00 », the hour being that of Paris. */
export function formatMoment({ day, hour }: Moment, lang: Lang): string {
  const date = formatDate(day, lang);
  if (hour === undefined) return date;
  return lang === 'fr' ? `${date} à ${hour.replace(':', 'h')}` : `${date} at ${hour}`;
}
