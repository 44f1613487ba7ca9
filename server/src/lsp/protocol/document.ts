/** What client and server say to each other beyond LSP. Types only: the client bundle takes no code from the server. */

/** Server → client, after each analysis that changes it: what the status item shows. */
export const STATUS_NOTIFICATION = 'segur/status';

export interface StatusParams {
  readonly uri: string;
  /** `MDV-LGC/avance`; null while unknown. */
  readonly profile: string | null;
  /** In the editor's language. */
  readonly title: string | null;
  readonly by: 'user' | 'name' | 'content' | 'none';
  /** The model is our reconstruction. */
  readonly reconstructed: boolean;
  readonly lignes: number;
  /** The portal gave the file back: it is read, and never deposited. */
  readonly portalOutput: boolean;
  /** Total before tax, in cents; null if an amount can't be read, or with more lignes than may be deposited. */
  readonly montantHT: number | null;
}

/** Client → server: profiles to choose from. */
export const PROFILES_REQUEST = 'segur/profiles';

export interface ProfileItem {
  readonly id: string;
  readonly title: string;
  readonly reconstructed: boolean;
}

/** Client → server: the edit for « tout corriger », and what it leaves. Null for a document that is not a request. */
export const FIX_ALL_REQUEST = 'segur/fixAll';

export interface FixAllParams {
  readonly uri: string;
}

/** A sentence in the editor's language saying why nothing is fixed. */
export type FixAllResult = { readonly refused: string } | Mendings;

export interface Mendings {
  /** LSP TextEdits on the version below. */
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
  readonly version: number;
  readonly applied: number;
  readonly left: { readonly errors: number; readonly warnings: number; readonly infos: number };
}

/** Client → server: what adopting the agency's model of a profile changes; with `write`, it is done. */
export const ADOPT_REQUEST = 'segur/adopt';

export interface AdoptParams {
  /** URI of the agency's file, or of several examples of one model. */
  readonly model: string | readonly string[];
  /** Any id of the form `HOP-DPI-VA2/avance`. */
  readonly profile: string;
  /** Id of the profile that it resembles; by default the nearest. */
  readonly like?: string;
  /** AAAA-MM-JJ, if the agency changed the model on a given day. */
  readonly from?: string;
  /** URI of the folder whose nearest `segur.config.json` will name the model. */
  readonly near: string;
  /** URI of the folder where one is created if there is none. */
  readonly folder: string;
  /** Their keys and codes → our keys, roles and codes, if the user knows better than the names suggest. */
  readonly names: Readonly<Record<string, string>>;
  readonly write: boolean;
}

/** A sentence in the editor's language saying why it isn't possible. */
export type AdoptResult = { readonly refused: string } | AdoptSummary;

/** Keys and codes, with a value only where its meaning is in question. */
export interface AdoptSummary {
  readonly profile: string;
  /** The profile that it was compared with, if it is another one. */
  readonly like: string | null;
  /** Renamed keys whose names don't tell, with a value seen. */
  readonly unsure: readonly { readonly path: string; readonly was: string; readonly value: string | null }[];
  /** The agency's own codes; `is` null if their meaning is unknown. */
  readonly codes: readonly { readonly path: string; readonly code: string; readonly is: string | null }[];
  /** Our own model of the profile is a reconstruction, in whole or in part. */
  readonly reconstructed: boolean;
  readonly renamed: readonly { readonly path: string; readonly was: string }[];
  readonly unknown: readonly string[];
  readonly lost: readonly string[];
  /** The profile that the model's content suggests, if it is another one. */
  readonly looksLike: string | null;
  /** The profile already has an adopted model, which will be replaced. */
  readonly replaces: boolean;
  /** Compared with its previous model, one per line; null if there was none. */
  readonly changes: readonly string[] | null;
  /** Keys of the model, and how many of them rules look at. */
  readonly checked: { readonly keys: number; readonly ruled: number };
  /** What one of their keys or codes can be matched with. */
  readonly ours: { readonly keys: readonly string[]; readonly codes: readonly string[] };
  /** URIs. */
  readonly model: string;
  readonly config: string;
  readonly written: boolean;
}

/**
 * Client → server: silences a rule, by an entry in `segur.config.json`. Without `scope` and `reason`, tells where that
 * is possible.
 */
export const SILENCE_REQUEST = 'segur/silence';

export interface SilenceParams {
  readonly uri: string;
  readonly rule: string;
  /** From the finding. */
  readonly position: Position;
  readonly scope?: 'demande' | 'file' | 'everywhere';
  readonly reason?: string;
}

export type SilenceResult = Refused | SilencePlaces;

export interface SilencePlaces {
  /** The request of the finding. */
  readonly numeroEditeur: string | null;
  /** As the settings name it. */
  readonly file: string;
  /** Path of the settings. */
  readonly config: string;
  readonly written: boolean;
}

export interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Settings, section `segur`. The only typed source: a test holds the manifest to it. */
export interface Settings {
  /** Glob (relative to the workspace folder) → profile id. The picker writes here. */
  readonly profiles: Readonly<Record<string, string>>;
  /** « Today » for the rules, AAAA-MM-JJ; null: the calendar rules are silent. */
  readonly referenceDate: string | null;
  /**
   * The user's calculation file (CSV, XLSX), relative to the workspace folder; null: the one from `segur.config.json`.
   */
  readonly plafonds: string | null;
  /** Our columns → the headings of that file. */
  readonly plafondsColumns: Readonly<Record<string, string>>;
  /**
   * Folder of the attachments, relative to the workspace folder; null: the one from `segur.config.json`, otherwise
   * `pieces` beside the file.
   */
  readonly pieces: string | null;
  /** Names of the ZIPs of a deposit; while it is the default, the one from `segur.config.json` is used. */
  readonly nomZip: string;
  /** Maximum size of a ZIP, and of a single document, in MB; null: no limit. */
  readonly tailleMaxZip: number | null;
  readonly tailleMaxPiece: number | null;
  /** Checks requests that aren't open, too. */
  readonly fichiersFermes: boolean;
  /** Shows amounts with tax, départements and valid keys after the values. */
  readonly indications: boolean;
  /** Language of messages; for the client, which announces it. */
  readonly langue: 'auto' | 'fr' | 'en';
  readonly trace: { readonly server: 'off' | 'messages' | 'verbose' };
}

/** What a client may send with `initialize`; every part is optional, and a malformed part is ignored. */
export interface InitializationOptions {
  /** Takes precedence over the editor's locale. */
  readonly lang?: 'fr' | 'en';
  /** Commands that the client can run: a remedy that needs another one is not offered. */
  readonly commands?: readonly string[];
  /** The settings, for a client without `workspace/configuration`. */
  readonly settings?: unknown;
  /** It can show a setting (`segur/setting`). */
  readonly reglages?: boolean;
  /** `false`: requests that aren't open are not checked. */
  readonly fichiersFermes?: boolean;
  /** A document that was never saved is no `file:` of the client's: one without a file is of a deleted file. */
  readonly gardeSupprimes?: boolean;
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A sentence in the editor's language saying why nothing can be done. */
export interface Refused {
  readonly refused: string;
}

/** Server → client: the user wants to see a setting. */
export const SETTING_NOTIFICATION = 'segur/setting';

export interface SettingParams {
  readonly setting: string;
}

/**
 * Client → server: all JSON files that are open in the editor under another language than ours. As requests, nothing is
 * told of them; as settings, their mistakes are.
 */
export const ELSEWHERE_NOTIFICATION = 'segur/openElsewhere';

export interface ElsewhereParams {
  readonly uris: readonly string[];
}

/** Client → server: avance and solde of one request, side by side. Types only, as in `protocol.ts`. */
export const COMPARE_REQUEST = 'segur/compare';

/** Server → client, once the client has compared: files on disk changed. */
export const WORKSPACE_NOTIFICATION = 'segur/workspaceChanged';

export interface CompareParams {
  /** An avance, its output or a solde. */
  readonly uri: string;
  /** The request at the cursor. */
  readonly position?: Position;
  /** One that was picked or shown before: found by its numbers, since it may have moved. */
  readonly demande?: DemandeKey;
  /** All requests of the file in one table. */
  readonly whole?: true;
}

export interface DemandeKey {
  readonly numeroASP: string | null;
  readonly numeroEditeur: string | null;
  /** Index in the file, where there is no number. */
  readonly index: number;
}

/** Null for anything but a request. */
export type CompareResult =
  | {
      readonly kind: 'compared';
      readonly demande: DemandeKey;
      readonly comparison: ComparedDemande;
      readonly avance: ComparedSide;
      readonly solde: ComparedSide;
    }
  /** All of the file was requested, or the cursor is in no request with both sides. */
  | { readonly kind: 'file'; readonly file: ComparedFile }
  /** A sentence in the editor's language saying why there is nothing to compare. */
  | { readonly kind: 'none'; readonly reason: string };

/** A row for each request, the most urgent first. */
export interface ComparedFile {
  readonly uri: string;
  readonly name: string;
  readonly rows: readonly ComparedLigne[];
}

export interface ComparedLigne {
  readonly demande: DemandeKey;
  readonly title: string;
  readonly beneficiary: string;
  /** `alone`: no file has the other side; `unreadable`: a file can't be compared, `note` says why. */
  readonly state: 'grave' | 'differs' | 'unreadable' | 'alone' | 'same';
  readonly differences: number;
  /** What differs. */
  readonly changes: readonly ComparedRow[];
  readonly note: string;
  /** Null for a side that no file has. */
  readonly avance: ComparedSide | null;
  readonly solde: ComparedSide | null;
}

export interface ComparedSide {
  readonly uri: string;
  /** Where the request is in it. */
  readonly range: { readonly start: Position; readonly end: Position };
  /** The portal gave the file back. */
  readonly portalOutput: boolean;
}

export interface ComparedDemande {
  readonly title: string;
  readonly sections: readonly { readonly title: string; readonly rows: readonly ComparedRow[] }[];
  readonly differences: number;
}

export interface ComparedRow {
  readonly label: string;
  readonly avance: string;
  readonly solde: string;
  readonly verdict: 'same' | 'differs' | 'added' | 'removed' | 'info';
  readonly note: string;
  readonly grave: boolean;
}
