import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { placeCursor } from './cursor.js';
import {
  codeOf,
  diagnosticsOf,
  FAULTY_FINDINGS,
  fileUri,
  onDisk,
  openNew,
  openRequest,
  positionOf,
  replace,
  untilTold,
} from './desk.js';
import { driver } from './driver.js';
import { until } from './until.js';

describe('what is said of a document', () => {
  it('follows each change at once, and leaves no old mark', async () => {
    const editor = await openNew('saisie.mdv-lgc.avance.json', await onDisk('avance.json'));
    const { uri } = editor.document;
    await untilTold(uri);
    await replace(editor, '"siret"', '"SIRET"');
    const [told] = await untilTold(uri, 'key-casing');
    assert.equal(editor.document.getText(told?.range), '"SIRET"');
    assert.ok(
      await editor.edit(edit => {
        edit.insert(new vscode.Position(0, 1), '\n\n');
      }),
    );
    await until(
      'the mark at its new place',
      () =>
        editor.document.getText(diagnosticsOf(uri)[0]?.range) === '"SIRET"' &&
        diagnosticsOf(uri)[0]?.range.start.line === 5,
    );
    await replace(editor, '"SIRET"', '"siret"');
    await untilTold(uri);
  });

  it('is right after keys that come faster than answers', async function () {
    driver.required(this);
    const correct = await onDisk('avance.json');
    const address = 'secretariat@cabinet-morvan.example';
    const editor = await openNew('vite.mdv-lgc.avance.json', correct.replace(`"${address}"`, '""'));
    const { document } = editor;
    await until('a finding', () => diagnosticsOf(document.uri).length > 0);
    await placeCursor(editor, positionOf(document, '"emailMedecin": ""', 17));
    await driver.type(address);
    await until('the text typed', () => document.getText() === correct);
    await untilTold(document.uri);
  });

  it('stays when the tab closes, and when the file is opened again', async () => {
    const uri = fileUri('ferme.mdv-lgc.avance.json');
    const text = (await onDisk('avance.json')).replace('"siret"', '"SIRET"');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    // As a user opens it: a document opened by an extension stays open for minutes without a tab.
    const opened = async (): Promise<vscode.TextDocument> => {
      await vscode.commands.executeCommand('vscode.open', uri);
      const active = vscode.window.activeTextEditor?.document;
      assert.equal(active?.uri.toString(), uri.toString());
      await untilTold(uri, 'key-casing');
      return active;
    };
    const document = await opened();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until('a closed file', () => document.isClosed);
    await untilTold(uri, 'key-casing');
    await opened();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(uri);
    await untilTold(uri);
  });

  it('goes with an edit that is thrown away', async () => {
    const editor = await openNew('jete.mdv-lgc.avance.json', await onDisk('avance.json'));
    await replace(editor, '"siret"', '"SIRET"');
    await untilTold(editor.document.uri, 'key-casing');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await untilTold(editor.document.uri);
  });

  it('is said of a file that nobody opens, until it is mended on the disk', async () => {
    await openRequest('avance.json');
    const text = (await onDisk('avance.json')).replaceAll('LMS-2022-', 'LMS-2020-').replaceAll('EI-2022', 'EI-2020');
    const uri = fileUri('jamais-ouverte.json');
    const write = (now: string): Thenable<void> => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(now));
    try {
      await write(text.replace('"siret"', '"SIRET"'));
      await until('its finding', () => diagnosticsOf(uri).map(codeOf).includes('key-casing'));
      await write(text);
      await until('the finding gone', () => !diagnosticsOf(uri).map(codeOf).includes('key-casing'));
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
    await untilTold(uri);
  });

  it('is said of open files only, where the user wants it', async () => {
    await openRequest('avance.json');
    const closed = fileUri('avance-a-corriger.json');
    await until('findings of a closed file', () => diagnosticsOf(closed).length > 0);
    const settings = vscode.workspace.getConfiguration('segur');
    await settings.update('fichiersFermes', false, vscode.ConfigurationTarget.Global);
    try {
      await until('silence on closed files', () => diagnosticsOf(closed).length === 0);
      await replace(await openRequest('avance.json'), '"siret"', '"SIRET"');
      await untilTold(fileUri('avance.json'), 'key-casing');
      assert.equal(diagnosticsOf(closed).length, 0);
    } finally {
      await settings.update('fichiersFermes', undefined, vscode.ConfigurationTarget.Global);
    }
    await until('findings again', () => diagnosticsOf(closed).length > 0);
  });

  it('follows a revert', async () => {
    const editor = await openNew('revient.mdv-lgc.avance.json', await onDisk('avance.json'));
    await replace(editor, '"siret"', '"SIRET"');
    await untilTold(editor.document.uri, 'key-casing');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await untilTold(editor.document.uri);
  });

  it('goes with the file, in a tab as well as out of sight', async () => {
    const wrong = (await onDisk('avance.json')).replace('"siret"', '"SIRET"');
    const names = ['onglet.mdv-lgc.avance.json', 'sans-onglet.mdv-lgc.avance.json'];
    for (const name of names) await untilTold((await openNew(name, wrong)).document.uri, 'key-casing');
    // VS Code keeps what an extension has opened for minutes after its tab is closed.
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    for (const name of names) await vscode.workspace.fs.delete(fileUri(name));
    for (const name of names) await untilTold(fileUri(name));
  });

  it('follows a file that is renamed', async () => {
    const { document } = await openNew(
      'ancien.mdv-lgc.avance.json',
      (await onDisk('avance.json')).replace('"siret"', '"SIRET"'),
    );
    await untilTold(document.uri, 'key-casing');
    const renamed = fileUri('nouveau.json');
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(document.uri, renamed);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await untilTold(renamed, 'key-casing');
    await untilTold(document.uri);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(renamed);
  });

  it('is kept apart for two files', async () => {
    const faulty = await openRequest('avance-a-corriger.json');
    const beside = await vscode.workspace.openTextDocument(fileUri('solde.json'));
    const solde = await vscode.window.showTextDocument(beside, vscode.ViewColumn.Beside);
    await until('findings', () => diagnosticsOf(faulty.document.uri).length === FAULTY_FINDINGS);
    await replace(solde, '"siret"', '"SIRET"');
    await untilTold(beside.uri, 'key-casing');
    assert.equal(diagnosticsOf(faulty.document.uri).length, FAULTY_FINDINGS);
    await replace(solde, '"SIRET"', '"siret"');
    await untilTold(beside.uri);
    assert.deepEqual(diagnosticsOf(faulty.document.uri).slice(0, 1).map(codeOf), ['key-casing']);
  });
});
