import type { Layout } from '../features/format.js';
import type { FieldSet, Ligne } from '../format/model/ligne.js';
import { type Entry, type Located, WalkedEntry } from '../format/model/located.js';
import { codeFor, type Profile, type PropertyShape, type Shape, writtenNumber } from '../format/profiles/profile.js';
import type { FieldRole } from '../format/profiles/roles.js';
import { attestationDue } from '../format/pieces/pieces.js';
import { foldKey } from '../format/domain/fold.js';
import type { JsonNode, ObjectNode, PropertyNode } from '../language/nodes.js';
import type { Span } from '../language/span.js';
import { finessOf, type FinessRole, identifiantsDmp, rppsOf } from '../format/model/identifiants.js';

/** Where a solde's values come from. */
export interface Origin {
  readonly profile: Profile;
  readonly layout: Layout;
  readonly head: FieldSet;
  /** The text of a node of that chunk, as typed. */
  readonly slice: (chunk: number | undefined, span: Span) => string;
}

/** What may be used to write one value. */
interface At {
  readonly ligne: Ligne | undefined;
  readonly numLigne: number;
  readonly indent: string;
  /** The client or the attachment that is being written. */
  readonly entry: Entry | undefined;
  /** The object at the same place in the avance, if there is one. */
  readonly twin: ObjectNode | undefined;
}

interface SoldeText {
  readonly text: string;
  /** What of the avance has a place in it. */
  readonly placed: ReadonlySet<PropertyNode>;
}

/** The text of a solde file, in the model's order and the avance's layout; what the avance doesn't say is null. */
export function soldeText(origin: Origin, lignes: readonly Ligne[]): SoldeText {
  const { head, profile } = origin;
  const twin = head.node.kind === 'object' ? head.node : undefined;
  const writer = new Writer(origin, lignes);
  const text = writer.object(profile.file, { ligne: undefined, numLigne: 0, indent: '', entry: undefined, twin });
  return { text, placed: writer.placed };
}

class Writer {
  readonly placed = new Set<PropertyNode>();

  constructor(
    private readonly origin: Origin,
    private readonly lignes: readonly Ligne[],
  ) {}

  object(shape: Shape, at: At): string {
    const members = (shape.properties ?? []).filter(({ required }) => required);
    const inner = { ...at, indent: at.indent + this.origin.layout.unit };
    return this.list(
      '{',
      '}',
      at.indent,
      members.map(
        property => `${JSON.stringify(property.key)}:${this.origin.layout.colon}${this.member(property, inner)}`,
      ),
    );
  }

  private member({ key, aliases, shape }: PropertyShape, at: At): string {
    const property = at.twin?.properties.find(one =>
      [key, ...aliases].some(name => foldKey(name) === foldKey(one.key)),
    );
    if (property !== undefined) this.placed.add(property);
    const twin = property?.value;
    switch (shape.container) {
      case 'lignes':
        return this.each(
          shape,
          at,
          this.lignes.map((ligne, i) => ({ ...at, ligne, numLigne: i + 1, twin: objectOf(ligne.node) })),
        );
      case 'liberal':
      case 'clients':
        return shape.types.has('array')
          ? this.each(shape, at, this.entries(at, shape.container))
          : this.object(shape, { ...at, twin: objectOf(twin) });
      case 'structure': {
        const [entry] = this.entries(at, 'structure');
        return this.object(
          shape,
          entry === undefined ? { ...at, twin: objectOf(twin) } : { ...entry, indent: at.indent },
        );
      }
      case 'pieces':
        return this.pieces(shape, at);
      case 'listeIdentDMP':
        return this.doctors(shape, at);
      default:
    }
    if (shape.types.has('array')) return this.scalars(shape, at, twin);
    if (shape.properties !== undefined) return this.object(shape, { ...at, twin: objectOf(twin) });
    return this.scalar(shape, at, twin);
  }

  private entries(at: At, within: Entry['within']): readonly At[] {
    return (at.ligne?.entries('client') ?? [])
      .filter(entry => entry.within === within)
      .map(entry => ({ ...at, entry, twin: objectOf(entry.node) }));
  }

  private each({ items }: Shape, { indent }: At, all: readonly At[]): string {
    const inner = indent + this.origin.layout.unit;
    return this.list(
      '[',
      ']',
      indent,
      items === undefined ? [] : all.map(one => this.object(items, { ...one, indent: inner })),
    );
  }

  /** A list of identifiers, in the avance's order. */
  private scalars({ items, types }: Shape, at: At, twin: JsonNode | undefined): string {
    if (twin?.kind === 'null' && types.has('null')) return 'null';
    const role = items?.role;
    const values =
      role === undefined
        ? []
        : this.fields(role, at)
            .filter(({ value }) => value !== null)
            .map(located => this.sliced(at, located.node));
    return this.list('[', ']', at.indent, values);
  }

  private scalar(shape: Shape, at: At, twin: JsonNode | undefined): string {
    const { role } = shape;
    if (role === 'numLigne') return writtenNumber(shape, String(at.numLigne));
    if (shape.enum?.length === 1) return JSON.stringify(shape.enum[0]?.value ?? null);
    if (shape.portal) return 'null';
    const derived = this.derived(role, at);
    if (derived !== undefined) return derived;
    const [located] = role === undefined ? [] : this.fields(role, at);
    // The two models may have other codes for one thing.
    if (typeof located?.value === 'string' && (shape.codes ?? located.shape.codes) !== undefined)
      return JSON.stringify(codeFor(shape, located.value));
    const node = located?.node ?? twin;
    return node === undefined || node.kind === 'object' || node.kind === 'array' ? 'null' : this.sliced(at, node);
  }

  /** What the solde asks and the avance answers in other words. */
  private derived(role: FieldRole | undefined, { ligne }: At): string | undefined {
    if (ligne === undefined) return undefined;
    if (role === 'identDMP') return JSON.stringify(identDmpOf(ligne, this.origin.profile) ?? null);
    if (role === 'identINSi') return JSON.stringify(identInsiOf(ligne) ?? null);
    return undefined;
  }

  private doctors(shape: Shape, at: At): string {
    const known = at.ligne === undefined ? undefined : doctorsOf(at.ligne);
    if (known === undefined) return shape.types.has('null') ? 'null' : '[]';
    return this.list(
      '[',
      ']',
      at.indent,
      known.map(rpps => JSON.stringify(rpps)),
    );
  }

  /**
   * The invoice and the attestation that are due, with names to complete; the avance's proof of VAT exemption is kept.
   */
  private pieces(shape: Shape, at: At): string {
    const { items } = shape;
    const { ligne } = at;
    if (ligne === undefined || (items === undefined && shape.properties === undefined)) return '[]';
    const { traits } = this.origin.profile;
    const indent = at.indent + this.origin.layout.unit;
    const types = traits.pieces.flatMap(due =>
      due.includes('|') ? (attestationDue(ligne, this.origin.profile) ?? []) : due,
    );
    const proofs = ligne
      .entries('piece')
      .filter(({ fields }) =>
        fields.some(({ role, value }) => role === 'typeFichier' && value === traits.attestationTVA),
      );
    // A model may have room for one.
    if (items === undefined)
      return this.object(withType(shape, types[0] ?? ''), { ...at, twin: undefined, entry: NO_ENTRY });
    return this.list('[', ']', at.indent, [
      ...types.map(type => this.object(withType(items, type), { ...at, indent, twin: undefined, entry: NO_ENTRY })),
      ...proofs.map(entry => this.object(items, { ...at, indent, entry, twin: objectOf(entry.node) })),
    ]);
  }

  /** The fields with that role in the current entry, otherwise those outside any entry. */
  private fields(role: FieldRole, { ligne, entry }: At): readonly Located[] {
    if (entry !== undefined) return entry.all(role);
    return (ligne ?? this.origin.head).all(role).filter(field => field.entry === undefined);
  }

  private sliced({ ligne }: At, span: Span): string {
    return this.origin.slice(ligne?.chunk, span);
  }

  private list(open: string, close: string, indent: string, members: readonly string[]): string {
    const { unit, eol, colon } = this.origin.layout;
    if (members.length === 0) return open + close;
    if (unit === '') return `${open}${members.join(colon === '' ? ',' : ', ')}${close}`;
    return `${open}${eol}${members.map(member => indent + unit + member).join(`,${eol}`)}${eol}${indent}${close}`;
  }
}

const objectOf = (node: JsonNode | undefined): ObjectNode | undefined => (node?.kind === 'object' ? node : undefined);

/** An attachment that only the solde has: nothing comes from the avance. */
const NO_ENTRY: Entry = new WalkedEntry(
  'piece',
  { kind: 'null', start: 0, end: 0 },
  { parent: undefined, key: '' },
  undefined,
);

/** The model of an attachment of one type. */
function withType(items: Shape, type: string): Shape {
  const properties = (items.properties ?? []).map((property): PropertyShape => {
    const listed = property.shape.enum?.filter(({ value, is }) => (is ?? value) === type);
    return property.shape.role === 'typeFichier' && listed?.length === 1
      ? { ...property, shape: { ...property.shape, enum: listed } }
      : property;
  });
  return { ...items, properties };
}

/** The FINESS that an identifier of that kind is made of. */
const MADE_OF = { pmsi: 'finessPMSI', geographique: 'finessGeo' } as const satisfies Record<string, FinessRole>;

/**
 * The only DMP identifier that the request's own beneficiaries can mean; undefined if there is any doubt, or if none is
 * due.
 */
function identDmpOf(ligne: Ligne, { traits }: Profile): string | undefined {
  const kind = traits.identDMP;
  if (kind === 'null' || kind === 'none' || kind === 'rpps-list') return undefined;
  // A RPPS rang would do as well, but the request doesn't contain it.
  if (kind === 'ris' && ligne.texts('rpps').length > 0) return undefined;
  const roles: readonly FinessRole[] = kind === 'ris' ? ['finessJuridique', 'finessGeo'] : [MADE_OF[kind]];
  return finessOf(ligne, ...roles).complete ? only(identifiantsDmp(kind, ligne)) : undefined;
}

/**
 * The doctors of the order; undefined if one is missing, and for a structure, whose doctors the request doesn't name.
 */
function doctorsOf(ligne: Ligne): readonly string[] | undefined {
  if (ligne.text('commandePour')?.value === 'STRUCTURE') return undefined;
  const { known, complete } = rppsOf(ligne);
  return complete && known.length > 0 ? known : undefined;
}

/** The only FINESS that can have been used to call the INSi teleservice. */
function identInsiOf(ligne: Ligne): string | undefined {
  const { known, complete } = finessOf(ligne, 'finessJuridique', 'finessGeo', 'finessPMSI');
  return complete ? only(known) : undefined;
}

const only = (texts: readonly string[]): string | undefined => (texts.length === 1 ? texts[0] : undefined);
