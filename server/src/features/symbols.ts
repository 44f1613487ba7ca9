import type { Analysis, LigneState } from '../analysis/analyze.js';
import { formatEuros, parseMontant, type Cents } from '../format/domain/montant.js';
import type { FieldSet, Ligne } from '../format/model/ligne.js';
import { isBlank, textIn, type Entry } from '../format/model/located.js';
import type { Shape } from '../format/profiles/shape.js';
import type { JsonNode, ObjectNode, PropertyNode } from '../language/nodes.js';
import type { Span } from '../language/span.js';
import { propertyShape } from './spot.js';
import type { Lang } from '../texts/typeset.js';

/** One thing of the outline. Spans are absolute; `name` is what the selection falls on. */
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
  return root.properties.map((property): OutlineItem => {
    const isList = analysis.list !== undefined && property.value === analysis.list;
    if (!isList) return field(property, propertyShape(analysis.model.file, property.key)?.shape, 0, lang);
    return {
      ...spans(property, 0),
      kind: 'list',
      label: property.key,
      detail: String(analysis.lignes.length),
      children: analysis.lignes.map((state, index) => ligneItem(analysis, state, index, lang)),
    };
  });
}

/** « Ligne 3 · BDC-2022-0003 · Anne Martin » */
export function ligneTitle(ligne: Ligne): string {
  const number = ligne.text('numLigne')?.value ?? String(ligne.chunk + 1);
  const clients = ligne
    .entries('client')
    .map(entry => textIn(entry, 'nomClient')?.value)
    .filter(name => name !== undefined);
  const client = clients.length > 1 ? `${clients[0] ?? ''} (+\u00a0${String(clients.length - 1)})` : clients[0];
  return [`Ligne ${number}`, ligne.text('numeroEditeur')?.value, client]
    .filter(part => part !== undefined && part !== '')
    .join(' · ');
}

export function ligneAmount(ligne: FieldSet, lang: Lang): string {
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
  // What the editor keeps in sight at the top while one scrolls through a ligne.
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
      .filter(entry => holds(value, entry.node) && !isBlank(entry));
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
  const name = textIn(entry, entry.role === 'piece' ? 'nomFichier' : 'nomClient')?.value;
  const detail = textIn(entry, entry.role === 'piece' ? 'typeFichier' : 'rpps')?.value ?? '';
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

/** An outline refuses a name without a letter. */
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
