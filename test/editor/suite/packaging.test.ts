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
} from './desk.js';
import { driver } from './driver.js';
import { until } from './until.js';
import { inWebview } from './webview.js';

const FILE = 'lot-a-corriger.mdv-lgc.avance.json';
const OUT = 'depot-lot-a-corriger';
const PREPARE = say('Ségur : préparer le dépôt', 'Ségur: prepare the deposit');
const PICKED = '.quick-input-list .monaco-list-row.focused';
const TITLE = '.quick-input-title';

const listed = async (uri: vscode.Uri): Promise<string[]> =>
  (
    await vscode.workspace.fs.readDirectory(uri).then(
      entries => entries,
      () => [],
    )
  )
    .map(([name]) => name)
    .sort();

/** Types over the first occurrence of a text, like a person who selected it. */
async function typeOver(editor: vscode.TextEditor, before: string, after: string): Promise<void> {
  const start = positionOf(editor.document, before);
  await placeCursor(editor, start);
  const end = positionOf(editor.document, before, before.length);
  editor.selection = new vscode.Selection(start, end);
  await driver.waitFor('[id="status.editor.selection"]', { hasText: `(${String(before.length)} ` });
  // Pasted, so that no bracket closes itself.
  await vscode.env.clipboard.writeText(after);
  await vscode.commands.executeCommand('editor.action.clipboardPasteAction');
  await until('the text', () => editor.document.getText().includes(after));
}

/** Picks a line of a list, once the list shows it. */
async function take(text: string): Promise<void> {
  await driver.waitFor(PICKED, { hasText: text });
  await driver.press('Enter');
}

const errorsOf = (uri: vscode.Uri): string[] =>
  diagnosticsOf(uri)
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
    .map(codeOf);

describe('from the faulty example to the finished deposit', () => {
  afterEach(async () => {
    await vscode.workspace.fs.delete(fileUri(OUT), { recursive: true }).then(undefined, () => undefined);
  });

  it('goes by keyboard only', async function () {
    driver.required(this);
    this.timeout(180_000);
    const editor = await openNew(FILE, await onDisk('avance-a-corriger.json'));
    const { document } = editor;
    await until('findings', () => errorsOf(document.uri).length > 5);
    await fromPalette(say('Ségur : tout corriger', 'Ségur: fix everything'));
    await until(
      'only what a person decides',
      () => errorsOf(document.uri).join() === 'mixed-regime-tva,wrong-type,rpps,wrong-type',
    );
    await typeOver(editor, '"Apicrypt"', '"API_35"');
    await typeOver(editor, '"regimeTVA": "HT"', '"regimeTVA": "TTC"');
    await typeOver(editor, '"10990000572"', '"10990000571"');
    await typeOver(editor, '"montantSegurHT": null', '"montantSegurHT": 358.33');
    // The missing name of the attestation comes from the folder.
    const gap = '"nomFichier": null';
    await typeOver(editor, gap, '"nomFichier": ""');
    await placeCursor(editor, positionOf(document, '"nomFichier": ""', '"nomFichier": "'.length));
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await driver.waitFor('.suggest-widget .monaco-list-row', { hasText: 'Attestation de non-assujettissement.pdf' });
    await driver.screenshot('pieces-completion');
    await driver.press('Enter');
    await until('no error left', () => errorsOf(document.uri).length === 0);
    assert.ok(diagnosticsOf(document.uri).map(codeOf).includes('piece-missing'));

    await fromPalette(PREPARE);
    await take(say('Enregistrer et continuer', 'Save and continue'));
    await driver.waitFor(TITLE, { hasText: say('Pièce sans fichier (1 sur 1)', 'Attachment without a file (1 of 1)') });
    await driver.screenshot('depot-piece-manquante');
    // Enter alone must never take a file.
    await driver.waitFor(PICKED, { hasText: say('Aucun de ces fichiers', 'None of these files') });
    await driver.press('ArrowDown');
    await take('Bon de commande signé LMS-2022-0153.pdf');
    await driver.waitFor(TITLE, { hasText: say('Dépôt de', 'Deposit of') });
    await driver.screenshot('depot-plan');
    assert.deepEqual(await listed(fileUri(OUT)), []);
    await take(say('Préparer le dépôt', 'Prepare the deposit'));
    await driver.waitFor(TITLE, { hasText: say('Où écrire le dépôt', 'Where to write the deposit') });
    await driver.screenshot('depot-ou');
    await take(OUT);
    const zips = await until('the deposit', async () => {
      const names = await listed(fileUri(OUT));
      return names.includes('depot.html') && names;
    });
    assert.deepEqual(
      zips.filter(name => !name.endsWith('.zip')),
      ['depot.html', 'depot.json', FILE],
    );
    assert.equal(zips.filter(name => name.endsWith('.zip')).length, 8);
    await until(
      'the report',
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview,
    );
    await notification(say('Le dépôt est prêt : 8 ZIP', 'The deposit is ready: 8 ZIPs'));
    await vscode.commands.executeCommand('notifications.clearAll');
    await driver.waitFor(inWebview('h1'));
    assert.equal(await driver.count(inWebview('script')), 0);
    await driver.screenshot('depot-rapport');
    // Nothing runs in the page, and yet its links lead into the request.
    await driver.click(inWebview('h3 a'), { hasText: 'LMS-2022-0152' });
    await until('the ligne in the request', () => {
      const active = vscode.window.activeTextEditor;
      return (
        active?.document.uri.path.endsWith(`/${FILE}`) === true &&
        active.document.getText(active.selection).includes('0152')
      );
    });
  });

  it('asks before it takes the place of another, and before errors go into it', async function () {
    driver.required(this);
    this.timeout(120_000);
    const text = await onDisk('avance.json');
    const editor = await openNew(FILE, text.replace(/"RPPS": "\d{11}"/, '"RPPS": "10990000572"'));
    const deposit = { version: 1, file: { name: FILE, sha256: '' }, demandes: [] };
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(fileUri(OUT), 'depot.json'),
      new TextEncoder().encode(JSON.stringify(deposit)),
    );
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(fileUri(OUT), 'à moi.txt'), new Uint8Array());
    await until('the error', () => errorsOf(editor.document.uri).includes('rpps'));
    await placeCursor(editor, new vscode.Position(0, 0));
    await fromPalette(PREPARE);
    await driver.waitFor(TITLE, { hasText: say('1 erreur', '1 error') });
    await driver.screenshot('depot-erreurs');
    await driver.press('Escape');
    await driver.waitFor(`${TITLE}:visible`, { gone: true });
    assert.deepEqual(await listed(fileUri(OUT)), ['depot.json', 'à moi.txt']);
    await fromPalette(PREPARE);
    await driver.waitFor(TITLE, { hasText: say('1 erreur', '1 error') });
    await driver.waitFor(PICKED, { hasText: say('Tout corriger d’abord', 'Fix everything first') });
    await driver.press('ArrowDown', 'ArrowDown');
    await take(say('malgré les erreurs', 'despite the errors'));
    await take(say('Préparer le dépôt', 'Prepare the deposit'));
    await take(OUT);
    await driver.waitFor(TITLE, { hasText: say('existe déjà', 'exists already') });
    await driver.screenshot('depot-remplacer');
    await driver.waitFor(PICKED, { hasText: `${OUT}-2` });
    await driver.press('ArrowDown');
    await take(say('Remplacer', 'Replace'));
    await until('the deposit', async () => (await listed(fileUri(OUT))).includes('depot.html'));
    assert.ok(!(await listed(fileUri(OUT))).includes('à moi.txt'));
  });
});

describe('a correct example', () => {
  it('has lenses that count its pièces', async function () {
    driver.required(this);
    await openRequest('solde.json');
    await driver.waitFor('.codelens-decoration a', { hasText: say('2 pièces sur 2', '2 of 2 attachments') });
    // The editor keeps the first line where it was: a lens that comes above it is scrolled out.
    await vscode.commands.executeCommand('scrollEditorTop');
    await driver.waitFor('.codelens-decoration a', { hasText: say('Préparer le dépôt', 'Prepare the deposit') });
    await driver.screenshot('lentilles');
  });

  it('has nothing to tell of the text of its PDFs', async function () {
    driver.required(this);
    const { document } = await openRequest('solde.json');
    await fromPalette(say('Ségur : vérifier le texte des pièces', 'Ségur: check the text of the attachments'));
    await notification(say('12 pièces regardées', '12 attachments looked at'));
    await driver.screenshot('pieces-verifiees');
    assert.deepEqual(
      diagnosticsOf(document.uri)
        .map(codeOf)
        .filter(code => code !== 'piece-signed'),
      [],
    );
  });
});
