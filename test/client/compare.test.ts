import assert from 'node:assert/strict';
import { compareMessagesOf } from '../../server/src/texts/client/main.js';
import { type ComparedFilePage, compareFilePage, comparePage, type ComparePage } from '../../client/src/views/html.js';

const HOSTILE = '<img src=x onerror="alert(1)">&\'';

const page: ComparePage = {
  whole: 'command:segur.comparer.ouvrir?%5B%22whole%22%5D',
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
      [page.whole, page.avance.link, page.solde.link],
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

describe('the table of a whole file', () => {
  const place = { uri: 'file:///a.json', range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } } };
  const side = { ...place, portalOutput: false };
  const change = { label: 'Montant', avance: '1\n2', solde: '', verdict: 'removed', note: '', grave: true } as const;
  const key = { numeroASP: null, numeroEditeur: null, index: 0 };
  const own = { demande: key, beneficiary: '', differences: 0, changes: [], note: '', avance: side, solde: side };
  const file: ComparedFilePage = {
    lang: 'fr',
    stale: false,
    filter: 'all',
    search: '',
    link: (...action) => `command:x?${encodeURIComponent(JSON.stringify(action))}`,
    file: {
      uri: 'file:///a.json',
      name: `${HOSTILE}.json`,
      rows: [
        { ...own, title: HOSTILE, beneficiary: HOSTILE, state: 'grave', differences: 1, changes: [change] },
        { ...own, title: 'B-2', beneficiary: 'Élodie', state: 'unreadable', note: HOSTILE },
        { ...own, title: 'C-3', state: 'alone', solde: null },
        ...Array.from({ length: 600 }, (_, i) => ({ ...own, title: `D-${String(i)}`, state: 'same' as const })),
      ],
    },
  };
  const texts = compareMessagesOf('fr');
  const shown = (page: Partial<ComparedFilePage>): string => compareFilePage({ ...file, ...page }, texts, 'n0nce');
  const named = (html: string): unknown[] =>
    [...html.matchAll(/<th scope="row">(?:<a [^>]*>)?([^<]*)/g)].map(([, name]) => name);

  it('runs and loads nothing, and its links lead to the panel only', () => {
    const html = shown({});
    assert.match(html, /content="default-src 'none'; style-src 'nonce-n0nce'">/);
    assert.ok(!/<script|<img|<link|@import|url\(/i.test(html));
    for (const [, href] of html.matchAll(/href="([^"]*)"/g)) assert.match(href ?? '', /^command:x\?/);
  });

  it('says in words what it says in signs, and names each link for who hears it', () => {
    const html = shown({});
    for (const word of ['à corriger', 'Montant\u00a0: 1, 2 → rien', 'non comparée', 'pas encore de solde', 'identique'])
      assert.ok(html.includes(word), word);
    assert.match(html, /<nav aria-label="Montrer">/);
    assert.match(html, /aria-label="Avance – C-3"/);
    assert.equal([...html.matchAll(/<th scope="col">/g)].length, 4);
    assert.ok(html.includes('603\u00a0demandes\u00a0; 2 à regarder.'), html.slice(0, 2000));
  });

  it('shows those that are asked for, and of many the first', () => {
    assert.equal(named(shown({})).length, 500);
    assert.match(shown({}), /103\u00a0autres demandes/);
    assert.deepEqual(named(shown({ filter: 'alone' })), ['C-3']);
    assert.deepEqual(named(shown({ filter: 'differs' })).slice(1), ['B-2']);
    assert.match(shown({ filter: 'alone' }), /aria-current="true">sans autre moitié \(1\)/);
    assert.deepEqual(named(shown({ search: 'elodie' })), ['B-2']);
    assert.deepEqual(named(shown({ search: 'D-59', filter: 'same' })).length, 11);
    assert.match(shown({ search: '<nobody>' }), /Aucune demande ne répond[^]*/);
    assert.match(shown({ search: '<nobody>' }), /«\u00a0&lt;nobody&gt;\u00a0»/);
  });
});
