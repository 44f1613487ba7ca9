import * as vscode from 'vscode';
import { driver } from '../suite/driver.js';
import { until } from '../suite/until.js';
import {
  codesOf,
  exists,
  fileUri,
  hold,
  leave,
  openRequest,
  PICKED,
  remove,
  take,
  textOf,
  told,
  write,
} from './desk.js';

/** What creates, changes and moves files, in the worker: all through the editor's own file system. */

const ROW = '.quick-input-list .monaco-list-row';
const titled = (hasText: string): Promise<void> => driver.waitFor('.quick-input-title', { hasText });

const listOf = (text: string, key: string): string[] =>
  [...text.matchAll(new RegExp(`"${key}": "([^"]+)"`, 'g'))].map(match => match[1] ?? '');

/** A file of the test's own. */
async function request(name: string, text: string): Promise<vscode.TextEditor> {
  await write(fileUri(name), text);
  return openRequest(fileUri(name));
}

const there = (name: string): Promise<true> => until(name, async () => (await exists(fileUri(name))) || undefined);

/** Accepts the place proposed by a save dialog. */
async function acceptPlace(name: string): Promise<void> {
  await titled('Écrire les demandes');
  await driver.waitFor(ROW, { hasText: 'avance.json' });
  await driver.press('Enter');
  await there(name);
}

function select(editor: vscode.TextEditor, text: string): void {
  const at = editor.document.positionAt(editor.document.getText().indexOf(text) + 3);
  editor.selection = new vscode.Selection(at, at);
}

describe('in a browser, files', () => {
  const made: string[] = [];
  afterEach(leave);
  afterEach(() => remove(...made.splice(0).map(fileUri)));

  it('are made of a request that is split, and put together again', async () => {
    made.push('lot.json', 'lot.valides.json', 'lot.en-erreur.json', 'lot.en-erreur-fusion.json');
    const faulty = (await textOf(fileUri('avance.json'))).replace('"10990000027"', '"10990000028"');
    const { document } = await request('lot.json', faulty);
    void vscode.commands.executeCommand('segur.decouper', document.uri);
    await driver.waitFor(ROW, { hasText: 'lignes en erreur' });
    await driver.type('Les lignes sans erreur à part');
    await take('Les lignes sans erreur à part');
    await take('Écrire');
    const parts = ['lot.valides.json', 'lot.en-erreur.json'];
    for (const part of parts) await there(part);
    hold(listOf(await textOf(fileUri('lot.en-erreur.json')), 'RPPS').join() === '10990000028', 'the one in error');
    const uris = parts.map(fileUri);
    void vscode.commands.executeCommand('segur.fusionner', uris[0], uris);
    await acceptPlace('lot.en-erreur-fusion.json');
    const numbers = async (name: string): Promise<string> =>
      listOf(await textOf(fileUri(name)), 'numeroEditeur')
        .sort()
        .join();
    hold((await numbers('lot.en-erreur-fusion.json')) === (await numbers('lot.json')), 'all requests again');
  });

  it('are made of the portal’s output: what it said of each request, and the solde', async () => {
    made.push('sortie-2.json', 'sortie-2.mdv-lgc.solde.json');
    const output = await textOf(fileUri('sortie-portail-avance.json'));
    const { document } = await request(
      'sortie-2.json',
      output.replaceAll('FINMDV901', 'FINMDV902').replaceAll('LMS-2022-01', 'LMS-2022-02'),
    );
    void vscode.commands.executeCommand('segur.lireRetour', document.uri);
    await driver.waitFor(ROW, { hasText: 'LMS-2022-0241' });
    await driver.screenshot('web-retour');
    await driver.press('Escape');
    void vscode.commands.executeCommand('segur.creerSolde', document.uri);
    await driver.waitFor(ROW, { hasText: 'LMS-2022-0241' });
    await driver.press('Enter');
    await acceptPlace('sortie-2.mdv-lgc.solde.json');
    const solde = fileUri('sortie-2.mdv-lgc.solde.json');
    hold(
      listOf(await textOf(solde), 'numeroASP').join() === listOf(document.getText(), 'numeroASP').join(),
      'dossiers',
    );
    await until('its gaps', () => codesOf(solde).length > 0 || undefined);
  });

  it('are renamed with a « numeroEditeur », in the request, its solde and among the attachments', async () => {
    made.push('essai');
    const [avance, solde] = ['essai/avance.json', 'essai/solde.json'];
    const [old, fresh] = ['LMS-2024-0142', 'LMS-2025-0007'];
    const piece = (number: string): string => `essai/pieces/VA_${number}.pdf`;
    await vscode.workspace.fs.copy(fileUri('pieces/VA_LMS-2022-0142.pdf'), fileUri(piece(old)));
    // From other requests than those of the examples, which stay as they are.
    const other = async (name: string): Promise<string> =>
      (await textOf(fileUri(name))).replaceAll('LMS-2022-', 'LMS-2024-').replaceAll('FINMDV9', 'FINMDV8');
    await request(solde, await other('solde.json'));
    const { document } = await request(avance, await other('avance.json'));
    const at = document.positionAt(document.getText().indexOf(`"${old}"`) + 3);
    const edit = await until('all its places', async () => {
      const found = await vscode.commands
        .executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, at, fresh)
        .then(
          answer => answer,
          // The file has not been examined yet.
          () => undefined,
        );
      return found?.entries().some(([uri]) => uri.path.endsWith(solde)) === true && found;
    });
    hold(edit.entries().length === 2, 'these two alone');
    hold(await vscode.workspace.applyEdit(edit), 'the editor takes it');
    await there(piece(fresh));
    await vscode.workspace.saveAll(false);
    for (const name of [avance, solde])
      await until(name, async () => (await textOf(fileUri(name))).includes(`"${fresh}"`) || undefined);
  });

  it('of attachments are chosen from a list, and put into one', async () => {
    made.push('essai');
    for (const name of ['va un.pdf', 'va deux.pdf'])
      await vscode.workspace.fs.copy(fileUri('pieces/VA_LMS-2022-0142.pdf'), fileUri(`essai/pieces/${name}`));
    const solde = await textOf(fileUri('solde.json'));
    const close = solde.indexOf('}', solde.indexOf('"VA_LMS-2022-0142.pdf"')) + 1;
    const second = '{ "nomFichier": "va deux.pdf", "formatFichier": "PDF", "typeFichier": "VA" }';
    const editor = await request(
      'essai/essai.mdv-lgc.solde.json',
      `${solde.slice(0, close)},\n        ${second}${solde.slice(close)}`,
    );
    const { document } = editor;
    await told(document.uri, 'piece-missing');
    select(editor, '"VA_LMS-2022-0142.pdf"');
    void vscode.commands.executeCommand('segur.choisirPiece');
    await driver.waitFor(PICKED);
    await driver.type('va un.pdf');
    await take('va un.pdf');
    await take('Écrire « va un.pdf » dans la demande');
    await until('the name', () => document.getText().includes('"va un.pdf"') || undefined);
    void vscode.commands.executeCommand('segur.concatener');
    await take('Réunir');
    await there('essai/pieces/va un/va deux.pdf');
    await until('one entry less', () => !document.getText().includes('va deux.pdf') || undefined);
  });

  it('a model is adopted, and the file of it judged by it', async () => {
    made.push('segur.models', 'segur.config.json');
    const { document } = await openRequest(fileUri('vague-inventee/demande.json'));
    await told(document.uri, 'profile-unknown');
    void vscode.commands.executeCommand('segur.adopterModele', document.uri);
    await driver.takeFile('Modèle de l’agence', fileUri('vague-inventee/modele-invente.json').path);
    await driver.waitFor(ROW, { hasText: 'HOP-DPI/avance' });
    await driver.type('HOP-LMS-VA9/avance');
    await take('HOP-LMS-VA9/avance');
    await driver.waitFor(PICKED, { hasText: 'Adopter' });
    await driver.screenshot('web-adopter');
    await driver.press('Enter');
    await told(document.uri, 'field-order');
    hold(!codesOf(document.uri).includes('profile-unknown'), 'it is known now');
    hold((await textOf(fileUri('segur.config.json'))).includes('hop-lms-va9.avance.schema.json'), 'and named');
  });
});
