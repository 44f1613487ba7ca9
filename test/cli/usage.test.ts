import assert from 'node:assert/strict';
import { RULES } from '../../server/src/generated/registry.js';
import { correctFile } from '../support/cases.js';
import { cli, type Folder, inFolder, type Result, withLignes } from './support.js';
import { plain } from '../support/plain.js';

const wrong = (result: Result, why: RegExp): void => {
  assert.equal(result.code, 2);
  assert.equal(result.stdout, '');
  assert.match(result.stderr, why);
};

describe('cli: usage', () => {
  it('shows the usage where no command is given, and fails', async () => {
    wrong(await cli([]), /^Utilisation\s: segur-json/);
  });

  it('shows its help in both languages', async () => {
    const french = await cli(['--help']);
    assert.equal(french.code, 0);
    assert.match(french.stdout, /Commandes\s:/);
    const english = await cli(['check', '--help'], { env: { LANG: 'en_US.UTF-8' } });
    assert.match(english.stdout, /Arguments:[\s\S]*Global Options:/);
    assert.equal((await cli(['--version'])).stdout.trim().split('.').length, 3);
  });

  it('tells what is wrong with a command line', async () => {
    wrong(await cli(['check']), /Il manque un fichier/);
    wrong(await cli(['check', '--format', 'xml', 'a']), /stylish, json/);
    wrong(await cli(['check', '--frmat', 'json', 'a']), /Vouliez-vous dire «\s--format\s»/);
    wrong(await cli(['check', '--date', '2022-02-30', 'a']), /n'est pas une date/);
    wrong(await cli(['check', '--date', '03/11/2022', 'a']), /n'est pas une date/);
    wrong(await cli(['check', '--profile']), /attend une valeur/);
    wrong(await cli(['check', '--max-warnings', 'x', 'a']), /nombre entier/);
    wrong(await cli(['chek', 'a']), /Vouliez-vous dire «\scheck\s»/);
    wrong(await cli(['package.json']), /segur-json check package\.json/);
    wrong(await cli(['rules', '--lang', 'de']), /fr, en/);
    wrong(await cli(['fix', '--stdout', '--dry-run', 'a']), /ne va pas avec/);
    wrong(await cli(['explain']), /identifiant d'une règle/);
  });

  it('tells by its help what a command can not do without', async () => {
    wrong(await cli(['compare', 'a']), /Il faut deux fichiers/);
    const wanted: string[] = [];
    for (const line of ['adopt a', 'split a', 'split a --by rate', 'merge a', 'solde a', 'generate a', 'package a']) {
      const [command = '', ...rest] = line.split(' ');
      const option = /Il manque l'option «\s(--[a-z]+)\s»/.exec((await cli([command, ...rest])).stderr)?.[1] ?? 'none';
      wanted.push(`${command} ${option}`);
      const help = (await cli([command, '--help'])).stdout.replace(/\s+/g, ' ');
      assert.match(help, new RegExp(`${option} <[^>]+> (?:(?! -).)*\\(obligatoire`), line);
    }
    assert.deepEqual(wanted, [
      'adopt --profile',
      'split --by',
      'split --output',
      'merge --output',
      'solde --output',
      'generate --profile',
      'package --output',
    ]);
  });

  it('lists every rule', async () => {
    const table = await cli(['rules']);
    for (const { meta } of RULES) assert.ok(table.stdout.includes(`  ${meta.id} `), meta.id);
    const json: unknown = JSON.parse((await cli(['rules', '--format', 'json'])).stdout);
    assert.ok(Array.isArray(json));
    assert.deepEqual(
      json.map((rule: { id: string }) => rule.id),
      RULES.map(({ meta }) => meta.id),
    );
    for (const rule of json) {
      assert.deepEqual(Object.keys(rule), [
        'id',
        'severity',
        'theme',
        'scope',
        'title',
        'explanation',
        'citations',
        'remedies',
        'profiles',
      ]);
      assert.ok(Array.isArray(rule.profiles) && rule.profiles.length > 0, rule.id);
    }
  });

  it('explains a rule and cites its source', async () => {
    const { code, stdout } = await cli(['explain', 'SIRET']);
    assert.equal(code, 0);
    assert.match(stdout, /FAQ vague 1/);
    assert.match(stdout, /irrecevable/);
    wrong(await cli(['explain', 'sirt']), /Vouliez-vous dire «\ssiret\s»/);
  });
});

describe('cli: stylish', () => {
  let folder: Folder;
  inFolder(made => {
    folder = made;
  });

  const request = correctFile('MDV-LGC/avance');
  it('shows the source, the span, the rule and a summary', async () => {
    folder.file('a.json', request.replace('81234567800013', '812345678'));
    const { stdout } = await cli(['check', '--quiet', 'a.json'], { cwd: folder.path });
    assert.deepEqual(plain(stdout).split('\n'), [
      'a.json  MDV-LGC/avance',
      '  4:12  erreur  « siret » contient un SIREN (9 chiffres) : le portail attend le SIRET de ' +
        "l'établissement, 14 chiffres. Ajoutez les 5 chiffres du NIC.  siret",
      '    4 │   "siret": "812345678",',
      '      │            ^^^^^^^^^^^',
      '',
      "Où c'est écrit :",
      '  siret  « ASP, Ségur numérique, FAQ vague 1 », « Un bon de commande contenant le n° de SIREN en lieu et ' +
        'place du N° de SIRET est-il valable ? »',
      '',
      '✖ 1 erreur dans 1 fichier.',
      '',
    ]);
  });

  it('groups the repetitions of one mistake', async () => {
    const path = folder.file(
      'a.json',
      withLignes(request, 200, text => text.replace('"10002123452"', '"10002123453"')),
    );
    const { stdout } = await cli(['check', '--quiet', path]);
    const siblings = stdout.split('\n').filter(line => line.endsWith('  rpps'));
    assert.equal(siblings.length, 1);
    assert.match(stdout, /et 199\sautres dans les lignes 2 à 200 de «\slignesImport\s»/);
  });

  it('tells apart the keys that one object misses', async () => {
    const path = folder.file(
      'a.json',
      withLignes(request, 5, text =>
        text.replace('      "numeroASP": null,\n', '').replace('      "codeTraitement": null,\n', ''),
      ),
    );
    const { stdout } = await cli(['check', '--quiet', path]);
    assert.match(stdout, /«\snumeroASP\s»[\s\S]*et 4\sautres[\s\S]*«\scodeTraitement\s»[\s\S]*et 4\sautres/);
  });

  it('is coloured where asked, and never lets a file speak to the terminal', async () => {
    const path = folder.file(
      'a.json',
      request.replace('"1234567890",\n', '"12345\u001b[2J",').replace('81234567800013', '812345678'),
    );
    assert.match((await cli(['check', '--color', path])).stdout, /\u001b\[31m/);
    assert.doesNotMatch((await cli(['check', path])).stdout, /\u001b/);
  });
});
