import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { rpps } from '../support/identifiers.js';
import { storedZip, workbook, type Cell } from '../support/xlsx.js';
import { cli, type Folder, inFolder, type Result } from './support.js';
import { plain } from '../support/plain.js';

const PROFILE = ['--profile', 'MDV-LGC/avance'];
const HEAD = [
  'SIRET éditeur',
  'N° ANS',
  'N° commande',
  'Date de signature',
  'Régime TVA',
  'Montant HT (€)',
  'Nom du médecin',
  'E-mail',
  'Téléphone',
  'RPPS',
  'Centre de santé',
  'Pro Santé Connect',
  'DMP direct',
  'DMP par PFI',
  'MSS Pro direct',
  'MSS Pro par PFI',
  'MSS Citoyen direct',
  'MSS Citoyen par PFI',
  'Bon de commande',
  'Commentaire',
];

const row = (n: number, montant = '14 100,83 €', date = '3/11/2022'): string[] => [
  '99999999800019',
  '9900000001',
  `CMD-${String(n)}`,
  date,
  'TTC',
  montant,
  'Élodie Müller',
  'e.muller@cabinet.example',
  '04 65 71 10 01',
  rpps(n),
  'non',
  'oui',
  'oui',
  'non',
  'oui',
  'non',
  'oui',
  'non',
  `CMD-${String(n)}.pdf`,
  'à relancer;\n"vite"',
];

const csv = (rows: readonly (readonly string[])[], separator: string): string =>
  rows
    .map(cells => cells.map(cell => (/["\n;,]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator))
    .join('\r\n');

const latin1 = (text: string): Buffer => Buffer.from(text.replaceAll('€', '\x80'), 'latin1');

/** As « Excel pour Mac » writes a plain CSV. */
const macRoman = (text: string): Buffer => {
  const upper = new TextDecoder('macintosh').decode(Uint8Array.from({ length: 0x80 }, (_, i) => 0x80 + i));
  return Buffer.from(
    Array.from(text, letter => (letter < '\x80' ? letter.charCodeAt(0) : 0x80 + upper.indexOf(letter))),
  );
};

/** As « CSV (MS-DOS) », French letters only. */
const codePage850 = (text: string): Buffer =>
  Buffer.from(
    Array.from(text, letter => {
      const at = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø'.indexOf(letter);
      return letter < '\x80' ? letter.charCodeAt(0) : at < 0 ? 0x3f : 0x80 + at;
    }),
  );

interface Told {
  readonly problems: readonly {
    readonly row: number | null;
    readonly column: string | null;
    readonly code: string;
    readonly message: string;
  }[];
  readonly notes: readonly { readonly code: string }[];
  readonly files: readonly { readonly path: string; readonly demandes: number }[];
  readonly leftOut: readonly { readonly numeroEditeur: string; readonly rows: readonly number[] }[];
  readonly summary: { readonly written: number; readonly leftOut: number };
}
const json = ({ stdout }: Result): Told => {
  const told: Told = JSON.parse(stdout);
  return told;
};
const out = ({ stdout }: Result): string => plain(stdout);

describe('segur-json generate', () => {
  let folder: Folder;
  inFolder(made => {
    folder = made;
  });

  const run = (table: string | Buffer, name: string, ...more: string[]): Promise<Result> => {
    folder.file(name, table);
    return cli(['generate', name, ...PROFILE, '-o', 'depot', ...more], { cwd: folder.path });
  };
  const checkAll = (): Promise<Result> => cli(['check', 'depot', '--format', 'json'], { cwd: folder.path });

  const rows = [HEAD, row(1), row(2, '358.3', '2022-11-03'), row(3)];
  const numbered = (text: string): Cell => ({ number: text });
  const sheet: Cell[][] = [
    ['Export du 3 novembre'],
    [],
    HEAD,
    ...[1, 2, 3].map((n): Cell[] =>
      row(n).map((cell, i) =>
        i === 3
          ? numbered('44868')
          : i === 5
            ? numbered('14100.829999999999')
            : i === 9
              ? numbered(rpps(n))
              : i === 0
                ? numbered('9.9999999800019E13')
                : cell,
      ),
    ),
  ];
  const tables: readonly (readonly [string, string, string | Buffer])[] = [
    ['Excel in French, Windows-1252', 'export.csv', latin1(csv(rows, ';'))],
    ['Excel for Mac, Mac Roman', 'export.csv', macRoman(csv(rows, ';'))],
    ['« CSV (MS-DOS) », code page 850', 'export.csv', codePage850(csv(rows, ';').replaceAll('€', ''))],
    ['UTF-16 of which a pipe took the mark', 'export.csv', Buffer.from(csv(rows, ';'), 'utf16le')],
    ['the same, high bytes first', 'export.csv', Buffer.from(csv(rows, ';'), 'utf16le').swap16()],
    ['Google Sheets, UTF-8 with commas', 'export.csv', csv(rows, ',')],
    ['UTF-8 with a BOM', 'export.csv', `\ufeff${csv(rows, ';')}`],
    ['« Texte Unicode », UTF-16 with tabs', 'export.txt', Buffer.from(`\ufeff${csv(rows, '\t')}`, 'utf16le')],
    [
      'a workbook, numbers where they were typed',
      'export.xlsx',
      workbook({ 'À lire': [['Mode d’emploi']], Commandes: sheet }),
    ],
  ];
  for (const [name, file, content] of tables) {
    it(`reads ${name}`, async () => {
      const result = await run(content, file);
      assert.deepEqual([result.code, result.stderr], [0, '']);
      assert.match(out(result), /✔ 3 demandes écrites en 1 fichier\./);
      assert.match(out(result), /une colonne n'est pas lue.* T « Commentaire »/);
      const text = folder.text('depot/export.mdv-lgc.avance.json');
      assert.match(text, /"montantSegurHT": 14100\.83,?\n/);
      assert.match(text, /"nomMedecin": "Élodie Müller"/);
      assert.match(text, /"dateCommande": "03\/11\/2022"/);
      assert.match(text, /"telephoneMedecin": "0465711001"/);
      const check = await checkAll();
      assert.equal(check.code, 0, check.stdout);
    });
  }

  it('tells rows that can’t be made right by row and column, and writes the others', async () => {
    const result = await run(
      csv([HEAD, row(1), row(2, 'gratuit'), row(3, '12', '31/02/2022'), row(4)], ';'),
      'export.csv',
    );
    assert.equal(result.code, 1);
    assert.match(out(result), /ligne 3, colonne F « Montant HT \(€\) », demande CMD-2 {2}erreur {2}amount/);
    assert.match(out(result), /ligne 4, colonne D « Date de signature », demande CMD-3 {2}erreur {2}no-such-day/);
    assert.match(out(result), /✖ 2 demandes écrites en 1 fichier, 2 laissées \(lignes 3, 4\)\./);
    assert.equal((await checkAll()).code, 0);
  });

  it('tells all of it as JSON', async () => {
    const told = json(await run(csv([HEAD, row(1), row(2, 'gratuit'), row(3)], ';'), 'export.csv', '--format', 'json'));
    assert.deepEqual(
      told.problems.map(({ row: at, column, code }) => [at, column, code]),
      [[3, 'F', 'amount']],
    );
    assert.deepEqual(
      [told.leftOut, told.summary.written, told.files.map(({ demandes }) => demandes)],
      [[{ numeroEditeur: 'CMD-2', rows: [3] }], 2, [2]],
    );
  });

  const ofSheet = (...numbers: readonly number[]): Cell[][] => [HEAD, ...numbers.map(n => row(n))];
  const books: readonly (readonly [string, Buffer, readonly string[], number, RegExp, number])[] = [
    [
      'two sheets of demandes, none of them',
      workbook({ Octobre: ofSheet(1), Novembre: ofSheet(2) }),
      [],
      2,
      /plusieurs feuilles de ce classeur ont des lignes de demandes : « Octobre », « Novembre »\. Aucune n'est lue/,
      0,
    ],
    [
      'the one that is asked for, and names the other',
      workbook({ Octobre: ofSheet(1), Novembre: ofSheet(2, 3) }),
      ['--sheet', 'novembre'],
      0,
      /la feuille lue est « Novembre » ; « Octobre » a aussi des lignes et n.est pas lue/,
      2,
    ],
    [
      'no sheet that isn’t there',
      workbook({ Octobre: ofSheet(1) }),
      ['--sheet', 'Mai'],
      2,
      /n'a pas de feuille « Mai »\. Il a : « Octobre »/,
      0,
    ],
    [
      'the visible one',
      workbook({ Vieux: ofSheet(1, 4), Novembre: ofSheet(2, 3) }, ['Vieux']),
      [],
      0,
      /la feuille lue est « Novembre » ; « Vieux » a aussi/,
      2,
    ],
    [
      'the only one that has rows',
      workbook({ 'À lire': [['Mode d’emploi']], Novembre: ofSheet(2), Modèle: [HEAD] }),
      [],
      0,
      /la feuille lue est « Novembre »\./,
      1,
    ],
    [
      'one beside a summary',
      workbook({
        Suivi: [
          ['N° commande', 'Montant'],
          ['CMD-2', '12'],
        ],
        Novembre: ofSheet(2),
      }),
      [],
      0,
      /la feuille lue est « Novembre » ; « Suivi » a aussi/,
      1,
    ],
    [
      'a hidden one where there is no other',
      workbook({ 'À lire': [['Mode d’emploi']], Vieux: ofSheet(2) }, ['Vieux']),
      [],
      0,
      /la feuille lue est « Vieux »/,
      1,
    ],
  ];
  for (const [name, book, options, code, message, written] of books) {
    it(`reads of a workbook ${name}`, async () => {
      const result = await run(book, 'export.xlsx', ...options);
      assert.equal(result.code, code, result.stdout + result.stderr);
      assert.match((result.stdout + result.stderr).replace(/\s+/g, ' '), message);
      assert.equal(existsSync(folder.at('depot')), written > 0);
      if (written > 0) assert.match(out(result), new RegExp(`✔ ${String(written)} demandes? écrite`));
    });
  }

  it('keeps what a workbook says is text, and puts back the zeros of the ANS’s number', async () => {
    const cells = row(1).map((cell, i): Cell => (i === 1 ? numbered('12345678') : i === 2 ? '1E5' : cell));
    const result = await run(
      workbook({ Commandes: [HEAD, cells, row(2).map((cell, i): Cell => (i === 1 ? numbered('12345678') : cell))] }),
      'export.xlsx',
    );
    assert.equal(result.code, 0, result.stdout);
    assert.match(out(result).replace(/\s+/g, ' '), /la colonne B « N° ANS » est faite de nombres : les zéros de tête/);
    assert.match(
      folder.text('depot/export.mdv-lgc.avance.json'),
      /"numeroAns": "0012345678"[^]*"numeroEditeur": "1E5"/,
    );
  });

  const quotes: readonly (readonly [string, string, RegExp])[] = [
    ['never closed', '"à revoir', /ligne 3 : un guillemet est ouvert et jamais refermé/],
    ['that another row closes', '"à revoir\nsuite "non"', /ligne 3 : du texte suit un guillemet fermant/],
    ['that text follows', '"Paul" Garnier', /ligne 3 : du texte suit un guillemet fermant/],
  ];
  for (const [name, cell, message] of quotes) {
    it(`writes nothing where there is a quote ${name}`, async () => {
      const result = await run(
        [
          HEAD.join(';'),
          `${row(1).slice(0, 19).join(';')};ok`,
          `${row(2).slice(0, 19).join(';')};${cell}`,
          `${row(3).slice(0, 19).join(';')};ok`,
        ].join('\n'),
        'export.csv',
      );
      assert.equal(result.code, 1);
      assert.match(result.stderr, message);
      assert.ok(!existsSync(folder.at('depot')));
    });
  }

  it('takes a quote in the midst of a cell for what it is', async () => {
    assert.equal((await run(`${HEAD.join(';')}\n${row(1).slice(0, 19).join(';')};écran 12"\n`, 'export.csv')).code, 0);
  });

  it('shows the repetitions of one mistake by their rows', async () => {
    const result = await run(csv([HEAD, ...Array.from({ length: 40 }, (_, i) => row(i, 'x'))], ';'), 'export.csv');
    assert.match(out(result), /et 35 autres de ce genre : lignes 7 à 41/);
    assert.match(out(result), /0 demande écrite, 40 laissées \(lignes 2 à 41\)/);
    assert.ok(!existsSync(folder.at('depot')));
  });

  it('overwrites nothing without --force, and writes all or nothing', async () => {
    const table = csv([HEAD, row(1), row(2).map((cell, i) => (i === 4 ? 'HT' : cell))], ';');
    folder.file('depot/export.ht.mdv-lgc.avance.json', 'à moi');
    const refused = await run(table, 'export.csv');
    assert.deepEqual(
      [refused.code, readdirSync(folder.at('depot')), folder.text('depot/export.ht.mdv-lgc.avance.json')],
      [2, ['export.ht.mdv-lgc.avance.json'], 'à moi'],
    );
    assert.match(refused.stderr, /ce fichier existe déjà/);
    assert.equal((await run(table, 'export.csv', '--force')).code, 0);
    assert.deepEqual(readdirSync(folder.at('depot')).sort(), [
      'export.ht.mdv-lgc.avance.json',
      'export.ttc.mdv-lgc.avance.json',
    ]);
  });

  it('writes nothing on a dry run, and shows the columns', async () => {
    const result = await run(csv(rows, ';'), 'export.csv', '--dry-run');
    assert.equal(result.code, 0);
    assert.match(out(result), /F Montant HT \(€\) {2}→ montantSegurHT/);
    assert.match(out(result), /3 demandes à écrire en 1 fichier ; rien n'a été écrit\./);
    assert.ok(!existsSync(folder.at('depot')));
  });

  it('takes columns and values from the options, then from the configuration', async () => {
    const strange = csv(
      rows.map(cells =>
        cells
          .map(cell => (cell === 'Montant HT (€)' ? 'Total presta.' : cell === 'N° ANS' ? 'Divers' : cell))
          .filter((_, i) => i !== 4 && i !== 0),
      ),
      ';',
    );
    const missing = json(await run(strange, 'export.csv', '--format', 'json'));
    assert.deepEqual(missing.notes.filter(({ code }) => code === 'missing-column').length, 4);
    const given = [
      '--match',
      'Total presta.=montantSegurHT',
      '--value',
      'regimeTVA=TTC',
      '--siret',
      '999 999 998 00019',
      '--numero-ans',
      '9900000001',
    ];
    assert.equal((await run(strange, 'export.csv', ...given)).code, 0);
    folder.file(
      'segur.config.json',
      JSON.stringify({
        table: {
          columns: { montantSegurHT: 'total presta', finessPMSI: 'PMSI' },
          values: { regimeTVA: 'TTC', siret: '99999999800019', numeroAns: 9900000001 },
        },
      }),
    );
    assert.equal((await run(strange, 'export.csv', '--force')).code, 0);
  });

  it('judges each file under the name that it gets', async () => {
    folder.file(
      'segur.config.json',
      JSON.stringify({ suppressions: [{ rule: 'rpps', file: 'depot/*.ttc.*', reason: 'accord du support' }] }),
    );
    const of = (n: number, regime: string, number: string): string[] =>
      row(n).map((cell, i) => (HEAD[i] === 'Régime TVA' ? regime : HEAD[i] === 'RPPS' ? number : cell));
    const wrong = '10000000075';
    const table = [HEAD, of(1, 'TTC', wrong), of(2, 'HT', rpps(2)), of(3, 'HT', wrong)];
    const told = json(await run(csv(table, ';'), 'export.csv', '--format', 'json'));
    assert.deepEqual(
      told.files.map(({ path, demandes }) => [path, demandes]),
      [
        ['depot/export.ttc.mdv-lgc.avance.json', 1],
        ['depot/export.ht.mdv-lgc.avance.json', 1],
      ],
    );
    assert.deepEqual(
      told.leftOut.map(({ numeroEditeur }) => numeroEditeur),
      ['CMD-3'],
    );
    assert.equal((await checkAll()).code, 0);
  });

  it('says that its folder is a file', async () => {
    folder.file('depot', 'à moi');
    const result = await run(csv(rows, ';'), 'export.csv', '--force');
    assert.deepEqual([result.code, folder.text('depot')], [2, 'à moi']);
    assert.match(result.stderr, /c'est un fichier, les demandes s'écrivent dans un dossier/);
  });

  it('names its rows’ mistakes in English too', async () => {
    folder.file('export.csv', csv([HEAD, row(1, 'free')], ';'));
    const result = await cli(['generate', 'export.csv', ...PROFILE, '-o', 'depot', '--lang', 'en'], {
      cwd: folder.path,
    });
    assert.match(out(result), /row 2, column F “Montant HT \(€\)”, request CMD-1 {2}error {2}amount/);
  });

  it('reads the standard input', async () => {
    const result = await cli(['generate', '-', ...PROFILE, '-o', 'depot'], {
      cwd: folder.path,
      input: latin1(csv(rows, ';')),
    });
    assert.deepEqual([result.code, readdirSync(folder.at('depot'))], [0, ['demandes.mdv-lgc.avance.json']]);
  });

  const hostile: readonly (readonly [string, string | Buffer, number, RegExp])[] = [
    ['an empty file', '', 2, /ce tableau est vide/],
    ['headings only', csv([HEAD], ';'), 1, /aucune ligne sous ses intitulés/],
    ['no headings of ours', 'a;b;c\n1;2;3\n', 2, /aucune ligne d'intitulés.*Intitulés lus : a, b, c/s],
    ['a request', '{"impId": null}', 2, /aucune ligne d'intitulés/],
    ['bytes', Buffer.from([1, 0, 2, 0, 3]), 2, /ni un CSV ni un classeur/],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 2, /ancien format d'Excel/],
    ['a broken workbook', Buffer.from('PK\x03\x04zzzz'), 2, /ce classeur n'a pas pu être lu/],
    [
      'a stray value in the last corner of a sheet',
      storedZip({ 'xl/worksheets/sheet1.xml': '<c r="XFD1048576"><v>1</v></c>' }),
      2,
      /une valeur très loin de son tableau/,
    ],
    [
      'a blank row far below',
      storedZip({ 'xl/worksheets/sheet1.xml': '<sheetData><row r="99999999"/></sheetData>' }),
      2,
      /n'a pas pu être lu : ouvrez-le dans votre tableur/,
    ],
    [
      'a sheet of blanks',
      storedZip({ 'xl/worksheets/sheet1.xml': ' ' }, 150_000_000),
      2,
      /trop grand une fois décompressé/,
    ],
    ['a zip bomb', storedZip({ 'xl/workbook.xml': 'x' }, 4_000_000_000), 2, /trop grand une fois décompressé/],
  ];
  for (const [name, content, code, message] of hostile) {
    it(`says what is wrong with ${name}`, async () => {
      const result = await run(content, 'export.csv');
      assert.equal(result.code, code, result.stderr);
      assert.match(result.stderr, message);
      assert.ok(!existsSync(folder.at('depot')));
    });
  }

  it('reads ragged rows, blank ones, headings that stand twice', async () => {
    const short = row(1).slice(0, 19).join(';');
    const table = `${HEAD.join(';')};E-mail;;\n\n${short}\n;;;;\n${row(2).slice(0, 19).join(';')};;autre@x.fr;;;;;\n`;
    const told = json(await run(table, 'export.csv', '--format', 'json'));
    assert.deepEqual(
      told.problems.map(({ row: at, column, code }) => [at, column, code]),
      [[5, 'U', 'contradiction']],
    );
    assert.equal(told.summary.written, 1);
  });

  it('is told by a table of another profile', async () => {
    folder.file('export.csv', csv(rows, ';'));
    const result = await cli(['generate', 'export.csv', '--profile', 'HOP-RI/avance', '-o', 'depot'], {
      cwd: folder.path,
    });
    assert.equal(result.code, 1);
    assert.match(out(result), /aucune colonne ne dit finessPMSI/);
  });

  it('refuses a command line that can’t be obeyed', async () => {
    folder.file('export.csv', csv(rows, ';'));
    const bad: readonly (readonly [string[], RegExp])[] = [
      [['generate', 'export.csv', '-o', 'depot'], /Il manque l'option « --profile »/],
      [['generate', 'export.csv', ...PROFILE], /« --output »/],
      [['generate', ...PROFILE], /Il manque le tableau/],
      [['generate', 'export.csv', '--profile', 'MDV', '-o', 'd'], /Profil inconnu/],
      [['generate', 'absent.csv', ...PROFILE, '-o', 'd'], /n'existe pas/],
      [['generate', 'export.csv', ...PROFILE, '-o', 'd', '--match', 'Montant'], /--match/],
      [['generate', 'export.csv', ...PROFILE, '-o', 'd', '--match', 'X=couleur'], /« couleur » n'est pas un champ/],
      [['generate', 'export.csv', ...PROFILE, '-o', 'd', '--value', 'isCentreDeSante=peut-être'], /oui ou non attendu/],
    ];
    for (const [args, message] of bad) {
      const result = await cli(args, { cwd: folder.path });
      assert.equal(result.code, 2, args.join(' '));
      assert.match(result.stderr, message);
    }
  });
});

describe('segur-json table', () => {
  let folder: Folder;
  inFolder(made => {
    folder = made;
  });
  const example = 'examples/avance.json';

  it('lists a beneficiary a row, as Excel reads it, and generate reads it again', async () => {
    const csvFile = folder.at('liste.csv');
    const result = await cli(['table', example, '-o', csvFile]);
    assert.deepEqual([result.code, out(result).endsWith('liste.csv : 6 demandes, 8 lignes.\n')], [0, true]);
    const text = folder.text('liste.csv');
    assert.ok(text.startsWith('\ufeffnumLigne;typeAction;'));
    assert.equal(text.split('\r\n').length, 10);
    assert.match(text, /;358,33;/);
    assert.equal((await cli(['generate', csvFile, ...PROFILE, '-o', folder.at('d')])).code, 0);
    const again = await cli(['table', folder.at('d/liste.mdv-lgc.avance.json'), '-o', folder.at('again.csv')]);
    assert.equal(again.code, 0);
    assert.equal(folder.text('again.csv').replaceAll('liste.mdv-lgc.avance.json', 'avance.json'), text);
  });

  it('writes to the standard output, in other forms', async () => {
    const { stdout } = await cli(['table', example, '-o', '-', '--separator', ',']);
    assert.ok(stdout.startsWith('numLigne,typeAction,'));
    assert.match(stdout, /,358\.33,/);
    const bytes = await cli(['table', example, '-o', folder.at('l.csv'), '--encoding', 'latin1', '--separator', 'tab']);
    assert.equal(bytes.code, 0);
    assert.ok(!folder.text('l.csv').includes('Élodie'), 'no UTF-8');
    assert.equal((await cli(['generate', folder.at('l.csv'), ...PROFILE, '-o', folder.at('d')])).code, 0);
    assert.match(folder.text('d/l.mdv-lgc.avance.json'), /Élodie/);
  });

  it('overwrites nothing without --force, and loses no character', async () => {
    const file = folder.file('liste.csv', 'à moi');
    assert.equal((await cli(['table', example, '-o', file])).code, 2);
    assert.equal(folder.text('liste.csv'), 'à moi');
    assert.equal((await cli(['table', example, '-o', file, '--force'])).code, 0);
    const { analysisName } = {
      analysisName: folder.file(
        'x.mdv-lgc.avance.json',
        (await cli(['table', example])).code === 0
          ? '{"impId":null,"numeroAns":"1","siret":"2","lignesImport":[{"numeroEditeur":"Ł-1"}]}'
          : '',
      ),
    };
    const refused = await cli(['table', analysisName, '-o', folder.at('n.csv'), '--encoding', 'latin1']);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /latin1/);
    assert.ok(!existsSync(folder.at('n.csv')));
  });

  it('says when a file is not whole, or its profile not known', async () => {
    const broken = folder.file('b.mdv-lgc.avance.json', '{"lignesImport":[{"numeroEditeur":"A"},');
    const result = await cli(['table', broken]);
    assert.equal(result.code, 1);
    assert.match(result.stderr, /erreurs de syntaxe/);
    assert.match(result.stdout, /;A;/);
    const unknown = folder.file('u.json', '{"lignesImport":[{"numeroEditeur":"A"}]}');
    const refused = await cli(['table', unknown]);
    assert.deepEqual([refused.code, refused.stderr.includes('profil non reconnu')], [2, true]);
  });

  it('tells what has no place in a table by ligne and key, never by value', async () => {
    const file = folder.file(
      'a.mdv-lgc.avance.json',
      `{"numeroAns":"1234567890","siret":"99999999800019","note":"secret","lignesImport":[{"numLigne":1,"typeAction":"SECRET","numeroEditeur":"1E5",
      "commande":{"regimeTVA":"TTC","regimeTVA":"HT","couleur":"secret"},"piecesJustificatives":[{"nomFichier":"secret.pdf","typeFichier":"DEVIS","formatFichier":"PDF"},
      {"nomFichier":"b.pdf","typeFichier":"BON_COMMANDE","formatFichier":"PNG"}],"codeTraitement":null}]}`,
    );
    const { code, stdout, stderr } = await cli(['table', file]);
    assert.equal(code, 1);
    assert.match(stdout, /;'1E5;/);
    assert.doesNotMatch(stderr, /secret/i);
    assert.match(
      stderr,
      /8 valeurs n'ont pas de place dans la liste.* en-tête « note » ; ligne 1 « typeAction », « commande\.regimeTVA », « commande\.couleur », « piecesJustificatives\[0\]\.nomFichier », .*« piecesJustificatives\[1\]\.formatFichier »/,
    );
  });

  it('writes CSV only', async () => {
    const result = await cli(['table', example, '-o', folder.at('liste.xlsx')]);
    assert.equal(result.code, 2);
    assert.match(result.stderr, /--output/);
    assert.ok(!existsSync(folder.at('liste.xlsx')));
  });

  it('lists files of several profiles side by side', async () => {
    const { stdout, code } = await cli([
      'table',
      example,
      'test/corpus/correct/hop-ri.avance.json',
      '--profile',
      'MDV-LGC/avance',
    ]);
    assert.equal(code, 1, 'the wrong profile for one of them: its own fields are told');
    assert.ok(stdout.split('\r\n').length > 9);
    const mixed = folder.file(
      'a.hop-ri.avance.json',
      '{"lignesImport":[{"numeroEditeur":"H","beneficiaires":{"clients":[{"nomClient":"=1+1","FINESSPMSI":"690012' +
        '349"}]}}]}',
    );
    const both = await cli(['table', example, mixed]);
    assert.match(both.stdout, /finessPMSI/);
    assert.match(both.stdout, /rpps/);
    assert.match(both.stdout, /;'=1\+1;/);
  });
});
