import { tidy } from '../../language/whitespace.js';
import { foldKey, meantKey, nearest } from '../domain/fold.js';
import { tellRequest } from '../domain/telling.js';
import { isChunked, type JsonNode, type ObjectNode, type PropertyNode } from '../../language/nodes.js';
import type { CommonModel, Phase, Shape } from './profile.js';

/**
 * What identifies a file's profile, as data: marks are keys (without case and accents), `key=text` for a key whose
 * value is text, `=value` for a text value.
 */
export interface Detection {
  readonly id: string;
  readonly phase: Phase;
  /** Each of these marks in a ligne counts in favour of the profile; without any, it is not chosen. */
  readonly any: readonly string[];
  readonly all: readonly string[];
  /** Any of these rules it out. */
  readonly none: readonly string[];
}

/** Marks of the phase. `numeroASP` says nothing: an avance's output has it too. */
export interface PhaseMarks {
  readonly keys: Readonly<Record<Phase, readonly string[]>>;
  /**
   * Types of attachment, used only if no key tells, or as many tell the other phase: a type is easily mistaken, and
   * would turn the whole file into the other phase.
   */
  readonly pieces: Readonly<Record<Phase, readonly string[]>>;
}

type Has = (mark: string) => boolean;

/** The phase that most of the marks tell; undefined where as many tell the other. */
function mostly(has: Has, { solde, avance }: PhaseMarks['keys']): Phase | undefined {
  const lead = solde.filter(has).length - avance.filter(has).length;
  return lead === 0 ? undefined : lead > 0 ? 'solde' : 'avance';
}

/** How many lignes are looked at: one may be broken, and two hundred say no more than five. */
export const DETECTION_SAMPLE = 5;
const MAX_DEPTH = 5;

/** The root by which its profile is chosen: with only these lignes. */
export function sampleOf(root: ObjectNode, items: readonly JsonNode[]): ObjectNode {
  const properties = root.properties.map((property): PropertyNode => {
    const { value } = property;
    if (value?.kind === 'object') return { ...property, value: sampleOf(value, items) };
    return isChunked(value) ? { ...property, value: { ...value, items } } : property;
  });
  return { ...root, properties };
}

/**
 * The keys of the first lignes, folded, with the values of `typeFichier`-like texts, so that a ligne without its order
 * or invoice is still recognised by its attachments.
 */
function marksOf(root: JsonNode | undefined): Set<string> {
  const marks = new Set<string>();
  if (root?.kind !== 'object') return marks;
  for (const { property } of listsIn(root, []))
    if (property.value?.kind === 'array')
      for (const ligne of property.value.items.slice(0, DETECTION_SAMPLE)) collect(ligne, marks, 0);
  return marks;
}

function collect(node: JsonNode, marks: Set<string>, depth: number): void {
  if (depth > MAX_DEPTH) return;
  if (node.kind === 'string') marks.add(`=${foldKey(node.value)}`);
  else if (node.kind === 'array') for (const item of node.items) collect(item, marks, depth + 1);
  else if (node.kind === 'object') {
    for (const { key, value } of node.properties) {
      const mark = foldKey(key);
      marks.add(mark);
      if (value?.kind === 'string') marks.add(`${mark}=text`);
      if (value !== undefined) collect(value, marks, depth + 1);
    }
  }
}

/** What a file's own keys and values say about its profile. */
interface ContentTold {
  /** The one that they fit best. */
  readonly best: string | undefined;
  /** Those that nothing in it rules out: those that fit equally well or, if nothing points to any, all. */
  readonly possible: readonly string[];
  /** As much in it tells the one phase as the other. */
  readonly torn: boolean;
}

export function detectByContent(
  root: JsonNode | undefined,
  known: readonly Detection[],
  phases: PhaseMarks,
  named: Phase | undefined,
): ContentTold {
  const marks = marksOf(root);
  if (marks.size === 0) return { best: undefined, possible: [], torn: false };
  const has = (mark: string): boolean => marks.has(mark);
  const phase = mostly(has, phases.keys) ?? mostly(has, phases.pieces);
  const scores = known
    .filter(d => d.all.every(has) && !d.none.some(has) && (phase ?? named ?? d.phase) === d.phase)
    .map(d => ({ id: d.id, phase: d.phase, score: d.any.filter(has).length }));
  const torn = (phase ?? named) === undefined && phases.keys.solde.some(has);
  const rivals = torn ? [scores.filter(s => s.phase === 'avance'), scores.filter(s => s.phase === 'solde')] : [scores];
  const tops = rivals.map(of => Math.max(0, ...of.map(({ score }) => score)));
  const possible = rivals.flatMap((of, i) => of.filter(({ score }) => score === tops[i]));
  const [best, second] = possible;
  const top = Math.max(...tops);
  return {
    best: top > 0 && second === undefined && best?.phase === phase ? best?.id : undefined,
    possible: possible.map(({ id }) => id),
    torn,
  };
}

/**
 * True for a text that may be called a Ségur request: it has the model's list of lignes, whatever its case, with at
 * most a slip in its key.
 */
export function looksLikeRequest(root: JsonNode | undefined, model: CommonModel): boolean {
  const list = root?.kind === 'object' ? lignesOf(root, model) : undefined;
  return list !== undefined && nearest(list.key, [model.lignesKey], 2) !== undefined;
}

/** The path to the list of lignes, with its keys as typed. */
export interface Way {
  readonly keys: readonly string[];
  readonly list: PropertyNode | undefined;
  /** The object that contains it, or should. */
  readonly holder: ObjectNode | undefined;
}

/**
 * The list of lignes, whatever its case; else the one list whose key is nearly that one, or short for it, or else the
 * one that holds what the model's lignes hold.
 */
export function wayTo(root: ObjectNode, { above, lignesKey, ligne }: CommonModel): Way {
  let holder = root;
  const keys: string[] = [];
  for (const [i, key] of above.entries()) {
    const block = keyed(holder, key, 'object');
    if (block?.value?.kind !== 'object')
      return { keys: [...keys, ...above.slice(i), lignesKey], list: undefined, holder: undefined };
    keys.push(block.key);
    holder = block.value;
  }
  const list = keyed(holder, lignesKey, 'array') ?? alike(holder, ligne);
  return { keys: [...keys, list?.key ?? lignesKey], list, holder };
}

export const lignesOf = (root: ObjectNode, model: CommonModel): PropertyNode | undefined => wayTo(root, model).list;

/** The property with that key; otherwise the only one of that kind with nearly that key. */
function keyed({ properties }: ObjectNode, key: string, kind: 'object' | 'array'): PropertyNode | undefined {
  const folded = foldKey(key);
  const exact = properties.find(p => foldKey(p.key) === folded);
  if (exact !== undefined) return exact;
  const [near, ...others] = properties.filter(
    ({ key: typed, value }) => value?.kind === kind && meantKey(tidy(typed), [key]) !== undefined,
  );
  return others.length === 0 ? near : undefined;
}

function alike({ properties }: ObjectNode, ligne: Shape): PropertyNode | undefined {
  const [found, ...others] = properties.filter(
    ({ value }) => value?.kind === 'array' && value.items[0] !== undefined && holdsMost(value.items[0], ligne),
  );
  return others.length === 0 ? found : undefined;
}

/** Whether an object is, by its keys, what the model has: three in four of those that are due, or more. */
export function holdsMost(node: JsonNode, { properties = [], byFolded }: Shape): boolean {
  if (node.kind !== 'object') return false;
  const due = properties.filter(({ required }) => required).length;
  const found = node.properties.filter(({ key }) => byFolded.get(foldKey(tidy(key)))?.required === true).length;
  return due > 2 && found * 4 >= due * 3;
}

/** What a property holds, itself or alone in a list. */
export const heldBy = ({ value }: PropertyNode): ObjectNode | undefined =>
  isChunked(value) ? undefined : heldIn(value);

function heldIn(value: JsonNode | undefined): ObjectNode | undefined {
  let held = value;
  while (held?.kind === 'array' && held.items.length === 1) held = held.items[0];
  return held?.kind === 'object' ? held : undefined;
}

/** A whole file in a block of a root that has no list of lignes. */
interface Wrapped {
  /** Of nobody's, from the root; up to that of a list, if there is one. */
  readonly keys: readonly string[];
  readonly file: ObjectNode;
  /** The last of them holds a list of one: only the file's profile can be read before that is gone. */
  readonly listed: boolean;
}

export const wrapping = (root: ObjectNode, models: readonly CommonModel[]): Wrapped | undefined =>
  inWrapper(root, models, []);

/**
 * The key of a list of whole files, or the first of several keys with a file each, where there is none at the root: one
 * that holds a single file is unwrapped.
 */
export function severalIn({ properties }: ObjectNode, model: CommonModel): readonly string[] | undefined {
  const isFile = (node: JsonNode | undefined): boolean =>
    node?.kind === 'object' && model.above.length === 0 && hasList(node, model);
  const listed = properties.find(({ value }) => value?.kind === 'array' && value.items.filter(isFile).length > 1);
  if (listed !== undefined) return [listed.key];
  const [first, second] = properties.filter(({ value }) => isFile(value));
  const list = second !== undefined && first?.value?.kind === 'object' ? lignesOf(first.value, model) : undefined;
  return first === undefined || list === undefined ? undefined : [first.key, list.key];
}

const hasList = (node: ObjectNode, model: CommonModel): boolean =>
  looksLikeRequest(node, model) && lignesOf(node, model)?.value?.kind === 'array';

function inWrapper(
  { properties }: ObjectNode,
  models: readonly CommonModel[],
  above: readonly string[],
): Wrapped | undefined {
  if (above.length >= MAX_BLOCKS) return undefined;
  const isStrange = (key: string): boolean => models.every(({ file }) => !file.byFolded.has(foldKey(tidy(key))));
  const found = properties.flatMap((property): Wrapped | readonly Wrapped[] => {
    const { key } = property;
    const value = heldIn(property.value);
    if (value === undefined || !isStrange(key)) return [];
    const keys = [...above, key];
    const listed = property.value !== value;
    // A JSON Schema has that key in its `properties`, but no list there.
    const isFile = models.some(
      model =>
        model.above.length === 0 && looksLikeRequest(value, model) && lignesOf(value, model)?.value?.kind !== 'object',
    );
    if (isFile) return { keys, file: value, listed };
    const inner = inWrapper(value, models, keys);
    return inner === undefined ? [] : listed ? { ...inner, keys, listed } : inner;
  });
  return found.length === 1 ? found[0] : undefined;
}

/** No model has its list deeper. */
const MAX_BLOCKS = 3;

/** The lists at the root or in its blocks, those at the root first. */
export function listsIn(
  { properties }: ObjectNode,
  above: readonly string[],
): readonly { readonly property: PropertyNode; readonly keys: readonly string[] }[] {
  const here = properties.filter(({ value }) => value?.kind === 'array');
  const blocks = above.length < MAX_BLOCKS ? properties : [];
  return [
    ...here.map(property => ({ property, keys: [...above, property.key] })),
    ...blocks.flatMap(({ key, value }) => (value?.kind === 'object' ? listsIn(value, [...above, key]) : [])),
  ];
}

export const holdsObjects = ({ value }: PropertyNode): boolean =>
  value?.kind === 'array' && value.items.some(({ kind }) => kind === 'object');

/** For a file without the model's list but with the marks of a request: the path to the list that it has instead. */
export function foreignList(root: ObjectNode, model: CommonModel): readonly string[] | undefined {
  if (lignesOf(root, model) !== undefined) return undefined;
  const list = listsIn(root, []).find(({ property }) => holdsObjects(property));
  return list !== undefined && tellRequest(keysOf(root, 0)) ? list.keys : undefined;
}

function* keysOf(node: JsonNode, depth: number): Generator<string> {
  if (depth > MAX_DEPTH) return;
  if (node.kind === 'array') for (const item of node.items.slice(0, DETECTION_SAMPLE)) yield* keysOf(item, depth + 1);
  else if (node.kind === 'object')
    for (const { key, value } of node.properties) {
      yield key;
      if (value !== undefined) yield* keysOf(value, depth + 1);
    }
}
