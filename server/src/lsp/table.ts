import { told as toldOf } from '../texts/files.js';
import { nameOf, sentence } from './convert.js';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { csvText } from '../node/sheets.js';
import { CONFIG_NAME } from '../app/project.js';
import { isRequest, isRequestName } from '../features/request.js';
import { packed, tableSource } from '../node/tableFile.js';
import { Projects } from '../node/project.js';
import { withMapping } from '../node/adoption.js';
import { Refused } from '../app/refused.js';
import { failureText } from '../texts/failures.js';
import { planTable, type TablePlan } from '../app/table/plan.js';
import { look, type Engine } from '../analysis/analyze.js';
import { dayFrom } from '../format/domain/date.js';
import { listedAs, listing, type Listed } from '../app/table/export.js';
import { letterOf } from '../app/table/problems.js';
import type { GeneratedTable, GenerateResult, KeepMappingResult, ListResult } from './protocol/index.js';
import { filePath } from './uris.js';
import type { Session } from './session.js';
import { field, isRecord, itemsOf, textOf } from '../language/unknown.js';
import { ANSWERS } from '../texts/editor/answers.js';
import type { Lang } from '../texts/typeset.js';

/** More would be a hundred megabytes to send, and nobody opens them: the command line writes them. */
const MAX_DEMANDES = 20_000;
const MAX_PROBLEMS = 1_000;

type Pause = (demandes: number) => Promise<boolean>;

/** Null for malformed parameters. */
export async function generateFor(
  engine: Engine,
  lang: Lang,
  params: unknown,
  pause: Pause,
): Promise<GenerateResult | null | 'stopped'> {
  const [uri, id] = [textOf(field(params, 'table')), textOf(field(params, 'profile'))];
  if (uri === undefined || id === undefined) return null;
  const path = filePath(uri);
  if (path === undefined) return { refused: ANSWERS.table.local[lang] };
  // Read anew: the present content of the files counts.
  const project = await new Projects({ engine }).in(dirname(path));
  const now = new Date();
  let looked = 0;
  const plan = await planTable({
    table: tableSource({ path }),
    profile: id,
    project,
    columns: recordOf(field(params, 'columns')),
    values: recordOf(field(params, 'values')),
    forced: {},
    keepIncomplete: false,
    place: name => join(dirname(path), name),
    take: packed,
    analysis: { today: dayFrom(now.getFullYear(), now.getMonth() + 1, now.getDate()) ?? 0 },
    pause: () => pause((looked += 200)),
  });
  if (plan === 'stopped') return 'stopped';
  if (plan instanceof Refused) return { refused: sentence(failureText(plan, lang)) };
  return plan.generated.written > MAX_DEMANDES ? { refused: ANSWERS.table.many(MAX_DEMANDES)[lang] } : told(plan, lang);
}

function told({ model, headings, notes, generated }: TablePlan<() => string>, lang: Lang): GeneratedTable {
  return {
    columns: headings.matched.map(({ index, heading, column }) => ({
      column: letterOf(index),
      heading,
      field: column.id,
      title: column.shape.title?.[lang] ?? null,
    })),
    unknown: headings.unknown.map(({ heading }) => heading),
    notes: notes.map(({ severity, message, fields, heading }) => ({
      severity,
      message: sentence(message[lang]),
      fields: fields ?? [],
      heading: heading ?? null,
    })),
    problems: generated.problems
      .slice(0, MAX_PROBLEMS)
      .map(({ row, at, heading, demande, severity, code, message }) => ({
        row: row ?? null,
        column: at === undefined ? null : letterOf(at),
        heading: heading ?? null,
        demande: demande ?? null,
        severity,
        code,
        message: sentence(message(lang)),
      })),
    problemCount: generated.problems.length,
    files: generated.files.map(({ name, text, demandes, label }) => ({
      name,
      text: text(),
      demandes,
      label: label?.[lang] ?? null,
    })),
    written: generated.written,
    leftOut: generated.leftOut.length,
    leftRows: [...generated.leftOut.flatMap(({ rows }) => rows), ...generated.loose]
      .sort((a, b) => a - b)
      .slice(0, MAX_PROBLEMS),
    fields: model.columns
      .filter(({ use }) => use === 'read' || use === 'derived')
      .map(({ id, scope, shape }) => ({ id, title: scope === 'piece' ? null : (shape.title?.[lang] ?? null) })),
  };
}

const recordOf = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );

export async function listFor(session: Session, params: unknown): Promise<ListResult | null> {
  const { lang } = session.client;
  const files: Listed[] = [];
  for (const item of itemsOf(field(params, 'files'))) {
    const [uri, text] = [textOf(field(item, 'uri')), textOf(field(item, 'text'))];
    if (uri === undefined || text === undefined) return null;
    const { engine, options } = await session.readingOf(uri);
    const read = look(engine, text, options);
    const name = nameOf(uri);
    const isOurs =
      options.profile !== undefined || isRequestName(engine.catalog, options.path ?? '') || isRequest(read);
    if (!isOurs) return { refused: ANSWERS.table.noRequest(name)[lang] };
    files.push(listedAs({ path: name, name }, read, () => look(engine, text, options)));
  }
  if (files.length === 0) return null;
  const listed = listing(files, ',');
  if (listed instanceof Refused) {
    const [file = ''] = listed.data.files;
    return { refused: toldOf(file, failureText({ code: 'no-profile', data: {} }, lang), lang) };
  }
  const { rows, lost, broken, demandes } = listed;
  return {
    csv: await csvText(rows, ';'),
    lost: lost.flatMap(({ path, losses }) =>
      losses.map(({ ligne, key }) => ANSWERS.table.place(path, ligne, key)[lang]),
    ),
    broken,
    demandes,
  };
}

/** The nearest configuration with a mapping added, everything else as typed; a new one if there is none. */
export async function keepMapping(engine: Engine, lang: Lang, params: unknown): Promise<KeepMappingResult | null> {
  const [table, folder] = ['table', 'folder'].map(key => filePath(textOf(field(params, key)) ?? ''));
  if (table === undefined || folder === undefined) return null;
  const project = await new Projects({ engine }).in(dirname(table));
  const { path } = project.parts;
  const before = path === undefined ? '{}\n' : await readFile(path, 'utf8');
  const text = withMapping(before, {
    columns: recordOf(field(params, 'columns')),
    values: recordOf(field(params, 'values')),
  });
  if (text === undefined) return { refused: ANSWERS.table.settings[lang] };
  return { uri: pathToFileURL(path ?? join(folder, CONFIG_NAME)).toString(), text, isNew: path === undefined };
}
