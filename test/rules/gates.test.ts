import assert from 'node:assert/strict';
import { analyze, findingsOf } from '../../server/src/analysis/analyze.js';
import { citedBy } from '../../server/src/features/request.js';
import {
  CALENDRIER,
  type Calendrier,
  type Echeances,
  formatMoment,
  readCalendrier,
  type SourceDate,
  type Vague,
  withVagues,
} from '../../server/src/format/domain/calendrier.js';
import { formatDate, type Day } from '../../server/src/format/domain/date.js';
import { citationText, isDocumentId } from '../../server/src/format/profiles/sources.js';
import type { Finding } from '../../server/src/rules/contract.js';
import { correctFile, engine, TODAY } from '../support/cases.js';
import { plain } from '../support/plain.js';

const GATES: ReadonlySet<string> = new Set(['guichet-closed', 'date-commande-gate', 'prestation-end']);

function gatesOf(text: string, profile: string, referenceDate: Day, calendrier: Calendrier): readonly Finding[] {
  const analysis = analyze(engine, text, { today: TODAY, profile, referenceDate, calendrier });
  return findingsOf(analysis).filter(({ rule }) => GATES.has(rule.id));
}

const gateOf = (found: readonly Finding[], id: string): Finding => {
  const [finding, ...others] = found.filter(({ rule }) => rule.id === id);
  assert.ok(finding !== undefined && others.length === 0, `${String(found.length)} of ${id}`);
  return finding;
};

/** Another wave, far off, with documents of the user's own: one entry for each of our couloirs. */
const LATER: Calendrier = readCalendrier({
  vagues: [
    {
      id: 'vague-9',
      title: { fr: 'Vague 9', en: 'Ninth wave' },
      couloirs: Object.fromEntries(
        CALENDRIER.flatMap(({ couloirs }) => [...couloirs.keys()]).map(couloir => [
          couloir,
          {
            avance: { opens: '2031-02-01', closes: '2031-04-30', sources: [source(couloir, 'avance')] },
            prestation: { until: '2031-09-30', sources: [source(couloir, 'prestation')] },
            solde: { opens: '2031-10-01', closes: '2031-12-31T14:00', sources: [source(couloir, 'solde')] },
          },
        ]),
      ),
    },
  ],
});

function source(couloir: string, what: string): object {
  return { document: `Appel à financement ${couloir}`, question: `article ${what}` };
}

/** Each profile with what a wave has for its couloir. */
function* echeances(calendrier: Calendrier): Generator<{
  readonly id: string;
  readonly phase: 'avance' | 'solde';
  readonly wave: Vague;
  readonly own: Echeances;
}> {
  for (const id of engine.catalog.ids) {
    const profile = engine.catalog.get(id);
    for (const wave of calendrier) {
      const own = profile && wave.couloirs.get(profile.traits.calendar);
      if (profile !== undefined && own !== undefined) yield { id, phase: profile.phase, wave, own };
    }
  }
}

function assertTold(finding: Finding, { id, title }: Vague, sources: readonly SourceDate[]): void {
  const [first] = sources;
  assert.ok(first !== undefined, `${id} has a date without a source`);
  const { document, question } = first;
  for (const lang of ['fr', 'en'] as const) {
    const told = plain(finding.message(lang));
    assert.ok(told.includes(title[lang]), told);
    const source = isDocumentId(document) ? citationText({ document, question }, lang) : `${document}, ${question}`;
    assert.equal(citedBy(finding, lang), source);
  }
}

function dayAfter(day: Day, days = 1): Day {
  const date = new Date(Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, (day % 100) + days));
  return date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}

for (const [name, calendrier] of [
  ['the waves that we know', CALENDRIER],
  ['a wave of the user’s', withVagues(CALENDRIER, LATER)],
] as const) {
  describe(`gates name their wave and cite their own source: ${name}`, () => {
    for (const { id, phase, wave, own } of echeances(calendrier)) {
      const gate = own[phase];
      if (gate === undefined) continue;
      const correct = correctFile(id);
      const isLast = calendrier.at(-1) === wave;

      it(`${id}, ${wave.id}: closed`, () => {
        const at = dayAfter(gate.closes.day);
        const found = gatesOf(correct, id, at, isLast ? calendrier : [wave]);
        const finding = gateOf(found, 'guichet-closed');
        assert.equal(finding.messageId, 'closed');
        assertTold(finding, wave, gate.sources);
        assert.ok(plain(finding.message('fr')).includes(formatMoment(gate.closes, 'fr')));
      });

      if (gate.opens !== undefined) {
        const { opens } = gate;
        it(`${id}, ${wave.id}: not open yet`, () => {
          const finding = gateOf(gatesOf(correct, id, dayAfter(opens.day, -1), calendrier), 'guichet-closed');
          assert.equal(finding.messageId, 'early');
          assertTold(finding, wave, gate.sources);
        });
      }

      if (phase === 'avance')
        it(`${id}, ${wave.id}: an order signed after the gate`, () => {
          const late = dayAfter(gate.closes.day);
          const text = correct.replace(
            /("dateCommande": )"[^"]*"/,
            (_, key: string) => `${key}"${formatDate(late, 'fr')}"`,
          );
          const found = gatesOf(text, id, late, isLast ? calendrier : [wave]);
          assertTold(gateOf(found, 'date-commande-gate'), wave, gate.sources);
        });

      const { prestation } = own;
      if (phase === 'solde' && prestation !== undefined)
        it(`${id}, ${wave.id}: the end of the service`, () => {
          const finding = gateOf(gatesOf(correct, id, dayAfter(prestation.until), calendrier), 'prestation-end');
          assertTold(finding, wave, prestation.sources);
        });
    }
  });
}
