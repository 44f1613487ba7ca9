import * as vscode from 'vscode';
import { fromPalette, openRequest, say } from './desk.js';
import { driver } from './driver.js';

const ROW = '.pane-body .monaco-list-row';

describe('the view of all requests', () => {
  it('tells the demandes of every file, open or not, and how far each has come', async function () {
    driver.required(this);
    await openRequest('avance-a-corriger.json');
    await vscode.commands.executeCommand('segur.depots.focus');
    await driver.waitFor(ROW, { hasText: 'avance-a-corriger.json' });
    await driver.waitFor(ROW, { hasText: 'solde.json' });
    await driver.screenshot('depots');
    await fromPalette(say('Ségur : filtrer les demandes par état', 'Ségur: filter requests by state'));
    await driver.waitFor('.quick-input-list .monaco-list-row', { hasText: say('à corriger', 'to correct') });
    await driver.press('Escape');
    await vscode.commands.executeCommand('workbench.view.explorer');
  });
});
