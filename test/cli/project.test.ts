import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { correctFile } from '../support/cases.js';
import { cli, type Folder, inFolder, output, type Result } from './support.js';
import { plain } from '../support/plain.js';

const CORRECT = correctFile('MDV-LGC/avance');
/** One mistake that is mended, one that only a person can mend. */
const WRONG = CORRECT.replace('81234567800013', '812 345 678 00013').replace('"10002123452"', '"10002123453"');
const SOLDE = correctFile('MDV-LGC/solde');

const codes = (result: Result): string[] =>
  output(result).files.flatMap(({ findings }) => findings.map(({ code, severity }) => `${code} ${severity}`));

describe('cli: the configuration', () => {
  let folder: Folder;
  inFolder(made => {
    folder = made;
  });
  const config = (value: unknown, name = 'segur.config.json'): string => folder.file(name, JSON.stringify(value));
  const check = (...args: string[]): Promise<Result> =>
    cli(['check', '--format', 'json', ...args], { cwd: folder.path });

  it('sets severities, and its exit code follows', async () => {
    folder.file('sous/a.json', WRONG);
    config({ rules: { rpps: 'warning', whitespace: 'off', siret: 'off' } });
    const result = await check('sous/a.json');
    assert.deepEqual([result.code, result.stderr, codes(result)], [0, '', ['rpps warning']]);
    assert.deepEqual(output(result).summary, { files: 1, errors: 0, warnings: 1, infos: 0 });
    assert.equal((await check('--max-warnings', '0', 'sous/a.json')).code, 1);
    assert.equal((await check('--no-config', 'sous/a.json')).code, 1);
    const other = config({ rules: { rpps: 'info' } }, 'autre.json');
    assert.ok(codes(await check('--config', other, 'sous/a.json')).includes('rpps info'));
  });

  it('tells a key that is missing where the rule is off that would tell where it stands instead', async () => {
    const moved = CORRECT.replace(/ *"siret": "81234567800013",\n/, '').replace(
      '"typeAction": "C",',
      '"typeAction": "C", "siret": "81234567800013",',
    );
    folder.file('a.json', moved);
    assert.deepEqual(codes(await check('a.json')), ['unknown-field error']);
    config({ rules: { 'unknown-field': 'off' } });
    assert.deepEqual(codes(await check('a.json')), ['missing-field error']);
  });

  it('gives the profile, where the command gives none', async () => {
    folder.file('a.json', '{"lignesImport": [{}]}');
    config({ profiles: { 'a.json': 'hop-ri/solde' } });
    assert.equal(output(await check('a.json')).files[0]?.profile, 'HOP-RI/solde');
    assert.equal(output(await check('--profile', 'HOP-PFI/avance', 'a.json')).files[0]?.profile, 'HOP-PFI/avance');
  });

  it('holds for the standard input from the working directory', async () => {
    config({ rules: { rpps: 'info', siret: 'off', whitespace: 'off' } });
    const result = await cli(['check', '--format', 'json', '-'], { cwd: folder.path, input: WRONG });
    assert.deepEqual(codes(result), ['rpps info']);
  });

  it('tells once what is wrong in it, applies the rest, and fails', async () => {
    folder.file('a.json', CORRECT);
    folder.file('b.json', CORRECT);
    config({ rules: { sirett: 'off' }, models: ['rien.json'] });
    const result = await check('a.json', 'b.json');
    assert.equal(result.code, 2);
    assert.deepEqual(result.stderr.trimEnd().split('\n'), [
      "segur.config.json, /models/0 : « rien.json » : ce fichier n'existe pas.",
      'segur.config.json, /rules/sirett : règle inconnue « sirett », vouliez-vous dire « siret » ?',
    ]);
    assert.equal(output(result).files.length, 2);
    folder.file('segur.config.json', '{');
    assert.match((await check('a.json')).stderr, /^segur\.config\.json : ce n'est pas du JSON strict/);
    assert.match(
      (await check('--config', 'rien.json', '--lang', 'en', 'a.json')).stderr,
      /^rien\.json: this file does not exist/,
    );
    assert.deepEqual(await cli(['check', '--no-config', 'a.json'], { cwd: folder.path }), {
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('silences with a reason, and tells what silences nothing any more', async () => {
    folder.file('lot/a.json', WRONG);
    config({
      suppressions: [
        { rule: 'rpps', numeroEditeur: 'BDC-2022-0001', reason: 'numéro en cours de mise à jour' },
        { rule: 'whitespace', reason: 'x' },
        { rule: 'siret', reason: 'x' },
        { rule: 'client-name', file: 'lot/a.json', reason: 'y' },
        { rule: 'email', numeroEditeur: 'AUTRE', reason: 'z' },
      ],
    });
    const one = await check('lot/a.json');
    const remains = codes(one);
    assert.ok(!remains.some(code => code.startsWith('rpps')));
    assert.deepEqual(one.stderr.trimEnd().split('\n'), [
      'segur.config.json : la suppression de « client-name » (lot/a.json) ne tait plus rien. Retirez-la.',
    ]);
    const whole = (await check('.')).stderr.trimEnd().split('\n');
    assert.ok(
      whole.includes(
        'segur.config.json : la suppression de « email » (numeroEditeur AUTRE) ne tait plus rien. Retirez-la.',
      ),
      whole.join('\n'),
    );
    assert.equal((await check('lot')).stderr.trimEnd().split('\n').length, 1);
    assert.equal((await check('--quiet', '.')).stderr, '');
  });

  it('is heeded by fix: what is not shown is not mended', async () => {
    const path = folder.file('a.json', `\ufeff${WRONG.replace('"TTC"', '"TTC "')}`);
    config({
      rules: { siret: 'off', encoding: 'off', rpps: 'off' },
      suppressions: [{ rule: 'whitespace', numeroEditeur: 'BDC-2022-0001', reason: 'x' }],
    });
    const before = folder.text('a.json');
    assert.deepEqual(await cli(['fix', path]), { code: 0, stdout: '', stderr: '' });
    assert.equal(folder.text('a.json'), before);
    config({ rules: { siret: 'off', encoding: 'off', rpps: 'off' } });
    assert.equal((await cli(['fix', path])).code, 0);
    assert.equal(folder.text('a.json'), before.replace('"TTC "', '"TTC"'));
  });

  it('keeps fix from writing while it can not be read', async () => {
    const path = folder.file('a.json', WRONG);
    config({ rules: { siret: 'of' } });
    const result = await cli(['fix', 'a.json'], { cwd: folder.path });
    assert.equal(result.code, 2);
    assert.match(result.stderr, /a\.json : non écrit, ses réglages ne sont pas lisibles/);
    assert.equal(folder.text('a.json'), WRONG);
    assert.equal((await cli(['fix', '--no-config', path])).code, 1);
    assert.notEqual(folder.text('a.json'), WRONG);
  });

  const PLAFONDS = 'identifiant;type;plafond_ht\n10002123452;RPPS;100\nzz;FINESS;3\n';

  it('takes a calculation file, from the command line before its own', async () => {
    folder.file('a.json', CORRECT);
    config({ plafonds: 'p.csv' });
    folder.file('p.csv', PLAFONDS);
    const own = await check('a.json');
    assert.ok(codes(own).includes('montant-plafond error'));
    assert.match(own.stderr, /^p\.csv, ligne 3, colonne identifiant : /);
    folder.file('q.csv', PLAFONDS.replace(';100', ';100000').replace('zz;FINESS;3\n', ''));
    const given = await check('--plafonds', 'q.csv', 'a.json');
    assert.equal(given.stderr, '');
    assert.ok(!codes(given).includes('montant-plafond error'));
    const told = async (csv: string): Promise<readonly [string, string[]]> => {
      folder.file('r.csv', csv);
      const result = await check('--no-config', '--plafonds', 'r.csv', 'a.json');
      return [result.stderr, codes(result).filter(code => code.startsWith('plafond'))];
    };
    const [none, silent] = await told('identifiant;type;plafond_ht\n');
    assert.match(none, /^r\.csv, ligne 1 : aucune ligne sous les titres/);
    assert.deepEqual(silent, []);
    const [software, other] = await told('identifiant;type;logiciel;plafond_ht\n10002123452;RPPS;LCG;100\n');
    assert.match(software, /^r\.csv, ligne 2, colonne logiciel : logiciel inconnu/);
    assert.deepEqual(other, ['plafond-unknown info']);
    assert.deepEqual(await told('identifiant;type;plafond_ht\n10009999998;RPPS;100\n'), [
      '',
      ['plafond-unknown warning'],
    ]);
    const missing = await check('--no-config', '--plafonds', 'rien.csv', 'a.json');
    assert.deepEqual([missing.code, missing.stderr], [2, "rien.csv : le fichier de calcul n'existe pas.\n"]);
  });
});

describe('cli: adopt', () => {
  let folder: Folder;
  inFolder(made => {
    folder = made;
  });

  const THEIRS = SOLDE.replaceAll('"numeroFacture"', '"numero_facture"')
    .replaceAll('"IdentDMP"', '"identifiantsDMP"')
    .replaceAll('"typeAction": "C"', '"typeAction": "C", "version": 2');
  const adopt = (...args: string[]): Promise<Result> => cli(['adopt', ...args], { cwd: folder.path });

  it('leaves its source alone in a folder, if that is no request: it has comments, or no value', async () => {
    const empty = (_key: string, value: unknown): unknown =>
      typeof value === 'string' ? '' : typeof value === 'number' ? 0 : value;
    const blank = JSON.stringify(JSON.parse(SOLDE, empty), null, 2);
    const cases: readonly (readonly [text: string, isRequest: boolean])[] = [
      [blank, false],
      [`// de l'agence\n${SOLDE}`, false],
      [SOLDE, true],
      [SOLDE.replace(/\}\s*$/, ',}'), true],
    ];
    for (const [text, isRequest] of cases) {
      folder.file('modele.json', text);
      assert.equal((await adopt('modele.json', '--profile', 'MDV-LGC/solde', '--force')).code, 0);
      const whole = await cli(['check', '.', '--format', 'json'], { cwd: folder.path });
      assert.equal(whole.stdout.includes('"modele.json"'), isRequest, text.slice(0, 60));
      const named = await cli(['check', 'modele.json', '--format', 'json'], { cwd: folder.path });
      assert.match(named.stdout, /"modele.json"/);
    }
  });

  it('explains, shows what it could not match, and puts the model in place of ours', async () => {
    folder.file('modele.json', THEIRS);
    folder.file('solde.json', THEIRS);
    assert.equal((await cli(['check', 'solde.json'], { cwd: folder.path })).code, 0);
    assert.match((await cli(['check', 'solde.json'], { cwd: folder.path })).stdout, /numero_facture/);
    const result = await adopt('modele.json', '--profile', 'mdv-lgc/solde');
    assert.deepEqual([result.code, result.stderr], [0, '']);
    const told = plain(result.stdout);
    assert.match(told, /reconstitution, d'après les FAQ/);
    assert.match(
      told,
      /1 clé reconnue sous un autre nom que le nôtre :\n {2}lignesImport\[\]\.facture\.numero_facture {2}← numeroFacture\n/,
    );
    assert.match(
      told,
      /LGC\.identifiantsDMP {2}← IdentDMP\n[\s\S]*1 clé inconnue[^\n]*\n {2}lignesImport\[\]\.version\n/,
    );
    assert.match(
      told,
      /Modèle écrit : segur\.models\/mdv-lgc\.solde\.schema\.json\nInscrit dans : segur\.config\.json\n$/,
    );
    assert.equal(
      folder.text('segur.config.json'),
      '{\n  "models": [\n    "segur.models/mdv-lgc.solde.schema.json"\n  ]\n}\n',
    );
    assert.deepEqual(await cli(['check', 'solde.json'], { cwd: folder.path }), { code: 0, stdout: '', stderr: '' });
    assert.deepEqual(readdirSync(folder.path).sort(), [
      'modele.json',
      'segur.config.json',
      'segur.models',
      'solde.json',
    ]);
    // No value of the model is kept.
    for (const value of ['81234567800013', '10002123452', 'Lefèvre'])
      assert.ok(!folder.text('segur.models/mdv-lgc.solde.schema.json').includes(value));
  });

  it('lets the user say which key is which', async () => {
    folder.file('modele.json', THEIRS);
    const result = await adopt('--match', 'identifiantsDMP=IdentDMP', 'modele.json', '--profile', 'MDV-LGC/solde');
    assert.match(result.stdout, /identifiantsDMP {2}← IdentDMP/);
    folder.file('solde.json', THEIRS.replace(/("identifiantsDMP": \[\s*)"\d+"/, '$1"10002123453"'));
    assert.match((await cli(['check', 'solde.json'], { cwd: folder.path })).stdout, / (?:rpps|ident-dmp)/);
    assert.equal(
      (await adopt('--match', 'a=IdentDMP', 'modele.json', '--profile', 'MDV-LGC/solde', '--force')).code,
      2,
    );
    assert.equal((await adopt('--match', 'a', 'modele.json', '--profile', 'MDV-LGC/solde', '--force')).code, 2);
  });

  it('never overwrites without --force, and replaces the model of the same profile with it', async () => {
    folder.file('modele.json', SOLDE);
    assert.equal((await adopt('modele.json', '--profile', 'MDV-LGC/solde')).code, 0);
    const again = await adopt('modele.json', '--profile', 'MDV-LGC/solde');
    assert.deepEqual(
      [again.code, again.stderr],
      [2, 'segur.models/mdv-lgc.solde.schema.json : ce fichier existe déjà ; --force le remplace.\n'],
    );
    const elsewhere = await adopt('modele.json', '--profile', 'MDV-LGC/solde', '-o', 'autre/m.json');
    assert.match(elsewhere.stderr, /^segur\.config\.json : ce profil a déjà un modèle adopté/);
    assert.equal((await adopt('modele.json', '--profile', 'MDV-LGC/solde', '-o', 'autre/m.json', '--force')).code, 0);
    assert.deepEqual(JSON.parse(folder.text('segur.config.json')), { models: ['autre/m.json'] });
    assert.equal((await adopt('modele.json', '--profile', 'MDV-LGC/solde', '-o', 'autre/m.json', '--force')).code, 0);
    assert.deepEqual(JSON.parse(folder.text('segur.config.json')), { models: ['autre/m.json'] });
  });

  it('keeps the rest of the configuration as it was typed', async () => {
    const rest = '\ufeff{\r\n\t"rules" : {"siret":"off"},\r\n';
    const typed = `${rest}\t"models" : [ "a.json" ]\r\n}\r\n`;
    folder.file('segur.config.json', typed);
    folder.file('sous/modele.json', SOLDE);
    const result = await cli(['adopt', 'modele.json', '--profile', 'MDV-LGC/solde'], { cwd: folder.at('sous') });
    assert.equal(result.code, 0, result.stderr);
    assert.equal(
      folder.text('segur.config.json'),
      `${rest}\t"models" : [ "a.json", "segur.models/mdv-lgc.solde.schema.json" ]\r\n}\r\n`,
    );
  });

  it('writes nothing with --dry-run', async () => {
    folder.file('modele.json', THEIRS);
    const result = await adopt('modele.json', '--profile', 'MDV-LGC/solde', '--dry-run');
    assert.equal(result.code, 0);
    assert.match(result.stdout, /numero_facture[\s\S]*Rien n[’']a été écrit\.\n$/);
    assert.deepEqual(readdirSync(folder.path), ['modele.json']);
  });

  it('reads the standard input', async () => {
    assert.equal(
      (await cli(['adopt', '-', '--profile', 'MDV-LGC/solde'], { cwd: folder.path, input: `\ufeff${SOLDE}` })).code,
      0,
    );
  });

  const refused = async (text: string | Buffer, why: RegExp, profile = 'MDV-LGC/solde'): Promise<void> => {
    folder.file('modele.json', text);
    const result = await adopt('modele.json', '--profile', profile);
    assert.equal(result.code, 2);
    assert.match(result.stderr, why);
    assert.deepEqual(
      readdirSync(folder.path).filter(name => name.startsWith('segur.models')),
      [],
    );
  };

  it('refuses what is no model, and says why', async () => {
    await refused('{"lignesImport": [\n  , ]}', /^modele\.json : ligne 2, colonne 3, ce n'est pas du JSON strict\.\n$/);
    await refused('[]', /un modèle est un objet JSON/);
    await refused('{}', /la liste « lignesImport » manque/);
    await refused('{"lignesImport": []}', /« lignesImport » est vide/);
    await refused(Buffer.from([0x7b, 0xe9, 0x7d]), /n'est pas en UTF-8/);
    await refused(CORRECT, /a l'air d'être de MDV-LGC\/avance, non de MDV-LGC\/solde/);
    await refused(SOLDE, /Profil inconnu/, 'MDV-LGC/soldee');
    assert.match(
      (await adopt('rien.json', '--profile', 'MDV-LGC/solde')).stderr,
      /^rien\.json : ce fichier n'existe pas/,
    );
    assert.match((await adopt('modele.json')).stderr, /Il manque l'option « --profile »/);
    assert.match((await adopt()).stderr, /Il manque le modèle de l'agence/);
  });

  it('writes nothing where the configuration can not be read', async () => {
    for (const text of ['{', '[]', '{"models": 3}']) {
      folder.file('segur.config.json', text);
      await refused(SOLDE, /^segur\.config\.json : ces réglages ne sont pas lisibles/);
      assert.equal(folder.text('segur.config.json'), text);
    }
  });
});
