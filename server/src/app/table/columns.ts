import type { Profile, Shape } from '../../format/profiles/profile.js';
import type { ContainerRole, FieldRole } from '../../format/profiles/roles.js';

/** What a row says once a file, once a request, once a beneficiary; or the file name of an attachment. */
type ColumnScope = 'head' | 'demande' | 'client' | 'piece';

/**
 * How a value comes into a request. `read`: from the table. `derived`: from the table, else from what stands there
 * already. `computed`: by us alone. `portal`: by the portal, so a file to deposit has none.
 */
type ColumnUse = 'read' | 'derived' | 'computed' | 'portal';

/** One field of a profile as a column of a table: the same role in several places of the model is one column. */
export interface Column {
  /** Stable name: the role; the keys joined by dots where the model gives no role; the type of an attachment. */
  readonly id: string;
  readonly scope: ColumnScope;
  readonly role: FieldRole | undefined;
  /** Of one value. */
  readonly shape: Shape;
  /** A cell holds several values. */
  readonly list: boolean;
  readonly use: ColumnUse;
  /** Keys that the model has for it. */
  readonly keys: readonly string[];
}

/** How a ligne holds clients: as a list, or as one object. */
export interface ClientPlace {
  readonly container: ContainerRole | undefined;
  readonly many: boolean;
  readonly columns: ReadonlySet<string>;
}

/** A profile as a table sees it. */
export interface TableModel {
  readonly profile: Profile;
  readonly columns: readonly Column[];
  readonly byId: ReadonlyMap<string, Column>;
  readonly places: readonly ClientPlace[];
  /** What the head of a request's file has of the table. */
  readonly head: readonly Column[];
  /** Of one attachment; undefined where the model has none. */
  readonly piece: Shape | undefined;
}

const COMPUTED: ReadonlySet<FieldRole> = new Set(['numLigne']);
const DERIVED: ReadonlySet<FieldRole> = new Set(['typeAction', 'commandePour', 'isClientUnique', 'isMandataire']);

export function tableModel(profile: Profile): TableModel {
  const builder = new Builder(profile);
  builder.object(profile.file, 'head', '');
  builder.object(profile.ligne, 'demande', '');
  const columns = builder.all();
  return {
    profile,
    columns,
    byId: new Map(columns.map(column => [column.id, column])),
    places: builder.places,
    head: columns.filter(({ scope, use }) => scope === 'head' && use === 'read'),
    piece: builder.piece,
  };
}

/** The name of a value's column; `path` is made of its keys, list items left out. */
export const columnId = (role: FieldRole | undefined, path: string): string => role ?? path;

interface Draft extends Omit<Column, 'keys'> {
  readonly keys: Set<string>;
}

class Builder {
  readonly places: ClientPlace[] = [];
  piece: Shape | undefined;
  private readonly drafts = new Map<string, Draft>();

  constructor(private readonly profile: Profile) {}

  all(): readonly Column[] {
    return [...this.drafts.values()].map(draft => ({ ...draft, keys: [...draft.keys] }));
  }

  object(shape: Shape, scope: ColumnScope, path: string, place?: Set<string>): void {
    for (const property of shape.properties ?? []) {
      this.value(property.shape, scope, path === '' ? property.key : `${path}.${property.key}`, property.key, place);
    }
  }

  private value(shape: Shape, scope: ColumnScope, path: string, key: string, place: Set<string> | undefined): void {
    const { items } = shape;
    if (shape.container === 'lignes') return;
    if (shape.container === 'pieces') {
      this.pieces(items ?? shape);
      return;
    }
    if (shape.entry === 'client') {
      this.client(shape, shape.container, false, path);
      return;
    }
    if (items?.entry === 'client') {
      this.client(items, shape.container, true, path);
      return;
    }
    if (shape.properties !== undefined) {
      this.object(shape, scope, path, place);
      return;
    }
    // A list of objects without any role has no column: it gets the model's empty value.
    if (items?.properties !== undefined) return;
    this.leaf(items ?? shape, items !== undefined, scope, path, key, place);
  }

  private client(shape: Shape, container: ContainerRole | undefined, many: boolean, path: string): void {
    const columns = new Set<string>();
    this.object(shape, 'client', path, columns);
    this.places.push({ container, many, columns });
  }

  private leaf(
    shape: Shape,
    list: boolean,
    scope: ColumnScope,
    path: string,
    key: string,
    place: Set<string> | undefined,
  ): void {
    const id = columnId(shape.role, path);
    place?.add(id);
    const known = this.drafts.get(id);
    if (known !== undefined) known.keys.add(key);
    else
      this.drafts.set(id, { id, scope, role: shape.role, shape, list, use: this.useOf(shape), keys: new Set([key]) });
  }

  private useOf(shape: Shape): ColumnUse {
    const { role } = shape;
    if (shape.portal || (role === 'numeroASP' && this.profile.phase === 'avance')) return 'portal';
    if (role !== undefined && COMPUTED.has(role)) return 'computed';
    return role !== undefined && DERIVED.has(role) ? 'derived' : 'read';
  }

  /** One column a type: the name of the file of that type. */
  private pieces(piece: Shape | undefined): void {
    const name = piece?.properties?.find(p => p.shape.role === 'nomFichier');
    if (piece === undefined || name === undefined) return;
    this.piece = piece;
    for (const type of pieceTypes(this.profile, piece)) {
      this.drafts.set(type, {
        id: type,
        scope: 'piece',
        role: 'nomFichier',
        shape: name.shape,
        list: true,
        use: 'read',
        keys: new Set([type]),
      });
    }
  }
}

/** Those that the couloir asks for, then the others that the model knows. */
function pieceTypes({ traits }: Profile, piece: Shape): readonly string[] {
  const known = piece.properties?.find(p => p.shape.role === 'typeFichier')?.shape.enum ?? [];
  return [
    ...new Set([
      ...traits.pieces.flatMap(types => types.split('|')),
      traits.attestationTVA,
      ...known.map(({ value, is }) => is ?? value),
    ]),
  ];
}
