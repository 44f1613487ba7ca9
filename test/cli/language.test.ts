import assert from 'node:assert/strict';
import { wantsColors, askedLanguage } from '../../server/src/cli/console.js';
import { languageOf, plural, pluriel, ranges } from '../../server/src/texts/typeset.js';

describe('cli: language and colours', () => {
  it('takes the option, then the locale, then French', () => {
    assert.equal(languageOf('en', { LANG: 'fr_FR.UTF-8' }), 'en');
    assert.equal(languageOf(undefined, { LC_ALL: '', LC_MESSAGES: 'en_GB', LANG: 'fr_FR' }), 'en');
    assert.equal(languageOf(undefined, { LC_ALL: 'fr_BE.UTF-8', LANG: 'en_US' }), 'fr');
    assert.equal(languageOf(undefined, { LANG: 'de_DE.UTF-8' }), 'en');
    assert.equal(languageOf(undefined, {}), 'fr');
    assert.equal(languageOf(undefined, { LANG: 'C.UTF-8' }), 'fr');
    assert.equal(languageOf(undefined, {}, 'en-US'), 'en');
  });

  it('finds --lang wherever it stands, but not among the files', () => {
    assert.equal(askedLanguage(['check', 'a.json', '--lang', 'en']), 'en');
    assert.equal(askedLanguage(['--lang=en', 'check']), 'en');
    assert.equal(askedLanguage(['check', '--', '--lang', 'en']), undefined);
  });

  it('colours a terminal only, unless told otherwise', () => {
    const wish = (option: boolean | undefined, env: Record<string, string>, terminal: boolean): boolean =>
      wantsColors({ option, env, terminal });
    assert.equal(wish(undefined, {}, true), true);
    assert.equal(wish(undefined, {}, false), false);
    assert.equal(wish(undefined, { TERM: 'dumb' }, true), false);
    assert.equal(wish(undefined, { NO_COLOR: '1' }, true), false);
    assert.equal(wish(undefined, { NO_COLOR: '' }, true), true);
    assert.equal(wish(undefined, { FORCE_COLOR: '1' }, false), true);
    assert.equal(wish(undefined, { FORCE_COLOR: '0' }, true), false);
    assert.equal(wish(true, { NO_COLOR: '1' }, false), true);
    assert.equal(wish(false, { FORCE_COLOR: '1' }, true), false);
  });

  it('counts', () => {
    assert.equal(pluriel(0, 'erreur'), '0\u00a0erreur');
    assert.equal(pluriel(1200, 'erreur'), '1\u202f200\u00a0erreurs');
    assert.equal(plural(0, 'error'), '0 errors');
  });

  it('writes lists of lignes short', () => {
    assert.equal(ranges([2, 3, 4, 7, 9, 10], ' à '), '2 à 4, 7, 9, 10');
    assert.equal(ranges([1, 3, 5, 7, 9, 11, 13], ' à '), '1, 3, 5, 7, 9, 11…');
  });
});
