import { contextOf, type Analysis } from '../../analysis/analyze.js';
import { pointer } from '../../format/model/located.js';
import type { Finding, Rule } from '../../rules/contract.js';
import { WorkspaceRun } from '../../rules/across.js';
import type { WorkspaceIndex } from '../../index/index.js';
import { factsOf } from '../../index/read.js';
import type { FileFacts } from '../../index/facts.js';
import type { Asked } from '../host.js';

interface Known {
  readonly analysis: Analysis;
  /** The index revision that the findings were made on. */
  readonly revision: number;
  readonly findings: readonly Finding[];
  readonly signature: string;
  /** Grows when the answer would change; 0 for nothing. */
  readonly serial: number;
}

const NOTHING: readonly Finding[] = [];
const LATER = { findings: NOTHING, serial: 0 };

/** What other files add to the findings of open ones; each answer is computed once. */
export class OpenFindings {
  private readonly known = new Map<string, Known>();
  private readonly runs = new WeakMap<readonly Rule[], WorkspaceRun>();
  private serial = 0;

  /**
   * `defers`: for a document that was just opened, findings from other files can come later. `told`: whether findings
   * may be reported already; `grown`: the index got something that other files may notice.
   */
  constructor(
    private readonly index: WorkspaceIndex,
    private readonly defers: boolean,
    private readonly told: () => boolean,
    private readonly grown: () => void,
  ) {}

  of(id: string, asked: Asked): readonly Finding[] {
    return this.look(id, asked).findings;
  }

  /** Whether a document was examined and is in the index. */
  has(id: string): boolean {
    return this.known.has(id);
  }

  revision(id: string, asked: Asked): string {
    return String(this.look(id, asked).serial);
  }

  forget(id: string): void {
    this.known.delete(id);
  }

  /** Findings that were held back may be reported now. */
  reset(): void {
    for (const [id, known] of this.known) this.known.set(id, { ...known, revision: -1 });
  }

  private look(id: string, { analysis, engine, soon }: Asked): Pick<Known, 'findings' | 'serial'> {
    const before = this.known.get(id);
    const facts = (): FileFacts => factsOf(id, analysis);
    const isNew = before?.analysis !== analysis;
    const isLone = isNew && this.index.setLone(id, facts);
    // Other requests have it read first.
    if (before === undefined && soon && !isLone && this.defers) return LATER;
    if (isNew && !isLone && this.index.follow(facts())) this.grown();
    const { revision } = this.index;
    if (!isNew && before.revision === revision) return before;
    // A single file is compared with nothing.
    const findings =
      this.told() && !isLone ? this.run(engine.rules).findings(this.index, id, contextOf(analysis)) : NOTHING;
    const signature = findings.map(finding => this.signatureOf(finding)).join('\n');
    const serial = signature === '' ? 0 : before?.signature === signature ? before.serial : ++this.serial;
    const known: Known = { analysis, revision, findings, signature, serial };
    this.known.set(id, known);
    return known;
  }

  private run(rules: readonly Rule[]): WorkspaceRun {
    const known = this.runs.get(rules) ?? new WorkspaceRun(rules);
    this.runs.set(rules, known);
    return known;
  }

  /** A finding as it is reported, including the places in other files. */
  private signatureOf(finding: Finding): string {
    const related = finding.related.map(({ file, chunk, span }) => {
      const origin = file === undefined || chunk === undefined ? 0 : (this.index.get(file)?.origins[chunk] ?? 0);
      return [file, chunk, origin + span.start];
    });
    return JSON.stringify([
      finding.rule.id,
      finding.messageId,
      finding.severity,
      pointer(finding.place),
      finding.message('fr'),
      related,
    ]);
  }
}

/** One open document as it would be reported now. */
interface Standing {
  readonly version: number;
  readonly resultId: string;
}

/**
 * Says which open documents would get a different answer than they got, after a change elsewhere. A document that
 * itself changed isn't among them: its client asks anyway.
 */
export class Affected {
  private readonly told = new Map<string, Standing>();

  /** Call this with each answer. */
  note(uri: string, { version, resultId }: Standing): void {
    this.told.set(uri, { version, resultId });
  }

  forget(uri: string): void {
    this.told.delete(uri);
  }

  /** True once for each changed answer: a client asked to pull again needn't be asked twice. */
  take(uri: string, now: Standing): boolean {
    const before = this.told.get(uri);
    if (before?.version !== now.version || before.resultId === now.resultId) return false;
    this.told.set(uri, { version: now.version, resultId: now.resultId });
    return true;
  }
}
