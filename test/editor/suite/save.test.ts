import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LANGUAGE_ID, onDisk, openNew, untilLanguage, untilTold } from './desk.js';

const FILE = 'enregistre.mdv-lgc.avance.json';

describe('saving', () => {
  const settings = (): vscode.WorkspaceConfiguration =>
    vscode.workspace.getConfiguration('editor', { languageId: LANGUAGE_ID });

  const onSave = async (actions: object | undefined): Promise<void> => {
    await settings().update('codeActionsOnSave', actions, vscode.ConfigurationTarget.Global, true);
  };

  afterEach(() => onSave(undefined));

  it('fixes nothing on its own', async () => {
    const editor = await openNew(FILE, (await onDisk('avance.json')).replace('"PDF"', '"pdf"'));
    await untilTold(editor.document.uri, 'enum-value');
    assert.ok(
      await editor.edit(edit => {
        edit.insert(new vscode.Position(0, 1), '\n');
      }),
    );
    await editor.document.save();
    assert.ok((await onDisk(FILE)).includes('"pdf"'));
  });

  it('fixes all that is safe where the settings ask it', async () => {
    await onSave({ 'source.fixAll.segur': 'explicit' });
    const correct = await onDisk('avance.json');
    const editor = await openNew(FILE, correct.replace('"siret"', '"SIRET"'));
    await untilLanguage(editor.document, LANGUAGE_ID);
    await untilTold(editor.document.uri, 'key-casing');
    assert.ok(
      await editor.edit(edit => {
        edit.insert(editor.document.lineAt(editor.document.lineCount - 1).range.end, '\n');
      }),
    );
    await editor.document.save();
    assert.equal(await onDisk(FILE), `${correct}\n`);
    await untilTold(editor.document.uri);
  });
});
