import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { fromPicker, LANGUAGE_ID, onDisk, open, openRequest, untilLanguage, untilTold } from './desk.js';
import { driver } from './driver.js';

const FAULTY = '{"impId": null, "numeroAns": "9900000001", "SIRET": "99999999800019", "lignesImport": []}';

describe('the language of a document', () => {
  it('is what the user says, though the content is a request’s', async function () {
    driver.required(this);
    const editor = await openRequest('avance-a-corriger.json');
    void vscode.commands.executeCommand('workbench.action.editor.changeLanguageMode');
    await fromPicker('(json)', 'JSON');
    await untilLanguage(editor.document, 'json');
    await untilTold(editor.document.uri);
    assert.ok(await editor.edit((edit) => { edit.insert(new vscode.Position(0, 1), '\n'); }));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    const again = await open('avance-a-corriger.json');
    await untilTold(again.document.uri);
    assert.equal(again.document.languageId, 'json');
    await vscode.languages.setTextDocumentLanguage(again.document, LANGUAGE_ID);
  });

  it('becomes ours when an untitled JSON becomes a request', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'json', content: '' });
    const editor = await vscode.window.showTextDocument(document);
    assert.ok(await editor.edit((edit) => { edit.insert(new vscode.Position(0, 0), FAULTY); }));
    await untilLanguage(document, LANGUAGE_ID);
    await untilTold(document.uri, 'profile-unknown', 'key-casing', 'empty-import');
  });

  it('stays JSON for the old side of a comparison', async () => {
    const text = await onDisk('avance-a-corriger.json');
    const scheme = 'segur-test-old';
    const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent: () => text });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(`${scheme}:/avance.json`));
    await vscode.window.showTextDocument(document);
    await openRequest('avance-a-corriger.json');
    assert.equal(document.languageId, 'json');
    provider.dispose();
  });
});
