import type { PdfState } from '../format/pieces/folder.js';
import type { Severity } from './contract.js';

/**
 * A case of a rule, run by its test and printed in its page: a correct file in which some text is replaced, or a whole
 * text. Kept apart from the rule's own object so that the shipped bundles leave it out.
 */
export interface Example {
  /** What is shown, in French: « un SIREN à la place du SIRET ». */
  readonly name: string;
  /** Profile of the correct file that the case starts from: `test/corpus/correct/mdv-lgc.avance.json`. */
  readonly profile?: string;
  /** The profile that the user gives, where it is another. */
  readonly asked?: string;
  /** Replacements in that file's text. Each `from` must stand in it; the first occurrence is replaced. */
  readonly change?: readonly (readonly [from: string, to: string])[];
  /** A whole text in place of the correct file. */
  readonly text?: string;
  readonly path?: string;
  /** yyyymmdd. */
  readonly referenceDate?: number;
  /** Rows of a calculation file, its headings first. */
  readonly plafonds?: readonly (readonly string[])[];
  readonly bom?: boolean;
  readonly invalidBytes?: boolean;
  /**
   * Names in the attachments folder: `X/1.pdf` is the file 1.pdf of the folder X, `X/` an empty folder. Without it no
   * folder is known.
   */
  readonly folder?: readonly (string | ExampleFile)[];
  /** Other files of the workspace. */
  readonly others?: readonly ExampleOther[];
  /** What the PDFs of the first ligne say. */
  readonly documents?: readonly ExampleDocument[];
}

export interface ExampleFile {
  readonly name: string;
  /** A sound PDF of one page unless told. */
  readonly state?: PdfState['state'];
  readonly signed?: boolean;
}

export interface ExampleOther {
  /** What it is called: `avance.json`. */
  readonly name: string;
  readonly profile: string;
  /** Replacements in the profile's correct file. */
  readonly change?: readonly (readonly [from: string, to: string])[];
}

export interface ExampleDocument {
  /** As `nomFichier` has it, or `X.pdf/1.pdf` for a part of it. */
  readonly name: string;
  /** Its text; a form feed begins another page. */
  readonly text: string;
  /** Replacements in it, as in the file's text. */
  readonly change?: readonly (readonly [from: string, to: string])[];
}

export interface Expected {
  /** Which of the rule's messages. */
  readonly message: string;
  /** JSON Pointer. */
  readonly path: string;
  /** The text that is underlined. */
  readonly marks: string;
  /** Where it is not the rule's own. */
  readonly severity?: Severity;
  readonly fixable?: boolean;
}

export interface InvalidExample extends Example {
  /** What this rule says, and by default all that is said. */
  readonly expect: readonly Expected[];
  /** Ids of other rules that rightly speak too. */
  readonly also?: readonly string[];
  /** After fix-all: texts that must stand in the file. Without it, no safe fix is expected. */
  readonly fixed?: readonly string[];
  /** The safe fix leaves a gap, on which one finding remains. */
  readonly gap?: boolean;
  /** Titles (French) of the other remedies offered, in order. */
  readonly offers?: readonly string[];
}

export interface Examples {
  readonly valid: readonly [Example, ...Example[]];
  readonly invalid: readonly [InvalidExample, ...InvalidExample[]];
}
