import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { placeCursor } from './cursor.js';
import { isFrench, LANGUAGE_ID, openRequest, positionOf, untilLanguage } from './desk.js';
import { driver } from './driver.js';
import { until } from './until.js';

const COLOURS = Array.from({ length: 30 }, (_, index) => `mtk${String(index + 1)}`);
const BRACKETS = Array.from({ length: 6 }, (_, index) => `bracket-highlighting-${String(index)}`);

/** How many pieces of the text in view have each colour. */
async function coloursInView(): Promise<string[]> {
  const counts: string[] = [];
  for (const name of [...COLOURS, ...BRACKETS]) {
    const count = await driver.count(`.editor-instance .view-line .${name}`);
    if (count > 0) counts.push(`${name}: ${String(count)}`);
  }
  return counts;
}

describe('what JSON had', () => {
  it('is drawn in the colours of JSON, brackets in pairs', async function () {
    driver.required(this);
    // Lenses, which JSON doesn't have, would push lines out of view.
    const settings = vscode.workspace.getConfiguration('editor');
    await settings.update('codeLens', false, vscode.ConfigurationTarget.Global);
    const { document } = await openRequest('avance.json');
    await vscode.languages.setTextDocumentLanguage(document, 'json');
    const plain = await until('colours of JSON', async () => {
      const colours = await coloursInView();
      return colours.length >= 6 && colours;
    });
    await vscode.languages.setTextDocumentLanguage(document, LANGUAGE_ID);
    await untilLanguage(document, LANGUAGE_ID);
    await driver.waitFor('[id="status.editor.mode"]', { hasText: 'Ségur JSON' });
    await until('the same colours', async () => (await coloursInView()).join() === plain.join());
    await settings.update('codeLens', undefined, vscode.ConfigurationTarget.Global);
    assert.ok(
      plain.some(colour => colour.startsWith('bracket')),
      plain.join(),
    );
  });

  it('tells of a field where the mouse rests, with how we know it', async function () {
    driver.required(this);
    const editor = await openRequest('avance.json');
    await placeCursor(editor, positionOf(editor.document, '"operateurMessagerie"', 3));
    // VS Code closes a hover when anything moves just then, even between two looks at it: like a user, ask again.
    const row = '.monaco-resizable-hover:visible .hover-row';
    const rows = await until('the hover', async () => {
      await vscode.commands.executeCommand('editor.action.showHover');
      await driver.waitFor(row, { hasText: 'operateurMessagerie', timeout: 2_000 }).catch(() => undefined);
      const shown = await driver.texts(row);
      return shown.length > 0 && shown;
    });
    assert.equal(rows.length, 1, rows.join('\n---\n'));
    assert.match(rows.join(), isFrench() ? /Source : / : /Source: /);
    await driver.screenshot('survol');
  });
});
