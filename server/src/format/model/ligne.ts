import { wayTo } from '../profiles/detect.js';
import type { CommonModel, Profile } from '../profiles/profile.js';
import type { JsonNode } from '../../language/nodes.js';
import type { Span } from '../../language/span.js';
import type { ContainerRole, EntryRole, FieldRole } from '../profiles/roles.js';
import type { Shape } from '../profiles/profile.js';
import type { Contents, Form, StructureIssue } from './issues.js';
import {
  child,
  type Container,
  type Entry,
  isText,
  type Located,
  type LocatedText,
  type Place,
  type TextSlot,
  ROOT,
} from './located.js';
import { walk } from './walk.js';
import { watched } from './watched.js';

/**
 * Fields by role, of one ligne or of the file's head. A value of the wrong type is *absent* here and a structural
 * finding says so: rules never check a type again. A null value is there, as null.
 */
export class FieldSet {
  private byRole: Readonly<Record<EntryRole, readonly Entry[]>> | undefined;

  constructor(
    protected readonly contents: Contents,
    /** Place of the object that holds the fields. */
    readonly place: Place | undefined,
    /** Index of the ligne; undefined for the file's head. */
    readonly chunk: number | undefined,
  ) {}

  get node(): JsonNode {
    return this.contents.node;
  }

  /** From the ligne, without building its tree. */
  get kind(): JsonNode['kind'] {
    return this.contents.kind;
  }

  get form(): Form | undefined {
    return this.contents.form;
  }

  get span(): Span {
    return this.contents.span;
  }

  get tangled(): boolean {
    return this.contents.tangled;
  }

  get issues(): readonly StructureIssue[] {
    return this.contents.issues;
  }

  get slots(): readonly TextSlot[] {
    return this.contents.slots;
  }

  textAt(rank: number): string {
    return this.contents.textAt(rank);
  }

  fieldAt(rank: number): LocatedText {
    return this.contents.fieldAt(rank);
  }

  all(role: FieldRole): readonly Located[] {
    return this.contents.all(role);
  }

  first(role: FieldRole): Located | undefined {
    return this.contents.first(role);
  }

  /** The first non-null text (or number, as typed) of that role. */
  text(role: FieldRole): LocatedText | undefined {
    const first = this.contents.first(role);
    if (first === undefined || isText(first)) return first;
    for (const located of this.contents.all(role)) if (isText(located)) return located;
    return undefined;
  }

  /** All non-null texts of that role. */
  texts(role: FieldRole): readonly LocatedText[] {
    const all = this.all(role);
    return all.every(isText) ? all : all.filter(isText);
  }

  /** Whether there are several texts of that role. */
  repeats(role: FieldRole): boolean {
    return this.contents.repeats(role) && this.texts(role).length > 1;
  }

  flag(role: FieldRole): boolean | undefined {
    const value = this.first(role)?.value;
    return typeof value === 'boolean' ? value : undefined;
  }

  container(role: ContainerRole): Container | undefined {
    for (const container of this.contents.containers) if (container.role === role) return container;
    return undefined;
  }

  /** Those of a role that are like this. */
  containers(role: ContainerRole, isLike: (container: Container) => boolean): readonly Container[] {
    let found: Container[] | undefined;
    for (const container of this.contents.containers)
      if (container.role === role && isLike(container)) (found ??= []).push(container);
    return found ?? NONE;
  }

  entries(role: EntryRole): readonly Entry[] {
    this.byRole ??= {
      client: this.contents.entries.filter(e => e.role === 'client'),
      piece: this.contents.entries.filter(e => e.role === 'piece' && isPiece(e)),
    };
    return this.byRole[role];
  }
}

const NONE: readonly never[] = [];

/** A model may list its attachments together with other blocks. The tree is needed only if the fields don't tell. */
function isPiece(entry: Entry): boolean {
  if (entry.has('nomFichier') || entry.has('typeFichier')) return true;
  return entry.node.kind !== 'object' || entry.node.properties.length < 2;
}

/** An answer about a ligne, with its question, and the one before. */
interface Note<T> {
  readonly of: (ligne: Ligne) => T;
  readonly value: T;
  readonly before: Note<unknown> | undefined;
}

export type Ligne = FieldSet & {
  readonly chunk: number;
  /** The profiles that it is plainly of, where its file is of another: no rule looks at it but the one that says so. */
  readonly kin: readonly Profile[] | undefined;
  /** The last of the answers that `perLigne` keeps. */
  note: Note<unknown> | undefined;
  /** The same ligne, without these answers; tells when somebody looks at what its form doesn't say. */
  watched(onRead: () => void): Ligne;
};

/** Place of the list of lignes, by its keys as typed. */
export function lignesPlace(root: JsonNode | undefined, model: CommonModel): Place {
  const keys = root?.kind === 'object' ? wayTo(root, model).keys : [...model.above, model.lignesKey];
  return keys.slice(1).reduce((place, key) => child(place, key), child(ROOT, keys[0] ?? model.lignesKey));
}

export const readHead = (node: JsonNode, shape: Shape): FieldSet =>
  new FieldSet(walk(node, shape, undefined), undefined, undefined);

/** Reads one ligne. `lignes` is the place of its list. */
export function readLigne(node: JsonNode, shape: Shape, lignes: Place, index: number): Ligne {
  const place = child(lignes, index);
  return ligneOf(walk(node, shape, place), place, index);
}

export const ligneOf = (contents: Contents, place: Place, index: number): Ligne =>
  new LigneFields(contents, place, index);

/** A ligne of other profiles, in a file of this one. */
export const strayLigne = (
  node: JsonNode,
  shape: Shape,
  lignes: Place,
  index: number,
  kin: readonly Profile[],
): Ligne => new StrayFields(walk(node, shape, child(lignes, index)), child(lignes, index), index, kin);

class LigneFields extends FieldSet {
  note: Note<unknown> | undefined;

  constructor(
    contents: Contents,
    override readonly place: Place,
    override readonly chunk: number,
  ) {
    super(contents, place, chunk);
  }

  get kin(): readonly Profile[] | undefined {
    return undefined;
  }

  watched(onRead: () => void): Ligne {
    return new LigneFields(watched(this.contents, onRead), this.place, this.chunk);
  }
}

class StrayFields extends LigneFields {
  constructor(
    contents: Contents,
    place: Place,
    chunk: number,
    private readonly of: readonly Profile[],
  ) {
    super(contents, place, chunk);
  }

  override get kin(): readonly Profile[] {
    return this.of;
  }
}

/**
 * What several rules ask about one ligne, computed once and stored with it. A ligne never changes, so its answers
 * survive an edit in another one, for the rules about the whole file. An answer in which nothing is the ligne's own
 * holds for all lignes of its form: it must not depend on the ligne's rank.
 */
export function perLigne<T>(compute: (ligne: Ligne) => T): (ligne: Ligne) => T {
  const isOurs = (note: Note<unknown>): note is Note<T> => note.of === compute;
  const ofForm = new WeakMap<Form, { readonly value: T } | 'open'>();
  return ligne => {
    const { form } = ligne;
    const alike = form && ofForm.get(form);
    if (alike !== undefined && alike !== 'open') return alike.value;
    for (let { note } = ligne; note !== undefined; note = note.before) if (isOurs(note)) return note.value;
    const value = compute(ligne);
    ligne.note = { of: compute, value, before: ligne.note };
    if (form !== undefined && alike === undefined)
      ofForm.set(form, isSettled(compute, ligne, value) ? { value } : 'open');
    return value;
  };
}

/** No part of the answer belongs to the ligne, and no text of its own was read for it. */
function isSettled<T>(compute: (ligne: Ligne) => T, ligne: Ligne, value: T): boolean {
  if (
    value !== undefined &&
    !(Array.isArray(value) && value.every(one => typeof one === 'string' || typeof one === 'number'))
  )
    return false;
  let looked = false;
  compute(
    ligne.watched(() => {
      looked = true;
    }),
  );
  return !looked;
}
