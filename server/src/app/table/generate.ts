import type { Analysis, AnalyzeOptions, Engine } from '../../analysis/analyze.js';
import type { Finding } from '../../rules/contract.js';
import { profileSuffix } from '../fileNames.js';
import { absorbed, Batch, candidate, type Candidate } from './batch.js';
import type { TableModel } from './columns.js';
import { complete, missingColumns, type Demande } from './compose.js';
import type { Headings, Rows } from './headings.js';
import type { Overview } from './oddities.js';
import { Pieces, type PieceNames } from './pieces.js';
import { DUPLICATE, inOrder, Teller, type TableProblem } from './problems.js';
import { TableReader, type Draft, type Fixed, type Group, type RowProblem, type RowProblemCode } from './rows.js';
import type { Bilingual } from '../../texts/typeset.js';

export interface GenerateOptions<T> {
  readonly model: TableModel;
  readonly engine: Engine;
  readonly analysis: AnalyzeOptions;
  /** The findings as the configuration wants them, for a file of that name. */
  readonly apply: (analysis: Analysis, findings: readonly Finding[], name: string) => readonly Finding[];
  /** Whether the configuration judges the files of two names alike. */
  readonly alike: (name: string, other: string) => boolean;
  /** Values for the rows that say nothing of a field. */
  readonly fixed: Fixed;
  /** Values that override the table's own. */
  readonly forced: Fixed;
  readonly pieces: PieceNames;
  /** Of the files' names. */
  readonly stem: string;
  /** Writes requests of which something is missing as well, with gaps. */
  readonly keepIncomplete: boolean;
  /** Ids of rules that the configuration turns off. */
  readonly silenced: ReadonlySet<string>;
  /** Takes the text of a file as soon as it is made: five hundred of them would fill the memory. */
  readonly take: (text: string) => T;
}

interface GeneratedFile<T> {
  readonly name: string;
  /** What stands for it. */
  readonly text: T;
  readonly demandes: number;
  /** VAT scheme and rate, where there are files of several. */
  readonly label: Bilingual | undefined;
}

interface LeftOut {
  readonly numero: string;
  /** From 1. */
  readonly rows: readonly number[];
}

export interface Generated<T = unknown> {
  readonly files: readonly GeneratedFile<T>[];
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
  /** What the rows say together. */
  readonly overview: Overview;
}

/**
 * Makes request files of a table's rows. Gives way after each piece of work, so that a server can answer others in
 * between; what it gives then is how many requests are looked at. Each file is judged as `check` would: a request in
 * which there is an error is left out and told.
 */
export function* generate<T>(
  rows: Rows,
  headings: Headings,
  options: GenerateOptions<T>,
): Generator<number, Generated<T>> {
  const run = new Run(rows, headings, options);
  yield* run.share();
  yield* run.join();
  yield* run.rename();
  return run.result();
}

/** It is unsure which rows make a request, or what they say about it: that is not a gap. */
const UNSOUND: ReadonlySet<RowProblemCode> = new Set(['contradiction', 'continued', 'other-profile']);

/** Requests looked at before others get their turn. */
const STEP = 50;

/** The batch of one head and rate. */
interface Shared<T> {
  readonly tag: string;
  readonly label: Bilingual;
  batch: Batch<T>;
}

interface Named<T> {
  readonly shared: Shared<T>;
  /** Distinguishes its files from others. */
  readonly isApart: boolean;
  readonly nameOf: (rank: number) => string;
}

/** Under another name another request may be left out, so that there are fewer files: that settles at once or never. */
const MAX_ROUNDS = 3;

class Run<T> {
  private readonly left = new Map<string, LeftOut>();
  private readonly pieces: Pieces;
  private readonly missing: readonly (readonly string[])[];
  private readonly unfilled: ReadonlySet<string>;
  private readonly teller: Teller;
  private readonly gaps = new Set<string>();
  private readonly reader: TableReader;
  private readonly loose: number[];
  private readonly groups: readonly Group[];
  /** By what their heads have, then by rate. */
  private readonly heads = new Map<string, Map<string, Shared<T>>>();

  constructor(
    rows: Rows,
    private readonly headings: Headings,
    private readonly options: GenerateOptions<T>,
  ) {
    const { model, fixed, forced } = options;
    const read = { ...headings, matched: headings.matched.filter(({ column }) => !forced.has(column.id)) };
    const values = new Map([...fixed, ...forced]);
    this.reader = new TableReader(rows, read, model, values);
    const { grouped } = this.reader;
    this.missing = missingColumns(model, id => values.has(id) || read.matched.some(({ column }) => column.id === id));
    this.unfilled = new Set(this.missing.flat());
    this.teller = this.newTeller();
    this.loose = [...new Set(grouped.problems.map(({ row }) => row + 1))];
    for (const problem of grouped.problems) this.teller.row(problem, undefined);
    for (const remark of grouped.remarks) this.teller.row(remark, undefined, 'warning');
    this.pieces = new Pieces(model, read, options.pieces);
    this.groups = grouped.groups;
  }

  /** Reads each request once: what its cells can't tell, and to which files it belongs. These fill one by one. */
  *share(): Generator<number, void> {
    const firsts = new Map<string, number>();
    // Under the same scheme the rate is mostly the same as well.
    const likely = new Map<unknown, Batch<T>>();
    for (const [i, group] of this.groups.entries()) {
      if (i % STEP === STEP - 1) yield i;
      const demande = this.demandeOf(group);
      const { draft } = demande;
      for (const problem of draft.problems) this.teller.row(problem, draft.numero);
      const regime = draft.values.get('regimeTVA')?.value;
      const one = candidate(this.options.model, group, demande, likely.get(regime)?.next ?? 1);
      const isBad = this.repeats(one, draft, firsts);
      const unreadable = draft.problems.length > 0;
      if (isBad || (unreadable && !this.mayKeep(draft.problems))) {
        this.leave(draft);
        continue;
      }
      if (unreadable) this.gaps.add(draft.numero);
      const { batch } = this.sharedBy(one);
      likely.set(regime, batch);
      batch.add(one);
    }
    for (const { batch } of this.shared()) {
      batch.end();
      yield this.groups.length;
    }
  }

  /**
   * As in a split: a request that doesn't tell its rate goes along with the others where these are all of one, else
   * apart. That is known once all are read, and rare: only then are these files made anew.
   */
  *join(): Generator<number, void> {
    for (const rates of this.heads.values()) {
      for (const { joined, target } of absorbed([...rates.keys()])) {
        const [from, to] = [rates.get(joined), rates.get(target)];
        if (from === undefined || to === undefined) continue;
        rates.delete(joined);
        const groups = [...to.batch.groups, ...from.batch.groups].sort((a, b) => (a.rows[0] ?? 0) - (b.rows[0] ?? 0));
        yield* this.refill(to, groups, this.newBatch());
      }
    }
  }

  /**
   * What files are called is known once all are filled. Where the configuration says something of those names, they are
   * judged under them.
   */
  *rename(): Generator<number, void> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const stale = this.named().filter(
        ({ shared: { batch }, nameOf }) => !batch.judgedAs.every((name, i) => this.options.alike(name, nameOf(i))),
      );
      if (stale.length === 0) return;
      for (const { shared, nameOf } of stale) yield* this.refill(shared, shared.batch.groups, this.newBatch(nameOf));
    }
  }

  private *refill(shared: Shared<T>, groups: readonly Group[], batch: Batch<T>): Generator<number, void> {
    shared.batch = batch;
    for (const [i, group] of groups.entries()) {
      if (i % STEP === STEP - 1) yield i;
      batch.add(candidate(this.options.model, group, this.demandeOf(group), batch.next));
    }
    batch.end();
  }

  result(): Generated<T> {
    const batches = this.shared().map(({ batch }) => batch);
    for (const { left } of batches) for (const group of left) this.leave(group);
    const files = this.files();
    const gaps = new Set([...this.gaps, ...batches.flatMap(batch => [...batch.gaps])]);
    return {
      files,
      problems: inOrder([this.teller, ...batches.map(({ teller }) => teller)]),
      leftOut: [...this.left.values()].sort((a, b) => (a.rows[0] ?? 0) - (b.rows[0] ?? 0)),
      loose: this.loose,
      written: files.reduce((sum, { demandes }) => sum + demandes, 0),
      incomplete: [...gaps].filter(numero => !this.left.has(numero)).length,
      missing: this.missing,
      named: [...this.pieces.named],
      rows: this.reader.grouped.rows,
      overview: this.reader.overview,
    };
  }

  private files(): readonly GeneratedFile<T>[] {
    return this.named().flatMap(({ shared: { label, batch }, isApart, nameOf }) =>
      batch.files.map((file, i) => ({ ...file, name: nameOf(i), label: isApart ? label : undefined })),
    );
  }

  /** What the files of each batch are called so far. */
  private named(): readonly Named<T>[] {
    const { stem, model } = this.options;
    const suffix = profileSuffix(model.profile.id);
    return [...this.heads.values()].flatMap((rates, rank) =>
      [...rates.values()].map((shared): Named<T> => {
        const tag = [
          ...(this.heads.size > 1 ? [`editeur-${String(rank + 1)}`] : []),
          ...(rates.size > 1 ? [shared.tag] : []),
        ].join('.');
        const base = `${stem}${tag === '' ? '' : `.${tag}`}`;
        const isOne = shared.batch.files.length < 2;
        return { shared, isApart: tag !== '', nameOf: i => `${base}${isOne ? '' : `-${String(i + 1)}`}${suffix}` };
      }),
    );
  }

  private shared(): readonly Shared<T>[] {
    return [...this.heads.values()].flatMap(rates => [...rates.values()]);
  }

  private sharedBy({ head, rate }: Candidate): Shared<T> {
    const rates = this.heads.get(head) ?? new Map<string, Shared<T>>();
    this.heads.set(head, rates);
    const shared = rates.get(rate.tag) ?? { ...rate, batch: this.newBatch() };
    rates.set(rate.tag, shared);
    return shared;
  }

  private newBatch(nameOf?: (rank: number) => string): Batch<T> {
    const { model, engine, analysis, apply, keepIncomplete, stem, take } = this.options;
    return new Batch({
      model,
      engine,
      analysis,
      apply,
      take,
      nameOf: nameOf ?? (() => `${stem}${profileSuffix(model.profile.id)}`),
      keepIncomplete,
      teller: this.newTeller(),
      demandeOf: group => this.demandeOf(group),
    });
  }

  private newTeller(): Teller {
    return new Teller(this.options.model, this.headings.matched, this.unfilled);
  }

  private demandeOf(group: Group): Demande {
    return complete(this.options.model, this.reader.draft(group), (values, numero) => this.pieces.of(values, numero));
  }

  private leave({ numero, rows }: Pick<Draft, 'numero' | 'rows'>): void {
    this.left.set(numero, { numero, rows: rows.map(row => row + 1) });
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
