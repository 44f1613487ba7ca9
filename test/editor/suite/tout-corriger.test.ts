import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { placeCursor } from './cursor.js';
import {
  fromPalette,
  isFrench,
  notification,
  onDisk,
  openRequest,
  positionOf,
  say,
  SOURCE,
  untilTold,
} from './desk.js';
import { driver } from './driver.js';
import { until } from './until.js';

const FILE = 'avance-a-corriger.json';

/**
 * In the order of the file; `test/analysis/examples.test.ts` lists them with their places and severities, except for
 * the attachment under another name.
 */
const TOLD = [
  'key-casing',
  'quoted-literal',
  'key-casing',
  'quoted-literal',
  'field-order',
  'enum-value',
  'wrong-type',
  'piece-missing',
  'operateur-messagerie',
  'missing-field',
  'date-format',
  'whitespace',
  'wrong-type',
  'rpps',
  'num-ligne',
  'mixed-regime-tva',
  'ht-attestation',
  'telephone',
  'rpps',
  'wrong-type',
  'quoted-literal',
  'email',
];

/** The added scenario is reported three times: nothing is known about what it switches on. */
const LEFT = [
  'piece-missing',
  'operateur-messagerie',
  'scenario',
  'scenario',
  'scenario',
  'mixed-regime-tva',
  'wrong-type',
  'rpps',
  'wrong-type',
];

const TITLE = say('Ségur : tout corriger', 'Ségur: fix everything');

describe('the example to correct', () => {
  it('shows each mistake once, in the language of the editor, with its source', async () => {
    const { document } = await openRequest(FILE);
    for (const { message, source, code } of await untilTold(document.uri, ...TOLD)) {
      assert.equal(source, SOURCE);
      assert.match(message, isFrench() ? /\nSource\s: / : /\nSource: /);
      assert.ok(typeof code === 'object');
      assert.equal(code.target.toString(true), `command:segur.expliquerRegle?["${String(code.value)}"]`);
    }
  });

  it('opens the page of a rule, in the language of the editor', async () => {
    await vscode.commands.executeCommand('segur.expliquerRegle', 'siret');
    const labels = (): readonly string[] =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await until('the page', () => labels().some(label => label.includes('siret.md')));
    const page = vscode.Uri.from({ scheme: 'segur-regle', path: '/siret.md' });
    const text = (await vscode.workspace.openTextDocument(page)).getText();
    assert.match(text, isFrench() ? /^# siret\s: / : /^# siret: /);
    assert.ok(!text.includes('# telephone'));
  });

  it('lists them in the Problems panel and underlines them', async function () {
    driver.required(this);
    const editor = await openRequest(FILE);
    await untilTold(editor.document.uri, ...TOLD);
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    await driver.waitFor('.markers-panel .monaco-list-row', { hasText: 'siret' });
    await placeCursor(editor, positionOf(editor.document, '"SIRET"', 1));
    await driver.waitFor('.monaco-editor .squiggly-error');
    await driver.screenshot('problemes');
  });

  it('is fixed by one command but for what a person must decide, and by one undo as it was', async function () {
    driver.required(this);
    const editor = await openRequest(FILE);
    const { document } = editor;
    await untilTold(document.uri, ...TOLD);
    await fromPalette(TITLE);
    await untilTold(document.uri, ...LEFT);
    JSON.parse(document.getText());
    await notification(
      say('17 corrections appliquées ; il reste 6 points à décider.', '17 fixes applied; 6 points are left to decide.'),
    );
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    await driver.waitFor('.markers-panel .monaco-list-row', { hasText: 'RPPS' });
    await placeCursor(editor, positionOf(document, '"HT"', 1));
    await driver.screenshot('tout-corrige');
    await driver.press('Control+z');
    const saved = await onDisk(FILE);
    await until('the text as it was', () => document.getText() === saved);
    await untilTold(document.uri, ...TOLD);
  });
});
