import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Folder } from '../cli/support.js';
import { correctFile } from '../support/cases.js';
import { at, listOf, recordOf, textsOf } from '../support/json.js';
import { TestClient, type StartOptions } from './support/client.js';

const AVANCE = correctFile('MDV-LGC/avance');
const OUTPUT = readFileSync(new URL('../../examples/sortie-portail-avance.json', import.meta.url), 'utf8');
const SOLDE = readFileSync(new URL('../../examples/solde.json', import.meta.url), 'utf8');
const URI = 'file:///lot/avance.mdv-lgc.avance.json';

const client = (options: StartOptions = {}): Promise<TestClient> =>
  TestClient.start({ initializationOptions: { lang: 'fr' }, ...options });
const ask = (server: TestClient, method: string, params: object): Promise<unknown> =>
  server.connection.sendRequest(method, params);
const refused = (answer: unknown): string => String(recordOf(answer)['refused']);

describe('lsp: split', () => {
  it('tells what each way gives, of the text as it stands in the editor', async () => {
    const server = await client();
    server.open(URI, AVANCE);
    server.edit(URI, '"10003456786"', '"10003456787"');
    const ways = listOf(at(await ask(server, 'segur/splitWays', { uri: URI }), 'ways'));
    assert.deepEqual(
      ways.map(way => [
        at(way, 'by'),
        listOf(at(way, 'groups')).map(group => Object.values(recordOf(group)).join(' ')),
      ]),
      [
        ['profile', ['MDV-LGC/avance 3']],
        ['rate', ['TTC 20\u202f% 3']],
        ['count', ['lignes 1 à 3 3']],
        ['validity', ['lignes sans erreur 2', 'lignes en erreur 1']],
      ],
    );
  });

  it('gives the files, and writes none', async () => {
    const server = await client();
    server.open(URI, AVANCE);
    server.edit(URI, '"10003456786"', '"10003456787"');
    const files = listOf(at(await ask(server, 'segur/split', { uri: URI, by: 'validity' }), 'files'));
    assert.deepEqual(
      files.map(file => [at(file, 'name'), at(file, 'lignes'), at(file, 'errors')]),
      [
        ['avance.valides.mdv-lgc.avance.json', 2, 0],
        ['avance.en-erreur.mdv-lgc.avance.json', 1, 1],
      ],
    );
    assert.ok(String(at(files[1], 'text')).includes('"10003456787"'));
  });

  it('says why not', async () => {
    const server = await client();
    server.open(URI, AVANCE);
    assert.match(refused(await ask(server, 'segur/split', { uri: URI, by: 'count' })), /^Rien à découper/);
    server.edit(URI, '"typeAction": "C",', '"typeAction": "C"');
    assert.match(refused(await ask(server, 'segur/splitWays', { uri: URI })), /^Ce n’est pas du JSON strict/);
    assert.equal(await ask(server, 'segur/split', { uri: 'file:///rien.json', by: 'count' }), null);
    server.open('file:///num.mdv-lgc.avance.json', AVANCE.replace('"numeroASP": null', '"numeroASP": "FINMDV00120"'));
    assert.match(
      refused(await ask(server, 'segur/split', { uri: 'file:///num.mdv-lgc.avance.json', by: 'validity' })),
      /^Ligne \d+, colonne \d+ du texte\u00a0: ce numéro est attribué par le portail/,
    );
    assert.match(
      refused(await ask(server, 'segur/solde', { uri: 'file:///num.mdv-lgc.avance.json', lignes: null })),
      /les lignes 2 et 3 n’ont pas de numéro de dossier/,
    );
    server.open('file:///x.mdv-lgc.avance.json', AVANCE.replace('Lefèvre', 'Lef\ufffdvre'));
    assert.match(
      refused(await ask(server, 'segur/split', { uri: 'file:///x.mdv-lgc.avance.json', by: 'count' })),
      /UTF-8/,
    );
  });
});

describe('lsp: merge', () => {
  const file = (name: string, text: string): { readonly uri: string; readonly text: string } => ({
    uri: `file:///lot/${name}`,
    text,
  });

  it('puts texts together that the client sends, and proposes a name', async () => {
    const server = await client();
    server.open(URI, AVANCE);
    server.edit(URI, '"10003456786"', '"10003456787"');
    const { files } = recordOf(await ask(server, 'segur/split', { uri: URI, by: 'validity' }));
    const merged = await ask(server, 'segur/merge', {
      files: listOf(files).map((made, i) => file(`lot-${String(i + 1)}.mdv-lgc.avance.json`, String(at(made, 'text')))),
    });
    assert.deepEqual([at(merged, 'name'), at(merged, 'lignes')], ['lot-fusion.mdv-lgc.avance.json', 3]);
    assert.ok(String(at(merged, 'text')).includes('"10003456787"'));
  });

  it('says which rule is against it, in both files', async () => {
    const server = await client();
    const answer = refused(
      await ask(server, 'segur/merge', { files: [file('a.json', AVANCE), file('b.json', AVANCE)] }),
    );
    assert.match(
      answer,
      /^Ces fichiers ne se réunissent pas\. .*b\.json, ligne 1, avec a\.json, ligne 1\u00a0: [^.]*, «\u00a0numeroEditeur\u00a0» \(numero-editeur-unique\)\. .* \(piece-shared\)\. .*\(et 3 autres\)$/,
    );
  });

  it('lists the requests of the workspace', async () => {
    const folder = new Folder();
    folder.file('a.json', AVANCE);
    folder.file('autre.json', '{}');
    const server = await client({ folder: pathToFileURL(folder.path).href });
    server.open(URI, AVANCE);
    const names = async (): Promise<readonly string[]> =>
      listOf(await ask(server, 'segur/mergeable', {}))
        .map(known => String(at(known, 'uri')).replace(/^.*\//, ''))
        .sort();
    for (let tries = 0; tries < 200 && (await names()).length < 2; tries++) await server.pull(URI);
    assert.deepEqual(await names(), ['a.json', 'avance.mdv-lgc.avance.json']);
    folder.remove();
  });
});

describe('lsp: the solde', () => {
  const SORTIE = 'file:///lot/sortie.json';

  it('lists the demandes of the output with who they are for, and which have a solde', async () => {
    const server = await client();
    server.open(SORTIE, OUTPUT);
    server.open('file:///lot/solde.json', SOLDE);
    await server.pull('file:///lot/solde.json');
    const demandes = listOf(at(await ask(server, 'segur/solde', { uri: SORTIE, lignes: null }), 'demandes'));
    assert.equal(demandes.length, 6);
    assert.deepEqual(recordOf(demandes[2]), {
      index: 2,
      numeroASP: 'FINMDV90143',
      numeroEditeur: 'LMS-2022-0143',
      clients: ['Jean-Loup Kerbiriou', 'Noémie Sauvageot', 'Tancrède Œillet'],
      montant: '1074.99',
      solde: 'solde.json',
    });
  });

  it('gives the text of those that are chosen', async () => {
    const server = await client();
    server.open(SORTIE, OUTPUT);
    const made = await ask(server, 'segur/solde', { uri: SORTIE, lignes: [1, 2] });
    assert.deepEqual([at(made, 'name'), at(made, 'lignes'), at(made, 'gaps')], ['sortie.mdv-lgc.solde.json', 2, 8]);
    const lignes = listOf(at(JSON.parse(String(at(made, 'text'))), 'lignesImport'));
    assert.deepEqual(textsOf(lignes.map(ligne => at(ligne, 'numeroASP'))), ['FINMDV90142', 'FINMDV90143']);
  });

  it('says why not', async () => {
    const server = await client();
    server.open(SORTIE, AVANCE);
    assert.match(
      refused(await ask(server, 'segur/solde', { uri: SORTIE, lignes: null })),
      /^Ce n’est pas un JSON de sortie/,
    );
    server.open('file:///lot/deux.json', OUTPUT.replace('"numeroAns"', '"numeroAns": "1", "numeroAns"'));
    assert.match(
      refused(await ask(server, 'segur/solde', { uri: 'file:///lot/deux.json', lignes: [0] })),
      /^Ligne 3, colonne \d+ du texte\u00a0: une clé y figure deux fois.*\(duplicate-key\)/,
    );
    server.open('file:///lot/s.json', SOLDE);
    assert.match(
      refused(await ask(server, 'segur/solde', { uri: 'file:///lot/s.json', lignes: null })),
      /déjà un solde/,
    );
  });
});
