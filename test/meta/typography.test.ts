import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findingsOf } from '../../server/src/analysis/analyze.js';
import { fixesOf } from '../../server/src/analysis/fix.js';
import { RULES } from '../../server/src/generated/registry.js';
import { citationText } from '../../server/src/format/profiles/sources.js';
import { bilingual, cite, spoken, typeset, verbatim, words } from '../../server/src/texts/typeset.js';
import { findIn } from '../support/cases.js';
import { EXAMPLES } from '../support/examples.gen.js';

/** A space that may break where French has none, or a typewriter's apostrophe; values cited from a file don't count. */
const UNSET = /« | »| [:;!?%€](?=\s|$|[).,])|(?<=\p{L})'(?=\p{L})/u;
const VALUE = /«\u00a0[^«»]*\u00a0»|`[^`]*`/g;
const assertSet = (text: string): void => {
  assert.doesNotMatch(text.replace(VALUE, '«»'), UNSET, text);
  assert.doesNotMatch(text, /[\ufdd0\ufdd1]/, text);
};

/** Values that typography would touch, and a few that look like marks. */
const values = fc.array(
  fc.constantFrom(' ', "'", ':', ';', '?', '«', '»', 'l', 'é', '`', '\ufdd0', '\ufdd1', '\u00a0', '’', '"', '%'),
  { maxLength: 12 },
);
const value = values.map(parts => parts.join(''));
/** Marks have no glyph: they are shown as what can't be. */
const shown = (text: string): string => text.replace(/[\ufdd0\ufdd1]/g, '\ufffd');

describe('typography', () => {
  it('sets French spaces and apostrophes', () => {
    assert.equal(
      typeset("L'écart : « a » n'est pas l'« avance » ; 5 % ou 3 € ? N° 2 !", 'fr'),
      'L’écart\u00a0: «\u00a0a\u00a0» n’est pas l’«\u00a0avance\u00a0»\u00a0; 5\u00a0% ou 3\u00a0€\u00a0? N°\u00a02\u00a0!',
    );
  });

  it('leaves English, code, times and addresses as they are', () => {
    assert.equal(typeset("The file's “a : b”", 'en'), "The file's “a : b”");
    assert.equal(typeset("`l'a : b` à 12:30, https://a.fr/?q", 'fr'), "`l'a : b` à 12:30, https://a.fr/?q");
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.oneof(value, fc.string()), text => {
        const once = typeset(text, 'fr');
        assert.equal(typeset(once, 'fr'), once);
      }),
    );
  });

  it('changes no value that a message is given', () => {
    const message = (data: { readonly a: string; readonly list: readonly string[] }): string =>
      `L'a : ${cite(data.a)} ; « ${data.list.join(' ; ')} » ?`;
    fc.assert(
      fc.property(value, fc.array(value), (a, list) => {
        const [first = '', ...others] = [a, ...list].map(shown);
        assert.equal(
          spoken(message, { a, list }, 'fr'),
          `L’a\u00a0: «\u00a0${first}\u00a0»\u00a0; «\u00a0${others.join('\u00a0; ')}\u00a0»\u00a0?`,
        );
      }),
    );
  });

  it('changes no value in a table of words, however deep it stands', () => {
    const table = { deep: { say: (one: { readonly name: string }) => [`d'où : ${one.name}`] } };
    const of = words(table, table);
    const both = bilingual((name: string) => ({ fr: `l'un : ${name}`, en: `one's: ${name}` }));
    fc.assert(
      fc.property(value, name => {
        assert.deepEqual(of('fr').deep.say({ name }), [`d’où\u00a0: ${shown(name)}`]);
        assert.deepEqual(both(name), { fr: `l’un\u00a0: ${shown(name)}`, en: `one's: ${shown(name)}` });
      }),
    );
  });

  it('keeps a value that stands in a title', () => {
    fc.assert(
      fc.property(value.map(shown), text => {
        assert.equal(typeset(`Écrire ${cite(text)}`, 'fr'), `Écrire «\u00a0${text}\u00a0»`);
        assert.equal(verbatim(verbatim(text)), verbatim(text));
      }),
    );
  });

  describe('is applied to what a rule says', () => {
    for (const { meta } of RULES) {
      it(meta.id, () => {
        for (const text of [meta.title.fr, meta.explanation.fr]) assertSet(text);
        for (const citation of meta.citations) assertSet(citationText(citation, 'fr'));
        for (const example of EXAMPLES[meta.id]?.invalid ?? []) {
          const { analysis } = findIn(example);
          for (const finding of findingsOf(analysis)) {
            assertSet(finding.message('fr'));
            for (const { message } of finding.related) assertSet(message.fr);
            for (const { title } of fixesOf(analysis, finding)) assertSet(title.fr);
          }
        }
      });
    }
  });
});
