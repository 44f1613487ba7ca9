import type { Project } from '../app/project.js';
import { type Analysis, type AnalyzeOptions, contextOf, look } from '../analysis/analyze.js';
import type { Suppression } from '../app/config/config.js';
import { findingsUnder, type Found, foundIn } from '../app/findings.js';
import type { Finding, RuleContext } from '../rules/contract.js';
import { WorkspaceRun } from '../rules/across.js';
import { LineIndex } from '../language/lines.js';
import { WorkspaceIndex } from '../index/index.js';
import { Links, linksOf } from '../index/links.js';
import { factsOnce, stemsOf } from '../index/read.js';
import type { FileFacts } from '../index/facts.js';
import type { Ligne } from '../format/model/ligne.js';
import { flat } from '../format/domain/fold.js';
import { fileOf } from './inputs.js';
import { checked, type Checked, type CheckedRequest } from './report/request.js';

interface Request {
  readonly path: string;
  readonly project: Project;
  readonly analysis: Analysis;
  /** Reads its text again, so that it need not be kept; undefined where it has changed. */
  readonly again?: (() => string | undefined) | undefined;
}

/** What the comparison with others asks of each request: plain data, which crosses threads. */
export interface Outline {
  readonly profile: string | undefined;
  /** How many there are. */
  readonly lignes: number;
  readonly stems: readonly string[];
  /** An avance that the portal gave back: what it has not, no avance has. */
  readonly isOutput: boolean;
  readonly links: Iterable<number>;
}

/** A request that was read and found sound, elsewhere. */
interface Sound extends Pick<Request, 'path' | 'project'> {
  readonly again: () => string | undefined;
  readonly options: AnalyzeOptions;
  readonly outline: Outline;
}

/** A request with all that is said of it, and the suppressions that silenced something. */
export interface Outcome {
  readonly request: CheckedRequest;
  readonly project: Project;
  readonly used: ReadonlySet<Suppression>;
}

export function outlineOf({ choice, portalOutput, lignes }: Analysis): Outline {
  const links: number[] = [];
  for (const { ligne } of lignes) linksOf(ligne, links);
  return {
    profile: choice.profile?.id,
    lignes: lignes.length,
    stems: stemsOf(choice),
    isOutput: portalOutput && choice.agreed?.phase === 'avance',
    links,
  };
}

/**
 * A request that waits for the others. What was found in it needs its text; of one in which nothing was found the text
 * is let go, and read again for who asks.
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
  private known: string | undefined;
  private index: LineIndex | undefined;

  constructor(
    readonly rank: number,
    readonly path: string,
    readonly project: Project,
    readonly options: AnalyzeOptions,
    { profile, lignes, stems }: Outline,
    private readonly again: () => string | undefined,
    readonly own: readonly Finding[],
    readonly elsewhere: readonly Finding[],
  ) {
    this.choice = { profile: profile === undefined ? undefined : { id: profile } };
    this.lignes = { length: lignes };
    this.stems = stems;
  }

  get text(): string {
    return (this.known ??= this.again() ?? '');
  }

  get lines(): LineIndex {
    return (this.index ??= new LineIndex(this.text));
  }

  readonly originOf = (chunk: number | undefined): number => (chunk === undefined ? 0 : (this.origins[chunk] ?? 0));

  /** What it says to others. Undefined where it has changed since it was read. */
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
 * The requests of one run. What is said of one may depend on any other, so that none is told before all are read. Only
 * those that have a number in common are compared.
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
    const request = this.enter(
      { path, project, options: analysis.options, outline: outlineOf(analysis), again: source },
      own,
      elsewhere,
    );
    if (!isSound) request.place(analysis);
  }

  addSound(request: Sound): void {
    this.enter(request, [], []);
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

  private enter(
    { path, project, options, outline, again }: Sound,
    own: readonly Finding[],
    elsewhere: readonly Finding[],
  ): Waiting {
    const rank = this.waiting.get(path)?.rank ?? this.waiting.size;
    const request = new Waiting(rank, path, project, options, outline, again, own, elsewhere);
    this.waiting.set(path, request);
    this.links.add(rank, outline.links);
    if (outline.isOutput) for (const stem of outline.stems) this.outputs.add(stem);
    return request;
  }

  /** The requests that others may say something of. */
  private compared(): WorkspaceIndex {
    const index = new WorkspaceIndex();
    const { links } = this;
    if (this.waiting.size > 1)
      for (const request of this.waiting.values()) {
        // Whether a dossier is known is told by all lignes of all outputs.
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
