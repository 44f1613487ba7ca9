import { finessOf, type FinessRole } from './identifiants.js';
import { checkFiness, checkRppsRang, repairFiness } from '../domain/numeros.js';
import type { Ligne } from './ligne.js';
import { compactDigits } from '../domain/fold.js';

/** One way to write an identifier of a structure for the DMP: a digit that tells the kind, and a number. */
export interface Forme {
  readonly prefix: string;
  readonly number: FinessRole | 'rang';
}

export type PrefixedKind = 'pmsi' | 'ris' | 'geographique';

const FORMES: Readonly<Record<PrefixedKind, readonly Forme[]>> = {
  pmsi: [{ prefix: '1', number: 'finessPMSI' }],
  geographique: [{ prefix: '6', number: 'finessGeo' }],
  ris: [
    { prefix: '4', number: 'rang' },
    { prefix: '5', number: 'finessJuridique' },
    { prefix: '6', number: 'finessGeo' },
  ],
};

function isWritten(text: string, { prefix, number }: Forme): boolean {
  if (!text.startsWith(prefix)) return false;
  const rest = text.slice(prefix.length);
  return number === 'rang' ? checkRppsRang(rest) === 'ok' : checkFiness(rest) === 'ok';
}

/** The form that a right identifier has. */
export const formeOf = (kind: PrefixedKind, text: string): Forme | undefined =>
  FORMES[kind].find(forme => isWritten(text, forme));

/** The identifiers that the ligne's own beneficiaries have. */
export function identifiantsDmp(kind: PrefixedKind, ligne: Ligne): readonly string[] {
  return FORMES[kind].flatMap(({ prefix, number }) =>
    number === 'rang' ? [] : finessOf(ligne, number).known.map(finess => `${prefix}${finess}`),
  );
}

/** What is wrong with an identifier, the one text that it can only mean, and else those that it may. */
export interface Verdict {
  readonly fault: 'separators' | 'bare' | 'form';
  readonly sure: string | undefined;
  readonly maybe: readonly string[];
}

export function judge(kind: PrefixedKind, ligne: Ligne, text: string): Verdict | undefined {
  if (formeOf(kind, text) !== undefined) return undefined;
  const compact = compactDigits(text).toUpperCase();
  if (formeOf(kind, compact) !== undefined) return { fault: 'separators', sure: compact, maybe: [] };
  const formes = FORMES[kind];
  const rang = formes.find(({ number }) => number === 'rang');
  if (rang !== undefined && checkRppsRang(compact) === 'ok')
    return { fault: 'bare', sure: `${rang.prefix}${compact}`, maybe: [] };
  const finess = repairFiness(text);
  const known = identifiantsDmp(kind, ligne);
  if (finess === undefined) return { fault: 'form', sure: undefined, maybe: known };
  const prefixed = formes.filter(({ number }) => number !== 'rang').map(({ prefix }) => `${prefix}${finess}`);
  const own = prefixed.filter(candidate => known.includes(candidate));
  const only = own.length === 1 ? own[0] : undefined;
  return { fault: 'bare', sure: only, maybe: own.length > 0 ? own : [...prefixed, ...known] };
}
