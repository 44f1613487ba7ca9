import assert from 'node:assert/strict';
import type { TreeFile, WorkspaceTree } from '../../server/src/lsp/protocol/index.js';
import { TestClient, WATCHING } from './support/client.js';
import { AVANCE, SOLDE, SORTIE, until, WorkspaceFolder } from './support/workspaceFolder.js';

const NUMBER = 'LMS-2022-0141';

describe('the tree of the workspace', () => {
  let folder: WorkspaceFolder;
  beforeEach(() => {
    folder = new WorkspaceFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  const ask = (client: TestClient): Promise<WorkspaceTree> => client.connection.sendRequest('segur/workspace/tree');
  const whole = (client: TestClient): Promise<WorkspaceTree> =>
    until(
      () => ask(client),
      ({ complete }) => complete,
    );
  const states = ({ demandes }: TreeFile): (string | null)[] => [...new Set(demandes.map(({ state }) => state))];
  /** Asks like the view: once, and again whenever it is told to. */
  const viewOf = (client: TestClient) => {
    let told = Promise.resolve();
    return {
      told: () => told,
      shows: async (wanted: (tree: WorkspaceTree) => boolean): Promise<WorkspaceTree> => {
        for (;;) {
          told = new Promise<void>(resolve => {
            client.connection.onNotification('segur/workspace/treeChanged', () => {
              resolve();
            });
          });
          const tree = await ask(client);
          if (wanted(tree)) return tree;
          await told;
        }
      },
    };
  };
  const start = (): Promise<TestClient> => TestClient.start({ capabilities: WATCHING, folder: folder.uri });

  it('says how far each demande has come, of files that nobody has opened', async () => {
    folder.write('avance.json', AVANCE);
    folder.write('retours/sortie.json', SORTIE);
    const tree = await whole(await start());
    assert.deepEqual(
      tree.files.map(file => [file.name, file.phase, file.portalOutput, file.open, file.errors, states(file)]),
      [
        ['avance.json', 'avance', false, false, 0, ['sortieRecue']],
        ['retours/sortie.json', 'avance', true, false, 0, ['soldeAFaire']],
      ],
    );
    assert.equal(tree.totals.demandes, tree.files[0]?.demandes.length);
    assert.equal(tree.totals.montant, tree.files[0]?.montant);
    assert.ok(tree.totals.montant > 0);
    assert.ok(AVANCE.split('\n')[tree.files[0]?.demandes[0]?.position.line ?? 0]?.includes('{'));
  });

  it('names the folder of a file, where there are several', async () => {
    for (const name of ['ms1/avance.json', 'ms2/avance.json']) folder.write(name, AVANCE);
    const folders = [folder.uriOf('ms1'), folder.uriOf('ms2')];
    const tree = await whole(await TestClient.start({ capabilities: WATCHING, folders }));
    assert.deepEqual(
      tree.files.map(({ name }) => name),
      ['ms1/avance.json', 'ms2/avance.json'],
    );
  });

  it('counts what is wrong by demande, and is told again when a file changes on disk', async () => {
    folder.write('avance.json', AVANCE);
    const client = await start();
    const view = viewOf(client);
    assert.deepEqual((await view.shows(({ complete }) => complete)).files.map(states), [['prete']]);
    folder.write('solde.json', SOLDE);
    folder.write('avance.json', AVANCE.replace('"TTC"', '"TTV"').replace('"HT"', '"HTT"'));
    client.changedOnDisk(folder.uriOf('avance.json'), folder.uriOf('solde.json'));
    await view.told();
    const [avance] = (await view.shows(({ complete, files }) => complete && files.length === 2)).files;
    assert.ok((avance?.errors ?? 0) > 0);
    assert.ok(avance?.demandes.some(({ state, errors }) => state === 'aCorriger' && (errors ?? 0) > 0));
  });

  it('takes an open document as it stands in the editor', async () => {
    const uri = folder.write('avance.json', AVANCE);
    const client = await start();
    client.open(uri, AVANCE);
    client.edit(uri, NUMBER, `${NUMBER} `);
    const [file] = (
      await until(
        () => ask(client),
        ({ files }) => (files[0]?.errors ?? 0) > 0,
      )
    ).files;
    assert.equal(file?.open, true);
    assert.deepEqual(file.demandes.filter(({ state }) => state === 'aCorriger').length, 1);
  });

  it('knows what a prepared deposit holds', async () => {
    folder.write('avance.json', AVANCE);
    folder.write('depot/avance.json', AVANCE);
    folder.write('depot/depot.json', '{ "version": 1 }');
    const { files, totals } = await whole(await start());
    assert.deepEqual(
      files.map(file => [file.deposit, states(file)]),
      [
        [false, ['deposee']],
        [true, ['deposee']],
      ],
    );
    assert.equal(totals.demandes, files[0]?.demandes.length);
  });

  it('says nothing of JSON that is no request', async () => {
    folder.write('other.json', '{ "a": 1 }');
    assert.deepEqual((await whole(await start())).files, []);
  });
});
