import type { Bilingual } from '../../texts/typeset.js';
import type { DateForm } from '../domain/date.js';
import type { JsonValue } from '../../language/nodes.js';
import type { ContainerRole, EntryRole, FieldRole } from './roles.js';

/** How we know a part of the format. Only the first two let a structural finding be an error. */
export type Evidence = 'observed' | 'faq' | 'other' | 'reconstructed' | 'adopted';

export type ValueType = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'object' | 'array';

export interface EnumValue {
  /** As the model writes it. */
  readonly value: string;
  /** What the rules know it as, where the agency's code is another one: `FACT` is `FACTURE`. */
  readonly is?: string | undefined;
  readonly meaning: Bilingual;
  readonly evidence: Evidence;
}

/** A due value: null is refused once the field of that role has that value. */
interface DueWhen {
  readonly role: FieldRole;
  readonly value: string;
}

/**
 * One place of a profile's model, ready to be walked: a JSON Schema resolved, with what `x-segur` says of it.
 * Immutable; compiled once per profile.
 */
export interface Shape {
  readonly types: ReadonlySet<ValueType>;
  readonly evidence: Evidence;
  /** How we know it, told to the user: a FAQ's title and question, or our own words. */
  readonly source: Bilingual | undefined;
  readonly title: Bilingual | undefined;
  readonly description: Bilingual | undefined;
  readonly role: FieldRole | undefined;
  readonly container: ContainerRole | undefined;
  readonly entry: EntryRole | undefined;
  readonly enum: readonly EnumValue[] | undefined;
  /** What the agency's codes mean, where they are other ones than ours: rules see the meaning. */
  readonly codes?: ReadonlyMap<string, string> | undefined;
  /** How the model writes its dates; undefined for the agency's habit, JJ/MM/AAAA. */
  readonly dateForm?: DateForm | undefined;
  /** The portal fills it: any scalar is of the right type, `portal-field` judges. */
  readonly portal: boolean;
  /** Digits that are not a quantity: a number typed there loses its zeros. */
  readonly identifier: boolean;
  readonly dueWhen: DueWhen | undefined;
  /** Values outside the list are only probably refused. */
  readonly lenientEnum: boolean;
  /** Without a value here the portal refuses the ligne, however sure we are of the key: its absence is an error. */
  readonly due: boolean;
  /** In the model's order; undefined where the shape is not an object. */
  readonly properties: readonly PropertyShape[] | undefined;
  readonly byKey: ReadonlyMap<string, PropertyShape>;
  /** By key without case and accents. */
  readonly byFolded: ReadonlyMap<string, PropertyShape>;
  /** Keys that the shape doesn't name are let through (unknown profile). */
  readonly open: boolean;
  readonly items: Shape | undefined;
  /** JSON value that a missing field gets: null, false, empty, or the only value allowed. */
  readonly skeleton: JsonValue;
}

/** How the model writes what the rules know under this name. */
export const codeFor = (shape: Shape, meaning: string): string =>
  shape.enum?.find(({ is }) => is === meaning)?.value ?? meaning;

export interface PropertyShape {
  readonly key: string;
  /** Other spellings that are accepted without a word. */
  readonly aliases: readonly string[];
  /** What the key was called before the agency's model was adopted: whoever types it means this one. */
  readonly formerly?: string | undefined;
  /** Place in the model's order, from 0. */
  readonly rank: number;
  readonly required: boolean;
  readonly shape: Shape;
}
