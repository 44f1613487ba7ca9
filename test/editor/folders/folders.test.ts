import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import * as vscode from 'vscode';
import { codeOf, diagnosticsOf, fromPalette, notification, positionOf } from '../suite/desk.js';
import { driver } from '../suite/driver.js';
import { until } from '../suite/until.js';
import { inWebview } from '../suite/webview.js';

/** The editor is French, `segur.langue` English: what Ségur JSON says at run time is English here. */

const inFolder = (folder: string, name: string): vscode.Uri => {
  const found = vscode.workspace.workspaceFolders?.find(one => one.name === folder);
  assert.ok(found, `${folder} is not open`);
  return vscode.Uri.joinPath(found.uri, name);
};

const show = async (uri: vscode.Uri): Promise<vscode.TextEditor> =>
  vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });

const codesOf = (uri: vscode.Uri): readonly string[] => diagnosticsOf(uri).map(codeOf);

/** The message, in full and only once, in a screenshot. */
async function listed(text: string, photograph: string): Promise<void> {
  await vscode.commands.executeCommand('notifications.showList');
  await driver.waitFor('.notification-list-item-message', { hasText: text });
  assert.equal((await driver.texts('.notification-list-item-message', { hasText: text })).length, 1);
  await driver.screenshot(photograph);
}

/** Root can write where others may only read, unless the file system itself refuses. */
function freeze(folder: string, frozen: boolean): void {
  try {
    execFileSync('chattr', [frozen ? '+i' : '-i', folder], { stdio: 'ignore' });
  } catch {
    chmodSync(folder, frozen ? 0o555 : 0o755);
  }
}

describe('several folders', () => {
  it('are judged each by its own settings, and compared across', async function () {
    driver.required(this);
    const [own, other] = [inFolder('avances', 'a-corriger.json'), inFolder('archive', 'ancienne.json')];
    await show(other);
    await until('findings of the archive', () => codesOf(other).includes('rpps'));
    await show(own);
    await until('findings of the avances', () => codesOf(own).includes('rpps'));
    const english = diagnosticsOf(own).find(one => codeOf(one) === 'rpps')?.message ?? '';
    assert.match(english, /\bRPPS\b[^]*\bis\b/, 'segur.langue decides, not the language of the editor');
    const settings = inFolder('avances', 'segur.config.json');
    const suppressions = [{ rule: 'rpps', reason: 'Vu avec la DSI.' }];
    await vscode.workspace.fs.writeFile(settings, new TextEncoder().encode(JSON.stringify({ suppressions })));
    await until('the settings of one folder', () => !codesOf(own).includes('rpps'));
    assert.ok(codesOf(other).includes('rpps'), 'they hold for their folder only');
    await vscode.workspace.fs.delete(settings);
    await show(inFolder('soldes', 'solde.json'));
    await fromPalette('Ségur : comparer tout le fichier, avance et solde');
    await driver.waitFor(inWebview('table.whole tbody tr'), { hasText: 'LMS-2022-0141' });
    await vscode.commands.executeCommand('segur.depots.focus');
    await driver.waitFor('.pane-body .monaco-list-row', { hasText: 'avances/sortie.json' });
    await driver.screenshot('dossiers');
  });

  it('are written to once they are trusted, and the message leads there', async function () {
    driver.required(this);
    assert.equal(vscode.workspace.isTrusted, false);
    const uri = inFolder('avances', 'a-corriger.json');
    await show(uri);
    await until('findings', () => codesOf(uri).length > 0);
    void vscode.commands.executeCommand('segur.taire', uri, { rule: 'rpps', position: { line: 0, character: 0 } });
    await listed("isn't trusted", 'non-approuve');
    await driver.click('.notification-list-item .monaco-button', { hasText: 'Manage trust' });
    await driver.waitFor('.workspace-trust-editor');
    await driver.screenshot('approbation');
    await driver.click('.workspace-trust-editor .monaco-button >> nth=0');
    await until('trust', () => vscode.workspace.isTrusted);
  });

  it('that can’t be written to say so, for a rule to silence and for a profile', async function () {
    driver.required(this);
    const uri = inFolder('archive', 'ancienne.json');
    const folder = inFolder('archive', '').fsPath;
    const editor = await show(uri);
    await until('findings', () => codesOf(uri).includes('rpps'));
    freeze(folder, true);
    try {
      const { line, character } = positionOf(editor.document, '"RPPS"');
      void vscode.commands.executeCommand('segur.taire', uri, { rule: 'rpps', position: { line, character } });
      await driver.waitFor('.quick-input-list .monaco-list-row', { hasText: 'ancienne.json' });
      await driver.press('Enter');
      await driver.waitFor('.quick-input-message', { hasText: 'segur.config.json' });
      await driver.type('Vu avec la DSI.');
      await driver.press('Enter');
      await listed('could not be written', 'lecture-seule');
      await vscode.commands.executeCommand('notifications.clearAll');
      void vscode.commands.executeCommand('segur.choisirProfil', uri);
      await driver.waitFor('.quick-input-list .monaco-list-row');
      await driver.press('ArrowDown', 'Enter');
      await listed('could not be saved', 'lecture-seule-profil');
    } finally {
      freeze(folder, false);
    }
  });

  it('are told in another language once the window is reloaded', async function () {
    driver.required(this);
    const settings = vscode.workspace.getConfiguration('segur');
    await settings.update('langue', 'fr', vscode.ConfigurationTarget.Global);
    await notification('language of Ségur JSON changes once the window is reloaded');
    await settings.update('langue', 'en', vscode.ConfigurationTarget.Global);
  });
});
