import type { Analysis } from '../../analysis/analyze.js';
import type { FieldSet, Ligne } from '../../format/model/ligne.js';
import type { Entry, FieldValue, Located } from '../../format/model/located.js';
import type { Profile } from '../../format/profiles/profile.js';
import type { FieldRole } from '../../format/profiles/roles.js';
import { Refused, type RefusedFor } from '../refused.js';
import { EMPTY_LIST, isOwnNumber } from './cells.js';
import { guarded, guardedNumber } from './guard.js';
import { tableModel, type Column } from './columns.js';
import type { JsonNode } from '../../language/nodes.js';

/** What a list takes of a file: no rule has to run. */
export type Looked = Pick<Analysis, 'tree' | 'choice' | 'head'> & {
  readonly lignes: readonly { readonly ligne: Ligne }[];
};

interface FileName {
  /** As the user knows it. */
  readonly path: string;
  /** As the table names it. */
  readonly name: string;
}

/** A file whose requests are listed: what the headings need of it. Hundreds of whole ones would fill the memory. */
export interface Listed extends FileName {
  readonly profile: Profile | undefined;
  /** Of the attachments. */
  readonly types: ReadonlySet<string>;
  readonly isBroken: boolean;
  readonly demandes: number;
  /** All of it, for its rows. */
  readonly again: () => Looked;
}

export const listedAs = ({ path, name }: FileName, { choice, tree, lignes }: Looked, again: () => Looked): Listed => ({
  path,
  name,
  profile: choice.profile,
  types: new Set(lignes.flatMap(({ ligne }) => ligne.texts('typeFichier').map(({ value }) => value))),
  isBroken: tree.problems.length > 0,
  demandes: lignes.length,
  again,
});

/** French spreadsheets take an amount with a point for a text, or a date. */
type DecimalSign = ',' | '.';

const SEPARATOR = ', ';
/** No file name may hold it. */
const PIECE_SEPARATOR = ' | ';

export interface Listing {
  readonly rows: readonly (readonly string[])[];
  /** What the rows don't have, or `generate` wouldn't read again. */
  readonly lost: readonly { readonly path: string; readonly losses: readonly Loss[] }[];
  /** Files with syntax errors: they are listed as far as they can be read. */
  readonly broken: readonly string[];
  readonly demandes: number;
}

/** Files of unknown profile. */
type ListingRefused = RefusedFor<{ 'no-profiles': { readonly files: readonly string[] } }>;

/**
 * The requests of these files as the rows of one table, one a beneficiary, under headings that `generate` knows: the
 * roles of the fields, the types of the attachments. Each row has the whole of its request, so that the table may be
 * sorted and filtered.
 */
export function listing(files: readonly Listed[], decimal: DecimalSign): Listing | ListingRefused {
  const unknown = files.filter(({ profile }) => profile === undefined).map(({ path }) => path);
  if (unknown.length > 0) return new Refused('no-profiles', { files: unknown });
  const headings = headingsOf(files);
  const rows: (readonly string[])[] = [headings.map(({ id }) => id)];
  const lost: { path: string; losses: readonly Loss[] }[] = [];
  for (const { path, name, again } of files) {
    const lister = new Lister(name, again(), headings, decimal);
    for (const row of lister.rows()) rows.push(row);
    const losses = lister.losses();
    if (losses.length > 0) lost.push({ path, losses });
  }
  return {
    rows,
    lost,
    broken: files.filter(({ isBroken }) => isBroken).map(({ path }) => path),
    demandes: files.reduce((sum, { demandes }) => sum + demandes, 0),
  };
}

/** One column of the list; undefined scope: what only the reader wants to know. */
interface Heading {
  readonly id: string;
  readonly column: Pick<Column, 'scope' | 'role' | 'list'> | undefined;
}

/** In the model's order, what makes a request first; the head's fields and the file's name last. */
function headingsOf(files: readonly Listed[]): readonly Heading[] {
  const byId = new Map<string, Heading>();
  for (const { profile } of profilesOf(files)) {
    for (const column of profile === undefined ? [] : tableModel(profile).columns) {
      if (column.scope !== 'piece' || usesType(files, column.id)) byId.set(column.id, { id: column.id, column });
    }
  }
  for (const type of typesOf(files))
    if (!byId.has(type)) byId.set(type, { id: type, column: { scope: 'piece', role: 'nomFichier', list: true } });
  const rank = ({ column }: Heading): number => (column?.scope === 'head' ? 1 : 0);
  const fields = [...byId.values()].sort((a, b) => rank(a) - rank(b));
  return [...fields, { id: 'profil', column: undefined }, { id: 'fichier', column: undefined }];
}

const profilesOf = (files: readonly Listed[]): readonly { readonly profile: Profile | undefined }[] => {
  const seen = new Map(files.map(({ profile }) => [profile?.id, profile]));
  return [...seen.values()].map(profile => ({ profile }));
};

/** A type has a column where a ligne has such an attachment, or its couloir asks for one. */
const usesType = (files: readonly Listed[], type: string): boolean =>
  files.some(
    ({ types, profile }) =>
      types.has(type) || profile?.traits.pieces.some(asked => asked.split('|').includes(type)) === true,
  );

const typesOf = (files: readonly Listed[]): ReadonlySet<string> => new Set(files.flatMap(({ types }) => [...types]));

class Lister {
  private types: ReadonlySet<string> | undefined;
  private readonly shown = new Set<JsonNode>();

  constructor(
    private readonly name: string,
    private readonly file: Looked,
    private readonly headings: readonly Heading[],
    private readonly decimal: DecimalSign,
  ) {}

  rows(): readonly (readonly string[])[] {
    return this.file.lignes.flatMap(({ ligne }) => this.ofLigne(ligne));
  }

  /** To be asked after the rows. */
  losses(): readonly Loss[] {
    const { head, lignes, choice } = this.file;
    return [
      ...(head === undefined ? [] : lossesIn(head.node, this.shown, undefined, choice.profile?.lignesKey)),
      ...lignes.flatMap(({ ligne }) => lossesIn(ligne.node, this.shown, ligne.chunk + 1)),
    ];
  }

  private ofLigne(ligne: Ligne): readonly (readonly string[])[] {
    const clients = ligne.entries('client').filter(entry => !entry.isBlank);
    const entries: readonly (Entry | undefined)[] = clients.length === 0 ? [undefined] : clients;
    return entries.map(client =>
      this.headings.map(heading => {
        const text = this.cell(heading, ligne, client);
        return isOwnNumber(heading.column?.role) ? guardedNumber(text) : guarded(text);
      }),
    );
  }

  private cell({ id, column }: Heading, ligne: Ligne, client: Entry | undefined): string {
    const { name, file } = this;
    if (column === undefined) return id === 'fichier' ? name : (file.choice.profile?.id ?? '');
    if (column.scope === 'piece') return this.filesOf(ligne, id).join(PIECE_SEPARATOR);
    const { role } = column;
    if (role === undefined) return this.unnamed(id, column.scope === 'head' ? file.head : ligne, client);
    const fields =
      column.scope === 'client'
        ? (client?.all(role) ?? [])
        : this.fields(column.scope === 'head' ? file.head : ligne, role);
    for (const { node } of column.list ? fields : fields.slice(0, 1)) this.shown.add(node);
    if (role === 'montantSegurHT') return textOf(fields[0]?.value).replace('.', this.decimal);
    return column.list ? listed(fields, role, ligne) : textOf(fields[0]?.value);
  }

  /** Of a field that only the user's model knows: by its keys, and among several clients by its position. */
  private unnamed(id: string, fields: FieldSet | undefined, client: Entry | undefined): string {
    const all = fields === undefined ? [] : nodesAt(fields.node, id.split('.'));
    const own = client === undefined ? [] : all.filter(({ start, end }) => isWithin(client.node, start, end));
    const nodes = own.length > 0 ? own : all;
    for (const node of nodes) this.shown.add(node);
    return nodes
      .map(plainText)
      .filter(text => text !== '')
      .join(SEPARATOR);
  }

  /** A type that the model doesn't have is shown, but not read back; nor is a format other than PDF. */
  private filesOf(ligne: Ligne, type: string): readonly string[] {
    const isKnown = this.known.has(type);
    return ligne.entries('piece').flatMap(({ fields }) => {
      const of = (role: FieldRole): Located | undefined => fields.find(field => field.role === role);
      const name = of('nomFichier');
      if (of('typeFichier')?.value !== type || typeof name?.value !== 'string') return [];
      for (const field of isKnown ? fields : [])
        if (field.role !== 'formatFichier' || field.value === field.shape.enum?.[0]?.value) this.shown.add(field.node);
      return [name.value];
    });
  }

  private get known(): ReadonlySet<string> {
    const { profile } = this.file.choice;
    this.types ??= new Set(profile === undefined ? [] : tableModel(profile).columns.map(({ id }) => id));
    return this.types;
  }

  /** Those of the clients are theirs alone. */
  private fields(set: FieldSet | undefined, role: FieldRole): readonly Located[] {
    return set?.all(role).filter(({ entry }) => entry === undefined) ?? [];
  }
}

function listed(fields: readonly Located[], role: FieldRole, ligne: Ligne): string {
  const texts = fields.map(({ value }) => textOf(value)).filter(text => text !== '');
  const isEmptyList =
    role === 'identDMP' && fields.length === 0 && ligne.container('listeIdentDMP')?.node.kind === 'array';
  return isEmptyList ? EMPTY_LIST : texts.join(SEPARATOR);
}

function textOf(value: FieldValue | undefined): string {
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  return value ?? '';
}

/** A value of a request that its list hasn't. */
export interface Loss {
  /** From 1; undefined for the file's head. */
  readonly ligne: number | undefined;
  /** Keys and ranks that lead there; never a value. */
  readonly key: string;
}

/**
 * What `node` holds and `shown` hasn't, but for nulls and texts of nothing; `leave`: the key that is somebody else's.
 */
function lossesIn(
  node: JsonNode,
  shown: ReadonlySet<JsonNode>,
  ligne: number | undefined,
  leave?: string,
): readonly Loss[] {
  return missing(node, '', shown, leave).map(key => ({ ligne, key }));
}

function missing(
  node: JsonNode | undefined,
  path: string,
  shown: ReadonlySet<JsonNode>,
  leave?: string,
): readonly string[] {
  if (node === undefined || shown.has(node)) return [];
  switch (node.kind) {
    case 'null':
      return [];
    case 'string':
      return node.value.trim() === '' ? [] : [path];
    case 'array':
      return node.items.flatMap((item, i) => missing(item, `${path}[${String(i)}]`, shown));
    case 'object':
      return node.properties
        .filter(({ key }) => key !== leave)
        .flatMap(({ key, value }) => missing(value, path === '' ? key : `${path}.${key}`, shown, leave));
    default:
      return [path];
  }
}

const isWithin = (node: JsonNode, start: number, end: number): boolean => node.start <= start && end <= node.end;

/** The scalars at a path of keys, through the items of lists. */
function nodesAt(node: JsonNode | undefined, path: readonly string[]): readonly JsonNode[] {
  if (node === undefined) return [];
  if (node.kind === 'array') return node.items.flatMap(item => nodesAt(item, path));
  const [key, ...rest] = path;
  if (node.kind !== 'object') return key === undefined ? [node] : [];
  return node.properties.filter(property => property.key === key).flatMap(({ value }) => nodesAt(value, rest));
}

function plainText(node: JsonNode): string {
  if (node.kind === 'string') return node.value;
  if (node.kind === 'number') return node.lexeme;
  return node.kind === 'boolean' ? textOf(node.value) : '';
}
