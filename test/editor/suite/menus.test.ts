import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { placeCursor } from './cursor.js';
import {
  codeOf,
  diagnosticsOf,
  fileUri,
  fromPalette,
  notification,
  onDisk,
  openNew,
  openRequest,
  positionOf,
  say,
  tidyFolder,
} from './desk.js';
import { driver } from './driver.js';
import { until } from './until.js';

const QUICK = '.quick-input-list .monaco-list-row';
const MENU = '.monaco-menu .action-label';
const ALL = say('Ségur : tout corriger', 'Ségur: fix everything');

/** The content of a menu, which is closed again. */
async function menuEntries(wanted: string): Promise<readonly string[]> {
  await driver.waitFor(MENU, { hasText: wanted });
  const entries = await driver.texts(MENU);
  await driver.press('Escape');
  return entries;
}

/** Our commands in the palette, in alphabetical order. */
async function palette(): Promise<readonly string[]> {
  await driver.press('F1');
  await driver.waitFor('.quick-input-widget input');
  await driver.type('Ségur');
  const rows = await until('our commands', async () => {
    // A list keeps the second line of a row that it used before, unseen.
    const texts = await driver.texts(`${QUICK} .quick-input-list-row:first-child .label-name`);
    return texts.length > 0 && texts.every(text => /s[ée]gur/i.test(text)) && texts;
  });
  await driver.press('Escape');
  await driver.waitFor('.quick-input-widget:visible', { gone: true });
  // Each has its English name beside it, and VS Code has commands of its own about our view.
  const own = rows.map(row => row.replace(/\s/g, ' ')).filter(row => row.startsWith(say('Ségur :', 'Ségur:')));
  return own.filter(row => !row.includes('Focus on')).sort();
}

/** What can be done without an open request. */
const ANYWHERE = [
  say('Ségur : adopter le modèle de l’agence', 'Ségur: adopt the agency’s model'),
  say('Ségur : filtrer les demandes par état', 'Ségur: filter requests by state'),
  say('Ségur : générer des demandes depuis un tableau', 'Ségur: make requests from a table'),
  say('Ségur : nouvelle demande…', 'Ségur: new request…'),
  say('Ségur : redémarrer le serveur', 'Ségur: restart the server'),
  say('Ségur : réunir des demandes', 'Ségur: merge requests'),
];

/** What every request has. */
const ELSEWHERE = [
  ...ANYWHERE,
  ALL,
  say('Ségur : choisir le profil', 'Ségur: choose the profile'),
  say('Ségur : comparer l’avance et le solde', 'Ségur: compare avance and solde'),
  say('Ségur : comparer tout le fichier, avance et solde', 'Ségur: compare the whole file, avance and solde'),
  say('Ségur : découper la demande', 'Ségur: split the request'),
  say('Ségur : exporter les demandes en tableau', 'Ségur: list requests as a table'),
  say('Ségur : que faire de cette demande ?', 'Ségur: what to do with this request'),
];
const FOR_REQUESTS = [
  say('Ségur : choisir le fichier d’une pièce', 'Ségur: choose the file of an attachment'),
  say('Ségur : concaténer les PDF d’un type', 'Ségur: concatenate the PDFs of one type'),
  say('Ségur : préparer le dépôt', 'Ségur: prepare the deposit'),
  say('Ségur : vérifier le texte des pièces', 'Ségur: check the text of the attachments'),
];
const FOR_OUTPUTS = [
  say('Ségur : créer la demande de solde', 'Ségur: create the solde request'),
  say('Ségur : lire le retour du portail', "Ségur: read the portal's return"),
];
const AT_FINDINGS = [
  say('Ségur : expliquer la règle', 'Ségur: explain the rule'),
  say('Ségur : ne plus signaler…', 'Ségur: stop reporting…'),
];
const both = (own: readonly string[]): readonly string[] => [...ELSEWHERE, ...own].sort();

/** The palette once it has so many commands, or as it is if it never has: what a file is is known a moment later. */
async function paletteWith(count: number): Promise<readonly string[]> {
  let last: readonly string[] = [];
  await until('its commands', async () => {
    last = await palette();
    return last.length === count;
  }).catch(() => undefined);
  return last;
}

describe('the command palette (commandPalette)', () => {
  // High enough for all our commands: a list draws only the rows in view.
  before(async () => {
    if (driver.available) await driver.resize(1280, 2400);
  });
  after(async () => {
    if (driver.available) await driver.resize(1280, 800);
  });

  it('offers only what can be done where one stands', async function () {
    driver.required(this);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    assert.deepEqual(await palette(), [...ANYWHERE].sort(), 'without an editor');
    const text = await vscode.workspace.openTextDocument({ content: 'x', language: 'plaintext' });
    await placeCursor(await vscode.window.showTextDocument(text), new vscode.Position(0, 0));
    assert.deepEqual(await palette(), [...ANYWHERE].sort(), 'in another file');
    await placeCursor(await openRequest('avance.json'), new vscode.Position(0, 0));
    assert.deepEqual(await paletteWith(ELSEWHERE.length + FOR_REQUESTS.length), both(FOR_REQUESTS), 'with a request');
    await driver.resize(1280, 800);
    await driver.press('F1');
    await driver.type('Ségur');
    await driver.screenshot('palette');
    await driver.press('Escape');
    await driver.resize(1280, 2400);
    const output = await openRequest('sortie-portail-avance.json');
    await placeCursor(output, positionOf(output.document, '"numLigne"', 3));
    assert.deepEqual(await paletteWith(ELSEWHERE.length + FOR_OUTPUTS.length), both(FOR_OUTPUTS), 'with an output');
    const faulty = await openRequest('avance-a-corriger.json');
    await until('its findings', () => diagnosticsOf(faulty.document.uri).length > 20);
    await placeCursor(faulty, positionOf(faulty.document, '"null"', 2));
    const here = [...FOR_REQUESTS, ...AT_FINDINGS];
    assert.deepEqual(await paletteWith(ELSEWHERE.length + here.length), both(here), 'at a finding');
  });
});

describe('a file that can’t be written', () => {
  it('is left as it is, and that is said', async function () {
    driver.required(this);
    const files = vscode.workspace.getConfiguration('files');
    const editor = await openNew('verrou.json', await onDisk('avance-a-corriger.json'));
    const { document } = editor;
    await until('its findings', () => diagnosticsOf(document.uri).length > 20);
    await files.update('readonlyInclude', { '**/verrou.json': true }, vscode.ConfigurationTarget.Global);
    try {
      const before = document.getText();
      await vscode.commands.executeCommand('segur.toutCorriger', document.uri);
      await notification(say('lecture seule', 'read-only'));
      assert.equal(document.getText(), before);
    } finally {
      await files.update('readonlyInclude', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('is not what the commands are about where a provider shows a copy', async function () {
    driver.required(this);
    const text = await onDisk('avance-a-corriger.json');
    const provider = vscode.workspace.registerTextDocumentContentProvider('segur-test-copie', {
      provideTextDocumentContent: () => text,
    });
    await openRequest('avance.json');
    const uri = vscode.Uri.parse('segur-test-copie:/copie.mdv-lgc.avance.json');
    const document = await vscode.workspace.openTextDocument(uri);
    await placeCursor(await vscode.window.showTextDocument(document), new vscode.Position(0, 0));
    assert.equal(document.languageId, 'segur-json');
    await until('no command about it', async () => (await palette()).join() === [...ANYWHERE].sort().join());
    assert.deepEqual(diagnosticsOf(uri), []);
    provider.dispose();
  });
});

describe('menus', () => {
  before(tidyFolder);

  it('mend a request from editor/title, and from editor/context', async function () {
    driver.required(this);
    const editor = await openNew('menu.json', await onDisk('avance-a-corriger.json'));
    const { uri } = editor.document;
    const quoted = (): number => diagnosticsOf(uri).filter(one => codeOf(one) === 'quoted-literal').length;
    await until('its findings', () => quoted() > 0);
    await placeCursor(editor, new vscode.Position(0, 0));
    await driver.press('Shift+F10');
    assert.ok((await menuEntries(ALL)).some(entry => entry.includes(say('comparer', 'compare'))));
    await driver.click(`.editor-actions .action-label[aria-label*="${ALL}"]`);
    await until('no more of them', () => quoted() === 0);
  });

  it('act on the files that are selected, in explorer/context', async function () {
    driver.required(this);
    await vscode.commands.executeCommand('workbench.view.explorer');
    await vscode.commands.executeCommand('workbench.files.action.focusFilesExplorer');
    await driver.click('.explorer-folders-view .monaco-list-row', { hasText: 'avance-a-corriger.json' });
    await vscode.commands.executeCommand('workbench.files.action.focusFilesExplorer');
    await driver.press('Shift+ArrowDown');
    await driver.press('Shift+F10');
    const entries = await menuEntries(say('réunir des demandes', 'merge requests'));
    assert.ok(
      entries.some(entry => entry.includes(say('exporter les demandes', 'list requests'))),
      entries.join(),
    );
  });

  it('offer a request among the new files, in file/newFile', async function () {
    driver.required(this);
    void vscode.commands.executeCommand('welcome.showNewFileEntries');
    await driver.waitFor(QUICK, { hasText: say('Demande Ségur', 'Ségur request') });
    await driver.press('Escape');
  });

  it('filter and act in the view of requests: view/title, view/item/context', async function () {
    driver.required(this);
    await openRequest('avance-a-corriger.json');
    await vscode.commands.executeCommand('segur.depots.focus');
    const row = '.pane-body .monaco-list-row';
    await driver.waitFor(row, { hasText: 'solde.json' });
    const pick = async (state: string): Promise<void> => {
      await driver.click(`.sidebar .title .action-label[aria-label*="${say('filtrer', 'filter')}"]`);
      await driver.waitFor(QUICK, { hasText: state });
      await driver.type(state);
      await driver.waitFor(`${QUICK}.focused`, { hasText: state });
      await driver.press('Enter');
    };
    await pick(say('solde à faire', 'solde to make'));
    await driver.waitFor(row, { hasText: 'solde.json', gone: true });
    await pick(say('Toutes', 'All requests'));
    await driver.waitFor(row, { hasText: 'solde.json' });
    await driver.hover(`${row}:has-text("avance-a-corriger.json")`);
    await driver.screenshot('depots-actions');
    await driver.click(`${row}:has-text("avance-a-corriger.json") .action-label[aria-label*="${ALL}"]`);
    await until('mended', () => {
      const document = vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith('/avance-a-corriger.json'));
      return document?.isDirty;
    });
    await vscode.commands.executeCommand('workbench.view.explorer');
  });
});

describe('a command of the explorer', () => {
  const closed = fileUri('ferme.json');
  after(() => vscode.workspace.fs.delete(closed));

  it('is about a file that nobody has opened yet', async function () {
    driver.required(this);
    await vscode.workspace.fs.copy(fileUri('solde.json'), closed, { overwrite: true });
    void vscode.commands.executeCommand('segur.decouper', closed);
    await driver.waitFor(QUICK, { hasText: say('Les lignes sans erreur à part', 'The lignes without error apart') });
    await driver.press('Escape');
  });
});

describe('the status bar', () => {
  it('tells the request at a glance, and opens its menu (segur.menu)', async function () {
    driver.required(this);
    const { document } = await openRequest('avance-a-corriger.json');
    await until('findings', () => diagnosticsOf(document.uri).length > 20);
    const item = '.statusbar-item[aria-label*="MDV-LGC avance"]';
    await driver.waitFor(item, { hasText: say('17 erreurs', '17 errors') });
    await driver.click(`${item} a`);
    await driver.waitFor(QUICK, { hasText: say('Tout corriger', 'Fix everything') });
    await driver.screenshot('menu');
    await driver.press('Escape');
  });
});

describe('the page of a rule', () => {
  it('opens without the network, from the finding at the cursor (segur.expliquerRegle)', async function () {
    driver.required(this);
    const editor = await openRequest('avance-a-corriger.json');
    await until('findings', () => diagnosticsOf(editor.document.uri).length > 20);
    await placeCursor(editor, positionOf(editor.document, '"null"', 2));
    await fromPalette(say('Ségur : expliquer la règle', 'Ségur: explain the rule'));
    await driver.waitFor('.tab', { hasText: 'quoted-literal.md' });
  });
});

describe('the walkthrough', () => {
  it('opens with its five steps', async function () {
    driver.required(this);
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'segur-json.segur-json#demarrer', false);
    await driver.waitFor('.getting-started-step', { hasText: say('Préparez le dépôt', 'Prepare the deposit') });
    assert.equal(await driver.count('.getting-started-step'), 5);
    await driver.screenshot('bien-demarrer');
  });
});
