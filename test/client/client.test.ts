import assert from 'node:assert/strict';
import { messagesOf } from '../../server/src/texts/client/main.js';
import { langOf } from '../../server/src/texts/typeset.js';
import { plain } from '../support/plain.js';
import { changed, globInFolder, globOf, profilesOf, withChoices } from '../../client/src/profiles/settings.js';
import { RestartBudget } from '../../client/src/restartBudget.js';
import { describeStatus, summary } from '../../client/src/views/describe.js';
import { matchesGlob, mostSpecific } from '../../server/src/language/glob.js';
import type { StatusParams } from '../../server/src/lsp/protocol/index.js';

const fr = messagesOf('fr');

describe('profile choices', () => {
  it('name a file by a glob that matches it, whatever its characters', () => {
    assert.equal(globOf('lots/2022 [v2]/été {1}!.json'), 'lots/2022 ?v2?/été ?1??.json');
  });

  it('name that file only: at the root, not its namesakes in the folders', () => {
    for (const path of ['avance.json', 'lots/a [1].json']) assert.ok(matchesGlob(globInFolder(path), path), path);
    assert.ok(!matchesGlob(globInFolder('avance.json'), 'lots/avance.json'));
    assert.equal(mostSpecific(['*.json', globInFolder('avance.json'), '**/avance.json']), './avance.json');
    assert.ok(matchesGlob(globOf('/tmp/a.json'), '/tmp/a.json'));
  });

  it('add, replace and remove one entry, and leave no empty setting behind', () => {
    assert.deepEqual(changed({ 'a.json': 'X/avance' }, 'b.json', 'Y/solde'), {
      'a.json': 'X/avance',
      'b.json': 'Y/solde',
    });
    assert.deepEqual(changed({ 'a.json': 'X/avance' }, 'a.json', 'Y/solde'), { 'a.json': 'Y/solde' });
    assert.equal(changed({ 'a.json': 'X/avance' }, 'a.json', undefined), undefined);
  });

  it('reach the server beside the settings of the files', () => {
    const choices = { '/tmp/a.json': 'X/avance' };
    assert.deepEqual(withChoices({ referenceDate: null, profiles: { '*.json': 'Y/solde' } }, 'segur', choices), {
      referenceDate: null,
      profiles: { '*.json': 'Y/solde', '/tmp/a.json': 'X/avance' },
    });
    assert.deepEqual(withChoices(null, 'segur.profiles', choices), choices);
    assert.equal(withChoices(2, 'editor.tabSize', choices), 2);
    assert.equal(withChoices(null, 'segur', {}), null);
  });

  it('take from settings typed by hand what makes sense', () => {
    assert.deepEqual(profilesOf({ a: 'X/avance', b: 3, c: null }), { a: 'X/avance' });
    assert.deepEqual(profilesOf('X'), {});
    assert.deepEqual(profilesOf(['X']), {});
  });
});

describe('restart budget', () => {
  it('allows four deaths within three minutes, and starts anew after a calm', () => {
    const budget = new RestartBudget();
    assert.deepEqual(
      [0, 1, 2, 3, 4].map(at => budget.spend(at)),
      [true, true, true, true, false],
    );
    assert.equal(budget.spend(4 * 60 * 1000), true);
  });
});

describe('status item', () => {
  const status: StatusParams = {
    uri: 'file:///a.json',
    profile: 'MDV-LGC/solde',
    title: 'Médecine de ville, LGC, solde',
    by: 'name',
    reconstructed: true,
    lignes: 3,
    portalOutput: false,
    montantHT: 286664,
  };

  it('tells the profile, that its model is reconstructed, the number of lignes and how it was found', () => {
    const told = describeStatus(fr, 'running', status);
    assert.deepEqual(
      { ...told, detail: plain(told.detail) },
      {
        text: 'Médecine de ville, LGC, solde',
        detail: "modèle reconstitué · 3 lignes · d'après le nom du fichier",
        severity: 'info',
      },
    );
    assert.equal(
      plain(describeStatus(fr, 'running', { ...status, reconstructed: false, lignes: 1, by: 'user' }).detail),
      '1 ligne · choisi par vous',
    );
  });

  it('sums the request up in the status bar', () => {
    assert.equal(
      plain(summary(fr, status, { errors: 17, warnings: 2 })),
      'MDV-LGC solde · 3 lignes · 2 866,64 € · 17 erreurs',
    );
    assert.equal(
      plain(summary(fr, { ...status, montantHT: null }, { errors: 0, warnings: 1 })),
      'MDV-LGC solde · 3 lignes · 1 avertissement',
    );
    assert.equal(
      plain(summary(fr, { ...status, profile: null, lignes: 1 }, { errors: 0, warnings: 0 })).slice(0, 25),
      'Profil inconnu · 1 ligne ',
    );
  });

  it('draws the eye to an unknown profile and to a stopped server', () => {
    assert.deepEqual(
      describeStatus(fr, 'running', { ...status, profile: null, title: null, by: 'none', reconstructed: false }),
      {
        text: 'Profil inconnu',
        detail: '3\u00a0lignes',
        severity: 'warning',
      },
    );
    assert.deepEqual(describeStatus(fr, 'stopped', status), {
      text: 'Ségur JSON est arrêté',
      detail: '',
      severity: 'error',
    });
    assert.equal(describeStatus(fr, 'starting', undefined).text, 'Ségur JSON démarre…');
    assert.equal(describeStatus(fr, 'running', undefined).text, 'Ségur JSON');
  });
});

describe('language of the interface', () => {
  it('is French where VS Code is, else English', () => {
    assert.deepEqual(['fr', 'fr-CA', 'FR', 'en', 'de', 'fro'].map(langOf), ['fr', 'fr', 'fr', 'en', 'en', 'en']);
  });
});
