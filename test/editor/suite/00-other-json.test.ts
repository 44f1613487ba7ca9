import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openNew, openRequest, replace } from './desk.js';
import { seesProcesses, serverProcesses } from './processes.js';
import { until } from './until.js';

const MANIFEST = JSON.stringify(
  { name: 'logimed', version: '1.0.0', files: ['lignesImport'], config: { lignesImport: [{ numLigne: 1 }] } },
  null,
  2,
);

const BIG = JSON.stringify({
  items: Array.from({ length: 20_000 }, (_, id) => ({ id, siret: '99999999800019', label: 'lignesImport' })),
});

const jsonSymbols = async (uri: vscode.Uri): Promise<string[]> => {
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  return (symbols ?? []).map(({ name }) => name);
};

// The file's name puts it first: once a request was open, the server runs.
describe('JSON that is no request', () => {
  it('stays JSON, with the comfort of JSON, and starts no server', async () => {
    const editor = await openNew('package.json', MANIFEST);
    const { document } = editor;
    await until('our extension', () => vscode.extensions.getExtension('segur-json.segur-json')?.isActive === true);
    await until('the outline of JSON', async () => (await jsonSymbols(document.uri)).includes('config'));
    await replace(editor, '"logimed"', '"logimed",,');
    const [told] = await until(
      'a diagnostic of JSON',
      () => vscode.languages.getDiagnostics(document.uri).length > 0 && vscode.languages.getDiagnostics(document.uri),
    );
    assert.equal(told?.source, 'json');
    assert.equal(document.languageId, 'json');
    if (seesProcesses()) assert.deepEqual(serverProcesses(), []);
  });

  it('stays JSON when it is big', async () => {
    const { document } = await openNew('journal.json', BIG);
    await until('the outline of JSON', async () => (await jsonSymbols(document.uri)).length > 0);
    assert.equal(document.languageId, 'json');
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
    if (seesProcesses()) assert.deepEqual(serverProcesses(), []);
  });

  it('is left alone beside a request, which starts the server once', async function () {
    if (!seesProcesses()) this.skip();
    const { document } = await openNew('package.json', MANIFEST);
    await openRequest('avance.json');
    await openRequest('solde.json');
    await until('one server', () => serverProcesses().length === 1);
    assert.equal(document.languageId, 'json');
  });
});
