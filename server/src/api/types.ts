/** What the package's functions take and return. Plain data: nothing here refers to the engine's own types. */

export type Lang = 'fr' | 'en';
export type Severity = 'error' | 'warning' | 'info';

export interface Options {
  /** `COULOIR-LOGICIEL/phase`, as `MDV-LGC/avance`. Takes precedence over the file's name and content. */
  readonly profile?: string;
  /** Name of the file, which may tell the profile. */
  readonly path?: string;
  /** AAAA-MM-JJ. Used as today's date; turns the calendar rules on. */
  readonly date?: string;
  /** Language of the messages; French by default. */
  readonly lang?: Lang;
}

/** Line and UTF-16 character, from 0, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** As in `segur-json check --format json`: see `schemas/segur.output.schema.json`. */
export interface Finding {
  /** Id of the rule. */
  readonly code: string;
  readonly messageId: string;
  readonly severity: Severity;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly url: string;
  /** The document and question that say so. */
  readonly source: string;
  /** JSON Pointer. */
  readonly path: string;
  readonly range: Range;
  readonly fixable: boolean;
  /** The safe fix, to be applied as a whole. */
  readonly fix: { readonly title: string; readonly edits: readonly TextEdit[] } | null;
  readonly related?: readonly { readonly file: string; readonly message: string; readonly range: Range }[];
}

export interface Analysis {
  /** Null if it can't be told. */
  readonly profile: string | null;
  readonly findings: readonly Finding[];
}

export interface Fixed extends Analysis {
  /** The text with all safe fixes applied; `findings` holds what is left. */
  readonly text: string;
  /** How many fixes were applied. */
  readonly applied: number;
}

/** A file of the attachments folder. */
export interface PieceFile {
  /** From the folder, with `/`: `X.pdf`, or `X/1.pdf` for a part of the attachment `X.pdf`. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

export interface Plan {
  /** One for each ligne, in their order. */
  readonly demandes: readonly {
    readonly ligne: number;
    readonly numeroEditeur: string | null;
    /** Name of the ZIP; null if the request has no attachments or no name. */
    readonly zip: string | null;
    readonly entries: readonly { readonly nomFichier: string; readonly sources: readonly string[] }[];
  }[];
  /** Why the deposit can't be made as it is. */
  readonly problems: readonly {
    readonly code: string;
    readonly message: string;
    readonly ligne: number | null;
    readonly nomFichier: string | null;
  }[];
}

export interface RuleInfo {
  readonly id: string;
  readonly severity: Severity;
  readonly theme: string;
  readonly title: string;
  readonly explanation: string;
  readonly url: string;
}
