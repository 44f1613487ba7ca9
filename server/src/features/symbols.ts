import type { Analysis } from '../analysis/analyze.js';
import type { LigneState } from '../analysis/lignes.js';
import { formatEuros, parseMontant, type Cents } from '../format/domain/montant.js';
import type { FieldSet, Ligne } from '../format/model/ligne.js';
import type { Entry } from '../format/model/located.js';
import type { Shape } from '../format/profiles/profile.js';
import type { JsonNode, ObjectNode, PropertyNode } from '../language/nodes.js';
import { propertyShape } from './spot.js';
import type { Lang } from '../texts/typeset.js';
import type { Span } from '../language/span.js';
import type { Fact, FileFacts, LigneFacts } from '../index/facts.js';

/** An entry of the outline. Spans are absolute; `name` is what gets selected. */
export interface OutlineItem {
  readonly kind: 'file' | 'ligne' | 'block' | 'list' | 'entry' | 'field';
  readonly label: string;
  readonly detail: string;
  readonly span: Span;
  readonly selection: Span;
  readonly children: readonly OutlineItem[];
}

/** The outline of a request: its head, and its lignes by number, order and client. */
export function outline(analysis: Analysis, lang: Lang): readonly OutlineItem[] {
  const { root } = analysis.tree;
  if (root?.kind !== 'object') return [];
  return headItems(root, analysis, analysis.model.file, lang);
}

const headItems = (object: ObjectNode, analysis: Analysis, shape: Shape | undefined, lang: Lang): OutlineItem[] =>
  object.properties.map((property): OutlineItem => {
    const { value } = property;
    const inner = shape && propertyShape(shape, property.key)?.shape;
    if (value?.kind === 'object')
      return {
        ...field(property, inner, 0, lang),
        kind: 'block',
        children: headItems(value, analysis, inner, lang),
      };
    if (analysis.list === undefined || value !== analysis.list) return field(property, inner, 0, lang);
    return {
      ...spans(property, 0),
      kind: 'list',
      label: property.key,
      detail: String(analysis.lignes.length),
      children: analysis.lignes.map((state, index) => ligneItem(analysis, state, index, lang)),
    };
  });

/** « Ligne 3 · BDC-2022-0003 · Anne Martin » */
export function ligneTitle(ligne: Ligne): string {
  const number = ligne.text('numLigne')?.value ?? String(ligne.chunk + 1);
  const clients = ligne
    .entries('client')
    .map(entry => entry.text('nomClient')?.value)
    .filter(name => name !== undefined);
  const client = clients.length > 1 ? `${clients[0] ?? ''} (+\u00a0${String(clients.length - 1)})` : clients[0];
  return [`Ligne ${number}`, ligne.text('numeroEditeur')?.value, client]
    .filter(part => part !== undefined && part !== '')
    .join(' · ');
}

function ligneAmount(ligne: FieldSet, lang: Lang): string {
  const cents = amountOf(ligne);
  return cents === undefined ? '' : formatEuros(cents, lang);
}

/** Amount before tax, where it can be read. */
export function amountOf(ligne: FieldSet): Cents | undefined {
  const parsed = parseMontant(ligne.text('montantSegurHT')?.value ?? '');
  return 'cents' in parsed ? parsed.cents : undefined;
}

function ligneItem(analysis: Analysis, { ligne }: LigneState, index: number, lang: Lang): OutlineItem {
  const origin = analysis.originOf(index);
  const { node } = ligne;
  // What the editor keeps at the top while scrolling through a ligne.
  const number = ligne.text('numeroEditeur')?.property;
  const first = number ?? (node.kind === 'object' ? node.properties[0] : undefined);
  return {
    kind: 'ligne',
    label: ligneTitle(ligne),
    detail: ligneAmount(ligne, lang),
    span: { start: origin + node.start, end: origin + node.end },
    selection:
      first === undefined ? { start: origin + node.start, end: origin + node.start } : spans(first, origin).span,
    children: node.kind === 'object' ? blocks(node, analysis.model.ligne, ligne, origin, lang) : [],
  };
}

function blocks(node: ObjectNode, shape: Shape, ligne: Ligne, origin: number, lang: Lang): OutlineItem[] {
  return node.properties.flatMap((property): OutlineItem[] => {
    const { value } = property;
    if (value?.kind !== 'object' && value?.kind !== 'array') return [];
    const known = propertyShape(shape, property.key)?.shape;
    const inside = ligne
      .entries('client')
      .concat(ligne.entries('piece'))
      .filter(entry => holds(value, entry.node) && !entry.isBlank);
    return [
      {
        ...spans(property, origin),
        kind: value.kind === 'array' ? 'list' : 'block',
        label: known?.title?.[lang] ?? labelOf(property),
        detail: property.key,
        children: inside.map(entry => entryItem(entry, origin)),
      },
    ];
  });
}

const holds = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

function entryItem(entry: Entry, origin: number): OutlineItem {
  const name = entry.text(entry.role === 'piece' ? 'nomFichier' : 'nomClient')?.value;
  const detail = entry.text(entry.role === 'piece' ? 'typeFichier' : 'rpps')?.value ?? '';
  const span = { start: origin + entry.node.start, end: origin + entry.node.end };
  return { kind: 'entry', label: name ?? '…', detail, span, selection: span, children: [] };
}

function field(property: PropertyNode, shape: Shape | undefined, origin: number, lang: Lang): OutlineItem {
  return {
    ...spans(property, origin),
    kind: 'field',
    label: labelOf(property),
    detail: shown(property.value) || (shape?.title?.[lang] ?? ''),
    children: [],
  };
}

/** The outline rejects a name without a letter. */
const labelOf = (property: PropertyNode): string => (property.key.trim() === '' ? '…' : property.key);

function shown(value: JsonNode | undefined): string {
  switch (value?.kind) {
    case 'string':
      return value.value;
    case 'number':
      return value.lexeme;
    case 'boolean':
      return String(value.value);
    case 'null':
      return 'null';
    default:
      return '';
  }
}

function spans(property: PropertyNode, origin: number): Pick<OutlineItem, 'span' | 'selection'> {
  const start = origin + property.keyStart;
  return {
    span: { start, end: origin + (property.value?.end ?? property.keyEnd) },
    selection: { start, end: origin + property.keyEnd },
  };
}

/** The absolute spans of all objects and lists, outermost first. */
export function foldable(analysis: Analysis): readonly Span[] {
  const spans: Span[] = [];
  if (analysis.tree.root !== undefined) collect(analysis.tree.root, 0, spans);
  return spans;
}

function collect(node: JsonNode, origin: number, out: Span[]): void {
  if (node.kind !== 'object' && node.kind !== 'array') return;
  out.push({ start: origin + node.start, end: origin + node.end });
  if (node.kind === 'object')
    for (const { value } of node.properties) {
      if (value !== undefined) collect(value, origin, out);
    }
  else
    node.items.forEach((item, i) => {
      collect(item, node.origins?.[i] ?? origin, out);
    });
}

/** Something in the workspace that people may search for. */
export interface WorkspaceSymbolItem {
  readonly kind: 'demande' | 'dossier' | 'beneficiary';
  readonly name: string;
  readonly ligne: LigneFacts;
  readonly fact: Fact;
}

/**
 * What a query matches in a file: its requests by the publisher's number, its dossiers, its beneficiaries by name or
 * identifier.
 */
export function* symbolsIn(file: FileFacts, query: string): Generator<WorkspaceSymbolItem, void, undefined> {
  const wanted = folded(query);
  for (const ligne of file.lignes) {
    for (const item of itemsOf(ligne)) if (isSubsequence(wanted, folded(item.name))) yield item;
  }
}

function* itemsOf(ligne: LigneFacts): Generator<WorkspaceSymbolItem, void, undefined> {
  const { numeroEditeur, numeroASP, clients, identifiers } = ligne;
  if (numeroEditeur !== undefined) yield { kind: 'demande', name: numeroEditeur.value, ligne, fact: numeroEditeur };
  if (numeroASP !== undefined) yield { kind: 'dossier', name: numeroASP.value, ligne, fact: numeroASP };
  for (const name of clients) {
    const own = identifiers.filter(({ client }) => client === name.client).map(({ value }) => value);
    yield { kind: 'beneficiary', name: [name.value, ...new Set(own)].join(' '), ligne, fact: name };
  }
  // A client with a missing or wrong name is found by its numbers.
  for (const fact of identifiers) {
    if (!clients.some(({ client }) => client === fact.client))
      yield { kind: 'beneficiary', name: fact.value, ligne, fact };
  }
}

/** Without case and accents: « Helene » finds « Hélène ». */
const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\s]/g, '')
    .toLowerCase();

/** As editors match: the query's letters occur in the name, in order. */
function isSubsequence(query: string, name: string): boolean {
  let at = 0;
  for (const char of query) {
    const found = name.indexOf(char, at);
    if (found < 0) return false;
    at = found + char.length;
  }
  return true;
}
