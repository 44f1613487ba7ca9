import { analyze, findingsOf, type Analysis } from '../../../server/src/analysis/analyze.js';
import type { Profile } from '../../../server/src/format/profiles/profile.js';
import { tableModel } from '../../../server/src/app/table/columns.js';
import { listedAs, listing, type Listing } from '../../../server/src/app/table/export.js';
import { generate, type Generated, type GenerateOptions } from '../../../server/src/app/table/generate.js';
import { Refused } from '../../../server/src/app/refused.js';
import { findHeadings, type Headings, type Rows as TableRows } from '../../../server/src/app/table/headings.js';
import { engine, TODAY } from '../../support/cases.js';

export type Rows = readonly (readonly string[])[];

export function profileOf(id: string, { catalog } = engine): Profile {
  const profile = catalog.get(id);
  if (profile === undefined) throw new Error(`no profile ${id}`);
  return profile;
}

export interface Made extends Generated<() => string> {
  readonly headings: Headings;
}

export type Given = Partial<
  Pick<
    GenerateOptions<() => string>,
    'engine' | 'apply' | 'alike' | 'fixed' | 'forced' | 'pieces' | 'keepIncomplete' | 'silenced' | 'take'
  >
> & {
  readonly mapping?: Readonly<Record<string, string>>;
};

/** The request files made from a table. Throws if its headings are not found. */
export function make(id: string, rows: TableRows, given: Given = {}): Made {
  const model = tableModel(profileOf(id, given.engine));
  const headings = findHeadings(rows, model, given.mapping);
  if (headings === undefined) throw new Error('no headings');
  const run = generate(rows, headings, {
    model,
    engine,
    analysis: { today: TODAY },
    apply: (_, findings) => findings,
    alike: () => true,
    stem: 'export',
    fixed: new Map(),
    forced: new Map(),
    pieces: {},
    keepIncomplete: false,
    silenced: new Set(),
    take: text => () => text,
    ...given,
  });
  for (;;) {
    const step = run.next();
    if (step.done === true) return { ...step.value, headings };
  }
}

/** A table from lines of text, with cells separated by semicolons. */
export const lines = (...text: readonly string[]): Rows => text.map(line => line.split(';'));

export const read = (text: string, profile: string): Analysis => analyze(engine, text, { today: TODAY, profile });

export function listed(text: string, profile: string, path = 'a.json'): Listing {
  const looked = read(text, profile);
  const made = listing([listedAs({ path, name: path }, looked, () => looked)], ',');
  if (made instanceof Refused) throw new Error(made.code);
  return made;
}

export const list = (text: string, profile: string, path = 'a.json'): Rows => listed(text, profile, path).rows;

export const errorsOf = (text: string, path: string): readonly string[] =>
  findingsOf(analyze(engine, text, { today: TODAY, path }))
    .filter(({ severity }) => severity === 'error')
    .map(({ rule }) => rule.id);

export const told = ({ problems }: Generated): readonly string[] =>
  problems.map(({ code, row, heading }) => `${code} ${String(row)}${heading === undefined ? '' : ` ${heading}`}`);
