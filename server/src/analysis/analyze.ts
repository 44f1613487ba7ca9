import { type Calendrier, CALENDRIER } from '../format/domain/calendrier.js';
import { foldKey } from '../format/domain/fold.js';
import type { Plafonds } from '../format/domain/plafonds.js';
import { isPortalOutput } from '../format/model/facts.js';
import { type FieldSet, type Ligne, lignesPlace, readHead } from '../format/model/ligne.js';
import { ROOT } from '../format/model/located.js';
import { otherCodes as codesOf } from '../format/pieces/pieces.js';
import { Catalog } from '../format/profiles/catalog.js';
import type { ProfileChoice } from '../format/profiles/choose.js';
import { lignesOf } from '../format/profiles/detect.js';
import type { CommonModel, Shape } from '../format/profiles/profile.js';
import { type LigneState, LigneStates } from './lignes.js';
import type { RequestRead } from '../format/recognise/mixed.js';
import { readRequest } from '../format/recognise/request.js';
import { RULES } from '../generated/registry.js';
import { offsetsOf } from '../language/chunks.js';
import type { Source } from '../language/edit.js';
import type { ChunkedList, SyntaxProblem, SyntaxTree } from '../language/nodes.js';
import type { Sliceable } from '../language/text.js';
import type {
  FileSubject,
  Finding,
  KeyHome,
  KeysOf,
  Repeated,
  Rule,
  RuleContext,
  StrayKey,
  Target,
  Written,
} from '../rules/contract.js';
import { type Kept, type RuleRun, runFor } from '../rules/runner.js';
import { keySpan } from '../language/span.js';

/**
 * Whether the model wants text (an identifier) at the key where a syntax problem stands: quotes then mend a bare
 * number.
 */
function wantsText(model: CommonModel, problem: SyntaxProblem): boolean {
  const shape = shapeAt(model, problem);
  return shape?.types.has('string') === true && !shape.types.has('number') && !shape.types.has('integer');
}

function shapeAt(model: CommonModel, problem: SyntaxProblem): Shape | undefined {
  let shape: Shape | undefined = model.file;
  for (const key of problem.path)
    shape = typeof key === 'number' ? shape?.items : shape?.byFolded.get(foldKey(key))?.shape;
  return problem.key === undefined ? shape?.items : shape?.byFolded.get(foldKey(problem.key))?.shape;
}

/** What an analysis depends on besides the text. No clock: `today` is passed in. */
export interface AnalyzeOptions {
  /** The profile that the user chose; takes precedence over the file's name and content. */
  readonly profile?: string | undefined;
  /** Path of the file, for its name only. */
  readonly path?: string | undefined;
  /** yyyymmdd. */
  readonly today: number;
  /** yyyymmdd, where the user gave a reference date. */
  readonly referenceDate?: number | undefined;
  /** The user's calculation file. */
  readonly plafonds?: Plafonds | undefined;
  /** The gates, if the user gave further waves; otherwise the announced ones. */
  readonly calendrier?: Calendrier | undefined;
  readonly bom?: boolean | undefined;
  readonly invalidBytes?: boolean | undefined;
  /** For a text that an editor, or whoever read the file, has decoded already. */
  readonly written?: Written | undefined;
}

/** For a text made from a file's: nothing is written yet. */
export const ofText = (options: AnalyzeOptions): AnalyzeOptions => ({ ...options, bom: false, written: undefined });

export interface Engine {
  readonly catalog: Catalog;
  readonly rules: readonly Rule[];
}

/** Everything known about one version of one file. Immutable: an edit makes a new one. */
export interface Analysis extends Source {
  /** Put together from `content` on demand. */
  readonly text: string;
  readonly content: Sliceable;
  readonly tree: SyntaxTree;
  readonly choice: ProfileChoice;
  readonly model: CommonModel;
  readonly head: FieldSet | undefined;
  /** The list of lignes, when there is one. */
  readonly list: ChunkedList | undefined;
  readonly states: LigneStates;
  /** The same, written out on demand. */
  readonly lignes: readonly LigneState[];
  /** Those with findings of their own, in order. */
  readonly told: readonly number[];
  /** How many former texts lignes may still be parts of: those that were kept when others were added or removed. */
  readonly formerTexts: number;
  /** The portal gave the file back. */
  readonly portalOutput: boolean;
  /** The attachment types of a file that uses other types than our model throughout. */
  readonly otherCodes: ReadonlySet<string>;
  readonly textFindings: readonly Finding[];
  readonly headFindings: readonly Finding[];
  readonly fileFindings: readonly Finding[];
  readonly options: AnalyzeOptions;
}

/** Analyses a whole text. Never throws, whatever the text. */
export function analyze(engine: Engine, text: string, options: AnalyzeOptions): Analysis {
  return analyzeRead(engine, text, options, readRequest(engine.catalog, text, options));
}

/** What a text is, before any rule looks at it. */
type Seen = Pick<Analysis, 'tree' | 'choice' | 'model' | 'head' | 'list' | 'portalOutput' | 'otherCodes' | 'options'>;

function seen(text: string, options: AnalyzeOptions, { tree, choice, lignes }: RequestRead): Seen {
  const { model } = choice;
  const { root, list } = tree;
  const head = root === undefined || isHopeless(text, tree) ? undefined : readHead(root, model.file);
  const portalOutput = head !== undefined && isPortalOutput(head, lignes, choice.agreed?.phase);
  return { tree, choice, model, head, list, portalOutput, otherCodes: codesOf(lignes), options };
}

/** Looks at a whole text as `analyze` does, without running any rule. */
export function look(
  { catalog }: Engine,
  text: string,
  options: AnalyzeOptions,
): Seen & { readonly lignes: readonly { readonly ligne: Ligne }[] } {
  const read = readRequest(catalog, text, options);
  return { ...seen(text, options, read), lignes: read.lignes.map(ligne => ({ ligne })) };
}

/** What these rules have already found in a ligne. */
type KnownState = (rules: RuleRun, ligne: Ligne, rank: number) => LigneState | undefined;

/** The same, for a text that has been read. */
export function analyzeRead(
  engine: Engine,
  text: string,
  options: AnalyzeOptions,
  read: RequestRead,
  known: KnownState = () => undefined,
  formerTexts = 0,
): Analysis {
  const about = seen(text, options, read);
  const { head, choice, model, tree } = about;
  const rules = runFor(engine.rules, contextOf(about));
  const textFindings = onText(rules, { text, tree, model, choice, options });
  const headFindings = head === undefined ? [] : rules.onHead(head);
  const lignes = read.lignes.map((ligne, rank) => known(rules, ligne, rank) ?? stateOf(rules, ligne));
  const partial = {
    ...about,
    content: text,
    states: new LigneStates(lignes),
    formerTexts,
    told: lignes.flatMap(({ findings }, index) => (findings.length > 0 ? [index] : [])),
    textFindings,
    headFindings,
    originOf: originsOf(about.list),
  };
  return withFile(rules, partial);
}

/**
 * The rules about the text as such. An unknown model may be the agency's own, so its comments stay unless the user
 * asks.
 */
export const onText = (
  rules: RuleRun,
  {
    text,
    tree,
    model,
    choice,
    options,
  }: Pick<Analysis, 'text' | 'tree' | 'model' | 'choice'> & {
    options: Pick<AnalyzeOptions, 'bom' | 'invalidBytes' | 'written'>;
  },
): readonly Finding[] => {
  const found = rules.onText({
    text,
    tree,
    problems: tree.problems,
    encoding: { bom: options.bom ?? false, invalid: options.invalidBytes ?? false, written: options.written },
    wantsText: problem => wantsText(model, problem),
  });
  return choice.foreign === undefined ? found : found.map(yoursToAccept);
};

const yoursToAccept = (finding: Finding): Finding => ({
  ...finding,
  fixes: editor => finding.fixes(editor).map(fix => (fix.kind === 'fix' ? { ...fix, kind: 'preferred' } : fix)),
});

type Partial = Omit<Analysis, 'fileFindings' | 'text' | 'lignes'>;

/**
 * Getters go through `this`: one that captured the variables here would be kept by V8 with the shape of its object, and
 * the lignes of every analysis with it.
 */
const whole = (partial: Partial, fileFindings: readonly Finding[]): Analysis => ({
  ...partial,
  fileFindings,
  get text() {
    return this.content.toString();
  },
  get lignes() {
    return this.states.all;
  },
});

/** The rules about the whole file, run on the current lignes; after an edit, only those that it may affect. */
export function withFile(rules: RuleRun, partial: Partial, kept?: Kept): Analysis {
  if (kept !== undefined && !rules.fileIsStale(kept)) return whole(partial, []);
  const { head } = partial;
  return whole(partial, head === undefined ? [] : rules.onFile(new WholeFile(head, partial), kept));
}

/** A class, so that it captures nothing either but its own parts. */
class WholeFile implements FileSubject {
  readonly list: Target;
  readonly count: number;
  readonly hasList: boolean;
  private known: readonly Ligne[] | undefined;

  constructor(
    readonly head: FieldSet,
    private readonly of: Partial,
  ) {
    this.list = listTarget(of);
    this.count = of.list === undefined ? 0 : offsetsOf(of.list).length;
    this.hasList = of.list !== undefined;
  }

  readonly repeated = (keysOf: KeysOf): readonly Repeated[] => {
    const found = this.of.states.repeated(keysOf);
    return this.of.choice.mixed ? found.flatMap(amongKin) : found;
  };

  readonly differ = (keysOf: KeysOf): boolean => this.of.states.differ(keysOf);

  readonly lignes = (): readonly Ligne[] =>
    (this.known ??= this.of.choice.mixed ? this.all.filter(({ kin }) => kin === undefined) : this.all);

  readonly strays = (): readonly Ligne[] =>
    this.of.choice.mixed ? this.all.filter(({ kin }) => kin !== undefined) : [];

  private get all(): readonly Ligne[] {
    return this.of.states.all.map(({ ligne }) => ligne);
  }
}

/** Without the lignes of other profiles. */
function amongKin({ key, first, others }: Repeated): Repeated | readonly never[] {
  const [one, ...rest] = [first, ...others].filter(({ kin }) => kin === undefined);
  return one === undefined || rest.length === 0 ? [] : { key, first: one, others: rest };
}

export const stateOf = (rules: RuleRun, ligne: Ligne): LigneState => ({
  ligne,
  findings: ligne.kin === undefined ? rules.onLigne(ligne) : [],
});

export const contextOf = ({
  choice,
  options,
  portalOutput,
  otherCodes,
}: Pick<Analysis, 'choice' | 'options' | 'portalOutput' | 'otherCodes'>): RuleContext => ({
  profile: choice.agreed,
  profileKnown: choice.profile !== undefined,
  candidates: choice.candidates,
  foreign: choice.foreign,
  several: choice.several,
  mismatch: choice.profile && choice.seems.length > 0 ? { said: choice.profile, seems: choice.seems } : undefined,
  today: options.today,
  referenceDate: options.referenceDate,
  plafonds: options.plafonds,
  calendrier: options.calendrier ?? CALENDRIER,
  portalOutput,
  otherCodes,
});

export function originsOf(list: ChunkedList | undefined): Analysis['originOf'] {
  const offsets = list && offsetsOf(list);
  return chunk => (chunk === undefined ? 0 : (offsets?.at(chunk) ?? 0));
}

/** All findings of an analysis in text order, each mistake once. */
export const findingsOf = (analysis: Analysis): readonly Finding[] => unlessMoved(allFindings(analysis));

/** The same, before two rules' findings of one mistake are merged: the configuration may turn one of the two off. */
export function allFindings(analysis: Analysis): readonly Finding[] {
  const all: Finding[] = [...analysis.textFindings, ...analysis.headFindings, ...analysis.fileFindings];
  for (const index of analysis.told) all.push(...(analysis.states.at(index)?.findings ?? []));
  return inOrder(analysis, all);
}

/**
 * What the head lacks and a ligne has instead, or the lignes lack and the root has, is one mistake, told where it
 * stands. One key that one place lacks goes there.
 */
export function unlessMoved(findings: readonly Finding[]): readonly Finding[] {
  const strays = new Map<string, { count: number; readonly homes: KeyHome[] }>();
  for (const { stray } of findings) {
    if (stray?.is !== 'astray') continue;
    const same = strays.get(idOf(stray));
    if (same === undefined) strays.set(idOf(stray), { count: 1, homes: [] });
    else same.count++;
  }
  if (strays.size === 0) return findings;
  const kept = findings.filter(({ stray, chunk }) => {
    const same = stray?.is === 'missing' ? strays.get(idOf(stray)) : undefined;
    if (stray?.is === 'missing') same?.homes.push({ ...stray.home, chunk });
    return same === undefined;
  });
  return kept.map(finding => {
    const { stray } = finding;
    const same = stray?.is === 'astray' ? strays.get(idOf(stray)) : undefined;
    const [home, ...others] = same?.homes ?? [];
    if (stray?.is !== 'astray' || same?.count !== 1 || home === undefined || others.length > 0) return finding;
    return { ...finding, fixes: editor => [stray.move(editor, home), ...finding.fixes(editor)] };
  });
}

const idOf = ({ of, key }: StrayKey): string => `${of}:${key}`;

/** Sorts findings in place, in text order. */
function inOrder(analysis: Pick<Analysis, 'originOf'>, findings: Finding[]): readonly Finding[] {
  const startOf = (finding: Finding): number => analysis.originOf(finding.chunk) + finding.span.start;
  return findings.sort((a, b) => startOf(a) - startOf(b));
}

function listTarget({ tree, model }: Partial): Target {
  const list = tree.root?.kind === 'object' ? lignesOf(tree.root, model) : undefined;
  if (list === undefined)
    return { chunk: undefined, span: { start: 0, end: Math.min(1, tree.root?.end ?? 0) }, place: ROOT };
  return {
    chunk: undefined,
    span: keySpan(list),
    place: lignesPlace(tree.root, model),
  };
}

/** A text that was never meant as JSON gets its syntax finding and nothing about its structure. */
const isHopeless = (text: string, tree: SyntaxTree): boolean =>
  text.includes('\0') || tree.problems.some(p => p.code === 'too-deep' || p.code === 'empty');

/** The engine with all rules and profiles. Profiles are compiled at their first use and kept. */
export const createEngine = (): Engine => ({ catalog: new Catalog(), rules: RULES });
