import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  diagnosticsOf,
  FAULTY_FINDINGS,
  fromPicker,
  LANGUAGE_ID,
  onDisk,
  open,
  openNew,
  openRequest,
  untilLanguage,
  untilTold,
} from './desk.js';
import { driver } from './driver.js';
import { until } from './until.js';

const FAULTY = '{"impId": null, "numeroAns": "9900000001", "SIRET": "99999999800019", "lignesImport": []}';

async function pickLanguage(id: string): Promise<void> {
  void vscode.commands.executeCommand('workbench.action.editor.changeLanguageMode');
  await fromPicker('Language Mode', `(${id})`);
}

/** With a change that is given up, after which VS Code reads the file again. */
async function closeAndOpen(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  assert.ok(
    await editor.edit(edit => {
      edit.insert(new vscode.Position(0, 1), '\n');
    }),
  );
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await open('langue.json');
}

describe('the language of a document', () => {
  it('is what the user says, though the content is a request’s', async function () {
    driver.required(this);
    const { document } = await openNew('langue.json', await onDisk('avance-a-corriger.json'));
    await untilLanguage(document, LANGUAGE_ID);
    await pickLanguage('json');
    await untilLanguage(document, 'json');
    await untilTold(document.uri);
    await closeAndOpen();
    await untilTold(document.uri);
    assert.equal(document.languageId, 'json');
    await pickLanguage(LANGUAGE_ID);
    await until('findings', () => diagnosticsOf(document.uri).length === FAULTY_FINDINGS);
    await closeAndOpen();
    await until('findings', () => diagnosticsOf(document.uri).length === FAULTY_FINDINGS);
    assert.equal(document.languageId, LANGUAGE_ID);
  });

  it('becomes ours when an untitled JSON becomes a request', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'json', content: '' });
    const editor = await vscode.window.showTextDocument(document);
    assert.ok(
      await editor.edit(edit => {
        edit.insert(new vscode.Position(0, 0), FAULTY);
      }),
    );
    await untilLanguage(document, LANGUAGE_ID);
    await untilTold(document.uri, 'profile-unknown', 'key-casing', 'empty-import');
  });

  it('stays JSON for the old side of a comparison', async () => {
    const text = await onDisk('avance-a-corriger.json');
    const scheme = 'segur-test-old';
    const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: () => text,
    });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(`${scheme}:/avance.json`));
    await vscode.window.showTextDocument(document);
    await openRequest('avance-a-corriger.json');
    assert.equal(document.languageId, 'json');
    provider.dispose();
  });
});
