import assert from 'node:assert/strict';
import { matchesGlob, mostSpecific } from '../../server/src/language/glob.js';
import { NO_SETTINGS, profileFor, readSettings } from '../../server/src/lsp/settings.js';
import { correctFile } from '../support/cases.js';
import { TestClient } from './support/client.js';

const AVANCE = correctFile('MDV-LGC/avance');
const URI = 'file:///w/dossier/a%20b.json';

describe('globs', () => {
  it('match as the settings of VS Code do', () => {
    const yes: [string, string][] = [
      ['*.json', 'a/b/c.json'],
      ['**/*.json', 'c.json'],
      ['**/*.json', 'a/b/c.json'],
      ['a/*.json', 'a/c.json'],
      ['a/**', 'a/b/c.json'],
      ['{avance,solde}/*.json', 'solde/x.json'],
      ['avance?.json', 'avance1.json'],
      ['a (1).json', 'a (1).json'],
      ['/w/a.json', '/w/a.json'],
      ['./a.json', 'a.json'],
      ['a\\b.json', 'a/b.json'],
      ['a[1].json', 'a[1].json'],
    ];
    const no: [string, string][] = [
      ['a/*.json', 'a/b/c.json'],
      ['*.json', 'a.jsonc'],
      ['a.json', 'xa.json'],
      ['b/c.json', 'a/b/c.json'],
      ['a?b.json', 'a/b.json'],
      ['a.json', 'a-json'],
    ];
    for (const [pattern, path] of yes) assert.ok(matchesGlob(pattern, path), `${pattern} ${path}`);
    for (const [pattern, path] of no) assert.ok(!matchesGlob(pattern, path), `${pattern} ${path}`);
  });

  it('prefer a file to a pattern, then the longest', () => {
    assert.equal(mostSpecific(['**/avance.json', 'avance.json', '*.json']), 'avance.json');
    assert.equal(mostSpecific(['*.json', 'sous/*.json']), 'sous/*.json');
    assert.equal(mostSpecific([]), undefined);
  });
});

describe('settings', () => {
  const read = (raw: unknown): { settings: ReturnType<typeof readSettings>; refused: string[] } => {
    const refused: string[] = [];
    return {
      settings: readSettings(
        raw,
        id => id === 'MDV-LGC/avance',
        field => refused.push(field),
      ),
      refused,
    };
  };

  it('that can’t be used are told once, with a way there where the client knows one', async () => {
    const wrong = { nomZip: 'demande.zip', plafonds: '/nowhere/plafonds.csv', pieces: '/nowhere/p', tailleMaxZip: -1 };
    const client = await TestClient.start({
      configuration: () => wrong,
      initializationOptions: { reglages: true },
    });
    const told: string[] = [];
    const shown = new Promise<string>(resolve => {
      client.connection.onNotification('segur/setting', ({ setting }: { setting: string }) => {
        resolve(setting);
      });
    });
    const all = new Promise<void>(resolve => {
      client.connection.onRequest(
        'window/showMessageRequest',
        ({ message, actions }: { message: string; actions: readonly { title: string }[] }) => {
          told.push(message);
          if (told.length === 4) resolve();
          return message.includes('nomZip') ? actions[0] : null;
        },
      );
    });
    client.open(URI, AVANCE);
    await client.pull(URI);
    await all;
    assert.equal(await shown, 'segur.nomZip');
    assert.deepEqual(told.map(message => /segur\.\w+/.exec(message)?.[0]).sort(), [
      'segur.nomZip',
      'segur.pieces',
      'segur.plafonds',
      'segur.tailleMaxZip',
    ]);
    assert.match(told.find(message => message.includes('plafonds')) ?? '', /nowhere/);
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    client.edit(URI, '"siret"', '"SIRET"');
    assert.ok((await client.pull(URI)).length > 0);
    assert.equal(told.length, 4);
  });

  it('are read field by field', () => {
    assert.deepEqual(read({ profiles: { 'a.json': 'MDV-LGC/avance' }, referenceDate: '2023-04-30' }), {
      settings: { ...NO_SETTINGS, profiles: { 'a.json': 'MDV-LGC/avance' }, referenceDate: 20230430 },
      refused: [],
    });
    assert.deepEqual(
      read({ profiles: { 'a.json': 'X', 'b.json': 3, 'c.json': 'MDV-LGC/avance' }, referenceDate: '30/04/2023' }),
      {
        settings: { ...NO_SETTINGS, profiles: { 'c.json': 'MDV-LGC/avance' } },
        refused: ['segur.profiles', 'segur.referenceDate'],
      },
    );
    assert.deepEqual(read({ plafonds: 'calcul.csv', plafondsColumns: { identifiant: 'FINESS', type: 3 } }), {
      settings: { ...NO_SETTINGS, plafonds: 'calcul.csv', plafondsColumns: { identifiant: 'FINESS' } },
      refused: ['segur.plafondsColumns'],
    });
    assert.deepEqual(read({ plafonds: 3, plafondsColumns: [] }), {
      settings: NO_SETTINGS,
      refused: ['segur.plafonds', 'segur.plafondsColumns'],
    });
    for (const raw of [null, undefined, {}, { profiles: null, referenceDate: null }])
      assert.deepEqual(read(raw).refused, []);
    for (const raw of [3, 'x', []]) assert.deepEqual(read(raw).refused, ['segur']);
  });

  it('find the profile by the path in the folder, or the whole path', () => {
    const settings = { profiles: { 'sous/a.json': 'P1', '/ailleurs/b.json': 'P2' }, referenceDate: undefined };
    assert.equal(profileFor(settings, '/w/sous/a.json', '/w'), 'P1');
    assert.equal(profileFor(settings, '/x/sous/a.json', '/w'), undefined);
    assert.equal(profileFor(settings, '/ailleurs/b.json', undefined), 'P2');
  });
});

describe('settings of a client', () => {
  it('are asked for, and asked for again when they change: all open documents are looked at again', async () => {
    let profiles: Record<string, string> = {};
    const client = await TestClient.start({
      folder: 'file:///w',
      configuration: () => ({ profiles, referenceDate: 'demain' }),
    });
    const told = new Promise<string>(resolve => {
      client.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
        resolve(message);
      });
    });
    client.open(URI, AVANCE);
    assert.deepEqual(await client.pull(URI), []);
    assert.equal((await client.status.first(() => true)).profile, 'MDV-LGC/avance');
    assert.match(await told, /segur\.referenceDate/);
    assert.ok(!(await told).includes('demain'));
    profiles = { 'dossier/a b.json': 'MDV-LGC/solde' };
    void client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.refreshes.first(() => true);
    assert.deepEqual(
      (await client.pull(URI)).map(({ code }) => code),
      ['profile-mismatch'],
    );
    assert.equal((await client.status.first(({ profile }) => profile === 'MDV-LGC/solde')).uri, URI);
  });

  it('come with the start, and by notification, where the client cannot be asked', async () => {
    const client = await TestClient.start({
      initializationOptions: { settings: { profiles: { 'a b.json': 'MDV-LGC/solde' } }, lang: 'en', commands: 'x' },
    });
    client.open(URI, AVANCE);
    assert.deepEqual(
      (await client.pull(URI)).map(({ code }) => code),
      ['profile-mismatch'],
    );
    void client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { segur: { profiles: {} } },
    });
    await client.refreshes.first(() => true);
    assert.deepEqual(await client.pull(URI), []);
  });

  it('know the profiles to choose from', async () => {
    const client = await TestClient.start();
    const profiles =
      await client.connection.sendRequest<{ id: string; title: string; reconstructed: boolean }[]>('segur/profiles');
    assert.deepEqual(
      profiles.find(({ id }) => id === 'MDV-LGC/solde'),
      { id: 'MDV-LGC/solde', title: 'Médecine de ville, LGC, solde', reconstructed: true },
    );
  });
});
