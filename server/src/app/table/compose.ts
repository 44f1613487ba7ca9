import { dateAs, dayOf } from '../../format/domain/date.js';
import { codeFor, isTextOnly, type Shape, writtenNumber } from '../../format/profiles/profile.js';
import type { JsonValue } from '../../language/nodes.js';
import { isList, type Value } from './cells.js';
import { columnId, type ClientPlace, type Column, type TableModel } from './columns.js';
import {
  isFilled,
  ownColumns,
  partValue,
  placeOf,
  saysSomething,
  type Draft,
  type Sourced,
  type Values,
} from './rows.js';

/** An attachment of a request: its type, and the name of its file as the table or the pattern of names gives it. */
export interface PieceDraft {
  readonly type: string;
  readonly name: Sourced;
}

/** A draft with all that is derived: ready to be written in the shape of its profile. */
export interface Demande {
  readonly draft: Draft;
  readonly values: Values;
  /** Clients by the container that they go to. */
  readonly clients: ReadonlyMap<string, readonly Values[]>;
  readonly pieces: readonly PieceDraft[];
}

/** Told where each value comes from, by its JSON Pointer in the ligne. */
type Trace = (pointer: string, id: string, sourced: Sourced | undefined) => void;

/**
 * What a model derives where the table doesn't say it: how many clients there are, whether there is a mandataire, whom
 * the order is for.
 */
export function complete(
  model: TableModel,
  draft: Draft,
  piecesOf: (values: Values, numero: string) => readonly PieceDraft[],
): Demande {
  const { values } = draft;
  const derive = (id: string, value: Value | undefined): void => {
    if (value !== undefined && model.byId.has(id) && !isFilled(values, id))
      values.set(id, { value, row: draft.rows[0], at: undefined });
  };
  const places = draft.clients.map(
    client => placeOf(model.places, client.values, values.get('commandePour')?.value) ?? homeFor(client.values, draft),
  );
  const [place] = places;
  if (place !== undefined && places.every(other => other === place)) derive('commandePour', partValue(place));
  const clients = new Map<string, Values[]>();
  for (const [i, client] of draft.clients.entries()) spread(model, client.values, places[i]?.container, clients);
  let count = 0;
  for (const { length } of clients.values()) count += length;
  derive('isClientUnique', count === 1);
  derive(
    'isMandataire',
    ['nomMandataire', 'emailMandataire', 'telephoneMandataire'].some(id => isFilled(values, id)),
  );
  return { draft, values, clients, pieces: piecesOf(values, draft.numero) };
}

/** Of a client that says nothing of where it goes: no own field of any place, and no contradiction between them. */
const homeFor = (client: Values, { home, values }: Draft): ClientPlace | undefined =>
  isFilled(values, 'commandePour') || client.size === 0 ? undefined : home;

/**
 * A client's values, where they go. Those that only another place has go there: the rules then say what is wrong with
 * it.
 */
function spread(
  { places }: TableModel,
  client: Values,
  home: string | undefined,
  clients: Map<string, Values[]>,
): void {
  for (const place of places) {
    const isHome = places.length === 1 || place.container === home;
    const columns = isHome ? place.columns : ownColumns(places, place);
    const own = new Map<string, Sourced>();
    let isSaid = false;
    for (const [id, sourced] of client) {
      if (!columns.has(id)) continue;
      own.set(id, sourced);
      isSaid ||= saysSomething(sourced);
    }
    if (!isSaid) continue;
    const key = place.container ?? '';
    const known = clients.get(key);
    if (known === undefined) clients.set(key, [own]);
    else known.push(own);
  }
}

/** The text of a ligne, its members one step deeper than `indent`. */
export function ligneText(
  { profile: { ligne } }: TableModel,
  demande: Demande,
  numLigne: number,
  indent: string,
  trace?: Trace,
): string {
  return new Composer(demande, numLigne, trace).value(partOf(ligne, indent), '', demande.values);
}

/** The text of a whole file. */
export const fileText = ({ profile }: TableModel, head: Values, lignes: readonly string[], trace?: Trace): string =>
  `${headText(profile.file, { head, lignes, trace }, '', [])}\n`;

interface Head {
  readonly head: Values;
  readonly lignes: readonly string[];
  readonly trace: Trace | undefined;
}

function headText(shape: Shape, file: Head, indent: string, above: readonly string[]): string {
  const inner = `${indent}  `;
  const members = (shape.properties ?? [])
    .filter(p => p.required || p.shape.container === 'lignes' || p.shape.properties !== undefined)
    .map(p => `${inner}${quote(p.key)}: ${headValue(p.shape, file, inner, [...above, p.key])}`);
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`;
}

function headValue(shape: Shape, file: Head, indent: string, keys: readonly string[]): string {
  if (shape.container === 'lignes')
    return `[${file.lignes.map(ligne => `\n${indent}  ${ligne}`).join(',')}\n${indent}]`;
  if (shape.properties !== undefined) return headText(shape, file, indent, keys);
  const id = columnId(shape.role, keys.join('.'));
  const sourced = shape.portal ? undefined : file.head.get(id);
  file.trace?.(keys.map(key => `/${escaped(key)}`).join(''), id, sourced);
  return sourced === undefined ? gapText(shape) : jsonOf(asModel(shape, sourced.value));
}

/** A shape prepared for writing: what is the same in all lignes is kept as text. */
interface Part {
  readonly shape: Shape;
  /** Of its column, where it is one value or a list of such. */
  readonly id: string;
  /** Of the object that it is. */
  readonly members: readonly Member[];
  /** Of the list that it is. */
  readonly item: Part | undefined;
  readonly indent: string;
  readonly gap: string;
}

interface Member {
  readonly key: string;
  /** Everything before the value: the comma after the previous member, the blanks, the key. */
  readonly lead: string;
  readonly part: Part;
}

const PARTS = new WeakMap<Shape, Map<string, Part>>();

/** A hundred thousand lignes are made of one. */
function partOf(ligne: Shape, indent: string): Part {
  const known = PARTS.get(ligne) ?? new Map<string, Part>();
  PARTS.set(ligne, known);
  const part = known.get(indent) ?? compiled(ligne, indent, '');
  known.set(indent, part);
  return part;
}

function compiled(shape: Shape, indent: string, path: string): Part {
  const inner = `${indent}  `;
  const members = (shape.properties ?? [])
    .filter(({ required }) => required)
    .map(({ key, shape: of }, i): Member => {
      const lead = `${i === 0 ? '' : ','}\n${inner}${quote(key)}: `;
      return { key, lead, part: compiled(of, inner, path === '' ? key : `${path}.${key}`) };
    });
  const { items } = shape;
  const item = items?.properties === undefined ? undefined : compiled(items, inner, path);
  return { shape, id: columnId((items ?? shape).role, path), members, item, indent, gap: gapText(shape) };
}

class Composer {
  constructor(
    private readonly demande: Demande,
    private readonly numLigne: number,
    private readonly trace: Trace | undefined,
  ) {}

  value(part: Part, pointer: string, values: Values, piece?: PieceDraft): string {
    const { shape, item } = part;
    // A model may have room for one.
    if (shape.container === 'pieces' && shape.items === undefined)
      return this.object(part, pointer, values, this.demande.pieces[0]);
    if (shape.container === 'pieces')
      return this.objects(item, part, pointer, this.demande.pieces, piece => [values, piece]);
    if (shape.entry === 'client') return this.object(part, pointer, this.clientsOf(shape)[0] ?? NONE);
    if (shape.items?.entry === 'client')
      return this.objects(item, part, pointer, this.clientsOf(shape), client => [client, undefined]);
    if (shape.properties !== undefined) return this.object(part, pointer, values, piece);
    return item === undefined ? this.leaf(part, pointer, values, piece) : '[]';
  }

  private clientsOf(shape: Shape): readonly Values[] {
    return this.demande.clients.get(shape.container ?? '') ?? [];
  }

  private object({ members, indent }: Part, pointer: string, values: Values, piece?: PieceDraft): string {
    if (members.length === 0) return '{}';
    let text = '{';
    for (const { key, lead, part } of members) text += lead + this.value(part, this.under(pointer, key), values, piece);
    return `${text}\n${indent}}`;
  }

  private objects<T>(
    item: Part | undefined,
    { indent }: Part,
    pointer: string,
    all: readonly T[],
    of: (one: T) => readonly [Values, PieceDraft | undefined],
  ): string {
    if (item === undefined) return '[]';
    return listed(
      all.map((one, i) => this.object(item, `${pointer}/${String(i)}`, ...of(one))),
      indent,
    );
  }

  /** Made on demand: most places are never asked for. */
  private under(pointer: string, key: string): string {
    return this.trace === undefined ? '' : `${pointer}/${escaped(key)}`;
  }

  private leaf(
    { shape, id, indent, gap }: Part,
    pointer: string,
    values: Values,
    piece: PieceDraft | undefined,
  ): string {
    const of = shape.items ?? shape;
    if (of.role === 'numLigne') return writtenNumber(of, String(this.numLigne));
    const sourced = piece === undefined ? values.get(id) : pieceValue(of, piece);
    this.trace?.(pointer, piece?.type ?? id, sourced);
    if (sourced === undefined) return gap;
    const { value } = sourced;
    if (shape.items !== undefined) {
      const all = isList(value) ? value : [value];
      if (this.trace !== undefined && isList(value))
        for (const i of value.keys()) this.trace(`${pointer}/${String(i)}`, id, sourced);
      return listed(all.map(jsonOf), indent);
    }
    // One value of a field that takes several elsewhere in the model.
    return jsonOf(asModel(shape, isList(value) && value.length < 2 ? (value[0] ?? null) : value));
  }
}

const listed = (items: readonly string[], indent: string): string =>
  items.length === 0 ? '[]' : `[\n${items.map(item => `${indent}  ${item}`).join(',\n')}\n${indent}]`;

/** The agency's codes and form of dates, where its model has others than ours. */
function asModel(shape: Shape, value: Value): Value {
  if (typeof value === 'object' && value !== null && 'lexeme' in value) {
    if (!isTextOnly(shape)) return value;
    // As text, an amount has its cents.
    return shape.role === 'montantSegurHT' ? Number(value.lexeme).toFixed(2) : value.lexeme;
  }
  if (typeof value !== 'string') return value;
  const day = shape.dateForm === undefined ? undefined : dayOf(value);
  return day === undefined || shape.dateForm === undefined ? codeFor(shape, value) : dateAs(day, shape.dateForm);
}

function pieceValue(shape: Shape, { type, name }: PieceDraft): Sourced | undefined {
  switch (shape.role) {
    case 'nomFichier':
      return name;
    case 'typeFichier':
      return { ...name, value: type };
    case 'formatFichier':
      return { ...name, value: shape.enum?.[0]?.value ?? 'PDF' };
    default:
      return undefined;
  }
}

/**
 * Where nothing is said: null, even where the model needs a value, so that the gap is seen. No yes or no is ours to
 * give.
 */
const gapText = (shape: Shape): string =>
  shape.types.has('boolean') && !shape.portal ? 'null' : jsonText(shape.skeleton);

const NONE: Values = new Map();

const quote = (text: string): string => JSON.stringify(text);
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
const jsonText = (value: JsonValue): string => JSON.stringify(value);

function jsonOf(value: Value): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return 'lexeme' in value ? value.lexeme : `[${value.map(quote).join(', ')}]`;
}

/** Fields that every request needs and that nothing tells: each one field, or several of which one will do. */
export function missingColumns(model: TableModel, has: (id: string) => boolean): readonly (readonly string[])[] {
  const { columns, places } = model;
  const own = places.length < 2 ? [] : places.map(place => [...ownColumns(places, place)]);
  const alternatives = new Set(own.flat());
  const due = columns
    .filter(column => isDue(column) && !alternatives.has(column.id) && !has(column.id))
    .map(({ id }): readonly string[] => [id]);
  return own.length === 0 || [...alternatives].some(has) ? due : [...due, [...alternatives]];
}

/** Null is not allowed there. Lists may be empty; what the model alone knows can't be asked for. */
function isDue({ use, scope, list, role, shape }: Column): boolean {
  if (use !== 'read' || scope === 'piece' || list || role === undefined) return false;
  return shape.due || !shape.types.has('null');
}
