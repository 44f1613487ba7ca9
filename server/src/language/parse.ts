import { PLAIN, tangled, tangles, type Reading } from './frames.js';
import type { JsonNode, SyntaxProblem, SyntaxTree } from './nodes.js';
import { Parser } from './parser.js';

/**
 * Parses a whole request. Never throws: what is no strict JSON becomes a problem, and the tree holds all that could be
 * read. Iterative, so that no depth of nesting overflows the stack.
 */
export const parseRequest = (text: string): SyntaxTree => parse(text, true);

/** Parses one value that stands alone (a ligne's text); offsets are relative to the text's start. */
export const parseValue = (text: string): SyntaxTree => parse(text, false);

/**
 * Beyond this length a text is read once: it is no request, and reading it again costs more than a better message is
 * worth.
 */
const MAX_REREAD = 4_000_000;

function parse(text: string, chunked: boolean): SyntaxTree {
  const first = new Parser(text, chunked, PLAIN);
  const tree = first.run();
  if (tree.problems.length === 0) return tree;
  if (!tree.problems.some(isAboutBrackets) || text.length > MAX_REREAD) return untangle(tree);
  return untangle(bestReading(text, chunked, { tree, asked: first.asked }));
}

interface Read {
  readonly tree: SyntaxTree;
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
function bestReading(text: string, chunked: boolean, plain: Read): SyntaxTree {
  let best = plain;
  let reading = PLAIN;
  for (const [choice, change] of ALTERNATIVES) {
    // Indentation tells the place of a missing bracket, also where the count is the same.
    if (choice !== 'indent' && (best.tree.problems.length === 1 || !best.asked.has(choice))) continue;
    const tried = { ...reading, ...change };
    const parser = new Parser(text, chunked, tried);
    const read = { tree: parser.run(), asked: parser.asked };
    const gain = best.tree.problems.length - read.tree.problems.length;
    if (gain < 0 || (gain === 0 && choice !== 'indent')) continue;
    best = read;
    reading = tried;
  }
  return best.tree;
}

const isAboutBrackets = ({ code }: SyntaxProblem): boolean => tangles(code) || code === 'extra-content';

/** Marks the lignes in which a bracket went wrong: their keys may have come into one another. */
function untangle(tree: SyntaxTree): SyntaxTree {
  const chunks = new Set(tree.problems.filter(p => tangles(p.code)).map(p => p.chunk));
  if (chunks.size === 0 || tree.root?.kind !== 'object') return tree;
  const properties = tree.root.properties.map(property => {
    const { value } = property;
    if (value?.kind !== 'array' || value.origins === undefined) return property;
    const items = value.items.map((item, i): JsonNode => (chunks.has(i) ? tangled(item) : item));
    return { ...property, value: { ...value, items } };
  });
  const atRoot = chunks.has(undefined);
  return { ...tree, root: { ...tree.root, properties, broken: tree.root.broken || atRoot, tangled: atRoot } };
}
