import * as vscode from 'vscode';
import { placeCursor } from './cursor.js';
import { codeOf, diagnosticsOf, fileUri, fromPalette, onDisk, openNew, positionOf, say } from './desk.js';
import { driver } from './driver.js';
import { until } from './until.js';

const ROW = '.quick-input-list .monaco-list-row.focused';

const exists = (name: string): Promise<boolean> =>
  Promise.resolve(
    vscode.workspace.fs.stat(fileUri(name)).then(
      () => true,
      () => false,
    ),
  );
const told = (uri: vscode.Uri): string[] => diagnosticsOf(uri).map(codeOf);

/** A folder of the test's own, so that the examples' stays as it is. */
const FOLDER = 'essai/pieces';
const FILE = 'essai/essai.mdv-lgc.solde.json';

describe('the files of attachments', () => {
  let solde: string;

  beforeEach(async () => {
    solde = await onDisk('solde.json');
    const entries = await vscode.workspace.fs.readDirectory(fileUri('pieces'));
    for (const [name] of entries.filter(([entry]) => !entry.startsWith('BDC'))) {
      await vscode.workspace.fs.copy(fileUri(`pieces/${name}`), fileUri(`${FOLDER}/${name}`), { overwrite: true });
    }
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(fileUri('essai'), { recursive: true });
  });

  const rename = (from: string, to: string): Thenable<void> =>
    vscode.workspace.fs.rename(fileUri(`${FOLDER}/${from}`), fileUri(`${FOLDER}/${to}`));

  it('are followed on the disk: one that goes is told, one that comes back is not', async () => {
    const { document } = await openNew(FILE, solde);
    await rename('VA_LMS-2022-0142.pdf', 'ailleurs.pdf');
    await until('a missing one', () => told(document.uri).join() === 'piece-missing');
    await rename('ailleurs.pdf', 'VA_LMS-2022-0142.pdf');
    await until('none', () => told(document.uri).length === 0);
    await vscode.workspace.fs.writeFile(fileUri(`${FOLDER}/VA_LMS-2022-0142.pdf`), new TextEncoder().encode('bonjour'));
    await until('no PDF', () => told(document.uri).join() === 'piece-not-pdf');
  });

  it('are renamed under the light bulb to what the request calls them', async function () {
    driver.required(this);
    await rename('VA_LMS-2022-0142.pdf', 'va lms 2022 0142.pdf');
    const editor = await openNew(FILE, solde);
    const { document } = editor;
    await until('a missing one', () => told(document.uri).join() === 'piece-missing');
    await placeCursor(editor, positionOf(document, '"VA_LMS-2022-0142.pdf"', 3));
    // VS Code closes the menu if any source reports something about the file just then.
    await until('the light bulb’s menu', async () => {
      await driver.press('Control+.');
      return driver
        .waitFor('.action-widget .monaco-list-row', { hasText: say('sur le disque', 'on disk'), timeout: 2_000 })
        .then(
          () => true,
          () => false,
        );
    });
    await driver.screenshot('piece-ampoule');
    await driver.click('.action-widget .monaco-list-row', { hasText: say('sur le disque', 'on disk') });
    await until('the file', () => exists(`${FOLDER}/VA_LMS-2022-0142.pdf`));
    await until('none missing', () => told(document.uri).length === 0);
  });

  it('are chosen from a list, by keyboard, wherever the cursor is', async function () {
    driver.required(this);
    await rename('VA_LMS-2022-0142.pdf', 'va lms 2022 0142.pdf');
    const editor = await openNew(FILE, solde);
    const { document } = editor;
    await until('a missing one', () => told(document.uri).join() === 'piece-missing');
    await placeCursor(editor, new vscode.Position(0, 0));
    await fromPalette(say('Ségur : choisir le fichier d’une pièce', 'Ségur: choose the file of an attachment'));
    // Which one is asked first: that without a file is under Enter.
    await driver.waitFor(ROW, { hasText: 'VA_LMS-2022-0142.pdf' });
    await driver.screenshot('piece-laquelle');
    await driver.press('Enter');
    await driver.waitFor(ROW, { hasText: say('Laisser cette pièce', 'Leave this attachment') });
    await driver.screenshot('piece-choix');
    await driver.press('ArrowDown');
    await driver.waitFor(ROW, { hasText: 'va lms 2022 0142.pdf' });
    await driver.press('Enter');
    await driver.waitFor(ROW, {
      hasText: say('Écrire « va lms 2022 0142.pdf » dans la demande', 'Write “va lms 2022 0142.pdf” in the request'),
    });
    await driver.screenshot('piece-choix-comment');
    await driver.press('Enter');
    await until('the name', () => document.getText().includes('"va lms 2022 0142.pdf"'));
    await until('none missing', () => told(document.uri).length === 0);
  });

  it('of one type become one pièce, and one undo restores request and files', async function () {
    driver.required(this);
    await vscode.workspace.fs.copy(fileUri(`${FOLDER}/VA_LMS-2022-0142.pdf`), fileUri(`${FOLDER}/VA bis.pdf`));
    const second = '{ "nomFichier": "VA bis.pdf", "formatFichier": "PDF", "typeFichier": "VA" }';
    const at = solde.indexOf('"VA_LMS-2022-0142.pdf"');
    const close = solde.indexOf('}', at) + 1;
    const text = `${solde.slice(0, close)},\n        ${second}${solde.slice(close)}`;
    const editor = await openNew(FILE, text);
    const { document } = editor;
    await until('two of one type', () => told(document.uri).includes('piece-type-repeated'));
    await placeCursor(editor, positionOf(document, '"VA bis.pdf"', 3));
    await fromPalette(say('Ségur : concaténer les PDF d’un type', 'Ségur: concatenate the PDFs of one type'));
    await driver.waitFor(ROW, { hasText: say('Réunir', 'Make one') });
    await driver.screenshot('piece-concatener');
    await driver.press('Enter');
    await until('the folder of parts', () => exists(`${FOLDER}/VA_LMS-2022-0142/VA bis.pdf`));
    await until('one entry less', () => !document.getText().includes('VA bis.pdf'));
    await until(
      'nothing to tell',
      () => told(document.uri).filter(code => code.startsWith('piece-') && code !== 'piece-signed').length === 0,
    );
    await until('a link to the folder', async () => {
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        'vscode.executeLinkProvider',
        document.uri,
        100,
      );
      return links.some(({ target }) => target?.path.endsWith('/VA_LMS-2022-0142'));
    });
    await placeCursor(editor, new vscode.Position(0, 0));
    await driver.press('Control+z');
    await until('the text as it was', () => document.getText() === text);
    await until(
      'the files where they were',
      async () => (await exists(`${FOLDER}/VA bis.pdf`)) && (await exists(`${FOLDER}/VA_LMS-2022-0142.pdf`)),
    );
  });
});
