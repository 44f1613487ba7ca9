import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyze, findingsOf, type Analysis, type AnalyzeOptions } from '../../../server/src/analysis/analyze.js';
import { fixAll, fixesOf, fixFrom } from '../../../server/src/analysis/fix.js';
import { reanalyze } from '../../../server/src/analysis/incremental.js';
import { applyEdits } from '../../../server/src/language/apply.js';
import type { Edit } from '../../../server/src/language/edit.js';
import type { JsonNode, SyntaxTree } from '../../../server/src/language/nodes.js';
import { parseValue } from '../../../server/src/language/parse.js';
import type { Span } from '../../../server/src/language/span.js';
import { plain, engine, tell, TODAY } from '../../support/cases.js';
import { property } from '../harness.js';
import { anyText, hostile, isJson, type Hostile } from '../hostile.js';

const optionsOf = ({ profile }: Hostile): AnalyzeOptions => ({ today: TODAY, profile });
const show = ({ text, profile }: Hostile): string => `${profile ?? 'no profile'}: ${JSON.stringify(text)}`;

/** Where part of a chunk is in the text; throws if it is outside. */
function placed(analysis: Analysis, chunk: number | undefined, { start, end }: Span, what: string): void {
  assert.ok(
    chunk === undefined || analysis.lignes[chunk] !== undefined,
    `${what}: chunk ${String(chunk)} of ${String(analysis.lignes.length)}`,
  );
  const origin = analysis.originOf(chunk);
  assert.ok(
    start <= end && origin + start >= 0 && origin + end <= analysis.text.length,
    `${what}: ${String(origin + start)}-${String(origin + end)} of ${String(analysis.text.length)}`,
  );
}

/** Each node gives the place of its own text: strings between their quotes, numbers to the digit. */
function assertTree(tree: SyntaxTree, text: string): void {
  const check = (node: JsonNode, origin: number): void => {
    const lexeme = text.slice(origin + node.start, origin + node.end);
    if (node.kind === 'object') {
      for (const p of node.properties) {
        if (!p.faulty)
          assert.ok(text.startsWith('"', origin + p.keyStart) && text[origin + p.keyEnd - 1] === '"', `key ${p.key}`);
        if (p.value !== undefined) check(p.value, origin);
      }
    } else if (node.kind === 'array') {
      node.items.forEach((item, i) => {
        check(item, node.origins === undefined ? origin : (node.origins[i] ?? NaN));
      });
      assert.ok(node.origins === undefined || node === tree.list, 'a second list of chunks');
    } else if (node.kind === 'number') assert.equal(lexeme, node.lexeme);
    else if (node.kind === 'null') assert.equal(lexeme, 'null');
    else if (node.kind === 'boolean') assert.equal(lexeme, String(node.value));
    else if (node.kind === 'string' && !node.faulty) assert.equal(JSON.parse(lexeme), node.value);
  };
  if (tree.root !== undefined) check(tree.root, 0);
}

/** What may be dropped: comments that don't contain a field. */
const COMMENT = /"(?:[^"\\\r\n]|\\.)*"|\/\/[^\r\n]*|#[^\r\n]*|\/\*[\s\S]*?\*\//g;
const FIELD = /(["'])[^"'\r\n]+\1\s*:/;
const withoutComments = (text: string): string =>
  text.replace(COMMENT, found => (found.startsWith('"') || FIELD.test(found) ? found : ' '));

const unescaped = (text: string): string =>
  text.replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
const folded = (text: string): string =>
  unescaped(text)
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** What fixes may drop from a text by their nature: a word that a form doesn't have. */
const FORM = /^(?:mailto|null|true|false)$/;

/** Every word and number of the text is still there: the same letters in the same order, whatever is between them. */
function assertKept(before: string, after: string, what: string): void {
  const kept = folded(after);
  const sure = isJson(before) ? before : withoutComments(before);
  for (const [word] of unescaped(sure).matchAll(/[\p{L}\p{N}\p{M}]{4,}/gu)) {
    const bare = folded(word).replace(/^0+/, '');
    if (bare.length < 4 || FORM.test(bare) || kept.includes(bare)) continue;
    assert.fail(`${what} lost « ${word} »`);
  }
}

/** Where two texts diverge. */
function around(before: string, after: string): string {
  let at = 0;
  while (at < after.length && before[at] === after[at]) at++;
  return after.slice(Math.max(0, at - 80), at + 200);
}

function assertEdits(analysis: Analysis, edits: readonly Edit[], what: string): void {
  const spans = edits.map(edit => {
    placed(analysis, edit.chunk, edit, what);
    const origin = analysis.originOf(edit.chunk);
    return { start: origin + edit.start, end: origin + edit.end };
  });
  spans.sort((a, b) => a.start - b.start || a.end - b.end);
  spans.forEach(({ start }, i) => {
    assert.ok(start >= (spans[i - 1]?.end ?? 0), `${what}: its edits overlap`);
  });
}

/** For a file with two hundred findings, the first ones are enough. */
const REMEDIES = 25;

/** As JSON.parse reads it: the last of a repeated key. */
function valueOf(node: JsonNode | undefined): unknown {
  switch (node?.kind) {
    case 'object':
      return Object.fromEntries(node.properties.map(({ key, value }) => [key, valueOf(value)]));
    case 'array':
      return node.items.map(valueOf);
    case 'number':
      return Number(node.lexeme);
    case 'string':
    case 'boolean':
      return node.value;
    case 'null':
      return null;
    case 'invalid':
    case undefined:
      return undefined;
  }
}

const parsed = property(
  'parse: any text has a tree, every node where it stands, problems only where JSON.parse has one',
  4,
  anyText,
  text => {
    const tree = parseValue(text);
    const json = isJson(text);
    assert.equal(tree.problems.length === 0, json, 'problems where JSON.parse sees none');
    assertTree(tree, text);
    if (json) assert.deepEqual(valueOf(tree.root), JSON.parse(text));
    for (const { span } of tree.problems)
      assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length, JSON.stringify(span));
  },
  text => JSON.stringify(text),
);

const checked = property(
  'check: every span in the text, no rule fails',
  4.5,
  hostile,
  given => {
    const analysis = analyze(engine, given.text, optionsOf(given));
    assert.equal(analysis.tree.problems.length === 0, isJson(given.text), 'problems where JSON.parse sees none');
    assertTree(analysis.tree, analysis.text);
    for (const { chunk, span, repair, opener, code } of analysis.tree.problems)
      for (const at of [span, repair, opener]) if (at !== undefined) placed(analysis, chunk, at, code);
    for (const finding of findingsOf(analysis)) {
      const what = `${finding.rule.id} ${finding.messageId}`;
      assert.notEqual(finding.rule.id, 'internal-error', finding.message('fr'));
      placed(analysis, finding.chunk, finding.span, what);
      for (const { chunk, span, file } of finding.related) if (file === undefined) placed(analysis, chunk, span, what);
      assert.ok(finding.message('fr') !== '' && finding.message('en') !== '');
    }
  },
  show,
);

const remedies = property(
  'remedies: in the text, and JSON stays JSON',
  2.5,
  hostile,
  given => {
    const analysis = analyze(engine, given.text, optionsOf(given));
    const sound = isJson(given.text);
    for (const finding of findingsOf(analysis).slice(0, REMEDIES)) {
      for (const fix of fixesOf(analysis, finding)) {
        const what = `${finding.rule.id}: ${fix.title.fr}`;
        assertEdits(analysis, fix.edits, what);
        const { text } = applyEdits(analysis, [fix.edits]);
        if (sound) assert.ok(isJson(text), `${what} breaks the JSON: ${around(given.text, text)}`);
        // A key of nobody's around the file is what this one removes.
        if (fix.kind === 'fix' && !fix.title.en.endsWith('keep its content')) assertKept(given.text, text, what);
      }
    }
  },
  show,
);

const fixed = property(
  'fix: keeps every word, breaks nothing, comes to an end',
  2,
  hostile,
  given => {
    const options = optionsOf(given);
    const before = analyze(engine, given.text, options);
    const { text, analysis } = fixFrom(engine, before);
    if (isJson(given.text)) assert.ok(isJson(text), `fix breaks the JSON: ${around(given.text, text)}`);
    assert.ok(
      analysis.tree.problems.length <= before.tree.problems.length,
      `${String(before.tree.problems.length)} → ${String(analysis.tree.problems.length)} syntax errors: ${around(given.text, text)}`,
    );
    assertKept(given.text, text, 'fix');
    const again = fixAll(engine, text, options);
    assert.equal(again.text, text, 'a second fix changes it again');
    assert.equal(again.applied, 0, 'a second fix is still at work');
  },
  show,
);

/** As a rule sees them: a draft's origins are internal. */
const problemsOf = ({ tree }: Analysis): unknown => tree.problems.map(problem => ({ ...problem, origins: undefined }));

const TYPED = ['', 'a', ' ', '"', ',', '{', '}', '[', ']', ':', '1', '\n', '//', '\\', 'é', 'null', '"x": 1, ', '\0'];

const incremental = property(
  'incremental: the same as from the beginning',
  1.2,
  fc.tuple(
    hostile,
    fc.array(fc.record({ at: fc.nat(), length: fc.nat({ max: 6 }), text: fc.constantFrom(...TYPED) }), {
      minLength: 1,
      maxLength: 3,
    }),
  ),
  ([given, changes]) => {
    const options = optionsOf(given);
    let analysis = analyze(engine, given.text, options);
    for (const change of changes) {
      const start = change.at % (analysis.text.length + 1);
      const end = Math.min(analysis.text.length, start + change.length);
      const text = analysis.text.slice(0, start) + change.text + analysis.text.slice(end);
      analysis = reanalyze(engine, analysis, { start, end, text: change.text }, text);
    }
    // Shorter series of changes are other cases.
    const fresh = analyze(engine, analysis.text, options);
    assert.deepEqual(plain(analysis.tree.root), plain(fresh.tree.root));
    assert.deepEqual(problemsOf(analysis), problemsOf(fresh));
    assert.deepEqual(
      findingsOf(analysis).map(f => tell(analysis, f)),
      findingsOf(fresh).map(f => tell(fresh, f)),
    );
  },
  ([given, changes]) => `${JSON.stringify(changes)} on ${show(given)}`,
);

export const CORE = [parsed, checked, remedies, fixed, incremental];
