import assert from 'node:assert/strict';
import { analyze, findingsOf } from '../../server/src/analysis/analyze.js';
import { applyConfig, type Config, EMPTY_CONFIG } from '../../server/src/app/config/config.js';
import { readConfig } from '../../server/src/app/config/read.js';
import { correctFile, engine, TODAY } from '../support/cases.js';
import { plain } from '../support/plain.js';

const KNOWN = { rules: ['siret', 'client-name', 'rpps'], profiles: ['MDV-LGC/avance'] };
const read = (value: unknown) => readConfig(JSON.stringify(value), KNOWN);

describe('segur.config.json', () => {
  it('is read', () => {
    const { config, problems } = read({
      $schema: 'x',
      profiles: { '*.json': 'MDV-LGC/avance' },
      rules: { siret: 'off', rpps: 'warning' },
      suppressions: [{ rule: 'client-name', numeroEditeur: 12, reason: 'M. Clinique existe' }],
      plafonds: 'p.csv',
      plafondsColumns: { identifiant: 'N°' },
      models: ['m.json'],
      calendar: 'c.json',
      pieces: 'pieces',
      nomZip: '{numeroEditeur}.zip',
      table: {
        columns: { rpps: 'N° RPPS' },
        values: { directDMP: true, nombreBAL: 3, regimeTVA: 'TTC' },
        pieces: { VA: 'VA {numeroEditeur}.pdf' },
      },
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(config, {
      profiles: { '*.json': 'MDV-LGC/avance' },
      rules: { siret: 'off', rpps: 'warning' },
      suppressions: [{ rule: 'client-name', numeroEditeur: '12', file: undefined, reason: 'M. Clinique existe' }],
      plafonds: 'p.csv',
      plafondsColumns: { identifiant: 'N°' },
      models: ['m.json'],
      calendar: 'c.json',
      pieces: 'pieces',
      nomZip: '{numeroEditeur}.zip',
      table: {
        columns: { rpps: 'N° RPPS' },
        values: { directDMP: 'oui', nombreBAL: '3', regimeTVA: 'TTC' },
        pieces: { VA: 'VA {numeroEditeur}.pdf' },
      },
    });
  });

  const WRONG: readonly (readonly [name: string, value: unknown, path: string, fr: RegExp])[] = [
    ['an unknown key', { regles: {} }, '/regles', /clé inconnue « regles »/],
    ['an unknown level', { rules: { siret: 'warn' } }, '/rules/siret', /« off », « info », « warning », « error »/],
    [
      'a suppression without a reason',
      { suppressions: [{ rule: 'siret' }] },
      '/suppressions/0',
      /il manque « reason »/,
    ],
    [
      'a blank reason',
      { suppressions: [{ rule: 'siret', reason: ' ' }] },
      '/suppressions/0/reason',
      /un texte qui dit quelque chose est attendu/,
    ],
    [
      'an unknown rule',
      { rules: { sirett: 'off' } },
      '/rules/sirett',
      /règle inconnue « sirett », vouliez-vous dire « siret »/,
    ],
    [
      'a suppression that is none',
      { suppressions: [3, { rule: 'SIRET', reason: 'x' }] },
      '/suppressions/0',
      /attendu : un objet/,
    ],
    ['an unknown column', { plafondsColumns: { montant: 'x' } }, '/plafondsColumns/montant', /clé inconnue/],
    [
      'a profile, at a glob with slashes',
      { profiles: { 'a/b~.json': 'X' } },
      '/profiles/a~1b~0.json',
      /profil inconnu « X »\.$/,
    ],
    ['an unknown profile', { profiles: { a: 'MDV/avance' } }, '/profiles/a', /profil inconnu/],
    ['an unknown part of a table', { table: { colonnes: {} } }, '/table/colonnes', /clé inconnue/],
    ['a heading that is no text', { table: { columns: { rpps: 3 } } }, '/table/columns/rpps', /attendu : un texte/],
    ['no object', [], '', /attendu : un objet/],
  ];
  for (const [name, value, path, fr] of WRONG) {
    it(`tells of ${name}`, () => {
      const { problems } = read(value);
      const [first] = problems;
      assert.equal(first?.path, path);
      assert.match(plain(first.message.fr), fr);
      assert.doesNotMatch(first.message.en, /undefined|\[object/);
    });
  }

  it('tells of a text that is no JSON, and applies nothing', () => {
    const { config, problems } = readConfig('{', KNOWN);
    assert.equal(problems.length, 1);
    assert.equal(config, EMPTY_CONFIG);
  });

  const faulty = correctFile('MDV-LGC/avance')
    .replace('10002123452', '10002123453')
    .replace('81234567800013', '81234567800014');
  const analysis = analyze(engine, faulty, { today: TODAY });
  const apply = (config: Partial<Config>) =>
    applyConfig(analysis, findingsOf(analysis), { ...EMPTY_CONFIG, ...config }, glob => glob === 'a*.json');
  const ids = (config: Partial<Config>) => apply(config).findings.map(f => `${f.rule.id} ${f.severity}`);

  it('changes severities and turns rules off', () => {
    assert.deepEqual(ids({}), ['siret error', 'rpps error']);
    assert.deepEqual(ids({ rules: { siret: 'info', rpps: 'off' } }), ['siret info']);
  });

  it('silences one demande, and knows which suppression was of use', () => {
    const useful = { rule: 'rpps', numeroEditeur: 'BDC-2022-0001', file: undefined, reason: 'x' };
    const useless = { rule: 'rpps', numeroEditeur: 'BDC-2022-0002', file: undefined, reason: 'x' };
    const { findings, used } = apply({ suppressions: [useless, useful] });
    assert.deepEqual(
      findings.map(f => f.rule.id),
      ['siret'],
    );
    assert.deepEqual([...used], [useful]);
  });

  it('silences in the named files only', () => {
    assert.deepEqual(
      ids({ suppressions: [{ rule: 'rpps', numeroEditeur: undefined, file: 'b*.json', reason: 'x' }] }),
      ['siret error', 'rpps error'],
    );
    assert.deepEqual(
      ids({ suppressions: [{ rule: 'rpps', numeroEditeur: undefined, file: 'a*.json', reason: 'x' }] }),
      ['siret error'],
    );
  });
});
