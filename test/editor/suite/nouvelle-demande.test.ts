import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeOf, diagnosticsOf, fromPalette, LANGUAGE_ID, say } from './desk.js';
import { driver } from './driver.js';
import { until } from './until.js';

const ROW = '.quick-input-list .monaco-list-row';

describe('a new request', () => {
  it('is written from its model, by keyboard, with only values to fill in', async function () {
    driver.required(this);
    await fromPalette(say('Ségur : nouvelle demande…', 'Ségur: new request…'));
    await driver.waitFor(ROW, { hasText: 'HOP-DPI/avance' });
    await driver.type('HOP-DPI/avance');
    await driver.waitFor(`${ROW}.focused`, { hasText: 'HOP-DPI/avance' });
    await driver.press('Enter');
    const document = await until('the skeleton', () => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.getText().includes('"lignesImport"') === true && active;
    });
    assert.equal(document.languageId, 'segur-json');
    assert.match(document.uri.path, /demande.*\.hop-dpi\.avance\.json$|request.*\.hop-dpi\.avance\.json$/);
    JSON.parse(document.getText());
    // The text arrives before its findings.
    const faults = ['missing-field', 'unknown-field', 'field-order', 'json-syntax'];
    await until('nothing but what is left to fill in', () => {
      const codes = diagnosticsOf(document.uri).map(codeOf);
      return codes.length > 0 && !codes.some(code => faults.includes(code));
    });
    await driver.screenshot('nouvelle-demande');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('fills an empty file from the snippet of a profile', async function () {
    driver.required(this);
    const document = await vscode.workspace.openTextDocument({ language: LANGUAGE_ID, content: '' });
    await vscode.window.showTextDocument(document);
    void vscode.commands.executeCommand('workbench.action.populateFileFromSnippet');

    await driver.waitFor(ROW, { hasText: 'BIO-LOINC/avance' });
    await driver.type('MDV-LGC/solde');
    await driver.waitFor(`${ROW}.focused`, { hasText: 'MDV-LGC/solde' });
    await driver.press('Enter');
    await until('the request', () => document.getText().includes('"lignesImport"'));
  });
});
