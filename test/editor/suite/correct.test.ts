import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { onDisk, openNew, openRequest, untilSilent, untilTold } from './desk.js';
import { until } from './until.js';

const symbolsOf = async (uri: vscode.Uri): Promise<vscode.DocumentSymbol[]> =>
  (await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  )) ?? [];

describe('a correct request', () => {
  for (const name of ['avance.json', 'solde.json']) {
    it(`${name}: nothing is said of it, by any source`, async () => {
      await untilSilent(await openRequest(name));
    });

    it(`${name}: formatting asks nothing and changes nothing`, async () => {
      const { document } = await openRequest(name);
      await vscode.commands.executeCommand('editor.action.formatDocument');
      assert.equal(document.getText(), await onDisk(name));
    });
  }

  it('is formatted as the model has it, without a picker', async () => {
    const correct = await onDisk('avance.json');
    const { document } = await openNew('compacte.mdv-lgc.avance.json', JSON.stringify(JSON.parse(correct)));
    await until('the format', async () => {
      await vscode.commands.executeCommand('editor.action.formatDocument');
      return document.getText().trimEnd() === correct.trimEnd();
    });
    await untilTold(document.uri);
  });

  it('has one outline, which names each ligne once', async () => {
    const { document } = await openRequest('avance.json');
    const symbols = await until('the outline', async () => {
      const found = await symbolsOf(document.uri);
      return found.length > 0 && found;
    });
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['impId', 'numeroAns', 'siret', 'lignesImport'],
    );
    const lignes = symbols.find(({ name }) => name === 'lignesImport')?.children.map(({ name }) => name) ?? [];
    assert.equal(lignes.length, 6);
    assert.match(lignes[2] ?? '', /^Ligne 3 · LMS-2022-\d+ · .+/);
  });

  it('folds where plain JSON does', async () => {
    const { document } = await openRequest('avance.json');
    const folds = async (uri: vscode.Uri): Promise<string> => {
      const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[] | undefined>(
        'vscode.executeFoldingRangeProvider',
        uri,
      );
      return (ranges ?? [])
        .map(({ start, end }) => `${String(start)}-${String(end)}`)
        .sort()
        .join();
    };
    const ours = await until('our folds', async () => (await folds(document.uri)) || undefined);
    const plain = await openNew('plain.json', document.getText().replace('"lignesImport"', '"lignes"'));
    assert.equal(await until('the folds of JSON', async () => (await folds(plain.document.uri)) || undefined), ours);
  });

  it('completes each key once, and nothing of JSON’s own', async () => {
    const { document } = await openNew('cle.mdv-lgc.avance.json', '{\n  "impId": null,\n  \n  "lignesImport": []\n}\n');
    const labels = await until('proposals', async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(2, 2),
      );
      const found = list.items
        .filter(({ kind }) => kind !== vscode.CompletionItemKind.Snippet)
        .map(({ label }) => (typeof label === 'string' ? label : label.label));
      return found.length > 0 && found;
    });
    assert.deepEqual(labels, ['numeroAns', 'siret']);
  });

  it('tells of a field once', async () => {
    const { document } = await openRequest('avance.json');
    const at = document.positionAt(document.getText().indexOf('"dateCommande"') + 3);
    const hovers = await until('a hover', async () => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        at,
      );
      return found.length > 0 && found;
    });
    assert.equal(hovers.length, 1);
    const text = hovers.flatMap(({ contents }) =>
      contents.map(part => (part instanceof vscode.MarkdownString ? part.value : '')),
    );
    assert.match(text.join('\n'), /dateCommande[^]*Source/);
  });
});
