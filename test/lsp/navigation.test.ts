import assert from 'node:assert/strict';
import type { Location, SymbolInformation, WorkspaceSymbol } from 'vscode-languageserver/node';
import { TestClient, WATCHING } from './support/client.js';
import { AVANCE, SOLDE, SORTIE, until, WorkspaceFolder } from './support/workspaceFolder.js';

const NUMBER = 'LMS-2022-0141';
const DOSSIER = 'FINMDV90141';
const RPPS = '10990000019';

describe('navigation', () => {
  let folder: WorkspaceFolder;
  let client: TestClient;
  let solde: string;
  beforeEach(async () => {
    folder = new WorkspaceFolder();
    folder.write('avance.json', AVANCE);
    folder.write('retours/sortie.json', SORTIE);
    solde = folder.write('solde.json', SOLDE);
    client = await TestClient.start({ capabilities: WATCHING, folder: folder.uri });
    client.open(solde, SOLDE);
    await client.pull(solde);
    await until(
      () => symbols(''),
      found => new Set(found.map(({ location }) => location.uri)).size === 3,
    );
  });
  afterEach(() => {
    folder.remove();
  });

  const symbols = (query: string): Promise<SymbolInformation[]> =>
    client.connection.sendRequest('workspace/symbol', { query });
  const texts: Readonly<Record<string, string>> = {
    'avance.json': AVANCE,
    'retours/sortie.json': SORTIE,
    'solde.json': SOLDE,
  };

  /** « file: key: value » at a location. */
  function shown({ uri, range }: Location): string {
    const name = folder.nameOf(uri);
    const line = (texts[name] ?? '').split('\n')[range.start.line] ?? '';
    assert.equal(range.start.line, range.end.line);
    const key = /"([^"]+)":/.exec(line)?.[1] ?? '';
    return `${name}: ${key}: ${line.slice(range.start.character, range.end.character)}`;
  }
  const at = (text: string): object => ({ position: client.at(solde, text, 3) });
  const definition = async (text: string): Promise<string[]> =>
    ((await client.request<Location[] | null>('textDocument/definition', solde, at(text))) ?? []).map(shown);
  const references = async (text: string, includeDeclaration: boolean): Promise<string[]> =>
    (
      await client.request<Location[]>('textDocument/references', solde, {
        ...at(text),
        context: { includeDeclaration },
      })
    ).map(shown);

  it('leads from a solde’s numbers to the avance, then to what the portal made of it', async () => {
    assert.deepEqual(await definition(`"${NUMBER}"`), [
      `avance.json: numeroEditeur: "${NUMBER}"`,
      `retours/sortie.json: numeroEditeur: "${NUMBER}"`,
    ]);
    assert.deepEqual(await definition(`"${DOSSIER}"`), [
      `avance.json: numeroEditeur: "${NUMBER}"`,
      `retours/sortie.json: numeroASP: "${DOSSIER}"`,
    ]);
  });

  it('leads from a client to the avance that names it', async () => {
    assert.deepEqual(await definition(`"${RPPS}"`), [
      `avance.json: RPPS: "${RPPS}"`,
      `retours/sortie.json: RPPS: "${RPPS}"`,
    ]);
  });

  it('leads nowhere from what is no number of that kind', async () => {
    for (const text of ['"typeAction"', '"LIBERAL"', '"nomMedecin"']) assert.deepEqual(await definition(text), []);
  });

  it('shows every use, with what it comes from or without', async () => {
    const avance = `avance.json: numeroEditeur: "${NUMBER}"`;
    const others = [`retours/sortie.json: numeroEditeur: "${NUMBER}"`, `solde.json: numeroEditeur: "${NUMBER}"`];
    assert.deepEqual(await references(`"${NUMBER}"`, true), [avance, ...others]);
    assert.deepEqual(await references(`"${NUMBER}"`, false), others);
    assert.deepEqual(
      await references(`"${RPPS}"`, true),
      ['avance.json', 'retours/sortie.json', 'solde.json'].map(name => `${name}: RPPS: "${RPPS}"`),
    );
  });

  it('shows from an avance its solde', async () => {
    const avance = folder.uriOf('avance.json');
    client.open(avance, AVANCE);
    await client.pull(avance);
    const found = await client.request<Location[]>('textDocument/references', avance, {
      position: client.at(avance, `"${NUMBER}"`, 2),
      context: { includeDeclaration: false },
    });
    assert.deepEqual(found.map(shown), [
      `retours/sortie.json: numeroEditeur: "${NUMBER}"`,
      `solde.json: numeroEditeur: "${NUMBER}"`,
    ]);
  });

  it('follows unsaved edits: places are those of the editor', async () => {
    const avance = folder.uriOf('avance.json');
    client.open(avance, AVANCE);
    client.edit(avance, '{\n', '{\n\n\n');
    const before = AVANCE.split('\n').findIndex(line => line.includes(NUMBER));
    const found = await until(
      () => client.request<Location[]>('textDocument/definition', solde, at(`"${NUMBER}"`)),
      ([first]) => first?.range.start.line === before + 2,
    );
    assert.equal(found[0]?.uri, avance);
  });

  it('finds demandes, dossiers and beneficiaries by a few of their letters', async () => {
    const named = async (query: string): Promise<string[]> =>
      (await symbols(query)).map(({ name, containerName }) => `${name} | ${String(containerName)}`);
    assert.deepEqual((await named('lms0141')).sort(), [
      `${NUMBER} | avance.json · MDV-LGC/avance`,
      `${NUMBER} | solde.json · MDV-LGC/solde`,
      `${NUMBER} | sortie.json · MDV-LGC/avance`,
    ]);
    assert.deepEqual((await named(DOSSIER)).sort(), [
      `${DOSSIER} | solde.json · MDV-LGC/solde`,
      `${DOSSIER} | sortie.json · MDV-LGC/avance`,
    ]);
    const byName = await named('elodie morvan');
    assert.equal(byName.length, 3);
    assert.ok(
      byName.every(one => one.startsWith(`Élodie Morvan-Teissier ${RPPS} | `)),
      byName.join(),
    );
    assert.equal((await named(RPPS)).length, 3);
    assert.deepEqual(await named('zzzz'), []);
    for (const one of await symbols(NUMBER)) assert.match(shown(one.location), new RegExp(`"${NUMBER}"$`));
  });

  it('gives the place of a symbol when it is asked for, to a client that can ask', async () => {
    const other = await TestClient.start({
      folder: folder.uri,
      capabilities: { workspace: { symbol: { resolveSupport: { properties: ['location.range'] } } } },
    });
    const ask = (): Promise<WorkspaceSymbol[]> => other.connection.sendRequest('workspace/symbol', { query: DOSSIER });
    const [symbol] = await until(ask, found => found.length === 2);
    assert.ok(symbol !== undefined && !('range' in symbol.location));
    const { location } = await other.connection.sendRequest<SymbolInformation>('workspaceSymbol/resolve', symbol);
    assert.match(shown(location), new RegExp(`: numeroASP: "${DOSSIER}"$`));
  });
});
