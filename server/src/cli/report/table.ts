import { join } from 'node:path';
import type { TablePlan } from '../../app/table/plan.js';
import type { Generated } from '../../app/table/generate.js';
import { letterOf, type TableProblem } from '../../app/table/problems.js';
import type { Console } from '../console.js';
import { shownPath } from '../inputs.js';
import type { TableWords } from '../../texts/cli/table.js';
import { harmless, wrap } from './terminal.js';

interface TableSubject {
  readonly table: string;
  readonly folder: string;
  readonly plan: TablePlan;
  /** False if there was nothing to write. */
  readonly done: boolean;
  /** Tells errors only. */
  readonly quiet: boolean;
}

const COLUMNS = 100;

/** How many of one kind are shown one by one. */
const ONE_BY_ONE = 5;

/** What people read about a table that became files. */
export function tableReport(console: Console, words: TableWords, subject: TableSubject): string {
  const { generated } = subject.plan;
  const { colors } = console.out;
  const unwritten = unwrittenRows(generated);
  const counts = {
    written: generated.written,
    files: generated.files.length,
    leftOut: generated.leftOut.length,
    incomplete: generated.incomplete,
    rows: unwritten,
  };
  const mark = unwritten.length > 0 || generated.incomplete > 0 ? colors.red('✖') : colors.green('✔');
  return `${[
    ...notes(console, words, subject),
    ...problems(console, words, subject),
    ...generated.files.map(({ name, demandes, label }) =>
      harmless(words.file(shownPath(join(subject.folder, name)), demandes, label?.[console.lang])),
    ),
    `${mark} ${words.summary(counts, subject.done)}`,
    ...(subject.done && generated.files.length > 0 ? [`  ${harmless(words.next(shownPath(subject.folder)))}`] : []),
  ].join('\n')}\n`;
}

const unwrittenRows = ({ leftOut, loose }: Generated): readonly number[] =>
  [...new Set([...leftOut.flatMap(({ rows }) => rows), ...loose])].sort((a, b) => a - b);

function notes(
  { out, words: { severity: names }, lang }: Console,
  words: TableWords,
  { plan, done, quiet }: TableSubject,
): readonly string[] {
  const { colors } = out;
  const columns = Math.min(COLUMNS, out.columns ?? COLUMNS);
  const matched = plan.headings.matched.map(
    ({ index, heading, column }) =>
      `  ${letterOf(index)} ${harmless(oneLine(heading))}  ${colors.dim(`→ ${column.id}`)}`,
  );
  const shown = plan.notes.filter(({ severity }) => !quiet || severity === 'error');
  const color = { error: colors.red, warning: colors.yellow, info: colors.blue };
  return [
    ...(done || quiet ? [] : [colors.bold(words.columns), ...matched, '']),
    ...(shown.length === 0
      ? []
      : [
          colors.bold(words.notes),
          ...shown.map(
            ({ severity, code, message }) =>
              `  ${color[severity](names[severity])}  ` +
              `${colors.dim(code)}\n${wrap(harmless(message[lang]), columns, '    ')}`,
          ),
          ...(shown.some(({ code }) => MATCHABLE.has(code)) ? [wrap(words.howToMatch, columns, '  ')] : []),
          '',
        ]),
  ];
}

/** What the user solves by saying what a column is. */
const MATCHABLE: ReadonlySet<string> = new Set([
  'missing-column',
  'ambiguous-heading',
  'mapping-name',
  'mapping-heading',
]);

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Repetitions of one mistake in one column are grouped under its first ones. */
function problems(
  { out, words: { severity: names }, lang }: Console,
  words: TableWords,
  { table, plan, quiet }: TableSubject,
): readonly string[] {
  const { colors } = out;
  const columns = Math.min(COLUMNS, out.columns ?? COLUMNS);
  const kinds = new Map<string, TableProblem[]>();
  for (const problem of plan.generated.problems) {
    if (quiet && problem.severity !== 'error') continue;
    const kind = `${problem.code} ${String(problem.at)} ${problem.severity}`;
    const same = kinds.get(kind);
    if (same === undefined) kinds.set(kind, [problem]);
    else same.push(problem);
  }
  const color = { error: colors.red, warning: colors.yellow, info: colors.blue };
  const lines = [...kinds.values()].flatMap(same => {
    const shown = same.slice(0, same.length > ONE_BY_ONE + 1 ? ONE_BY_ONE : same.length);
    const others = same.slice(shown.length);
    return [
      ...shown.map(problem =>
        [
          '  ' +
            [
              whereOf(problem, words),
              problem.demande === undefined ? undefined : words.demande(harmless(problem.demande)),
            ]
              .filter(part => part !== undefined)
              .join(', '),
          `  ${color[problem.severity](names[problem.severity])}  ` +
            `${colors.dim(problem.code)}\n${wrap(harmless(problem.message(lang)), columns, '    ')}`,
        ].join(''),
      ),
      ...(others.length === 0
        ? []
        : [colors.dim(`    ${words.others(others.length, [...new Set(others.flatMap(({ row }) => row ?? []))])}`)]),
    ];
  });
  return lines.length === 0 ? [] : [colors.underline(harmless(shownPath(table))), ...lines, ''];
}

const whereOf = ({ row, at, heading }: TableProblem, words: TableWords): string | undefined =>
  row === undefined
    ? undefined
    : words.at(
        row,
        at === undefined ? undefined : letterOf(at),
        heading === undefined ? undefined : harmless(oneLine(heading)),
      );

/** For other programs: everything, one problem per row. */
export function tableJson({ lang }: Console, { table, folder, plan, done }: TableSubject): string {
  const { headings, generated } = plan;
  const letter = (at: number | undefined): string | null => (at === undefined ? null : letterOf(at));
  return `${JSON.stringify(
    {
      table,
      written: done,
      columns: headings.matched.map(({ index, heading, column }) => ({
        column: letterOf(index),
        heading,
        field: column.id,
      })),
      notes: plan.notes.map(({ code, severity, message }) => ({ code, severity, message: message[lang] })),
      problems: generated.problems.map(({ row, at, heading, code, severity, demande, message }) => ({
        row: row ?? null,
        column: letter(at),
        heading: heading ?? null,
        code,
        severity,
        numeroEditeur: demande ?? null,
        message: message(lang),
      })),
      files: generated.files.map(({ name, demandes, label }) => ({
        path: join(folder, name),
        demandes,
        rate: label?.[lang] ?? null,
      })),
      leftOut: generated.leftOut.map(({ numero, rows }) => ({ numeroEditeur: numero, rows })),
      summary: {
        rows: generated.rows,
        written: generated.written,
        files: generated.files.length,
        leftOut: generated.leftOut.length,
        looseRows: generated.loose,
        incomplete: generated.incomplete,
      },
    },
    null,
    2,
  )}\n`;
}
