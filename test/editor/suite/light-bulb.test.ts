import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { placeCursor } from './cursor.js';
import { codeOf, diagnosticsOf, fileUri, onDisk, openNew, openRequest, positionOf, say, untilTold } from './desk.js';
import { driver } from './driver.js';
import { until } from './until.js';

const ROW = '.action-widget .monaco-list-row.action';

/**
 * Like a user, waits for the bulb, and asks again: VS Code closes the menu if any source reports something about the
 * file just then.
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
    assert.deepEqual((await driver.texts(ROW)).slice(0, 5), [
      say('Retirer les guillemets', 'Remove the quotes'),
      say('Expliquer la règle « quoted-literal »', 'Explain the rule “quoted-literal”'),
      say(
        'Corriger toutes les occurrences de « quoted-literal » dans le fichier (3)',
        'Fix all occurrences of “quoted-literal” in the file (3)',
      ),
      say('Ségur : tout corriger (17)', 'Ségur: fix all (17)'),
      say('Ne plus signaler « quoted-literal », avec une raison…', 'Stop reporting “quoted-literal”, with a reason…'),
    ]);
    await driver.screenshot('ampoule');
    await driver.press('Enter');
    await until('the finding gone', () => told() === 2);
    assert.ok(document.getText().includes('"numeroASP": null,\n      "numeroEditeur": "LMS-2022-0151"'));
  });

  it('silences a rule for a reason, which stands in the settings of the folder (segur.taire)', async function () {
    driver.required(this);
    const name = 'rpps.mdv-lgc.avance.json';
    const wrong = (await onDisk('avance.json')).replace(/"RPPS": "\d{11}"/, '"RPPS": "10990000572"');
    const editor = await openNew(name, wrong);
    const { document } = editor;
    await untilTold(document.uri, 'rpps');
    const settings = fileUri('segur.config.json');
    const before = await vscode.workspace.fs.readFile(settings).then(
      bytes => bytes,
      () => undefined,
    );
    try {
      await openLightBulb(editor, positionOf(document, '"10990000572"', 2));
      await driver.click(ROW, { hasText: say('Ne plus signaler', 'Stop reporting') });
      await driver.waitFor('.quick-input-title', { hasText: say('Ne plus signaler', 'Stop reporting') });
      await driver.type(name);
      await driver.waitFor('.quick-input-list .monaco-list-row.focused', { hasText: name });
      await driver.screenshot('taire-ou');
      await driver.press('Enter');
      await driver.waitFor('.quick-input-title', { hasText: say('pourquoi', 'why') });
      // As the folder has it, not as the disk does.
      await driver.waitFor('.quick-input-message', {
        hasText: say('écrite dans segur.config.json', 'written to segur.config.json'),
      });
      await driver.type('vu avec le client');
      await driver.screenshot('taire-raison');
      await driver.press('Enter');
      await untilTold(document.uri);
      const written = new TextDecoder().decode(await vscode.workspace.fs.readFile(settings));
      assert.match(written, /"rule": "rpps",\s+"file": "rpps\.mdv-lgc\.avance\.json",\s+"reason": "vu avec le client"/);
    } finally {
      await (before === undefined
        ? vscode.workspace.fs.delete(settings)
        : vscode.workspace.fs.writeFile(settings, before));
    }
  });

  it('leads from a file that is not plain UTF-8, which the editor hides, to VS Code’s own question', async function () {
    driver.required(this);
    const editor = await openNew('marque.mdv-lgc.avance.json', `\ufeff${await onDisk('avance.json')}`);
    const { document } = editor;
    await untilTold(document.uri, 'encoding');
    await openLightBulb(editor, new vscode.Position(0, 0));
    await driver.click(ROW, { hasText: say('Changer l’encodage du fichier…', "Change the file's encoding…") });
    await driver.waitFor('.quick-input-list .monaco-list-row', { hasText: 'Encoding' });
    await driver.screenshot('encodage');
    await driver.press('Escape');
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
