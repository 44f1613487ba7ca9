import { readdirSync, readFileSync } from 'node:fs';
import { decodeUtf8 } from '../../server/src/node/read.js';
import { analyze, findingsOf, type AnalyzeOptions } from '../../server/src/analysis/analyze.js';
import { engine, tell, TODAY, type Told } from './cases.js';

const CORPUS = new URL('../corpus/', import.meta.url);

export const namesIn = (folder: 'correct' | 'faulty'): readonly string[] =>
  readdirSync(new URL(`${folder}/`, CORPUS))
    .filter(name => name.endsWith('.json') && !name.endsWith('.expected.json'))
    .sort();

export const bytesOf = (path: string): Buffer =>
  readFileSync(new URL(path.split('/').map(encodeURIComponent).join('/'), CORPUS));

/** The base file of another couloir: one for each profile, named after it. */
const OTHER = /^(?:hop|rad|pha|bio|ms1|ms2|mss|sas)-[a-z]+(?=\.)/;

export const isMdv = (name: string): boolean => !OTHER.test(name);

export const profileOf = (name: string): string =>
  `${(OTHER.exec(name)?.[0] ?? 'mdv-lgc').toUpperCase()}/${name.includes('.solde') ? 'solde' : 'avance'}`;

/** All findings in the bytes of a file, as the command line reads them. */
export function findInBytes(bytes: Buffer, options: Partial<AnalyzeOptions> = {}): readonly Told[] {
  const { text, bom, invalidBytes } = decodeUtf8(bytes);
  const analysis = analyze(engine, text, { today: TODAY, bom, invalidBytes, ...options });
  return findingsOf(analysis).map(finding => tell(analysis, finding));
}

/**
 * What is expected: `severity` may name several (`error|warning`), `path` may end in `*`, `several` stands for one or
 * more.
 */
export interface Wanted {
  readonly code: string;
  readonly severity: string;
  readonly path: string;
  readonly several?: boolean;
}

const isWanted = (value: unknown): value is Wanted =>
  typeof value === 'object' && value !== null && 'code' in value && 'severity' in value && 'path' in value;

/** What stands in an `.expected.json`: a list, or a list of the lists that the reference allows. */
export function expectedOf(path: string): readonly (readonly Wanted[])[] {
  const read: unknown = JSON.parse(bytesOf(path).toString('utf8'));
  if (!Array.isArray(read)) throw new Error(`${path}: no list`);
  const lists: readonly unknown[] = read.every(Array.isArray) ? read : [read];
  return lists.map(list => {
    const items: readonly unknown[] = Array.isArray(list) ? list : [];
    return items.map(item => {
      if (isWanted(item)) return item;
      throw new Error(`${path}: ${JSON.stringify(item)} is no finding`);
    });
  });
}

const fits = (want: Wanted, got: Told): boolean =>
  want.code === got.rule &&
  want.severity.split('|').includes(got.severity) &&
  (want.path.endsWith('*')
    ? `${got.path}/`.startsWith(want.path.slice(0, -1).replace(/\/?$/, '/'))
    : got.path === want.path);

/** True if each finding is expected, once, and none is missing. The exact pointers are matched first. */
export function isWhatIsWanted(wanted: readonly Wanted[], got: readonly Told[]): boolean {
  let left = got.filter(told => told.rule !== 'model-reconstructed');
  const exactFirst = [...wanted].sort((a, b) => Number(a.path.endsWith('*')) - Number(b.path.endsWith('*')));
  for (const want of exactFirst) {
    const at = left.findIndex(told => fits(want, told));
    if (at < 0) return false;
    left = want.several === true ? left.filter(told => !fits(want, told)) : left.filter((_, i) => i !== at);
  }
  return left.length === 0;
}

export const show = (told: readonly Told[]): string =>
  told.map(({ rule, severity, path, fr }) => `${severity} ${rule} ${path === '' ? '""' : path} — ${fr}`).join('\n') ||
  '(nothing)';
