import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic, SymbolInformation } from 'vscode-languageserver/node';
import { correctFile } from '../support/cases.js';
import { MODERN, PUSHED, TestClient, WATCHING, type StartOptions } from './support/client.js';
import { AVANCE, SOLDE, SORTIE, until, WorkspaceFolder } from './support/workspaceFolder.js';

const NUMBER = 'LMS-2022-0141';
/** A request's number in the solde that is not the avance's. */
const OTHER_NUMBER = 'LMS-2022-9141';
const WRONG_SOLDE = SOLDE.replaceAll(NUMBER, OTHER_NUMBER);
const ANS = '9900000001';
const OTHER_ANS = '9900000009';

const codes = (found: readonly Diagnostic[]): string[] => found.map(({ code }) => String(code));
const saysNumber = (found: readonly Diagnostic[]): boolean => codes(found).includes('solde-numero-editeur');
const saysNothing = (found: readonly Diagnostic[]): boolean => found.length === 0;

describe('the requests of a workspace', () => {
  const folders: WorkspaceFolder[] = [];
  const newFolder = (): WorkspaceFolder => {
    const folder = new WorkspaceFolder();
    folders.push(folder);
    return folder;
  };
  afterEach(() => {
    for (const folder of folders.splice(0)) folder.remove();
  });

  const start = (options: StartOptions = {}): Promise<TestClient> =>
    TestClient.start({ capabilities: WATCHING, folders: folders.map(({ uri }) => uri), ...options });
  const toldIn = (
    client: TestClient,
    uri: string,
    wanted: (found: readonly Diagnostic[]) => boolean,
  ): Promise<Diagnostic[]> => until(() => client.pull(uri), wanted);

  /** An avance and its output in one folder, the solde in another. */
  async function twoFolders(
    solde: string,
    options: StartOptions = {},
  ): Promise<{
    readonly client: TestClient;
    readonly first: WorkspaceFolder;
    readonly second: WorkspaceFolder;
    readonly uri: string;
  }> {
    const [first, second] = [newFolder(), newFolder()];
    first.write('depots/avance.json', AVANCE);
    first.write('retours/sortie.json', SORTIE);
    const uri = second.write('solde.json', solde);
    const client = await start(options);
    client.open(uri, solde);
    return { client, first, second, uri };
  }

  it('are compared with each other, across folders: the finding leads to the other file', async () => {
    const { client, first, uri } = await twoFolders(WRONG_SOLDE);
    const [found, ...others] = await toldIn(client, uri, saysNumber);
    assert.deepEqual(codes(others), []);
    assert.equal(found?.severity, 1);
    assert.deepEqual(found.range, {
      start: client.at(uri, `"${OTHER_NUMBER}"`),
      end: client.at(uri, `"${OTHER_NUMBER}"`, OTHER_NUMBER.length + 2),
    });
    const places = found.relatedInformation ?? [];
    assert.ok(places.length > 0);
    for (const { location } of places) {
      const text = (first.nameOf(location.uri) === 'retours/sortie.json' ? SORTIE : AVANCE).split('\n');
      assert.ok(['retours/sortie.json', 'depots/avance.json'].includes(first.nameOf(location.uri)), location.uri);
      assert.ok(text[location.range.start.line]?.slice(location.range.start.character).startsWith(`"${NUMBER}"`));
    }
  });

  it('have nothing said of them where avance, output and solde agree', async () => {
    const { client, uri, first } = await twoFolders(SOLDE);
    client.open(first.uriOf('depots/avance.json'), AVANCE);
    // The scan is over once a mistake would be reported.
    client.edit(uri, NUMBER, OTHER_NUMBER);
    await toldIn(client, uri, saysNumber);
    client.edit(uri, OTHER_NUMBER, NUMBER);
    assert.deepEqual(await client.pull(uri), []);
    assert.deepEqual(await client.pull(first.uriOf('depots/avance.json')), []);
  });

  it(
    'count as they stand in the editor: an unsaved edit of the avance is told in the solde, at once and by a ' +
      'refresh',
    async () => {
      const folder = newFolder();
      const avance = folder.write('avance.json', AVANCE);
      const uri = folder.write('solde.json', SOLDE);
      const client = await start();
      client.open(uri, SOLDE);
      client.open(avance, AVANCE);
      assert.deepEqual(await client.pull(avance), []);
      await toldIn(client, uri, saysNothing);
      client.edit(avance, ANS, OTHER_ANS);
      await client.refreshes.first(() => true);
      assert.deepEqual(codes(await client.pull(uri)), ['solde-publisher']);
      client.edit(avance, OTHER_ANS, ANS);
      await toldIn(client, uri, saysNothing);
      // Closed without saving, so the file on disk counts again.
      client.edit(avance, ANS, OTHER_ANS);
      await toldIn(client, uri, found => !saysNothing(found));
      client.close(avance);
      await toldIn(client, uri, saysNothing);
    },
  );

  it('are told anew to a client that is told, where another document changed', async () => {
    const folder = newFolder();
    const avance = folder.write('avance.json', AVANCE);
    const uri = folder.write('solde.json', SOLDE);
    const client = await start({ capabilities: { ...PUSHED, workspace: WATCHING.workspace ?? {} } });
    client.open(uri, SOLDE);
    client.open(avance, AVANCE);
    await client.diagnostics.first(told => told.uri === avance && told.diagnostics.length === 0);
    client.edit(avance, ANS, OTHER_ANS);
    const told = await client.diagnostics.first(
      one => one.uri === uri && codes(one.diagnostics).includes('solde-publisher'),
    );
    assert.equal(told.version, 1);
  });

  it('are followed on disk: changed, removed, created, renamed', async () => {
    const { client, first, uri } = await twoFolders(WRONG_SOLDE);
    await toldIn(client, uri, saysNumber);
    const [avance, sortie] = [first.uriOf('depots/avance.json'), first.uriOf('retours/sortie.json')];
    first.write('depots/avance.json', AVANCE.replace(NUMBER, OTHER_NUMBER));
    first.write('retours/sortie.json', SORTIE.replace(NUMBER, OTHER_NUMBER));
    client.changedOnDisk(avance, sortie);
    await toldIn(client, uri, saysNothing);
    first.write('depots/avance.json', AVANCE);
    first.write('retours/sortie.json', SORTIE);
    client.changedOnDisk(avance, sortie);
    await toldIn(client, uri, saysNumber);
    first.remove('retours/sortie.json');
    client.changedOnDisk({ uri: sortie, type: 3 });
    // The avance with the same beneficiaries identifies it if no output does.
    await toldIn(
      client,
      uri,
      ([one]) => first.nameOf(one?.relatedInformation?.[0]?.location.uri) === 'depots/avance.json',
    );
    first.write('retours/encore.json', SORTIE);
    client.changedOnDisk({ uri: first.uriOf('retours/encore.json'), type: 1 });
    await toldIn(
      client,
      uri,
      ([one]) => first.nameOf(one?.relatedInformation?.[0]?.location.uri) === 'retours/encore.json',
    );
    first.rename('retours/encore.json', 'retours/sortie.json');
    client.changedOnDisk({ uri: first.uriOf('retours/encore.json'), type: 3 }, { uri: sortie, type: 1 });
    await toldIn(
      client,
      uri,
      ([one]) => first.nameOf(one?.relatedInformation?.[0]?.location.uri) === 'retours/sortie.json',
    );
  });

  it('are found anew at a save where the client tells of no file', async () => {
    const { client, first, second, uri } = await twoFolders(WRONG_SOLDE, { capabilities: MODERN });
    await toldIn(client, uri, saysNumber);
    first.write('depots/avance.json', AVANCE.replace(NUMBER, OTHER_NUMBER));
    first.write('retours/sortie.json', SORTIE.replace(NUMBER, OTHER_NUMBER));
    second.write('solde.json', WRONG_SOLDE);
    void client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
    await toldIn(client, uri, saysNothing);
  });

  it('come and go with the folders', async () => {
    const [first, second] = [newFolder(), newFolder()];
    first.write('sortie.json', SORTIE);
    const uri = second.write('solde.json', WRONG_SOLDE);
    const client = await TestClient.start({
      capabilities: { ...WATCHING, workspace: { ...WATCHING.workspace, workspaceFolders: true } },
      folders: [second.uri],
    });
    client.open(uri, WRONG_SOLDE);
    const change = (event: object): void =>
      void client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    change({ added: [{ uri: first.uri, name: 'a' }], removed: [] });
    await toldIn(client, uri, saysNumber);
    change({ added: [], removed: [{ uri: first.uri, name: 'a' }] });
    await toldIn(client, uri, saysNothing);
  });

  it('follow a folder that is moved or removed in the editor, of whose files nobody tells', async () => {
    const [first, second] = [newFolder(), newFolder()];
    first.write('a/retours/sortie.json', SORTIE);
    const uri = second.write('solde.json', WRONG_SOLDE);
    const workspace = { ...WATCHING.workspace, fileOperations: { didRename: true, didDelete: true } };
    const client = await start({ capabilities: { ...WATCHING, workspace } });
    assert.ok(client.server.capabilities.workspace?.fileOperations?.didRename);
    client.open(uri, WRONG_SOLDE);
    await toldIn(client, uri, saysNumber);
    first.rename('a', 'b');
    void client.connection.sendNotification('workspace/didRenameFiles', {
      files: [{ oldUri: first.uriOf('a'), newUri: first.uriOf('b') }],
    });
    await toldIn(
      client,
      uri,
      ([found]) => first.nameOf(found?.relatedInformation?.[0]?.location.uri) === 'b/retours/sortie.json',
    );
    first.remove('b');
    void client.connection.sendNotification('workspace/didDeleteFiles', { files: [{ uri: first.uriOf('b') }] });
    await toldIn(client, uri, saysNothing);
  });

  it('go with a folder that goes, of which the folder alone is told', async () => {
    const [first, second] = [newFolder(), newFolder()];
    first.write('depot/b/sortie.json', SORTIE);
    first.write('depot-2/sortie.json', SORTIE);
    const uri = second.write('solde.json', WRONG_SOLDE);
    const client = await start();
    client.open(uri, WRONG_SOLDE);
    await toldIn(client, uri, saysNumber);
    first.remove('depot');
    client.changedOnDisk({ uri: first.uriOf('depot'), type: 3 });
    await toldIn(
      client,
      uri,
      ([found]) =>
        found?.relatedInformation?.length === 1 &&
        first.nameOf(found.relatedInformation[0]?.location.uri) === 'depot-2/sortie.json',
    );
    first.remove('depot-2');
    client.changedOnDisk({ uri: first.uriOf('depot-2'), type: 3 });
    await toldIn(client, uri, saysNothing);
  });

  it('count no more where their file has gone, though an editor still holds them open; and again once it is back', async () => {
    const [first, second] = [newFolder(), newFolder()];
    const sortie = first.write('sortie.json', SORTIE);
    const uri = second.write('solde.json', WRONG_SOLDE);
    const client = await start();
    client.open(sortie, SORTIE);
    client.open(uri, WRONG_SOLDE);
    await toldIn(client, uri, saysNumber);
    first.remove('sortie.json');
    client.changedOnDisk({ uri: sortie, type: 3 });
    await toldIn(client, uri, saysNothing);
    first.write('sortie.json', SORTIE);
    client.changedOnDisk({ uri: sortie, type: 1 });
    await toldIn(client, uri, saysNumber);
  });

  it('are judged as the configuration wants them', async () => {
    const folder = newFolder();
    folder.write('sortie.json', SORTIE);
    const uri = folder.write('solde.json', WRONG_SOLDE);
    const client = await start();
    client.open(uri, WRONG_SOLDE);
    await toldIn(client, uri, saysNumber);
    const config = folder.write('segur.config.json', JSON.stringify({ rules: { 'solde-numero-editeur': 'off' } }));
    client.changedOnDisk(config);
    await toldIn(client, uri, saysNothing);
    folder.write('segur.config.json', JSON.stringify({ rules: { 'solde-numero-editeur': 'warning' } }));
    client.changedOnDisk(config);
    const [found] = await toldIn(client, uri, saysNumber);
    assert.equal(found?.severity, 2);
    folder.write(
      'segur.config.json',
      JSON.stringify({
        suppressions: [{ rule: 'solde-numero-editeur', numeroEditeur: OTHER_NUMBER, reason: 'essai' }],
      }),
    );
    client.changedOnDisk(config);
    await toldIn(client, uri, saysNothing);
  });

  it('are left alone where they are packages, hidden, links or no requests', async () => {
    const folder = newFolder();
    for (const name of ['node_modules/a/sortie.json', '.cache/sortie.json', 'sortie.txt']) folder.write(name, SORTIE);
    folder.write('package.json', '{"name": "lignesImport"}');
    folder.write('broken.json', '{"lignesImport": [');
    const outside = newFolder();
    outside.write('sortie.json', SORTIE);
    symlinkSync(join(outside.path, 'sortie.json'), join(folder.path, 'lien.json'));
    symlinkSync(outside.path, join(folder.path, 'dossier'));
    const uri = folder.write('solde.json', WRONG_SOLDE);
    folder.write('b/sortie.json', SORTIE.replaceAll('FINMDV9', 'FINMDV8').replaceAll('LMS-2022-', 'LMS-2021-'));
    const client = await start({ folders: [folder.uri] });
    client.open(uri, WRONG_SOLDE);
    // All have been checked when the last one reports that the dossiers are in no output.
    const found = await toldIn(client, uri, told => codes(told).includes('solde-dossier'));
    assert.ok(!saysNumber(found));
  });

  it('answer « unchanged » as long as nothing else changed what is told', async () => {
    const { client, uri, first } = await twoFolders(WRONG_SOLDE);
    await toldIn(client, uri, saysNumber);
    interface Report {
      readonly kind: string;
      readonly resultId: string;
    }
    const { resultId } = await client.request<Report>('textDocument/diagnostic', uri);
    // Another publisher's request: of no concern here.
    first.write('autre.json', correctFile('PHA-LGO/avance'));
    client.changedOnDisk({ uri: first.uriOf('autre.json'), type: 1 });
    await until(
      () => client.connection.sendRequest<readonly unknown[]>('workspace/symbol', { query: 'PHA-2022-0041' }),
      found => found.length > 0,
    );
    assert.equal(
      (await client.request<Report>('textDocument/diagnostic', uri, { previousResultId: resultId })).kind,
      'unchanged',
    );
  });

  it(
    'are many: they are read in the background while requests are answered, and a mistake between two of them is ' +
      'found',
    async () => {
      const folder = newFolder();
      const COUNT = 250;
      // A request of its own in each pair of files.
      const pair = (n: number): readonly [sortie: string, solde: string] => {
        const own = (text: string): string =>
          text
            .replaceAll('FINMDV90', `FIN${String(n).padStart(4, '0')}90`)
            .replaceAll('LMS-2022-', `LMS-${String(n)}-`);
        return [own(SORTIE), own(SOLDE)];
      };
      for (let n = 0; n < COUNT; n++) {
        const [sortie, solde] = pair(n);
        folder.write(`lot${String(n % 10)}/sortie-${String(n)}.json`, sortie);
        folder.write(`lot${String(n % 10)}/solde-${String(n)}.json`, solde);
      }
      const [, solde] = pair(COUNT - 1);
      const wrong = solde.replaceAll(`LMS-${String(COUNT - 1)}-0141`, 'LMS-X');
      const uri = folder.write(`lot9/solde-${String(COUNT - 1)}.json`, wrong);
      const client = await start();
      client.open(uri, wrong);
      // Nobody waits for the folder: findings about the file alone are there at once.
      assert.ok(!saysNumber(await client.pull(uri)), 'the first answer came after all files were read');
      await client.refreshes.first(() => true);
      assert.ok(saysNumber(await client.pull(uri)));
      const found = await client.connection.sendRequest<readonly SymbolInformation[]>('workspace/symbol', {
        query: 'LMS-0-0141',
      });
      assert.equal(found.filter(({ name }) => name === 'LMS-0-0141').length, 2);
    },
  );
});
