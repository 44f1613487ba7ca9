import type { FileRole } from '../format/model/facts.js';
import type { IssueKind } from '../format/model/issues.js';
import type { FieldSet, Ligne } from '../format/model/ligne.js';
import { isText } from '../format/model/located.js';
import type { Profile } from '../format/profiles/profile.js';
import type { FieldRole } from '../format/profiles/roles.js';
import type {
  FileSubject,
  Finding,
  Rule,
  RuleContext,
  RunFile,
  RunLigne,
  RunStructure,
  RunText,
  RunValue,
  Sink,
  Target,
  TextSubject,
} from './contract.js';
import { INTERNAL_ERROR, internalError } from './internal.js';

/** Rules by what calls them, so that a value meets only the rules about its role. Built once. */
export interface RuleTable {
  readonly rules: readonly Rule[];
}

export const tableOf = (rules: readonly Rule[]): RuleTable => ({ rules });

interface Bound<Run> {
  readonly id: string;
  readonly run: Run;
}

/**
 * The rules at work on one analysis. A rule that throws becomes one finding that names it; the others go on.
 * Each method returns what was found since the last.
 */
export class RuleRun {
  private found: Finding[] = [];
  private readonly text: Bound<RunText>[] = [];
  private readonly structure = new Map<IssueKind, Bound<RunStructure>[]>();
  private readonly value = new Map<FieldRole, Bound<RunValue>[]>();
  private readonly ligne: Bound<RunLigne>[] = [];
  private readonly file: (Bound<RunFile> & { readonly reads: readonly FileRole[] })[] = [];
  private readonly profiled: (RuleContext & { readonly profile: Profile }) | undefined;
  private readonly out: Sink = finding => {
    this.found.push(finding);
  };

  constructor(
    table: RuleTable,
    private readonly context: RuleContext,
  ) {
    const { profile } = context;
    this.profiled = profile === undefined ? undefined : { ...context, profile };
    for (const rule of table.rules) this.bind(rule);
  }

  onText(subject: TextSubject): readonly Finding[] {
    for (const { id, run } of this.text) {
      try {
        run(subject, this.context);
      } catch (error) {
        internalError(id, error, TOP, this.out);
      }
    }
    return this.take();
  }

  /** Structure and value rules, on the head of the file. */
  onHead(fields: FieldSet): readonly Finding[] {
    this.onFields(fields);
    return this.take();
  }

  onLigne(ligne: Ligne): readonly Finding[] {
    this.onFields(ligne);
    if (this.profiled !== undefined && ligne.node.kind === 'object') {
      for (const { id, run } of this.ligne) {
        try {
          run(ligne, this.profiled);
        } catch (error) {
          internalError(id, error, startOf(ligne), this.out);
        }
      }
    }
    return this.take();
  }

  onFile(file: FileSubject, unlessKept?: Kept): readonly Finding[] {
    for (const { id, run, reads } of this.file) {
      if (unlessKept !== undefined && !isStale(id, reads, unlessKept)) continue;
      try {
        run(file, this.context);
      } catch (error) {
        internalError(id, error, file.list, this.out);
      }
    }
    return this.take();
  }

  /** Whether a rule about the whole file has to be run again after an edit in one ligne. */
  fileIsStale(kept: Kept): boolean {
    return this.file.some(({ id, reads }) => isStale(id, reads, kept));
  }

  private onFields(fields: FieldSet): void {
    for (const issue of fields.issues) {
      for (const { id, run } of this.structure.get(issue.kind) ?? NONE) {
        try {
          run(issue, fields.chunk, this.context);
        } catch (error) {
          internalError(id, error, startOf(fields), this.out);
        }
      }
    }
    for (const [role, rules] of this.value) {
      for (const located of fields.all(role)) {
        if (located.flagged || !isText(located)) continue;
        for (const { id, run } of rules) {
          try {
            run(located, fields, this.context);
          } catch (error) {
            internalError(id, error, startOf(fields), this.out);
          }
        }
      }
    }
  }

  private take(): readonly Finding[] {
    if (this.found.length === 0) return NOTHING;
    const { found } = this;
    this.found = [];
    return found;
  }

  private bind(rule: Rule): void {
    const { id } = rule.meta;
    switch (rule.scope) {
      case 'text':
        this.text.push({ id, run: rule.bind(this.out) });
        return;
      case 'structure':
        add(this.structure, rule.kinds, { id, run: rule.bind(this.out) });
        return;
      case 'value':
        add(this.value, rule.roles, { id, run: rule.bind(this.out) });
        return;
      case 'ligne':
        this.ligne.push({ id, run: rule.bind(this.out) });
        return;
      case 'file':
        this.file.push({ id, reads: rule.reads, run: rule.bind(this.out) });
        return;
      // These need more than the file: `runWorkspace`, `runPieces`.
      case 'workspace':
      case 'folder':
      case 'document':
        return;
    }
  }
}

/** What an edit in one ligne leaves as it was. */
export interface Kept {
  /** The roles that the edit touched. */
  readonly changed: readonly FileRole[];
  /**
   * What was found before. A rule that found something is run again: its findings point into the lignes, which may have
   * moved.
   */
  readonly found: readonly Finding[];
}

const isStale = (id: string, reads: readonly FileRole[], { changed, found }: Kept): boolean =>
  found.some(({ rule }) => rule.id === id || rule === INTERNAL_ERROR) || changed.some(role => reads.includes(role));

const NONE: readonly never[] = [];
const NOTHING: readonly Finding[] = [];
const TOP: Target = { chunk: undefined, span: { start: 0, end: 0 }, place: undefined };

const startOf = (fields: FieldSet): Target => ({
  chunk: fields.chunk,
  span: { start: fields.node.start, end: fields.node.start + 1 },
  place: fields.place,
});

function add<K, V>(map: Map<K, V[]>, keys: readonly K[], value: V): void {
  for (const key of keys) {
    const list = map.get(key);
    if (list === undefined) map.set(key, [value]);
    else list.push(value);
  }
}
