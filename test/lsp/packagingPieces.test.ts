import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CancellationTokenSource, type Diagnostic } from 'vscode-languageserver/node';
import type { CheckResult, ChoicesResult, ConcatenateResult } from '../../server/src/lsp/protocol/index.js';
import { correctFile } from '../support/cases.js';
import { makePdf } from '../support/pdf.js';
import { codesOf, Desk, tellOf, untilTold } from './support/attachments.js';
import type { TestClient } from './support/client.js';

const AVANCE = correctFile('MDV-LGC/avance');
const SOLDE = correctFile('MDV-LGC/solde');
const ORDERS = ['BDC-2022-0001.pdf', 'BDC-2022-0002.pdf', 'BDC-2022-0003.pdf'] as const;
const ORDER = 'Bon de commande BDC-2022\nSIRET 812 345 678 00013\nTotal HT 358,33 €';
const WITHOUT_SIRET =
  ORDER.replace(/SIRET.*/, 'Cabinet du docteur Lefèvre, 12 rue des Lilas, 69500 Bron') +
  '\nLe présent bon de commande engage le client et l’éditeur pour la Prestation Ségur de ce logiciel.'.repeat(3);

describe('questions about the attachments', () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk();
  });
  afterEach(() => {
    desk.remove();
  });

  function open(client: TestClient, text = AVANCE, name = 'avance.json'): string {
    const uri = desk.file(name, text);
    client.open(uri, text);
    return uri;
  }
  const ask = <R>(client: TestClient, method: string, params: object): Promise<R> =>
    client.connection.sendRequest(method, params);

  it('give the files that can be a pièce, wherever the question points', async () => {
    for (const name of [ORDERS[0], 'bdc_2022_0003.pdf']) desk.file(`pieces/${name}`, makePdf({ pages: [ORDER] }));
    const client = await desk.start();
    const uri = open(client);
    for (const at of [
      { ligne: 2, piece: 0 },
      { pointer: '/lignesImport/2/piecesJustificatives/0/nomFichier' },
      client.at(uri, ORDERS[2], 3),
    ]) {
      const found = await ask<ChoicesResult>(client, 'segur/pieces/choices', { uri, at });
      assert.ok('files' in found, JSON.stringify(found));
      assert.deepEqual(
        [found.nomFichier, found.files.map(({ name }) => name)],
        [ORDERS[2], ['bdc_2022_0003.pdf', ORDERS[0]]],
      );
      assert.equal(client.document(uri).getText(found.range), `"${ORDERS[2]}"`);
    }
  });

  it('are asked for where the question points at none: those of the ligne first, then those without a file', async () => {
    desk.file(`pieces/${ORDERS[0]}`, makePdf({ pages: [ORDER] }));
    const client = await desk.start();
    const uri = open(client);
    const which = async (at: object): Promise<readonly (readonly [number, string])[]> => {
      const found = await ask<ChoicesResult>(client, 'segur/pieces/choices', { uri, at });
      assert.ok('which' in found, JSON.stringify(found));
      for (const { name, detail } of found.which)
        assert.match(
          detail,
          name === ORDERS[0] ? /^BON_COMMANDE · .*0001/ : /^sans fichier · BON_COMMANDE · .*BDC-2022-000/,
        );
      return found.which.map(({ at: { ligne }, name }) => [ligne, name]);
    };
    assert.deepEqual(await which({ line: 0, character: 0 }), [
      [1, ORDERS[1]],
      [2, ORDERS[2]],
      [0, ORDERS[0]],
    ]);
    assert.deepEqual(await which(client.at(uri, '"numLigne": 3')), [
      [2, ORDERS[2]],
      [1, ORDERS[1]],
      [0, ORDERS[0]],
    ]);
    const none = open(
      client,
      AVANCE.replace(/"piecesJustificatives": \[[^\]]*\]/g, '"piecesJustificatives": []'),
      'vide.json',
    );
    assert.match(
      JSON.stringify(await ask(client, 'segur/pieces/choices', { uri: none, at: { line: 0, character: 0 } })),
      /Aucune pièce/,
    );
  });

  it('make one pièce of several of one type', async () => {
    const twice = SOLDE.replace(
      '"piecesJustificatives": [',
      '"piecesJustificatives": [\n        { "nomFichier": "Clinique A.pdf", "formatFichier": "PDF", ' +
        '"typeFichier": "FACTURE" },',
    );
    desk.file('pieces/Clinique A.pdf');
    const client = await desk.start();
    const uri = open(client, twice, 'solde.json');
    const found = await ask<ConcatenateResult>(client, 'segur/pieces/concatenate', {
      uri,
      at: { pointer: '/lignesImport/0/piecesJustificatives/1/typeFichier' },
    });
    assert.ok('edits' in found, JSON.stringify(found));
    assert.deepEqual(
      [found.keep, found.parts, found.names.length, found.missing.length],
      ['Clinique A.pdf', 'Clinique A', 2, 1],
    );
    assert.deepEqual(found.moves, [
      { from: desk.uri('pieces/Clinique A.pdf'), to: desk.uri('pieces/Clinique A/Clinique A.pdf') },
    ]);
    const asked = await ask<ConcatenateResult>(client, 'segur/pieces/concatenate', {
      uri,
      at: { line: 0, character: 0 },
    });
    assert.ok('which' in asked, JSON.stringify(asked));
    assert.deepEqual(
      asked.which.map(({ at, name, detail }) => [at, name, detail.startsWith('Clinique A.pdf · ')]),
      [[{ ligne: 0, piece: 0 }, 'FACTURE', true]],
    );
    client.change(
      uri,
      found.edits.map(({ range, newText: text }) => ({ range, text })),
    );
    assert.ok(!codesOf(await client.pull(uri)).includes('piece-type-repeated'));
    assert.match(
      JSON.stringify(await ask(client, 'segur/pieces/concatenate', { uri, at: client.at(uri, 'Clinique A', 1) })),
      /rien à concaténer/,
    );
  });
});

describe('texts of the attachments, on demand', () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk();
  });
  afterEach(() => {
    desk.remove();
  });

  const check = (client: TestClient, uri: string): Promise<CheckResult> =>
    client.connection.sendRequest('segur/pieces/check', { uri, progress: 'p1' });
  const ofTexts = (found: readonly Diagnostic[]): string[] =>
    codesOf(found).filter(code => /^(bon-commande|facture|piece-(?:identifiers|unreadable))/.test(code));

  async function checked(): Promise<{ client: TestClient; uri: string }> {
    for (const [index, name] of ORDERS.entries())
      desk.file(`pieces/${name}`, makePdf({ pages: [index === 1 ? '' : WITHOUT_SIRET] }));
    const client = await desk.start();
    const uri = desk.file('avance.json', AVANCE);
    client.open(uri, AVANCE);
    const result = await check(client, uri);
    assert.ok('pieces' in result, JSON.stringify(result));
    assert.deepEqual([result.pieces, result.missing], [3, 0]);
    assert.ok(result.found >= 3);
    return { client, uri };
  }

  it('are told as problems of the file, until the ligne or the PDF changes', async () => {
    const { client, uri } = await checked();
    const all = ofTexts(await client.pull(uri));
    assert.ok(all.includes('piece-unreadable'), all.join());
    assert.ok(all.includes('bon-commande-siret'), all.join());
    // Another ligne keeps its findings, even if it moves.
    client.edit(uri, 'BDC-2022-0001', 'BDC-2022-0009');
    const rest = ofTexts(await client.pull(uri));
    assert.ok(rest.length < all.length && rest.includes('piece-unreadable'), rest.join());
    const replaced = desk.file(`pieces/${ORDERS[1]}`, makePdf({ pages: [ORDER] }));
    tellOf(client, replaced);
    for (;;) {
      const before = client.refreshes.all.length;
      if (!ofTexts(await client.pull(uri)).includes('piece-unreadable')) break;
      await client.refreshes.first(() => client.refreshes.all.length > before);
    }
  });

  it('are forgotten when the document is closed', async () => {
    const { client, uri } = await checked();
    client.close(uri);
    client.open(uri, AVANCE);
    assert.deepEqual(ofTexts(await client.pull(uri)), []);
  });

  it('can be cancelled', async () => {
    const { client, uri } = await checked();
    const cancel = new CancellationTokenSource();
    const answer = client.connection.sendRequest('segur/pieces/check', { uri, progress: 'p2' }, cancel.token);
    // Right after the request: what has been read may be answered before any progress arrives.
    cancel.cancel();
    await assert.rejects(answer, { code: -32800 });
    await untilTold(client, uri, ...codesOf(await client.pull(uri)));
  });
});

/** Compared with its former content: a source is never written to. */
describe('sources of a deposit', () => {
  it('stay as they are, to the byte', async () => {
    const desk = new Desk();
    try {
      const hash = (): string =>
        createHash('sha256')
          .update(readFileSync(join(desk.root, `pieces/${ORDERS[0]}`)))
          .digest('hex');
      for (const name of ORDERS) desk.file(`pieces/${name}`);
      const before = hash();
      const client = await desk.start();
      const uri = desk.file('avance.json', AVANCE);
      client.open(uri, AVANCE);
      await client.connection.sendRequest('segur/deposit/write', {
        uri,
        version: 1,
        confirmed: {},
        out: desk.uri('depot'),
        allowErrors: false,
        replace: false,
        progress: 'p',
      });
      assert.ok(existsSync(join(desk.root, 'depot')));
      assert.equal(hash(), before);
    } finally {
      desk.remove();
    }
  });
});
