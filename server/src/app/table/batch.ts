import { analyzeRead, findingsOf, type Analysis, type AnalyzeOptions, type Engine } from '../../analysis/analyze.js';
import { beneficiariesOf } from '../../format/model/clients.js';
import { lignesPlace, type Ligne } from '../../format/model/ligne.js';
import { writtenNumber } from '../../format/profiles/profile.js';
import { readRequest, readStrictLigne } from '../../format/recognise/request.js';
import type { Finding } from '../../rules/contract.js';
import { MAX_LIGNES, rateOf } from '../split.js';
import type { TableModel } from './columns.js';
import { fileText, ligneText, type Demande } from './compose.js';
import { headOf, type Origins, originsOf, type Teller } from './problems.js';
import type { Group } from './rows.js';
import type { Bilingual } from '../../texts/typeset.js';

/**
 * A request as it is in a file: its text is made, and read, once. What the table says about it is not kept: two
 * hundred of them outlive what is young to the garbage collector, and hardly any is asked for again.
 */
export interface Candidate {
  readonly group: Group;
  /** What its file's head has, as text. */
  readonly head: string;
  readonly rate: { readonly tag: string; readonly label: Bilingual };
  /** Its beneficiaries, as the rule about duplicates tells them. */
  readonly beneficiaries: readonly string[];
  readonly written: Written;
}

/** A ligne's text under its number. */
interface Written {
  readonly numLigne: number;
  readonly text: string;
  readonly ligne: Ligne | undefined;
}

/** `numLigne`: the number that it most likely gets, before its rate is known. */
export function candidate(model: TableModel, group: Group, demande: Demande, numLigne: number): Candidate {
  const written = writtenAs(model, demande, numLigne);
  const { ligne } = written;
  return {
    group,
    head: headKey(model, demande),
    rate: ligne === undefined ? { tag: '', label: { fr: '', en: '' } } : rateOf(ligne),
    beneficiaries:
      ligne === undefined ? [] : beneficiariesOf(ligne, model.profile.traits.beneficiaryKeys).map(({ id }) => id),
    written,
  };
}

function headKey(model: TableModel, demande: Demande): string {
  let key = '';
  for (const [id, { value }] of headOf(model, demande)) key += `${id} ${JSON.stringify(value)} `;
  return key;
}

const writtenAs = (model: TableModel, demande: Demande, numLigne: number): Written =>
  readBack(model, ligneText(model, demande, numLigne, '    '), numLigne);

function readBack({ profile }: TableModel, text: string, numLigne: number): Written {
  const ligne = readStrictLigne(text, 0, profile.ligne, lignesPlace(undefined, profile), numLigne - 1);
  return { numLigne, text, ligne };
}

/** The same text with another number; undefined unless the number is in it exactly once. */
function renumbered(model: TableModel, { text, ligne }: Written, numLigne: number): Written | undefined {
  const [number, another] = ligne?.all('numLigne') ?? [];
  if (number === undefined || another !== undefined) return undefined;
  const { start, end } = number.span;
  const typed = writtenNumber(number.shape, String(numLigne));
  return readBack(model, `${text.slice(0, start)}${typed}${text.slice(end)}`, numLigne);
}

/** What a batch needs of the run that it is part of. */
export interface BatchDeps<T> {
  readonly model: TableModel;
  readonly engine: Engine;
  readonly analysis: AnalyzeOptions;
  /** The findings as the configuration wants them, for a file of that name. */
  readonly apply: (analysis: Analysis, findings: readonly Finding[], name: string) => readonly Finding[];
  /** Takes the text of a file; what it gives stands for it. */
  readonly take: (text: string) => T;
  /** What the file of that rank is most likely called. */
  readonly nameOf: (rank: number) => string;
  readonly keepIncomplete: boolean;
  readonly teller: Teller;
  /** What the table says about a request, read again. */
  readonly demandeOf: (group: Group) => Demande;
}

/** Rules that ask for something missing: there is no value in its place. */
const WANTING: ReadonlySet<string> = new Set(['piece-required', 'ht-attestation', 'ident-dmp']);

/**
 * Requests of one publisher at one rate, in the files that they fill. Each file is judged as soon as it is full, as
 * `check` would; a request in which there is an error is left out, and makes room for the next.
 */
export class Batch<T> {
  /** Of all that came. */
  readonly groups: Group[] = [];
  readonly files: { readonly text: T; readonly demandes: number }[] = [];
  readonly left: Group[] = [];
  /** Numbers of requests that were written with gaps, or left out after all. */
  readonly gaps = new Set<string>();
  /** What each file was called when it was judged. */
  readonly judgedAs: string[] = [];
  private pending: Candidate[] = [];

  constructor(private readonly deps: BatchDeps<T>) {}

  /** The number that the next one gets. */
  get next(): number {
    return this.pending.length + 1;
  }

  get teller(): Teller {
    return this.deps.teller;
  }

  add(one: Candidate): void {
    this.groups.push(one.group);
    this.pending.push(one);
    if (this.pending.length === MAX_LIGNES) this.judge();
  }

  /** Judges what is left. */
  end(): void {
    while (this.pending.length > 0) this.judge();
  }

  private judge(): void {
    const { model, take, demandeOf } = this.deps;
    const candidates = this.pending.map((one, i): Candidate => {
      const numLigne = i + 1;
      if (one.written.numLigne === numLigne) return one;
      const written = renumbered(model, one.written, numLigne) ?? writtenAs(model, demandeOf(one.group), numLigne);
      return { ...one, written };
    });
    const text = this.checked(candidates);
    if (text === undefined) return;
    this.files.push({ text: take(text), demandes: candidates.length });
    this.pending = [];
  }

  /** The file of these requests. Undefined where some are in error: then only the others are pending. */
  private checked(candidates: readonly Candidate[]): string | undefined {
    const [one] = candidates;
    if (one === undefined) return undefined;
    const { model, teller, demandeOf } = this.deps;
    const first = demandeOf(one.group);
    const text = fileText(
      model,
      headOf(model, first),
      candidates.map(({ written }) => written.text),
    );
    const findings = this.findingsIn(text, candidates);
    const asked = new Asked(candidates, group => originsOf(model, demandeOf(group)));
    const bad = this.judged(findings, asked, first);
    if (bad.size > 0) {
      for (const i of bad) this.left.push(...candidates.slice(i, i + 1).map(({ group }) => group));
      this.pending = candidates.filter((_, i) => !bad.has(i));
      return undefined;
    }
    // Warnings and gaps are reported once, when the file is final.
    for (const finding of findings)
      if (finding.chunk === undefined) teller.head(finding, first);
      else {
        const of = asked.of(finding.chunk);
        if (of !== undefined) teller.finding(finding, of.origins);
      }
    return text;
  }

  private findingsIn(text: string, candidates: readonly Candidate[]): readonly Finding[] {
    const { engine, model, analysis: given, apply, nameOf } = this.deps;
    const rank = this.files.length;
    const name = (this.judgedAs[rank] ??= nameOf(rank));
    const options = { ...given, path: name, profile: model.profile.id };
    const read = readRequest(engine.catalog, text, options, (_, rank, { ligne }) =>
      ligne === model.profile.ligne ? candidates[rank]?.written.ligne : undefined,
    );
    const analysis = analyzeRead(engine, text, options, read);
    return apply(analysis, findingsOf(analysis), name).filter(({ severity }) => severity !== 'info');
  }

  /** The requests that can't be written so, by their rank; each is reported with everything wrong with it. */
  private judged(findings: readonly Finding[], asked: Asked, first: Demande): ReadonlySet<number> {
    const { teller } = this.deps;
    const bad = new Set<number>();
    const ofHead = findings.filter(({ severity, chunk }) => severity === 'error' && chunk === undefined);
    for (const finding of ofHead) teller.head(finding, first);
    if (ofHead.some(finding => !this.isGap(finding, undefined))) for (let i = 0; i < asked.count; i++) bad.add(i);
    const grave = findings.flatMap(finding => {
      const one = asked.of(finding.chunk);
      return one !== undefined && isGrave(finding, one) ? [{ finding, one }] : [];
    });
    for (const { finding, one } of grave) if (!this.isGap(finding, one)) bad.add(one.rank);
    for (const { finding, one } of grave) {
      if (bad.has(one.rank)) teller.finding(finding, one.origins, 'error');
      else this.gaps.add(one.group.numero);
    }
    return bad;
  }

  /** What may be written with a gap, where the user wants that. */
  private isGap(finding: Finding, asked: AskedOne | undefined): boolean {
    return (
      this.deps.keepIncomplete &&
      (asked === undefined
        ? finding.rule.scope === 'structure'
        : WANTING.has(finding.rule.id) || asked.origins.of(finding).isGap)
    );
  }
}

/**
 * A value that is due and missing makes a request wrong, also where the model is ours and the finding but a warning.
 */
const isGrave = (finding: Finding, { origins }: AskedOne): boolean =>
  finding.severity === 'error' || (finding.rule.scope === 'structure' && origins.of(finding).isGap);

/** A request with findings, and where its values come from: read again, once. */
interface AskedOne {
  readonly rank: number;
  readonly group: Group;
  readonly origins: Origins;
}

class Asked {
  private readonly known = new Map<number, AskedOne>();

  constructor(
    private readonly candidates: readonly Candidate[],
    private readonly originsIn: (group: Group) => Origins,
  ) {}

  get count(): number {
    return this.candidates.length;
  }

  of(rank: number | undefined): AskedOne | undefined {
    const group = rank === undefined ? undefined : this.candidates[rank]?.group;
    if (rank === undefined || group === undefined) return undefined;
    const known = this.known.get(rank) ?? { rank, group, origins: this.originsIn(group) };
    this.known.set(rank, known);
    return known;
  }
}

/**
 * Of the rates of one publisher's requests, those whose files go along with another's: what doesn't tell its rate,
 * where all the others are of one.
 */
export function absorbed(tags: readonly string[]): readonly { readonly joined: string; readonly target: string }[] {
  const ttc = onlyOne(tags, 'ttc', tag => tag.startsWith('ttc-'));
  const rest = ttc === undefined ? tags : tags.filter(tag => tag !== 'ttc');
  const none = onlyOne(rest, 'sans-regime', () => true);
  return [
    ...(ttc === undefined ? [] : [{ joined: 'ttc', target: ttc }]),
    ...(none === undefined ? [] : [{ joined: 'sans-regime', target: none }]),
  ];
}

function onlyOne(tags: readonly string[], tag: string, takes: (tag: string) => boolean): string | undefined {
  const [target, ...more] = tags.filter(other => other !== tag && takes(other));
  return !tags.includes(tag) || more.length > 0 || target === 'ttc-mixte' ? undefined : target;
}
