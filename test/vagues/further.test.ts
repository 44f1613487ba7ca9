import assert from 'node:assert/strict';
import { analyze, findingsOf, type Analysis, type Engine } from '../../server/src/analysis/analyze.js';
import { reanalyze } from '../../server/src/analysis/incremental.js';
import { compareFiles } from '../../server/src/app/compare/compare.js';
import { writeDeposit } from '../../server/src/app/deposit/write.js';
import { merge } from '../../server/src/app/merge.js';
import { NO_CONFIG, Project } from '../../server/src/app/project.js';
import { Refused } from '../../server/src/app/refused.js';
import { readRetour } from '../../server/src/app/retour.js';
import { createSolde, readOutput } from '../../server/src/app/solde.js';
import { split } from '../../server/src/app/split.js';
import { listedAs, listing } from '../../server/src/app/table/export.js';
import { complete } from '../../server/src/features/completion.js';
import { outline } from '../../server/src/features/symbols.js';
import type { Profile } from '../../server/src/format/profiles/profile.js';
import type { FieldRole } from '../../server/src/format/profiles/roles.js';
import { PiecedText } from '../../server/src/language/text.js';
import { MemoryTarget, prepare, toolsOf } from '../app/deposit/support.js';
import { make } from '../app/table/support.js';
import { tell, TODAY } from '../support/cases.js';
import { listOf, recordOf } from '../support/json.js';
import { FURTHER, type Further } from './further.js';
import { made } from './made.js';

const write = (file: unknown): string => `${JSON.stringify(file, null, 2)}\n`;

const TURNED: readonly (readonly [RegExp, string])[] = [
  [/commande(?=[^":]*":)/g, 'facture'],
  [/Commande(?=[^":]*":)/g, 'Facture'],
  [/"order(?=[^":]*":)/g, '"invoice'],
  [/"(?:BON_COMMANDE|bon_de_commande|BC|PO)"/g, '"FACTURE"'],
  [/"C"/g, '"S"'],
];

/** The solde's model, derived from the avance's. */
const turned = ({ file }: Further): string =>
  TURNED.reduce((text, [from, to]) => text.replace(from, to), write(file)).replace(/"S"/g, '"C"');

/** The key that the model has for a role, anywhere. */
function keyOf({ file }: Profile, role: FieldRole): string | undefined {
  const find = (shape: Profile['file']): string | undefined => {
    for (const { key, shape: inner } of shape.properties ?? []) {
      const found = inner.role === role || inner.items?.role === role ? key : find(inner);
      if (found !== undefined) return found;
    }
    return shape.items && find(shape.items);
  };
  return find(file);
}

/** Without what a table has no place for: lists of objects in a list or in the head. */
const withoutLists = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(item => withoutLists(item))
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([key]) => key !== 'contacts' && key !== 'sites')
            .map(([key, inner]) => [key, withoutLists(inner)]),
        )
      : value;

const severe = (analysis: Analysis): readonly ReturnType<typeof tell>[] =>
  findingsOf(analysis)
    .filter(({ severity }) => severity !== 'info')
    .map(finding => tell(analysis, finding));

for (const model of FURTHER)
  describe(`rounds of ${model.id}: ${model.what}`, () => {
    const text = write(model.file);
    const soldeId = model.id.replace('/avance', '/solde');
    let engine: Engine;
    let avance: Profile;
    before(() => {
      const first = made({ id: model.id, ...(model.match && { match: model.match }) }, [text]);
      const dossier = keyOf(first.engine.catalog.get(model.id) ?? assert.fail(), 'numeroASP') ?? assert.fail();
      let n = 0;
      const solde = turned(model).replaceAll(`"${dossier}": null`, () => `"${dossier}": "FINXYZ1000${String(++n)}"`);
      ({ engine } = made({ id: soldeId }, [solde], first.engine));
      avance = engine.catalog.get(model.id) ?? assert.fail();
    });
    const read = (of: string, options = {}): Analysis => analyze(engine, of, { today: TODAY, ...options });
    const project = (): Project => new Project({ ...NO_CONFIG, engine }, path => path);
    const lignesOf = (of: string): Record<string, unknown>[] => {
      const holder = avance.above.reduce((object, key) => recordOf(object[key]), recordOf(JSON.parse(of)));
      return listOf(holder[avance.lignesKey]).map(recordOf);
    };
    /** The portal's output of the avance. */
    const returned = (): string => {
      let n = 10_000;
      const dossier = keyOf(avance, 'numeroASP') ?? '';
      const id = keyOf(avance, 'impId');
      return text
        .replace(`"${String(id)}": null`, `"${String(id)}": 48211`)
        .replaceAll(`"${dossier}": null`, () => `"${dossier}": "FINXYZ${String(++n)}"`);
    };

    it('is read at its list, in the outline and by completion too', () => {
      const analysis = read(text);
      assert.equal(analysis.choice.profile?.id, model.id);
      assert.equal(analysis.lignes.length, 2);
      const lignes = (items: ReturnType<typeof outline>): number =>
        items.reduce((sum, { kind, children }) => sum + (kind === 'ligne' ? 1 : lignes(children)), 0);
      assert.equal(lignes(outline(analysis, 'fr')), 2);
      const second = analysis.originOf(1) + 1;
      const typed = `${text.slice(0, second)}"": 1,${text.slice(second)}`;
      const labels = complete(read(typed, { profile: model.id }), second + 1, {
        snippet: false,
        indented: true,
        lang: 'fr',
      });
      assert.ok(
        labels.length > 0 || (avance.ligne.properties ?? []).length === Object.keys(lignesOf(text)[1] ?? {}).length,
      );
    });

    it('an edit in a ligne gives what the whole text gives', () => {
      const before = read(text);
      const at = text.lastIndexOf('.pdf"');
      const after = `${text.slice(0, at)}x${text.slice(at)}`;
      const content = PiecedText.of(text).replaced(at, at, 'x');
      const again = reanalyze(engine, before, { start: at, end: at, text: 'x' }, content);
      const told = (of: Analysis): unknown => findingsOf(of).map(finding => tell(of, finding));
      assert.deepEqual(told(again), told(read(after)));
      assert.notEqual(again.list, before.list);
      assert.deepEqual(
        again.lignes.map((_, i) =>
          after.slice(again.originOf(i), again.originOf(i) + (again.list?.items[i]?.end ?? 0)),
        ),
        read(after).lignes.map((_, i) => {
          const whole = read(after);
          return after.slice(whole.originOf(i), whole.originOf(i) + (whole.list?.items[i]?.end ?? 0));
        }),
      );
    });

    it('the solde is made of the output, only its gaps to complete', () => {
      const output = readOutput(engine, { file: 'a.json', analysis: read(returned()) }, []);
      assert.ok(!(output instanceof Refused), output instanceof Refused ? output.code : '');
      assert.equal(output.profile.id, soldeId);
      const done = createSolde(engine, { output, lignes: output.candidates.map(({ ligne }) => ligne) });
      assert.ok(!(done instanceof Refused));
      assert.equal(done.analysis.lignes.length, 2);
      assert.deepEqual(
        severe(done.analysis).filter(
          ({ marks, rule }) => marks !== 'null' && marks !== '[]' && rule !== 'piece-required',
        ),
        [],
      );
      const compared = compareFiles(
        { file: 'a.json', analysis: read(returned()) },
        { file: 's.json', analysis: done.analysis },
        'fr',
      );
      assert.ok(!(compared instanceof Refused), compared instanceof Refused ? compared.code : '');
      assert.equal(compared.comparisons.length, 2);
    });

    it("the portal's return is read by role", () => {
      const retour = readRetour(
        { engine, project: project() },
        { file: 'a.json', name: 'a.json', analysis: read(returned()) },
      );
      assert.ok(!(retour instanceof Refused), retour instanceof Refused ? retour.code : '');
      assert.deepEqual(
        retour.demandes.map(({ verdict }) => verdict),
        ['registered', 'registered'],
      );
    });

    it('split and merged, it is what it was', () => {
      const analysis = read(text);
      const parts = split(
        { engine, project: project(), path: undefined },
        { file: 'a.json', name: 'a.json', analysis, findings: findingsOf(analysis), by: 'count', size: 1 },
      );
      assert.ok(!(parts instanceof Refused), parts instanceof Refused ? parts.code : '');
      assert.deepEqual(
        parts.map(part => [part.errors, lignesOf(part.text).length, read(part.text).choice.profile?.id]),
        [
          [0, 1, model.id],
          [0, 1, model.id],
        ],
      );
      const whole = merge(
        engine,
        parts.map(({ name, analysis: part }) => ({ file: name, analysis: part })),
      );
      assert.ok(!(whole instanceof Refused), whole instanceof Refused ? JSON.stringify(whole) : '');
      assert.deepEqual(JSON.parse(whole.text), JSON.parse(text));
    });

    it('through a table and back: the same demandes', () => {
      const listed = listing([listedAs({ path: 'a.json', name: 'a.json' }, read(text), () => read(text))], ',');
      assert.ok(!(listed instanceof Refused));
      const generated = make(model.id, listed.rows, { engine });
      // In a table, each attachment is a name: other blocks in their list have no place there, which is reported.
      if (text.includes('"elements"')) {
        assert.equal(generated.leftOut.length, 2);
        return;
      }
      assert.deepEqual([generated.leftOut, generated.missing], [[], []]);
      const [file, ...others] = generated.files;
      assert.ok(file !== undefined && others.length === 0);
      assert.deepEqual(severe(read(file.text())), []);
      // A list of objects without any known role has no column, which is reported.
      if (listed.lost.length === 0) assert.deepEqual(JSON.parse(file.text()), JSON.parse(text));
      else assert.deepEqual(withoutLists(JSON.parse(file.text())), withoutLists(JSON.parse(text)));
    });

    it('is packaged, each demande with its pièces', async () => {
      const analysis = read(text);
      const names = analysis.lignes.flatMap(({ ligne }) => ligne.texts('nomFichier').map(({ value }) => value));
      assert.equal(names.length, 2);
      const files = new Map(names.map(name => [name, `pdf:${name}`]));
      const prepared = await prepare({ engine, analysis, files });
      assert.deepEqual(prepared.plan.problems, []);
      const target = new MemoryTarget();
      const report = await writeDeposit(prepared, toolsOf(files, target), { lang: 'fr' });
      assert.equal(report.demandes.length, 2);
      assert.equal(target.text('a.json'), text);
    });
  });
