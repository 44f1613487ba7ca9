import pc from 'picocolors';
import type { Result } from './judge.js';

const HEADINGS = ['measure', 'against', 'ours', 'peer', 'ratio', 'target', ''] as const;
/** Numbers stand to the right. */
const RIGHT = new Set([2, 3, 4, 5]);

/** The results as a table for the terminal. */
export function tableOf(results: readonly Result[]): string {
  const rows = results.map(cellsOf);
  const widths = HEADINGS.map((heading, i) => Math.max(heading.length, ...rows.map(row => (row[i] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (RIGHT.has(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  const lines = [line(HEADINGS), line(widths.map(width => '─'.repeat(width)))];
  results.forEach((result, i) => {
    if (i > 0 && results[i - 1]?.group !== result.group) lines.push('');
    lines.push(coloured(line(rows[i] ?? []), result.ok));
  });
  return `${lines.join('\n')}\n`;
}

const coloured = (text: string, ok: boolean | undefined): string =>
  ok === undefined ? pc.dim(text) : ok ? text : pc.yellow(text);

export function cellsOf({ title, against, ours, peer, ratio, unit, target, ok }: Result): string[] {
  const faster = target?.kind === 'faster';
  const shown = ratio === undefined ? '' : faster ? `${short(1 / ratio)}× faster` : `${short(ratio)}×`;
  return [
    title,
    against,
    `${short(ours)} ${unit}`,
    peer === undefined ? '' : `${short(peer)} ${unit}`,
    shown,
    targetOf({ target, unit }),
    ok === undefined ? '' : ok ? 'ok' : 'missed',
  ];
}

function targetOf({ target, unit }: Pick<Result, 'target' | 'unit'>): string {
  switch (target?.kind) {
    case undefined:
      return '';
    case 'below':
      return `≤ ${String(target.value)} ${unit}`;
    case 'at-most':
      return `≤ ${String(target.times)}×`;
    case 'faster':
      return `≥ ${String(target.times)}× faster`;
  }
}

const short = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(2) : value.toFixed(3);
