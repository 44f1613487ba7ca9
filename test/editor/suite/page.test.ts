import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver } from './driver.js';
import { inWebview } from './webview.js';

describe('the page of the extension', () => {
  it('shows what it is, from what is installed', async function () {
    driver.required(this);
    await vscode.commands.executeCommand('extension.open', 'segur-json.segur-json');
    await driver.waitFor('.extension-editor .name', { hasText: 'Ségur JSON' });
    await driver.waitFor(inWebview('h1'), { hasText: 'Ségur JSON' });
    await driver.waitFor(inWebview('strong'), { hasText: "non affilié à l'ASP ni à l'ANS" });
    // A picture that the editor can't fetch would appear broken.
    assert.equal(await driver.count(inWebview('img')), 0);
    await driver.screenshot('page');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
