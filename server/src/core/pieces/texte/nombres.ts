import { checkSiret } from '../../domain/siret.js';
import type { Texte } from './texte.js';
import { squeeze } from './texte.js';

/** Whether a number or a reference stands in a text, whatever separates its parts. */
export function hasNumber({ squeezed, flat }: Texte, number: string): boolean {
  const wanted = squeeze(number);
  if (wanted.length >= SHORT) return squeezed.includes(wanted);
  // Short ones stand in everything: only a number of its own counts, with or without zeros before it.
  return wanted !== '' && new RegExp(`(?<![a-z0-9])0*${Array.from(wanted).join('[^a-z0-9]{0,2}')}(?![a-z0-9])`).test(flat);
}

const SHORT = 6;

/** Groups of digits as a SIRET is printed, and what may stand between the SIREN and the NIC. */
const GROUPED = /(?<!\d)\d{3}[ .-]?\d{3}[ .-]?\d{3}\s{0,3}[.-]?\s{0,3}(?:nic|\/|\|)?[ :.]{0,3}\d{2,5}(?: ?\d{1,3})?(?!\d)/g;
/** After its label in any grouping, boxes included. */
const LABELLED = /siret[^0-9a-z]{0,12}(?:(?:n|no|numero|du|de|l|la|client|fournisseur|etablissement|titulaire|societe|editeur)[^0-9a-z]{0,6}){0,6}((?:\d[\s.|_-]{0,4}){13}\d)/g;
const LABELLED_SHORT = /(?:siret|siren)[^0-9a-z]{0,12}(?:(?:n|no|numero|du|de|l|la)[^0-9a-z]{0,6}){0,3}((?:\d[\s.|_-]{0,4}){8,14})/g;

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** The SIRETs of a normalised text whose key holds, each once. */
export const siretsIn = ({ flat }: Texte): readonly string[] => [...new Set(candidates(flat).filter((digits) => checkSiret(digits) === 'ok'))];

function candidates(flat: string): readonly string[] {
  const grouped = [...flat.matchAll(GROUPED)].map((match) => digitsOf(match[0]));
  const labelled = [...flat.matchAll(LABELLED)].map((match) => digitsOf(match[1] ?? ''));
  return [...grouped, ...labelled].filter((digits) => digits.length === 14);
}

/** Why there is no good one: 14 digits whose key fails, a SIREN alone, or nothing of the kind. */
export function lacksSiret(texte: Texte): 'key' | 'siren' | 'absent' {
  const { flat } = texte;
  const near = [...flat.matchAll(LABELLED_SHORT)].map((match) => digitsOf(match[1] ?? ''));
  if (candidates(flat).length > 0 || near.some((digits) => digits.length > 11)) return 'key';
  return near.some((digits) => digits.length === 9) ? 'siren' : 'absent';
}
