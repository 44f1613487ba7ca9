import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { placeCursor } from './cursor.js';
import { codeOf, diagnosticsOf, onDisk, openNew, openRequest, positionOf, say, untilTold } from './desk.js';
import { driver } from './driver.js';
import { until } from './until.js';

const ROW = '.action-widget .monaco-list-row.action';

/**
 * Like a user, waits for the bulb, and asks again: VS Code closes the menu when any source says something of the file
 * just then.
 */
async function openLightBulb(editor: vscode.TextEditor, position: vscode.Position): Promise<void> {
  await placeCursor(editor, position);
  await driver.waitFor('.lightBulbWidget:visible, .monaco-editor [class*="codicon-gutter-lightbulb"]');
  await until('the menu of the light bulb', async () => {
    await driver.press('Control+.');
    return driver.waitFor(ROW, { timeout: 2_000 }).then(
      () => true,
      () => false,
    );
  });
}

describe('the light bulb', () => {
  it('proposes our fix first, and Enter applies it', async function () {
    driver.required(this);
    const editor = await openRequest('avance-a-corriger.json');
    const { document } = editor;
    const told = (): number =>
      diagnosticsOf(document.uri).filter(diagnostic => codeOf(diagnostic) === 'quoted-literal').length;
    await until('three findings', () => told() === 3);
    await openLightBulb(editor, positionOf(document, '"null"', 2));
    assert.deepEqual(await driver.texts(ROW), [
      say('Retirer les guillemets', 'Remove the quotes'),
      say('Expliquer la règle « quoted-literal »', 'Explain the rule “quoted-literal”'),
      say(
        'Corriger toutes les occurrences de « quoted-literal » dans le fichier (3)',
        'Fix all occurrences of “quoted-literal” in the file (3)',
      ),
    ]);
    await driver.screenshot('ampoule');
    await driver.press('Enter');
    await until('the finding gone', () => told() === 2);
    assert.ok(document.getText().includes('"numeroASP": null,\n      "numeroEditeur": "LMS-2022-0151"'));
  });

  it('fixes all mistakes of a kind at once', async function () {
    driver.required(this);
    const correct = await onDisk('avance.json');
    const editor = await openNew('pdf.mdv-lgc.avance.json', correct.replaceAll('"PDF"', '"pdf"'));
    const { document } = editor;
    await untilTold(document.uri, ...Array.from({ length: 6 }, () => 'enum-value'));
    await openLightBulb(editor, positionOf(document, '"pdf"', 2));
    await driver.click(ROW, { hasText: say('toutes les occurrences', 'all occurrences') });
    await untilTold(document.uri);
    assert.equal(document.getText(), correct);
  });
});
