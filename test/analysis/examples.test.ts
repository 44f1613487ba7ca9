import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Projects } from '../../server/src/node/project.js';
import { Refused } from '../../server/src/app/refused.js';
import { planTable } from '../../server/src/app/table/plan.js';
import { tableSource } from '../../server/src/node/tableFile.js';
import { analyze, findingsOf } from '../../server/src/analysis/analyze.js';
import { fixAll } from '../../server/src/analysis/fix.js';
import { engine, findAll, tell, TODAY } from '../support/cases.js';
import { made } from '../vagues/made.js';
import { isWhatIsWanted, show, type Wanted } from '../support/corpus.js';

const example = (name: string): string => readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8');

const L = '/lignesImport';

/** In the order of the file, by hand. */
const TO_MEND: readonly Wanted[] = [
  { code: 'key-casing', severity: 'error', path: '/SIRET' },
  { code: 'quoted-literal', severity: 'error', path: `${L}/0/numeroASP` },
  { code: 'key-casing', severity: 'error', path: `${L}/0/piecesjustificatives` },
  { code: 'quoted-literal', severity: 'error', path: `${L}/0/scenarioInstallation/isDirectToDMP` },
  { code: 'field-order', severity: 'error', path: `${L}/1/commande` },
  { code: 'enum-value', severity: 'error', path: `${L}/1/piecesJustificatives/0/formatFichier` },
  { code: 'wrong-type', severity: 'error', path: `${L}/2/beneficiaires/structure` },
  { code: 'missing-field', severity: 'error', path: `${L}/3` },
  { code: 'date-format', severity: 'warning', path: `${L}/3/commande/dateCommande` },
  { code: 'whitespace', severity: 'error', path: `${L}/4/numeroEditeur` },
  { code: 'wrong-type', severity: 'error', path: `${L}/4/commande/montantSegurHT` },
  { code: 'rpps', severity: 'error', path: `${L}/4/beneficiaires/liberal/0/RPPS` },
  { code: 'num-ligne', severity: 'warning', path: `${L}/5/numLigne` },
  { code: 'ht-attestation', severity: 'error', path: `${L}/5*` },
  { code: 'telephone', severity: 'warning', path: `${L}/6/beneficiaires/liberal/0/telephoneMedecin` },
  { code: 'quoted-literal', severity: 'error', path: `${L}/7/beneficiaires/isMandataire` },
  { code: 'email', severity: 'error', path: `${L}/7/beneficiaires/liberal/0/emailMedecin` },
];

/** What no tool can know. */
const TO_DECIDE: readonly Wanted[] = [
  { code: 'operateur-messagerie', severity: 'warning', path: `${L}/2/scenarioInstallation/operateurMessagerie` },
  { code: 'mixed-regime-tva', severity: 'error', path: '*' },
  { code: 'rpps', severity: 'error', path: `${L}/6/beneficiaires/liberal/0/RPPS` },
  { code: 'wrong-type', severity: 'error', path: `${L}/7/commande/montantSegurHT` },
];

/**
 * Gaps that a fix leaves: the certificate's name, and a scenario of which nothing is known (its booleans are `false`).
 */
const TO_COMPLETE: readonly Wanted[] = [
  { code: 'wrong-type', severity: 'error', path: `${L}/5/piecesJustificatives/1/nomFichier` },
  { code: 'scenario', severity: 'info', path: `${L}/3/scenarioInstallation*`, several: true },
];

function assertTold(wanted: readonly Wanted[], got: ReturnType<typeof findAll>): void {
  assert.ok(
    isWhatIsWanted(wanted, got),
    `wanted\n${wanted.map(({ severity, code, path }) => `${severity} ${code} ${path}`).join('\n')}\ngot\n${show(got)}`,
  );
}

describe('examples', () => {
  for (const name of ['avance.json', 'solde.json']) {
    it(`says nothing of ${name}`, () => {
      assert.equal(show(findAll(example(name))), '(nothing)');
    });
  }

  it('knows the output of the portal', () => {
    assertTold(
      [{ code: 'portal-output', severity: 'info', path: '*' }],
      findAll(example('sortie-portail-avance.json')),
    );
  });

  it('the output is the avance with the portal’s keys filled, and the solde bears its numbers', () => {
    const output = example('sortie-portail-avance.json');
    const emptied = output.replace(/"(impId|numeroASP|codeTraitement|libelleTraitement)": "[^"]*"/g, '"$1": null');
    assert.equal(emptied, example('avance.json'));
    const numbers = (text: string): readonly string[] => text.match(/"numero(?:ASP|Editeur)": "[^"]*"/g) ?? [];
    assert.deepEqual(numbers(example('solde.json')), numbers(output));
  });

  it('the table makes the avance, to the byte', async () => {
    const project = await new Projects({ engine }).in(
      fileURLToPath(new URL('../../examples/tableau/', import.meta.url)),
    );
    const plan = await planTable({
      table: tableSource({
        path: fileURLToPath(new URL('../../examples/tableau/export-commandes.csv', import.meta.url)),
      }),
      profile: 'MDV-LGC/avance',
      project,
      columns: {},
      values: {},
      forced: {},
      keepIncomplete: false,
      place: name => name,
      take: text => text,
      analysis: { today: TODAY },
    });
    assert.ok(plan !== 'stopped' && !(plan instanceof Refused));
    assert.deepEqual(plan.generated.problems, []);
    assert.equal(plan.generated.files[0]?.text, example('avance.json'));
  });

  it('tells each mistake of avance-a-corriger.json once, at its place', () => {
    assertTold([...TO_MEND, ...TO_DECIDE], findAll(example('avance-a-corriger.json')));
  });

  it('the invented model, adopted, finds the five mistakes of its request', () => {
    const { engine: adopted } = made({ id: 'HOP-DPI-VA9/avance' }, [example('vague-inventee/modele-invente.json')]);
    const analysis = analyze(adopted, example('vague-inventee/demande.json'), { today: TODAY });
    assert.equal(analysis.choice.profile?.id, 'HOP-DPI-VA9/avance');
    assertTold(
      [
        ['field-order', '/commande'],
        ['wrong-type', '/commande/montantHT'],
        ['finess', '/etablissement/finessPMSI'],
        ['whitespace', '/etablissement/nomRepresentant'],
        ['enum-value', '/justificatifs/0/formatFichier'],
      ].map(([code = '', path = '']) => ({ code, severity: 'error', path: `/demandes/0${path}` })),
      findingsOf(analysis).map(finding => tell(analysis, finding)),
    );
  });

  it('leaves after « tout corriger » what a person must decide, and no more', () => {
    const fixed = fixAll(engine, example('avance-a-corriger.json'), { today: TODAY });
    JSON.parse(fixed.text);
    assertTold(
      [...TO_DECIDE, ...TO_COMPLETE],
      findingsOf(fixed.analysis).map(finding => tell(fixed.analysis, finding)),
    );
    for (const kept of [
      '10990000555',
      'Apicrypt',
      '358.33',
      '08/11/2022',
      '0465711057',
      'u.chastaing@cabinet-chastaing.example',
    ])
      assert.ok(fixed.text.includes(kept), kept);
    assert.equal(fixAll(engine, fixed.text, { today: TODAY }).text, fixed.text);
  });
});
