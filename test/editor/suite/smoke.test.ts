import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver } from './driver.js';
import { until } from './until.js';

const SOURCE = 'Ségur';

function workspaceFile(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the editor opened no folder');
  return vscode.Uri.joinPath(folder.uri, name);
}

describe('smoke', () => {
  it('shows the problems of a file to correct', async () => {
    const uri = workspaceFile('avance-a-corriger.json');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const problems = await until(`diagnostics of ${SOURCE}`, () => {
      const found = vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === SOURCE);
      return found.length > 0 && found;
    });
    assert.ok(problems.every((problem) => problem.message !== ''));
  });

  it('draws them in the editor and lists them in the Problems panel', async function () {
    driver.required(this);
    await driver.waitFor('.monaco-editor .squiggly-error, .monaco-editor .squiggly-warning');
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    await driver.waitFor('.markers-panel .monaco-list-row');
    await driver.screenshot('smoke-problems');
  });
});
