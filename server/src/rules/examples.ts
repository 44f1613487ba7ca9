import type { PdfState } from '../format/pieces/folder.js';
import type { Severity, Written } from './contract.js';

/**
 * A case of a rule, run by its test and printed on its page: a correct file with some text replaced, or a whole text.
 * Separate from the rule's own object so that the shipped bundles leave it out.
 */
export interface Example {
  /** What is shown, in French: « un SIREN à la place du SIRET ». */
  readonly name: string;
  /** Profile of the correct file that the case starts from: `test/corpus/correct/mdv-lgc.avance.json`. */
  readonly profile?: string;
  /** The profile given by the user, if it is another one. */
  readonly asked?: string;
  /** The further wave that the file's model is adopted for. */
  readonly wave?: number;
  /** What the model of that wave has besides: replacements in the correct file, before it is adopted and changed. */
  readonly model?: readonly (readonly [from: string, to: string])[];
  /** yyyymmdd: in the user's calendar, for the couloir of that wave. */
  readonly dossierComplet?: number;
  /** Replacements in that file's text. Each `from` must occur in it; the first occurrence is replaced. */
  readonly change?: readonly (readonly [from: string, to: string])[];
  /**
   * Further lignes, each the last one again with these replacements. They must cover what differs from ligne to ligne
   * (`numLigne`, `numeroEditeur`, names of attachments …).
   */
  readonly more?: readonly (readonly (readonly [from: string, to: string])[])[];
  /** A whole text instead of the correct file. */
  readonly text?: string;
  readonly path?: string;
  /** yyyymmdd. */
  readonly referenceDate?: number;
  /** Rows of a calculation file, its headings first. */
  readonly plafonds?: readonly (readonly string[])[];
  readonly bom?: boolean;
  readonly invalidBytes?: boolean;
  /** On the disk, where the text comes from an editor. */
  readonly written?: Written;
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
  /** By default, a sound PDF of one page. */
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

interface Expected {
  /** Which of the rule's messages. */
  readonly message: string;
  /** JSON Pointer. */
  readonly path: string;
  /** The text that is underlined. */
  readonly marks: string;
  /** If it isn't the rule's own. */
  readonly severity?: Severity;
  readonly fixable?: boolean;
}

export interface InvalidExample extends Example {
  /** What this rule says, and by default everything that is said. */
  readonly expect: readonly Expected[];
  /** Ids of other rules that rightly speak too. */
  readonly also?: readonly string[];
  /** After fix-all: texts that must occur in the file. Without it, no safe fix is expected. */
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

/**
 * The texts that the cases of the document rules start from: the invoice and the order of the first ligne of the
 * correct MDV files.
 */

export const FACTURE = `LGC Éditions SAS
12 rue des Lilas 69003 Lyon
SIRET : 812 345 678 00013

FACTURE
Facture n° F2023-0140
Date de la facture : 12/06/2023
Bon de commande n° BDC-2022-0001

Client : Dr Anne-Sophie Lefèvre
RPPS : 10002123452

Prestation réalisée le 09/06/2023
Alimentation du DMP et envois MSSanté mis en service

Désignation  Montant HT
Prestation Ségur  358,33 €
Total HT  358,33 €
TVA 20 %  71,67 €
Total TTC  430,00 €

Montant pris en charge par l'état au titre du Ségur de la santé
`;

export const BON_DE_COMMANDE = `LGC Éditions SAS
BON DE COMMANDE n° BDC-2022-0001
SIRET du fournisseur : 812 345 678 00013

Client : Dr Anne-Sophie Lefèvre
RPPS : 10002123452

Prestation Ségur  358,33 € HT
TVA 20 %  71,67 €
Total TTC  430,00 €

Date de signature : 03/11/2022
Signature du client
`;

const DOSSIERS = [
  ['"numeroASP": null', '"numeroASP": "FINMDV00120"'],
  ['"numeroASP": null', '"numeroASP": "FINMDV00121"'],
  ['"numeroASP": null', '"numeroASP": "FINMDV00122"'],
] as const;

/** For the cases of rules: the portal's output of the correct avance whose solde is `mdv-lgc.solde.json`. */
export const sortie = (...change: readonly (readonly [from: string, to: string])[]): ExampleOther => ({
  name: 'sortie-avance.json',
  profile: 'MDV-LGC/avance',
  change: [...DOSSIERS, ...change],
});

/** That avance as deposited. */
export const avance = (...change: readonly (readonly [from: string, to: string])[]): ExampleOther => ({
  name: 'avance.json',
  profile: 'MDV-LGC/avance',
  change,
});

/** For the cases of ceilings: the headings of a calculation file, and the doctors of the correct avance. */
export const HEADINGS = ['identifiant', 'type', 'logiciel', 'plafond_ht', 'plafond_ttc'];

export const DOCTORS = [
  ['10002123452', 'RPPS', '', '358,33', ''],
  ['10003456786', 'RPPS', '', '', '430'],
  ['10004567896', 'RPPS', '', '', '430'],
];
