import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { correctFile } from '../support/cases.js';
import { cli, type Folder, inFolder, output, type Result, withLignes } from './support.js';
import { plain } from '../support/plain.js';

const AVANCE = correctFile('MDV-LGC/avance');
const OUTPUT = AVANCE.replace('"impId": null', '"impId": 48213').replace(
  /"numeroASP": null/g,
  (() => {
    let n = 119;
    return () => `"numeroASP": "FINMDV00${String(++n)}"`;
  })(),
);

let folder: Folder;
const run = (...args: string[]): Promise<Result> => cli(args, { cwd: folder.path });
const lines = (text: string): string[] => plain(text).trimEnd().split('\n');

describe('cli: solde', () => {
  inFolder(made => {
    folder = made;
  });

  it('makes the soldes of an output, and says what is left to complete', async () => {
    folder.file('sortie.json', OUTPUT);
    const result = await run('solde', 'sortie.json', '-o', 'nouveau/solde.json');
    assert.deepEqual([result.code, result.stderr], [0, '']);
    assert.deepEqual(lines(result.stdout), [
      '✔ nouveau/solde.json : 3 demandes de solde.',
      '13 valeurs à compléter :',
      '  numeroFacture  3, lignes 1 à 3',
      '  dateFacture  3, lignes 1 à 3',
      '  nomFichier  6, lignes 1 à 3',
      '  IdentDMP  1, ligne 3',
      "« segur-json check nouveau/solde.json » dit pour chacune ce qu'attend le portail.",
    ]);
    const checked = output(await run('check', '--format', 'json', 'nouveau/solde.json'));
    assert.equal(checked.files[0]?.profile, 'MDV-LGC/solde');
    assert.deepEqual(
      [...new Set(checked.files[0].findings.map(({ code, path }) => `${code} ${path.replace(/^.*\//, '')}`))].sort(),
      [
        'ident-dmp IdentDMP',
        'model-reconstructed ',
        'wrong-type dateFacture',
        'wrong-type nomFichier',
        'wrong-type numeroFacture',
      ],
    );
  });

  it('takes the lignes that are asked for, by rank or by number', async () => {
    folder.file('sortie.json', OUTPUT);
    for (const [args, expected] of [
      [
        ['--lignes', '1,3'],
        ['FINMDV00120', 'FINMDV00122'],
      ],
      [
        ['--lignes', '2-3'],
        ['FINMDV00121', 'FINMDV00122'],
      ],
      [
        ['--numeros', 'BDC-2022-0002, FINMDV00122'],
        ['FINMDV00121', 'FINMDV00122'],
      ],
      [
        ['--lignes', '1', '--numeros', 'BDC-2022-0003'],
        ['FINMDV00120', 'FINMDV00122'],
      ],
    ] as const) {
      const { stdout } = await run('solde', 'sortie.json', '-o', '-', ...args);
      assert.deepEqual(stdout.match(/FINMDV\d+/g), expected);
      assert.deepEqual(stdout.match(/"numLigne": \d+/g), ['"numLigne": 1', '"numLigne": 2']);
    }
    for (const args of [
      ['--lignes', '4'],
      ['--lignes', '0'],
      ['--lignes', '3-1'],
      ['--lignes', 'un'],
      ['--lignes', '1-999999'],
      ['--numeros', 'BDC-9'],
      ['--numeros='],
      ['--numeros', ' , '],
    ]) {
      assert.equal((await run('solde', 'sortie.json', '-o', 'solde.json', ...args)).code, 2, args.join(' '));
    }
    assert.ok(!existsSync(folder.at('solde.json')));
  });

  it('leaves out what has a solde already, and what the portal did not register', async () => {
    folder.file('sortie.json', OUTPUT.replace('"numeroASP": "FINMDV00121"', '"numeroASP": null'));
    assert.equal((await run('solde', 'sortie.json', '-o', 'soldes/un.json', '--lignes', '1')).code, 0);
    const rest = await run('solde', 'sortie.json', '-o', 'deux.json', '--existing', 'soldes');
    assert.equal(rest.code, 0);
    assert.deepEqual(lines(rest.stdout).slice(0, 3), [
      'Ligne 1 (BDC-2022-0001) : laissée de côté, son solde est déjà dans soldes/un.json.',
      "Ligne 2 (BDC-2022-0002) : laissée de côté, elle n'a pas de numéro de dossier. Le portail ne l'a pas " +
        'enregistrée.',
      '✔ deux.json : 1 demande de solde.',
    ]);
    const none = await run('solde', 'sortie.json', '-o', 'trois.json', '--existing', 'soldes', 'deux.json');
    assert.deepEqual(
      [none.code, none.stderr, existsSync(folder.at('trois.json'))],
      [0, 'Aucun solde à préparer : toutes ces demandes ont déjà le leur.\n', false],
    );
    assert.equal((await run('solde', 'sortie.json', '-o', 'trois.json', '--lignes', '2')).code, 1);
  });

  for (const [name, text, code, message] of [
    ['an avance that was not deposited', AVANCE, 1, /ce n'est pas un JSON de sortie du portail/],
    ['a solde', correctFile('MDV-LGC/solde'), 1, /c'est déjà un solde \(MDV-LGC\/solde\)/],
    ['an unknown profile', '{"impId": 4, "lignesImport": [{"numeroASP": "FINMDV00120"}]}', 1, /profil non reconnu/],
    [
      'an empty list',
      '{"impId": 4, "numeroAns": "1234567890", "siret": "81234567800013", "lignesImport": []}',
      1,
      /profil non reconnu|est vide/,
    ],
    ['broken syntax', OUTPUT.replace(',', ''), 1, /ce n'est pas du JSON strict/],
    ['an empty file', '', 1, /JSON strict/],
  ] as const) {
    it(`refuses ${name}`, async () => {
      folder.file('sortie.json', text);
      const result = await run('solde', 'sortie.json', '-o', 'solde.json');
      assert.deepEqual([result.code, result.stdout, existsSync(folder.at('solde.json'))], [code, '', false]);
      assert.match(result.stderr, message);
    });
  }

  it('refuses keys that stand twice, and says where; of lignes that are not taken it says nothing', async () => {
    folder.file(
      'sortie.json',
      OUTPUT.replace('"montantSegurHT": 358.33', '"montantSegurHT": 358.33,\n"montantSegurHT": 1'),
    );
    const result = await run('solde', 'sortie.json', '-o', 'solde.json');
    assert.deepEqual([result.code, result.stdout, existsSync(folder.at('solde.json'))], [1, '', false]);
    assert.match(
      lines(result.stderr)[0] ?? '',
      /^sortie\.json:\d+:1 : une clé y figure deux fois, .* \(duplicate-key\)\. Gardez/,
    );
    assert.doesNotMatch(result.stderr, /358|FINMDV/);
    assert.equal((await run('solde', 'sortie.json', '-o', 'solde.json', '--lignes', '2-3')).code, 0);
  });

  it('names the keys that it does not carry over', async () => {
    folder.file('sortie.json', OUTPUT.replace('"numLigne": 2', '"remarque": "secret", "numLigne": 2'));
    const result = await run('solde', 'sortie.json', '-o', 'solde.json');
    assert.deepEqual(
      [result.code, lines(result.stdout).at(-1)],
      [0, 'Non repris (clés inconnues du modèle) : remarque.'],
    );
    assert.match(
      (await run('solde', 'sortie.json', '-o', '-', '--lang', 'en')).stderr,
      /\nNot carried over \(keys that the model does not know\): remarque\.\n$/,
    );
  });

  it('says that the result is to be split, by a command that does it', async () => {
    folder.file('sortie.json', OUTPUT.replace('"TTC"', '"HT"'));
    const mixed = await run('solde', 'sortie.json', '-o', 'mon solde.json');
    assert.match(
      lines(mixed.stdout).at(-1) ?? '',
      /^Ce fichier mêle .* « segur-json split "mon solde\.json" --by rate -o dossier »\.$/,
    );
    assert.equal((await run('split', 'mon solde.json', '--by', 'rate', '-o', 'dossier')).code, 0);
    let n = 10_000;
    folder.file(
      'sortie.json',
      withLignes(OUTPUT, 201, ligne => ligne.replace('FINMDV00120', `FINMDV${String(n++)}`)),
    );
    const many = await run('solde', 'sortie.json', '-o', 'solde.json');
    assert.match(
      lines(many.stdout).at(-1) ?? '',
      /^Ce fichier a plus de 200 lignes .* « segur-json split solde\.json --by count -o dossier »\.$/,
    );
  });

  it('names the lignes without a number where others have one, and no import did it', async () => {
    folder.file('sortie.json', AVANCE.replace('"numeroASP": null', '"numeroASP": "FINMDV00120"'));
    const result = await run('solde', 'sortie.json', '-o', 'solde.json');
    assert.equal(result.code, 1);
    assert.match(
      result.stderr,
      /les lignes 2 et 3 n'ont pas de numéro de dossier, d'autres en ont un, et il n'a pas d'identifiant d'import \(portal-field\)/,
    );
  });

  it('replaces nothing without --force, and says its usage', async () => {
    folder.file('sortie.json', OUTPUT);
    folder.file('solde.json', 'à garder');
    assert.equal((await run('solde', 'sortie.json', '-o', 'solde.json')).code, 2);
    assert.equal((await run('solde', 'sortie.json')).code, 2);
    assert.equal((await run('solde', 'sortie.json', '-o', 's.json', '--existing', 'rien.json')).code, 2);
    assert.equal(folder.text('solde.json'), 'à garder');
    assert.equal((await run('solde', 'sortie.json', '-o', 'solde.json', '--force')).code, 0);
    assert.match((await run('solde', '--help')).stdout, /--existing/);
  });
});
