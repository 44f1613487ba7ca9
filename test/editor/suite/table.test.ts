import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  fileUri,
  fromPalette,
  fromPicker,
  LANGUAGE_ID,
  notification,
  onDisk,
  open,
  say,
  untilLanguage,
} from './desk.js';
import { driver } from './driver.js';
import { until } from './until.js';

const FOLDER = 'tableau';
const MADE = `${FOLDER}/export-commandes.mdv-lgc.avance.json`;
const WITH_MISTAKES = `${FOLDER}/export-fautif.csv`;
const ROW = '.quick-input-list .monaco-list-row';

const exists = (name: string): Promise<boolean> =>
  Promise.resolve(vscode.workspace.fs.stat(fileUri(name))).then(
    () => true,
    () => false,
  );

/** The command on a file, as the explorer's menu runs it; it ends with the last answer. */
const generate = (name: string): Thenable<unknown> =>
  vscode.commands.executeCommand('segur.genererDepuisTableau', fileUri(name));

const pickProfile = (): Promise<void> =>
  fromPicker(say('Profil des demandes à fabriquer', 'Profile of the requests to make'), 'MDV-LGC/avance');

async function write(): Promise<void> {
  await driver.waitFor(`${ROW}.focused`, { hasText: say('Écrire ce fichier', 'Write this file') });
  await driver.press('Enter');
}

describe('a table of orders', () => {
  afterEach(async () => {
    for (const name of [MADE, `${FOLDER}/export-fautif.mdv-lgc.avance.json`, WITH_MISTAKES, 'avance.csv'])
      await vscode.workspace.fs.delete(fileUri(name)).then(undefined, () => undefined);
  });

  it('becomes a request, once the user has seen how it is understood; and that can be undone', async function () {
    driver.required(this);
    const done = generate(`${FOLDER}/export-commandes.csv`);
    await pickProfile();
    await driver.waitFor(ROW, { hasText: 'export-commandes.mdv-lgc.avance.json' });
    await driver.screenshot('generer');
    assert.ok(!(await exists(MADE)), 'nothing is written before the user agrees');
    await write();
    await until('the file', () => exists(MADE));
    await done;
    assert.equal(await onDisk(MADE), await onDisk('avance.json'));
    await notification(say('6 demandes écrites en 1 fichier.', '6 requests written in 1 file.'));
    await until('its editor', () => vscode.window.activeTextEditor?.document.uri.path.endsWith(MADE) === true);
    await driver.screenshot('generer-fait');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await driver.press('Control+z');
    await until('the file gone', async () => !(await exists(MADE)));
  });

  it('is told by row and column where a row can’t be made right', async function () {
    driver.required(this);
    const bytes = await vscode.workspace.fs.readFile(fileUri(`${FOLDER}/export-commandes.csv`));
    const text = Buffer.from(bytes).toString('latin1').replace('358,33', '1,234').replace('4/11/2022', '31/02/2022');
    await vscode.workspace.fs.writeFile(fileUri(WITH_MISTAKES), Buffer.from(text, 'latin1'));
    const done = generate(WITH_MISTAKES);
    await pickProfile();
    await driver.waitFor(ROW, { hasText: say('ligne 2, colonne D', 'row 2, column D') });
    await driver.waitFor(ROW, { hasText: say('ligne 3, colonne B', 'row 3, column B') });
    await driver.screenshot('generer-fautes');
    await write();
    await done;
    await until('the others', () => exists(`${FOLDER}/export-fautif.mdv-lgc.avance.json`));
    const { document } = await open(`${FOLDER}/export-fautif.mdv-lgc.avance.json`);
    await untilLanguage(document, LANGUAGE_ID);
    assert.equal([...document.getText().matchAll(/"numLigne"/g)].length, 4);
  });

  it('comes back from a request', async function () {
    driver.required(this);
    const { document } = await open('avance.json');
    await untilLanguage(document, LANGUAGE_ID);
    await fromPalette(say('Ségur : exporter les demandes en tableau', 'Ségur: list requests as a table'));
    await until('the proposed name', async () =>
      (await driver.texts('.quick-input-widget .quick-input-title')).some(title =>
        title.includes(say('Écrire la liste', 'Write the list')),
      ),
    );
    await driver.press('Enter');
    await until('the list', () => exists('avance.csv'));
    const list = await onDisk('avance.csv');
    assert.ok(list.startsWith('\ufeffnumLigne;'));
    assert.equal(list.trimEnd().split('\r\n').length, 9);
  });
});
