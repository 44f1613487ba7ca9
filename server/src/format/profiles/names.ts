import { foldKey } from '../domain/fold.js';
import type { Phase } from './profile.js';

/** What the id of a profile says: `HOP-DPI-VA2/avance`. Couloirs, logiciels and waves are open-ended. */
export interface ProfileName {
  readonly couloir: string;
  readonly logiciel: string;
  /** 1 where the id names none. */
  readonly wave: number;
  readonly phase: Phase;
  /** `HOP-DPI-VA2`: what an avance and its solde have in common. */
  readonly stem: string;
}

const ID = /^(([A-Z][A-Z0-9]{0,15})-([A-Z][A-Z0-9]{0,23})(?:-VA([1-9]\d?))?)\/(avance|solde)$/;

/** The parts of an id, typed in any case; undefined for what has not its form. */
export function profileName(id: string): ProfileName | undefined {
  const [stem, phase, more] = id.trim().split('/');
  if (stem === undefined || phase === undefined || more !== undefined) return undefined;
  const match = ID.exec(`${stem.toUpperCase()}/${phase.toLowerCase()}`);
  const [, whole, couloir, logiciel, wave, told] = match ?? [];
  if (whole === undefined || couloir === undefined || logiciel === undefined) return undefined;
  return { couloir, logiciel, wave: Number(wave ?? '1'), phase: told === 'solde' ? 'solde' : 'avance', stem: whole };
}

export const idOf = ({ stem, phase }: Pick<ProfileName, 'stem' | 'phase'>): string => `${stem}/${phase}`;

/** What the name of a file, or else the nearest of its folders, says of its profile. */
interface NameTold {
  readonly stem: string | undefined;
  readonly phase: Phase | undefined;
}

/**
 * `HOP-RI_avance (1).json`, `ms1-dui/solde/x.json`: couloir and logiciel together, and the phase, as words anywhere.
 * `hop-dpi-va2` is not `hop-dpi`, whether its own profile is known or not.
 */
export function toldByName(path: string, stems: readonly string[]): NameTold {
  const parts = foldKey(path).split(/[\\/]/).reverse();
  let stem: string | undefined;
  let phase: Phase | undefined;
  for (const part of parts) {
    stem ??= stemIn(part, stems);
    phase ??= phaseIn(part);
    if (stem !== undefined && phase !== undefined) break;
  }
  return { stem, phase };
}

function stemIn(part: string, stems: readonly string[]): string | undefined {
  // Any stem has two words at least.
  if (part.length < 5) return undefined;
  const found = stems.filter(stem => wordsOf(stem).test(part));
  const longest = found.reduce((best, stem) => (stem.length > best.length ? stem : best), '');
  return found.every(stem => longest.startsWith(stem)) && longest !== '' ? longest : undefined;
}

const WORDS = new Map<string, RegExp>();

function wordsOf(stem: string): RegExp {
  const known = WORDS.get(stem);
  if (known !== undefined) return known;
  const words = foldKey(stem).split('-').join('[-_. ]');
  const made = new RegExp(`(?<![a-z0-9])${words}(?![a-z0-9]|[-_. ]?va\\d)`);
  WORDS.set(stem, made);
  return made;
}

function phaseIn(part: string): Phase | undefined {
  const avance = /(?<![a-z0-9])avances?(?![a-z0-9])/.test(part);
  const solde = /(?<![a-z0-9])soldes?(?![a-z0-9])/.test(part);
  return avance === solde ? undefined : avance ? 'avance' : 'solde';
}
