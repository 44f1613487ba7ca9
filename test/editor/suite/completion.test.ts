import assert from 'node:assert/strict';
import { placeCursor } from './cursor.js';
import { codeOf, diagnosticsOf, onDisk, openNew, positionOf, untilTold } from './desk.js';
import { driver } from './driver.js';
import { until } from './until.js';

const ROW = '.suggest-widget.visible .monaco-list-row';

describe('completion', () => {
  it('proposes the keys that a ligne lacks, in the order of the model, and writes what is missing', async function () {
    driver.required(this);
    const correct = await onDisk('avance.json');
    const editor = await openNew(
      'cle.mdv-lgc.avance.json',
      correct.replace(/"typeAction": "C",\n *"numeroASP": null,/, ''),
    );
    const { document } = editor;
    await untilTold(document.uri, 'missing-field', 'missing-field');
    await placeCursor(editor, positionOf(document, '"numLigne": 1,', 14));
    await driver.press('Enter', 'Control+Space');
    await driver.waitFor(ROW, { hasText: 'typeAction' });
    const labels = await driver.texts(`${ROW} .label-name`);
    // Behind them, VS Code lists the snippets.
    assert.deepEqual(
      labels.filter(label => !label.startsWith('segur-')),
      ['typeAction', 'numeroASP'],
    );
    assert.deepEqual(labels.slice(0, 2), ['typeAction', 'numeroASP']);
    await driver.screenshot('completion');
    await driver.press('Enter');
    await until('one finding less', () => diagnosticsOf(document.uri).map(codeOf).join() === 'missing-field');
    JSON.parse(document.getText());
  });

  it('proposes the values of a list with what they mean', async function () {
    driver.required(this);
    const correct = await onDisk('avance.json');
    const editor = await openNew('valeur.mdv-lgc.avance.json', correct.replace('"BON_COMMANDE"', '""'));
    await until('a finding', () => diagnosticsOf(editor.document.uri).length > 0);
    await placeCursor(editor, positionOf(editor.document, '"typeFichier": ""', 16));
    await driver.press('Control+Space');
    await driver.waitFor(ROW, { hasText: 'BON_COMMANDE' });
    await driver.press('Control+Space');
    await driver.waitFor('.suggest-details:visible');
    await driver.screenshot('completion-valeur');
    await driver.press('Enter');
    await untilTold(editor.document.uri);
    assert.equal(editor.document.getText(), correct);
  });
});
