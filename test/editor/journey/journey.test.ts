import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import AVANCE from '../../corpus/correct/hop-dpi.avance.json';
import SOLDE from '../../corpus/correct/hop-dpi.solde.json';
import { makePdf } from '../../support/pdf.js';
import { placeCursor } from '../suite/cursor.js';
import { codeOf, diagnosticsOf, fileUri, fromPalette, open, positionOf, say } from '../suite/desk.js';
import { driver } from '../suite/driver.js';
import { until } from '../suite/until.js';
import { inWebview } from '../suite/webview.js';

/** A season of one hospital: from an empty folder to both deposits, by keyboard, each step photographed. */

const DOSSIER = 'FINHOP70211';
const NUMBER = 'HOP-2022-0041';
const ROW = '.quick-input-list .monaco-list-row';
const PREPARE = say('Ségur : préparer le dépôt', 'Ségur: prepare the deposit');

const text = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
const [ORDER] = AVANCE.lignesImport;
const [INVOICE] = SOLDE.lignesImport;
const AVANCE_TEXT = text({ ...AVANCE, lignesImport: [ORDER] });
const OUTPUT_TEXT = text({
  ...AVANCE,
  impId: '202302-000113',
  lignesImport: [{ ...ORDER, numeroASP: DOSSIER, codeTraitement: 'OK', libelleTraitement: 'Demande enregistrée' }],
});
const SOLDE_TEXT = text({ ...SOLDE, lignesImport: [{ ...INVOICE, numeroASP: DOSSIER }] });

const THEMES = [
  ['clair', 'Default Light Modern', '.monaco-workbench.vs'],
  ['sombre', 'Default Dark Modern', '.monaco-workbench.vs-dark'],
] as const;
const CONTRASTS = [
  ['contraste', 'Default High Contrast', '.monaco-workbench.hc-black'],
  ['contraste-clair', 'Default High Contrast Light', '.monaco-workbench.hc-light'],
] as const;

async function wear(theme: string, seen: string): Promise<void> {
  const settings = vscode.workspace.getConfiguration('workbench');
  await settings.update('colorTheme', theme, vscode.ConfigurationTarget.Global);
  await driver.waitFor(seen);
}

/** `parcours-NAME-clair.png` and `parcours-NAME-sombre.png`. */
async function photographed(
  name: string,
  themes: readonly (readonly [string, string, string])[] = THEMES,
): Promise<void> {
  for (const [suffix, theme, seen] of themes) {
    await wear(theme, seen);
    await driver.screenshot(`parcours-${name}-${suffix}`);
  }
  const [, theme, seen] = THEMES[0];
  await wear(theme, seen);
}

const errorsIn = (uri: vscode.Uri): readonly string[] =>
  diagnosticsOf(uri)
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
    .map(codeOf);

const active = (suffix: string): vscode.TextEditor | undefined => {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.uri.path.endsWith(suffix) === true ? editor : undefined;
};

/** Pasted over all, as from the publisher's own software. */
async function fillIn(editor: vscode.TextEditor, content: string): Promise<void> {
  await placeCursor(editor, new vscode.Position(0, 0));
  await driver.press('Escape', 'Control+A');
  await vscode.env.clipboard.writeText(content);
  await vscode.commands.executeCommand('editor.action.clipboardPasteAction');
  await until('the text', () => editor.document.getText() === content);
}

async function take(wanted: string): Promise<void> {
  await driver.waitFor(`${ROW}.focused`, { hasText: wanted });
  await driver.press('Enter');
}

const attachment = (name: string, ...lines: readonly string[]): Thenable<void> =>
  vscode.workspace.fs.writeFile(fileUri(`pieces/${name}`), makePdf({ pages: [lines.join('\n')] }));

/** Prepares the deposit of the current request, and waits for its report. */
async function packaged(step: string): Promise<void> {
  await fromPalette(PREPARE);
  await driver.waitFor('.quick-input-title', { hasText: say('Dépôt de', 'Deposit of') });
  await photographed(`${step}-plan`);
  await take(say('Préparer le dépôt', 'Prepare the deposit'));
  await driver.waitFor('.quick-input-title', { hasText: say('Où écrire le dépôt', 'Where to write the deposit') });
  await take('depot');
  await driver.waitFor(inWebview('h1'));
  await vscode.commands.executeCommand('notifications.clearAll');
  await photographed(`${step}-rapport`);
}

describe('a season by keyboard', () => {
  it('goes from an empty folder to the deposit of the avance, and from its output to that of the solde', async function () {
    driver.required(this);
    this.timeout(300_000);
    this.retries(0);
    await vscode.commands.executeCommand('segur.depots.focus');
    await driver.waitFor('.welcome-view-content', { hasText: say('Aucune demande', 'No Ségur request') });
    await photographed('1-vide');

    await fromPalette(say('Ségur : nouvelle demande…', 'Ségur: new request…'));
    await driver.waitFor(ROW, { hasText: 'HOP-DPI/avance' });
    await driver.type('HOP-DPI/avance');
    await take('HOP-DPI/avance');
    const avance = await until('the skeleton', () => {
      const editor = active('.hop-dpi.avance.json');
      return editor?.document.getText().includes('"lignesImport"') === true && editor;
    });
    const { uri } = avance.document;
    await until('what is left to fill in', () => diagnosticsOf(uri).length > 0);
    await photographed('2-nouvelle');
    await fillIn(avance, AVANCE_TEXT.replace('"numeroASP": null', '"numeroASP": "null"').replace('"siret"', '"SIRET"'));
    await until('two mistakes', () => {
      const codes = diagnosticsOf(uri).map(codeOf);
      return ['key-casing', 'quoted-literal'].every(code => codes.includes(code));
    });
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    await photographed('3-constats');
    await vscode.commands.executeCommand('workbench.action.closePanel');
    await fromPalette(say('Ségur : tout corriger', 'Ségur: fix everything'));
    await until('none', () => errorsIn(uri).length === 0 && avance.document.getText() === AVANCE_TEXT);
    await photographed('4-propre');

    await attachment(`BDC ${NUMBER}.pdf`, 'Bon de commande', NUMBER);
    await driver.press('Control+S');
    // The file replaces the unnamed document: its editor is another one.
    const saved = await until('the file', () => {
      const editor = active('.hop-dpi.avance.json');
      return editor?.document.uri.scheme === 'file' && !editor.document.isDirty && editor;
    });
    assert.equal(saved.document.getText(), AVANCE_TEXT);
    await placeCursor(saved, new vscode.Position(0, 0));
    await packaged('5-avance');

    await vscode.workspace.fs.writeFile(
      fileUri('sortie-portail.hop-dpi.avance.json'),
      new TextEncoder().encode(OUTPUT_TEXT),
    );
    await placeCursor(await open('sortie-portail.hop-dpi.avance.json'), new vscode.Position(0, 0));
    await fromPalette(say('Ségur : créer la demande de solde', 'Ségur: create the solde request'));
    await driver.waitFor(ROW, { hasText: NUMBER });
    await driver.press('Enter');
    await driver.waitFor('.quick-input-title', { hasText: say('Écrire les demandes', 'Write the') });
    await driver.waitFor(ROW, { hasText: 'sortie-portail' });
    await driver.press('Enter');
    const solde = await until('the solde', () => active('.hop-dpi.solde.json'));
    await until('what only the user knows', () => diagnosticsOf(solde.document.uri).length > 0);
    await photographed('6-solde');
    await attachment('F-HOP-001.pdf', 'Facture F-HOP-001', NUMBER);
    await attachment(`VA-${NUMBER}.pdf`, 'Vérification d’aptitude', NUMBER);
    await fillIn(solde, SOLDE_TEXT);
    await driver.press('Control+S');
    await until('none', () => !solde.document.isDirty && errorsIn(solde.document.uri).length === 0);

    await placeCursor(solde, positionOf(solde.document, `"${NUMBER}"`, 3));
    await fromPalette(say('Ségur : comparer l’avance et le solde', 'Ségur: compare avance and solde'));
    await driver.waitFor(inWebview('[role="status"]'));
    await photographed('7-comparer');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await placeCursor(await open('sortie-portail.hop-dpi.solde.json'), new vscode.Position(0, 0));
    await packaged('8-solde');

    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await placeCursor(await open('sortie-portail.hop-dpi.avance.json'), new vscode.Position(0, 0));
    await vscode.commands.executeCommand('segur.depots.focus');
    await driver.waitFor('.pane-body .monaco-list-row', { hasText: 'sortie-portail' });
    await photographed('9-vue', [...THEMES, ...CONTRASTS]);
    await driver.resize(640, 800);
    await photographed('9-etroite', [THEMES[0]]);
    await driver.resize(1280, 800);
  });
});
