/**
 * E, W, I as in `rules.md`; `E|W` where the reference leaves open whether a part of a solde « as in the avance » is
 * reconstructed.
 */
export type Gravity = 'E' | 'W' | 'I' | 'E|W';

/**
 * A path ending in `*` stands for that pointer or any below it: « the ligne's pointer or the most precise field below
 * it ».
 */
export type Expected = readonly [gravity: Gravity, code: string, path: string];

/**
 * A mistake in a correct file and the required finding, by the words of the reference alone. Each replacement applies
 * to the first occurrence; `or` holds the other readings that the reference allows. `model-reconstructed` is never
 * listed.
 */
export interface FaultyCase {
  readonly name: string;
  /** A file of `correct/`, without `.json`. */
  readonly base: string;
  readonly change?: readonly (readonly [from: string, to: string])[];
  /** Instead of the replacements, where they would be unreadable. */
  readonly edit?: (text: string) => string;
  /** yyyymmdd, the reference date that the user gave. */
  readonly date?: number;
  readonly expect: readonly Expected[];
  readonly or?: readonly (readonly Expected[])[];
}

export const A = 'mdv-lgc.avance';
export const S = 'mdv-lgc.solde';
/** Of one ligne. */
export const A1 = 'une-ligne.avance';
export const S1 = 'une-ligne.solde';

export const L0 = '/lignesImport/0';
export const L1 = '/lignesImport/1';
export const L2 = '/lignesImport/2';
export const MEDECIN = `${L0}/beneficiaires/liberal/0`;
export const STRUCTURE = `${L2}/beneficiaires/structure`;
export const PIECE = `${L0}/piecesJustificatives/0`;
export const SCENARIO = `${L0}/scenarioInstallation`;
export const LGC = `${L0}/LGC`;
