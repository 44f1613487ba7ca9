import { foldKey, foldLoose, saysNothing } from '../domain/fold.js';
import { repairMontant } from '../domain/montant.js';
import type { EnumValue, Shape, ValueType } from '../profiles/profile.js';
import type { JsonNode, StringNode } from '../../language/nodes.js';
import type { Coercion, StructureIssue } from './issues.js';
import type { FieldValue, Place } from './located.js';
import { hasStrayBlanks, tidy } from '../../language/whitespace.js';

/**
 * Checks a value against its shape: at most one issue, the first that applies (see docs/ARCHITECTURE.md, « One mistake,
 * one finding »).
 */
interface ValueOutcome {
  readonly issue: StructureIssue | undefined;
  /** A finding already covers this value: this issue, or a syntax error. */
  readonly flagged: boolean;
  /** What the user meant; undefined if that can't be told. */
  readonly value: FieldValue | undefined;
  /** Nothing inside can be read with this shape. */
  readonly skip: boolean;
}

const LITERALS = { null: null, true: true, false: false } as const;
const isLiteral = (text: string): text is keyof typeof LITERALS =>
  text === 'null' || text === 'true' || text === 'false';

/**
 * The value of a faultless node; undefined if `checkValue` must look. Nearly every value of a real file passes here,
 * and nothing is allocated for it.
 */
export function soundValue(node: JsonNode, shape: Shape): FieldValue | undefined {
  switch (node.kind) {
    case 'string':
      return !node.faulty && isSoundText(node.value, shape) ? meantBy(node.value, shape) : undefined;
    case 'number':
      return shape.types.has('number') ? node.lexeme : undefined;
    case 'boolean':
      return shape.types.has('boolean') ? node.value : undefined;
    case 'null':
      return shape.types.has('null') && shape.container === undefined ? null : undefined;
    default:
      return undefined;
  }
}

/** What a valid text means: rules know the agency's own code under our name. */
const meantBy = (value: string, shape: Shape): string => shape.codes?.get(value) ?? value;

/** A faultless text, whatever it stands for. */
function isSoundText(value: string, shape: Shape): boolean {
  if (
    value === '' ||
    !shape.types.has('string') ||
    shape.types.has('boolean') ||
    hasStrayBlanks(value) ||
    !meansItself(value, shape)
  )
    return false;
  if (shape.enum === undefined) return true;
  for (const listed of shape.enum) if (listed.value === value) return true;
  return false;
}

/** True for a text that stands for nothing else, as « null » does in quotes, and « N/A » where null may stand. */
export const meansItself = (text: string, shape: Shape): boolean =>
  text.length > LONGEST_NOTHING || (!isLiteral(text) && text !== 'NULL' && !isNone(text, shape));

/** Whether a number may stand there, as typed. */
export const takesNumber = (lexeme: string, shape: Shape): boolean => accepts(shape, 'number', lexeme) || shape.portal;

export function checkValue(node: JsonNode, shape: Shape, place: Place | undefined, key: string): ValueOutcome {
  switch (node.kind) {
    case 'invalid':
      return { issue: undefined, flagged: true, value: undefined, skip: true };
    case 'string':
      return checkString(node, shape, place, key);
    case 'number': {
      if (takesNumber(node.lexeme, shape)) return fine(node.lexeme);
      return wrongType(
        node,
        shape,
        place,
        key,
        'number',
        numberCoercion(node.lexeme, shape),
        isNothing(node, shape) ? null : shape.types.has('string') ? node.lexeme : undefined,
      );
    }
    case 'boolean':
      if (shape.types.has('boolean') || shape.portal) return fine(node.value);
      return wrongType(node, shape, place, key, 'boolean', undefined, undefined);
    case 'null':
      if (shape.types.has('null')) return fine(null);
      return wrongType(
        node,
        shape,
        place,
        key,
        'null',
        isContainer(shape) && !isItem(place) ? { how: 'skeleton' } : undefined,
        undefined,
      );
    case 'object':
    case 'array':
      if (shape.types.has(node.kind)) return { issue: undefined, flagged: false, value: undefined, skip: false };
      // A bracket is wrong around here: the list or object may result from that.
      if (node.broken) return { issue: undefined, flagged: true, value: undefined, skip: true };
      return wrongType(node, shape, place, key, node.kind, containerCoercion(node, shape, key), undefined);
  }
}

const fine = (value: FieldValue): ValueOutcome => ({ issue: undefined, flagged: false, value, skip: false });
const issue = (told: StructureIssue, value: FieldValue | undefined, skip = false): ValueOutcome => ({
  issue: told,
  flagged: true,
  value,
  skip,
});

function checkString(node: StringNode, shape: Shape, place: Place | undefined, key: string): ValueOutcome {
  const { value } = node;
  const base = { place, node, shape, key, evidence: shape.evidence };
  const isText = shape.types.has('string') || shape.portal;
  if (node.faulty)
    return {
      issue: undefined,
      flagged: true,
      value: isText ? canonical(tidy(value), shape) : undefined,
      skip: !isText,
    };
  const literal = literalOf(value, shape);
  if (isLiteral(literal))
    return issue(
      { ...base, kind: 'quoted', literal },
      shape.types.has('boolean') || literal === 'null' ? LITERALS[literal] : undefined,
    );
  if (!isText)
    return wrongType(node, shape, place, key, 'string', stringCoercion(value, shape), stringMeant(value, shape));
  // What the portal wrote is not the user's mistake.
  if (hasStrayBlanks(value) && (!shape.portal || tidy(value) === ''))
    return issue({ ...base, kind: 'whitespace' }, canonical(tidy(value), shape));
  if (value === '') return issue({ ...base, kind: 'empty' }, null);
  if (shape.enum === undefined || shape.enum.some(v => v.value === value))
    return fine(shape.codes?.get(value) ?? value);
  const match = enumMatch(value, shape);
  return issue({ ...base, kind: 'enum', match }, match?.is ?? match?.value);
}

/** Some generators write « NULL »; in a field that doesn't allow null it may be somebody's name. */
function literalOf(value: string, shape: Shape): string {
  const word = tidy(value);
  if (shape.types.has('boolean')) return word.toLowerCase();
  if (isNone(word, shape)) return 'null';
  return shape.types.has('null') && (word === 'null' || word === 'NULL') ? 'null' : value;
}

const LONGEST_NOTHING = 16;

/** A word that says nothing, where null would do. */
const isNone = (word: string, shape: Shape): boolean =>
  word.length <= LONGEST_NOTHING &&
  word !== '' &&
  shape.types.has('null') &&
  shape.types.has('string') &&
  !shape.portal &&
  !DIGITS.test(word) &&
  saysNothing(word);
const DIGITS = /^\d+$/;

function wrongType(
  node: JsonNode,
  shape: Shape,
  place: Place | undefined,
  key: string,
  found: ValueType,
  coercion: Coercion | undefined,
  value: FieldValue | undefined,
): ValueOutcome {
  return issue(
    { kind: 'type', place, node, shape, key, found, coercion, evidence: shape.evidence },
    value,
    value === undefined,
  );
}

function accepts(shape: Shape, type: ValueType, lexeme: string): boolean {
  if (shape.types.has(type)) return true;
  return shape.types.has('integer') && /^-?\d+$/.test(lexeme);
}

/** An empty item is one too many: replacing it with an empty request would be an invention. */
const isItem = (place: Place | undefined): boolean => typeof place?.key === 'number';

const isContainer = (shape: Shape): boolean => shape.types.has('object') || shape.types.has('array');

/** A generator's zero for nothing: an identifier or a name is never 0. */
export const isNothing = (node: JsonNode, shape: Shape): boolean =>
  node.kind === 'number' && node.lexeme === '0' && shape.types.has('null') && shape.types.has('string');

function numberCoercion(lexeme: string, shape: Shape): Coercion | undefined {
  if (lexeme === '0' && shape.types.has('null')) return undefined;
  if (shape.types.has('string') && /^\d+(\.\d+)?$/.test(lexeme)) return { how: 'replace', text: `"${lexeme}"` };
  if (shape.types.has('integer') && /^\d+\.0+$/.test(lexeme))
    return { how: 'replace', text: lexeme.replace(/\.0+$/, '') };
  if (shape.items?.types.has('string') === true && /^\d+$/.test(lexeme))
    return { how: 'wrap', before: '["', after: '"]' };
  return undefined;
}

function stringMeant(value: string, shape: Shape): FieldValue | undefined {
  if (shape.types.has('number') || shape.types.has('integer')) return numberFrom(value, shape);
  return undefined;
}

function numberFrom(value: string, shape: Shape): string | undefined {
  const text = tidy(value).replace(/^0+(?=\d)/, '');
  if (/^\d+$/.test(text)) return text;
  if (!shape.types.has('number')) return undefined;
  return /^\d+\.\d+$/.test(text) ? text : repairMontant(text);
}

function stringCoercion(value: string, shape: Shape): Coercion | undefined {
  if (shape.items?.types.has('string') === true && tidy(value) !== '') return { how: 'wrap', before: '[', after: ']' };
  if (value === '' && isContainer(shape)) return { how: 'skeleton' };
  const number = stringMeant(value, shape);
  return typeof number === 'string' ? { how: 'replace', text: number } : undefined;
}

/**
 * A list of one instead of its item, an item instead of a list, a key repeated around its own value, an empty list
 * instead of an object: nothing is lost.
 */
function containerCoercion(node: JsonNode, shape: Shape, key: string): Coercion | undefined {
  if (shape.portal) return isEmpty(node) ? { how: 'skeleton' } : undefined;
  if (node.kind === 'array') {
    if (node.items.length === 1 && isOf(node.items[0], shape)) return { how: 'unwrap' };
    return node.items.length === 0 && shape.types.has('object') ? { how: 'skeleton' } : undefined;
  }
  if (node.kind !== 'object') return undefined;
  const [only, ...others] = node.properties;
  const repeats = others.length === 0 && only?.faulty === false && foldKey(only.key) === foldKey(key);
  if (repeats && isOf(only.value, shape)) return { how: 'unwrap' };
  const item = shape.items;
  // An object with other keys (`{ "0": …, "1": … }`) is not a list: turning it into one would be worse.
  if (item?.types.has('object') === true)
    return node.properties.every(({ key }) => !item.byFolded.has(foldKey(key))) && item.properties !== undefined
      ? undefined
      : { how: 'wrap', before: '[', after: ']' };
  return node.properties.length === 0 && shape.types.has('array') ? { how: 'skeleton' } : undefined;
}

const isOf = (node: JsonNode | undefined, { types }: Shape): boolean =>
  node !== undefined &&
  node.kind !== 'invalid' &&
  (types.has(node.kind) || (node.kind === 'number' && types.has('integer')));

const isEmpty = (node: JsonNode): boolean =>
  (node.kind === 'array' && node.items.length === 0) || (node.kind === 'object' && node.properties.length === 0);

function enumMatch(value: string, shape: Shape): EnumValue | undefined {
  const folded = foldLoose(value);
  const matches = (shape.enum ?? []).filter(v => foldLoose(v.value) === folded);
  return matches.length === 1 ? matches[0] : undefined;
}

const meaningOf = (match: EnumValue | undefined): string | undefined => match?.is ?? match?.value;

const canonical = (value: string, shape: Shape): FieldValue => {
  if (value === '') return null;
  return shape.enum === undefined ? value : (meaningOf(enumMatch(value, shape)) ?? value);
};
