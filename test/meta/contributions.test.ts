import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { at, listOf, recordOf } from '../support/json.js';
import { plain } from '../support/plain.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const readJson = (name: string): unknown => JSON.parse(readFileSync(join(ROOT, name), 'utf8'));
const contributes = at(readJson('package.json'), 'contributes');
const titles = recordOf(readJson('package.nls.fr.json'));

/** The texts of the tests in the real editor. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.test.ts'))
    .map(name => readFileSync(join(ROOT, folder, name), 'utf8'));
const drivenIn = (folder: string): string => filesIn(folder).join('\n');
const driven = drivenIn('test/editor');

const withoutComments = (text: string): string => text.replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');

/**
 * Whether a test runs a command: by its id, from the palette by its title, or from a place that the test's own title
 * names. A list of commands that are offered, a comment or a link doesn't run any.
 */
function runs(test: string, id: string, title: string): boolean {
  const text = withoutComments(plain(test));
  const escaped = [id, title].map(one => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const [command = '', words = ''] = escaped;
  const said = `(?:say\\(\\s*)?'${words}'`;
  const [, constant] = new RegExp(`const (\\w+) = ${said}`).exec(text) ?? [];
  return [
    `executeCommand(?:<[^(]*>)?\\(\\s*'${command}'`,
    `fromPalette\\(\\s*${said}`,
    `\\bit\\('[^\\n]*\\(${command}\\)'`,
    ...(constant === undefined ? [] : [`fromPalette\\(\\s*${constant}\\b`]),
  ].some(pattern => new RegExp(pattern).test(text));
}

/** What no test in the real editor covers, and why. An entry must go once a test covers it. */
const UNTOUCHED: Readonly<Record<string, string>> = {
  'setting segur.referenceDate': 'a value of the server, held by test/lsp/settings',
  'setting segur.plafonds': 'a value of the server, held by test/lsp/project',
  'setting segur.plafondsColumns': 'a value of the server, held by test/lsp/project',
  'setting segur.pieces': 'a value of the server, held by test/lsp/pieces',
  'setting segur.nomZip': 'a value of the server, held by test/lsp/packaging',
  'setting segur.tailleMaxZip': 'a value of the server, held by test/lsp/packaging',
  'setting segur.tailleMaxPiece': 'a value of the server, held by test/lsp/packaging',
  'setting segur.trace.server': 'read by the language client library',
  'problemMatcher segur-json': 'needs a terminal, which the host of the tests has not; test/cli/report holds its lines',
  'jsonValidation segur.models/*.schema.json': 'the schema of the adopted models is held by test/format/adopt',
};

/** Commands that no test runs in the worker of a page, and why. */
const NOT_IN_WORKER: Readonly<Record<string, string>> = {
  'segur.choisirProfil': 'a list, and a choice that the editor keeps: nothing that differs there',
  'segur.comparer': 'the question and the panel of segur.comparerFichier, which is run there',
  'segur.expliquerRegle': 'opens the page of a rule, which is opened there by its address',
  'segur.filtrerDepots': 'a list over the view, which is opened there',
  'segur.menu': 'a list of the other commands',
  'segur.nouvelleDemande': 'an untitled document, from a list of profiles',
};

const named = (key: string): readonly string[] => listOf(at(contributes, key)).map(one => String(at(one, 'id')));

/** Every contribution, with the words by which a test would mention it. */
function contributions(): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, readonly string[]>();
  for (const setting of Object.keys(recordOf(at(contributes, 'configuration', 'properties'))))
    all.set(`setting ${setting}`, [`'${setting}'`, `update('${setting.replace(/^segur\./, '')}'`]);
  for (const menu of Object.keys(recordOf(at(contributes, 'menus')))) all.set(`menu ${menu}`, [menu]);
  for (const views of Object.values(recordOf(at(contributes, 'views'))))
    for (const view of listOf(views)) all.set(`view ${String(at(view, 'id'))}`, [String(at(view, 'id'))]);
  for (const welcome of listOf(at(contributes, 'viewsWelcome')))
    all.set(`welcome ${String(at(welcome, 'view'))}`, ['welcome-view-content']);
  for (const id of named('walkthroughs')) all.set(`walkthrough ${id}`, [`#${id}`]);
  for (const id of named('languages')) all.set(`language ${id}`, ['LANGUAGE_ID']);
  for (const grammar of listOf(at(contributes, 'grammars')))
    all.set(`grammar ${String(at(grammar, 'language'))}`, ['mtk']);
  for (const snippets of listOf(at(contributes, 'snippets')))
    all.set(`snippets ${String(at(snippets, 'language'))}`, ['populateFileFromSnippet']);
  for (const matcher of listOf(at(contributes, 'problemMatchers')))
    all.set(`problemMatcher ${String(at(matcher, 'name'))}`, [`$${String(at(matcher, 'name'))}`]);
  for (const validation of listOf(at(contributes, 'jsonValidation'))) {
    const match = String(at(validation, 'fileMatch'));
    all.set(`jsonValidation ${match}`, [match]);
  }
  return all;
}

describe('what the manifest contributes', () => {
  it('is touched by a test in the real editor, or listed with the reason why not', () => {
    const text = withoutComments(plain(driven));
    // A menu has no word in code: the title of the test that opens it names it.
    const told = [...text.matchAll(/\b(?:it|describe)\('([^\n]*)'/g)].map(([, title = '']) => title).join('\n');
    const touched = (name: string, words: readonly string[]): boolean =>
      words.some(word => (name.startsWith('menu ') ? told : text).includes(word));
    const all = contributions();
    assert.ok(all.size > 20);
    const silent = [...all].filter(([name, words]) => !touched(name, words)).map(([name]) => name);
    assert.deepEqual(silent.sort(), Object.keys(UNTOUCHED).sort());
  });

  it('is run, where it is a command', () => {
    const files = filesIn('test/editor');
    const idle = listOf(at(contributes, 'commands'))
      .map(one => [String(at(one, 'command')), titles[String(at(one, 'title')).replaceAll('%', '')]] as const)
      .filter(([id, title]) => !files.some(file => runs(file, id, plain(String(title)))))
      .map(([id]) => id);
    assert.deepEqual(idle, []);
  });

  it('is not run by being named', () => {
    const counts = (text: string): boolean => runs(text, 'segur.menu', 'Ségur : que faire ?');
    for (const text of [
      "const OFFERED = [say('Ségur : que faire ?', 'Ségur: what to do?')];",
      "// await fromPalette('Ségur : que faire ?');",
      "assert.equal(target, 'command:segur.menu');",
      "await vscode.commands.executeCommand('segur.menus');",
      "const MENU = say('Ségur : que faire ?', 'x');\nassert.ok(entries.includes(MENU));",
    ])
      assert.ok(!counts(text), text);
    for (const text of [
      "await fromPalette(say('Ségur : que faire ?', 'Ségur: what to do?'));",
      "await fromPalette(\n  say(\n    'Ségur : que faire ?',",
      "const MENU = say('Ségur : que faire ?', 'x');\nawait fromPalette(MENU);",
      "void vscode.commands.executeCommand('segur.menu', uri);",
      "it('opens its menu (segur.menu)', async () => {",
    ])
      assert.ok(counts(text), text);
  });

  it('is run in the worker of a page as well, command by command, or listed with the reason why not', () => {
    const inWorker = drivenIn('test/editor/web');
    const commands = listOf(at(contributes, 'commands')).map(one => String(at(one, 'command')));
    const silent = commands.filter(id => !inWorker.includes(`'${id}'`));
    assert.deepEqual(silent.sort(), Object.keys(NOT_IN_WORKER).sort());
  });

  it('has no kind that is not looked at here', () => {
    assert.deepEqual(Object.keys(recordOf(contributes)).sort(), [
      'commands',
      'configuration',
      'configurationDefaults',
      'grammars',
      'jsonValidation',
      'languages',
      'menus',
      'problemMatchers',
      'snippets',
      'views',
      'viewsContainers',
      'viewsWelcome',
      'walkthroughs',
    ]);
  });
});
