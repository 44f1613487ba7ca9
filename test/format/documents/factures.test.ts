import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pdfTools } from '../../../server/src/pdf/index.js';
import { analyze, contextOf } from '../../../server/src/analysis/analyze.js';
import type { Finding } from '../../../server/src/rules/contract.js';
import { runDocuments } from '../../../server/src/rules/runner.js';
import { MENTIONS } from '../../../server/src/format/pieces/texte/mentions.js';
import { plain } from '../../support/plain.js';
import { type Extractor, EXTRACTORS, type Hunk } from '../../fixtures/factures/types.js';
import { engine, textOf as fileOf, optionsOf } from '../../support/cases.js';
import { type Fixture, readFixture } from '../../fixtures/factures/read.js';

const FOLDER = join(import.meta.dirname, '..', '..', 'fixtures', 'factures');
const names = readdirSync(FOLDER)
  .filter(name => name.endsWith('.json'))
  .map(name => name.slice(0, -5));

const judge = (fixture: Fixture, text: string): readonly Finding[] => {
  const example = { name: 'corpus', profile: fixture.profile, change: fixture.change };
  const analysis = analyze(engine, fileOf(example), optionsOf(example));
  const piece = { nomFichier: fixture.nomFichier, documents: [{ name: fixture.nomFichier, pages: text.split('\f') }] };
  return runDocuments(engine.rules, analysis, ligne => (ligne.chunk === 0 ? [piece] : undefined), contextOf(analysis));
};

const told = (findings: readonly Finding[]): readonly string[] =>
  findings.map(finding => `${finding.rule.id}/${finding.messageId}: ${finding.message('fr')}`);

function mutate(text: string, hunks: readonly Hunk[]): string {
  const lines = text.split('\n');
  for (const [at, removed, added] of [...hunks].reverse()) lines.splice(at, removed, ...added);
  return lines.join('\n');
}

/** Which mentions a finding names. */
const named = (finding: Finding): readonly string[] =>
  MENTIONS.filter(({ label }) => plain(finding.message('fr')).includes(label.fr)).map(({ id }) => id);

describe('the text of invoices and orders', () => {
  it('has a corpus: four producers, five layouts', () => {
    assert.ok(names.length >= 15);
  });

  for (const name of names) {
    const fixture = readFixture(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));

    describe(name, () => {
      for (const extractor of EXTRACTORS) {
        it(`is correct, read by ${extractor}`, () => {
          assert.deepEqual(told(judge(fixture, fixture.textes[extractor])), [], fixture.textes[extractor]);
        });
      }

      it('is correct, its PDF read as the packaging reads it', async () => {
        const pages = await pdfTools.text(readFileSync(join(FOLDER, `${name}.pdf`)));
        assert.ok(pages !== undefined);
        assert.deepEqual(told(judge(fixture, pages.join('\f'))), []);
      });

      for (const [mutation, hunks] of Object.entries(fixture.mutations)) {
        it(`misses “${mutation}”, and nothing else`, () => {
          for (const extractor of EXTRACTORS) missesOnly(fixture, mutation, extractor, hunks[extractor]);
        });
      }
    });
  }
});

function missesOnly(fixture: Fixture, mutation: string, extractor: Extractor, hunks: readonly Hunk[]): void {
  assert.ok(hunks.length > 0, `${extractor}: nothing is mutated`);
  const text = mutate(fixture.textes[extractor], hunks);
  const findings = judge(fixture, text);
  const all = `${extractor}: ${told(findings).join('\n')}\n${text}`;
  const [only, ...others] = findings;
  assert.ok(only !== undefined, all);
  assert.deepEqual(
    others.map(({ rule }) => rule.id),
    [],
    all,
  );
  assert.equal(`${only.rule.id}/${only.messageId}`, expected(fixture, mutation), all);
  if (only.messageId === 'mentions') assert.deepEqual(named(only), [mutation], all);
}

function expected({ type }: Fixture, mutation: string): string {
  if (type === 'BON_COMMANDE')
    return mutation === 'siret'
      ? 'bon-commande-siret/absent'
      : mutation === 'montant'
        ? 'bon-commande-montant/absent'
        : 'piece-identifiers/order';
  return mutation === 'montant'
    ? 'facture-montant/absent'
    : mutation === 'dmp-mss'
      ? 'facture-mention/dmp-mss'
      : 'facture-mention/mentions';
}
