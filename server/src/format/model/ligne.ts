import type { ContainerRole, EntryRole, FieldRole } from '../profiles/roles.js';
import type { Shape } from '../profiles/shape.js';
import type { JsonNode } from '../../language/nodes.js';
import type { StructureIssue } from './issues.js';
import { isText, type Container, type Entry, type Located, type LocatedText } from './located.js';
import { child, type Place } from './place.js';
import { walk, type Walked } from './walk.js';

/**
 * Fields by role, of one ligne or of the file's head. A value of the wrong type is *absent* here and a structural
 * finding says so: rules never check a type again. A null value is there, as null.
 */
export class FieldSet {
  private byRole: Readonly<Record<EntryRole, readonly Entry[]>> | undefined;

  constructor(
    private readonly walked: Walked,
    readonly node: JsonNode,
    /** Place of the object that holds the fields. */
    readonly place: Place | undefined,
    /** Index of the ligne; undefined for the file's head. */
    readonly chunk: number | undefined,
  ) {}

  get issues(): readonly StructureIssue[] {
    return this.walked.issues;
  }

  all(role: FieldRole): readonly Located[] {
    return this.walked.fields.get(role) ?? NONE;
  }

  first(role: FieldRole): Located | undefined {
    return this.walked.fields.get(role)?.[0];
  }

  /** The first non-null text (or number, as typed) of that role. */
  text(role: FieldRole): LocatedText | undefined {
    const all = this.walked.fields.get(role);
    if (all !== undefined) for (const located of all) if (isText(located)) return located;
    return undefined;
  }

  /** All non-null texts of that role. */
  texts(role: FieldRole): readonly LocatedText[] {
    const all = this.all(role);
    return all.every(isText) ? all : all.filter(isText);
  }

  flag(role: FieldRole): boolean | undefined {
    const value = this.first(role)?.value;
    return typeof value === 'boolean' ? value : undefined;
  }

  container(role: ContainerRole): Container | undefined {
    for (const container of this.walked.containers) if (container.role === role) return container;
    return undefined;
  }

  entries(role: EntryRole): readonly Entry[] {
    this.byRole ??= {
      client: this.walked.entries.filter(e => e.role === 'client'),
      piece: this.walked.entries.filter(e => e.role === 'piece'),
    };
    return this.byRole[role];
  }
}

const NONE: readonly Located[] = [];

export type Ligne = FieldSet & { readonly chunk: number };

export const readHead = (node: JsonNode, shape: Shape): FieldSet =>
  new FieldSet(walk(node, shape, undefined), node, undefined, undefined);

/** Reads one ligne. `lignes` is the place of the list it stands in. */
export function readLigne(node: JsonNode, shape: Shape, lignes: Place, index: number): Ligne {
  const place = child(lignes, index);
  return new LigneFields(walk(node, shape, place), node, place, index);
}

class LigneFields extends FieldSet {
  constructor(
    walked: Walked,
    node: JsonNode,
    place: Place,
    override readonly chunk: number,
  ) {
    super(walked, node, place, chunk);
  }
}
