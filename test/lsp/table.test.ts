import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { ProgressType } from 'vscode-languageserver/node';
import { Folder } from '../cli/support.js';
import { correctFile } from '../support/cases.js';
import { rpps } from '../support/identifiers.js';
import { at, listOf, recordOf } from '../support/json.js';
import { TestClient } from './support/client.js';

const HEAD =
  'siretEditeur;numeroAns;N° commande;Date de signature;Régime TVA;Montant HT;Nom du ' +
  'médecin;E-mail;Téléphone;RPPS;Centre de santé;PSC;DMP direct;DMP PFI;MSS Pro direct;MSS Pro PFI;MSS Citoyen ' +
  'direct;MSS Citoyen PFI';
const row = (n: number, montant = '358,33'): string =>
  `99999999800019;9900000001;C-${String(n)};3/11/2022;TTC;${montant};Jean ` +
  `Dupont;a.b@c.fr;0465711001;${rpps(n)};non;oui;oui;non;oui;non;oui;non`;

describe('lsp: tables', () => {
  let folder: Folder;
  let server: TestClient;
  beforeEach(async () => {
    folder = new Folder();
    server = await TestClient.start({ initializationOptions: { lang: 'fr' } });
  });
  afterEach(() => {
    folder.remove();
  });

  const uri = (name: string): string => pathToFileURL(folder.at(name)).toString();
  const table = (...rows: readonly string[]): void => {
    folder.file('export.csv', Buffer.from([HEAD, ...rows].join('\r\n'), 'latin1'));
  };
  const ask = (method: string, params: object): Promise<unknown> => server.connection.sendRequest(method, params);
  const generate = (params: object = {}): Promise<unknown> =>
    ask('segur/generate', { table: uri('export.csv'), profile: 'MDV-LGC/avance', columns: {}, values: {}, ...params });

  it('tells what a table makes, and writes nothing', async () => {
    table(row(1), row(2, 'gratuit'), row(3));
    const made = await generate();
    assert.deepEqual(
      listOf(at(made, 'files')).map(file => [at(file, 'name'), at(file, 'demandes')]),
      [['export.mdv-lgc.avance.json', 2]],
    );
    assert.deepEqual(
      listOf(at(made, 'problems')).map(one => [at(one, 'row'), at(one, 'column'), at(one, 'heading'), at(one, 'code')]),
      [[3, 'F', 'Montant HT', 'amount']],
    );
    assert.deepEqual([at(made, 'written'), at(made, 'leftOut'), at(made, 'leftRows')], [2, 1, [3]]);
    assert.deepEqual(
      listOf(at(made, 'columns'))
        .map(one => at(one, 'field'))
        .slice(2, 6),
      ['numeroEditeur', 'dateCommande', 'regimeTVA', 'montantSegurHT'],
    );
  });

  it('takes what the user says of columns, and tells what is missing', async () => {
    folder.file('export.csv', Buffer.from([HEAD.replace('Montant HT', 'Presta.'), row(1)].join('\n'), 'latin1'));
    const without = await generate();
    assert.deepEqual([at(without, 'written'), at(without, 'unknown')], [0, ['Presta.']]);
    assert.deepEqual(at(listOf(at(without, 'notes'))[0], 'fields'), ['montantSegurHT']);
    assert.equal(at(await generate({ columns: { montantSegurHT: 'Presta.' } }), 'written'), 1);
    assert.equal(at(await generate({ values: { montantSegurHT: '358,33' } }), 'written'), 1);
  });

  it('puts the mapping into the configuration, all else as it was', async () => {
    table(row(1));
    const fresh = await ask('segur/keepMapping', {
      table: uri('export.csv'),
      folder: pathToFileURL(folder.path).toString(),
      columns: { montantSegurHT: 'Presta.' },
      values: {},
    });
    assert.deepEqual([at(fresh, 'isNew'), at(fresh, 'uri')], [true, uri('segur.config.json')]);
    assert.deepEqual(JSON.parse(String(at(fresh, 'text'))), { table: { columns: { montantSegurHT: 'Presta.' } } });
    folder.file('segur.config.json', '{\n    "rules": { "siret" : "off" }\n}\n');
    const kept = await ask('segur/keepMapping', {
      table: uri('export.csv'),
      folder: pathToFileURL(folder.path).toString(),
      columns: {},
      values: { regimeTVA: 'TTC' },
    });
    assert.deepEqual(JSON.parse(String(at(kept, 'text'))), {
      rules: { siret: 'off' },
      table: { values: { regimeTVA: 'TTC' } },
    });
    assert.match(String(at(kept, 'text')), /\n {4}"table": \{\n {8}"values"/);
    assert.equal(at(kept, 'isNew'), false);
    folder.file('segur.config.json', '{ oups');
    assert.match(
      String(
        recordOf(
          await ask('segur/keepMapping', {
            table: uri('export.csv'),
            folder: pathToFileURL(folder.path).toString(),
            columns: {},
            values: { regimeTVA: 'TTC' },
          }),
        )['refused'],
      ),
      /segur\.config\.json/,
    );
    table(row(1));
    assert.match(String(recordOf(await generate())['refused']), /réglages/);
  });

  it('answers others while it reads a large table, tells how far it is, and can be stopped', async () => {
    table(...Array.from({ length: 5000 }, (_, i) => row(i)));
    const counts: number[] = [];
    server.connection.onProgress(new ProgressType<number>(), 'p', count => {
      counts.push(count);
    });
    const order: string[] = [];
    const large = generate({ progress: 'p' }).then(made => {
      order.push('table');
      return made;
    });
    server.open('file:///a.mdv-lgc.avance.json', correctFile('MDV-LGC/avance'));
    await ask('textDocument/hover', {
      textDocument: { uri: 'file:///a.mdv-lgc.avance.json' },
      position: { line: 2, character: 4 },
    }).then(() => {
      order.push('hover');
    });
    assert.equal(at(await large, 'written'), 5000);
    assert.deepEqual(order, ['hover', 'table']);
    assert.ok(counts.length > 10);
  });

  it('says why not', async () => {
    assert.match(String(recordOf(await generate())['refused']), /^Ce tableau n’existe pas/);
    assert.match(String(recordOf(await generate({ profile: 'X/avance' }))['refused']), /^Profil inconnu/);
    assert.match(
      String(recordOf(await ask('segur/generate', { table: 'untitled:x', profile: 'MDV-LGC/avance' }))['refused']),
      /cette machine/,
    );
    folder.file('export.csv', 'a;b\n1;2\n');
    assert.match(String(recordOf(await generate())['refused']), /aucune ligne d’intitulés|Aucune ligne d’intitulés/);
  });

  it('lists the demandes of texts as they stand in the editor', async () => {
    const text = correctFile('MDV-LGC/avance');
    const list = await ask('segur/listDemandes', {
      files: [{ uri: 'file:///a.mdv-lgc.avance.json', text: text.replace('"TTC"', '"HT"') }],
    });
    assert.deepEqual(at(list, 'lost'), []);
    const more = await ask('segur/listDemandes', {
      files: [{ uri: 'file:///a.mdv-lgc.avance.json', text: text.replace('"regimeTVA"', '"remise": 12, "regimeTVA"') }],
    });
    assert.match(String(at(more, 'lost')), /a\.mdv-lgc\.avance\.json, ligne 1, .*remise/);
    assert.doesNotMatch(String(at(more, 'lost')), /12/);
    const csv = String(at(list, 'csv')).split('\r\n');
    assert.ok(csv[0]?.startsWith('numLigne;'));
    assert.match(csv[1] ?? '', /;HT;/);
    assert.match(
      String(
        recordOf(await ask('segur/listDemandes', { files: [{ uri: 'file:///a.json', text: '{"lignesImport":[]}' }] }))[
          'refused'
        ],
      ),
      /^a\.json.*profil non reconnu/,
    );
    assert.equal(await ask('segur/listDemandes', { files: [] }), null);
  });
});
