import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plain as flat, readFaqList } from '../../../scripts/generate/faq-list.js';
import type { Analysis } from '../../../server/src/analysis/analyze.js';
import { renderReport } from '../../../server/src/app/deposit/report/html.js';
import { type DepositReport, stepsOf } from '../../../server/src/app/deposit/report/report.js';
import { writeDeposit } from '../../../server/src/app/deposit/write.js';
import { analysisOf, MemoryTarget, prepare, toolsOf } from './support.js';
import { plain } from '../../support/plain.js';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const SEEDS = join(ROOT, '..', 'shared', 'seeds');

/** The report of a file with all its attachments. */
async function reportOf(analysis: Analysis, lang: 'fr' | 'en' = 'fr'): Promise<DepositReport> {
  const files = new Map(
    analysis.lignes.flatMap(({ ligne }) =>
      ligne.texts('nomFichier').map(({ value }) => [value, `pdf:${value}`] as const),
    ),
  );
  return writeDeposit(
    await prepare({ analysis, files, zipName: '{numLigne}.zip' }),
    toolsOf(files, new MemoryTarget()),
    { lang },
  );
}

/** Tags close in the order in which they open; enough of a check for a page without scripts. */
function assertWellFormed(page: string): void {
  const open: string[] = [];
  for (const [, close, name = ''] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)[^<>]*>/g)) {
    if (['meta', 'br', 'link', 'img', 'hr'].includes(name)) continue;
    if (close === '') open.push(name);
    else assert.equal(open.pop(), name);
  }
  assert.deepEqual(open, []);
}

describe('packaging: report', () => {
  const amounts: readonly (readonly [
    profile: string,
    rule: DepositReport['avance'],
    total: string,
    avance: string | null,
  ])[] = [
    ['MDV-LGC/avance', { percent: 30 }, '2508.31', '752.50'],
    ['MDV-LGC/solde', null, '2508.31', null],
    ['SAS-AGENDA/avance', { forfaitHT: '30000.00' }, '70000.00', '30000.00'],
    ['MSS-OPE/avance', { forfaitHT: '6666.67' }, '6666.67', '6666.67'],
  ];
  for (const [profile, rule, total, avance] of amounts) {
    it(`adds the amounts up: ${profile}`, async () => {
      const report = await reportOf(analysisOf(profile));
      assert.deepEqual([report.avance, report.totals.montantSegurHT, report.totals.avanceHT], [rule, total, avance]);
      assert.equal(report.file.afterPilots, false);
    });
  }

  it('knows no total where an amount can’t be read', async () => {
    const { totals, demandes } = await reportOf(
      analysisOf('MDV-LGC/avance', [['"montantSegurHT": 358.33', '"montantSegurHT": null']]),
    );
    assert.equal(totals.montantSegurHT, null);
    assert.equal(demandes[0]?.montantSegurHT, null);
  });

  const rates: readonly (readonly [name: string, file: Analysis, vat: DepositReport['vat'], step: RegExp])[] = [
    ['one territory', analysisOf('HOP-RI/avance'), { regime: 'TTC', rates: ['20'], rate: '20' }, /TTC 20 %/],
    [
      'no FINESS',
      analysisOf('MDV-LGC/avance', [
        ['"130045677"', 'null'],
        ['"690012349"', ''],
      ]),
      { regime: 'TTC', rates: [], rate: null },
      /celui de vos bons de commande/,
    ],
    ['HT', analysisOf('SAS-AGENDA/avance', [['"TTC"', '"HT"']]), { regime: 'HT', rates: ['0'], rate: '0' }, /HT 0 %/],
  ];
  for (const [name, analysis, vat, step] of rates) {
    it(`says the rate to type: ${name}`, async () => {
      const report = await reportOf(analysis);
      assert.deepEqual(report.vat, vat);
      assert.match(plain(stepsOf(report)[1]?.title.fr ?? ''), step);
    });
  }

  it('warns of several rates in one file', async () => {
    const report = await reportOf(analysisOf('MDV-LGC/avance', [['"regimeTVA": "TTC"', '"regimeTVA": "HT"']]));
    assert.equal(report.vat.regime, 'mixed');
    assert.equal(report.vat.rate, null);
    assert.match(stepsOf(report)[1]?.text.fr ?? '', /split --by rate/);
  });

  for (const lang of ['fr', 'en'] as const) {
    it(`is one page, whole, without a script, in ${lang}`, async () => {
      for (const profile of ['MDV-LGC/avance', 'MDV-LGC/solde', 'HOP-PFI/solde', 'SAS-AGENDA/avance']) {
        const report = await reportOf(analysisOf(profile), lang);
        const page = renderReport(report);
        assertWellFormed(page);
        assert.ok(page.includes(`<html lang="${lang}">`));
        assert.equal(page.match(/<style/g)?.length, 1);
        assert.doesNotMatch(page, /<script|<link|<img|<iframe| style="| on[a-z]+="|url\(|@import|https?:/);
        assert.equal(page.match(/<h1/g)?.length, 1);
        assert.equal(page.match(/<table/g)?.length, page.match(/<caption/g)?.length, 'every table says what it is');
        assert.doesNotMatch(page, /<th>|<th class/, 'every heading of a table says what it heads');
        const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
        assert.equal(new Set(ids).size, ids.length);
        for (const [, target] of page.matchAll(/(?:href="#|aria-labelledby=")([^"]+)"/g))
          assert.ok(ids.includes(target), target);
        assert.doesNotMatch(page, /undefined|null|NaN|\[object/);
        if (lang === 'fr')
          assert.doesNotMatch(
            page.replace(/<style[\s\S]*<\/style>|<code>.*?<\/code>/g, ''),
            /« | »|(?<=[\p{L}\d]) [:;!?](?=\s|<)/u,
            'spaces that may break',
          );
      }
    });
  }

  it('takes a nonce and a policy, for the editor', async () => {
    const page = renderReport(await reportOf(analysisOf('MDV-LGC/avance')), {
      nonce: 'abc',
      policy: "default-src 'none'; style-src 'nonce-abc'",
    });
    assert.ok(page.includes('<style nonce="abc">'));
    assert.ok(
      page.includes(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-abc'">`),
    );
  });

  it('escapes what it is given, wherever it stands', async () => {
    const evil = `"><script>alert(1)</script>&'\\u202e\\u0007`;
    const analysis = analysisOf('MDV-LGC/solde', [
      ['"numeroEditeur": "BDC-2022-0001"', `"numeroEditeur": "${evil.replace('"', '\\"')}"`],
      ['"numeroASP": "', `"numeroASP": "${evil.replace('"', '\\"')}`],
      ['"typeFichier": "FACTURE"', `"typeFichier": "${evil.replace('"', '\\"')}"`],
    ]);
    const page = renderReport(await reportOf(analysis));
    assertWellFormed(page);
    assert.doesNotMatch(page, /<script|[\u0007\u202e]/);
    assert.match(page, /‹U\+202E›‹U\+0007›/);
  });

  it('cites questions that the FAQs have, in their own words', async () => {
    const asked = new Set(
      readFaqList().questions.flatMap(({ question }) => (question === undefined ? [] : [flat(question)])),
    );
    const texts = existsSync(SEEDS)
      ? readdirSync(SEEDS)
          .map(name => flat(readFileSync(join(SEEDS, name), 'utf8')))
          .join('\n')
      : undefined;
    for (const profile of ['MDV-LGC/avance', 'MDV-LGC/solde']) {
      for (const { sources } of stepsOf(await reportOf(analysisOf(profile)))) {
        assert.ok(sources.length > 0);
        for (const { question, quote = '' } of sources) {
          assert.ok(asked.has(flat(question)), question);
          if (texts !== undefined) assert.ok(texts.includes(flat(quote)), quote);
        }
      }
    }
  });
});
