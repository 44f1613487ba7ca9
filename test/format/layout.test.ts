import assert from 'node:assert/strict';
import type { Ligne } from '../../server/src/format/model/ligne.js';
import type { Shape } from '../../server/src/format/profiles/profile.js';
import { readStrictLigne } from '../../server/src/format/recognise/request.js';
import { engine, lignesOf } from '../support/cases.js';

const PROFILE = 'MDV-LGC/avance';
const [LIGNE = ''] = lignesOf(PROFILE);

/** A copy, so that no layout is known from other tests. */
function modelOf(profile: string): Shape {
  const model = engine.catalog.get(profile)?.ligne;
  assert.ok(model !== undefined);
  return { ...model };
}

function read(lignes: readonly string[], model = modelOf(PROFILE)): readonly Ligne[] {
  const list = { parent: undefined, key: 'lignesImport' };
  return lignes.map((text, rank) => {
    const ligne = readStrictLigne(text, 0, model, list, rank);
    assert.ok(ligne !== undefined);
    return ligne;
  });
}
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

/** A ligne whose answers of yes and no are the bits of a number. */
function flags(bits: number): string {
  let left = bits;
  return LIGNE.replace(
    /(?<=Needed|ToDMP|SSPro|Citoyen|entUnique|Mandataire)(":)(?:true|false)/g,
    (_, colon: string) => {
      const flag = left % 2 === 1;
      left = Math.floor(left / 2);
      return `${colon}${String(flag)}`;
    },
  );
}

/** What makes its form another one: the model is met all the same. */
const WAYS: Readonly<Record<string, (ligne: string) => string>> = {
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

  it('is of the same form with other blanks between its words, and not within a text', () => {
    const blanks = Array.from({ length: 5 }, (_, i) =>
      LIGNE.replace('"numeroASP":', `"numeroASP":${' '.repeat(i + 3)}`),
    );
    const [form, ...others] = formsOf([LIGNE, LIGNE, LIGNE, ...blanks]).slice(2);
    assert.ok(form !== undefined);
    assert.deepEqual(new Set(others), new Set([form]));
  });

  it('keeps the texts of each, as meant, and their places, as typed', () => {
    const own = ['Anne Durand', 'L\\u00e9a Petit', 'Œuvray'].map(name => named(name));
    const lignes = read([LIGNE, LIGNE, ...own]).slice(2);
    const seen = lignes.map((ligne, i) => {
      const at = ligne.text('nomClient');
      return [at?.value, at && own[i]?.slice(at.span.start, at.span.end)];
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
    const many = Array.from({ length: 127 }, (_, i) => flags(i));
    assert.equal(new Set(many).size, many.length);
    const again = doctors(3);
    const forms = formsOf([...many, again, again, again]);
    assert.ok(forms.at(-1) !== undefined);
    assert.equal(forms.at(-1), forms.at(-2));
  });
});
