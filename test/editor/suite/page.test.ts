import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { say } from './desk.js';
import { driver } from './driver.js';
import { inWebview } from './webview.js';

describe('the page of the extension', () => {
  it('shows what it is and its picture, from what is installed', async function () {
    driver.required(this);
    await vscode.commands.executeCommand('extension.open', 'segur-json.segur-json');
    await driver.waitFor('.extension-editor .name', { hasText: 'Ségur JSON' });
    await driver.waitFor(inWebview('h1'), { hasText: 'Ségur JSON' });
    await driver.waitFor(inWebview('img[alt]'));
    // The page's own policy could have dropped it.
    assert.match((await driver.attribute(inWebview('img[alt]'), 'src')) ?? '', /^data:image\/png;base64,/);
    assert.match(await driver.text('.extension-editor .description'), new RegExp(say('financement', 'funding')));
    await driver.screenshot('page');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
