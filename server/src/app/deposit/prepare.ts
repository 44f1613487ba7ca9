import { analyze, contextOf, ofText, type Analysis, type Engine } from '../../analysis/analyze.js';
import { fixAll, type Only } from '../../analysis/fix.js';
import {
  type FileEntry,
  type FolderEntry,
  partsFolderOf,
  type PdfState,
  type PieceFolder,
  type PieceText,
  sameName,
} from '../../format/pieces/folder.js';
import type { Finding } from '../../rules/contract.js';
import { runDocuments, runFolder } from '../../rules/runner.js';
import { findingsUnder, foundIn } from '../findings.js';
import { lookInto, type PieceTools, type Watch } from '../pieces.js';
import type { Project } from '../project.js';
import { type DepositPlan, planDeposit, type PlanInput } from './plan.js';
import { type PlannedDemande, withStates } from './sources.js';
import { PDF_REFUSED, SOURCE_REFUSED } from '../../texts/deposit/problems.js';
import { about } from '../../texts/files.js';
import { jsonName, type PdfInspection, type PlanProblem, problemAt } from './ports.js';

export interface PrepareInput extends Pick<PlanInput, 'sources' | 'planFile' | 'zipName'>, PieceTools {
  readonly engine: Engine;
  readonly analysis: Analysis;
  /** Its severities, what it silences. */
  readonly project: Pick<Project, 'apply' | 'only'>;
  /** The file's, as the project's globs see it. */
  readonly path: string | undefined;
  /** The file as it is on disk. */
  readonly json: JsonFile;
}

interface JsonFile {
  /** Its own name, without a folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A deposit that only has to be written; nothing is written yet. */
export interface Prepared {
  /** Of the text that will be deposited. */
  readonly analysis: Analysis;
  readonly json: JsonFile;
  /** The keys were put in the model's order. */
  readonly reordered: boolean;
  /** A byte order mark was left out. */
  readonly withoutBom: boolean;
  readonly plan: DepositPlan;
  readonly findings: readonly Finding[];
  /** What was found in each source, by its path. */
  readonly inspections: ReadonlyMap<string, PdfInspection>;
}

/** Plans a deposit, inspects its sources and checks everything. */
export async function prepareDeposit(input: PrepareInput, watch: Watch = {}): Promise<Prepared> {
  const { analysis, json, reordered, withoutBom } = inModelOrder(input);
  const planned = planDeposit({ ...input, analysis });
  const looked = await lookInside(planned, analysis, input, watch);
  const plan = {
    ...planned,
    problems: [
      ...jsonName(
        json.name,
        planned.demandes.flatMap(({ zipName }) => zipName ?? []),
      ),
      ...planned.problems,
      ...looked.problems,
    ],
  };
  const folder = folderAsPlanned(withStates(input.sources.folder, looked.inspections), plan, looked.inspections);
  const context = contextOf(analysis);
  const elsewhere = [...runFolder(input.engine.rules, analysis, folder, context), ...looked.findings];
  return {
    analysis,
    json,
    reordered,
    withoutBom,
    plan,
    findings: findingsUnder(input.project, input.path, foundIn(analysis, elsewhere)).findings,
    inspections: looked.inspections,
  };
}

/**
 * Changes that leave every value and lexeme alone: the order of the keys, if the model's is known, and the byte order
 * mark.
 */
const IN_ORDER: ReadonlySet<string> = new Set(['field-order', 'encoding']);

/** The file in the model's order and encoding; its exact bytes if nothing had to be done. */
function inModelOrder({
  engine,
  analysis,
  project,
  path,
  json,
}: PrepareInput): Pick<Prepared, 'analysis' | 'json' | 'reordered' | 'withoutBom'> {
  const unchanged = { analysis, json, reordered: false, withoutBom: false };
  const { text, options } = analysis;
  // Bytes that are not UTF-8 became U+FFFD in the text: writing that would lose them.
  if (options.invalidBytes === true) return unchanged;
  const shown = project.only(path);
  const only: Only = (finding, of) => IN_ORDER.has(finding.rule.id) && (shown?.(finding, of) ?? true);
  const withoutMark =
    options.bom === true &&
    project
      .apply(analysis, analysis.textFindings, path)
      .findings.some(({ rule, messageId }) => rule.id === 'encoding' && messageId === 'bom');
  const fixed = fixAll(engine, text, { ...options, bom: false }, only);
  if (fixed.text === text && !withoutMark) return unchanged;
  const bom = options.bom === true && !withoutMark;
  const bytes = new TextEncoder().encode(bom ? `\ufeff${fixed.text}` : fixed.text);
  return {
    analysis: analyze(engine, fixed.text, { ...ofText(options), bom }),
    json: { ...json, bytes },
    reordered: unmarked(fixed.text) !== unmarked(text),
    withoutBom: withoutMark || (isMarked(text) && !isMarked(fixed.text)),
  };
}

const isMarked = (text: string): boolean => text.startsWith('\ufeff');
const unmarked = (text: string): string => (isMarked(text) ? text.slice(1) : text);

interface Looked {
  readonly inspections: ReadonlyMap<string, PdfInspection>;
  readonly findings: readonly Finding[];
  readonly problems: readonly PlanProblem[];
}

/** One request at a time, so that memory stays flat however many there are. */
async function lookInside(
  { demandes, totals }: DepositPlan,
  analysis: Analysis,
  input: PrepareInput,
  watch: Watch,
): Promise<Looked> {
  const looker = new Looker(input, totals.sources, watch);
  const context = contextOf(analysis);
  const findings: Finding[] = [];
  for (const [index, demande] of demandes.entries()) {
    const texts = await looker.look(demande);
    const state = analysis.lignes[index];
    if (state !== undefined && texts.length > 0)
      findings.push(
        ...runDocuments(input.engine.rules, { head: analysis.head, lignes: [state] }, () => texts, context),
      );
  }
  return { inspections: looker.inspections, findings, problems: looker.problems };
}

class Looker {
  readonly inspections = new Map<string, PdfInspection>();
  readonly problems: PlanProblem[] = [];

  constructor(
    private readonly input: PrepareInput,
    private readonly total: number,
    private readonly watch: Watch,
  ) {}

  /** Inspects a request's sources and returns the texts of its attachments. */
  async look({ rank, numeroEditeur, entries }: PlannedDemande): Promise<readonly PieceText[]> {
    const texts: PieceText[] = [];
    for (const { nomFichier, sources } of entries) {
      const documents: { name: string; pages: readonly string[] }[] = [];
      for (const { path, file } of sources) {
        const pages = await this.source(path, { ligne: rank, numeroEditeur, nomFichier, path });
        if (pages !== undefined) documents.push({ name: file.name, pages });
      }
      if (documents.length === sources.length) texts.push({ nomFichier, documents });
    }
    return texts;
  }

  private async source(path: string, where: Parameters<typeof problemAt>[1]): Promise<readonly string[] | undefined> {
    const known = this.inspections.get(path);
    const { read, inspection, pages } = await lookInto(this.input, path, known, this.watch.signal);
    this.inspections.set(path, inspection);
    if (known === undefined) this.watch.onProgress?.({ step: 'check', done: this.inspections.size, total: this.total });
    const refusal = read.ok ? refusalOf(inspection) : SOURCE_REFUSED[read.why];
    if (refusal !== undefined) this.problems.push(problemAt('piece-refused', where, about(path, refusal)));
    return pages;
  }
}

const refusalOf = ({ state }: PdfState): { fr: string; en: string } | undefined =>
  state === 'pdf' ? undefined : PDF_REFUSED[state];

/**
 * The folder as if each file named in the plan stood there under its attachment's name, so that the rules check what
 * will be deposited.
 */
function folderAsPlanned(
  folder: PieceFolder,
  { demandes }: DepositPlan,
  inspections: ReadonlyMap<string, PdfInspection>,
): PieceFolder {
  const planned = demandes.flatMap(({ entries }) => entries).filter(({ from }) => from === 'plan');
  if (planned.length === 0) return folder;
  const added = planned.flatMap(({ nomFichier, sources }): FolderEntry[] => {
    const files = sources.map(
      ({ path, file }): FileEntry => ({ kind: 'file', name: path, size: file.size, pdf: inspections.get(path) }),
    );
    const parts = partsFolderOf(nomFichier);
    if (parts !== undefined) return [{ kind: 'folder', name: parts, files }];
    return files.map(file => ({ ...file, name: nomFichier })).slice(0, 1);
  });
  const isReplaced = (entry: FolderEntry): boolean =>
    entry.kind === 'folder' && added.some(other => other.kind === 'folder' && sameName(other.name, entry.name));
  return { ...folder, entries: [...folder.entries.filter(entry => !isReplaced(entry)), ...added] };
}
