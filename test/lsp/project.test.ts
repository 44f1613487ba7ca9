import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CodeAction, Diagnostic, Hover } from 'vscode-languageserver/node';
import type { AdoptParams, AdoptResult, FixAllResult, Mendings } from '../../server/src/lsp/protocol/index.js';
import { correctFile } from '../support/cases.js';
import { MODERN, PUSHED, TestClient, WATCHING, type StartOptions } from './support/client.js';

const CORRECT = correctFile('MDV-LGC/avance');
/** One mistake that is fixed, one that only a person can fix. */
const WRONG = CORRECT.replace('81234567800013', '812 345 678 00013').replace('"10002123452"', '"10002123453"');
const TABLE = 'identifiant;type;logiciel;plafond_ht;plafond_ttc\n10002123452;RPPS;LGC;358,33;\n';

const codes = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ code }) => String(code));

describe('the project of an open request', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'segur-lsp-project-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const uriOf = (name: string): string => pathToFileURL(join(root, name)).href;
  function file(name: string, content: unknown): string {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return uriOf(name);
  }
  const config = (value: unknown): string => file('segur.config.json', value);
  const start = (options: StartOptions = {}): Promise<TestClient> =>
    TestClient.start({ capabilities: WATCHING, folder: pathToFileURL(root).href, ...options });
  async function open(client: TestClient, text: string, name = 'depots/a.json'): Promise<string> {
    const uri = uriOf(name);
    client.open(uri, text);
    return Promise.resolve(uri);
  }
  async function fixAll(client: TestClient, uri: string): Promise<Mendings | null> {
    const result = await client.connection.sendRequest<FixAllResult | null>('segur/fixAll', { uri });
    assert.ok(result === null || !('refused' in result));
    return result;
  }

  it('sets severities: what is off is neither shown nor mended', async () => {
    config({ rules: { rpps: 'info', whitespace: 'off', siret: 'off' } });
    const client = await start();
    const uri = await open(client, WRONG);
    const found = await client.pull(uri);
    assert.deepEqual(
      found.map(({ code, severity }) => [code, severity]),
      [['rpps', 3]],
    );
    const fixed = await fixAll(client, uri);
    assert.deepEqual([fixed?.edits, fixed?.applied, fixed?.left], [[], 0, { errors: 0, warnings: 0, infos: 1 }]);
    const range = { start: { line: 0, character: 0 }, end: client.document(uri).positionAt(WRONG.length) };
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', uri, {
      range,
      context: { diagnostics: [] },
    });
    assert.deepEqual(
      actions.filter(({ kind }) => kind === 'source.fixAll.segur'),
      [],
    );
  });

  it('silences what it names, in the demande that it names', async () => {
    config({ suppressions: [{ rule: 'rpps', numeroEditeur: 'BDC-2022-0001', reason: 'remplaçant' }] });
    const client = await start();
    assert.ok(!codes(await client.pull(await open(client, WRONG))).includes('rpps'));
    assert.ok(
      codes(await client.pull(await open(client, WRONG.replace('BDC-2022-0001', 'BDC-2022-0009'), 'b.json'))).includes(
        'rpps',
      ),
    );
  });

  it('gives the profile, and the editor’s setting goes before', async () => {
    config({ profiles: { 'depots/*.json': 'HOP-RI/solde' } });
    const client = await start();
    await client.pull(await open(client, '{"lignesImport": [{}]}'));
    assert.equal((await client.status.first(() => true)).profile, 'HOP-RI/solde');
    const other = await start({
      initializationOptions: { settings: { profiles: { 'depots/*.json': 'HOP-PFI/avance' } } },
    });
    await other.pull(await open(other, '{"lignesImport": [{}]}'));
    assert.equal((await other.status.first(() => true)).profile, 'HOP-PFI/avance');
  });

  it('brings the ceilings, and the hover shows the arithmetic', async () => {
    file('calcul.csv', TABLE);
    config({ plafonds: 'calcul.csv' });
    const client = await start();
    const uri = await open(client, CORRECT.replace('358.33', '358.34'));
    assert.ok(codes(await client.pull(uri)).includes('montant-plafond'));
    const hover = await client.request<Hover>('textDocument/hover', uri, { position: client.at(uri, '358.34', 1) });
    const text = JSON.stringify(hover.contents);
    assert.ok(text.includes('Plafond HT') && text.includes('10002123452') && text.includes('ligne 2'), text);
  });

  it('takes the calculation file of the settings before its own', async () => {
    file('calcul.csv', TABLE.replace('358,33', '400'));
    file('autre.csv', TABLE.replace('identifiant', 'N° du médecin').replace('358,33', '300'));
    config({ plafonds: 'calcul.csv' });
    const client = await start({
      initializationOptions: { settings: { plafonds: 'autre.csv', plafondsColumns: { identifiant: 'N° du médecin' } } },
    });
    assert.ok(codes(await client.pull(await open(client, CORRECT))).includes('montant-plafond'));
  });

  it('has the mistakes of a model told as soon as it is open, also if no request is', async () => {
    config({ models: ['segur.models/x.schema.json'] });
    const model = file('segur.models/x.schema.json', { 'x-segur-profile': { id: 1 }, properties: {} });
    const client = await start();
    await client.connection.sendNotification('segur/openElsewhere', { uris: [model] });
    const told = await client.diagnostics.first(({ uri, diagnostics }) => uri === model && diagnostics.length > 0);
    assert.deepEqual(
      told.diagnostics.map(({ source, message }) => [source, message]),
      [['Ségur', 'Attendu\u00a0: un texte.']],
    );
  });

  it('is read again when its files change', async () => {
    const uri = config({ rules: { rpps: 'off' } });
    const client = await start();
    const request = await open(client, WRONG);
    assert.ok(!codes(await client.pull(request)).includes('rpps'));
    await client.registered.first(text => text.includes('**/segur.config.json'));
    config({ rules: { siret: 'off' }, plafonds: 'calcul.csv' });
    file('calcul.csv', TABLE.replace('358,33', '300'));
    client.changedOnDisk(uri);
    await client.refreshes.first(() => true);
    assert.ok(codes(await client.pull(request)).includes('rpps'));
    assert.ok(!codes(await client.pull(request)).includes('montant-plafond'), 'its RPPS is not in the table');
    await client.registered.first(text => text.includes('"calcul.csv"') && text.includes(pathToFileURL(root).href));
    client.edit(request, '10002123453', '10002123452');
    assert.ok(codes(await client.pull(request)).includes('montant-plafond'));
    client.refreshes.all.length = 0;
    client.changedOnDisk(file('calcul.csv', TABLE));
    await client.refreshes.first(() => true);
    assert.ok(!codes(await client.pull(request)).includes('montant-plafond'));
  });

  it('is read again with each opening, for a client that can not tell of files, and pushed to one that can not ask', async () => {
    config({ rules: { rpps: 'off' } });
    const client = await start({ capabilities: PUSHED });
    const uri = await open(client, WRONG);
    const first = await client.diagnostics.first(told => told.uri === uri);
    assert.ok(!codes(first.diagnostics).includes('rpps'));
    config({});
    const other = await open(client, WRONG, 'b.json');
    assert.ok(codes((await client.diagnostics.first(told => told.uri === other)).diagnostics).includes('rpps'));
  });

  it('has its own slips told in its own file, until they are mended', async () => {
    const uri = config('{\n  "rules": { "rpsp": "off" },\n  "calendar": "absent.json"\n}');
    const client = await start();
    await client.pull(await open(client, WRONG));
    const told = await client.diagnostics.first(({ diagnostics }) => diagnostics.length > 0);
    assert.equal(told.uri, uri);
    assert.deepEqual(
      told.diagnostics.map(({ range, source }) => [range.start.line, source]),
      [
        [1, 'Ségur'],
        [2, 'Ségur'],
      ],
    );
    assert.match(JSON.stringify(told.diagnostics), /Règle inconnue «\u00a0rpsp\u00a0»/);
    config({});
    client.changedOnDisk(uri);
    await client.diagnostics.first(params => params.uri === uri && params.diagnostics.length === 0);
  });

  it('is none for a text that is no file', async () => {
    config({ rules: { rpps: 'off' } });
    const client = await start();
    const uri = 'untitled:a.json';
    client.open(uri, WRONG, 'segur-json');
    assert.ok(codes(await client.pull(uri)).includes('rpps'));
  });

  it('takes the agency’s model: told first, written on demand, then followed', async () => {
    const model = file(
      'agence.json',
      CORRECT.replaceAll('"regimeTVA"', '"regime_tva"').replaceAll('"codeTraitement": null,', '"zzz": null,'),
    );
    const client = await start();
    const uri = await open(client, CORRECT);
    assert.deepEqual(await client.pull(uri), []);
    const params: AdoptParams = {
      model,
      profile: 'MDV-LGC/avance',
      near: uriOf('depots'),
      folder: pathToFileURL(root).href,
      names: {},
      write: false,
    };
    const adopt = (change: Partial<AdoptParams>): Promise<AdoptResult | null> =>
      client.connection.sendRequest('segur/adopt', { ...params, ...change });
    const told = await adopt({});
    assert.ok(told !== null && 'written' in told);
    assert.deepEqual(
      [told.written, told.replaces, told.looksLike, told.unknown.length, told.lost.length],
      [false, false, null, 1, 1],
    );
    assert.ok(told.renamed.some(({ path, was }) => path.endsWith('regime_tva') && was === 'regimeTVA'));
    assert.ok(!existsSync(join(root, 'segur.config.json')));
    const matched = await adopt({ names: { zzz: 'codeTraitement' } });
    assert.ok(matched !== null && 'written' in matched && matched.unknown.length === 0);
    const done = await adopt({ names: { zzz: 'codeTraitement' }, write: true });
    assert.ok(done !== null && 'written' in done && done.written);
    assert.ok(existsSync(fileURLToPath(done.model)) && existsSync(fileURLToPath(done.config)));
    await client.refreshes.first(() => true);
    assert.ok(JSON.stringify(await client.pull(uri)).includes('regime_tva'));
    const again = await adopt({});
    assert.ok(again !== null && 'written' in again && again.replaces);
    const refused = await adopt({ model: file('vide.json', '{}') });
    assert.ok(refused !== null && 'refused' in refused && refused.refused.includes('lignesImport'));
  });
});

describe('hovers', () => {
  it('tell the gates, with no date given', async () => {
    const client = await TestClient.start();
    client.open('file:///w/a.json', CORRECT);
    for (const key of ['lignesImport', 'dateCommande']) {
      const hover = await client.request<Hover>('textDocument/hover', 'file:///w/a.json', {
        position: client.at('file:///w/a.json', key, 1),
      });
      assert.ok(
        JSON.stringify(hover.contents).includes('demandes d’avance\u00a0: jusqu’au 30/11/2022'),
        JSON.stringify(hover.contents),
      );
    }
  });
});

describe('a client that knows nothing of registrations', () => {
  it('does not end the server', async () => {
    const workspace = {
      ...MODERN.workspace,
      workspaceFolders: true,
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
    };
    const client = await TestClient.start({
      capabilities: { ...MODERN, workspace: { ...workspace, configuration: true } },
      folder: 'file:///w',
      refusesRegistration: true,
      alone: true,
    });
    await client.logs.first(({ message }) => message.includes('failed'));
    client.open('file:///w/a.json', CORRECT);
    assert.deepEqual(await client.pull('file:///w/a.json'), []);
    assert.equal(await client.stop(), 0);
  });
});
