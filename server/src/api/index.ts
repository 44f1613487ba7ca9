import { analyze as analyzeText, createEngine, findingsOf } from '../analysis/analyze.js';
import { fixAll } from '../analysis/fix.js';
import { planDeposit } from '../app/deposit/plan.js';
import { planDocument } from '../app/deposit/planDocument.js';
import { checked, reported } from '../cli/report/request.js';
import { rulePage } from '../features/request.js';
import { dayFrom, parseDate } from '../format/domain/date.js';
import type { FileEntry, FolderEntry } from '../format/pieces/folder.js';
import { RULES } from '../generated/registry.js';
import type { Analysis, Finding, Fixed, Lang, Options, PieceFile, Plan, RuleInfo } from './types.js';

export type * from './types.js';

/** Checks the text of a request file. */
export function analyze(text: string, options: Options = {}): Analysis {
  const { source, bom } = withoutBom(text);
  return told(analyzeText(engine(), source, { ...engineOptions(options), bom }), options);
}

/** Applies all safe fixes: they change the form, never a value. */
export function fix(text: string, options: Options = {}): Fixed {
  const { source, bom } = withoutBom(text);
  const fixed = fixAll(engine(), source, { ...engineOptions(options), bom });
  return { ...told(fixed.analysis, options), text: fixed.text, applied: fixed.applied };
}

/** Plans a deposit: which files go into which ZIP, and what stands in the way. Reads and writes nothing. */
export function plan(text: string, files: readonly PieceFile[], options: Options = {}): Plan {
  const analysis = analyzeText(engine(), withoutBom(text).source, engineOptions(options));
  const folder = { name: 'pieces', entries: entriesOf(files) };
  const deposit = planDeposit({ analysis, sources: { folder, refused: [] } });
  const { demandes, problems } = planDocument(deposit, options.path ?? '', options.lang ?? 'fr');
  return {
    demandes: demandes.map(({ ligne, numeroEditeur, zip, entries }) => ({
      ligne,
      numeroEditeur,
      zip,
      entries: entries.map(({ nomFichier, sources }) => ({ nomFichier, sources })),
    })),
    problems: problems.map(({ code, message, ligne, nomFichier }) => ({ code, message, ligne, nomFichier })),
  };
}

/** The known profiles, such as `MDV-LGC/avance`. */
export const profiles = (): readonly string[] => engine().catalog.ids;

export const rules = (lang: Lang = 'fr'): readonly RuleInfo[] =>
  RULES.map(({ meta }) => ({
    id: meta.id,
    severity: meta.severity,
    theme: meta.theme,
    title: meta.title[lang],
    explanation: meta.explanation[lang],
    url: rulePage(meta.id, lang),
  }));

let made: ReturnType<typeof createEngine> | undefined;
/** Models are compiled once, when first needed. */
const engine = (): ReturnType<typeof createEngine> => (made ??= createEngine());

function engineOptions({ profile, path, date }: Options): {
  readonly profile: string | undefined;
  readonly path: string | undefined;
  readonly today: number;
  readonly referenceDate: number | undefined;
} {
  if (profile !== undefined && engine().catalog.get(profile) === undefined)
    throw new RangeError(`unknown profile “${profile}”: one of ${engine().catalog.ids.join(', ')}`);
  const referenceDate = date === undefined ? undefined : dayOf(date);
  return { profile, path, today: referenceDate ?? today(), referenceDate };
}

function dayOf(date: string): number {
  const parsed = parseDate(date);
  if ('error' in parsed || parsed.format !== 'iso') throw new RangeError(`“${date}” is not a date, as 2022-11-30`);
  return parsed.day;
}

function today(): number {
  const now = new Date();
  return dayFrom(now.getFullYear(), now.getMonth() + 1, now.getDate()) ?? 0;
}

function withoutBom(text: string): { readonly source: string; readonly bom: boolean } {
  const bom = text.startsWith('\ufeff');
  return { source: bom ? text.slice(1) : text, bom };
}

function told(analysis: ReturnType<typeof analyzeText>, { path = '-', lang = 'fr' }: Options): Analysis {
  const findings: readonly Finding[] = checked(path, analysis, findingsOf(analysis)).findings.map(located =>
    reported(located, lang),
  );
  return { profile: analysis.choice.profile?.id ?? null, findings };
}

/** The files of a folder and of its subfolders. */
function entriesOf(files: readonly PieceFile[]): readonly FolderEntry[] {
  const entry = (name: string, size: number): FileEntry => ({ kind: 'file', name, size, pdf: undefined });
  const folders = new Map<string, FileEntry[]>();
  const own: FolderEntry[] = [];
  for (const { path, size } of files) {
    const [first = '', second, ...deeper] = path.split('/');
    if (second === undefined) own.push(entry(first, size));
    else if (deeper.length === 0) folders.set(first, [...(folders.get(first) ?? []), entry(second, size)]);
  }
  const natural = new Intl.Collator('fr', { numeric: true });
  for (const [name, parts] of folders)
    own.push({ kind: 'folder', name, files: parts.sort((a, b) => natural.compare(a.name, b.name)) });
  return own.sort((a, b) => natural.compare(a.name, b.name));
}
