import assert from 'node:assert/strict';
import { analyze, findingsOf } from '../../server/src/analysis/analyze.js';
import { fixesOf } from '../../server/src/analysis/fix.js';
import { applyEdits } from '../../server/src/language/apply.js';
import { profileName } from '../../server/src/format/profiles/choose.js';
import { WorkspaceIndex } from '../../server/src/index/index.js';
import { readFacts } from '../../server/src/index/read.js';
import { contextOf } from '../../server/src/analysis/analyze.js';
import { runWorkspace } from '../../server/src/rules/across.js';
import { correctFile, engine, findAll, TODAY } from '../support/cases.js';
import { listOf, recordOf } from '../support/json.js';

const profileOf = (text: string, path?: string): string | undefined =>
  analyze(engine, text, { today: TODAY, path }).choice.profile?.id;

describe('recognition by name', () => {
  const HOP = correctFile('HOP-DPI/avance');
  const NAMES: readonly (readonly [path: string, profile: string])[] = [
    ['hop-ri.avance.json', 'HOP-RI/avance'],
    ['x.hop-ri.avance (1).json', 'HOP-RI/avance'],
    ['x.hop-dpi.avance.v2.json', 'HOP-DPI/avance'],
    ['x.hop-dpi.avance.sortie.json', 'HOP-DPI/avance'],
    ['HOP-RI_avance.json', 'HOP-RI/avance'],
    ['depot_hop-dpi_avance.json', 'HOP-DPI/avance'],
    ['hop-dpi/avance/x.json', 'HOP-DPI/avance'],
    ['Avances 2022/HOP RI/lot 3.json', 'HOP-RI/avance'],
    ['solde/hop-ri.avance.json', 'HOP-RI/avance'],
    ['hop-dpi.json', 'HOP-DPI/avance'],
  ];
  for (const [path, profile] of NAMES)
    it(path, () => {
      assert.equal(profileOf(HOP, path), profile);
      assert.deepEqual(findAll(HOP, { today: TODAY, path }), []);
    });

  for (const path of ['x.hop-dpi-va2.avance.json', 'shop-dpi.avance.json', 'hop-dpix.avance.json', 'avance.json'])
    it(`tells nothing: ${path}`, () => {
      assert.equal(profileOf(HOP, path), undefined);
    });

  it('an id is open-ended', () => {
    assert.deepEqual(profileName('rad-drimbox-va2/Solde'), {
      couloir: 'RAD',
      logiciel: 'DRIMBOX',
      wave: 2,
      phase: 'solde',
      stem: 'RAD-DRIMBOX-VA2',
    });
    for (const bad of ['HOP', 'HOP/avance', 'HOP-DPI', 'HOP-DPI/acompte', 'HOP-DPI-VA0/avance', 'A-B-C/avance'])
      assert.equal(profileName(bad), undefined, bad);
  });
});

describe('an unknown profile', () => {
  const avance = correctFile('HOP-DPI/avance');
  const CHANGES: readonly (readonly [rule: string, from: string | RegExp, to: string])[] = [
    ['quoted-literal', '"isMandataire": false', '"isMandataire": "false"'],
    ['piece-required', /"piecesJustificatives": \[[^\]]*\]/, '"piecesJustificatives": []'],
    ['email', /"emailClient": "[^"]*"/, '"emailClient": "x"'],
    ['telephone', /"telephoneClient": "[^"]*"/, '"telephoneClient": "12"'],
    ['finess', /"FINESSJuridique": "[^"]*"/, '"FINESSJuridique": "750712185"'],
    ['whitespace', /"nomClient": "/, '"nomClient": " '],
    ['unknown-field', '"nomClient"', '"nomDuClient"'],
    ['field-order', /("isMandataire": \w+),(\s*)("isClientUnique": \w+)/, '$3,$2$1'],
  ];
  it('says which it may be', () => {
    const told = findAll(avance);
    assert.deepEqual(
      told.map(({ rule }) => rule),
      ['profile-unknown'],
    );
    assert.match(told[0]?.fr ?? '', /HOP-RI\/avance ou HOP-DPI\/avance/);
  });
  for (const [rule, from, to] of CHANGES)
    it(`is checked for what all of them ask: ${rule}`, () => {
      const text = avance.replace(from, to);
      assert.notEqual(text, avance);
      const of = (profile?: string): string[] =>
        findAll(text, { today: TODAY, profile })
          .filter(f => f.rule !== 'profile-unknown')
          .map(f => `${f.rule} ${f.severity} ${f.path}`);
      assert.ok(
        of().some(told => told.startsWith(rule)),
        of().join('\n'),
      );
      assert.deepEqual(of(), of('HOP-DPI/avance'));
    });
});

describe("an avance's output, whatever it is called", () => {
  const avances = engine.catalog.ids.filter(id => id.endsWith('/avance'));
  for (const id of avances)
    it(`exchanged dossiers of a solde of ${id} are found`, () => {
      let n = 120;
      const output = correctFile(id)
        .replaceAll('"numeroASP": null', () => `"numeroASP": "FINMDV00${String(n++)}"`)
        .replace('"impId": null', '"impId": 4711');
      let m = 121;
      const solde = correctFile(id.replace('avance', 'solde')).replace(
        /"numeroASP": "[^"]*"/g,
        () => `"numeroASP": "FINMDV00${String(m--)}"`,
      );
      const index = new WorkspaceIndex();
      const facts = readFacts('X.avance.sortie.json', output, engine.catalog, { path: 'X.avance.sortie.json' });
      const analysis = analyze(engine, solde, { today: TODAY, profile: id.replace('avance', 'solde') });
      const own = readFacts('solde', solde, engine.catalog, analysis.options);
      assert.ok(facts !== undefined && own !== undefined);
      index.set(facts);
      index.set(own);
      const told = runWorkspace(engine.rules, index, 'solde', contextOf(analysis)).map(({ rule }) => rule.id);
      assert.ok(
        told.some(rule => rule === 'solde-numero-editeur' || rule === 'solde-dossier'),
        told.join(),
      );
    });
});

describe('a profile that the content contradicts', () => {
  it('is told once, and nothing of the other is inserted', () => {
    const text = correctFile('PHA-LGO/avance');
    const analysis = analyze(engine, text, { today: TODAY, path: 'x.mdv-lgc.avance.json' });
    assert.deepEqual(
      findingsOf(analysis).map(({ rule }) => rule.id),
      ['profile-mismatch'],
    );
  });
  it('holds between any two phases, and is told alone wherever it is told', () => {
    for (const id of engine.catalog.ids)
      for (const other of engine.catalog.ids) {
        const told = findAll(correctFile(id), { today: TODAY, profile: other }).map(({ rule }) => rule);
        const isOfOtherPhase = id.endsWith('/solde') !== other.endsWith('/solde');
        if (isOfOtherPhase || told.includes('profile-mismatch'))
          assert.deepEqual(told, ['profile-mismatch'], `${id} as ${other}`);
      }
  });

  it('is not told of lignes that lack a block', () => {
    for (const id of engine.catalog.ids) {
      const file = recordOf(JSON.parse(correctFile(id)));
      const lignes = listOf(file['lignesImport']).map(recordOf);
      for (const lacking of Object.keys(lignes[0] ?? {})) {
        const without = lignes.map(ligne =>
          Object.fromEntries(Object.entries(ligne).filter(([key]) => key !== lacking)),
        );
        const text = JSON.stringify({ ...file, lignesImport: without });
        const told = findAll(text, { today: TODAY, profile: id }).map(({ rule }) => rule);
        assert.ok(told.includes('missing-field'), `${id} without ${lacking}`);
        assert.ok(!told.includes('profile-mismatch'), `${id} without ${lacking}`);
      }
    }
  });
});

describe('a request in something of nobody’s', () => {
  const wrapped = (request: unknown): Readonly<Record<string, { readonly file: unknown; readonly keys: number }>> => ({
    'a block': { file: { data: request }, keys: 1 },
    'a list of one': { file: { data: [request] }, keys: 1 },
    'a list in a list': { file: { data: [[request]] }, keys: 1 },
    'a list in a block': { file: { answer: { data: [request] } }, keys: 2 },
    'a block in a list': { file: { answer: [{ data: request }] }, keys: 1 },
  });
  for (const id of ['MDV-LGC/avance', 'HOP-PFI/solde']) {
    const request: unknown = JSON.parse(correctFile(id));
    for (const [where, { file, keys }] of Object.entries(wrapped(request)))
      it(`is told to stand in ${where}, which goes and leaves it (${id})`, () => {
        const text = JSON.stringify(file, null, 2);
        assert.equal(profileOf(text), id);
        const told = findAll(text).filter(({ severity }) => severity !== 'info');
        assert.deepEqual(
          told.map(({ rule, message }) => `${rule}/${message}`),
          Array.from({ length: keys }, () => 'unknown-field/wrapped'),
        );
        assert.deepEqual(JSON.parse(mended(text)), request);
      });
  }

  it('is recognised by what a block of nobody’s holds in a client, too', () => {
    const text = correctFile('MSS-OPE/avance').replace(/("nomClient"[^}]*)\}/, '"bloc": { $1} }');
    const { candidates } = analyze(engine, text, { today: TODAY }).choice;
    assert.deepEqual(candidates, ['MSS-OPE/avance', 'SAS-AGENDA/avance']);
    assert.ok(findAll(text).some(({ rule, message }) => `${rule}/${message}` === 'unknown-field/wrapped'));
  });

  /** By every remedy that is offered first. */
  function mended(text: string): string {
    const analysis = analyze(engine, text, { today: TODAY });
    const wraps = findingsOf(analysis).find(({ rule }) => rule.id === 'unknown-field');
    const [fix] = wraps === undefined ? [] : fixesOf(analysis, wraps);
    return fix === undefined ? text : mended(applyEdits(analysis, [fix.edits]).text);
  }
});

describe('what is taken for JSON', () => {
  const isJson = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const ONE = correctFile('MDV-LGC/avance').replace(/,\s*\{\s*"numLigne": 2[^]*(?=\s*\]\s*\}\s*$)/, '');
  const AFTER = ONE.replace(/\]\s*\}\s*$/, '], "x": 1 }');

  for (const [name, text] of Object.entries({ 'with the list at its end': ONE, 'with a member after it': AFTER }))
    it(`is just what is JSON, a sign more or less in a file ${name}`, () => {
      assert.ok(isJson(text));
      for (const { index } of text.matchAll(/[{}[\]:,]|"[^"]*"|\d+|null/g))
        for (const sign of ['', ',', ':', '}'])
          for (const skipped of [0, 1]) {
            const changed = text.slice(0, index) + sign + text.slice(index + skipped);
            const { problems } = analyze(engine, changed, { today: TODAY }).tree;
            assert.equal(problems.length === 0, isJson(changed), changed.slice(Math.max(0, index - 60), index + 60));
          }
    });
});
