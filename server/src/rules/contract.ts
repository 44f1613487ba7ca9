import type { Evidence, Phase, Profile } from '../format/profiles/profile.js';
import type { Citation } from '../format/profiles/sources.js';
import type { FieldRole } from '../format/profiles/roles.js';
import type { Edit, SourceEditor } from '../language/edit.js';
import type { Span } from '../language/span.js';
import type { LocatedText, Place } from '../format/model/located.js';
import type { Plafonds } from '../format/domain/plafonds.js';
import type { Calendrier } from '../format/domain/calendrier.js';
import type { ObjectNode, PropertyNode, SyntaxProblem, SyntaxTree } from '../language/nodes.js';
import type { FieldSet, Ligne } from '../format/model/ligne.js';
import type { IssueKind, IssueOf } from '../format/model/issues.js';
import type { FileRole } from '../format/model/facts.js';
import type { FileFacts, LigneFacts, Lookups } from '../index/facts.js';
import type { PieceFolder, PieceText } from '../format/pieces/folder.js';
import type { Day } from '../format/domain/date.js';
import type { Bilingual, Lang } from '../texts/typeset.js';

export type Severity = 'error' | 'warning' | 'info';

/**
 * What a rule depends on, so that an edit re-runs no more than necessary: `value` one value by role, `structure` one
 * issue of the walk, `ligne` one ligne, `file` the facts of all lignes, `text` the text and its syntax, `workspace`
 * other files, `folder` the names and kinds of the attachments, `document` their texts.
 */
export type Scope = 'text' | 'structure' | 'value' | 'ligne' | 'file' | 'workspace' | 'folder' | 'document';

export interface RuleMeta {
  readonly id: string;
  /** The highest severity that the rule gives. */
  readonly severity: Severity;
  readonly scope: Scope;
  readonly theme: Theme;
  readonly title: Bilingual;
  /** What the portal wants and why, in two or three sentences, for the documentation and `explain`. */
  readonly explanation: Bilingual;
  readonly citations: readonly [Citation, ...Citation[]];
  /** Kinds of remedies. */
  readonly remedies: readonly FixKind[];
  /** `all` if the rule needs no profile. Otherwise the profiles where it makes sense are found by role. */
  readonly needsProfile: boolean;
  /**
   * Rules that take precedence: if one of them has a finding about a value, this one is silent about it. Only for rules
   * about other files.
   */
  readonly after?: readonly string[];
  /**
   * Rules whose findings in the same ligne result from the same mistake, and are dropped. Only for rules about other
   * files.
   */
  readonly supersedes?: readonly string[];
  /**
   * Only profiles of that phase whose model has a field with one of these roles. A value rule's own roles already say
   * so.
   */
  readonly concerns?: { readonly roles?: readonly FieldRole[]; readonly phase?: Phase };
}

export type Theme =
  | 'fichier'
  | 'structure'
  | 'identifiants'
  | 'montants'
  | 'beneficiaires'
  | 'pieces'
  | 'documents'
  | 'scenario'
  | 'avance-solde';

export type FixKind = 'fix' | 'preferred' | 'suggest' | 'command';

/**
 * A remedy for one finding. `fix` is safe: it changes form only and is part of fix-all. `preferred` comes first under
 * the light bulb but replaces a value. `suggest` is one of several, or loses something. `command` opens a command.
 */
export interface Fix {
  readonly kind: FixKind;
  readonly title: Bilingual;
  readonly edits: readonly Edit[];
  readonly command?: string;
}

export interface Related {
  /** Id of another file of the workspace; undefined for the finding's own. */
  readonly file?: string;
  readonly chunk: number | undefined;
  readonly span: Span;
  readonly message: Bilingual;
}

/** Where a finding points: a span in a chunk (a ligne, or the file's head) and the place for its JSON Pointer. */
export interface Target {
  readonly chunk: number | undefined;
  readonly span: Span;
  readonly place: Place | undefined;
}

export interface Finding extends Target {
  readonly rule: RuleMeta;
  /** The source of this very finding, if it isn't the rule's first citation. */
  readonly cited?: Bilingual | undefined;
  readonly messageId: string;
  /** What the message is made of. */
  readonly data: unknown;
  readonly stray?: StrayKey | undefined;
  readonly severity: Severity;
  readonly message: (lang: Lang) => string;
  readonly related: readonly Related[];
  /** Computed on the version that the finding was made on. */
  readonly fixes: (editor: SourceEditor) => readonly Fix[];
}

/** Messages are functions of their data, French and English side by side; `D` is each one's data. */
export type Messages<D> = {
  readonly [K in keyof D]: { readonly fr: (data: D[K]) => string; readonly en: (data: D[K]) => string };
};

/**
 * A key (by `foldKey`) that a finding says is missing in the file's head or in a ligne, or that has strayed from one
 * into the other: the two together are one mistake, told where the key stands.
 */
export type StrayKey = {
  readonly key: string;
  /** Where the model has it. */
  readonly of: 'head' | 'ligne';
} & (
  | { readonly is: 'missing'; readonly home: Omit<KeyHome, 'chunk'> }
  | { readonly is: 'astray'; readonly move: (editor: SourceEditor, home: KeyHome) => Fix }
);

/** The object that a key is missing in, and what it is to stand behind. */
export interface KeyHome {
  readonly chunk: number | undefined;
  readonly object: ObjectNode;
  readonly previous: PropertyNode | undefined;
  readonly key: string;
}

export interface ReportOptions {
  readonly stray?: StrayKey | undefined;
  readonly cited?: Bilingual | undefined;
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  readonly fixes?: (editor: SourceEditor) => readonly Fix[];
}

export type Report<D> = <K extends keyof D & string>(
  message: K,
  data: D[K],
  at: Target,
  options?: ReportOptions,
) => void;

/** What every rule may know besides its subject. No clock: `today` is passed in. */
export interface RuleContext {
  /** While the profile is unknown, what the possible ones agree on; undefined if that is too little. */
  readonly profile: Profile | undefined;
  readonly profileKnown: boolean;
  /** Ids of the profiles in question. */
  readonly candidates: readonly string[];
  /** The list's key, for a request whose model nobody has adopted. */
  readonly foreign: string | undefined;
  /** Several whole files stand in it. */
  readonly several: boolean;
  /** The profiles of which the content plainly has one, if user or name say another. */
  readonly mismatch: { readonly said: Profile; readonly seems: readonly Profile[] } | undefined;
  /** yyyymmdd, for « in the future ». */
  readonly today: number;
  /** yyyymmdd, only if the user gave a reference date: otherwise the calendar rules are silent. */
  readonly referenceDate: number | undefined;
  /** The user's calculation file, if one is loaded. */
  readonly plafonds: Plafonds | undefined;
  /** The gates, including the user's further waves. */
  readonly calendrier: Calendrier;
  /** The portal gave the file back: what it wrote in its own keys is not the user's mistake. */
  readonly portalOutput: boolean;
  /** The file's attachment types, if they all differ from our reconstruction: one finding says so. */
  readonly otherCodes: ReadonlySet<string>;
}

export interface TextSubject {
  readonly text: string;
  readonly tree: SyntaxTree;
  readonly problems: readonly SyntaxProblem[];
  readonly encoding: EncodingFacts;
  /** Whether the model wants text at this syntax problem. */
  readonly wantsText: (problem: SyntaxProblem) => boolean;
}

/** What only the bytes can tell; the core sees decoded text. */
export interface EncodingFacts {
  readonly bom: boolean;
  /** The bytes are not UTF-8. */
  readonly invalid: boolean;
  /** How the file is written whose text was decoded already: no edit of the text can change that. */
  readonly written: Written | undefined;
}

/** Otherwise than in UTF-8 without a mark. */
export type Written = 'bom' | 'invalid' | 'utf16';

/** What lignes are compared by. The same function at each call: its answers are kept. */
export type KeysOf = (ligne: Ligne) => readonly string[];

/** A key of several lignes, these in order. */
export interface Repeated {
  readonly key: string;
  readonly first: Ligne;
  readonly others: readonly Ligne[];
}

export interface FileSubject {
  readonly head: FieldSet;
  /**
   * Of the file's own profile, as far as they can be told from others. Written out: ask only once they are needed,
   * since 20,000 of them cost more than an edit.
   */
  readonly lignes: () => readonly Ligne[];
  /** Plainly of another. */
  readonly strays: () => readonly Ligne[];
  /** The keys of more than one ligne. After an edit only the edited lignes are asked again, here as below. */
  readonly repeated: (keysOf: KeysOf) => readonly Repeated[];
  /** Whether the lignes have more than one key among them. */
  readonly differ: (keysOf: KeysOf) => boolean;
  /** The list of lignes: its key's span and place, whatever it is called. */
  readonly list: Target;
  /** False if the list is missing or isn't a list, which has its own finding. */
  readonly hasList: boolean;
  /** Number of items in the list, including those that are not objects. */
  readonly count: number;
}

export interface RuleBase<D> {
  readonly meta: Omit<RuleMeta, 'scope'>;
  readonly messages: Messages<D>;
}

export interface TextRule<D> extends RuleBase<D> {
  readonly check: (subject: TextSubject, report: Report<D>, context: RuleContext) => void;
}

export interface StructureRule<K extends IssueKind, D> extends RuleBase<D> {
  readonly kinds: readonly K[];
  readonly check: (issue: IssueOf<K>, report: Report<D>, at: StructureTargets, context: RuleContext) => void;
}

/**
 * Whether it reports a value depends only on the text, its shape and the context, so a text without findings is not
 * checked again; the finding itself may depend on more.
 */
export interface ValueRule<D> extends RuleBase<D> {
  readonly roles: readonly FieldRole[];
  /** It also looks at neighbouring values. */
  readonly beside?: true;
  readonly check: (
    value: LocatedText,
    report: Report<D>,
    at: (span?: Span) => Target,
    context: RuleContext,
    fields: FieldSet,
  ) => void;
  /** Its part about other files. */
  readonly across?: CheckAcross<D>;
}

export interface LigneRule<D> extends RuleBase<D> {
  readonly check: (ligne: Ligne, report: Report<D>, context: ProfiledContext) => void;
  /** Its part about other files. */
  readonly across?: CheckAcross<D>;
}

export interface FileRule<D> extends RuleBase<D> {
  /** Everything that it reads in a ligne: an edit that leaves this unchanged doesn't run the rule again. */
  readonly reads: readonly FileRole[];
  readonly check: (file: FileSubject, report: Report<D>, context: RuleContext) => void;
  /** Its part about other files. */
  readonly across?: CheckAcross<D>;
}

/** One ligne of a file among those of the workspace. Its own facts are in the index as well. */
export interface WorkspaceSubject {
  readonly file: FileFacts;
  readonly ligne: LigneFacts;
  readonly index: Lookups;
}

/**
 * About one ligne: looks at its facts, its file's head and what the index finds, never at the other lignes of its file.
 * A finding about the head is reported once, however many lignes lead to it.
 */
export type CheckAcross<D> = (subject: WorkspaceSubject, report: Report<D>, context: ProfiledContext) => void;

export interface WorkspaceRule<D> extends RuleBase<D> {
  readonly check: CheckAcross<D>;
}

/** The attachments folder, and what the whole file asks of it. */
export interface FolderSubject {
  readonly folder: PieceFolder;
  /** Whether an attachment of any ligne has that name (by `nameKey`). */
  readonly isNamed: (key: string) => boolean;
}

export interface FolderRule<D> extends RuleBase<D> {
  readonly check: (ligne: Ligne, subject: FolderSubject, report: Report<D>, context: RuleContext) => void;
}

/** What the PDFs of one ligne say. */
export interface DocumentSubject {
  readonly ligne: Ligne;
  /** The file's own fields. */
  readonly head: FieldSet;
  /** The texts of the ligne's attachments that could be read. */
  readonly pieces: readonly PieceText[];
}

export interface DocumentRule<D> extends RuleBase<D> {
  readonly check: (subject: DocumentSubject, report: Report<D>, context: ProfiledContext) => void;
}

/** Rules about the meaning of a ligne are silent while the profile is unknown. */
export type ProfiledContext = RuleContext & { readonly profile: Profile };

/** Targets of a structural issue, in its chunk. */
export interface StructureTargets {
  readonly chunk: number | undefined;
  (span: Span): Target;
}

/**
 * A rule as the engine runs it. `bind` connects it to the destination of its findings, once for all the values and
 * lignes of an analysis: the function that it returns is called ten thousand times and allocates nothing for a valid
 * value.
 */
export type Rule = {
  readonly meta: RuleMeta;
  readonly messageIds: readonly string[];
  /** What a rule about one file also says about other files. */
  readonly across?: (out: Sink) => RunWorkspace;
} & (
  | { readonly scope: 'text'; readonly bind: (out: Sink) => RunText }
  | { readonly scope: 'structure'; readonly kinds: readonly IssueKind[]; readonly bind: (out: Sink) => RunStructure }
  | {
      readonly scope: 'value';
      readonly roles: readonly FieldRole[];
      readonly beside: boolean;
      readonly bind: (out: Sink) => RunValue;
    }
  | { readonly scope: 'ligne'; readonly bind: (out: Sink) => RunLigne }
  | { readonly scope: 'file'; readonly reads: readonly FileRole[]; readonly bind: (out: Sink) => RunFile }
  | { readonly scope: 'workspace'; readonly bind: (out: Sink) => RunWorkspace }
  | { readonly scope: 'folder'; readonly bind: (out: Sink) => RunFolder }
  | { readonly scope: 'document'; readonly bind: (out: Sink) => RunDocument }
);

export type RunText = (subject: TextSubject, context: RuleContext) => void;

export type RunStructure = (issue: IssueOf<IssueKind>, chunk: number | undefined, context: RuleContext) => void;

export type RunValue = (value: LocatedText, fields: FieldSet, context: RuleContext) => void;

export type RunLigne = (ligne: Ligne, context: ProfiledContext) => void;

export type RunFile = (file: FileSubject, context: RuleContext) => void;

export type RunWorkspace = (subject: WorkspaceSubject, context: ProfiledContext) => void;

export type RunFolder = (ligne: Ligne, subject: FolderSubject, context: RuleContext) => void;

export type RunDocument = (subject: DocumentSubject, context: ProfiledContext) => void;

export type Sink = (finding: Finding) => void;

/** A structural finding based on a reconstructed part is a warning at most. */
export const bounded = (severity: Severity, evidence: Evidence): Severity =>
  evidence === 'reconstructed' && severity === 'error' ? 'warning' : severity;

/** The day that « in the future » refers to: the user's reference date, otherwise today. */
export const presentOf = (context: RuleContext): Day => context.referenceDate ?? context.today;
