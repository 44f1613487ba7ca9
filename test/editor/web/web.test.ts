import * as vscode from 'vscode';
import { driver } from '../suite/driver.js';
import { until } from '../suite/until.js';
import { inWebview } from '../suite/webview.js';
import {
  codesOf,
  exists,
  fileUri,
  hold,
  leave,
  open,
  openRequest,
  PICKED,
  remove,
  textOf,
  told,
  write,
} from './desk.js';

/** The package for browsers, in the worker that runs extensions there: no Node process behind it. */

const FAULTY = 'avance-a-corriger.json';
const ROW = '.pane-body .monaco-list-row';

describe('in a browser', () => {
  afterEach(leave);

  it('a request is recognised and judged, by a worker', async () => {
    const { document } = await open(fileUri(FAULTY));
    await told(document.uri, 'rpps');
    hold(document.languageId === 'segur-json', document.languageId);
    const own = vscode.extensions.getExtension('segur-json.segur-json');
    const manifest: unknown = own?.packageJSON;
    hold(typeof manifest === 'object' && manifest !== null, 'it is installed');
    hold('browser' in manifest && !('main' in manifest), 'of what Node runs there is nothing');
    await driver.screenshot('web-constats');
  });

  it('its fixes are offered, alone and together', async () => {
    const { document } = await open(fileUri(FAULTY));
    await told(document.uri, 'quoted-literal');
    const [finding] = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ code }) => typeof code === 'object' && code.value === 'quoted-literal');
    hold(finding !== undefined, 'there is one');
    const edit = await until('a fix', async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        finding.range,
        vscode.CodeActionKind.QuickFix.value,
        5,
      );
      return found.find(({ isPreferred, edit: change }) => isPreferred === true && change !== undefined)?.edit;
    });
    const before = codesOf(document.uri).length;
    hold(await vscode.workspace.applyEdit(edit), 'the fix is applied');
    await until('one finding less', () => codesOf(document.uri).length < before || undefined);
    await vscode.commands.executeCommand('segur.toutCorriger', document.uri);
    await until('what only a person decides', () => !codesOf(document.uri).includes('key-casing') || undefined);
    hold(codesOf(document.uri).includes('rpps'), 'the rest is left');
  });

  it('a server that is started again, another worker, goes on where the first one was', async () => {
    const editor = await openRequest(fileUri(FAULTY));
    const { document } = editor;
    await told(document.uri, 'rpps');
    await vscode.commands.executeCommand('segur.redemarrerServeur');
    const casing = (): number => codesOf(document.uri).filter(code => code === 'key-casing').length;
    await told(document.uri, 'rpps');
    const before = casing();
    const at = document.positionAt(document.getText().indexOf('"numeroAns"') + 1);
    await editor.edit(edit => {
      edit.replace(new vscode.Range(at, at.translate(0, 1)), 'N');
    });
    await until('one more', () => casing() === before + 1 || undefined);
  });

  it('hovers explain, keys and values are completed, the page of a rule is there', async () => {
    const { document } = await open(fileUri(FAULTY));
    await told(document.uri, 'rpps');
    const at = document.positionAt(document.getText().indexOf('"commandePour"') + 3);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at,
    );
    hold(hovers.length > 0, 'a hover');
    const inValue = document.positionAt(document.getText().indexOf('"TTC"') + 1);
    const items = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      inValue,
    );
    hold(
      items.items.some(({ label }) => (typeof label === 'string' ? label : label.label).includes('HT')),
      'completions',
    );
    const page = await vscode.workspace.openTextDocument(vscode.Uri.parse('segur-regle:/rpps.md'));
    hold(page.getText().startsWith('# rpps'), page.getText().slice(0, 40));
  });

  it('other files of the folder are read: for what they say of this one, and for the view', async () => {
    const wrong = fileUri('solde-autre-numero.json');
    await write(wrong, (await textOf(fileUri('solde.json'))).replaceAll('LMS-2022-0141', 'LMS-2022-9141'));
    try {
      await open(wrong);
      await told(wrong, 'solde-numero-editeur');
      await vscode.commands.executeCommand('segur.depots.focus');
      for (const hasText of [FAULTY, 'sortie-portail-avance.json']) await driver.waitFor(ROW, { hasText });
      await driver.screenshot('web-depots');
      await vscode.commands.executeCommand('workbench.view.explorer');
    } finally {
      await vscode.workspace.fs.delete(wrong);
    }
  });

  it('a rule is silenced, with the reason in the settings of the folder', async () => {
    const { document } = await open(fileUri(FAULTY));
    await told(document.uri, 'rpps');
    const isRpps = (code: string): boolean => code === 'rpps';
    const before = codesOf(document.uri).filter(isRpps).length;
    const settings = fileUri('segur.config.json');
    try {
      const { line, character } = document.positionAt(document.getText().indexOf('"10990000572"') + 1);
      void vscode.commands.executeCommand('segur.taire', document.uri, { rule: 'rpps', position: { line, character } });
      await driver.waitFor(PICKED);
      await driver.press('Enter');
      await driver.waitFor('.quick-input-message', { hasText: 'segur.config.json' });
      await driver.type('Vu avec la DSI.');
      await driver.press('Enter');
      await until('silence', () => codesOf(document.uri).filter(isRpps).length < before || undefined);
      hold((await textOf(settings)).includes('Vu avec la DSI.'), 'the reason is written');
    } finally {
      await remove(settings);
    }
  });

  it('a deposit is prepared, from the attachments of the folder to the ZIPs and the report', async () => {
    const { document } = await openRequest(fileUri('avance.json'));
    await driver.waitFor('.codelens-decoration a', { hasText: 'Préparer le dépôt' });
    const out = fileUri('depot-avance');
    try {
      void vscode.commands.executeCommand('segur.preparerDepot', document.uri);
      await driver.waitFor('.quick-input-title', { hasText: 'Dépôt de' });
      await driver.screenshot('web-depot');
      for (const hasText of ['Préparer le dépôt', 'depot-avance']) {
        await driver.waitFor(PICKED, { hasText });
        await driver.press('Enter');
      }
      const names = await until('the deposit', async () => {
        const found = await vscode.workspace.fs.readDirectory(out).then(
          entries => entries.map(([name]) => name),
          (): string[] => [],
        );
        return found.includes('depot.html') && found;
      });
      hold(names.filter(name => name.endsWith('.zip')).length === 6, names.join());
      await until('nothing else left', async () => {
        const left = await vscode.workspace.fs.readDirectory(fileUri(''));
        return left.every(([name]) => !name.endsWith('.tmp')) || undefined;
      });
    } finally {
      await remove(out);
    }
  });

  it('the texts of PDFs are compared with the request', async () => {
    const { document } = await openRequest(fileUri('solde.json'));
    void vscode.commands.executeCommand('segur.verifierPieces', document.uri);
    await until('the answer', async () => {
      await vscode.commands.executeCommand('notifications.showList');
      return (await driver.count('.notification-list-item-message', { hasText: '12 pièces regardées' })) > 0;
    });
    await driver.screenshot('web-pieces');
    hold(!codesOf(document.uri).includes('piece-unreadable'), 'each is read');
  });

  it('a table becomes the request that it was made of, and a request a table', async () => {
    const made = fileUri('tableau/export-commandes.mdv-lgc.avance.json');
    const table = fileUri('avance.csv');
    try {
      const done = vscode.commands.executeCommand(
        'segur.genererDepuisTableau',
        fileUri('tableau/export-commandes.csv'),
      );
      await driver.waitFor(PICKED);
      await driver.type('MDV-LGC/avance');
      for (const hasText of ['MDV-LGC/avance', 'Écrire ce fichier']) {
        await driver.waitFor(PICKED, { hasText });
        await driver.press('Enter');
      }
      await done;
      hold((await textOf(made)) === (await textOf(fileUri('avance.json'))), 'the same, to the byte');
      const { document } = await openRequest(fileUri('avance.json'));
      void vscode.commands.executeCommand('segur.exporterTableau', document.uri);
      await driver.waitFor('.quick-input-title', { hasText: 'Écrire la liste' });
      await driver.press('Enter');
      await until('the table', async () => (await exists(table)) || undefined);
    } finally {
      await remove(made, table);
    }
  });

  it('avance and solde are compared', async () => {
    const { document } = await openRequest(fileUri('solde.json'));
    await vscode.commands.executeCommand('segur.comparerFichier', document.uri);
    await driver.waitFor(inWebview('table.whole tbody tr'), { hasText: 'LMS-2022-0141' });
    await driver.screenshot('web-comparer');
  });

  it('a file of a folder that is on no disk is judged as well, by the settings beside it', async () => {
    const files = new Map([
      ['/depots/avance.json', await textOf(fileUri(FAULTY))],
      ['/depots/segur.config.json', JSON.stringify({ rules: { rpps: 'off' } })],
    ]);
    const provider = vscode.workspace.registerFileSystemProvider('vscode-test-web', new MemoryFiles(files));
    try {
      const uri = vscode.Uri.parse('vscode-test-web://mount/depots/avance.json');
      await open(uri);
      await told(uri, 'key-casing');
      hold(!codesOf(uri).includes('rpps'), 'the settings were read');
    } finally {
      provider.dispose();
    }
  });
});

class MemoryFiles implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  constructor(private readonly files: ReadonlyMap<string, string>) {}

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const text = this.files.get(path);
    if (text !== undefined) return { type: vscode.FileType.File, ctime: 0, mtime: 1, size: text.length };
    if ([...this.files.keys()].some(file => file.startsWith(`${path.replace(/\/$/, '')}/`)))
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 1, size: 0 };
    throw vscode.FileSystemError.FileNotFound(path);
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    const text = this.files.get(path);
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(path);
    return new TextEncoder().encode(text);
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    const below = `${path.replace(/\/$/, '')}/`;
    return [...this.files.keys()]
      .filter(file => file.startsWith(below))
      .map(file => [file.slice(below.length), vscode.FileType.File]);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
