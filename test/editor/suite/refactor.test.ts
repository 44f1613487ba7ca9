import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { placeCursor } from './cursor.js';
import { fileUri, onDisk, openNew, openRequest, positionOf, say, untilLanguage, LANGUAGE_ID } from './desk.js';
import { driver } from './driver.js';
import { until } from './until.js';

const OLD = 'LMS-2022-0141';
const NEW = 'LMS-2023-0007';
const FILES = ['avance.json', 'sortie-portail-avance.json', 'solde.json'] as const;

const pieces = async (): Promise<readonly string[]> =>
  (await vscode.workspace.fs.readDirectory(fileUri('pieces'))).map(([name]) => name);

describe('a « numeroEditeur » that is renamed', () => {
  const before = new Map<string, string>();
  afterEach(async () => {
    for (const [name, text] of before)
      await vscode.workspace.fs.writeFile(fileUri(name), new TextEncoder().encode(text));
    for (const name of await pieces())
      if (name.includes(NEW)) {
        const back = name.replaceAll(NEW, OLD);
        await vscode.workspace.fs.rename(fileUri(`pieces/${name}`), fileUri(`pieces/${back}`), { overwrite: true });
      }
  });

  it('takes the new one in avance, output and solde, and its attachments with it', async function () {
    driver.required(this);
    for (const name of FILES) before.set(name, await onDisk(name));
    const named = (await pieces()).filter(name => name.includes(OLD)).length;
    assert.ok(named > 0);
    const editor = await openRequest('avance.json');
    const position = positionOf(editor.document, `"${OLD}"`, 3);
    await until('all its places', async () => {
      const found = await vscode.commands.executeCommand<vscode.Location[]>(
        'vscode.executeReferenceProvider',
        editor.document.uri,
        position,
      );
      return found.length >= FILES.length;
    });
    await placeCursor(editor, position);
    // Keys typed before the box has the focus would go into the text.
    await until('the box', async () => {
      await driver.press('F2');
      return driver.waitFor('.rename-box input:focus', { timeout: 3_000 }).then(
        () => true,
        () => false,
      );
    });
    await driver.press('Control+A');
    await driver.type(NEW);
    await driver.screenshot('renommer');
    await driver.press('Enter');
    await until('the files', async () => {
      const texts = await Promise.all(
        FILES.map(async name => (await vscode.workspace.openTextDocument(fileUri(name))).getText()),
      );
      return texts.every((text, i) => text === before.get(FILES[i] ?? '')?.replaceAll(OLD, NEW));
    });
    // The editor saves renamed files in its own time: what is restored must not be overwritten.
    await until('all of it on the disk', async () => {
      await vscode.workspace.saveAll();
      const texts = await Promise.all(FILES.map(onDisk));
      return texts.every((text, i) => text === before.get(FILES[i] ?? '')?.replaceAll(OLD, NEW));
    });
    await until('the attachments', async () => (await pieces()).filter(name => name.includes(NEW)).length === named);
  });
});

describe('what values say', () => {
  it('is shown behind them where the user wants it', async function () {
    driver.required(this);
    const settings = vscode.workspace.getConfiguration('segur');
    await settings.update('indications', true, vscode.ConfigurationTarget.Global);
    try {
      const editor = await openRequest('avance.json');
      await placeCursor(editor, positionOf(editor.document, '"RPPS"', 3));
      await driver.waitFor('.view-line', { hasText: say('✓ clé juste', '✓ valid key') });
      await driver.screenshot('indications');
    } finally {
      await settings.update('indications', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

describe('a ligne', () => {
  it('is moved, doubled and taken out from the menu of refactorings', async function () {
    driver.required(this);
    const text = await onDisk('avance.json');
    const editor = await openNew('lot.mdv-lgc.avance.json', text);
    const { document } = editor;
    await untilLanguage(document, LANGUAGE_ID);
    const take = async (title: string): Promise<void> => {
      await placeCursor(editor, positionOf(document, '"numLigne": 1', 3));
      await until('the menu', async () => {
        await driver.press('Control+Shift+R');
        return driver.waitFor('.action-widget .monaco-list-row.action', { hasText: title, timeout: 2_000 }).then(
          () => true,
          () => false,
        );
      });
      await driver.screenshot('remanier');
      await driver.click('.action-widget .monaco-list-row.action', { hasText: title });
    };
    const count = (): number => document.getText().split('"numLigne"').length - 1;
    const lignes = count();
    await take(say('Dupliquer cette ligne', 'Duplicate this ligne'));
    await until('one more', () => count() === lignes + 1);
    await take(say('Extraire cette ligne', 'Extract this ligne'));
    await until('one less', () => count() === lignes);
    assert.equal(document.getText(), text);
    const part = await until('the new file', async () => {
      const [found] = await vscode.workspace.findFiles('lot-*.mdv-lgc.avance.json');
      return found;
    });
    const extracted = await vscode.workspace.openTextDocument(part);
    assert.equal(extracted.getText().split('"numLigne"').length - 1, 1);
    // A document that is gone from disk and unsaved can't be shown or closed.
    await extracted.save();
    await vscode.workspace.fs.delete(part);
  });
});
