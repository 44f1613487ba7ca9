import type { JsonValue } from '../../language/nodes.js';
import type { Bilingual } from '../../texts/typeset.js';
import type { DateForm } from '../domain/date.js';
import { foldKey } from '../domain/fold.js';
import type { PlafondRole } from '../domain/plafonds-lecture.js';
import type { ContainerRole, EntryRole, FieldRole } from './roles.js';

/** How we know a part of the format. Only the first two let a structural finding be an error. */
export type Evidence = 'observed' | 'faq' | 'other' | 'reconstructed' | 'adopted';

export type ValueType = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'object' | 'array';

export interface EnumValue {
  /** As in the model. */
  readonly value: string;
  /** The name that rules use, if the agency's code differs: `FACT` is `FACTURE`. */
  readonly is?: string | undefined;
  readonly meaning: Bilingual;
  readonly evidence: Evidence;
}

/** A value that may be required: null is refused once the field of that role has that value. */
interface DueWhen {
  readonly role: FieldRole;
  readonly value: string;
}

/**
 * One place in a profile's model, ready to be walked: a JSON Schema resolved, with what `x-segur` says about it.
 * Immutable; compiled once per profile.
 */
export interface Shape {
  readonly types: ReadonlySet<ValueType>;
  readonly evidence: Evidence;
  /** False if an adopted model shows no value: its types are a guess from the profile that it resembles. */
  readonly shown: boolean;
  /** How we know it, as shown to the user: a FAQ's title and question, or our own words. */
  readonly source: Bilingual | undefined;
  readonly title: Bilingual | undefined;
  readonly description: Bilingual | undefined;
  readonly role: FieldRole | undefined;
  readonly container: ContainerRole | undefined;
  readonly entry: EntryRole | undefined;
  readonly enum: readonly EnumValue[] | undefined;
  /** What the agency's codes mean, if they differ from ours: rules see the meaning. */
  readonly codes?: ReadonlyMap<string, string> | undefined;
  /** How the model writes its dates; undefined for the agency's habit, JJ/MM/AAAA. */
  readonly dateForm?: DateForm | undefined;
  /** The portal fills it: any scalar has the right type, `portal-field` judges. */
  readonly portal: boolean;
  /** Digits that aren't a quantity: a number typed there loses its zeros. */
  readonly identifier: boolean;
  readonly dueWhen: DueWhen | undefined;
  /** Values outside the list are only probably refused. */
  readonly lenientEnum: boolean;
  /** Without a value here the portal refuses the ligne, however certain we are of the key: its absence is an error. */
  readonly due: boolean;
  /** In the model's order; undefined if the shape is not an object. */
  readonly properties: readonly PropertyShape[] | undefined;
  readonly byKey: ReadonlyMap<string, PropertyShape>;
  /** By key without case and accents. */
  readonly byFolded: ReadonlyMap<string, PropertyShape>;
  /** Keys that the shape doesn't name are accepted (unknown profile). */
  readonly open: boolean;
  readonly items: Shape | undefined;
  /** JSON value that a missing field gets: null, false, empty, or the only value allowed. */
  readonly skeleton: JsonValue;
}

/** The model of an object, or of a list's content; undefined for a value. */
export const blockOf = (shape: Shape): Shape | undefined =>
  shape.properties !== undefined ? shape : shape.items?.properties !== undefined ? shape.items : undefined;

/** How the model writes what the rules know under this name. */
export const codeFor = (shape: Shape, meaning: string): string =>
  shape.enum?.find(({ is }) => is === meaning)?.value ?? meaning;

export interface PropertyShape {
  readonly key: string;
  /** Other spellings that are accepted silently. */
  readonly aliases: readonly string[];
  /** The key's name before the agency's model was adopted: anyone who types it means this one. */
  readonly formerly?: string | undefined;
  /** No model has it: it stands around all of a file that one has. */
  readonly wraps?: boolean;
  /** Place in the model's order, from 0. */
  readonly rank: number;
  readonly required: boolean;
  readonly shape: Shape;
}

export type Phase = 'avance' | 'solde';

/** What a couloir requires beyond the shape of its keys: data in the schema, so that no rule names a couloir. */
export interface Traits {
  /** Types of attachment that every ligne has; `VA|MOM` means either one. */
  readonly pieces: readonly string[];
  /** Type of the attachment that proves VAT exemption, under the VAT scheme HT. */
  readonly attestationTVA: string;
  /** VA always, or MOM if the software does all sending directly. */
  readonly attestation: 'VA' | 'VA-or-MOM';
  readonly identDMP: 'rpps-list' | 'pmsi' | 'ris' | 'geographique' | 'null' | 'none';
  /** The two MSSanté addresses: may be null, or required if that sending is direct. */
  readonly adresseMSS: 'optional' | 'when-direct' | 'none';
  /** What makes two requests concern the same beneficiary. */
  readonly beneficiaryKeys: readonly FieldRole[];
  /** Which of its identifiers a beneficiary's ceiling is looked up by; the next one only if the previous gives none. */
  readonly plafondKeys: readonly PlafondRole[];
  readonly beneficiaryRequired: 'error' | 'warning';
  /** Entry of the calendar. */
  readonly calendar: string;
  /** Severity of a missing attachment. */
  readonly pieceSeverity: 'error' | 'warning';
  /** One order is for one beneficiary. */
  readonly singleBeneficiary: boolean;
  /** The solde must cover all the beneficiaries of the avance. */
  readonly soldeComplet: boolean;
  /**
   * The State buys for the client, whom the invoice names, in the words that say so; false if it aids the publisher
   * itself.
   */
  readonly factureAuClient: boolean;
  /** The invoice names the software and its version. */
  readonly factureLogiciel: boolean;
  /** The order contains the words that say that the State pays. */
  readonly commandeMention: boolean;
  /** How many calendar days an order may precede the complete dossier; undefined if nothing is said about it. */
  readonly commandeDelai: number | undefined;
  /** A solde is accepted once the pilots' records are validated. */
  readonly soldePilotes: boolean;
  /**
   * Ceiling of the couloir's forfait, in euros before tax as in the funding call; undefined if it is the beneficiary's.
   */
  readonly plafondHT: string | undefined;
  /**
   * The amount of the avance if it is a forfait, in euros before tax; undefined if it is 30 % of the retained amount.
   */
  readonly avanceHT: string | undefined;
}

export interface Profile extends CommonModel {
  /** `MDV-LGC/avance`. */
  readonly id: string;
  readonly couloir: string;
  readonly logiciel: string;
  readonly phase: Phase;
  readonly title: Bilingual;
  readonly evidence: Evidence;
  readonly traits: Traits;
}

/** What all profiles have in common, for a file whose profile is unknown. */
export interface CommonModel {
  readonly file: Shape;
  readonly ligne: Shape;
  /** Key of the list of lignes. */
  readonly lignesKey: string;
  /** Keys of the blocks around it, from the root; none in vague 1. */
  readonly above: readonly string[];
}

/** The model of a file; undefined without a list of lignes, which may be in a block. */
export function modelOf(file: Shape): CommonModel | undefined {
  const found = lignesBelow(file, []);
  return found && { file, ...found };
}

/**
 * The model of a file that stands under these keys of nobody's, from the root; `listed`: in a list there, which nobody
 * looks into.
 */
export function wrappedIn(
  { file, ligne, lignesKey, above }: CommonModel,
  keys: readonly string[],
  listed: boolean,
): CommonModel {
  const around = (inner: Shape, key: string): Shape => {
    const property = { key, aliases: [], rank: 0, required: true, shape: inner, wraps: true };
    const [byKey, byFolded] = [new Map([[key, property]]), new Map([[foldKey(key), property]])];
    return { ...file, properties: [property], byKey, byFolded };
  };
  const list: Shape = {
    ...file,
    types: new Set(['array']),
    properties: undefined,
    byKey: new Map(),
    byFolded: new Map(),
  };
  return { file: keys.reduceRight(around, listed ? list : file), ligne, lignesKey, above: [...keys, ...above] };
}

function lignesBelow(shape: Shape, above: readonly string[]): Omit<CommonModel, 'file'> | undefined {
  const all = shape.properties ?? [];
  const list = all.find(property => property.shape.container === 'lignes');
  if (list?.shape.items !== undefined) return { ligne: list.shape.items, lignesKey: list.key, above };
  for (const { key, shape: inner } of all) {
    const found = lignesBelow(inner, [...above, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Some models write numbers as text. */
export const isTextOnly = ({ types }: Shape): boolean =>
  types.has('string') && !types.has('number') && !types.has('integer');

/** A number as the model writes it. */
export const writtenNumber = (shape: Shape, lexeme: string): string => (isTextOnly(shape) ? `"${lexeme}"` : lexeme);
