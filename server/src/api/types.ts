/** What the package's functions take and give. Plain data: nothing here refers to the engine's own types. */

export type Lang = 'fr' | 'en';
export type Severity = 'error' | 'warning' | 'info';

export interface Options {
  /** `COULOIR-LOGICIEL/phase`, as `MDV-LGC/avance`. Takes precedence over the file's name and content. */
  readonly profile?: string;
  /** Name of the file, which may tell the profile. */
  readonly path?: string;
  /** AAAA-MM-JJ. Stands for today, and makes the calendar's rules speak. */
  readonly date?: string;
  /** Of the messages; French by default. */
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

/** As `segur-json check --format json` has it: see `schemas/segur.output.schema.json`. */
export interface Finding {
  /** Id of the rule. */
  readonly code: string;
  readonly messageId: string;
  readonly severity: Severity;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly url: string;
  /** Where this very finding is written: document and question. */
  readonly source: string;
  /** JSON Pointer. */
  readonly path: string;
  readonly range: Range;
  readonly fixable: boolean;
  /** The safe fix, to be applied whole. */
  readonly fix: { readonly title: string; readonly edits: readonly TextEdit[] } | null;
  readonly related?: readonly { readonly file: string; readonly message: string; readonly range: Range }[];
}

export interface Analysis {
  /** Null where it can't be told. */
  readonly profile: string | null;
  readonly findings: readonly Finding[];
}

export interface Fixed extends Analysis {
  /** The text with all safe fixes; the findings are those that are left. */
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
    /** Name of the ZIP; null where the request has no attachment or no name. */
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
