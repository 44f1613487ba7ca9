import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyze } from '../../server/src/analysis/analyze.js';
import { complete } from '../../server/src/features/completion.js';
import { knownValues, type KnownValue } from '../../server/src/features/knownValues.js';
import type { FieldSet } from '../../server/src/format/model/ligne.js';
import type { FieldRole } from '../../server/src/format/profiles/roles.js';
import { WorkspaceIndex } from '../../server/src/index/index.js';
import { factsOf } from '../../server/src/index/read.js';
import { engine, TODAY } from '../support/cases.js';

const example = (name: string): string => readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8');
const SOLDE = example('solde.json');
const analysisOf = (text: string) => analyze(engine, text, { today: TODAY });

/** The values for a role of the first ligne of a solde, beside the avance's output. */
function known(solde: string, role: FieldRole, of?: FieldSet): readonly KnownValue[] {
  const index = new WorkspaceIndex();
  index.set(factsOf('sortie.json', analysisOf(example('sortie-portail-avance.json'))));
  const analysis = analysisOf(solde);
  index.set(factsOf('solde.json', analysis));
  return knownValues(role, {
    files: index.all(),
    own: 'solde.json',
    stem: 'MDV-LGC',
    ligne: of ?? analysis.lignes[0]?.ligne,
    today: TODAY,
    lang: 'fr',
  });
}

const asp = /"numeroASP": "(FIN\w+)"/.exec(SOLDE)?.[1] ?? '';
const editeur = /"numeroEditeur": "([^"]+)"/.exec(SOLDE)?.[1] ?? '';

describe('values that the workspace knows', () => {
  it('tell the dossier of the demande that the ligne is, and its number from its dossier', () => {
    assert.deepEqual(
      known(SOLDE.replace(`"${asp}"`, 'null'), 'numeroASP').map(({ value }) => value),
      [asp],
    );
    assert.deepEqual(
      known(SOLDE.replace(`"${editeur}"`, 'null'), 'numeroEditeur').map(({ value }) => value),
      [editeur],
    );
  });

  it('tell the demandes that the file has not yet, where the ligne says nothing', () => {
    const blank = SOLDE.replace(`"${asp}"`, 'null').replace(`"${editeur}"`, 'null');
    const values = known(blank, 'numeroASP').map(({ value }) => value);
    assert.ok(values.includes(asp));
    const others = [...SOLDE.matchAll(/"numeroASP": "(FIN\w+)"/g)].map(([, value]) => value ?? '').slice(1);
    assert.deepEqual(
      values.filter(value => others.includes(value)),
      [],
    );
  });

  it('tell the publisher, the operators and the day', () => {
    assert.deepEqual(
      known(SOLDE, 'siretEditeur').map(({ value }) => value),
      [/"siret": "(\d+)"/.exec(SOLDE)?.[1]],
    );
    assert.ok(
      known(SOLDE, 'operateurMessagerie').every(({ value }) => SOLDE.includes(value) || value.startsWith('API')),
    );
    assert.match(known(SOLDE, 'dateFacture')[0]?.value ?? '', /^\d\d\/\d\d\/\d{4}$/);
  });

  it('are proposed where the value stands, in the words of JSON', () => {
    const text = SOLDE.replace(`"${asp}"`, 'null');
    const analysis = analysisOf(text);
    const offset = text.indexOf('"numeroASP": null') + '"numeroASP": nu'.length;
    const proposals = complete(analysis, offset, {
      snippet: false,
      indented: true,
      lang: 'fr',
      known: (role, ligne) => known(text, role, ligne),
    });
    assert.ok(proposals.some(proposal => proposal.text === `"${asp}"`));
  });
});
