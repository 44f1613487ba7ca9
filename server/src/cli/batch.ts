import type { Project } from '../app/project.js';
import { type Analysis, type AnalyzeOptions, contextOf, look } from '../analysis/analyze.js';
import type { Suppression } from '../app/config/config.js';
import { findingsUnder, type Found, foundIn } from '../app/findings.js';
import type { Finding, RuleContext } from '../rules/contract.js';
import { WorkspaceRun } from '../rules/across.js';
import { LineIndex } from '../language/lines.js';
import { WorkspaceIndex } from '../index/index.js';
import { type FileFacts, Links, linksOf } from '../index/facts.js';
import { factsOnce, stemsOf } from '../index/read.js';
import type { Ligne } from '../format/model/ligne.js';
import { flat } from '../format/domain/fold.js';
import { fileOf } from './inputs.js';
import { checked, type Checked, type CheckedRequest } from './report/request.js';

interface Request {
  readonly path: string;
  readonly project: Project;
  readonly analysis: Analysis;
  /** Reads its text again, so that it needn't be kept; undefined if the file has changed. */
  readonly again?: (() => string | undefined) | undefined;
}

/** A request with all its findings, and the suppressions that silenced some. */
export interface Outcome {
  readonly request: CheckedRequest;
  readonly project: Project;
  readonly used: ReadonlySet<Suppression>;
}

/**
 * A request that waits for the others. Its findings need the text; without findings the text is dropped, and read again
 * on demand.
 */
class Waiting implements Checked {
  readonly choice: Checked['choice'];
  readonly lignes: Checked['lignes'];
  readonly stems: readonly string[];
  demandes: Found['demandes'] = [];
  /** Where its lignes begin. */
  origins: readonly number[] = [];
  /** Of one that is compared with others. */
  context: RuleContext | undefined;
  readonly options: AnalyzeOptions;
  private known: string | undefined;
  private index: LineIndex | undefined;

  constructor(
    readonly rank: number,
    readonly path: string,
    readonly project: Project,
    { choice, lignes, options }: Analysis,
    private readonly again: () => string | undefined,
    readonly own: readonly Finding[],
    readonly elsewhere: readonly Finding[],
  ) {
    this.choice = { profile: choice.profile && { id: choice.profile.id } };
    this.lignes = { length: lignes.length };
    this.stems = stemsOf(choice);
    this.options = options;
  }

  get text(): string {
    return (this.known ??= this.again() ?? '');
  }

  get lines(): LineIndex {
    return (this.index ??= new LineIndex(this.text));
  }

  readonly originOf = (chunk: number | undefined): number => (chunk === undefined ? 0 : (this.origins[chunk] ?? 0));

  /** What it says to other files. Undefined if it has changed since it was read. */
  facts(counts: ((ligne: Ligne) => boolean) | undefined): FileFacts | undefined {
    const text = this.again();
    if (text === undefined) return undefined;
    const seen = look(this.project.engine, text, this.options);
    this.context = contextOf(seen);
    this.place(seen);
    return factsOnce(this.path, seen, counts);
  }

  /** Keeps where its lignes begin, and their numbers. */
  place({ list, lignes }: Pick<Analysis, 'list'> & { readonly lignes: readonly { readonly ligne: Ligne }[] }): void {
    this.origins = list?.origins ?? [];
    this.demandes = lignes.map(({ ligne }) => {
      const number = ligne.text('numeroEditeur');
      const value = number && { value: flat(number.value) };
      return { ligne: { text: () => value } };
    });
  }
}

/**
 * The requests of one run. What is said of one may depend on any other, so nothing is reported before all are read.
 * Only those with a number in common are compared.
 */
export class Batch {
  private readonly waiting = new Map<string, Waiting>();
  private readonly links = new Links();
  /** Couloirs and logiciels of the portal's outputs. */
  private readonly outputs = new Set<string>();

  /** `attachments`: what was found among them and in their texts. */
  add({ path, project, analysis, again }: Request, attachments: readonly Finding[] = []): void {
    const { own, elsewhere } = foundIn(analysis, attachments);
    const { text } = analysis;
    const isSound = own.length + elsewhere.length === 0;
    const source = isSound && again !== undefined ? again : () => text;
    const rank = this.waiting.get(path)?.rank ?? this.waiting.size;
    const request = new Waiting(rank, path, project, analysis, source, own, elsewhere);
    this.waiting.set(path, request);
    this.links.add(
      rank,
      analysis.lignes.flatMap(({ ligne }) => linksOf(ligne)),
    );
    // An avance missing from the portal's output is missing everywhere.
    if (analysis.portalOutput && analysis.choice.agreed?.phase === 'avance')
      for (const stem of request.stems) this.outputs.add(stem);
    if (!isSound) request.place(analysis);
  }

  /** In the order in which they came. */
  *outcomes(): Iterable<Outcome> {
    const index = this.compared();
    const runs = new Map<unknown, WorkspaceRun>();
    for (const request of this.waiting.values()) {
      const { path, project, context, demandes, own } = request;
      const { rules } = project.engine;
      const run = runs.get(rules) ?? new WorkspaceRun(rules, { once: true });
      runs.set(rules, run);
      const elsewhere = [...request.elsewhere, ...(context === undefined ? [] : run.findings(index, path, context))];
      const { findings, used } = findingsUnder(project, fileOf(path), { source: request, demandes, own, elsewhere });
      yield {
        project,
        used,
        request: checked(path, request, findings, {
          other: other => this.other(other),
          demandes: demandes.map(({ ligne }) => ligne.text('numeroEditeur')?.value),
        }),
      };
    }
  }

  /** The requests that others may affect. */
  private compared(): WorkspaceIndex {
    const index = new WorkspaceIndex();
    const { links } = this;
    if (this.waiting.size > 1)
      for (const request of this.waiting.values()) {
        // Whether a dossier is known depends on all lignes of all outputs.
        const whole = request.stems.some(stem => this.outputs.has(stem));
        if (!whole && !links.has(request.rank)) continue;
        const facts = request.facts(whole ? undefined : ligne => links.isShared(ligne));
        if (facts !== undefined) index.set(facts);
      }
    return index;
  }

  private other(path: string): { readonly source: Checked; readonly lines: LineIndex } | undefined {
    const source = this.waiting.get(path);
    return source && { source, lines: source.lines };
  }
}
