import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Project } from '../../server/src/app/project.js';
import { Projects, type ProjectsOptions } from '../../server/src/node/project.js';
import { analyze, findingsOf } from '../../server/src/analysis/analyze.js';
import { fixAll } from '../../server/src/analysis/fix.js';
import { adoptModel } from '../../server/src/format/profiles/adopt.js';
import { correctFile, engine, TODAY } from '../support/cases.js';
import { plain } from '../support/plain.js';

const ID = 'MDV-LGC/avance';
const CORRECT = correctFile(ID);

/** A model of the agency's in which one key has another name. */
function adopted(change: (text: string) => string = text => text.replaceAll('"regimeTVA"', '"regime_tva"')): string {
  const base = engine.catalog.get(ID);
  const keywords = engine.catalog.keywordsOf(ID);
  assert.ok(base !== undefined && keywords !== undefined);
  const adoption = adoptModel([change(CORRECT)], base, keywords);
  assert.ok(!('error' in adoption));
  return JSON.stringify(adoption.schema);
}

describe('the project of a file', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'segur-project-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const at = (name: string): string => join(root, name);
  function file(name: string, content: unknown): string {
    mkdirSync(dirname(at(name)), { recursive: true });
    writeFileSync(at(name), typeof content === 'string' ? content : JSON.stringify(content));
    return at(name);
  }
  const of = (name: string, options: Partial<ProjectsOptions> = {}): Promise<Project> =>
    new Projects({ engine, ...options }).of(at(name));
  const told = ({ parts }: Project): string[] =>
    parts.problems.map(
      ({ file: path, place, message, severity }) =>
        `${path.replace(root, '').replaceAll('\\', '/')} ` +
        `${'row' in place ? `${String(place.row)}:${place.column ?? ''}` : place.pointer} ${severity} ` +
        plain(message.fr),
    );
  const find = (project: Project, name: string, text: string): string[] => {
    const analysis = analyze(project.engine, text, { ...project.optionsFor(at(name)), today: TODAY });
    return project.apply(analysis, findingsOf(analysis), at(name)).findings.map(f => `${f.rule.id} ${f.severity}`);
  };

  it('is none without a configuration: the engine as it is', async () => {
    const { parts } = await of('a/b.json');
    assert.equal(parts.path, undefined);
    assert.equal(parts.engine, engine);
    assert.deepEqual(parts.problems, []);
  });

  it('has the nearest configuration, each loaded once', async () => {
    file('segur.config.json', {});
    file('a/b/segur.config.json', {});
    file('a/b/segur.config.json.d/segur.config.json/x', '');
    const projects = new Projects({ engine });
    const [top, other, deep] = await Promise.all(
      ['x.json', 'a/x.json', 'a/b/c/d/x.json'].map(name => projects.of(at(name))),
    );
    assert.equal(top?.parts.path, at('segur.config.json'));
    assert.equal(top, other);
    assert.equal(deep?.parts.path, at('a/b/segur.config.json'));
    assert.equal((await projects.in(at('a/b/segur.config.json.d'))).parts.path, at('a/b/segur.config.json'));
    rmSync(at('a/b/segur.config.json'));
    projects.forget();
    assert.equal((await projects.of(at('a/b/c/d/x.json'))).parts.path, at('segur.config.json'));
  });

  it('has the one that is asked for, or none', async () => {
    file('segur.config.json', { rules: { siret: 'off' } });
    const asked = file('réglages/autre.json', { rules: { siret: 'info' } });
    assert.deepEqual((await of('a.json', { config: asked })).parts.config.rules, { siret: 'info' });
    assert.deepEqual((await of('a.json', { config: false })).parts.config.rules, {});
    assert.deepEqual(told(await of('a.json', { config: at('rien.json') })), [
      "/rien.json  error ce fichier n'existe pas.",
    ]);
  });

  it('gives a file the profile of the glob that says most', async () => {
    file('segur.config.json', {
      profiles: { '*.json': 'HOP-RI/avance', 'soldes/**': 'hop-ri/solde', 'soldes/a.json': ID },
    });
    const project = await of('x.json');
    assert.deepEqual(
      ['x.json', 'y/z.json', 'soldes/2023/b.json', 'soldes/a.json', 'x.txt'].map(name => project.profileOf(at(name))),
      ['HOP-RI/avance', 'HOP-RI/avance', 'hop-ri/solde', ID, undefined],
    );
    assert.equal(project.profileOf(undefined), undefined);
    assert.deepEqual(project.parts.problems, []);
  });

  it('changes severities, silences, and mends neither what is off nor what is silenced', async () => {
    file('segur.config.json', {
      rules: { siret: 'off', rpps: 'info' },
      suppressions: [
        { rule: 'client-name', numeroEditeur: 'BDC-2022-0001', reason: 'x' },
        { rule: 'whitespace', file: 'lot/*.json', reason: 'y' },
      ],
    });
    const project = await of('a.json');
    const wrong = CORRECT.replace('81234567800013', '812 345 678 00013')
      .replace('10002123452', '10002123453')
      .replace('"TTC"', '"TTC "');
    assert.deepEqual(find(project, 'a.json', wrong), ['whitespace error', 'rpps info']);
    assert.deepEqual(find(project, 'lot/a.json', wrong), ['rpps info']);
    const fixed = (name: string): string =>
      fixAll(project.engine, wrong, { today: TODAY }, project.only(at(name))).text;
    assert.equal(fixed('a.json'), wrong.replace('"TTC "', '"TTC"'));
    assert.equal(fixed('lot/a.json'), wrong);
  });

  it('takes adopted models, and ours for those that can not be used', async () => {
    file('modeles/avance.json', adopted());
    file('segur.config.json', {
      models: ['modeles/avance.json', 'rien.json', 'modeles/tordu.json', 'modeles/encore.json'],
    });
    file('modeles/tordu.json', { 'x-segur-profile': { id: 'HOP-RI/avance' }, type: 'object', properties: {} });
    file('modeles/encore.json', adopted());
    const project = await of('a.json');
    assert.deepEqual(
      find(project, 'a.json', CORRECT).filter(f => f.startsWith('field-order')),
      [],
    );
    assert.ok(find(project, 'a.json', CORRECT).length > 0);
    assert.deepEqual(find(project, 'a.json', CORRECT.replaceAll('"regimeTVA"', '"regime_tva"')), []);
    assert.deepEqual(told(project), [
      "/segur.config.json /models/1 error « rien.json » : ce fichier n'existe pas.",
      "/modeles/tordu.json  error ce modèle n'est pas lisible (lignesImport) : adoptez-le de nouveau. Celui de " +
        'Ségur JSON sert à sa place.',
      `/segur.config.json /models/3 error un autre modèle du profil ${ID} précède dans la liste ; lui seul sert. ` +
        'Retirez celui des deux qui est de trop.',
    ]);
    assert.equal(project.engine.catalog.get('HOP-RI/avance')?.evidence, engine.catalog.get('HOP-RI/avance')?.evidence);
    assert.deepEqual(project.parts.models, [{ profile: ID, path: 'modeles/avance.json', index: 0, sources: [] }]);
  });

  it('keeps the traits of a profile that an adopted model says nothing of', async () => {
    const schema: unknown = JSON.parse(
      adopted(text => text),
      (key, value: unknown) => (key === 'x-segur-profile' ? { id: 'mdv-lgc/avance' } : value),
    );
    file('m.json', schema);
    file('segur.config.json', { models: ['m.json'] });
    const project = await of('a.json');
    assert.deepEqual(told(project), []);
    assert.deepEqual(project.engine.catalog.get(ID)?.traits, engine.catalog.get(ID)?.traits);
    assert.equal(project.engine.catalog.get(ID)?.evidence, 'adopted');
  });

  const HOSTILE: readonly (readonly [name: string, text: string])[] = [
    ['no JSON', '{'],
    ['an array', '[]'],
    ['null', 'null'],
    ['no profile', '{"properties": {}}'],
    ['an unknown profile', '{"x-segur-profile": {"id": "__proto__"}, "type": "object", "properties": {}}'],
    ['a number for a type', `{"x-segur-profile": {"id": "${ID}"}, "type": 3, "properties": {}}`],
    [
      'a reference to itself',
      `{"x-segur-profile": {"id": "${ID}"}, "type": "object", "properties": {"lignesImport": {"$ref": "#"}}}`,
    ],
    [
      'a reference to nowhere',
      `{"x-segur-profile": {"id": "${ID}"}, "type": "object", "properties": {"a": {"$ref": "constructor#/$defs/a"}}}`,
    ],
    ['a depth without end', `{"a":`.repeat(100_000)],
    [
      'a deep model',
      `{"x-segur-profile": {"id": "${ID}"}, "type": "object", "properties": ` +
        `${'{"a": {"type": "object", "properties": '.repeat(5000)}{}${'}}'.repeat(5000)}}`,
    ],
    ['traits of another kind', adopted().replace('"attestation":"VA', '"attestation":["VA"],"pieceSeverity":"VA')],
    ['a role that is none', adopted().replace('"role":"siretEditeur"', '"role":"toString"')],
  ];
  for (const [name, text] of HOSTILE) {
    it(`refuses a model that is ${name}`, async () => {
      file('m.json', text);
      file('segur.config.json', { models: ['m.json'] });
      const project = await of('a.json');
      assert.ok(project.parts.problems.length > 0);
      assert.ok(project.parts.problems.every(({ severity }) => severity === 'error'));
      assert.deepEqual(find(project, 'a.json', CORRECT), []);
    });
  }

  it('takes a calculation file, and tells of its rows', async () => {
    file('p/plafonds.csv', 'n°;plafond_ht\n130045677;1000\nzz;x\n');
    file('segur.config.json', { plafonds: 'p/plafonds.csv', plafondsColumns: { identifiant: 'N°' } });
    const project = await of('a.json');
    assert.equal(project.optionsFor(undefined).plafonds?.size, 1);
    assert.deepEqual(
      told(project).map(line => line.slice(0, 35)),
      ['/p/plafonds.csv 3:plafond_ht warnin'],
    );
    assert.deepEqual(project.parts.files, [at('segur.config.json'), at('p/plafonds.csv')]);
  });

  it('prefers the calculation file of the command, read with the same columns', async () => {
    file('segur.config.json', { plafonds: 'rien.csv', plafondsColumns: { identifiant: 'N°' } });
    const own = file('b.csv', 'n°;plafond_ht\n130045677;1000\n750712184;2\n');
    const project = await of('a.json', { plafonds: own });
    assert.equal(project.optionsFor(undefined).plafonds?.size, 2);
    assert.deepEqual(told(project), []);
    assert.equal((await of('a.json', { plafonds: own, config: false })).optionsFor(undefined).plafonds?.size, 0);
  });

  it('tells of a calculation file that serves nobody', async () => {
    file('segur.config.json', { plafonds: 'p.csv' });
    assert.match(
      told(await of('a.json')).join('\n'),
      /^\/segur\.config\.json \/plafonds error « p\.csv » : le fichier de calcul n'existe pas\.$/,
    );
    file('p.csv', 'a;b\n1;2\n');
    assert.match(told(await of('a.json')).join('\n'), /^\/p\.csv 1: error aucune ligne de titres/);
  });

  const VAGUE_2 = {
    id: 'vague-2',
    title: { fr: 'Vague 2', en: 'Second wave' },
    couloirs: { MDV: { avance: { opens: '2025-02-01', closes: '2025-06-30T14:00' } } },
  };

  it('takes further waves', async () => {
    file('c.json', { vagues: [VAGUE_2] });
    file('segur.config.json', { calendar: 'c.json' });
    const project = await of('a.json');
    const closed = (referenceDate: number, of_: Project = project): string[] =>
      findingsOf(
        analyze(of_.engine, CORRECT, { ...of_.optionsFor(at('a.json')), today: referenceDate, referenceDate }),
      ).map(f => `${f.rule.id} ${f.messageId}`);
    assert.deepEqual(told(project), []);
    assert.deepEqual(closed(20_250_301), []);
    assert.deepEqual(closed(20_250_101), ['guichet-closed early']);
    assert.deepEqual(closed(20_250_701), ['guichet-closed closed']);
    assert.deepEqual(closed(20_250_301, await of('a.json', { config: false })), ['guichet-closed closed']);
  });

  it('tells of a calendar that is none', async () => {
    file('segur.config.json', { calendar: 'c.json' });
    file('c.json', { vagues: [{ ...VAGUE_2, couloirs: { MDV: { avance: { closes: '30/06/2025' } } } }] });
    assert.deepEqual(told(await of('a.json')), [
      '/c.json /vagues/0/couloirs/MDV/avance/closes error une date est attendue, AAAA-MM-JJ, ou AAAA-MM-JJTHH:MM ' +
        "avec l'heure de Paris.",
    ]);
  });

  it('follows no path to another machine', async () => {
    file('segur.config.json', {
      models: ['\\\\serveur\\m.json'],
      plafonds: '//serveur/p.csv',
      calendar: '\\\\serveur\\c.json',
    });
    const project = await of('a.json');
    assert.deepEqual(
      told(project).map(line => line.split(' ').slice(0, 3).join(' ')),
      [
        '/segur.config.json /models/0 error',
        '/segur.config.json /calendar error',
        '/segur.config.json /plafonds error',
      ],
    );
    assert.deepEqual(project.parts.files, [at('segur.config.json')]);
  });

  it('applies what it can of a configuration with slips', async () => {
    file('segur.config.json', {
      regles: {},
      rules: { siret: 'off', rpps: 'warn' },
      suppressions: [{ rule: 'siret' }, { rule: 'rpps', reason: 'x' }],
    });
    const project = await of('a.json');
    assert.deepEqual(
      told(project)
        .map(line => line.split(' ')[1])
        .sort(),
      ['/regles', '/rules/rpps', '/suppressions/0'],
    );
    assert.deepEqual(project.parts.config.rules, { siret: 'off' });
    assert.deepEqual(
      project.parts.config.suppressions.map(({ rule }) => rule),
      ['rpps'],
    );
  });
});
