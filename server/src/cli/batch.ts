import type { Project } from '../app/project.js';
import { contextOf, type Analysis } from '../analysis/analyze.js';
import type { Suppression } from '../app/config/config.js';
import { findingsUnder, foundIn, type Found } from '../app/findings.js';
import type { Finding, RuleContext } from '../rules/contract.js';
import { WorkspaceRun } from '../rules/across.js';
import { LineIndex } from '../language/lines.js';
import { WorkspaceIndex } from '../index/index.js';
import { factsOnce } from '../index/read.js';
import { fileOf } from './inputs.js';
import { checked, type Checked, type CheckedRequest } from './report/request.js';

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
  readonly found: Found;
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

  /** `attachments`: what was found among them and in their texts. */
  add(request: Request, attachments: readonly Finding[] = []): void {
    const { path, project, analysis } = request;
    if (this.waiting.size === 0) this.first = request;
    else {
      if (this.first !== undefined) this.index.set(factsOnce(this.first.path, this.first.analysis));
      this.first = undefined;
      this.index.set(factsOnce(path, analysis));
    }
    const source = withoutTree(analysis);
    const found = { ...foundIn(analysis, attachments), source, demandes: numbersOf(analysis) };
    const context = contextOf(analysis);
    this.waiting.set(path, { path, project, source, context, found, lines: undefined });
  }

  /** In the order in which they came. */
  *outcomes(): Iterable<Outcome> {
    const runs = new Map<unknown, WorkspaceRun>();
    for (const { path, project, source, context, found } of this.waiting.values()) {
      const { rules } = project.engine;
      const run = runs.get(rules) ?? new WorkspaceRun(rules, { once: true });
      runs.set(rules, run);
      const elsewhere = [...found.elsewhere, ...run.findings(this.index, path, context)];
      const { findings, used } = findingsUnder(project, fileOf(path), { ...found, elsewhere });
      yield {
        project,
        used,
        request: checked(path, source, findings, {
          other: other => this.other(other),
          demandes: found.demandes.map(({ ligne }) => ligne.text('numeroEditeur')?.value),
        }),
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

function withoutTree({ text, list, choice, options, lignes: { length } }: Analysis): Checked {
  const origins = list?.origins ?? [];
  return {
    text,
    originOf: chunk => (chunk === undefined ? 0 : (origins[chunk] ?? 0)),
    choice,
    options,
    lignes: { length },
  };
}

/** What suppressions know the requests by. */
const numbersOf = ({ lignes }: Analysis): Found['demandes'] =>
  lignes.map(({ ligne }) => {
    const number = ligne.text('numeroEditeur');
    const value = number && { value: number.value };
    return { ligne: { text: () => value } };
  });
