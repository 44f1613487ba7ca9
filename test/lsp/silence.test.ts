import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeAction } from 'vscode-languageserver/node';
import { plain } from '../support/plain.js';
import { TestClient, WATCHING } from './support/client.js';
import { AVANCE, WorkspaceFolder } from './support/workspaceFolder.js';

const NAME = 'avance.json';
const WRONG = AVANCE.replace(/"RPPS": "\d{11}"/, '"RPPS": "10990000572"');

describe('« ne plus signaler »', () => {
  let folder: WorkspaceFolder;
  let client: TestClient;
  let uri: string;
  const config = (): string => join(folder.path, 'segur.config.json');
  const ask = (more: object): Promise<unknown> =>
    client.connection.sendRequest('segur/silence', {
      uri,
      rule: 'rpps',
      position: client.at(uri, '"10990000572"'),
      ...more,
    });
  const told = async (): Promise<unknown[]> => (await client.pull(uri)).map(({ code }) => code);

  beforeEach(async () => {
    folder = new WorkspaceFolder();
    uri = folder.write(NAME, WRONG);
    client = await TestClient.start({
      capabilities: WATCHING,
      folder: folder.uri,
      initializationOptions: { commands: ['segur.taire'] },
    });
    client.open(uri, WRONG);
  });
  afterEach(() => {
    folder.remove();
  });

  it('is offered under the light bulb, behind all that mends', async () => {
    const start = client.at(uri, '"10990000572"');
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', uri, {
      range: { start, end: start },
      context: { diagnostics: [], only: ['quickfix'] },
    });
    const last = actions.at(-1);
    assert.equal(plain(last?.title ?? ''), 'Ne plus signaler « rpps », avec une raison…');
    assert.deepEqual(last?.command?.arguments, [uri, { rule: 'rpps', position: start }]);
  });

  it('says where it could be, and writes nothing without a reason', async () => {
    const numeroEditeur = /"numeroEditeur": "([^"]+)"/.exec(WRONG)?.[1];
    assert.deepEqual(await ask({}), { numeroEditeur, file: NAME, config: config(), written: false });
    assert.match(JSON.stringify(await ask({ scope: 'file', reason: ' ' })), /Dites pourquoi/);
    assert.match(JSON.stringify(await ask({ scope: 'file', reason: 'x', rule: 'zz' })), /inconnue/);
    assert.ok(!existsSync(config()));
  });

  for (const [scope, entry] of [
    ['demande', { numeroEditeur: /"numeroEditeur": "([^"]+)"/.exec(WRONG)?.[1] }],
    ['file', { file: NAME }],
    ['everywhere', {}],
  ] as const)
    it(`writes the rule with its reason, and is silent from then on (${scope})`, async () => {
      assert.deepEqual(await told(), ['rpps']);
      await ask({ scope, reason: ' Vu avec la DSI. ' });
      assert.deepEqual(JSON.parse(readFileSync(config(), 'utf8')), {
        suppressions: [{ rule: 'rpps', ...entry, reason: 'Vu avec la DSI.' }],
      });
      assert.deepEqual(await told(), []);
    });

  it('adds to the settings that are there, and leaves all else of them as it was typed', async () => {
    const before = '{\n\t"pieces":   "pdf",\n\t"suppressions": [\n\t\t{ "rule": "siret", "reason": "x" }\n\t]\n}\n';
    writeFileSync(config(), before);
    client.changedOnDisk({ uri: folder.uriOf('segur.config.json'), type: 1 });
    await ask({ scope: 'everywhere', reason: 'y' });
    const after = readFileSync(config(), 'utf8');
    assert.equal(after, before.replace('\n\t]', ',\n\t\t{ "rule": "rpps", "reason": "y" }\n\t]'));
    assert.deepEqual(JSON.parse(after), {
      pieces: 'pdf',
      suppressions: [
        { rule: 'siret', reason: 'x' },
        { rule: 'rpps', reason: 'y' },
      ],
    });
  });

  it('writes nothing into settings with comments, or that are broken', async () => {
    for (const text of ['{\n  // à nous\n  "pieces": "pdf"\n}\n', '{ "suppressions": {} }', '[]', '{']) {
      writeFileSync(config(), text);
      client.changedOnDisk({ uri: folder.uriOf('segur.config.json'), type: 2 });
      assert.match(JSON.stringify(await ask({ scope: 'everywhere', reason: 'y' })), /rien n.y a été/);
      assert.equal(readFileSync(config(), 'utf8'), text);
    }
  });

  it('is a command of the server for an editor that has none of ours', async () => {
    const other = await TestClient.start({ capabilities: WATCHING, folder: folder.uri });
    other.open(uri, WRONG);
    const position = other.at(uri, '"10990000572"');
    const run = (asked: object): Promise<unknown> =>
      other.connection.sendRequest('workspace/executeCommand', {
        command: 'segur.taire',
        arguments: [uri, { rule: 'rpps', position, ...asked }],
      });
    assert.ok(other.server.capabilities.executeCommandProvider?.commands.includes('segur.taire'));
    assert.match(JSON.stringify(await run({})), /Dites pourquoi/);
    assert.ok(!existsSync(config()));
    assert.match(JSON.stringify(await run({ reason: 'Vu avec la DSI.' })), /"written":true/);
    const { suppressions } = JSON.parse(readFileSync(config(), 'utf8'));
    const numeroEditeur = /"numeroEditeur": "([^"]+)"/.exec(WRONG)?.[1];
    assert.deepEqual(suppressions, [{ rule: 'rpps', numeroEditeur, reason: 'Vu avec la DSI.' }]);
    assert.deepEqual(await other.pull(uri), []);
    assert.match(JSON.stringify(await run({ scope: 'everywhere', reason: 'x', rule: 'zz' })), /inconnue/);
  });
});
