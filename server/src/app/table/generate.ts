import { analyze, findingsOf, type Analysis, type AnalyzeOptions, type Engine } from '../../analysis/analyze.js';
import type { Finding } from '../../rules/contract.js';
import { MAX_LIGNES } from '../split.js';
import { profileSuffix } from '../fileNames.js';
import { batches, candidate, type Batch, type Candidate } from './candidates.js';
import type { TableModel } from './columns.js';
import { complete, fileText, ligneText, missingColumns, type Demande } from './compose.js';
import type { Headings } from './headings.js';
import { Pieces, type PieceNames } from './pieces.js';
import { DUPLICATE, headOf, originsOf, Teller, type TableProblem } from './problems.js';
import { TableReader, type Draft, type Fixed, type Group, type RowProblem, type RowProblemCode } from './rows.js';
import type { Bilingual } from '../../texts/typeset.js';

export interface GenerateOptions {
  readonly model: TableModel;
  readonly engine: Engine;
  readonly analysis: AnalyzeOptions;
  /** The findings as the configuration wants them, for a file of that name. */
  readonly apply: (analysis: Analysis, findings: readonly Finding[], name: string) => readonly Finding[];
  /** Values for the rows that say nothing of a field. */
  readonly fixed: Fixed;
  /** Values that go before the table's own. */
  readonly forced: Fixed;
  readonly pieces: PieceNames;
  /** Of the files' names. */
  readonly stem: string;
  /** Writes requests of which something is missing as well, with gaps. */
  readonly keepIncomplete: boolean;
  /** Ids of rules that the configuration turns off. */
  readonly silenced: ReadonlySet<string>;
  /** Keeps the text of a file until it is written: five hundred of them would fill the memory. */
  readonly hold?: (text: string) => () => string;
}

interface GeneratedFile {
  readonly name: string;
  readonly text: () => string;
  readonly demandes: number;
  /** VAT scheme and rate, where there are files of several. */
  readonly label: Bilingual | undefined;
}

interface LeftOut {
  readonly numero: string;
  /** From 1. */
  readonly rows: readonly number[];
}

export interface Generated {
  readonly files: readonly GeneratedFile[];
  /** In the order of the rows. */
  readonly problems: readonly TableProblem[];
  readonly leftOut: readonly LeftOut[];
  /** Rows that belong to no request, from 1. */
  readonly loose: readonly number[];
  readonly written: number;
  /** Written with gaps. */
  readonly incomplete: number;
  /** Fields that every request needs and that nothing tells: one of each. */
  readonly missing: readonly (readonly string[])[];
  /** Types of attachment whose files got a name of ours. */
  readonly named: readonly string[];
  readonly rows: number;
}

/**
 * Makes request files of a table's rows. Gives way after each piece of work, so that a server can answer others in
 * between; what it gives then is how many requests are looked at. Each file is judged as `check` would: a request in
 * which there is an error is left out and told.
 */
export function* generate(
  rows: readonly (readonly string[])[],
  headings: Headings,
  options: GenerateOptions,
): Generator<number, Generated> {
  const run = new Run(rows, headings, options);
  yield* run.judge();
  for (const batch of run.batches()) yield* run.write(batch);
  return run.result();
}

/** Rules that ask for something that isn't there: no value stands in its place. */
const WANTING: ReadonlySet<string> = new Set(['piece-required', 'ht-attestation', 'ident-dmp']);

/** Which rows make a request, or what they say of it, is unsure: that is no gap. */
const UNSOUND: ReadonlySet<RowProblemCode> = new Set(['contradiction', 'continued', 'other-profile']);

/** Requests looked at before others get their turn. */
const STEP = 200;

class Run {
  private readonly left = new Map<string, LeftOut>();
  private readonly files: GeneratedFile[] = [];
  private readonly candidates: Candidate[] = [];
  private readonly pieces: Pieces;
  private readonly missing: readonly (readonly string[])[];
  private readonly teller: Teller;
  private readonly gaps = new Set<string>();
  private readonly reader: TableReader;
  private readonly loose: number[];
  private readonly groups: readonly Group[];
  private readonly rowCount: number;
  private written = 0;

  constructor(
    rows: readonly (readonly string[])[],
    headings: Headings,
    private readonly options: GenerateOptions,
  ) {
    const { model, fixed, forced } = options;
    const read = { ...headings, matched: headings.matched.filter(({ column }) => !forced.has(column.id)) };
    const values = new Map([...fixed, ...forced]);
    this.reader = new TableReader(rows, read, model, values);
    const grouped = this.reader.grouped();
    this.missing = missingColumns(model, id => values.has(id) || read.matched.some(({ column }) => column.id === id));
    this.teller = new Teller(model, headings.matched, new Set(this.missing.flat()));
    this.rowCount = grouped.rows;
    this.loose = [...new Set(grouped.problems.map(({ row }) => row + 1))];
    for (const problem of grouped.problems) this.teller.row(problem, undefined);
    for (const remark of grouped.remarks) this.teller.row(remark, undefined, 'warning');
    this.pieces = new Pieces(model, read, options.pieces);
    this.groups = grouped.groups;
  }

  /** Reads each request once: what its cells can't tell, and to which file it belongs. */
  *judge(): Generator<number, void> {
    const firsts = new Map<string, number>();
    for (const [i, group] of this.groups.entries()) {
      if (i % STEP === STEP - 1) yield i;
      const demande = this.demandeOf(group);
      const { draft } = demande;
      for (const problem of draft.problems) this.teller.row(problem, draft.numero);
      const one = candidate(this.options.model, group, demande, headOf(this.options.model, demande));
      const isBad = this.repeats(one, draft, firsts);
      const unreadable = draft.problems.length > 0;
      if (isBad || (unreadable && !this.mayKeep(draft.problems))) {
        this.leave(draft);
        continue;
      }
      if (unreadable) this.gaps.add(draft.numero);
      this.candidates.push(one);
    }
  }

  batches(): readonly Batch[] {
    return batches(this.candidates);
  }

  /** Fills files one after the other; what is left out makes room for the next. */
  *write({ tag, label, candidates }: Batch): Generator<number, void> {
    const suffix = profileSuffix(this.options.model.profile.id);
    const base = `${this.options.stem}${tag === '' ? '' : `.${tag}`}`;
    const hold = this.options.hold ?? ((text: string) => () => text);
    const full: { readonly text: () => string; readonly demandes: number }[] = [];
    let pending: Demande[] = [];
    for (let next = 0; next < candidates.length || pending.length > 0; ) {
      while (pending.length < MAX_LIGNES && next < candidates.length) {
        const one = candidates[next++];
        if (one !== undefined) pending.push(this.demandeOf(one.group));
      }
      const { text, kept } = this.checked(pending, `${base}${suffix}`);
      if (text === undefined) {
        pending = kept;
      } else {
        full.push({ text: hold(text), demandes: kept.length });
        this.written += kept.length;
        pending = [];
      }
      yield this.written + this.left.size;
    }
    for (const [i, file] of full.entries()) {
      this.files.push({
        ...file,
        name: `${base}${full.length === 1 ? '' : `-${String(i + 1)}`}${suffix}`,
        label: tag === '' ? undefined : label,
      });
    }
  }

  result(): Generated {
    return {
      files: this.files,
      problems: this.teller.inOrder(),
      leftOut: [...this.left.values()].sort((a, b) => (a.rows[0] ?? 0) - (b.rows[0] ?? 0)),
      loose: this.loose,
      written: this.written,
      incomplete: [...this.gaps].filter(numero => !this.left.has(numero)).length,
      missing: this.missing,
      named: [...this.pieces.named],
      rows: this.rowCount,
    };
  }

  /** The file of these requests; where some are in error, only which are left. */
  private checked(
    demandes: readonly Demande[],
    name: string,
  ): { readonly text: string | undefined; readonly kept: Demande[] } {
    const { model, engine, analysis: given } = this.options;
    const [first] = demandes;
    if (first === undefined) return { text: undefined, kept: [] };
    const head = headOf(this.options.model, first);
    const text = fileText(
      model,
      head,
      demandes.map((demande, i) => ligneText(model, demande, i + 1, '    ')),
    );
    const analysis = analyze(engine, text, { ...given, path: name, profile: model.profile.id });
    const findings = this.options
      .apply(analysis, findingsOf(analysis), name)
      .filter(({ severity }) => severity !== 'info');
    const bad = this.judged(findings, demandes, first);
    const kept = demandes.filter(demande => !bad.has(demande));
    if (kept.length < demandes.length) return { text: undefined, kept };
    // Warnings and gaps are told once, when the file is as it will be.
    for (const finding of findings)
      if (finding.chunk === undefined) this.teller.head(finding, first);
      else this.teller.finding(finding, demandes);
    return { text, kept };
  }

  /** The requests that can't be written so; each is told with all that is wrong with it. */
  private judged(findings: readonly Finding[], demandes: readonly Demande[], first: Demande): ReadonlySet<Demande> {
    const bad = new Set<Demande>();
    const ofHead = findings.filter(({ severity, chunk }) => severity === 'error' && chunk === undefined);
    for (const finding of ofHead) this.teller.head(finding, first);
    if (ofHead.some(finding => !this.isGap(finding, undefined))) for (const demande of demandes) bad.add(demande);
    const grave = findings.flatMap(finding => {
      const demande = finding.chunk === undefined ? undefined : demandes[finding.chunk];
      return demande !== undefined && this.isGrave(finding, demande) ? [{ finding, demande }] : [];
    });
    for (const { finding, demande } of grave) if (!this.isGap(finding, demande)) bad.add(demande);
    for (const { finding, demande } of grave) {
      if (bad.has(demande)) this.teller.finding(finding, demandes, 'error');
      else this.gaps.add(demande.draft.numero);
    }
    for (const { draft } of bad) this.leave(draft);
    return bad;
  }

  private demandeOf(group: Group): Demande {
    return complete(this.options.model, this.reader.draft(group), (values, numero) => this.pieces.of(values, numero));
  }

  private leave({ numero, rows }: Draft): void {
    this.left.set(numero, { numero, rows: rows.map(row => row + 1) });
  }

  /**
   * A value that is due and missing makes a request wrong, also where the model is ours and the finding but a warning.
   */
  private isGrave(finding: Finding, demande: Demande): boolean {
    return (
      finding.severity === 'error' ||
      (finding.rule.scope === 'structure' && originsOf(this.options.model, demande).of(finding).isGap)
    );
  }

  /** What may be written with a gap, where the user wants that. */
  private isGap(finding: Finding, demande: Demande | undefined): boolean {
    return (
      this.options.keepIncomplete &&
      (demande === undefined
        ? this.isHeadGap(finding)
        : WANTING.has(finding.rule.id) || originsOf(this.options.model, demande).of(finding).isGap)
    );
  }

  private isHeadGap(finding: Finding): boolean {
    return finding.rule.scope === 'structure';
  }

  private mayKeep(problems: readonly RowProblem[]): boolean {
    return this.options.keepIncomplete && problems.every(({ code }) => !UNSOUND.has(code));
  }

  /** A beneficiary is funded once, whichever of the files its requests go to. */
  private repeats({ beneficiaries }: Candidate, draft: Draft, firsts: Map<string, number>): boolean {
    const known = beneficiaries.map(id => firsts.get(id)).find(row => row !== undefined);
    for (const id of beneficiaries) if (!firsts.has(id)) firsts.set(id, (draft.rows[0] ?? 0) + 1);
    if (known === undefined || this.options.silenced.has(DUPLICATE)) return false;
    this.teller.duplicate(draft, known);
    return true;
  }
}
