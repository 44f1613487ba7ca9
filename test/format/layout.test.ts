import assert from 'node:assert/strict';
import type { Ligne } from '../../server/src/format/model/ligne.js';
import { readRequest } from '../../server/src/format/recognise/request.js';
import { engine, lignesOf, mixedFile } from '../support/cases.js';

const PROFILE = 'MDV-LGC/avance';
const [LIGNE = ''] = lignesOf(PROFILE);

const read = (lignes: readonly string[]): readonly Ligne[] =>
  readRequest(engine.catalog, mixedFile(PROFILE, lignes), { profile: PROFILE }).lignes;
const formsOf = (lignes: readonly string[]): readonly unknown[] => read(lignes).map(({ form }) => form);
const named = (name: string, ligne = LIGNE): string => {
  const changed = ligne.replace(/"nomMedecin":"[^"]*"/, `"nomMedecin":"${name}"`);
  assert.ok(changed.includes(name));
  return changed;
};
/** A ligne of so many doctors. */
const doctors = (count: number): string => {
  const [list = '', doctor = ''] = /"liberal":\[(\{.*?\})/.exec(LIGNE) ?? [];
  return LIGNE.replace(list, `"liberal":[${new Array<string>(count).fill(doctor).join(',')}`);
};

/** What makes a layout another one: the model is met all the same. */
const WAYS: Readonly<Record<string, (ligne: string) => string>> = {
  'a blank more': ligne => ligne.replace('"numeroASP":', '"numeroASP": '),
  'true for false': ligne => ligne.replace('"isMandataire":false', '"isMandataire":true'),
  'a text for null': ligne => ligne.replace('"nomMandataire":null', '"nomMandataire":"Jeanne Petit"'),
  'another code': ligne => ligne.replace('"TTC"', '"HT"'),
  'another doctor': () => doctors(2),
};

describe('the layout of lignes', () => {
  it('is known once it comes again, and the same whatever their own texts and numbers are', () => {
    const own = [
      'Anne Durand',
      'Li',
      'É',
      "Loïc d'Ornano-Müller",
      'Œuvray',
      'L\\u00e9a',
      'A "B"'.replaceAll('"', '\\"'),
    ];
    const forms = formsOf([LIGNE, LIGNE, ...own.map(name => named(name))]).slice(2);
    assert.ok(forms[0] !== undefined);
    assert.deepEqual(new Set(forms).size, 1);
  });

  it('keeps the texts of each, as meant, and their places, as typed', () => {
    const own = ['Anne Durand', 'L\\u00e9a Petit', 'Œuvray'];
    const text = mixedFile(PROFILE, [LIGNE, LIGNE, ...own.map(name => named(name))]);
    const { lignes, tree } = readRequest(engine.catalog, text, { profile: PROFILE });
    const seen = lignes.slice(2).map((ligne, i) => {
      const at = ligne.text('nomClient');
      const origin = tree.list?.origins.at(i + 2) ?? 0;
      return [at?.value, at && text.slice(origin + at.span.start, origin + at.span.end)];
    });
    assert.deepEqual(seen, [
      ['Anne Durand', '"Anne Durand"'],
      ['Léa Petit', '"L\\u00e9a Petit"'],
      ['Œuvray', '"Œuvray"'],
    ]);
  });

  for (const [way, change] of Object.entries(WAYS))
    it(`is another one with ${way}`, () => {
      const other = change(LIGNE);
      assert.notEqual(other, LIGNE);
      const [, , one, , , another] = formsOf([LIGNE, LIGNE, LIGNE, other, other, other]);
      assert.ok(one !== undefined && another !== undefined);
      assert.notEqual(one, another);
    });

  it('is none of a ligne that departs from the model, and of a very long one', () => {
    const lacking = LIGNE.replace('"numeroASP":null,', '');
    const long = doctors(300);
    assert.deepEqual(formsOf([...new Array<string>(3).fill(lacking), ...new Array<string>(3).fill(long)]), [
      ...new Array<undefined>(6),
    ]);
  });

  it('is left alone where a text is too much for its pattern', () => {
    const words = 'a '.repeat(12_000_000);
    const lignes = read([LIGNE, LIGNE, named(`${words}a`)]);
    assert.equal(lignes[2]?.text('nomClient')?.value, `${words}a`);
  });

  it('is still learnt after many that came but once', () => {
    const blank = (count: number): string => LIGNE.replace('"numeroASP":', `"numeroASP":${' '.repeat(count)}`);
    const many = Array.from({ length: 700 }, (_, i) => blank(i + 10));
    const again = blank(1_000);
    const forms = formsOf([...many, again, again, again]);
    assert.deepEqual([forms.at(-4), forms.at(-3)], [undefined, undefined]);
    assert.ok(forms.at(-1) !== undefined);
    assert.equal(forms.at(-1), forms.at(-2));
  });
});
