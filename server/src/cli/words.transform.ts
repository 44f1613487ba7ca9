import type { Obstacle } from '../node/outputFolder.js';
import type { Lang } from '../rules/contract.js';
import { ENGLISH } from './words.transform.en.js';
import { FRENCH } from './words.transform.fr.js';

/** What the commands that make files out of files say: `split`, `merge`, `solde`. */
export interface TransformWords {
  readonly help: {
    readonly split: string;
    readonly merge: string;
    readonly solde: string;
    readonly fileName: string;
    readonly splitFile: string;
    readonly mergeFiles: string;
    readonly soldeFile: string;
    readonly outputName: string;
    readonly by: string;
    readonly size: string;
    readonly folder: string;
    readonly mergeOutput: string;
    readonly soldeOutput: string;
    readonly force: string;
    readonly dryRun: string;
    readonly profile: string;
    readonly date: string;
    readonly plafonds: string;
    readonly lignes: string;
    readonly numeros: string;
    readonly existing: string;
  };
  oneFile(command: string): string;
  readonly twoFiles: string;
  readonly folderWanted: string;
  badSize(value: string, max: number): string;
  badLignes(value: string): string;
  badNumeros(value: string): string;
  noSuchLigne(ligne: number, count: number): string;
  noSuchNumero(value: string): string;
  readonly noProfile: string;
  nothingToSplit(by: 'rate' | 'count' | 'validity', label: string | undefined, count: number): string;
  /** `erroneous`: errors that remain in the part. */
  part(path: string, label: string, demandes: number, errors: number): string;
  written(files: number, demandes: number, done: boolean): string;
  inTheWay(path: string, reason: Obstacle['reason']): string;
  notWritten(path: string, code: string): string;
  readonly refusedMerge: string;
  merged(path: string, demandes: number, files: number, done: boolean): string;
  nameHidesProfile(path: string, suffix: string): string;
  readonly noExisting: string;
  readonly nothingLeft: string;
  readonly noDossier: string;
  readonly noLigne: string;
  created(path: string, soldes: number, done: boolean): string;
  gaps(count: number): string;
  readonly noGap: string;
  gap(key: string, count: number, lignes: readonly number[]): string;
  checkIt(path: string): string;
  /** Keys only: their values are nobody's business. */
  leftBehind(keys: readonly string[]): string;
  /** `path` is undefined where the text went to the standard output. */
  toSplit(path: string | undefined, by: 'rate' | 'count' | 'validity'): string;
}

export const transformWordsOf = (lang: Lang): TransformWords => (lang === 'fr' ? FRENCH : ENGLISH);
