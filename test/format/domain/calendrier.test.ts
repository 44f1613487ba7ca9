import assert from 'node:assert/strict';
import vagues from '../../../schemas/calendrier.json';
import {
  CalendrierError,
  dossierCompletOf,
  echeancesAt,
  etatGuichet,
  guichetsOf,
  readCalendrier,
  withVagues,
} from '../../../server/src/format/domain/calendrier.js';
import { isDocumentId } from '../../../server/src/format/profiles/sources.js';
import { createEngine } from '../../../server/src/analysis/analyze.js';

const calendrier = readCalendrier(vagues);
const next = readCalendrier({
  vagues: [
    {
      id: 'vague-2',
      title: { fr: 'Vague 2', en: 'Second wave' },
      couloirs: {
        MDV: {
          avance: { opens: '2025-02-01', closes: '2025-06-30T14:00' },
          prestation: { until: '2026-03-31' },
          solde: { opens: '2025-09-01', closes: '2026-06-30T14:00' },
        },
      },
    },
  ],
});

describe('calendrier', () => {
  it('has an entry for every profile, and names documents that the tool knows', () => {
    const { catalog } = createEngine();
    for (const id of catalog.ids) {
      const profile = catalog.get(id);
      assert.ok(profile);
      assert.equal(guichetsOf(calendrier, profile.traits.calendar, profile.phase).length, 1, id);
      const echeances = echeancesAt(calendrier, profile.traits.calendar, 20_230_101);
      for (const part of [echeances?.enrolement, echeances?.avance, echeances?.solde, echeances?.prestation]) {
        for (const source of part?.sources ?? []) assert.ok(isDocumentId(source.document));
      }
    }
  });

  it('takes what a user knows: a source in a word, an enrolment without an end, the complete dossier', () => {
    const mine = readCalendrier({
      vagues: [
        {
          id: 'a',
          title: { fr: 'la mienne', en: 'mine' },
          couloirs: {
            'ABC-XYZ-VA4': {
              enrolement: { opens: '2031-01-05T14:00', source: 'Courriel de l’ASP du 04/01/2031' },
              dossierComplet: '2031-02-01',
            },
          },
        },
      ],
    });
    const own = mine[0]?.couloirs.get('ABC-XYZ-VA4');
    assert.deepEqual(own?.enrolement?.sources, [
      { document: 'Courriel de l’ASP du 04/01/2031', question: '', quote: undefined },
    ]);
    assert.equal(own.enrolement.closes, undefined);
    assert.equal(dossierCompletOf(withVagues(calendrier, mine), 'ABC-XYZ-VA4'), 20_310_201);
    assert.equal(dossierCompletOf(calendrier, 'ABC-XYZ-VA4'), undefined);
  });

  it('tells where each date of the second wave comes from', () => {
    const wave = calendrier.find(({ id }) => id === 'vague-2');
    for (const [couloir, own] of wave?.couloirs ?? [])
      for (const part of [own.enrolement, own.avance, own.prestation, own.solde])
        if (part !== undefined) assert.match(part.sources[0]?.question ?? '', /vue? le 29\/11\/2026/, couloir);
    assert.equal(wave?.couloirs.get('HOP-DPI-VA2')?.enrolement?.opens?.hour, '14:00');
  });

  it('holds the dates of the first wave', () => {
    const told = ['RAD', 'MDV', 'HOP', 'BIO-SGL', 'BIO-LOINC', 'PHA', 'MSS', 'MS1', 'MS2', 'SAS'].map(couloir => {
      const echeances = echeancesAt(calendrier, couloir, 20_230_101);
      const { enrolement, avance, prestation, solde } = echeances ?? {};
      const show = (guichet: typeof enrolement): string =>
        `${guichet?.opens === undefined ? '' : `${String(guichet.opens.day)}–`}${String(guichet?.closes?.day)}` +
        (guichet?.closes?.hour === undefined ? '' : ` ${guichet.closes.hour}`);
      return [couloir, show(enrolement), show(avance), prestation?.until, show(solde)].join(' | ');
    });
    assert.deepEqual(told, [
      'RAD | 20221130 | 20221130 | 20230920 | 20231214 14:00',
      'MDV | 20221130 | 20221130 | 20230920 | 20231214 14:00',
      'HOP | 20221130 | 20221130 | 20230920 | 20231214 14:00',
      'BIO-SGL | 20221130 | 20221130 | 20230920 | 20231214 14:00',
      'BIO-LOINC | 20221130 | 20221130 | 20231031 | 20231214 14:00',
      'PHA | 20230315 | 20230315 14:00 | 20230920 | 20231214 14:00',
      'MSS | 20230726 14:00 | 20230726 14:00 |  | 20230704–20230928 14:00',
      'MS1 | 20240228 14:00 | 20240228 14:00 |  | 20241219 14:00',
      'MS2 | 20240228 14:00 | 20240228 14:00 |  | 20241219 14:00',
      'SAS | 20230428–20240605 14:00 | 20230428–20240605 14:00 |  | 20230922–20240904 14:00',
    ]);
  });

  it('tells an open, a closed and a coming gate', () => {
    const avance = guichetsOf(calendrier, 'MDV', 'avance');
    assert.equal(etatGuichet(avance, 20_221_130)?.open, true);
    assert.equal(etatGuichet(avance, 20_221_201)?.open, false);
    const solde = etatGuichet(guichetsOf(calendrier, 'MSS', 'solde'), 20_230_703);
    assert.ok(solde?.open === false);
    assert.equal(solde.closed, undefined);
    assert.equal(solde.next?.opens?.day, 20_230_704);
    assert.equal(etatGuichet(guichetsOf(calendrier, 'XXX', 'solde'), 20_230_703), undefined);
  });

  it('takes further waves', () => {
    const both = withVagues(calendrier, next);
    assert.deepEqual(
      both.map(({ id }) => id),
      ['vague-1', 'vague-2'],
    );
    const avance = guichetsOf(both, 'MDV', 'avance');
    const between = etatGuichet(avance, 20_240_101);
    assert.ok(between?.open === false);
    assert.equal(between.closed?.closes.day, 20_221_130);
    assert.equal(between.next?.opens?.day, 20_250_201);
    assert.equal(etatGuichet(avance, 20_250_301)?.open, true);
    assert.equal(echeancesAt(both, 'MDV', 20_231_001)?.prestation?.until, 20_230_920);
    assert.equal(echeancesAt(both, 'MDV', 20_260_101)?.prestation?.until, 20_260_331);
    assert.equal(echeancesAt(both, 'MDV', 20_270_101)?.prestation?.until, 20_260_331);
  });

  it('lets a wave of the same id take the place of ours', () => {
    const ours = next.map(vague => ({ ...vague, id: 'vague-1' }));
    assert.deepEqual(withVagues(calendrier, ours), [...ours, ...calendrier.slice(1)]);
  });

  const bad: readonly (readonly [name: string, data: unknown, where: string])[] = [
    ['no object', [], ''],
    ['no list', { vagues: {} }, 'vagues'],
    ['no title', { vagues: [{ id: 'x', couloirs: {} }] }, 'vagues/0/title'],
    [
      'no such day',
      { vagues: [{ id: 'x', title: { fr: 'x', en: 'x' }, couloirs: { MDV: { avance: { closes: '2025-02-30' } } } }] },
      'vagues/0/couloirs/MDV/avance/closes',
    ],
    [
      'another form',
      { vagues: [{ id: 'x', title: { fr: 'x', en: 'x' }, couloirs: { MDV: { avance: { closes: '30/11/2025' } } } }] },
      'vagues/0/couloirs/MDV/avance/closes',
    ],
    [
      'no such hour',
      {
        vagues: [
          { id: 'x', title: { fr: 'x', en: 'x' }, couloirs: { MDV: { avance: { closes: '2025-11-30T24:00' } } } },
        ],
      },
      'vagues/0/couloirs/MDV/avance/closes',
    ],
    [
      'an order that is none',
      {
        vagues: [
          {
            id: 'x',
            title: { fr: 'x', en: 'x' },
            couloirs: { MDV: { solde: { opens: '2026-01-01', closes: '2025-01-01' } } },
          },
        ],
      },
      'vagues/0/couloirs/MDV/solde',
    ],
  ];
  for (const [name, data, where] of bad) {
    it(`refuses: ${name}`, () => {
      assert.throws(
        () => readCalendrier(data),
        (error: unknown) => error instanceof CalendrierError && error.where === where,
      );
    });
  }
});
