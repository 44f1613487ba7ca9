import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  CancellationTokenSource,
  DiagnosticSeverity,
  type CodeAction,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver/node';
import { correctFile } from '../support/cases.js';
import { TestClient, WATCHING, type StartOptions } from './support/client.js';
import { AVANCE, SOLDE, SORTIE, until, WorkspaceFolder } from './support/workspaceFolder.js';

const NUMBER = 'LMS-2022-0141';
const WRONG = AVANCE.replace(`"${NUMBER}"`, `"${NUMBER} "`);

type Report = WorkspaceDiagnosticReport['items'][number];

describe('files that are not open', () => {
  let folder: WorkspaceFolder;
  beforeEach(() => {
    folder = new WorkspaceFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  const start = (options: StartOptions = {}): Promise<TestClient> =>
    TestClient.start({ capabilities: WATCHING, folder: folder.uri, ...options });
  const ask = async (
    client: TestClient,
    told: readonly Report[] = [],
    source = new CancellationTokenSource(),
  ): Promise<Report[]> => {
    const previousResultIds = told.flatMap(({ uri, resultId }) =>
      resultId === undefined ? [] : [{ uri, value: resultId }],
    );
    const report: WorkspaceDiagnosticReport = await client.connection.sendRequest(
      'workspace/diagnostic',
      { previousResultIds },
      source.token,
    );
    return report.items;
  };
  const codes = (report: Report | undefined): (string | undefined)[] =>
    report?.kind === 'full' ? report.items.map(({ code }) => String(code)) : [];

  it('are judged: of a wrong one its findings are told, of a correct one nothing', async () => {
    const uri = folder.write('depots/wrong.json', WRONG);
    folder.write('correct.json', correctFile('MDV-LGC/avance'));
    folder.write('other.json', '{ "a": 1 }');
    const items = await ask(await start());
    assert.deepEqual(
      items.map(item => [item.uri, codes(item)]),
      [[uri, ['whitespace']]],
    );
  });

  it('are judged by what other files say', async () => {
    folder.write('sortie.json', SORTIE);
    folder.write('avance.json', AVANCE);
    const uri = folder.write('solde.json', SOLDE.replaceAll(NUMBER, 'LMS-2022-9141'));
    const items = await ask(await start());
    assert.deepEqual(
      items.map(item => [item.uri, codes(item)]),
      [[uri, ['solde-numero-editeur']]],
    );
  });

  it('tell no more findings than an editor shows, errors first', async () => {
    const ligne = (number: number): string =>
      `{ "numLigne": ${String(number)}, "montantSegurHT": "12" , "numeroEditeur": "N ", "a": 1, "b": 2 }`;
    const lignes = Array.from({ length: 260 }, (_, index) => ligne(index + 1));
    const text = `{ "lignesImport": [${lignes.join()}] }`;
    const uri = folder.write('beaucoup.mdv-lgc.avance.json', text);
    const client = await start();
    const [report] = await ask(client);
    assert.ok(report?.kind === 'full');
    assert.equal(report.items.length, 1000);
    assert.ok(report.items.every(({ severity }) => severity === 1));
    client.open(uri, text);
    assert.ok((await client.pull(uri)).length > 1000);
  });

  it('are told once: the next question waits until a file has changed, and takes back what is mended', async () => {
    const uri = folder.write('wrong.json', WRONG);
    const client = await start();
    const first = await ask(client);
    const next = ask(client, first);
    folder.write('wrong.json', AVANCE);
    client.changedOnDisk(uri);
    assert.deepEqual(
      (await next).map(item => [item.uri, codes(item)]),
      [[uri, []]],
    );
    const gone = ask(client, await next);
    folder.remove('wrong.json');
    client.changedOnDisk({ uri, type: 3 });
    assert.deepEqual(
      (await gone).map(item => [item.uri, codes(item), item.resultId]),
      [[uri, [], undefined]],
    );
  });

  it('leave a waiting question when it is cancelled', async () => {
    folder.write('wrong.json', WRONG);
    const client = await start();
    const first = await ask(client);
    const source = new CancellationTokenSource();
    const next = ask(client, first, source);
    source.cancel();
    await assert.rejects(next, { code: -32800 });
  });

  it('keep their findings when a tab closes', async () => {
    const uri = folder.write('wrong.json', WRONG);
    const client = await start();
    client.open(uri, WRONG);
    const open = await client.pull(uri);
    assert.ok(open.length > 0);
    assert.deepEqual((await ask(client)).map(codes), [['whitespace']]);
    client.close(uri);
    assert.deepEqual(await client.pull(uri), open);
    assert.deepEqual((await ask(client)).map(codes), [['whitespace']]);
  });

  it('take back what was told while they were open: an edit thrown away, a file deleted', async () => {
    const thrown = folder.write('thrown.json', AVANCE);
    const deleted = folder.write('deleted.json', WRONG);
    const client = await start();
    await ask(client);
    for (const uri of [thrown, deleted]) {
      client.open(uri, WRONG);
      assert.ok((await client.pull(uri)).length > 0);
    }
    client.close(thrown);
    folder.remove('deleted.json');
    client.changedOnDisk({ uri: deleted, type: 3 });
    client.close(deleted);
    // VS Code names no result of a document that it closed.
    const items = await until(
      async () => [...(await ask(client))].sort((a, b) => a.uri.localeCompare(b.uri)),
      answer => answer.length === 2,
    );
    assert.deepEqual(
      items.map(item => [item.uri, codes(item)]),
      [
        [deleted, []],
        [thrown, []],
      ],
    );
  });

  it('are told with what is open and changed: a client asks by itself only about what it shows', async () => {
    const uri = folder.write('sans-onglet.json', WRONG);
    const client = await start();
    const told = await ask(client);
    client.open(uri, WRONG);
    client.change(uri, [{ text: AVANCE }]);
    assert.deepEqual(
      (await ask(client, told)).map(item => [item.uri, codes(item)]),
      [[uri, []]],
    );
  });

  it('are told with what is open without a tab when the server starts: nobody else asks about it', async () => {
    const uri = folder.write('sans-onglet.json', WRONG);
    const client = await start();
    client.open(uri, WRONG);
    assert.deepEqual(
      (await ask(client)).map(item => [item.uri, codes(item)]),
      [[uri, ['whitespace']]],
    );
  });

  it('of a model that nobody has adopted say only that, until they are open', async () => {
    const text = readFileSync(new URL('../../examples/vague-inventee/modele-invente.json', import.meta.url), 'utf8');
    const uri = folder.write('modele.json', text);
    const client = await start();
    const told = await ask(client);
    assert.deepEqual(
      told.map(item => [item.uri, codes(item)]),
      [[uri, ['profile-unknown']]],
    );
    assert.deepEqual(
      told.flatMap(item => (item.kind === 'full' ? item.items.map(({ severity }) => severity) : [])),
      [DiagnosticSeverity.Warning],
    );
    client.open(uri, text);
    assert.ok((await client.pull(uri)).some(({ code }) => code === 'json-syntax'));
  });

  it('are silent once they have gone, also if the editor still has them open, and speak again with an edit', async () => {
    const uri = folder.write('partie.json', WRONG);
    const client = await start();
    const told = await ask(client);
    client.open(uri, WRONG);
    assert.ok((await client.pull(uri)).length > 0);
    folder.remove('partie.json');
    client.changedOnDisk({ uri, type: 3 });
    assert.deepEqual(
      (await ask(client, told)).map(item => [item.uri, codes(item)]),
      [[uri, []]],
    );
    assert.deepEqual(await client.pull(uri), []);
    client.edit(uri, '"numeroAns"', '"numeroAns" ');
    assert.ok((await client.pull(uri)).length > 0);
  });

  it('are told of like any other while they are open and were never saved', async () => {
    const uri = folder.write('nouveau.json', WRONG);
    folder.remove('nouveau.json');
    const client = await start();
    await ask(client);
    client.open(uri, WRONG);
    assert.ok((await client.pull(uri)).length > 0);
    assert.ok((await client.pull(uri)).length > 0);
  });

  it('are silent when the editor that kept them open after they went has its server restarted', async () => {
    const uri = folder.write('partie.json', WRONG);
    folder.remove('partie.json');
    const client = await start({ initializationOptions: { gardeSupprimes: true } });
    const told = await ask(client);
    client.open(uri, WRONG);
    assert.deepEqual(
      (await ask(client, told)).map(item => [item.uri, codes(item)]),
      [[uri, []]],
    );
    assert.deepEqual(await client.pull(uri), []);
  });

  it('say nothing once they are the commented model that was adopted, which is no request', async () => {
    const examples = new URL('../../examples/vague-inventee/', import.meta.url);
    const model = folder.write('agence/modele.json', readFileSync(new URL('modele-invente.json', examples)));
    const uri = folder.write('demande.json', readFileSync(new URL('demande.json', examples)));
    const client = await start();
    const told = await ask(client);
    assert.deepEqual(told.map(item => item.uri).sort(), [model, uri]);
    const adopted = await client.connection.sendRequest('segur/adopt', {
      model,
      profile: 'HOP-DPI-VA9/avance',
      near: folder.uri,
      folder: folder.uri,
      write: true,
    });
    assert.match(JSON.stringify(adopted), /"written":true/);
    client.changedOnDisk({ uri: folder.uriOf('segur.config.json'), type: 1 });
    const later = await until(
      () => ask(client, told),
      items => items.length === 2,
    );
    assert.deepEqual(later.map(item => [item.uri, codes(item)]).sort(), [
      [model, []],
      [uri, ['field-order', 'wrong-type', 'finess', 'whitespace', 'enum-value']],
    ]);
    client.open(model, readFileSync(new URL('modele-invente.json', examples), 'utf8'));
    assert.ok((await client.pull(model)).length > 0, 'whoever opens it sees what a portal would say of it');
    client.close(model);
    assert.deepEqual(await client.pull(model), []);
  });

  it('are judged by their bytes: a mark, UTF-16, Windows-1252', async () => {
    const encoded: readonly (readonly [name: string, text: Uint8Array, message: string])[] = [
      ['latin1.json', Buffer.from(AVANCE, 'latin1'), 'Windows-1252'],
      ['marque.json', Buffer.from(`\ufeff${AVANCE}`), 'BOM'],
      ['utf16.json', Buffer.from(`\ufeff${AVANCE}`, 'utf16le'), 'UTF-16'],
      ['utf16be.json', Buffer.from(AVANCE, 'utf16le').swap16(), 'UTF-16'],
    ];
    const client = await start();
    for (const [name, bytes, message] of encoded) {
      const uri = folder.write(name, bytes);
      client.changedOnDisk({ uri, type: 1 });
      const items = await until(
        async () => (await ask(client)).flatMap(item => (item.uri === uri && item.kind === 'full' ? item.items : [])),
        answer => answer.length > 0,
      );
      assert.deepEqual(
        items.map(({ code, range }) => [code, range.start.line]),
        [['encoding', 0]],
      );
      assert.ok(String(items[0]?.message).includes(message), String(items[0]?.message));
      folder.remove(name);
      client.changedOnDisk({ uri, type: 3 });
    }
  });

  it('are judged by their bytes when open, too, as the editor has decoded them, until they are saved otherwise', async () => {
    const bytes = Buffer.from(AVANCE, 'latin1');
    const lossy = bytes.toString('utf8');
    const cases: readonly (readonly [name: string, bytes: Uint8Array, shown: string, message: RegExp])[] = [
      ['marque.json', Buffer.from(`\ufeff${AVANCE}`), AVANCE, /\(BOM\)/],
      ['utf16.json', Buffer.from(`\ufeff${AVANCE}`, 'utf16le'), AVANCE, /UTF-16/],
      ['latin1.json', bytes, AVANCE, /Windows-1252.*Rouvrez-le/],
      // Its letters aren't lost as long as nobody saves it like this.
      ['latin1-comme-utf8.json', bytes, lossy, /Windows-1252.*Rouvrez-le/],
    ];
    const client = await start({ initializationOptions: { commands: ['segur.changerEncodage'] } });
    for (const [name, written, shown, message] of cases) {
      const uri = folder.write(name, written);
      client.open(uri, shown);
      const told = await until(
        () => client.pull(uri),
        found => found.some(({ code, message: told }) => code === 'encoding' && message.test(String(told))),
      );
      assert.deepEqual(
        told.map(({ code }) => code),
        ['encoding'],
        name,
      );
      client.edit(uri, '"numeroAns"', '"numeroAns" ');
      assert.deepEqual(await client.pull(uri), told, 'an edit changes nothing about it');
      const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      const actions = await client.request<CodeAction[]>('textDocument/codeAction', uri, {
        range,
        context: { diagnostics: told, only: ['quickfix'] },
      });
      assert.deepEqual(
        actions.map(({ title, command, edit }) => [title, command?.command, edit]),
        [['Changer l’encodage du fichier…', 'segur.changerEncodage', undefined]],
      );
      folder.write(name, AVANCE);
      await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
      const later = await until(
        () => client.pull(uri),
        found => found.every(({ message }) => !/BOM|UTF-16|1252/.test(String(message))),
      );
      assert.deepEqual(
        later.map(({ code }) => code),
        shown === AVANCE ? [] : ['encoding'],
      );
      client.close(uri);
      folder.remove(name);
    }
  });

  it('say nothing while they are open under another language, which the user chose', async () => {
    const uri = folder.write('wrong.json', WRONG);
    const client = await start();
    const elsewhere = (...uris: readonly string[]): Promise<void> =>
      client.connection.sendNotification('segur/openElsewhere', { uris });
    const told = await ask(client);
    assert.deepEqual(told.map(codes), [['whitespace']]);
    await elsewhere(uri);
    const takenBack = await ask(client, told);
    assert.deepEqual(
      takenBack.map(item => [item.uri, codes(item)]),
      [[uri, []]],
    );
    // As the language of an open document is changed.
    client.open(uri, WRONG);
    assert.ok((await client.pull(uri)).length > 0);
    client.close(uri);
    assert.deepEqual(await client.pull(uri), []);
    await elsewhere();
    assert.deepEqual((await ask(client)).map(codes), [['whitespace']]);
  });

  it('are left alone where the user wants it', async () => {
    const uri = folder.write('wrong.json', WRONG);
    const client = await start({ configuration: () => ({ fichiersFermes: false }) });
    assert.deepEqual(await ask(client), []);
    client.open(uri, WRONG);
    assert.ok((await client.pull(uri)).length > 0);
    client.close(uri);
    assert.deepEqual(await client.pull(uri), []);
  });
});
