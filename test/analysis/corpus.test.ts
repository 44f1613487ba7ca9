import assert from 'node:assert/strict';
import { FAULTY } from '../corpus/faulty.cases.js';
import type { Expected, FaultyCase } from '../corpus/faulty.types.js';
import {
  bytesOf,
  expectedOf,
  findInBytes,
  isMdv,
  isWhatIsWanted,
  namesIn,
  profileOf,
  show,
  type Wanted,
} from '../support/corpus.js';

const SEVERITIES = { E: 'error', W: 'warning', I: 'info', 'E|W': 'error|warning' } as const;

const wanted = ([gravity, code, path]: Expected): Wanted => ({ severity: SEVERITIES[gravity], code, path });

const list = (alternatives: readonly (readonly Wanted[])[]): string =>
  alternatives
    .map(
      one =>
        one.map(({ severity, code, path }) => `${severity} ${code} ${path === '' ? '""' : path}`).join('\n') ||
        '(nothing)',
    )
    .join('\n  or\n');

function textOf({ name, base, change, edit }: FaultyCase): string {
  let text = bytesOf(`correct/${base}.json`).toString('utf8');
  for (const [from, to] of change ?? []) {
    assert.ok(text.includes(from), `« ${name} »: ${JSON.stringify(from)} does not stand in ${base}`);
    text = text.replace(from, () => to);
  }
  return edit?.(text) ?? text;
}

function assertIsWanted(alternatives: readonly (readonly Wanted[])[], got: ReturnType<typeof findInBytes>): void {
  if (!alternatives.some(one => isWhatIsWanted(one, got)))
    assert.fail(`wanted\n${list(alternatives)}\ngot\n${show(got)}`);
  const models = got.filter(({ rule }) => rule === 'model-reconstructed');
  assert.ok(models.length <= 1 && models.every(({ severity, path }) => severity === 'info' && path === ''), show(got));
}

describe('corpus: correct files', () => {
  for (const name of namesIn('correct')) {
    it(`says nothing of ${name}`, () => {
      const bytes = bytesOf(`correct/${name}`);
      // Several couloirs share their keys: their files may need a name or a choice.
      if (isMdv(name)) assert.equal(show(findInBytes(bytes)), '(nothing)', 'by content');
      assert.equal(show(findInBytes(bytes, { profile: profileOf(name) })), '(nothing)', 'profile given');
    });
  }
});

describe('corpus: one mistake', () => {
  for (const [theme, cases] of Object.entries(FAULTY)) {
    describe(theme, () => {
      for (const one of cases) {
        it(one.name, () => {
          const text = textOf(one);
          const unchanged = one.date === undefined && text === bytesOf(`correct/${one.base}.json`).toString('utf8');
          assert.equal(unchanged, false, 'the case changes nothing');
          const got = findInBytes(Buffer.from(text), { profile: profileOf(one.base), referenceDate: one.date });
          assertIsWanted(
            [one.expect, ...(one.or ?? [])].map(alternative => alternative.map(wanted)),
            got,
          );
        });
      }
    });
  }
});

describe('corpus: faulty files', () => {
  for (const name of namesIn('faulty')) {
    it(name, () => {
      assertIsWanted(
        expectedOf(`faulty/${name.replace(/\.json$/, '.expected.json')}`),
        findInBytes(bytesOf(`faulty/${name}`), { path: name }),
      );
    });
  }
});
