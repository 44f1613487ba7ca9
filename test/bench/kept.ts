import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord, listOf } from '../support/json.js';
import { ROOT } from './bundle.js';
import type { Result } from './judge.js';
import { cellsOf } from './table.js';
import { MEASURES } from './targets.js';

const PAGE = join(ROOT, 'docs', 'performance.md');
const KEPT = join(ROOT, 'test', 'bench', 'kept.json');
const BEGIN = '<!-- table: npm run bench -- --write -->';
const END = '<!-- /table -->';
/** Runs on a shared machine differ by half. */
const CLEARLY = 1.6;
/** Sizes don't vary. */
const CLEARLY_LARGER = 1.05;

interface Row {
  readonly id: string;
  /** What must not grow: the ratio, or the value without one. */
  readonly figure: number;
  readonly isRatio: boolean;
  readonly cells: readonly string[];
}

type Named = Pick<Result, 'group' | 'title' | 'against'>;

/** In the order of `MEASURES`: « the same » refers to the line before. */
function idsOf(measures: readonly Named[]): readonly string[] {
  let subject = '';
  return measures.map(({ group, title, against }) => {
    if (!title.startsWith(' ')) subject = title;
    return `${group}: ${subject}${title === subject ? '' : `, ${title.trim()}`} / ${against}`;
  });
}

const rowOf = (result: Result, id = ''): Row => ({
  id,
  figure: result.ratio ?? result.ours,
  isRatio: result.ratio !== undefined,
  cells: cellsOf(result).map(cell => cell.trim()),
});

function kept(): readonly Row[] {
  if (!existsSync(KEPT)) return [];
  const rows: unknown = JSON.parse(readFileSync(KEPT, 'utf8'));
  return listOf(rows).flatMap(row =>
    isRecord(row)
      ? {
          id: String(row['id']),
          figure: Number(row['figure']),
          isRatio: row['isRatio'] === true,
          cells: listOf(row['cells']).map(String),
        }
      : [],
  );
}

/** Renews the page's table; anything that this run didn't measure stays as it was. */
export function keep(results: readonly Result[]): void {
  const ids = idsOf(results);
  const fresh = results.map((result, i) => rowOf(result, ids[i]));
  const rows = new Map([...kept(), ...fresh].map(row => [row.id, row]));
  const all = idsOf(MEASURES).flatMap(id => rows.get(id) ?? []);
  writeFileSync(KEPT, `${JSON.stringify(all, undefined, 2)}\n`);
  const lines = all.map(({ cells }) => `| ${cells.join(' | ')} |`);
  const table = [
    '| measure | against | ours | theirs | ratio | target | |',
    '| --- | --- | --- | --- | --- | --- | --- |',
  ];
  const page = readFileSync(PAGE, 'utf8');
  const [before] = page.split(BEGIN);
  const [, after = ''] = page.split(END);
  writeFileSync(PAGE, `${before ?? ''}${BEGIN}\n\n${[...table, ...lines].join('\n')}\n\n${END}${after}`);
}

/** What is clearly worse than the stored value. */
export function worse(results: readonly Result[]): readonly Result[] {
  const rows = new Map(kept().map(row => [row.id, row]));
  const ids = idsOf(results);
  return results.filter((result, i) => {
    const before = rows.get(ids[i] ?? '');
    const { figure, isRatio } = rowOf(result);
    return before !== undefined && figure > before.figure * (isRatio ? CLEARLY : CLEARLY_LARGER);
  });
}
