import assert from 'node:assert/strict';
import { queryObjects } from 'node:v8';
import fc from 'fast-check';
import { FieldSet } from '../../../server/src/format/model/ligne.js';
import { byRate, MAX_LIGNES } from '../../../server/src/app/split.js';
import { tableModel } from '../../../server/src/app/table/columns.js';
import { findHeadings } from '../../../server/src/app/table/headings.js';
import { letterOf } from '../../../server/src/app/table/problems.js';
import { finess, rpps } from '../../support/identifiers.js';
import { errorsOf, lines, make, profileOf, read, told, type Made, type Rows } from './support.js';

const MDV = 'MDV-LGC/avance';
const HEAD =
  'SIRET éditeur;N° ANS;N° commande;Date de signature;Régime TVA;Montant HT;Nom du ' +
  'médecin;E-mail;Téléphone;RPPS;Centre de santé;PSC;DMP direct;DMP PFI;MSS Pro direct;MSS Pro PFI;MSS Citoyen ' +
  'direct;MSS Citoyen PFI;Bon de commande';

interface Cells {
  readonly numero?: string;
  readonly date?: string;
  readonly regime?: string;
  readonly montant?: string;
  readonly nom?: string;
  readonly rpps?: string;
  readonly file?: string;
}

/** A correct row except for what is given. */
const row = (
  n: number,
  {
    numero = `C-${String(n)}`,
    date = '3/11/2022',
    regime = 'TTC',
    montant = '358,33',
    nom = 'Jean Dupont',
    rpps: number = rpps(n),
    file = `${numero}.pdf`,
  }: Cells = {},
): string =>
  `99999999800019;9900000001;${numero};${date};${regime};${montant};${nom};a.b@c.fr;0465711001;${number};non;oui;` +
  `oui;non;oui;non;oui;non;${file}`;

const table = (...rows: readonly string[]): Rows => lines(HEAD, ...rows);
const lignes = (
  made: Made,
): readonly {
  numLigne: number;
  numeroEditeur: string;
  beneficiaires: { liberal: readonly unknown[]; isClientUnique: boolean; commandePour: string };
  piecesJustificatives: readonly { nomFichier: string; typeFichier: string }[];
}[] =>
  made.files.flatMap(({ text }) => {
    const { lignesImport }: { lignesImport: ReturnType<typeof lignes> } = JSON.parse(text());
    return lignesImport;
  });

describe('request files from a table', () => {
  it('are made of rows whose headings people use', () => {
    const made = make(MDV, table(row(1), row(2)));
    assert.deepEqual([told(made), made.missing, made.headings.unknown], [[], [], []]);
    assert.deepEqual(
      made.files.map(({ name, demandes }) => [name, demandes]),
      [['export.mdv-lgc.avance.json', 2]],
    );
    assert.deepEqual(errorsOf(made.files[0]?.text() ?? '', 'x.mdv-lgc.avance.json'), []);
    assert.deepEqual(
      lignes(made).map(({ beneficiaires: { commandePour, isClientUnique } }) => [commandePour, isClientUnique]),
      [
        ['LIBERAL', true],
        ['LIBERAL', true],
      ],
    );
  });

  it('group the rows of one number, next to one another or not; a blank inherits', () => {
    const made = make(MDV, table(row(1), row(2), row(3, { numero: 'C-1', date: '', montant: '', regime: '' })));
    assert.deepEqual(told(made), []);
    assert.deepEqual(
      lignes(made).map(({ numeroEditeur, beneficiaires }) => [
        numeroEditeur,
        beneficiaires.liberal.length,
        beneficiaires.isClientUnique,
      ]),
      [
        ['C-1', 2, false],
        ['C-2', 1, true],
      ],
    );
  });

  it('tell what contradicts by row and column, and take neither of the two', () => {
    const made = make(MDV, table(row(1), row(2), row(3, { numero: 'C-1', montant: '400' })));
    assert.deepEqual(told(made), ['contradiction 4 Montant HT']);
    assert.match(made.problems[0]?.message('fr') ?? '', /la ligne 2 dit autre chose/);
    assert.deepEqual([made.written, made.leftOut], [1, [{ numero: 'C-1', rows: [2, 4] }]]);
  });

  it('leave out what is wrong, with the rule’s own words, and number the others', () => {
    const bad = rpps(2).replace(/.$/, digit => String((Number(digit) + 1) % 10));
    const made = make(
      MDV,
      table(row(1), row(2, { rpps: bad }), row(3, { montant: 'abc' }), row(4, { numero: '' }), row(5)),
    );
    assert.deepEqual(told(made), ['rpps 3 RPPS', 'continued 4', 'amount 4 Montant HT', 'no-number 5 N° commande']);
    assert.deepEqual(
      lignes(made).map(({ numLigne, numeroEditeur }) => [numLigne, numeroEditeur]),
      [
        [1, 'C-1'],
        [2, 'C-5'],
      ],
    );
    assert.deepEqual([made.leftOut.map(({ rows }) => rows), made.loose], [[[3], [4]], [5]]);
  });

  it('are cut at 200, filled anew for each demande that is left out', () => {
    const made = make(
      MDV,
      table(...Array.from({ length: 405 }, (_, i) => row(i, { montant: i % 100 === 7 ? '0' : '12' }))),
    );
    assert.deepEqual(
      made.files.map(({ name, demandes }) => [name, demandes]),
      [
        ['export-1.mdv-lgc.avance.json', 200],
        ['export-2.mdv-lgc.avance.json', 200],
        ['export-3.mdv-lgc.avance.json', 1],
      ],
    );
    assert.equal(made.leftOut.length, 4);
    for (const { text, name } of made.files) assert.deepEqual(errorsOf(text(), name), []);
    assert.equal(new Set(lignes(made).map(({ numeroEditeur }) => numeroEditeur)).size, 401);
  });

  it('are apart by régime, the attestation joined', () => {
    const made = make(MDV, table(row(1), row(2, { regime: 'HT' }), row(3)));
    assert.deepEqual(
      made.files.map(({ name, demandes }) => [name, demandes]),
      [
        ['export.ttc.mdv-lgc.avance.json', 2],
        ['export.ht.mdv-lgc.avance.json', 1],
      ],
    );
    assert.deepEqual(made.named, ['ATTESTATION_TVA']);
    assert.deepEqual(
      lignes(made)[2]?.piecesJustificatives.map(({ typeFichier }) => typeFichier),
      ['BON_COMMANDE', 'ATTESTATION_TVA'],
    );
  });

  it('are apart by the rate that the FINESS show', () => {
    const head =
      'siretEditeur;numeroAns;numeroEditeur;dateCommande;regimeTVA;montantSegurHT;nomClient;emailClient;telephone' +
      'Client;finessGeo;finessJuridique';
    const officine = (n: number, prefix: string): string =>
      `99999999800019;9900000001;P-${String(n)};3/11/2022;TTC;100;Jean ` +
      `Dupont;a@b.fr;0465711001;${finess(prefix, n)};${finess(prefix, n + 50)}`;
    const made = make('PHA-LGO/avance', lines(head, officine(1, '69'), officine(2, '9701'), officine(3, '75')));
    assert.deepEqual(told(made), []);
    assert.deepEqual(
      made.files.map(({ name, demandes }) => [name, demandes]),
      [
        ['export.ttc-20.pha-lgo.avance.json', 2],
        ['export.ttc-8.5.pha-lgo.avance.json', 1],
      ],
    );
    for (const { text, name } of made.files) assert.deepEqual(errorsOf(text(), name), []);
  });

  it('are shared out as a split of the whole would, whatever becomes known last', () => {
    const head =
      'siretEditeur;numeroAns;numeroEditeur;dateCommande;regimeTVA;montantSegurHT;nomClient;emailClient;telephone' +
      'Client;finessGeo;finessJuridique;ATTESTATION_TVA';
    const officine = (n: number, [regime, prefix, montant]: readonly [string, string, string]): string =>
      `99999999800019;9900000001;P-${String(n)};3/11/2022;${regime};${montant};Jean ` +
      `Dupont;a@b.fr;0465711001;${finess(prefix, n)};${finess(prefix, n + 1000)};${regime === 'HT' ? 'a.pdf' : ''}`;
    const kinds = fc.uniqueArray(
      fc.tuple(
        fc.constantFrom('TTC', 'TTC', 'HT'),
        fc.constantFrom('69', '9701', '9799'),
        fc.constantFrom('100', '100', '100', '0'),
      ),
      { minLength: 1, maxLength: 4, selector: String },
    );
    const drawn = kinds.chain(some => fc.array(fc.constantFrom(...some), { minLength: 1, maxLength: 9 }));
    fc.assert(
      fc.property(drawn, fc.integer({ min: 1, max: 45 }), (pattern, times) => {
        const rows = Array.from({ length: times }, () => pattern).flat();
        const made = make('PHA-LGO/avance', lines(head, ...rows.map((kind, n) => officine(n, kind))));
        const shared = new Map<string, string[]>();
        const whole: { readonly numeroEditeur: string }[] = [];
        for (const { name, text } of made.files) {
          const { lignesImport }: { lignesImport: typeof whole } = JSON.parse(text());
          const batch = name.replace(/-\d+(?=\.pha)/, '');
          whole.push(...lignesImport);
          shared.set(batch, [...(shared.get(batch) ?? []), ...lignesImport.map(({ numeroEditeur }) => numeroEditeur)]);
        }
        const rankOf = ({ numeroEditeur }: { readonly numeroEditeur: string }): number =>
          Number(numeroEditeur.slice(2));
        whole.sort((a, b) => rankOf(a) - rankOf(b));
        const groups = byRate(
          read(JSON.stringify({ lignesImport: whole }), 'PHA-LGO/avance').lignes.map(({ ligne }) => ligne),
        );
        assert.deepEqual(
          new Set([...shared.values()].map(numbers => numbers.join())),
          new Set(groups.map(({ lignes: ranks }) => ranks.map(rank => whole[rank]?.numeroEditeur).join())),
        );
        assert.equal(made.leftOut.length, rows.filter(([, , montant]) => montant === '0').length);
        assert.equal(told(made).length, made.leftOut.length, 'what was judged twice is told once');
      }),
      { numRuns: 10 },
    );
  });

  it('are apart by publisher', () => {
    const made = make(MDV, table(row(1), row(2).replace('99999999800019', '81234567800013')));
    assert.equal(made.files.length, 2);
    assert.deepEqual(told(made), []);
  });

  it('have a beneficiary once, in whichever of them', () => {
    const made = make(MDV, table(row(1), row(2, { rpps: rpps(1), regime: 'HT' })));
    assert.deepEqual(told(made), ['duplicate-beneficiary 3']);
    assert.equal(
      make(MDV, table(row(1), row(2, { rpps: rpps(1) })), { silenced: new Set(['duplicate-beneficiary']) }).leftOut
        .length,
      1,
      'the rule still tells it',
    );
  });

  it('read « x » or nothing as yes or no, and never give an answer that nobody gave', () => {
    const marks = row(1).replaceAll('oui', 'x').replaceAll(';non', ';');
    assert.deepEqual(told(make(MDV, table(marks))), []);
    const half = make(
      MDV,
      table(row(1), row(2).replace('0465711001;' + rpps(2) + ';non', '0465711001;' + rpps(2) + ';')),
    );
    assert.deepEqual(told(half), ['wrong-type 3 Centre de santé']);
  });

  it('leave out every day of two readings where one day shows that the month stands first', () => {
    const made = make(
      MDV,
      table(
        row(1, { date: '03/11/2022' }),
        row(2, { date: '11/25/2022' }),
        row(3, { date: '11/11/2022' }),
        row(4, { date: '2022-11-03' }),
      ),
    );
    assert.deepEqual(told(made), ['maybe-month-first 2 Date de signature', 'month-first 3 Date de signature']);
    assert.equal(made.written, 2);
    assert.deepEqual(told(make(MDV, table(row(1, { date: '03/11/2022' }), row(2, { date: '25/11/2022' })))), []);
  });

  it('leave out the demande above a row that names a beneficiary and no number: its cells may be merged', () => {
    const made = make(
      MDV,
      table(
        row(1),
        row(2, { numero: '', date: '', regime: '', montant: '', file: ' ' }),
        row(3),
        '',
        row(4, { numero: '' }),
      ),
    );
    assert.deepEqual(told(made), ['continued 2', 'no-number 3 N° commande', 'no-number 6 N° commande']);
    assert.match(made.problems[0]?.message('fr') ?? '', /la ligne 3 nomme un bénéficiaire sans numéro/);
    assert.deepEqual(
      lignes(made).map(({ numeroEditeur }) => numeroEditeur),
      ['C-3'],
    );
  });

  it('pass over totals and headings that stand once more, each told in one line', () => {
    const sum = (name: string): string => `;;${name};;;1075,00`;
    const made = make(MDV, table(row(1), HEAD, row(2), sum('TOTAL'), sum(''), sum('Sous-total'), sum('Total général')));
    assert.deepEqual(told(made), ['repeated-headings 3', 'total-row 5', 'total-row 6', 'total-row 7', 'total-row 8']);
    assert.deepEqual([made.written, made.loose, made.leftOut, made.rows], [2, [], [], 2]);
    assert.deepEqual(told(make(MDV, table(row(1, { numero: 'TOTAL' })))), [], 'a number like another');
  });

  it('tell cells that stand under no heading', () => {
    const made = make(MDV, lines(`${HEAD};;Note`, `${row(1)};perdu;n;;loin`));
    assert.deepEqual(
      made.problems.map(({ code, row: at, at: column, severity }) => [code, at, column, severity]),
      [
        ['no-heading', 2, 19, 'warning'],
        ['no-heading', 2, 22, 'warning'],
      ],
    );
    assert.equal(made.written, 1);
  });

  it('leave out a régime that can’t be read, and name the column that contradicts', () => {
    assert.deepEqual(told(make(MDV, table(row(1, { regime: '20 %' }), row(2)))), ['choice 2 Régime TVA']);
    const twice = make(MDV, lines(`${HEAD};Montant HT`, `${row(1)};999`));
    assert.match(twice.problems[0]?.message('fr') ?? '', /^la colonne F dit autre chose/);
  });

  it('tell what is odd in the head, as the rules do', () => {
    const made = make(MDV, table(row(1).replace('9900000001', '990000001')));
    assert.deepEqual(
      made.problems.map(({ code, severity }) => [code, severity]),
      [['numero-ans', 'warning']],
    );
    assert.equal(made.written, 1);
  });

  it('tell once what no column tells', () => {
    const without = lines(...table(row(1), row(2)).map(cells => cells.filter((_, i) => i !== 5 && i !== 9).join(';')));
    const made = make(MDV, without);
    assert.deepEqual(
      made.missing.map(names => names.join('|')),
      ['montantSegurHT', 'rpps|finessJuridique|finessGeo'],
    );
    assert.deepEqual(
      [made.written, made.leftOut.length, made.problems.filter(({ heading }) => heading === 'Montant HT')],
      [0, 2, []],
    );
  });

  it('take what holds for all rows, and what goes before them', () => {
    const without = lines(...table(row(1)).map(cells => cells.filter((_, i) => i !== 4).join(';')));
    const made = make(MDV, without, {
      fixed: new Map([['regimeTVA', 'TTC']]),
      forced: new Map([['siretEditeur', '81234567800013']]),
    });
    assert.deepEqual(told(made), []);
    assert.match(made.files[0]?.text() ?? '', /"siret": "81234567800013"/);
  });

  it('with gaps where the user wants them', () => {
    const made = make(MDV, table(row(1, { montant: '' }), row(2)), { keepIncomplete: true });
    assert.deepEqual([made.written, made.incomplete, made.leftOut], [2, 1, []]);
    assert.deepEqual(told(made), ['wrong-type 2 Montant HT']);
    assert.match(made.files[0]?.text() ?? '', /"montantSegurHT": null/);
    assert.equal(
      make(MDV, table(row(1, { rpps: '123' })), { keepIncomplete: true }).written,
      0,
      'a wrong value is no gap',
    );
    const bare = make(MDV, table(row(1, { rpps: '', montant: '', file: ' ' })), { keepIncomplete: true });
    assert.deepEqual([bare.written, bare.incomplete], [1, 1]);
    assert.match(bare.files[0]?.text() ?? '', /"nomMedecin": "Jean Dupont"[^]*"RPPS": null/);
  });

  it('name the files of pièces as the user does', () => {
    const without = lines(...table(row(1, { numero: 'A/1' })).map(cells => cells.slice(0, -1).join(';')));
    assert.deepEqual(
      lignes(make(MDV, without)).map(({ piecesJustificatives: [piece] }) => piece?.nomFichier),
      ['BDC-A-1.pdf'],
    );
    assert.deepEqual(
      lignes(make(MDV, without, { pieces: { BON_COMMANDE: 'commande {numeroEditeur}.pdf' } }))[0]
        ?.piecesJustificatives[0]?.nomFichier,
      'commande A-1.pdf',
    );
    assert.deepEqual(told(make(MDV, table(row(1, { file: ' ' })))), ['piece-required 2']);
  });

  it('leave what the portal fills, and rows of another profile', () => {
    const rows = [
      [...HEAD.split(';'), 'N° dossier', 'profil'],
      [...row(1).split(';'), 'FINMDV10000', 'MDV-LGC/avance'],
      [...row(2).split(';'), '', 'HOP-RI/avance'],
    ];
    const made = make(MDV, rows);
    assert.deepEqual(told(made), ['other-profile 3']);
    assert.match(made.files[0]?.text() ?? '', /"numeroASP": null/);
  });

  it('refuse what would be dropped: a FINESS of an order for self-employed doctors', () => {
    const rows = [
      [...HEAD.split(';'), 'FINESS géographique', 'Commande pour'],
      [...row(1).split(';'), '690012349', 'libéral'],
      [...row(2).split(';'), '690012349', ''],
    ];
    const made = make(MDV, rows);
    assert.deepEqual(
      [...new Set(told(made).map(problem => problem.replace(/ .*/, '')))].includes('commande-pour'),
      true,
    );
    assert.equal(made.written, 0);
  });
});

describe('structures and hospitals', () => {
  const HOP =
    'siretEditeur;numeroAns;numeroEditeur;dateCommande;regimeTVA;montantSegurHT;nomClient;emailClient;telephoneCl' +
    'ient;finessPMSI;finessJuridique;FINESS géo';
  const hop = (n: number, pmsi: string, geo: string, nom = 'Jean Dupont'): string =>
    `99999999800019;9900000001;H-${String(n)};3/11/2022;TTC;100;${nom};a@b.fr;0465711001;${pmsi};` +
    `${finess('69', 900)};${geo}`;
  const clients = (made: Made): unknown =>
    made.files.flatMap(({ text }) => {
      const {
        lignesImport,
      }: { lignesImport: readonly { beneficiaires: { clients: readonly { FINESSGeo: readonly string[] }[] } }[] } =
        JSON.parse(text());
      return lignesImport.map(({ beneficiaires }) => beneficiaires.clients.map(({ FINESSGeo }) => FINESSGeo));
    });

  it('a row for each site of one FINESS PMSI makes one client of several sites', () => {
    const pmsi = finess('69', 1);
    const made = make(
      'HOP-DPI/avance',
      lines(
        HOP,
        hop(1, pmsi, finess('69', 11)),
        hop(1, pmsi, finess('69', 12)),
        hop(2, finess('69', 2), `${finess('69', 21)} ${finess('69', 22)}`),
      ),
    );
    assert.deepEqual(told(made), []);
    assert.deepEqual(clients(made), [[[finess('69', 11), finess('69', 12)]], [[finess('69', 21), finess('69', 22)]]]);
  });

  it('whose rows differ in more is told', () => {
    const pmsi = finess('69', 1);
    assert.deepEqual(
      told(
        make(
          'HOP-DPI/avance',
          lines(HOP, hop(1, pmsi, finess('69', 11)), hop(1, pmsi, finess('69', 12), 'Jeanne Dupont')),
        ),
      ),
      ['contradiction 3 nomClient'],
    );
  });

  it('several columns of one list add up', () => {
    const made = make(
      'HOP-DPI/avance',
      lines(`${HOP} 1;FINESS géo 2`, `${hop(1, finess('69', 1), finess('69', 11))};${finess('69', 12)}`),
    );
    assert.deepEqual(clients(made), [[[finess('69', 11), finess('69', 12)]]]);
  });
});

describe('headings', () => {
  const model = tableModel(profileOf('HOP-RI/avance'));
  it('that may stand for several fields tell none', () => {
    const headings = findHeadings(lines('Référence;FINESS;Montant'), model);
    assert.deepEqual(
      headings?.unknown.map(({ heading, among }) => [heading, among.length > 1]),
      [['FINESS', true]],
    );
    assert.deepEqual(findHeadings(lines('Référence;FINESS;Montant'), model, { finessPMSI: 'finess' })?.unknown, []);
  });
  it('may stand under titles, and must name the demande', () => {
    assert.equal(findHeadings(lines('Export du 3 novembre', '', 'Réf. commande;Montant (€ HT)'), model)?.row, 2);
    assert.equal(findHeadings(lines('Montant;Date'), model), undefined);
  });
  it('of a mapping that the table or the profile has not are told', () => {
    assert.deepEqual(
      findHeadings(lines('Référence;Montant'), model, {
        dateCommande: 'Signé',
        couleur: 'Montant',
      })?.mappingProblems.map(({ missing }) => missing),
      ['heading', 'name'],
    );
  });
  it('have the letters of a spreadsheet', () => {
    assert.deepEqual([0, 25, 26, 701, 702].map(letterOf), ['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });
});

describe('the files of a table', () => {
  it('are let go once they are taken, with their lignes', () => {
    const count = 6;
    // A text that is kept weighs more than all that the program itself may still take.
    const nom = `Jean ${'de la '.repeat(300)}Tour`;
    const rows = Array.from({ length: count * MAX_LIGNES }, (_, i) =>
      row(i + 1, i % 100 === 7 ? { nom, montant: '0' } : { nom }),
    );
    const alive: { readonly lignes: number; readonly bytes: number }[] = [];
    let size = 0;
    let files = 0;
    const made = make(MDV, table(...rows), {
      take: text => {
        files++;
        // What a first file sets up for all stays. The count collects all that can be.
        if (files === 2 || files === count - 1)
          alive.push({ lignes: queryObjects(FieldSet, { format: 'count' }), bytes: process.memoryUsage().heapUsed });
        size = Math.max(size, text.length);
        return () => '';
      },
    });
    assert.deepEqual([made.files.length, made.leftOut.length], [count, 2 * count]);
    const [first, last] = alive;
    assert.ok(first !== undefined && last !== undefined);
    assert.equal(last.lignes, first.lignes);
    const each = (last.bytes - first.bytes) / (count - 3);
    assert.ok(each < size / 2, `${String(Math.round(each))} bytes a file of ${String(size)}`);
  });
});
