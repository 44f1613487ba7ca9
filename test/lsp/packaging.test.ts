import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CancellationTokenSource, ProgressType } from 'vscode-languageserver/node';
import type {
  ProposedDeposit,
  PlanParams,
  PlanResult,
  Progress,
  WriteParams,
  WriteResult,
} from '../../server/src/lsp/protocol/index.js';
import { correctFile } from '../support/cases.js';
import { makePdf } from '../support/pdf.js';
import { Desk } from './support/attachments.js';
import type { TestClient } from './support/client.js';

const AVANCE = correctFile('MDV-LGC/avance');
const ORDERS = ['BDC-2022-0001.pdf', 'BDC-2022-0002.pdf', 'BDC-2022-0003.pdf'] as const;
const ORDER = 'Bon de commande BDC-2022\nSIRET 812 345 678 00013\nTotal HT 358,33 €';
const PROGRESS = new ProgressType<Progress>();

describe('deposits from the editor', () => {
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
  const orders = (...names: readonly string[]): void => {
    for (const name of names) desk.file(`pieces/${name}`, makePdf({ pages: [ORDER] }));
  };
  const ask = <R>(client: TestClient, method: string, params: object): Promise<R> =>
    client.connection.sendRequest(method, params);
  const plan = (client: TestClient, uri: string, more: Partial<PlanParams> = {}): Promise<PlanResult> =>
    ask(client, 'segur/deposit/plan', { uri, confirmed: {}, ...more });

  async function planned(client: TestClient, uri: string, more: Partial<PlanParams> = {}): Promise<ProposedDeposit> {
    const result = await plan(client, uri, more);
    assert.ok('demandes' in result, JSON.stringify(result));
    return result;
  }
  const write = (client: TestClient, uri: string, more: Partial<WriteParams> = {}): Promise<WriteResult> =>
    ask(client, 'segur/deposit/write', {
      uri,
      version: client.document(uri).version,
      confirmed: {},
      out: desk.uri('depot'),
      allowErrors: false,
      replace: false,
      progress: 'p1',
      ...more,
    });
  const left = (): string[] => readdirSync(desk.root).filter(name => name !== 'avance.json' && name !== 'pieces');

  it('are planned before anything is written', async () => {
    orders(ORDERS[0], ORDERS[1], 'bdc_2022_0003.pdf', 'autre.pdf', 'facture.pdf');
    const client = await desk.start();
    const uri = open(client);
    const found = await planned(client, uri);
    assert.deepEqual(
      found.demandes.map(({ zip, detail }) => [zip, detail]),
      [
        ['BDC-2022-0001.zip', ORDERS[0]],
        ['BDC-2022-0002.zip', ORDERS[1]],
        ['BDC-2022-0003.zip', ''],
      ],
    );
    assert.deepEqual([found.errors, found.pieces, found.problems], [0, 2, []]);
    const [missing] = found.missing;
    assert.deepEqual(
      [found.missing.length, missing?.key, missing?.nomFichier, missing?.typeFichier],
      [1, 'BDC-2022-0003', ORDERS[2], 'BON_COMMANDE'],
    );
    assert.deepEqual(
      missing?.choices.map(({ name, likely, taken }) => [name, likely, taken]),
      [
        ['bdc_2022_0003.pdf', true, false],
        ['autre.pdf', false, false],
        ['facture.pdf', false, false],
        [ORDERS[0], false, true],
        [ORDERS[1], false, true],
      ],
    );
    // If its name suggests another attachment, that is shown, so that nobody takes an invoice for the order.
    assert.deepEqual(
      missing.choices
        .filter(({ otherTypes }) => otherTypes.length > 0)
        .map(({ name, otherTypes }) => [name, otherTypes]),
      [['facture.pdf', ['FACTURE']]],
    );
    const confirmed = { 'BDC-2022-0003': { [ORDERS[2]]: ['bdc_2022_0003.pdf'] } };
    const whole = await planned(client, uri, { confirmed });
    assert.deepEqual([whole.missing, whole.demandes[2]?.detail], [[], `${ORDERS[2]} (d’après bdc_2022_0003.pdf)`]);
    assert.deepEqual(left(), []);
  });

  it('ask for the folder where none is known, and keep to the one that is named', async () => {
    const client = await desk.start();
    const uri = open(client);
    assert.deepEqual(await plan(client, uri), { noFolder: 'Où sont les pièces justificatives\u00a0?' });
    for (const name of ORDERS) desk.file(`ailleurs/${name}`);
    assert.equal((await planned(client, uri, { folder: desk.uri('ailleurs') })).pieces, 3);
    // From then on it applies to the document.
    assert.equal((await planned(client, uri)).pieces, 3);
    assert.ok('noFolder' in (await plan(client, uri, { folder: desk.uri('nulle-part') })));
  });

  it('name the ZIPs as settings and configuration say', async () => {
    orders(...ORDERS);
    desk.file('segur.config.json', '{ "nomZip": "lot-{numLigne}.zip" }');
    const zips = async (settings: object): Promise<string[]> => {
      const client = await desk.start({ initializationOptions: { settings } });
      return (await planned(client, open(client))).demandes.map(({ zip }) => zip);
    };
    assert.deepEqual(await zips({ nomZip: '{numeroEditeur}.zip' }), ['lot-1.zip', 'lot-2.zip', 'lot-3.zip']);
    assert.deepEqual(await zips({ nomZip: 'd{numLigne}.zip' }), ['d1.zip', 'd2.zip', 'd3.zip']);
  });

  it('keep to the sizes of the settings', async () => {
    orders(...ORDERS);
    for (const [settings, why] of [
      [{ tailleMaxZip: 0.0001 }, /BDC-2022-0001\.zip/],
      [{ tailleMaxPiece: 0.0001 }, /BDC-2022-000\d\.pdf/],
    ] as const) {
      const client = await desk.start({ initializationOptions: { settings } });
      const result = await write(client, open(client));
      assert.match(JSON.stringify(result), why);
      assert.ok(!('report' in result));
      assert.deepEqual(left(), []);
    }
    const client = await desk.start({ initializationOptions: { settings: { tailleMaxZip: 1, tailleMaxPiece: 1 } } });
    assert.ok('report' in (await write(client, open(client))));
  });

  it('are written whole, with a progress that moves', async () => {
    orders(ORDERS[0], ORDERS[1], 'bdc_2022_0003.pdf');
    const client = await desk.start();
    const uri = open(client);
    const seen: Progress[] = [];
    client.connection.onProgress(PROGRESS, 'p1', progress => {
      seen.push(progress);
    });
    const result = await write(client, uri, { confirmed: { 'BDC-2022-0003': { [ORDERS[2]]: ['bdc_2022_0003.pdf'] } } });
    assert.ok('out' in result, JSON.stringify(result));
    assert.deepEqual(
      [result.out, result.report, result.demandes, result.pieces],
      [desk.uri('depot'), `${desk.uri('depot')}/depot.html`, 3, 3],
    );
    assert.deepEqual(readdirSync(join(desk.root, 'depot')).sort(), [
      'BDC-2022-0001.zip',
      'BDC-2022-0002.zip',
      'BDC-2022-0003.zip',
      'avance.json',
      'depot.html',
      'depot.json',
    ]);
    assert.equal(readFileSync(join(desk.root, 'depot/avance.json'), 'utf8'), AVANCE);
    assert.deepEqual(
      seen.map(({ step, done, total }) => `${step} ${String(done)}/${String(total)}`),
      ['check 1/3', 'check 2/3', 'check 3/3', 'write 1/3', 'write 2/3', 'write 3/3'],
    );
    assert.deepEqual(left(), ['depot']);
  });

  it('replace one that is there only when told', async () => {
    orders(...ORDERS);
    desk.file('depot/reste.txt', 'à moi');
    const client = await desk.start();
    const uri = open(client);
    assert.deepEqual(await write(client, uri), { exists: true });
    const refused = await write(client, uri, { replace: true });
    assert.ok(
      'refused' in refused &&
        refused.refused.includes('pas un dépôt') &&
        refused.reasons.some(path => path.endsWith('reste.txt')),
      JSON.stringify(refused),
    );
    assert.ok(existsSync(join(desk.root, 'depot/reste.txt')));
    desk.file(
      'depot/depot.json',
      JSON.stringify({ version: 1, file: { name: 'avance.json', sha256: '' }, demandes: [] }),
    );
    assert.deepEqual(await write(client, uri), { exists: true });
    assert.ok('out' in (await write(client, uri, { replace: true })));
    assert.ok(!existsSync(join(desk.root, 'depot/reste.txt')));
  });

  const REFUSALS: readonly (readonly [
    why: string,
    prepare: (client: TestClient, uri: string) => Partial<WriteParams>,
    told: RegExp,
  ])[] = [
    ['a pièce is missing', () => ({ confirmed: {} }), /BDC-2022-0003/],
    [
      'a PDF is none',
      () => {
        desk.file(`pieces/${ORDERS[2]}`, 'bonjour');
        return {};
      },
      /BDC-2022-0003\.pdf.*ce n’est pas un PDF/,
    ],
    [
      'the request has an error',
      (client, uri) => {
        orders(ORDERS[2]);
        client.edit(uri, '10002123452', '10002123453');
        return {};
      },
      /RPPS/,
    ],
    [
      'it would lie where parts of an attachment are looked for',
      () => {
        orders(ORDERS[2]);
        return { out: desk.uri(`pieces/${ORDERS[2].replace('.pdf', '')}/depot`) };
      },
      /documents d.une pièce/,
    ],
    [
      'it would take the place of the request’s folder',
      () => {
        orders(ORDERS[2]);
        return { out: desk.uri('').replace(/\/$/, ''), replace: true };
      },
      /ce qu’il faut garder/,
    ],
    [
      'the system says no: its word, the place and the way out',
      () => {
        orders(ORDERS[2]);
        return { out: desk.uri('d'.repeat(300)) };
      },
      /d{300} \(ENAMETOOLONG\)\nChoisissez pour le dépôt un dossier/,
    ],
    [
      'a confirmed source is out of the folder',
      () => ({ confirmed: { 'BDC-2022-0003': { [ORDERS[2]]: ['../avance.json'] } } }),
      /\.\.\/avance\.json/,
    ],
  ];
  for (const [why, prepare, told] of REFUSALS) {
    it(`are refused where ${why}, and nothing is left`, async () => {
      orders(ORDERS[0], ORDERS[1]);
      const client = await desk.start();
      const uri = open(client);
      const result = await write(client, uri, prepare(client, uri));
      assert.ok('refused' in result, JSON.stringify(result));
      assert.match([result.refused, ...result.reasons].join('\n'), told);
      assert.deepEqual(left(), []);
    });
  }

  it('are made despite errors when the user knows', async () => {
    orders(...ORDERS);
    const client = await desk.start();
    const uri = open(client, AVANCE.replace('10002123452', '10002123453'));
    assert.ok('refused' in (await write(client, uri)));
    assert.ok('out' in (await write(client, uri, { allowErrors: true })));
  });

  it('are not made of a version that the user did not see', async () => {
    orders(...ORDERS);
    const client = await desk.start();
    const uri = open(client);
    assert.deepEqual(await write(client, uri, { version: 0 }), { moved: true });
  });

  it('leave nothing when they are cancelled midway', async () => {
    orders(...ORDERS);
    const client = await desk.start();
    const uri = open(client);
    const cancel = new CancellationTokenSource();
    client.connection.onProgress(PROGRESS, 'p1', () => {
      cancel.cancel();
    });
    const params = {
      uri,
      version: 1,
      confirmed: {},
      out: desk.uri('depot'),
      allowErrors: false,
      replace: false,
      progress: 'p1',
    };
    await assert.rejects(client.connection.sendRequest('segur/deposit/write', params, cancel.token), { code: -32800 });
    assert.deepEqual(left(), []);
    // The server goes on as before.
    assert.ok('out' in (await write(client, uri)));
  });

  it('are nothing for a document that is on no disk, or no request', async () => {
    const client = await desk.start();
    client.open('untitled:a', AVANCE);
    assert.match(JSON.stringify(await plan(client, 'untitled:a')), /"refused":"Enregistrez d’abord/);
    client.open('file:///autre.json', '{}');
    assert.equal(await plan(client, 'file:///autre.json'), null);
  });
});
