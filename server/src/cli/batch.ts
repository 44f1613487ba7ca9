import type { Project } from '../node/project.js';
import { contextOf, findingsOf, inOrder, type Analysis } from '../analysis/analyze.js';
import type { Suppression } from '../app/config/config.js';
import type { Finding, RuleContext } from '../rules/contract.js';
import { mergeFindings, WorkspaceRun } from '../rules/across.js';
import { LineIndex } from '../language/lines.js';
import type { FileFacts } from '../index/facts.js';
import { WorkspaceIndex } from '../index/index.js';
import { factsOnce } from '../index/read.js';
import { fileOf } from './inputs.js';
import { checked, type Checked, type CheckedRequest } from './request.js';

interface Request {
  readonly path: string;
  readonly project: Project;
  readonly analysis: Analysis;
}

/** A request that waits for the others: its text and what was found in it, without its tree. */
interface Waiting {
  readonly path: string;
  readonly project: Project;
  readonly source: Checked;
  readonly context: RuleContext;
  readonly findings: readonly Finding[];
  readonly used: ReadonlySet<Suppression>;
  lines: LineIndex | undefined;
}

/** A request with all that is said of it, and the suppressions that silenced something. */
export interface Outcome {
  readonly request: CheckedRequest;
  readonly project: Project;
  readonly used: ReadonlySet<Suppression>;
}

/**
 * The requests of one run. What is said of one may depend on any other, so that none is told before all are read. A
 * lone request is compared with nothing, and costs nothing more.
 */
export class Batch {
  private readonly waiting = new Map<string, Waiting>();
  private readonly index = new WorkspaceIndex({ once: true });
  /** The first is only put in the index when there is a second. */
  private first: Request | undefined;

  /** `further`: what was found of the request elsewhere than in its text. */
  add(request: Request, further: readonly Finding[] = []): void {
    const { path, project, analysis } = request;
    if (this.waiting.size === 0) this.first = request;
    else {
      if (this.first !== undefined) this.index.set(factsOnce(this.first.path, this.first.analysis));
      this.first = undefined;
      this.index.set(factsOnce(path, analysis));
    }
    const { findings, used } = project.apply(
      analysis,
      further.length === 0 ? findingsOf(analysis) : inOrder(analysis, [...findingsOf(analysis), ...further]),
      fileOf(path),
    );
    this.waiting.set(path, {
      path,
      project,
      source: withoutTree(analysis),
      context: contextOf(analysis.choice, analysis.options),
      findings,
      used,
      lines: undefined,
    });
  }

  /** In the order in which they came. */
  *outcomes(): Iterable<Outcome> {
    const runs = new Map<unknown, WorkspaceRun>();
    for (const own of this.waiting.values()) {
      const { path, project, source, findings, used } = own;
      const { rules } = project.engine;
      const run = runs.get(rules) ?? new WorkspaceRun(rules, { once: true });
      runs.set(rules, run);
      const facts = this.index.get(path);
      const across =
        facts === undefined
          ? undefined
          : project.apply(judged(facts), run.findings(this.index, path, own.context), fileOf(path));
      const all = across === undefined ? findings : mergeFindings(source, findings, across.findings);
      yield {
        project,
        used: new Set([...used, ...(across?.used ?? [])]),
        request: checked(path, source, all, other => this.other(other)),
      };
    }
  }

  private other(path: string): { readonly source: Checked; readonly lines: LineIndex } | undefined {
    const found = this.waiting.get(path);
    if (found === undefined) return undefined;
    found.lines ??= new LineIndex(found.source.text);
    return { source: found.source, lines: found.lines };
  }
}

function withoutTree({ text, list, choice, options }: Analysis): Checked {
  const origins = list?.origins ?? [];
  return { text, originOf: chunk => (chunk === undefined ? 0 : (origins[chunk] ?? 0)), choice, options };
}

/** The suppressions know a demande by its number. */
const judged = ({ lignes }: FileFacts) => ({
  lignes: lignes.map(({ numeroEditeur }) => ({ ligne: { text: () => numeroEditeur } })),
});
