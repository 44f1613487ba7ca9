import { chunked, chunkedBelow, LazyList, shifted } from '../../language/chunks.js';
import { isContained } from '../../language/frames.js';
import type { JsonNode, ObjectNode, PropertyNode, SyntaxProblem, SyntaxTree } from '../../language/nodes.js';
import { parseRequest, parseValue } from '../../language/parse.js';
import { Offsets } from '../../language/offsets.js';
import { decoded, skipBlanks, stringEnd, valueAfterKey, valueEnd } from '../../language/strict.js';
import { type Ligne, ligneOf, lignesPlace, readLigne } from '../model/ligne.js';
import { child, type Place, ROOT, segments } from '../model/located.js';
import type { Catalog } from '../profiles/catalog.js';
import { chooseProfile, type Given, kept, type ProfileChoice, promised } from '../profiles/choose.js';
import { DETECTION_SAMPLE, lignesOf, wayTo } from '../profiles/detect.js';
import type { CommonModel, Shape } from '../profiles/profile.js';
import { recogniseLigne } from './ligne.js';
import { parted, type RequestRead } from './mixed.js';

const COMMA = 44;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** The ligne at an offset of the text, if it was read before at the same rank, by the same model. */
type Known = (origin: number, rank: number, model: CommonModel) => Ligne | undefined;

/** Recognises what is valid, and reads tolerantly what isn't. */
export function readRequest(catalog: Catalog, text: string, given: Given, known?: Known): RequestRead {
  const read = recogniseRequest(catalog, text, given, known);
  return read === undefined ? readTolerantly(catalog, text, given) : parted(catalog, read, given);
}

/** Reads any text, by its tree. */
export const readTolerantly = (catalog: Catalog, text: string, given: Given): RequestRead =>
  parted(catalog, readTree(catalog, text, given), given);

function readTree(catalog: Catalog, text: string, given: Given): RequestRead {
  const draft = parseRequest(text);
  const { root } = draft;
  const choice = chooseProfile(catalog, root, given);
  const { model } = choice;
  const way = root?.kind === 'object' ? wayTo(root, model) : undefined;
  const below = model.above.length > 0 && way?.list?.value?.kind === 'array' ? way.list.value : undefined;
  const tree = below === undefined ? chunked(draft, way?.list) : chunkedBelow(chunked(draft, undefined), below);
  const place = lignesPlace(root, model);
  const lignes = tree.list?.items.map((item, index) => readLigne(item, model.ligne, place, index)) ?? [];
  return { tree, choice, lignes };
}

/**
 * Reads one strict value as a ligne, in one scan if it follows the model. Undefined if it is not strict JSON or doesn't
 * end in time.
 */
export function readStrictLigne(
  text: string,
  origin: number,
  shape: Shape,
  lignes: Place,
  index: number,
): Ligne | undefined {
  const place = child(lignes, index);
  const recognised = recogniseLigne(text, origin, shape, place);
  if (recognised !== undefined) return ligneOf(recognised, place, index);
  const end = valueEnd(text, origin);
  const node = end < 0 ? undefined : parseValue(text.slice(origin, end)).root;
  return node && readLigne(node, shape, lignes, index);
}

/** A ligne, and what is wrong with its syntax. */
interface LigneRead {
  readonly ligne: Ligne;
  readonly problems: readonly SyntaxProblem[];
}

/**
 * Reads a text as one ligne, whatever is wrong with it. Undefined if the problem may reach beyond it: then only the
 * whole text tells what it is.
 */
export function readLigneAlone(text: string, shape: Shape, lignes: Place, index: number): LigneRead | undefined {
  const strict = readStrictLigne(text, 0, shape, lignes, index);
  if (strict !== undefined) return strict.span.end === text.length ? { ligne: strict, problems: [] } : undefined;
  const { root, problems } = parseValue(text);
  const place = segments(child(lignes, index));
  const here = problems.map(problem => ({ ...problem, chunk: index, path: [...place, ...problem.path] }));
  return root?.end === text.length && here.every(problem => isContained(problem) && problem.span.end < root.end)
    ? { ligne: readLigne(root, shape, lignes, index), problems: here }
    : undefined;
}

/** Undefined unless the text is strict JSON, an object with one list of objects: the lignes. */
function recogniseRequest(catalog: Catalog, text: string, given: Given, known?: Known): RequestRead | undefined {
  const reader = new RootReader(text, known);
  const key = reader.upToList();
  if (key === undefined) return undefined;
  const { at, properties } = reader;
  const from = properties.length;
  const choose = (first: readonly JsonNode[]): ProfileChoice =>
    chooseProfile(catalog, reader.rootWith(key, first, from), given);
  // The profile that user or name say is taken at its word, and held against the lignes once they are read.
  const said = promised(catalog, given);
  let choice: ProfileChoice | undefined;
  let model: CommonModel | undefined = said?.profile;
  if (model === undefined) {
    choice = choose(reader.sample());
    ({ model } = choice);
  }
  reader.at = at;
  let read = reader.lignes(key, model);
  if (read === undefined || !reader.rest()) return undefined;
  // What follows the list may say more about the profile.
  if (choice === undefined || properties.length > from) {
    const first = read.lignes.slice(0, DETECTION_SAMPLE);
    const fits = said !== undefined && first.every(({ issues }) => issues.length === 0);
    choice = (fits ? kept(reader.rootWith(key, [], from), said) : undefined) ?? choose(first.map(({ node }) => node));
  }
  if (choice.model !== model) {
    reader.at = at;
    read = reader.lignes(key, choice.model);
  }
  const tree = read && reader.tree(key, from, read.list, choice.model);
  return read && tree && { tree, choice, lignes: read.lignes };
}

const NONE: readonly never[] = [];

/** A function of its own, so that a list doesn't keep its reader, and with it the version before. */
const nodesOf = (lignes: readonly Ligne[]) => (): readonly JsonNode[] => lignes.map(({ node }) => node);

/** Reads the members of a strict root, and its list of lignes. */
class RootReader {
  at: number;
  end = 0;
  readonly properties: PropertyNode[] = [];
  private readonly start: number;

  constructor(
    private readonly text: string,
    private readonly known: Known = () => undefined,
  ) {
    this.start = skipBlanks(text, 0);
    this.at = this.start;
  }

  get object(): ObjectNode {
    const { start, end, properties } = this;
    return { kind: 'object', start, end, properties, broken: false, tangled: false };
  }

  /** Up to the first list of objects, whose key it returns. */
  upToList(): PropertyNode | undefined {
    if (this.text.charCodeAt(this.at) !== OPEN_OBJECT) return undefined;
    this.at = skipBlanks(this.text, this.at + 1);
    const found = this.members();
    return found === 'end' ? undefined : found;
  }

  /** From the end of the list to that of the text. False if there is more than strict members without a list. */
  rest(): boolean {
    const { text } = this;
    this.at = skipBlanks(text, this.at);
    if (text.charCodeAt(this.at) === COMMA) {
      this.at = skipBlanks(text, this.at + 1);
      if (this.members() !== 'end') return false;
    }
    this.end = this.at + 1;
    return text.charCodeAt(this.at) === CLOSE_OBJECT && skipBlanks(text, this.end) === text.length;
  }

  /** The whole, with its list before the member of that rank; undefined if the model's list is another. */
  tree(key: PropertyNode, rank: number, list: LazyList, model: CommonModel): SyntaxTree | undefined {
    const property = { ...key, value: list };
    const root: ObjectNode = { ...this.object, properties: this.properties.toSpliced(rank, 0, property) };
    return lignesOf(root, model) === property ? { root, problems: NONE, list } : undefined;
  }

  /** The root by which its profile is chosen, with only these items in its list. */
  rootWith(key: PropertyNode, items: readonly JsonNode[], before = this.properties.length): ObjectNode {
    const value: JsonNode = { kind: 'array', start: 0, end: 0, items, origins: undefined, broken: false };
    return { ...this.object, properties: this.properties.toSpliced(before, 0, { ...key, value }) };
  }

  /** The first items of the list that begins here. */
  sample(): readonly JsonNode[] {
    const items: JsonNode[] = [];
    this.items(origin => {
      const end = items.length < DETECTION_SAMPLE ? valueEnd(this.text, origin) : -1;
      const { root } = end < 0 ? { root: undefined } : parseValue(this.text.slice(origin, end));
      if (root !== undefined) items.push(root);
      return end;
    });
    return items;
  }

  /** The lignes of the list that begins here, by their model. */
  lignes(
    { key }: PropertyNode,
    model: CommonModel,
  ): { readonly list: LazyList; readonly lignes: readonly Ligne[] } | undefined {
    const start = this.at;
    const place = child(ROOT, key);
    const origins: number[] = [];
    const lignes: Ligne[] = [];
    const isWhole = this.items(origin => {
      const rank = lignes.length;
      const ligne = this.known(origin, rank, model) ?? readStrictLigne(this.text, origin, model.ligne, place, rank);
      if (ligne === undefined) return -1;
      origins.push(origin);
      lignes.push(ligne);
      return origin + ligne.span.end;
    });
    const list = new LazyList(start, this.at, new Offsets(origins), nodesOf(lignes));
    return isWhole ? { list, lignes } : undefined;
  }

  /** Goes from item to item; `endOf` says where each one ends, or -1. False if the list isn't complete. */
  private items(endOf: (origin: number) => number): boolean {
    const { text } = this;
    let at = this.at;
    do {
      const end = endOf(skipBlanks(text, at + 1));
      if (end < 0) return false;
      at = skipBlanks(text, end);
    } while (text.charCodeAt(at) === COMMA);
    this.at = at + 1;
    return text.charCodeAt(at) === CLOSE_LIST;
  }

  /**
   * From a member on, up to a list of objects, whose key it returns; `end` after the last member. Undefined where a
   * member should be and isn't: behind a trailing comma, or without its value.
   */
  private members(): PropertyNode | 'end' | undefined {
    const { text } = this;
    for (;;) {
      const keyStart = this.at;
      const valueAt = valueAfterKey(text, keyStart);
      if (valueAt < 0) return undefined;
      const keyEnd = stringEnd(text, keyStart);
      const property = { key: decoded(text, keyStart, keyEnd), keyStart, keyEnd, faulty: false, value: undefined };
      this.at = valueAt;
      const opens = text.charCodeAt(valueAt) === OPEN_LIST;
      if (opens && text.charCodeAt(skipBlanks(text, valueAt + 1)) === OPEN_OBJECT) return property;
      const end = valueEnd(text, valueAt);
      const value = end < 0 ? undefined : parseValue(text.slice(valueAt, end)).root;
      if (value === undefined) return undefined;
      this.properties.push({ ...property, value: shifted(value, valueAt) });
      this.at = skipBlanks(text, end);
      if (text.charCodeAt(this.at) !== COMMA) return 'end';
      this.at = skipBlanks(text, this.at + 1);
    }
  }
}
