import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { ComparedFile, CompareParams, CompareResult } from '../../server/src/lsp/protocol/index.js';
import { TestClient, WATCHING } from './support/client.js';
import { AVANCE, SOLDE, SORTIE, until, WorkspaceFolder } from './support/workspaceFolder.js';

type Compared = Extract<CompareResult, { kind: 'compared' }>;

describe('segur/compare', () => {
  let folder: WorkspaceFolder;
  beforeEach(() => {
    folder = new WorkspaceFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  async function open(
    texts: Readonly<Record<string, string>>,
    name: string,
  ): Promise<{ readonly client: TestClient; readonly uri: string }> {
    for (const [file, text] of Object.entries(texts)) folder.write(file, text);
    const client = await TestClient.start({ capabilities: WATCHING, folder: folder.uri });
    const uri = folder.uriOf(name);
    client.open(uri, texts[name] ?? '');
    return { client, uri };
  }
  const ask = (client: TestClient, params: CompareParams): Promise<CompareResult | null> =>
    client.connection.sendRequest('segur/compare', params);
  const compared = async (client: TestClient, params: CompareParams): Promise<Compared> => {
    const result = await until(
      () => ask(client, params),
      answer => answer?.kind === 'compared',
    );
    assert.ok(result?.kind === 'compared');
    return result;
  };
  const differing = ({ comparison }: Compared): readonly string[] =>
    comparison.sections
      .flatMap(({ rows }) => rows)
      .filter(({ verdict }) => verdict !== 'same' && verdict !== 'info')
      .map(({ label }) => label);

  it('sets a solde against the output of its avance, the demande at the cursor', async () => {
    const { client, uri } = await open(
      { 'avance.json': AVANCE, 'sortie.json': SORTIE, 'solde.json': SOLDE.replace('358.33', '358.34') },
      'solde.json',
    );
    const position = client.at(uri, '"LMS-2022-0141"', 2);
    // While the folder is being read, the avance may be all that is known.
    const result = await until(
      () => compared(client, { uri, position }),
      ({ avance }) => avance.portalOutput,
    );
    assert.deepEqual(
      [result.avance, result.solde].map(side => [folder.nameOf(side.uri), side.portalOutput]),
      [
        ['sortie.json', true],
        ['solde.json', false],
      ],
    );
    assert.equal(SORTIE.split('\n')[result.avance.range.start.line]?.trim(), '{');
    assert.deepEqual(differing(result), ['Montant Ségur HT']);
    assert.deepEqual(result.demande, { numeroASP: 'FINMDV90141', numeroEditeur: 'LMS-2022-0141', index: 0 });
  });

  it('waits with its first answer until the folder is read, unless the question is cancelled', async () => {
    const many = Array.from({ length: 150 }, (_, index): [string, string] => [`autre-${String(index)}.json`, AVANCE]);
    const { client, uri } = await open(
      { ...Object.fromEntries(many), 'zz/sortie.json': SORTIE, 'solde.json': SOLDE },
      'solde.json',
    );
    const source = new CancellationTokenSource();
    const params: CompareParams = { uri, position: client.at(uri, '"LMS-2022-0141"', 2) };
    const given = client.connection.sendRequest('segur/compare', params, source.token);
    source.cancel();
    await assert.rejects(given, { code: -32800 });
    const result = await ask(client, params);
    assert.ok(result?.kind === 'compared');
    assert.equal(folder.nameOf(result.avance.uri), 'zz/sortie.json');
  });

  it('sets an avance against its solde, also where the portal’s output isn’t there', async () => {
    const { client, uri } = await open({ 'avance.json': AVANCE, 'solde.json': SOLDE }, 'avance.json');
    const result = await compared(client, { uri, position: client.at(uri, '"LMS-2022-0141"', 2) });
    assert.deepEqual(
      [result.avance, result.solde].map(side => folder.nameOf(side.uri)),
      ['avance.json', 'solde.json'],
    );
    assert.deepEqual(differing(result), []);
  });

  it('follows what is typed, and finds the demande again where it moved', async () => {
    const { client, uri } = await open({ 'sortie.json': SORTIE, 'solde.json': SOLDE }, 'solde.json');
    const { demande } = await compared(client, { uri, position: client.at(uri, '"LMS-2022-0142"', 2) });
    assert.equal(demande.index, 1);
    const lignes: readonly unknown[] = JSON.parse(SOLDE).lignesImport;
    client.change(uri, [
      {
        text: JSON.stringify({ ...JSON.parse(SOLDE), lignesImport: lignes.slice(1) }, null, 2).replace('"TTC"', '"HT"'),
      },
    ]);
    const again = await until(
      () => ask(client, { uri, demande }),
      answer => answer?.kind === 'compared' && answer.demande.index === 0,
    );
    assert.ok(again?.kind === 'compared');
    assert.deepEqual(differing(again), ['Régime de TVA']);
    client.close(uri);
    const closed = await until(
      () => ask(client, { uri, demande }),
      answer => answer?.kind === 'compared' && answer.demande.index === 1,
    );
    assert.ok(closed?.kind === 'compared');
    assert.deepEqual(differing(closed), []);
  });

  const wholeOf = async (client: TestClient, uri: string, params: object = { whole: true }): Promise<ComparedFile> => {
    const result = await until(
      () => ask(client, { uri, ...params }),
      answer => answer?.kind === 'file',
    );
    assert.ok(result?.kind === 'file');
    return result.file;
  };

  it('sets all demandes of a file against their other sides where the cursor stands in none', async () => {
    const { client, uri } = await open({ 'sortie.json': SORTIE, 'solde.json': SOLDE }, 'solde.json');
    const { name, rows } = await wholeOf(client, uri, { position: { line: 0, character: 0 } });
    assert.equal(name, 'solde.json');
    assert.deepEqual(
      rows.map(({ state }) => state),
      ['same', 'same', 'same', 'same', 'same', 'same'],
    );
    const [first] = rows;
    assert.ok(first?.avance && first.solde);
    assert.deepEqual(first.demande, { numeroASP: 'FINMDV90141', numeroEditeur: 'LMS-2022-0141', index: 0 });
    assert.equal(first.beneficiary, 'Élodie Morvan-Teissier');
    assert.equal(folder.nameOf(first.avance.uri), 'sortie.json');
    assert.equal(SOLDE.split('\n')[first.solde.range.start.line]?.trim(), '{');
  });

  it('tells those first that want a look, from either side', async () => {
    const lignes: readonly unknown[] = JSON.parse(SOLDE).lignesImport;
    // One is more serious than the other; one is in no avance, and another's avance has no solde.
    const changed = JSON.stringify({ ...JSON.parse(SOLDE), lignesImport: lignes.slice(1) }, null, 2)
      .replace(/"LMS-2022-0142"([^]*?)"TTC"/, '"LMS-2022-0142"$1"HT"')
      .replace('"LMS-2022-0143"', '"LMS-2022-9143"')
      .replace(/"numeroASP": "FINMDV90144"/, '"numeroASP": null')
      .replaceAll('"LMS-2022-0144"', '"LMS-2022-9144"');
    const { client, uri } = await open({ 'avance.json': SORTIE, 'solde.json': changed }, 'solde.json');
    const told = ({ rows }: ComparedFile): unknown[] =>
      rows.map(({ title, state, changes, avance, solde }) => [
        /\d+$/.exec(title.split(' · ').at(-1) ?? '')?.[0],
        state,
        changes.map(({ label }) => label).join(),
        [avance, solde].map(side => (side === null ? '–' : 'there')).join(),
      ]);
    const graver = ['0142', 'grave', 'Régime de TVA', 'there,there'];
    const same = [
      ['0145', 'same', '', 'there,there'],
      ['0146', 'same', '', 'there,there'],
    ];
    const noSolde = [
      ['0141', 'alone', '', 'there,–'],
      ['0144', 'alone', '', 'there,–'],
    ];
    const noAvance = [['9144', 'alone', '', '–,there']];
    assert.deepEqual(told(await wholeOf(client, uri)), [
      graver,
      ['9143', 'grave', 'Numéro de l’éditeur', 'there,there'],
      ...noAvance,
      ...noSolde,
      ...same,
    ]);
    client.open(folder.uriOf('avance.json'), SORTIE);
    assert.deepEqual(told(await wholeOf(client, folder.uriOf('avance.json'))), [
      graver,
      ['0143', 'grave', 'Numéro de l’éditeur', 'there,there'],
      ...noSolde,
      ...noAvance,
      ...same,
    ]);
  });

  it('says of a file that can’t be compared why, and compares the others', async () => {
    const broken = SOLDE.replace('"lignesImport"', '"siret": "x" "lignesImport"');
    const { client, uri } = await open({ 'sortie.json': SORTIE, 'solde.json': broken }, 'sortie.json');
    const { rows } = await wholeOf(client, uri);
    assert.deepEqual([...new Set(rows.map(({ state }) => state))], ['unreadable']);
    assert.match(rows[0]?.note ?? '', /solde\.json/);
  });

  it('tells what changed on disk once it was asked', async () => {
    const { client, uri } = await open({ 'sortie.json': SORTIE, 'solde.json': SOLDE }, 'solde.json');
    await compared(client, { uri, position: client.at(uri, '"LMS-2022-0141"', 2) });
    const told = new Promise(resolve => {
      client.connection.onNotification('segur/workspaceChanged', resolve);
    });
    folder.write('sortie.json', SORTIE.replace('358.33', '300.00'));
    client.changedOnDisk(folder.uriOf('sortie.json'));
    await told;
    assert.deepEqual(
      differing(await compared(client, { uri, demande: { numeroASP: 'FINMDV90141', numeroEditeur: null, index: 0 } })),
      ['Montant Ségur HT'],
    );
  });

  it('says why there is nothing to compare', async () => {
    const { client, uri } = await open({ 'solde.json': SOLDE }, 'solde.json');
    const result = await until(
      () => ask(client, { uri }),
      answer => answer?.kind === 'none' && answer.reason.includes('Aucune avance'),
    );
    assert.ok(result?.kind === 'none');
    const nameless = '{"lignesImport": [{"numeroEditeur": "1"}]}';
    client.open(folder.write('x.json', nameless), nameless);
    const unknown = await ask(client, { uri: folder.uriOf('x.json') });
    assert.ok(unknown?.kind === 'none' && unknown.reason.includes('profil'));
    client.open(folder.uriOf('package.json'), '{}');
    assert.equal(await ask(client, { uri: folder.uriOf('package.json') }), null);
    assert.equal(await client.connection.sendRequest('segur/compare', { uri: 3 }), null);
  });
});
