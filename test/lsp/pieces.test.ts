import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeAction, CodeLens, CompletionItem, DocumentLink, Hover } from 'vscode-languageserver/node';
import { correctFile } from '../support/cases.js';
import { makePdf } from '../support/pdf.js';
import { codesOf, Desk, tellOf, untilTold } from './support/attachments.js';
import type { TestClient } from './support/client.js';
import { plain } from '../support/plain.js';

const AVANCE = correctFile('MDV-LGC/avance');
const ORDERS = ['BDC-2022-0001.pdf', 'BDC-2022-0002.pdf', 'BDC-2022-0003.pdf'] as const;

describe('attachments of an open request', () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk();
  });
  afterEach(() => {
    desk.remove();
  });

  const orders = (...names: readonly string[]): void => {
    for (const name of names) desk.file(`pieces/${name}`);
  };
  function open(client: TestClient, text = AVANCE, name = 'avance.json'): string {
    const uri = desk.uri(name);
    client.open(uri, text);
    return uri;
  }

  it('are silent where no folder is known', async () => {
    const client = await desk.start();
    assert.deepEqual(await client.pull(open(client)), []);
    assert.deepEqual(await client.request('textDocument/documentLink', desk.uri('avance.json')), null);
  });

  it('are looked for in the folder beside the file, whatever its spelling', async () => {
    desk.file(`Pièces/${ORDERS[0]}`);
    const client = await desk.start();
    const found = await untilTold(client, open(client), 'piece-missing', 'piece-missing');
    assert.match(plain(String(found[0]?.message)), /« Pièces »/);
  });

  for (const [where, prepare] of [
    ['a setting', () => ({ initializationOptions: { settings: { pieces: 'ailleurs' } } })],
    [
      'the configuration',
      () => {
        desk.file('segur.config.json', '{ "pieces": "ailleurs" }');
        return {};
      },
    ],
  ] as const) {
    it(`are looked for where ${where} says`, async () => {
      for (const name of ORDERS) desk.file(`ailleurs/${name}`);
      desk.file('pieces/autre.pdf');
      const client = await desk.start(prepare());
      const uri = open(client, AVANCE, 'depots/avance.json');
      assert.equal((await client.request<DocumentLink[]>('textDocument/documentLink', uri)).length, 3);
      await untilTold(client, uri);
    });
  }

  it('are told to be no PDF once they are looked into, and followed as they change', async () => {
    orders(ORDERS[0], ORDERS[1]);
    const third = desk.file(`pieces/${ORDERS[2]}`, 'Bonjour');
    const client = await desk.start();
    const uri = open(client);
    await untilTold(client, uri, 'piece-not-pdf');
    desk.file(`pieces/${ORDERS[2]}`, makePdf({ pages: ['a', 'b'] }));
    tellOf(client, third);
    await untilTold(client, uri);
    rmSync(join(desk.root, 'pieces', ORDERS[2]));
    tellOf(client, third);
    await untilTold(client, uri, 'piece-missing');
    renameSync(join(desk.root, 'pieces'), join(desk.root, 'autres'));
    // For a folder that goes away, only its own name is reported. Without a folder there is nothing to say.
    tellOf(client, desk.uri('pieces'));
    await untilTold(client, uri);
  });

  it('are found when the folder comes to be', async () => {
    const client = await desk.start();
    const uri = open(client);
    assert.deepEqual(await client.pull(uri), []);
    await client.registered.first(watchers => watchers.includes(desk.uri('').replace(/\/$/, '')));
    orders(ORDERS[1]);
    tellOf(client, desk.uri(`pieces/${ORDERS[1]}`));
    await untilTold(client, uri, 'piece-missing', 'piece-missing');
  });

  it('are looked for again at each document that opens, for an editor that can’t tell of files', async () => {
    const client = await desk.start({
      capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
    });
    const uri = open(client);
    assert.deepEqual(await client.pull(uri), []);
    orders(ORDERS[0]);
    open(client, AVANCE, 'autre.json');
    await untilTold(client, uri, 'piece-missing', 'piece-missing');
  });

  it('are nothing to the portal’s own file', async () => {
    orders(ORDERS[0]);
    const client = await desk.start();
    const uri = open(client, AVANCE.replace('"impId": null', '"impId": 48213'));
    await client.request('textDocument/documentLink', uri);
    assert.deepEqual(codesOf(await client.pull(uri)), ['portal-output']);
    assert.deepEqual(await client.request('textDocument/codeLens', uri), null);
  });

  it('are silenced by the configuration like all else', async () => {
    orders(ORDERS[0]);
    desk.file('segur.config.json', '{ "rules": { "piece-missing": "off" } }');
    const client = await desk.start();
    const uri = open(client);
    await client.request('textDocument/documentLink', uri);
    assert.deepEqual(await client.pull(uri), []);
  });

  it('are linked, to the file or to the folder of their parts', async () => {
    orders(ORDERS[0], 'BDC-2022-0002/1.pdf', 'BDC-2022-0002/2.pdf');
    const client = await desk.start();
    const uri = open(client);
    const links = await client.request<DocumentLink[]>('textDocument/documentLink', uri);
    assert.deepEqual(
      links.map(({ target }) => target),
      [desk.uri(`pieces/${ORDERS[0]}`), desk.uri('pieces/BDC-2022-0002')],
    );
    const text = client.document(uri);
    assert.deepEqual(
      links.map(({ range }) => text.getText(range)),
      [ORDERS[0], ORDERS[1]],
    );
  });

  it('are proposed by name: those that nobody names first, the likeliest first of all', async () => {
    orders(ORDERS[0], ORDERS[1], 'notes.txt', 'Facture 12.pdf', 'bon de commande 0003 signé.pdf', 'BDC 2022-0003.pdf');
    const client = await desk.start();
    const uri = open(client, AVANCE.replace(`"${ORDERS[2]}"`, '""'));
    await client.request('textDocument/documentLink', uri);
    const items = await client.request<CompletionItem[]>('textDocument/completion', uri, {
      position: client.at(uri, '"nomFichier": ""', '"nomFichier": "'.length),
    });
    const files = [...items]
      .sort((a, b) => (a.sortText ?? '').localeCompare(b.sortText ?? ''))
      .filter(({ kind }) => kind === 17);
    assert.deepEqual(
      files.map(({ label }) => label),
      ['BDC 2022-0003.pdf', 'bon de commande 0003 signé.pdf', 'Facture 12.pdf', ORDERS[0], ORDERS[1]],
    );
  });

  it('tell their pages and size where the mouse rests on their name', async () => {
    orders(ORDERS[0]);
    desk.file(`pieces/${ORDERS[1]}`, makePdf({ pages: ['a', 'b', 'c'], signed: true }));
    desk.file('pieces/BDC-2022-0003/a.pdf');
    desk.file('pieces/BDC-2022-0003/b.pdf');
    const client = await desk.start();
    const uri = open(client);
    const textAt = async (name: string): Promise<string> =>
      JSON.stringify(
        (await client.request<Hover>('textDocument/hover', uri, { position: client.at(uri, name, 2) })).contents,
      );
    await untilTold(client, uri);
    // Inspected in the background.
    for (;;) {
      const before = client.refreshes.all.length;
      if ((await textAt(ORDERS[1])).includes('3 pages')) break;
      await client.refreshes.first(() => client.refreshes.all.length > before);
    }
    assert.match(await textAt(ORDERS[1]), /Dans `pieces`.*3 pages, .*signature électronique/);
    assert.match(await textAt(ORDERS[2]), /à concaténer.*dossier de 2 fichiers, 2 pages/);
  });

  it('are counted above each demande, with the way to the first that is missing', async () => {
    orders(ORDERS[0]);
    const client = await desk.start();
    const uri = open(client);
    await client.request('textDocument/documentLink', uri);
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', uri);
    assert.deepEqual(
      [lenses[0]?.range.start.line, lenses[0]?.command?.title, lenses[0]?.command?.command],
      [0, 'Préparer le dépôt…', 'segur.preparerDepot'],
    );
    const resolved = await Promise.all(
      lenses
        .filter(({ data }) => JSON.stringify(data ?? null).includes('"part":"pieces"'))
        .map(lens => client.connection.sendRequest<CodeLens>('codeLens/resolve', lens)),
    );
    assert.equal(resolved.length, 3);
    assert.equal(plain(String(resolved[0]?.command?.title)), '1 pièce sur 1');
    assert.equal(resolved[0]?.command?.command, 'segur.verifierPieces');
    assert.equal(plain(String(resolved[1]?.command?.title)), '0 pièce sur 1');
    assert.deepEqual(
      [resolved[1]?.command?.command, resolved[1]?.command?.arguments],
      ['segur.choisirPiece', [uri, { ligne: 1, piece: 0 }]],
    );
  });

  it('show no lens to an editor without the commands', async () => {
    const client = await desk.start({ initializationOptions: { commands: [] } });
    await assert.rejects(client.request('textDocument/codeLens', open(client)));
  });

  it('are renamed on the disk to what the request calls them, as an edit that can be undone', async () => {
    orders(ORDERS[0], ORDERS[1], 'bdc_2022_0003.pdf');
    const client = await desk.start();
    const uri = open(client);
    const [found] = await untilTold(client, uri, 'piece-missing');
    assert.ok(found);
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', uri, {
      range: found.range,
      context: { diagnostics: [found], only: ['quickfix'] },
    });
    assert.deepEqual(
      actions.map(({ title }) => plain(title)),
      [
        'Écrire « bdc_2022_0003.pdf »',
        'Choisir un fichier…',
        'Renommer « bdc_2022_0003.pdf » en « BDC-2022-0003.pdf » sur le disque',
      ],
    );
    assert.deepEqual(actions[2]?.edit?.documentChanges, [
      {
        kind: 'rename',
        oldUri: desk.uri('pieces/bdc_2022_0003.pdf'),
        newUri: desk.uri(`pieces/${ORDERS[2]}`),
        options: { overwrite: false },
      },
    ]);
  });

  it('are not renamed where another pièce names the file', async () => {
    orders(ORDERS[0], ORDERS[1], 'bdc_2022_0003.pdf');
    const client = await desk.start();
    const uri = open(client, AVANCE.replace(`"${ORDERS[1]}"`, '"bdc_2022_0003.pdf"'));
    const [found] = await untilTold(client, uri, 'piece-missing');
    assert.ok(found);
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', uri, {
      range: found.range,
      context: { diagnostics: [] },
    });
    assert.deepEqual(
      actions.filter(({ title }) => title.includes('disque') && title.includes('bdc_2022_0003')),
      [],
    );
  });

  it('are judged ligne by ligne where there are many, and again only where an edit touches', async () => {
    const [head = '', tail = ''] = AVANCE.split(/(?<="lignesImport": \[)[^]*(?=\n {2}\])/);
    const one = /\n {4}\{[^]*?\n {4}\}/.exec(AVANCE)?.[0] ?? '';
    const many = Array.from({ length: 30 }, (_, i) =>
      one.replaceAll('BDC-2022-0001', `BDC-${String(i)}`).replace('"numLigne": 1', `"numLigne": ${String(i + 1)}`),
    );
    for (let i = 1; i < 30; i++) desk.file(`pieces/BDC-${String(i)}.pdf`);
    const client = await desk.start();
    const uri = open(client, `${head}${many.join(',')}${tail}`);
    const ours = async (): Promise<string[]> =>
      (await client.pull(uri))
        .filter(({ code }) => code === 'piece-missing')
        .map(({ range }) => client.document(uri).getText(range));
    const until = async (...names: readonly string[]): Promise<void> => {
      for (;;) {
        const before = client.refreshes.all.length;
        const found = await ours();
        if (found.join() === names.join()) return;
        await client.refreshes.first(() => client.refreshes.all.length > before);
      }
    };
    await until('"BDC-0.pdf"');
    client.edit(uri, '"BDC-7.pdf"', '"BDC-77.pdf"');
    assert.deepEqual(await ours(), ['"BDC-0.pdf"', '"BDC-77.pdf"']);
    // A ligne takes its own finding along.
    client.edit(uri, `${many[3] ?? ''},`, '');
    await until('"BDC-0.pdf"', '"BDC-77.pdf"');
    tellOf(client, desk.file('pieces/BDC-0.pdf'));
    await until('"BDC-77.pdf"');
  });

  it('are missed once the folder is emptied', async () => {
    orders(...ORDERS);
    const client = await desk.start();
    const uri = open(client);
    await client.request('textDocument/documentLink', uri);
    rmSync(join(desk.root, 'pieces'), { recursive: true });
    mkdirSync(join(desk.root, 'pieces'));
    tellOf(client, desk.uri('pieces'));
    await untilTold(client, uri, 'piece-missing', 'piece-missing', 'piece-missing');
  });
});
