import assert from 'node:assert/strict';
import { type Form, Forms } from '../../server/src/format/model/form.js';

/** The form of a ligne, told as it is read. */
const taken = (forms: Forms, tell: (forms: Forms) => void): Form | undefined => {
  forms.begin();
  tell(forms);
  return forms.end();
};

/** What two lignes may differ in. */
const WAYS: Readonly<Record<string, (forms: Forms) => void>> = {
  'nothing there': () => undefined,
  'an object': forms => {
    forms.object(0);
  },
  'a list': forms => {
    forms.list(0);
  },
  'a list with an item': forms => {
    forms.list(0);
    forms.text(1);
  },
  'a text': forms => {
    forms.text(0);
  },
  'a text of another pattern': forms => {
    forms.text(1);
  },
  'a number': forms => {
    forms.value(0, '12', false);
  },
  'an empty text': forms => {
    forms.value(0, '', true);
  },
  null: forms => {
    forms.value(0, null, false);
  },
  true: forms => {
    forms.value(0, true, false);
  },
  false: forms => {
    forms.value(0, false, false);
  },
  'a value of a list': forms => {
    forms.listed(0, 0);
  },
  'another value of it': forms => {
    forms.listed(0, 1);
  },
  'another spelling of the key': forms => {
    forms.alias(0, 1);
    forms.text(0);
  },
};

describe('the forms of lignes', () => {
  it('tell apart all that a ligne may have, and are the same for what is alike', () => {
    const forms = new Forms();
    const all = Object.values(WAYS).map(tell => taken(forms, tell));
    assert.equal(new Set(all).size, all.length);
    assert.ok(!all.includes(undefined));
    assert.deepEqual(
      Object.values(WAYS).map(tell => all.indexOf(taken(forms, tell))),
      all.map((_, i) => i),
    );
    assert.equal(
      taken(forms, of => {
        of.value(0, 'a text', true);
      }),
      all[Object.keys(WAYS).indexOf('a text')],
    );
  });

  it('are none of a ligne that they do not tell all of, of a very long one, and of one too many', () => {
    const forms = new Forms();
    const spoilt = taken(forms, of => {
      of.text(0);
      of.spoil();
      of.text(1);
    });
    const long = taken(forms, of => {
      for (let i = 0; i < 5_000; i++) of.text(0);
    });
    const large = taken(forms, of => {
      of.text(70_000);
    });
    assert.deepEqual([spoilt, long, large], [undefined, undefined, undefined]);
    const many = Array.from({ length: 1_100 }, (_, rank) =>
      taken(forms, of => {
        of.listed(0, rank);
      }),
    );
    assert.deepEqual(
      [0, 999, 1_000, 1_099].map(rank => many[rank] !== undefined),
      [true, true, false, false],
    );
    assert.equal(
      taken(forms, of => {
        of.listed(0, 7);
      }),
      many[7],
    );
  });
});
