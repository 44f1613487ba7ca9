import { chunked, type Draft } from './chunks.js';
import { PLAIN, tangled, tangles, type Reading } from './frames.js';
import { isChunked, type JsonNode, type SyntaxProblem, type SyntaxTree } from './nodes.js';
import { Parser } from './parser.js';

/**
 * Parses a whole request. Never throws: what is not strict JSON becomes a problem, and the tree holds all that could be
 * read. Iterative, so that no depth of nesting overflows the stack. `chunked` makes the tree of it.
 */
export const parseRequest = (text: string): Draft => parse(text, true);

/** Parses one value that stands alone (a ligne's text); offsets are relative to the text's start. */
export const parseValue = (text: string): SyntaxTree => chunked(parse(text, false), undefined);

/**
 * Beyond this length a text is read once: it is not a request, and reading it again costs more than a better message is
 * worth.
 */
const MAX_REREAD = 4_000_000;

function parse(text: string, inChunks: boolean): Draft {
  const first = new Parser(text, inChunks, PLAIN);
  const draft = first.run();
  if (draft.found.length === 0) return draft;
  if (!draft.found.some(isAboutBrackets) || text.length > MAX_REREAD) return untangle(draft);
  return untangle(bestReading(text, inChunks, { draft, asked: first.asked }));
}

interface Read {
  readonly draft: Draft;
  readonly asked: ReadonlySet<keyof Reading>;
}

const ALTERNATIVES: readonly (readonly [keyof Reading, Partial<Reading>])[] = [
  ['indent', { indent: true }],
  ['closer', { closer: 'replace' }],
  ['closer', { closer: 'skip' }],
  ['keyInList', { keyInList: 'reopen' }],
  ['keyInList', { keyInList: 'brace' }],
  ['keyAsValue', { keyAsValue: 'brace' }],
  ['brace', { brace: 'skip' }],
  ['sibling', { sibling: 'member' }],
];

/**
 * Tries each other way of reading where it was asked for, one after the other, and keeps what leaves the fewest
 * problems.
 */
function bestReading(text: string, inChunks: boolean, plain: Read): Draft {
  let best = plain;
  let reading = PLAIN;
  for (const [choice, change] of ALTERNATIVES) {
    // Indentation tells the place of a missing bracket, also where the count is the same.
    if (choice !== 'indent' && (best.draft.found.length === 1 || !best.asked.has(choice))) continue;
    const tried = { ...reading, ...change };
    const parser = new Parser(text, inChunks, tried);
    const read = { draft: parser.run(), asked: parser.asked };
    const gain = best.draft.found.length - read.draft.found.length;
    if (gain < 0 || (gain === 0 && choice !== 'indent')) continue;
    best = read;
    reading = tried;
  }
  return best.draft;
}

const isAboutBrackets = ({ code }: SyntaxProblem): boolean => tangles(code) || code === 'extra-content';

/** Marks the chunks in which a bracket went wrong: their keys may have come into one another. */
function untangle(draft: Draft): Draft {
  const wrong = new Map<readonly number[] | undefined, Set<number | undefined>>();
  for (const { code, origins, chunk } of draft.found) {
    if (!tangles(code)) continue;
    const chunks = wrong.get(origins);
    if (chunks === undefined) wrong.set(origins, new Set([chunk]));
    else chunks.add(chunk);
  }
  if (wrong.size === 0 || draft.root?.kind !== 'object') return draft;
  const properties = draft.root.properties.map(property => {
    const { value } = property;
    const chunks = isChunked(value) ? wrong.get(value.origins) : undefined;
    if (!isChunked(value) || chunks === undefined) return property;
    const items = value.items.map((item, i): JsonNode => (chunks.has(i) ? tangled(item) : item));
    return { ...property, value: { ...value, items } };
  });
  const atRoot = wrong.has(undefined);
  return { ...draft, root: { ...draft.root, properties, broken: draft.root.broken || atRoot, tangled: atRoot } };
}
