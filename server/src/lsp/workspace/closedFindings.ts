import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Diagnostic, Position } from 'vscode-languageserver/node';
import { analyze, contextOf } from '../../analysis/analyze.js';
import { findingsUnder, foundIn } from '../../app/findings.js';
import type { FileFacts } from '../../index/facts.js';
import { lookAt } from '../../node/workspaceFiles.js';
import { WorkspaceRun } from '../../rules/across.js';
import type { Finding, Rule, RuleContext } from '../../rules/contract.js';
import { toDiagnostic } from '../convert.js';
import { logFailure } from '../guard.js';
import type { Host } from '../host.js';
import { filePath } from '../uris.js';
import { textIn } from '../positions.js';
import type { Workspace } from './workspace.js';

/** What a view shows about a file: how many errors and warnings, in total and by ligne. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly lignes: ReadonlyMap<number, { readonly errors: number; readonly warnings: number }>;
}

/** The findings of a file that isn't open. Keeps no tree. */
export interface JudgedFile extends Counts {
  readonly diagnostics: readonly Diagnostic[];
  /** Where each ligne begins. */
  readonly positions: readonly Position[];
  /** Changes whenever the findings do. */
  readonly resultId: string;
}

interface Judged extends JudgedFile {
  /** What the answer was based on. */
  readonly facts: FileFacts;
  readonly generation: number;
  readonly revision: number;
  readonly rules: readonly Rule[];
  readonly context: RuleContext;
  readonly across: string;
}

/** How many are checked: a thousand files of ten lignes take some seconds of a busy machine, in the background. */
const MAX_FILES = 1000;
const MAX_LIGNES = 20_000;
/** How many findings of one file are told: as many as VS Code shows. Opening the file tells them all. */
const MAX_TOLD = 1000;
/** Once all files together have this many, each further one tells only its gravest. */
const MAX_TOLD_IN_ALL = 20_000;
const GRAVEST = 10;

/** Checks the workspace's files that aren't open, one at a time and only while no request is being answered. */
export class ClosedFindings {
  private readonly known = new Map<string, Judged>();
  private readonly runs = new WeakMap<readonly Rule[], WorkspaceRun>();
  private readonly listeners: (() => void)[] = [];
  /** Open in the editor under a language that isn't ours: their user wants to hear nothing about them. */
  private elsewhere: ReadonlySet<string> = new Set();
  private waiting: (() => void)[] = [];
  private working: Promise<void> | undefined;
  private generation = 0;
  private serial = 0;
  private wanted = false;
  private stopped = false;

  constructor(
    private readonly host: Host,
    private readonly workspace: Workspace,
  ) {
    workspace.onChanged(() => {
      this.work();
    });
    host.join({
      listener: {
        reset: () => {
          this.generation++;
          this.work();
        },
      },
    });
  }

  /** Call this after files, or their findings, have changed. */
  onChanged(listener: () => void): void {
    this.listeners.push(listener);
  }

  stop(): void {
    this.stopped = true;
    this.tell();
  }

  get isStopped(): boolean {
    return this.stopped;
  }

  /** Nothing is checked before somebody asks. */
  start(): void {
    if (this.wanted) return;
    this.wanted = true;
    this.work();
  }

  /** Everything that had to be checked has been. */
  get isComplete(): boolean {
    return this.working === undefined && this.workspace.isComplete;
  }

  /** Until listeners are next notified. */
  changed(): Promise<void> {
    return new Promise(resolve => {
      this.waiting.push(resolve);
    });
  }

  /** By the file's id; undefined while it isn't checked. */
  of(id: string): JudgedFile | undefined {
    return this.workspace.isOpen(id) ? undefined : this.known.get(id);
  }

  isDeleted(id: string): boolean {
    return this.workspace.isDeleted(id);
  }

  /** Files that are open under another language, by their ids: these, and no others. */
  leave(ids: Iterable<string>): void {
    const before = this.elsewhere;
    const now = new Set(ids);
    this.elsewhere = now;
    const differs = [...this.known.keys()].some(id => before.has(id) !== now.has(id));
    if (differs) this.tell();
  }

  /** For a file that has just been closed: a client asks at once, and must not hear that nothing is wrong. */
  async now(id: string): Promise<JudgedFile | undefined> {
    if (this.elsewhere.has(id)) return undefined;
    const facts = this.workspace.index.get(id);
    if (facts === undefined || filePath(this.workspace.uriOf(id)) === undefined) return undefined;
    await this.judge(facts);
    return this.of(id);
  }

  /** What is to be told. */
  *all(): Iterable<readonly [id: string, judged: JudgedFile]> {
    for (const [id, judged] of this.known)
      if (!this.workspace.isOpen(id) && !this.elsewhere.has(id)) yield [id, judged];
  }

  private work(): void {
    if (!this.wanted || this.stopped || !this.workspace.isComplete) {
      this.tell();
      return;
    }
    this.working ??= this.judgeAll()
      .catch((error: unknown) => {
        logFailure(this.host.connection, 'closed files', error);
      })
      .finally(() => {
        this.working = undefined;
        this.tell();
      });
  }

  private tell(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const listener of [...this.listeners, ...waiting]) listener();
  }

  private async judgeAll(): Promise<void> {
    for (let stale = this.stale(); stale.length > 0 && !this.stopped; stale = this.stale())
      for (const facts of stale) {
        await nextTurn();
        await this.host.gate.idle();
        // `stop` may have come over the two awaits.
        if (!this.isStopped) await this.judge(facts);
      }
  }

  /** Those within the limits whose answer may have changed; those that have gone are forgotten. */
  private stale(): readonly FileFacts[] {
    const { index } = this.workspace;
    for (const id of this.known.keys()) if (index.get(id) === undefined) this.known.delete(id);
    const stale: FileFacts[] = [];
    let lignes = 0;
    let files = 0;
    for (const facts of index.all()) {
      if (this.workspace.isOpen(facts.id) || filePath(this.workspace.uriOf(facts.id)) === undefined) continue;
      lignes += facts.lignes.length;
      if (++files > MAX_FILES || lignes > MAX_LIGNES) break;
      if (!this.holds(facts)) stale.push(facts);
    }
    return stale;
  }

  /**
   * Other files' findings may be the same although something in them changed: comparing is cheaper than starting over.
   */
  private holds(facts: FileFacts): boolean {
    const known = this.known.get(facts.id);
    if (known?.facts !== facts || known.generation !== this.generation) return false;
    const { revision } = this.workspace.index;
    if (known.revision === revision) return true;
    if (signatureOf(this.across(facts.id, known.rules, known.context)) !== known.across) return false;
    this.known.set(facts.id, { ...known, revision });
    return true;
  }

  private across(id: string, rules: readonly Rule[], context: RuleContext): readonly Finding[] {
    const run = this.runs.get(rules) ?? new WorkspaceRun(rules);
    this.runs.set(rules, run);
    return run.findings(this.workspace.index, id, context);
  }

  private get toldInAll(): number {
    return [...this.known.values()].reduce((sum, { diagnostics }) => sum + diagnostics.length, 0);
  }

  private async judge(facts: FileFacts): Promise<void> {
    const { id } = facts;
    const { generation, host, workspace } = this;
    const { revision } = workspace.index;
    const uri = workspace.uriOf(id);
    const { engine, options, project } = await host.readingOf(uri);
    const looked = await lookAt(id, engine.catalog.listKeys);
    const request = looked.kind === 'request' && !project.isModel(id) ? looked : undefined;
    const text = textIn(host.client.encoding, request?.text ?? '');
    const analysis = analyze(engine, text.getText(), { ...options, written: request?.written });
    const context = contextOf(analysis);
    const across = this.across(id, engine.rules, context);
    const { findings: all } = findingsUnder(project, id, foundIn(analysis, across));
    // Nobody has said that a file of an unknown model is a request: until it is open, only how to make its model known.
    const findings =
      analysis.choice.foreign === undefined ? all : all.filter(({ rule }) => rule.id === 'profile-unknown');
    const standing = {
      analysis,
      client: host.client,
      uri,
      locate: (...place: Parameters<Workspace['locate']>) => workspace.locate(...place),
      text,
    };
    // That a file is the portal's own, or its model reconstructed, helps only those who look at it.
    const told = request !== undefined ? findings.filter(({ severity }) => severity !== 'info') : [];
    const before = this.known.get(id);
    const others = this.toldInAll - (before?.diagnostics.length ?? 0);
    const diagnostics = gravest(told, others < MAX_TOLD_IN_ALL ? MAX_TOLD : GRAVEST).map(finding =>
      toDiagnostic(standing, finding),
    );
    const same = before !== undefined && JSON.stringify(before.diagnostics) === JSON.stringify(diagnostics);
    this.known.set(id, {
      ...countsOf(findings),
      diagnostics,
      positions: facts.lignes.map(({ chunk, span }) => text.positionAt((facts.origins[chunk] ?? 0) + span.start)),
      resultId: same ? before.resultId : String(++this.serial),
      facts,
      generation,
      revision,
      rules: engine.rules,
      context,
      across: signatureOf(across),
    });
  }
}

/** All if there is room for them, otherwise errors before warnings. */
function gravest(findings: readonly Finding[], room: number): readonly Finding[] {
  if (findings.length <= room) return findings;
  const isError = ({ severity }: Finding): boolean => severity === 'error';
  return [...findings.filter(isError), ...findings.filter(finding => !isError(finding))].slice(0, room);
}

export function countsOf(findings: readonly Finding[]): Counts {
  const lignes = new Map<number, { errors: number; warnings: number }>();
  const all = { errors: 0, warnings: 0 };
  for (const { chunk, severity } of findings) {
    const own = chunk === undefined ? undefined : (lignes.get(chunk) ?? { errors: 0, warnings: 0 });
    if (own !== undefined && chunk !== undefined) lignes.set(chunk, own);
    for (const counts of own === undefined ? [all] : [all, own]) {
      if (severity === 'error') counts.errors++;
      else if (severity === 'warning') counts.warnings++;
    }
  }
  return { ...all, lignes };
}

const signatureOf = (findings: readonly Finding[]): string =>
  JSON.stringify(
    findings.map(({ rule, messageId, chunk, span, message, related }) => [
      rule.id,
      messageId,
      chunk,
      span,
      message('fr'),
      related.map(place => [place.file, place.chunk, place.span]),
    ]),
  );
