import { analyzeRead, findingsOf, type Analysis, type AnalyzeOptions, type Engine } from '../../analysis/analyze.js';
import { beneficiariesOf } from '../../format/model/clients.js';
import { lignesPlace, type Ligne } from '../../format/model/ligne.js';
import { readRequest, readStrictLigne } from '../../format/recognise/request.js';
import type { Finding } from '../../rules/contract.js';
import { MAX_LIGNES, rateOf } from '../split.js';
import type { TableModel } from './columns.js';
import { fileText, ligneText, type Demande } from './compose.js';
import { headOf, originsOf, type Teller } from './problems.js';
import type { Draft, Group, Sourced } from './rows.js';
import type { Bilingual } from '../../texts/typeset.js';

/** A request as it stands in a file: its text is made, and read, once. */
export interface Candidate {
  readonly group: Group;
  readonly demande: Demande;
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
    demande,
    head: JSON.stringify([...headOf(model, demande)].map(([id, { value }]: readonly [string, Sourced]) => [id, value])),
    rate: ligne === undefined ? { tag: '', label: { fr: '', en: '' } } : rateOf(ligne),
    beneficiaries:
      ligne === undefined ? [] : beneficiariesOf(ligne, model.profile.traits.beneficiaryKeys).map(({ id }) => id),
    written,
  };
}

function writtenAs(model: TableModel, demande: Demande, numLigne: number): Written {
  const { profile } = model;
  const text = ligneText(model, demande, numLigne, '    ');
  const ligne = readStrictLigne(text, 0, profile.ligne, lignesPlace(undefined, profile), numLigne - 1);
  return { numLigne, text, ligne };
}

/** What a batch needs of the run that it is part of. */
export interface BatchDeps {
  readonly model: TableModel;
  readonly engine: Engine;
  readonly analysis: AnalyzeOptions;
  /** The findings as the configuration wants them, for a file of that name. */
  readonly apply: (analysis: Analysis, findings: readonly Finding[], name: string) => readonly Finding[];
  /** Keeps the text of a file until it is written. */
  readonly hold: (text: string) => () => string;
  /** Of its files, before they are told apart. */
  readonly name: string;
  readonly keepIncomplete: boolean;
  readonly teller: Teller;
}

/** Rules that ask for something that isn't there: no value stands in its place. */
const WANTING: ReadonlySet<string> = new Set(['piece-required', 'ht-attestation', 'ident-dmp']);

/**
 * Requests of one publisher at one rate, in the files that they fill. Each file is judged as soon as it is full, as
 * `check` would; a request in which there is an error is left out, and makes room for the next.
 */
export class Batch {
  /** Of all that came. */
  readonly groups: Group[] = [];
  readonly files: { readonly text: () => string; readonly demandes: number }[] = [];
  readonly left: Draft[] = [];
  /** Numbers of requests that were written with gaps, or left out after all. */
  readonly gaps = new Set<string>();
  private pending: Candidate[] = [];

  constructor(private readonly deps: BatchDeps) {}

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
    const { model, hold } = this.deps;
    const candidates = this.pending.map((one, i): Candidate => {
      const numLigne = i + 1;
      return one.written.numLigne === numLigne ? one : { ...one, written: writtenAs(model, one.demande, numLigne) };
    });
    const text = this.checked(candidates);
    if (text === undefined) return;
    this.files.push({ text: hold(text), demandes: candidates.length });
    this.pending = [];
  }

  /** The file of these requests. Undefined where some are in error: then only the others are pending. */
  private checked(candidates: readonly Candidate[]): string | undefined {
    const demandes = candidates.map(({ demande }) => demande);
    const [first] = demandes;
    if (first === undefined) return undefined;
    const { model, teller } = this.deps;
    const text = fileText(
      model,
      headOf(model, first),
      candidates.map(({ written }) => written.text),
    );
    const findings = this.findingsIn(text, candidates);
    const bad = this.judged(findings, demandes, first);
    if (bad.size > 0) {
      this.pending = candidates.filter(({ demande }) => !bad.has(demande));
      return undefined;
    }
    // Warnings and gaps are told once, when the file is as it will be.
    for (const finding of findings)
      if (finding.chunk === undefined) teller.head(finding, first);
      else teller.finding(finding, demandes);
    return text;
  }

  private findingsIn(text: string, candidates: readonly Candidate[]): readonly Finding[] {
    const { engine, model, analysis: given, apply, name } = this.deps;
    const options = { ...given, path: name, profile: model.profile.id };
    const read = readRequest(engine.catalog, text, options, (_, rank, { ligne }) =>
      ligne === model.profile.ligne ? candidates[rank]?.written.ligne : undefined,
    );
    const analysis = analyzeRead(engine, text, options, read);
    return apply(analysis, findingsOf(analysis), name).filter(({ severity }) => severity !== 'info');
  }

  /** The requests that can't be written so; each is told with all that is wrong with it. */
  private judged(findings: readonly Finding[], demandes: readonly Demande[], first: Demande): ReadonlySet<Demande> {
    const { teller } = this.deps;
    const bad = new Set<Demande>();
    const ofHead = findings.filter(({ severity, chunk }) => severity === 'error' && chunk === undefined);
    for (const finding of ofHead) teller.head(finding, first);
    if (ofHead.some(finding => !this.isGap(finding, undefined))) for (const demande of demandes) bad.add(demande);
    const grave = findings.flatMap(finding => {
      const demande = finding.chunk === undefined ? undefined : demandes[finding.chunk];
      return demande !== undefined && this.isGrave(finding, demande) ? [{ finding, demande }] : [];
    });
    for (const { finding, demande } of grave) if (!this.isGap(finding, demande)) bad.add(demande);
    for (const { finding, demande } of grave) {
      if (bad.has(demande)) teller.finding(finding, demandes, 'error');
      else this.gaps.add(demande.draft.numero);
    }
    for (const { draft } of bad) this.left.push(draft);
    return bad;
  }

  /**
   * A value that is due and missing makes a request wrong, also where the model is ours and the finding but a warning.
   */
  private isGrave(finding: Finding, demande: Demande): boolean {
    return (
      finding.severity === 'error' ||
      (finding.rule.scope === 'structure' && originsOf(this.deps.model, demande).of(finding).isGap)
    );
  }

  /** What may be written with a gap, where the user wants that. */
  private isGap(finding: Finding, demande: Demande | undefined): boolean {
    return (
      this.deps.keepIncomplete &&
      (demande === undefined
        ? finding.rule.scope === 'structure'
        : WANTING.has(finding.rule.id) || originsOf(this.deps.model, demande).of(finding).isGap)
    );
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
