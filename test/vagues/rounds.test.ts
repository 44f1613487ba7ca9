import assert from 'node:assert/strict';
import { analyze, contextOf, findingsOf, type Analysis, type Engine } from '../../server/src/analysis/analyze.js';
import { fixAll } from '../../server/src/analysis/fix.js';
import { compareFiles } from '../../server/src/app/compare/compare.js';
import { writeDeposit } from '../../server/src/app/deposit/write.js';
import { stepsOf } from '../../server/src/app/deposit/report/report.js';
import { merge } from '../../server/src/app/merge.js';
import { NO_CONFIG, Project } from '../../server/src/app/project.js';
import { Refused } from '../../server/src/app/refused.js';
import { readRetour } from '../../server/src/app/retour.js';
import { createSolde, readOutput } from '../../server/src/app/solde.js';
import { split } from '../../server/src/app/split.js';
import { listedAs, listing } from '../../server/src/app/table/export.js';
import { complete } from '../../server/src/features/completion.js';
import { hoverAt, hoverNote } from '../../server/src/features/hover.js';
import { layoutOf } from '../../server/src/features/format.js';
import { skeletonText } from '../../server/src/features/skeleton.js';
import { CALENDRIER } from '../../server/src/format/domain/calendrier.js';
import { buildPlafonds } from '../../server/src/format/domain/plafonds.js';
import type { Profile } from '../../server/src/format/profiles/profile.js';
import type { FieldRole } from '../../server/src/format/profiles/roles.js';
import { factsOf } from '../../server/src/index/read.js';
import { WorkspaceIndex } from '../../server/src/index/index.js';
import { runWorkspace } from '../../server/src/rules/across.js';
import { MemoryTarget, prepare, toolsOf } from '../app/deposit/support.js';
import { make } from '../app/table/support.js';
import { correctFile, tell, TODAY } from '../support/cases.js';
import { listOf, recordOf } from '../support/json.js';
import { made } from './made.js';
import { fileOf, MODELS, type Invented } from './models.js';

/** Avance and solde of one invented wave. */
interface Wave {
  readonly stem: string;
  readonly avance: Invented;
  readonly solde: Invented;
}

const other = (one: Invented, phase: 'avance' | 'solde'): Invented => {
  const turned = (id: string): string => id.replace(/\/.*/, `/${phase}`);
  const { match: _, ...rest } = one;
  return { ...rest, id: turned(one.id), from: turned(one.from), ...(one.like && { like: turned(one.like) }) };
};

/** If only one phase was invented, the other is made from ours by the same change. */
const WAVES: readonly Wave[] = [...new Set(MODELS.map(({ id }) => id.replace(/\/.*/, '')))].map(stem => {
  const avance = MODELS.find(({ id }) => id === `${stem}/avance`);
  const solde = MODELS.find(({ id }) => id === `${stem}/solde`);
  const any = avance ?? solde;
  assert.ok(any);
  return { stem, avance: avance ?? other(any, 'avance'), solde: solde ?? other(any, 'solde') };
});

const severe = (analysis: Analysis): readonly ReturnType<typeof tell>[] =>
  findingsOf(analysis)
    .filter(({ severity }) => severity !== 'info')
    .map(finding => tell(analysis, finding));

/** The key that the model has for a role, anywhere. */
function keyOf({ file }: Profile, role: FieldRole): string {
  const find = (shape: Profile['file']): string | undefined => {
    for (const { key, shape: inner } of shape.properties ?? []) {
      if (inner.role === role || inner.items?.role === role) return key;
      const found = find(inner);
      if (found !== undefined) return found;
    }
    return shape.items && find(shape.items);
  };
  const key = find(file);
  assert.ok(key !== undefined, `no key of role ${role}`);
  return key;
}

for (const wave of WAVES)
  describe(`rounds of ${wave.stem}`, () => {
    const avanceText = fileOf(wave.avance);
    const soldeModel = fileOf(wave.solde);
    let engine: Engine;
    let avance: Profile;
    let solde: Profile;
    before(() => {
      const first = made(wave.avance, [avanceText]);
      ({ engine } = made(wave.solde, [soldeModel], first.engine));
      const [one, two] = [engine.catalog.get(`${wave.stem}/avance`), engine.catalog.get(`${wave.stem}/solde`)];
      assert.ok(one !== undefined && two !== undefined);
      [avance, solde] = [one, two];
    });
    const read = (text: string, options = {}): Analysis => analyze(engine, text, { today: TODAY, ...options });
    const lignesOf = (text: string): Record<string, unknown>[] =>
      listOf(recordOf(JSON.parse(text))[avance.lignesKey]).map(recordOf);
    /** The portal's output of the avance. */
    const returned = (): string => {
      let n = 10_000;
      const keys = { impId: keyOf(avance, 'impId'), numeroASP: keyOf(avance, 'numeroASP') };
      return avanceText
        .replace(`"${keys.impId}": null`, `"${keys.impId}": 48211`)
        .replaceAll(`"${keys.numeroASP}": null`, () => `"${keys.numeroASP}": "FINXYZ${String(++n)}"`);
    };

    it('completion proposes the keys of the model, in its order', () => {
      for (const profile of [avance, solde]) {
        const text = `{"${profile.lignesKey}": [{}]}`;
        const labels = complete(read(text, { profile: profile.id }), text.indexOf('{}') + 1, {
          snippet: false,
          indented: true,
          lang: 'fr',
        }).map(({ label }) => label);
        assert.deepEqual(
          labels,
          (profile.ligne.properties ?? []).map(({ key }) => key),
        );
      }
    });

    it('hovers tell of every key that it is of the adopted model', () => {
      for (const text of [avanceText, soldeModel]) {
        const analysis = read(text);
        for (const match of text.matchAll(/"(\w+)":/g)) {
          const told = hoverAt(analysis, match.index + 1, 'fr')?.text;
          assert.match(told ?? '', /que vous avez adopté/, match[1]);
        }
      }
    });

    it('hovers tell what is said of further waves, and of wave 1 they do not', () => {
      const at = (of: Analysis, key: string): string =>
        hoverNote(of, of.text.indexOf(`"${key}"`) + 1, 'fr')?.replace(/\s+/g, ' ') ?? '';
      const day = keyOf(avance, 'dateCommande');
      assert.match(at(read(avanceText), day), /120 jours calendaires/);
      assert.match(at(read(soldeModel), keyOf(solde, 'dateFacture')), /PV pilotes/);
      if (CALENDRIER.some(({ couloirs }) => couloirs.has(wave.stem)))
        assert.match(at(read(avanceText), day), /vue? le 29\/11\/2026/);
      const first = analyze(engine, correctFile(wave.avance.from), { today: TODAY, profile: wave.avance.from });
      assert.doesNotMatch(at(first, 'dateCommande'), /Vague 2/);
    });

    it('a skeleton is of the model, and only its gaps are told', () => {
      for (const profile of [avance, solde]) {
        const text = skeletonText(profile.file, {
          layout: layoutOf(avanceText),
          indent: '',
          snippet: false,
          numLigne: 1,
          traits: profile.traits,
        });
        JSON.parse(text);
        const analysis = read(text, { profile: profile.id });
        const structural = severe(analysis).filter(({ marks }) => !/^(null|\[\]|"\w+"|\{)$/.test(marks));
        assert.deepEqual(structural, []);
        assert.ok(!severe(analysis).some(({ rule }) => /missing-field|field-order|unknown-field/.test(rule)));
      }
    });

    it('safe fixes bring a file back to the model', () => {
      const editeur = keyOf(avance, 'numeroEditeur');
      const wrong = avanceText
        .replace(`"${editeur}"`, `"${editeur.toUpperCase()}"`)
        .replace(/"isMandataire": (\w+),(\s*)("isClientUnique": \w+)/, '$3,$2"isMandataire": "$1"');
      assert.notEqual(wrong, avanceText);
      const fixed = fixAll(engine, wrong, { today: TODAY });
      assert.deepEqual(JSON.stringify(JSON.parse(fixed.text)), JSON.stringify(JSON.parse(avanceText)));
    });

    it('the solde is made of the output, only its gaps to complete', () => {
      const output = readOutput(engine, { file: 'a.json', analysis: read(returned()) }, []);
      assert.ok(!(output instanceof Refused));
      assert.equal(output.profile.id, `${wave.stem}/solde`);
      const done = createSolde(engine, { output, lignes: output.candidates.map(({ ligne }) => ligne) });
      assert.ok(!(done instanceof Refused));
      assert.deepEqual(
        severe(done.analysis).filter(({ marks }) => marks !== 'null' && marks !== '[]'),
        [],
      );
      const compared = compareFiles(
        { file: 'a.json', analysis: read(returned()) },
        { file: 's.json', analysis: done.analysis },
        'fr',
      );
      assert.ok(!(compared instanceof Refused), JSON.stringify(compared));
      assert.equal(compared.comparisons.length, lignesOf(avanceText).length);
      assert.deepEqual([compared.noAvance, compared.repeated], [[], []]);
      const rows = compared.comparisons.flatMap(({ sections }) => sections.flatMap(section => section.rows));
      assert.ok(rows.length > 3);
      assert.deepEqual(
        rows.filter(({ verdict, solde: after }) => verdict !== 'same' && verdict !== 'info' && after !== ''),
        [],
      );
    });

    it("the portal's return is read by role", () => {
      const analysis = read(returned());
      const project = new Project({ ...NO_CONFIG, engine }, path => path);
      const retour = readRetour({ engine, project }, { file: 'a.json', name: 'a.json', analysis });
      assert.ok(!(retour instanceof Refused), JSON.stringify(retour));
      assert.ok(retour.demandes.every(({ verdict }) => verdict === 'registered'));
    });

    it('split and merged, it is what it was', () => {
      const analysis = read(avanceText);
      const project = new Project({ ...NO_CONFIG, engine }, path => path);
      const parts = split(
        { engine, project, path: undefined },
        { file: 'a.json', name: 'a.json', analysis, findings: findingsOf(analysis), by: 'count', size: 1 },
      );
      assert.ok(!(parts instanceof Refused));
      for (const part of parts) {
        assert.equal(part.errors, 0);
        assert.equal(read(part.text).choice.profile?.id, `${wave.stem}/avance`);
      }
      const whole = merge(
        engine,
        parts.map(({ name, analysis: part }) => ({ file: name, analysis: part })),
      );
      assert.ok(!(whole instanceof Refused), whole instanceof Refused ? whole.code : '');
      assert.deepEqual(JSON.parse(whole.text), JSON.parse(avanceText));
    });

    for (const phase of ['avance', 'solde'] as const)
      it(`through a table and back: the same demandes (${phase})`, () => {
        const text = phase === 'avance' ? avanceText : soldeModel;
        const id = `${wave.stem}/${phase}`;
        const listed = listing([listedAs({ path: 'a.json', name: 'a.json' }, read(text), () => read(text))], ',');
        assert.ok(!(listed instanceof Refused));
        const { rows, lost } = listed;
        assert.deepEqual(lost, []);
        const generated = make(id, rows, { engine });
        assert.deepEqual([generated.leftOut, generated.missing], [[], []]);
        const after = generated.files.flatMap(file => lignesOf(file.text()));
        const essence = (ligne: Record<string, unknown>): string =>
          JSON.stringify({ ...ligne, [keyOf(avance, 'numLigne')]: 0 });
        assert.deepEqual(after.map(essence).sort(), lignesOf(text).map(essence).sort());
      });

    it('is packaged, each demande with its pièces, and reported', async () => {
      const analysis = read(soldeModel);
      const names = analysis.lignes.flatMap(({ ligne }) => ligne.texts('nomFichier').map(({ value }) => value));
      assert.ok(names.length > 0);
      const files = new Map(names.map(name => [name, `pdf:${name}`]));
      const prepared = await prepare({ engine, analysis, files });
      assert.deepEqual(prepared.plan.problems, []);
      const target = new MemoryTarget();
      const report = await writeDeposit(prepared, toolsOf(files, target), { lang: 'fr' });
      assert.equal(report.demandes.length, analysis.lignes.length);
      assert.ok(report.demandes.every(({ montantSegurHT }) => montantSegurHT !== null));
      assert.equal(target.text('a.json'), soldeModel);
      assert.match(stepsOf(report)[0]?.title.fr ?? '', /PV pilotes/);
    });

    it('a ceiling of its beneficiary is held against its amount', () => {
      const analysis = read(avanceText);
      const ids = analysis.lignes.flatMap(({ ligne }) =>
        (['finessPMSI', 'finessGeo', 'finessJuridique', 'numeroAM', 'rpps', 'siretClient'] as const).flatMap(role =>
          ligne.texts(role).map(({ value }) => value),
        ),
      );
      const plafonds = buildPlafonds([
        ['identifiant', 'type', 'logiciel', 'plafond_ht', 'plafond_ttc'],
        ...[...new Set(ids)].map(id => [id, '', '', '1', '']),
      ]).table;
      const rules = severe(read(avanceText, { plafonds })).map(({ rule }) => rule);
      assert.ok(rules.includes('montant-plafond'), rules.join());
    });

    it('its solde is held against its avance in the workspace', () => {
      const output = readOutput(engine, { file: 'a.json', analysis: read(returned()) }, []);
      assert.ok(!(output instanceof Refused));
      const done = createSolde(engine, { output, lignes: output.candidates.map(({ ligne }) => ligne) });
      assert.ok(!(done instanceof Refused));
      const [amount] = done.analysis.lignes.flatMap(({ ligne }) => ligne.text('montantSegurHT') ?? []);
      assert.ok(amount !== undefined);
      const start = done.analysis.originOf(0) + amount.span.start;
      const raised = `${done.text.slice(0, start)}9${done.text.slice(start)}`;
      const told = (text: string): string[] => {
        const analysis = read(text);
        const index = new WorkspaceIndex();
        index.set(factsOf('sortie.json', read(returned())));
        index.set(factsOf('solde.json', analysis));
        return runWorkspace(engine.rules, index, 'solde.json', contextOf(analysis)).map(({ rule }) => rule.id);
      };
      assert.deepEqual(told(done.text), []);
      assert.deepEqual(told(raised), ['solde-montant']);
    });

    it('reads the corpus of wave 1 as before', () => {
      for (const id of [wave.avance.from, wave.solde.from]) {
        const analysis = read(correctFile(id), { path: `x.${id.toLowerCase().replace('/', '.')}.json` });
        assert.equal(analysis.choice.profile?.id, id);
        assert.deepEqual(severe(analysis), []);
      }
    });
  });
