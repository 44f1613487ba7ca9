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
    const editor = await openNew('cle.mdv-lgc.avance.json', correct.replace(/"typeAction": "C",\n *"numeroASP": null,/, ''));
    const { document } = editor;
    await untilTold(document.uri, 'missing-field', 'missing-field');
    await placeCursor(editor, positionOf(document, '"numLigne": 1,', 14));
    await driver.press('Enter', 'Control+Space');
    await driver.waitFor(ROW, { hasText: 'typeAction' });
    const labels = await driver.texts(`${ROW} .label-name`);
    assert.deepEqual(labels, ['typeAction', 'numeroASP']);
    await driver.screenshot('completion');
    await driver.press('Enter');
    await until('one finding less', () => diagnosticsOf(document.uri).map(codeOf).join() === 'missing-field');
    JSON.parse(document.getText());
  });

  it('proposes the values of a list with what they mean', async function () {
    driver.required(this);
    const editor = await openNew('valeur.mdv-lgc.avance.json', (await onDisk('avance.json')).replace('"formatFichier": "PDF"', '"formatFichier": '));
    await untilTold(editor.document.uri, 'missing-value');
    await placeCursor(editor, positionOf(editor.document, '"formatFichier": ', 17));
    await driver.press('Control+Space');
    await driver.waitFor(ROW, { hasText: 'PDF' });
    await driver.press('Enter');
    await untilTold(editor.document.uri);
  });
});
