import { compactDigits } from './caracteres.js';

/**
 * `case`: the right form in small letters. `form`: anything else; `repairNumeroAsp` may still mend spaces and hyphens.
 */
export type NumeroAspCheck = 'ok' | 'case' | 'form';

/** FAQ vague 1, "Comment retrouver son numéro de dossier ASP": FINYYYYXXXXX, YYYY for the couloir. */
const NUMERO_ASP = /^FIN[A-Z0-9]{3,4}\d{5}$/;

/** Without the `u` flag no letter outside ASCII counts as one of these. */
const ANY_CASE = /^FIN[A-Z0-9]{3,4}\d{5}$/i;

/** Checks a dossier number of the ASP: `FIN`, 3 or 4 letters or digits for the couloir, 5 digits. */
export function checkNumeroAsp(text: string): NumeroAspCheck {
  if (NUMERO_ASP.test(text)) return 'ok';
  return ANY_CASE.test(text) ? 'case' : 'form';
}

/** The dossier number in capitals, without spaces, dots or hyphens, if it then has its form. */
export function repairNumeroAsp(text: string): string | undefined {
  const compact = compactDigits(text);
  return ANY_CASE.test(compact) ? compact.toUpperCase() : undefined;
}
