import type { AnalyzeOptions } from '../../../server/src/analysis/analyze.js';
import type { Profile } from '../../../server/src/format/profiles/profile.js';
import type { ContainerRole, EntryRole, FieldRole } from '../../../server/src/format/profiles/roles.js';
import {
  hasRole,
  isObject,
  refsOf,
  withContainer,
  withEntry,
  withRole,
  type Json,
  type JsonObject,
  type Ref,
} from '../../support/refs.js';

/** One mistake, made in a correct file, and the only rule that must report it. */
export interface Mutation {
  readonly name: string;
  readonly rule: string;
  /** Rules that rightly speak too, with the reason. */
  readonly also?: Readonly<Record<string, string>>;
  /** How many lignes the file has: 1 to 3 unless told. */
  readonly lignes?: { readonly min: number; readonly max: number };
  readonly applies: (profile: Profile) => boolean;
  /** Changes the file, or returns the text itself; false if this file gives no opportunity. */
  readonly mutate: (of: Subject) => string | boolean;
  readonly options?: (of: Subject) => Partial<AnalyzeOptions>;
  /** A remedy fixes it: a safe one or, on reconstructed parts of a model, perhaps one to accept. */
  readonly fixable?: 'safe' | 'safe-where-known';
  /** The mistake lost a value: the remedy makes room for it, and says what to fill in. */
  readonly gap?: true;
  /** How many files of each profile are tried: eight unless told. */
  readonly runs?: number;
}

/** A correct file, and how to reach into it. */
export class Subject {
  constructor(
    readonly profile: Profile,
    readonly file: JsonObject,
    private readonly chance: number,
  ) {}

  get refs(): Ref[] {
    return refsOf(this.profile, this.file);
  }

  get lignes(): JsonObject[] {
    const list = withContainer(this.refs, 'lignes')[0]?.value;
    return Array.isArray(list) ? list.filter(isObject) : [];
  }

  get text(): string {
    return JSON.stringify(this.file, null, 2);
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list[this.chance % Math.max(1, list.length)];
  }

  /** One of the fields of those roles that hold text. */
  textAt(...roles: readonly FieldRole[]): (Ref & { readonly value: string }) | undefined {
    return this.pick(withRole(this.refs, ...roles).filter(holdsText));
  }

  in(ligne: number | undefined): Ref[] {
    return this.refs.filter(ref => ref.ligne === ligne);
  }

  /** Writes something else in one field of those roles that holds text. */
  rewrite(roles: readonly FieldRole[], to: (value: string) => Json | undefined): boolean {
    const at = this.textAt(...roles);
    const value = at === undefined ? undefined : to(at.value);
    if (at === undefined || value === undefined || value === at.value) return false;
    at.set(value);
    return true;
  }

  piece(type: string, ligne?: number): JsonObject | undefined {
    const pieces = withEntry(ligne === undefined ? this.refs : this.in(ligne), 'piece')
      .map(({ value }) => value)
      .filter(isObject);
    return this.pick(pieces.filter(piece => Object.values(piece).includes(type)));
  }

  /** The key under which an entry keeps a role. */
  keyOf(role: FieldRole): string {
    return withRole(this.refs, role).find(({ property }) => property !== undefined)?.property?.key ?? '';
  }
}

export const holdsText = (ref: Ref): ref is Ref & { readonly value: string } => typeof ref.value === 'string';

export const always = (): boolean => true;
export const solde = (profile: Profile): boolean => profile.phase === 'solde';
export const avance = (profile: Profile): boolean => profile.phase === 'avance';
export const has =
  (...roles: readonly FieldRole[]) =>
  (profile: Profile): boolean =>
    roles.some(role => hasRole(profile, role));
export const both =
  (...tests: readonly ((profile: Profile) => boolean)[]) =>
  (profile: Profile): boolean =>
    tests.every(test => test(profile));

/** A random field with its owner, chosen among those that pass. */
export const keyed = (
  of: Subject,
  test: (ref: Ref) => boolean = always,
): (Ref & { readonly owner: JsonObject; readonly key: string }) | undefined => {
  const found = of.pick(of.refs.filter(ref => ref.owner !== undefined && ref.property !== undefined && test(ref)));
  return found?.owner === undefined || found.property === undefined
    ? undefined
    : { ...found, owner: found.owner, key: found.property.key };
};

/** Rewrites an object's entries in place, so that its owner keeps it. */
export function reentry(object: JsonObject, change: (entries: [string, Json][]) => [string, Json][]): void {
  const entries = change(Object.entries(object));
  for (const key of Object.keys(object)) Reflect.deleteProperty(object, key);
  for (const [key, value] of entries) object[key] = value;
}

export const container = (of: Subject, role: ContainerRole, ligne?: number): Json[] | undefined => {
  const value = withContainer(ligne === undefined ? of.refs : of.in(ligne), role)[0]?.value;
  return Array.isArray(value) ? value : undefined;
};

export const entries = (of: Subject, role: EntryRole, ligne: number): JsonObject[] =>
  withEntry(of.in(ligne), role)
    .map(({ value }) => value)
    .filter(isObject);
