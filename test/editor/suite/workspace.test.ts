import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { placeCursor } from './cursor.js';
import {
  codeOf,
  diagnosticsOf,
  fileUri,
  fromPalette,
  onDisk,
  openNew,
  openRequest,
  positionOf,
  replace,
  SOURCE,
  say,
  tidyFolder,
} from './desk.js';
import { driver } from './driver.js';
import { until } from './until.js';
import { inWebview } from './webview.js';

const NUMBER = 'LMS-2022-0141';

/** Replaces the file's number by the avance's. */
const told = (uri: vscode.Uri): vscode.Diagnostic | undefined =>
  diagnosticsOf(uri).find(diagnostic => codeOf(diagnostic) === 'solde-numero-editeur');

describe('the folder of a publisher', () => {
  before(tidyFolder);

  it('says of a solde what differs from its avance, and leads there', async function () {
    driver.required(this);
    const editor = await openRequest('solde.json');
    const { uri } = editor.document;
    await replace(editor, `"${NUMBER}"`, '"LMS-2022-9141"');
    // The editor reports in its own time what other tests removed.
    await until('the finding, with its avance', () =>
      told(uri)?.relatedInformation?.some(({ location }) =>
        ['avance.json', 'sortie-portail-avance.json'].some(name => location.uri.path.endsWith(`/${name}`)),
      ),
    );
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    await placeCursor(editor, positionOf(editor.document, '"LMS-2022-9141"', 3));
    // The panel lists the folder's other files, too, and draws only the rows in view.
    await driver.fill('.viewpane-filter-container input', 'solde.json');
    await driver.waitFor('.markers-panel .monaco-list-row', {
      hasText: say('sortie-portail-avance.json', 'sortie-portail-avance.json'),
    });
    await driver.screenshot('solde-et-avance');
    await driver.fill('.viewpane-filter-container input', '');
    await replace(editor, '"LMS-2022-9141"', `"${NUMBER}"`);
    await until('silence', () => told(uri) === undefined);
  });

  it('follows an avance that is being typed: its solde is told at once', async function () {
    driver.required(this);
    const solde = (await openRequest('solde.json')).document.uri;
    const text = await onDisk('sortie-portail-avance.json');
    assert.ok(text.includes(NUMBER));
    const editor = await openRequest('sortie-portail-avance.json');
    await replace(editor, `"${NUMBER}"`, '"LMS-2022-9141"');
    await until('the finding in the solde', () => told(solde));
    await vscode.commands.executeCommand('undo');
    await until('silence in the solde', () => told(solde) === undefined);
  });

  it('is navigated: F12 leads from a solde’s number to the avance', async function () {
    driver.required(this);
    const editor = await openRequest('solde.json');
    const position = positionOf(editor.document, `"${NUMBER}"`, 3);
    let found: readonly string[] = [];
    const wanted = ['avance.json', 'sortie-portail-avance.json'];
    await until('the definitions', async () => {
      const all = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        editor.document.uri,
        position,
      );
      found = all.map(one => vscode.workspace.asRelativePath('targetUri' in one ? one.targetUri : one.uri));
      return found.join() === wanted.join();
    }).catch(() => undefined);
    assert.deepEqual(found, wanted);
    await placeCursor(editor, position);
    await driver.press('F12');
    await driver.waitFor('.peekview-widget');
    await driver.screenshot('definition');
    await driver.press('Escape');
  });

  it('forgets a file that goes, though it was open', async function () {
    const { document } = await openRequest('solde.json');
    const position = positionOf(document, `"${NUMBER}"`, 3);
    const known = async (): Promise<readonly string[]> => {
      const all = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        position,
      );
      return all.map(one => vscode.workspace.asRelativePath('targetUri' in one ? one.targetUri : one.uri));
    };
    await openNew('copie.mdv-lgc.avance.json', await onDisk('avance.json'));
    await until('the copy', async () => (await known()).includes('copie.mdv-lgc.avance.json'));
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(fileUri('copie.mdv-lgc.avance.json'));
    await until('no copy', async () => !(await known()).includes('copie.mdv-lgc.avance.json'));
  });

  it('shows avance and solde of a demande side by side, and follows the edits', async function () {
    driver.required(this);
    const editor = await openRequest('solde.json');
    await replace(editor, '"montantSegurHT": 358.33', '"montantSegurHT": 300.00');
    await placeCursor(editor, positionOf(editor.document, `"${NUMBER}"`, 3));
    await fromPalette(say('Ségur : comparer l’avance et le solde', 'Ségur: compare avance and solde'));
    await driver.waitFor('.tab', { hasText: say('Avance et solde', 'Avance and solde') });
    await driver.waitFor(inWebview('tr.differs'), { hasText: say('300,00', '300.00') });
    assert.equal(await driver.text(inWebview('[role="status"]')), say('1 écart.', '1 difference.'));
    await driver.screenshot('comparer');
    assert.equal(
      vscode.window.activeTextEditor?.document.uri.toString(),
      fileUri('solde.json').toString(),
      'the text keeps the keyboard',
    );
    await replace(editor, '"montantSegurHT": 300.00', '"montantSegurHT": 358.33');
    await driver.waitFor(inWebview('tr.differs'), { gone: true });
    await driver.click(inWebview('thead a'), { hasText: 'sortie-portail-avance.json' });
    await until('the avance at the demande', () => {
      const active = vscode.window.activeTextEditor;
      return (
        active?.document.uri.path.endsWith('/sortie-portail-avance.json') === true &&
        active.selection.active.line ===
          active.document.positionAt(active.document.getText().indexOf('"numLigne"')).line - 1
      );
    });
  });

  it('has settings whose mistakes are told once each, in the language of the user', async () => {
    const settings = await openNew('segur.config.json', '{ "rules": { "rps": "off" } }');
    const { uri } = settings.document;
    const only = async (source: string, text: RegExp): Promise<void> => {
      await until(`what ${source} says`, () => diagnosticsOf(uri).some(one => one.source === source));
      assert.deepEqual(
        diagnosticsOf(uri).map(one => one.source),
        [source],
      );
      assert.match(diagnosticsOf(uri)[0]?.message ?? '', text);
    };
    await only(SOURCE, new RegExp(say('inconnue|n’existe', 'unknown|no rule')));
    // What is no JSON is told by the editor's own support, as it is typed.
    await replace(settings, '"off"', '"off",');
    await settings.document.save();
    await until('one voice', () => diagnosticsOf(uri).every(one => one.source === 'json'));
    await only('json', /./);
    await replace(settings, '"rps": "off",', '"rpps": "off"');
    await settings.document.save();
    await until('silence', () => diagnosticsOf(uri).length === 0);
  });

  it('has a model whose mistakes are told once each, though no request is open', async () => {
    await openNew('segur.config.json', '{ "models": ["segur.models/x.schema.json"] }');
    const model = await openNew('segur.models/x.schema.json', '{ "x-segur-profile": { "id": 1 }, "properties": {} }');
    const { uri } = model.document;
    await until('what we say', () => diagnosticsOf(uri).some(({ source }) => source === SOURCE));
    assert.deepEqual(
      diagnosticsOf(uri).map(({ source }) => source),
      [SOURCE],
    );
    await replace(model, '"properties": {}', '"properties": {},');
    await model.document.save();
    await until(
      'one voice',
      () =>
        diagnosticsOf(uri)
          .map(({ source }) => source)
          .join() === 'json',
    );
  });

  it('reads what the portal said of each request, and goes to one', async function () {
    driver.required(this);
    await openRequest('sortie-portail-avance.json');
    await fromPalette(say('Ségur : lire le retour du portail', "Ségur: read the portal's return"));
    await driver.waitFor('.quick-input-list .monaco-list-row', { hasText: 'LMS-2022-0143' });
    await driver.screenshot('retour');
    await driver.type('LMS-2022-0143');
    await driver.waitFor('.quick-input-list .monaco-list-row.focused', { hasText: 'LMS-2022-0143' });
    await driver.press('Enter');
    await until('the request', () => {
      const active = vscode.window.activeTextEditor;
      if (active === undefined) return false;
      const line = positionOf(active.document, '"LMS-2022-0143"').line;
      return Math.abs(active.selection.active.line - line) < 6;
    });
  });

  it('shows all demandes of a file in one table, by keyboard, and goes to a ligne from it', async function () {
    driver.required(this);
    const editor = await openRequest('solde.json');
    await replace(editor, '"montantSegurHT": 358.33', '"montantSegurHT": 300.00');
    await fromPalette(
      say('Ségur : comparer tout le fichier, avance et solde', 'Ségur: compare the whole file, avance and solde'),
    );
    await driver.waitFor(inWebview('table.whole tbody tr:first-child.differs'), { hasText: NUMBER });
    assert.equal(
      await driver.text(inWebview('[role="status"]')),
      say('6 demandes ; 1 à regarder.', '6 requests; 1 worth a look.'),
    );
    await driver.screenshot('comparer-fichier');
    await driver.click(inWebview('nav a'), { hasText: say('identiques (5)', 'same (5)') });
    await driver.waitFor(inWebview('table.whole tr.differs'), { gone: true });
    await driver.click(inWebview('nav a'), { hasText: say('Filtrer', 'Filter') });
    await driver.waitFor('.quick-input-widget input');
    await driver.type('LMS-2022-0143');
    await driver.press('Enter');
    await driver.waitFor(inWebview('table.whole tbody tr'), { hasText: 'LMS-2022-0143' });
    await driver.click(inWebview('tbody a[aria-label]'), { hasText: 'Solde' });
    await until('the solde at the demande', () => {
      const active = vscode.window.activeTextEditor;
      const text = active?.document.getText() ?? '';
      const line = text.slice(0, text.indexOf('"LMS-2022-0143"')).split('\n').length;
      return active !== undefined && Math.abs(active.selection.active.line - line) < 6;
    });
    await driver.click(inWebview('tbody th a'), { hasText: 'LMS-2022-0143' });
    await driver.waitFor(inWebview('tr.section'));
    await driver.click(inWebview('a'), { hasText: say('Toutes les demandes du fichier', 'All requests of the file') });
    await driver.waitFor(inWebview('table.whole'));
  });
});
