import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '..', '..');

/** `\b` knows no accents. */
const word = (words: string): RegExp => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu');

/** The middle column of docs/GLOSSARY.md, for the words that slip in from the French. */
const LAW: readonly (readonly [wrong: RegExp, right: string])[] = [
  [word("demandes?(?! (?:d'|de ))"), 'request'],
  [word('pièces?'), 'attachment'],
  [word('factures?'), 'invoice'],
  [word('montants?'), 'amount'],
  [word('plafonds?'), 'ceiling'],
  [word('régimes?'), 'VAT scheme'],
  [word('prestations?'), 'service'],
  [word('guichets?'), 'application window'],
  [word('dépôts?'), 'deposit'],
  [word('éditeurs?|vendors?'), 'publisher'],
  [word('bons? de commande'), 'order'],
];

/** What is French, or of another century, in English words. */
const IDIOM: typeof LAW = [
  [word('replaced?\\s+(?:\\S+\\s+){0,3}by'), 'replace … with'],
  [word('reserved\\s+to'), 'reserved for'],
  [word('(?:is|are|it)\\s+to\\s+be\\s+completed'), 'must be filled in'],
  [word('yet\\s+to\\s+come'), 'in the future'],
  [word('(?:has|have|had)\\s+not\\s+(?:the|this)'), 'does not have'],
  [word('written\\s+null'), 'written as null'],
  [word('agency\\s+controls'), 'checks'],
  [word('(?:is|are)\\s+filled\\s+by'), 'filled in by'],
  [word('one\\s+single'), 'a single'],
  [word('another\\s+software'), 'other software'],
  [/\d[ \u00a0]%/, '30%'],
  [/\d[ \u00a0]?€/, '€30'],
];

/** Plain English elsewhere: a text in pieces, the gates of code. */
const LAW_OF_TEXTS: typeof LAW = [
  ...LAW,
  ...IDIOM,
  [word('pieces?'), 'attachment'],
  [word('gates?'), 'application window'],
  [word('regimes?'), 'VAT scheme'],
];

/** An English text and its place. */
type Told = readonly [where: string, text: string];

/** Names, keys and citations stay as they are; so does anything that stands for a value. */
const withoutNames = (text: string): string =>
  text.replace(
    /`[^`]*`|“[^”]*”|«[^»]*»|"[^"\n]*"|\]\([^)\n]*\)|<[^>\n]*>|\b[\w-]+[./][\w./-]+|--[\w-]+|\w+(?:-\w+)+|Prestation Ségur/g,
    ' · ',
  );

const against = (told: readonly Told[], law: typeof LAW): readonly string[] =>
  told.flatMap(([where, text]) =>
    law
      .filter(([wrong]) => wrong.test(withoutNames(text)))
      .map(([wrong, right]) => `${where}: “${wrong.exec(withoutNames(text))?.[0] ?? ''}” is “${right}” in English`),
  );

const sourcesIn = (...globs: string[]): readonly ts.SourceFile[] =>
  globSync(globs, { cwd: ROOT, ignore: ['**/generated/**'] })
    .sort()
    .map(path => ts.createSourceFile(path, readFileSync(join(ROOT, path), 'utf8'), ts.ScriptTarget.Latest, true));

const at = (source: ts.SourceFile, pos: number): string =>
  `${source.fileName}:${String(source.getLineAndCharacterOfPosition(pos).line + 1)}`;

/** The texts below a node, without what is inserted into them. */
function textsBelow(node: ts.Node): string {
  const texts: string[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isStringLiteralLike(inner)) texts.push(inner.text);
    else if (ts.isTemplateExpression(inner))
      texts.push([inner.head.text, ...inner.templateSpans.map(({ literal }) => literal.text)].join('…'));
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return texts.join(' ');
}

/** What is under `en`, or in a table called ENGLISH. */
function englishIn(source: ts.SourceFile): readonly Told[] {
  const found: Told[] = [];
  const leaves = (node: ts.Node): void => {
    const value = ts.isPropertyAssignment(node) ? node.initializer : undefined;
    if (ts.isMethodDeclaration(node) || (value !== undefined && !ts.isObjectLiteralExpression(value)))
      found.push([at(source, node.getStart()), textsBelow(value ?? node)]);
    else ts.forEachChild(node, leaves);
  };
  const visit = (node: ts.Node): void => {
    const named = ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node) || ts.isVariableDeclaration(node);
    if (named && /^(?:en|\w*ENGLISH)$/.test(node.name.getText())) leaves(node);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function commentsIn(source: ts.SourceFile): readonly Told[] {
  const { text } = source;
  const found = new Map<number, number>();
  const visit = (node: ts.Node): void => {
    for (const { pos, end } of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []) found.set(pos, end);
    for (const { pos, end } of ts.getTrailingCommentRanges(text, node.end) ?? []) found.set(pos, end);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found].map(([pos, end]) => [at(source, pos), text.slice(pos, end).replace(/\s*\n\s*\*?\s*/g, ' ')]);
}

/** The texts of a JSON file that stand under a key of that name; all of them without one. */
function jsonTexts(path: string, wanted?: string): readonly Told[] {
  const found: Told[] = [];
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string' && (wanted === undefined || wanted === key)) found.push([`${path}: ${key}`, value]);
    else if (typeof value === 'object' && value !== null)
      for (const [inner, below] of Object.entries(value)) visit(below, inner);
  };
  visit(JSON.parse(readFileSync(join(ROOT, path), 'utf8')), '');
  return found;
}

describe('one word for one thing', () => {
  const server = sourcesIn('server/src/**/*.ts', 'client/src/**/*.ts');

  it('in the English of rules, texts and models', () => {
    const told = server.flatMap(englishIn);
    assert.ok(told.length > 1000, String(told.length));
    const models = globSync('schemas/*.json', { cwd: ROOT })
      .sort()
      .flatMap(path => jsonTexts(path, 'en'));
    assert.deepEqual(against([...told, ...models, ...jsonTexts('package.nls.json')], LAW_OF_TEXTS), []);
  });

  it('in the pages for users and contributors', () => {
    const pages = globSync(
      ['README.en.md', 'CONTRIBUTING.md', 'docs/*.en.md', 'docs/{ARCHITECTURE,ADDING_A_RULE}.md'],
      {
        cwd: ROOT,
        // Its questions are the FAQs', in French.
        ignore: ['docs/faq-coverage.en.md'],
      },
    );
    const told = pages.flatMap(path =>
      readFileSync(join(ROOT, path), 'utf8')
        .replace(/^```[^]*?^```$/gm, block => block.replace(/.+/g, ''))
        .split('\n')
        .map((line, i): Told => [`${path}:${String(i + 1)}`, line]),
    );
    assert.ok(told.length > 500, String(told.length));
    assert.deepEqual(against(told, LAW), []);
  });

  it('in comments', () => {
    const told = server.flatMap(commentsIn);
    assert.ok(told.length > 2000, String(told.length));
    assert.deepEqual(against(told, LAW), []);
  });
});
