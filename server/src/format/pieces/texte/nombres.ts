import { checkSiret } from '../../domain/numeros.js';
import { squeeze, type Texte } from './texte.js';

/** Whether a number or a reference stands in a text, whatever separates its parts. */
export function hasNumber({ squeezed, flat }: Texte, number: string): boolean {
  const wanted = squeeze(number);
  if (wanted.length >= SHORT) return squeezed.includes(wanted);
  // Short ones stand in everything: only a number of its own counts, with or without zeros before it.
  return (
    wanted !== '' && new RegExp(`(?<![a-z0-9])0*${Array.from(wanted).join('[^a-z0-9]{0,2}')}(?![a-z0-9])`).test(flat)
  );
}

const SHORT = 6;

/** Groups of digits as a SIRET is printed, and what may stand between the SIREN and the NIC. */
const GROUPED =
  /(?<!\d)\d{3}[ .-]?\d{3}[ .-]?\d{3}\s{0,3}[.-]?\s{0,3}(?:nic|\/|\|)?[ :.]{0,3}\d{2,5}(?: ?\d{1,3})?(?!\d)/g;
/** After its label in any grouping, boxes included. */
const LABELLED =
  /siret[^0-9a-z]{0,12}(?:(?:n|no|numero|du|de|l|la|client|fournisseur|etablissement|titulaire|societe|editeur)[^0-9a-z]{0,6}){0,6}((?:\d[\s.|_-]{0,4}){13}\d)/g;
const LABELLED_SHORT =
  /(?:siret|siren)[^0-9a-z]{0,12}(?:(?:n|no|numero|du|de|l|la|client|etablissement|entreprise|societe|cabinet)[^0-9a-z]{0,6}){0,4}((?:\d[\s.|_-]{0,4}){8,14})/g;

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/**
 * The SIRETs of a normalised text whose key holds, each once: in whatever groups or boxes, or as a SIREN and, anywhere,
 * its NIC.
 */
export const siretsIn = ({ flat }: Texte): readonly string[] => [
  ...new Set(
    [...candidates(flat), ...windows(flat, 14), ...paired(flat)].filter(digits => checkSiret(digits) === 'ok'),
  ),
];

/** The SIRENs of a normalised text that are called so, and those of its SIRETs. */
export const sirensIn = (texte: Texte): ReadonlySet<string> =>
  new Set(
    [
      ...[...texte.flat.matchAll(LABELLED_SHORT)]
        .map(match => digitsOf(match[1] ?? ''))
        .filter(digits => digits.length >= 9),
      ...siretsIn(texte),
    ].map(digits => digits.slice(0, 9)),
  );

/**
 * Runs of digits, with what may stand between those of one number: nothing that an amount, an account or an address is
 * written with.
 */
const RUN = /\d+/g;
const GAP = /^[^0-9a-z,€%'+=/@]{1,5}$/;
/** Digits behind letters are another number's, but for those of its own label. */
const GLUED = /(?<!siret|siren|nic)[a-z]$/;

function windows(flat: string, length: number): readonly string[] {
  const runs = [...flat.matchAll(RUN)].map(match => ({
    digits: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  return runs.flatMap(({ start }, first) => {
    if (GLUED.test(flat.slice(Math.max(0, start - 5), start))) return [];
    let digits = '';
    let at = first;
    for (; digits.length < length; at += 1) {
      const run = runs[at];
      const before = runs[at - 1];
      if (
        run === undefined ||
        (before !== undefined && at > first && !GAP.test(flat.slice(before.end, Math.min(run.start, before.end + 6))))
      )
        return [];
      digits += run.digits;
    }
    // Pairs are telephone numbers'.
    return digits.length === length && at - first !== length / 2 ? [digits] : [];
  });
}

const NIC = /(?<![a-z])nic[^0-9a-z]{0,12}((?:\d[\s.|_-]{0,3}){4}\d)(?!\d)|(?<!\d)(\d{5})[^0-9a-z]{0,4}nic(?![a-z])/g;
const MAX_NICS = 10;
const MAX_SIRENS = 1000;

function paired(flat: string): readonly string[] {
  const nics = [...flat.matchAll(NIC)].slice(0, MAX_NICS).map(match => digitsOf(match[1] ?? match[2] ?? ''));
  return nics.length === 0
    ? []
    : [...new Set(windows(flat, 9))].slice(0, MAX_SIRENS).flatMap(siren => nics.map(nic => siren + nic));
}

function candidates(flat: string): readonly string[] {
  const grouped = [...flat.matchAll(GROUPED)].map(match => digitsOf(match[0]));
  const labelled = [...flat.matchAll(LABELLED)].map(match => digitsOf(match[1] ?? ''));
  return [...grouped, ...labelled].filter(digits => digits.length === 14);
}

/** Why there is no good one: 14 digits whose key fails, a SIREN alone, or nothing of the kind. */
export function lacksSiret(texte: Texte): 'key' | 'siren' | 'absent' {
  const { flat } = texte;
  const near = [...flat.matchAll(LABELLED_SHORT)].map(match => digitsOf(match[1] ?? ''));
  if (candidates(flat).length > 0 || near.some(digits => digits.length > 11)) return 'key';
  return near.some(digits => digits.length === 9) ? 'siren' : 'absent';
}
