import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  fileUri,
  fromPalette,
  fromPicker,
  LANGUAGE_ID,
  notification,
  onDisk,
  openNew,
  replace,
  say,
  untilLanguage,
} from './desk.js';
import { driver } from './driver.js';
import { until } from './until.js';

const exists = (name: string): Promise<boolean> =>
  Promise.resolve(vscode.workspace.fs.stat(fileUri(name))).then(
    () => true,
    () => false,
  );

const ROW = '.quick-input-list .monaco-list-row';

const listOf = (text: string, key: string): string[] =>
  [...text.matchAll(new RegExp(`"${key}": "([^"]+)"`, 'g'))].map(match => match[1] ?? '');

async function request(name: string, text: string): Promise<vscode.TextEditor> {
  const editor = await openNew(name, text);
  await untilLanguage(editor.document, LANGUAGE_ID);
  return editor;
}

/** Accepts the place proposed by a save dialog. */
async function acceptPlace(name: string): Promise<void> {
  await driver.waitFor('.quick-input-widget .quick-input-title', { hasText: say('Écrire les demandes', 'Write the') });
  await driver.waitFor(ROW, { hasText: 'avance.json' });
  await driver.press('Enter');
  await until(name, () => exists(name));
}

async function gone(...names: readonly string[]): Promise<void> {
  for (const name of names) await until(`${name} gone`, async () => !(await exists(name)));
}

describe('making files out of requests', () => {
  const made: string[] = [];
  afterEach(async () => {
    for (const name of made.splice(0)) await vscode.workspace.fs.delete(fileUri(name)).then(undefined, () => undefined);
  });

  it('splits a request by what the user chooses, unsaved edits included, and can undo it', async function () {
    driver.required(this);
    const parts = ['lot.valides.json', 'lot.en-erreur.json'];
    made.push(...parts);
    const editor = await request('lot.json', await onDisk('avance.json'));
    await replace(editor, '"10990000027"', '"10990000028"');
    await fromPalette(say('Ségur : découper la demande', 'Ségur: split the request'));
    await driver.waitFor(ROW, { hasText: say('lignes en erreur', 'lignes with errors') });
    await driver.screenshot('decouper-choix');
    await fromPicker(
      say('Découper ce fichier', 'Split this file'),
      say('Les lignes sans erreur à part', 'The lignes without error apart'),
    );
    await driver.waitFor(ROW, { hasText: 'lot.en-erreur.json' });
    await driver.screenshot('decouper');
    for (const name of parts) assert.ok(!(await exists(name)), name);
    await driver.waitFor(`${ROW}.focused`, { hasText: say('Écrire', 'Write') });
    await driver.press('Enter');
    for (const name of parts) await until(name, () => exists(name));
    assert.deepEqual(listOf(await onDisk('lot.en-erreur.json'), 'RPPS'), ['10990000028']);
    await notification(say('2 fichiers écrits.', '2 files written.'));
    await until(
      'the first part',
      () => vscode.window.activeTextEditor?.document.uri.path.endsWith('lot.valides.json') === true,
    );
    await driver.press('Control+z');
    await gone(...parts);
    assert.ok(editor.document.getText().includes('"10990000028"'));
  });

  it('merges requests, and says what is against it', async function () {
    driver.required(this);
    made.push('lot-fusion.json');
    const text = await onDisk('avance.json');
    await request('lot-1.json', text);
    await request('lot-2.json', text);
    const uris = ['lot-1.json', 'lot-2.json'].map(fileUri);
    await vscode.commands.executeCommand('segur.fusionner', uris[0], uris);
    await notification('(numero-editeur-unique)');
    // Other requests, for other beneficiaries.
    const others = text
      .replaceAll('LMS-2022-', 'LMS-2023-')
      .replace(
        /"(\d{8}|\d{10})(\d)"/g,
        (_, digits: string, key: string) => `"${digits}${String((Number(key) + 1) % 10)}"`,
      );
    await request('lot-3.json', others);
    uris[1] = fileUri('lot-3.json');
    void vscode.commands.executeCommand('segur.fusionner', uris[0], uris);
    await acceptPlace('lot-fusion.json');
    assert.deepEqual(listOf(await onDisk('lot-fusion.json'), 'numeroEditeur'), [
      ...listOf(text, 'numeroEditeur'),
      ...listOf(others, 'numeroEditeur'),
    ]);
    await notification(say('12 demandes réunies dans lot-fusion.json.', '12 requests merged in lot-fusion.json.'));
  });

  it('prepares the solde of what has none yet, from the portal’s output', async function () {
    driver.required(this);
    const name = 'sortie-2.mdv-lgc.solde.json';
    made.push(name);
    const output = await onDisk('sortie-portail-avance.json');
    await request(
      'sortie-2.json',
      output
        .replace('FINMDV90145', 'FINMDV90245')
        .replace('LMS-2022-0145', 'LMS-2022-0245')
        .replace('FINMDV90146', 'FINMDV90246')
        .replace('LMS-2022-0146', 'LMS-2022-0246'),
    );
    await fromPalette(say('Ségur : créer la demande de solde', 'Ségur: create the solde request'));
    await driver.waitFor(ROW, { hasText: 'solde.json' });
    await driver.screenshot('creer-solde-choix');
    await driver.press('Enter');
    await acceptPlace(name);
    const { document } = await until('the solde', () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.uri.path.endsWith(name) === true && editor;
    });
    assert.deepEqual(listOf(document.getText(), 'numeroASP'), ['FINMDV90245', 'FINMDV90246']);
    await until('its gaps', () => vscode.languages.getDiagnostics(document.uri).length > 0);
    await driver.screenshot('creer-solde');
    await driver.press('Control+z');
    await gone(name);
  });
});
