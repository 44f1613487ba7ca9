import assert from 'node:assert/strict';
import { compareMessagesOf } from '../../server/src/texts/client/main.js';
import { comparePage, type ComparePage } from '../../client/src/views/compareHtml.js';

const HOSTILE = '<img src=x onerror="alert(1)">&\'';

const page: ComparePage = {
  lang: 'fr',
  stale: false,
  avance: { name: `${HOSTILE}.json`, link: 'command:segur.comparer.ouvrir?%5B%22avance%22%5D', portalOutput: true },
  solde: { name: 'solde.json', link: 'command:segur.comparer.ouvrir?%5B%22solde%22%5D', portalOutput: false },
  comparison: {
    title: HOSTILE,
    differences: 2,
    sections: [
      {
        title: 'Bénéficiaires',
        rows: [
          {
            label: 'Bénéficiaire 1',
            avance: `${HOSTILE}\nRPPS 1`,
            solde: '',
            verdict: 'removed',
            note: 'Absent du solde.',
            grave: false,
          },
          { label: 'Bénéficiaire 2', avance: '', solde: HOSTILE, verdict: 'added', note: HOSTILE, grave: true },
          { label: 'Ligne', avance: '1', solde: '2', verdict: 'info', note: '', grave: false },
          { label: 'Régime', avance: 'TTC', solde: 'TTC', verdict: 'same', note: '', grave: false },
        ],
      },
    ],
  },
};

describe('the page of a comparison', () => {
  const html = comparePage(page, compareMessagesOf('fr'), 'n0nce');

  it('runs and loads nothing, whatever the files hold', () => {
    assert.match(
      html,
      /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-n0nce'">/,
    );
    assert.ok(!/<script|<img|<link|@import|url\(|\bsrc=x/i.test(html.replaceAll('&lt;img src=x', '')), html);
    assert.equal(html.split('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;&#39;').length - 1, 6);
    assert.deepEqual(
      [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href),
      [page.avance.link, page.solde.link],
    );
  });

  it('is a table with headings, where words say what colours say', () => {
    assert.match(html, /<html lang="fr">/);
    assert.equal([...html.matchAll(/<th scope="col">/g)].length, 4);
    assert.equal([...html.matchAll(/<th scope="row">/g)].length, 4);
    assert.equal([...html.matchAll(/<th scope="rowgroup" colspan="4">/g)].length, 1);
    for (const word of [
      'retiré',
      'ajouté',
      'identique',
      'Attention',
      'rien',
      '2\u00a0écarts.',
      'Avance, sortie du portail',
    ])
      assert.ok(html.includes(word), word);
  });

  it('says when it may no longer hold', () => {
    assert.ok(!html.includes(compareMessagesOf('fr').gone));
    assert.ok(
      comparePage({ ...page, stale: true }, compareMessagesOf('fr'), 'n').includes(compareMessagesOf('fr').gone),
    );
  });

  it('speaks English', () => {
    const english = comparePage(
      { ...page, lang: 'en', comparison: { ...page.comparison, differences: 1 } },
      compareMessagesOf('en'),
      'n',
    );
    for (const word of ['<html lang="en">', 'removed', 'added', '1 difference.', 'Avance, portal output'])
      assert.ok(english.includes(word), word);
  });
});
