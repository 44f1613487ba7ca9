import assert from 'node:assert/strict';
import { CancellationTokenSource, type WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
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
    assert.deepEqual(await ask(client), [], 'an open document is told by itself');
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
