import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { findingsOf } from '../../server/src/analysis/analyze.js';
import { fixesOf } from '../../server/src/analysis/fix.js';
import { RULES } from '../../server/src/generated/registry.js';
import { citationText } from '../../server/src/format/profiles/sources.js';
import { bilingual, cite, spoken, typeset, verbatim, words } from '../../server/src/texts/typeset.js';
import { findIn } from '../support/cases.js';
import { isRecord } from '../support/json.js';
import { EXAMPLES } from '../support/examples.gen.js';

/** A space that may break where French has none, or a typewriter's apostrophe; values cited from a file don't count. */
const UNSET = /« | »| [:;!?%€](?=\s|$|[).,])|\d \d{3}(?!\d)|(?<=\p{L})'(?=\p{L})/u;
const VALUE = /«\u00a0[^«»]*\u00a0»|`[^`]*`/g;
const assertSet = (text: string): void => {
  assert.doesNotMatch(text.replace(VALUE, '«»'), UNSET, text);
  assert.doesNotMatch(text, /[\ufdd0\ufdd1]/, text);
};

/** Values that typography would change, and a few that look like marks. */
const values = fc.array(
  fc.constantFrom(' ', "'", ':', ';', '?', '«', '»', 'l', 'é', '`', '\ufdd0', '\ufdd1', '\u00a0', '’', '"', '%'),
  { maxLength: 12 },
);
const value = values.map(parts => parts.join(''));
/** Marks have no glyph: they are shown as what can't be. */
const shown = (text: string): string => text.replace(/[\ufdd0\ufdd1]/g, '\ufffd');

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TEXTS = join(ROOT, 'server/src/texts');
/** The door itself, and what `cli/main.ts` and `failures.ts` take through it. */
const PARTS: ReadonlySet<string> = new Set(['typeset.ts', 'making.ts', 'help.ts', 'lists.ts', 'usage.ts']);
const TABLES = readdirSync(TEXTS, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') && !PARTS.has(basename(file)))
  .sort();

/** What the functions of tables are given: the first of these that gives a sentence. */
const GIVEN: readonly unknown[] = [
  'x',
  2,
  ['x'],
  { fr: 'x', en: 'x' },
  { reason: 'syntax', file: 'x', known: ['x'], line: 1, column: 2 },
];

/** Everything that a table says in French. `…Of` is asked for its French; the rest has both languages side by side. */
function frenchOf(name: string, table: unknown): readonly string[] {
  if (
    /(?:w|^w|W)ordsOf$|^commandWords$|MessagesOf$|messagesOf$|notesOf$|failuresOf$/.test(name) &&
    typeof table === 'function'
  )
    return sentences(Reflect.apply(table, undefined, ['fr']), true);
  return sentences(table, false);
}

function sentences(value: unknown, french: boolean): readonly string[] {
  if (typeof value === 'string') return french ? [value] : [];
  if (typeof value === 'function') {
    for (const one of GIVEN) {
      try {
        const told: unknown = Reflect.apply(
          value,
          undefined,
          // Through the door, a function takes what it is given, whatever its length.
          Array.from({ length: Math.max(value.length, 3) }, () => one),
        );
        const found = sentences(told, french);
        if (found.length > 0 && !found.some(text => text.includes('undefined'))) return found;
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
    }
    return [];
  }
  if (Array.isArray(value)) return value.flatMap((item: unknown) => sentences(item, french));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    french ? sentences(item, true) : key === 'fr' ? sentences(item, true) : key === 'en' ? [] : sentences(item, false),
  );
}

describe('typography', () => {
  it('sets French spaces and apostrophes', () => {
    assert.equal(
      typeset("L'écart : « a » n'est pas l'« avance » ; 5 % ou 3 € ? N° 2 !", 'fr'),
      'L’écart\u00a0: «\u00a0a\u00a0» n’est pas l’«\u00a0avance\u00a0»\u00a0; 5\u00a0% ou 3\u00a0€\u00a0? N°\u00a02\u00a0!',
    );
    assert.equal(
      typeset('14 100,83 € ou 1 234 567 ; la ligne 3 vaut 2022', 'fr'),
      '14\u202f100,83\u00a0€ ou 1\u202f234\u202f567\u00a0; la ligne 3 vaut 2022',
    );
  });

  it('leaves English, code, times and addresses as they are', () => {
    assert.equal(typeset("The file's “a : b”", 'en'), "The file's “a : b”");
    assert.equal(typeset("`l'a : b` à 12:30, https://a.fr/?q", 'fr'), "`l'a : b` à 12:30, https://a.fr/?q");
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.oneof(value.map(shown), fc.string()), text => {
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

  describe('is applied to what stands in', () => {
    for (const file of TABLES) {
      it(file, async () => {
        const module: unknown = await import(pathToFileURL(join(TEXTS, file)).href);
        assert.ok(isRecord(module));
        const told = Object.entries(module).flatMap(([name, table]) => frenchOf(name, table));
        assert.ok(told.length > 0, 'a table says something in French');
        for (const text of told) assertSet(text);
      });
    }

    it('the manifest', () => {
      const manifest: unknown = JSON.parse(readFileSync(join(ROOT, 'package.nls.fr.json'), 'utf8'));
      assert.ok(isRecord(manifest));
      // Titles of commands are typed in tests and documents, with the spaces of a keyboard.
      for (const [key, text] of Object.entries(manifest)) if (!key.startsWith('commands.')) assertSet(String(text));
    });
  });

  it('is applied to what the editor shows without us: schemas, and the steps of the walkthrough', () => {
    const told: string[] = [];
    for (const name of ['segur.config.editor.schema.json', 'modele.editor.schema.json'])
      JSON.parse(readFileSync(join(ROOT, 'schemas', name), 'utf8'), (key, value: unknown) => {
        if (key === 'description' && typeof value === 'string') told.push(value.split(' · ')[0] ?? '');
        return value;
      });
    const steps = join(ROOT, 'client/walkthrough');
    for (const name of readdirSync(steps).filter(file => file.endsWith('.fr.md')))
      told.push(readFileSync(join(steps, name), 'utf8').replaceAll(/```.*?```/gs, ''));
    assert.ok(told.length > 50);
    for (const text of told) assert.doesNotMatch(text.replaceAll(/`[^`]*`|\{ .* \}/g, ''), UNSET, text);
  });

  it('has its sentences in the tables: what answers the editor writes none itself', () => {
    for (const folder of ['server/src/features', 'server/src/lsp', 'client/src'])
      for (const file of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
        if (!file.endsWith('.ts')) continue;
        const source = readFileSync(join(ROOT, folder, file), 'utf8').replaceAll(/^\s*(?:\/?\*|\/\/).*$/gm, '');
        assert.doesNotMatch(source, /["`][^"`\n]*\p{L}'\p{L}/u, file);
      }
  });

  it('is not typed by hand in the tables', () => {
    for (const file of TABLES) {
      const source = readFileSync(join(TEXTS, file), 'utf8');
      assert.doesNotMatch(source.replaceAll("'\\u00a0h\\u00a0'", ''), /’|\u00a0/, file);
    }
  });
});
