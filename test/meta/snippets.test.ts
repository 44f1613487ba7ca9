import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyze, findingsOf } from '../../server/src/analysis/analyze.js';
import type { Theme } from '../../server/src/rules/contract.js';
import type { PropertyShape, Shape } from '../../server/src/format/profiles/shape.js';
import { correctFile, engine, TODAY } from '../support/cases.js';
import { isRecord, recordOf, textsOf } from '../support/json.js';
import { expandSnippet } from '../support/snippet.js';

/** What a snippet leaves to the user are values: whatever these themes say would be the snippet's own fault. */
const OWN_FAULTS: readonly Theme[] = ['fichier', 'structure', 'pieces', 'scenario', 'beneficiaires'];
/** Names of files are values too, made of a placeholder's words until the user types the number. */
const VALUES: readonly string[] = ['piece-name', 'mom-name', 'client-name', 'operateur-messagerie'];
const PROFILES = ['MDV-LGC/avance', 'MDV-LGC/solde'] as const;

interface Snippet {
  readonly name: string;
  readonly prefix: string;
  readonly text: string;
  readonly template: boolean;
}

const source = readFileSync(new URL('../../snippets/segur-json.json', import.meta.url), 'utf8');

const snippets: readonly Snippet[] = Object.entries(recordOf(JSON.parse(source))).map(([name, snippet]) => {
  assert.ok(isRecord(snippet), name);
  return {
    name,
    prefix: String(snippet['prefix']),
    text: expandSnippet(textsOf(snippet['body'])),
    template: snippet['isFileTemplate'] === true,
  };
});

const phaseOf = (prefix: string): 'avance' | 'solde' => (prefix.includes('solde') ? 'solde' : 'avance');

function profileOf(prefix: string): (typeof PROFILES)[number] {
  return phaseOf(prefix) === 'avance' ? PROFILES[0] : PROFILES[1];
}

/** The first item of a list of the correct file, replaced by the snippet. */
function inFile(snippet: Snippet): string {
  if (snippet.prefix.startsWith('segur-ligne-')) {
    const file = correctFile(profileOf(snippet.prefix));
    const list = file.indexOf('[', file.indexOf('"lignesImport"'));
    return `${file.slice(0, list + 1)}${snippet.text}]}`;
  }
  if (snippet.prefix.startsWith('segur-piece-')) {
    const file = correctFile(profileOf(snippet.prefix));
    const list = file.indexOf('{', file.indexOf('"piecesJustificatives"'));
    return `${file.slice(0, list)}${snippet.text}${file.slice(file.indexOf('}', list) + 1)}`;
  }
  return snippet.text;
}

function assertInOrder(value: unknown, shape: Shape, at: string): void {
  if (Array.isArray(value)) {
    const { items } = shape;
    if (items !== undefined)
      value.forEach((item, index) => {
        assertInOrder(item, items, `${at}/${String(index)}`);
      });
  } else if (isRecord(value) && shape.properties !== undefined) {
    assert.deepEqual(
      Object.keys(value),
      shape.properties.map((property: PropertyShape) => property.key),
      at,
    );
    for (const { key, shape: inner } of shape.properties) assertInOrder(value[key], inner, `${at}/${key}`);
  }
}

describe('snippets', () => {
  it('offer a file, a ligne and a pièce for each profile, under prefixes of their own', () => {
    assert.deepEqual(
      snippets.map(snippet => snippet.prefix),
      [
        'segur-avance-mdv',
        'segur-solde-mdv',
        'segur-ligne-avance-mdv',
        'segur-ligne-avance-mdv-structure',
        'segur-ligne-solde-mdv',
        'segur-ligne-solde-mdv-structure',
        'segur-piece-avance',
        'segur-piece-solde',
      ],
    );
    assert.deepEqual(
      snippets.filter(snippet => snippet.template).map(snippet => snippet.prefix),
      ['segur-avance-mdv', 'segur-solde-mdv'],
    );
  });

  for (const snippet of snippets) {
    it(`${snippet.prefix} leaves only values to complete`, () => {
      const analysis = analyze(engine, inFile(snippet), { today: TODAY, profile: profileOf(snippet.prefix) });
      const faults = findingsOf(analysis)
        .filter(
          ({ rule, severity }) => OWN_FAULTS.includes(rule.theme) && severity !== 'info' && !VALUES.includes(rule.id),
        )
        .map(finding => `${finding.rule.id}: ${finding.message('fr')}`);
      assert.deepEqual(faults, []);
      JSON.parse(inFile(snippet));
    });

    it(`${snippet.prefix} is in the model's order`, () => {
      const profile = engine.catalog.get(profileOf(snippet.prefix));
      assert.ok(profile);
      assertInOrder(JSON.parse(inFile(snippet)), profile.file, '');
    });
  }

  for (const snippet of snippets.filter(({ template }) => template)) {
    it(`${snippet.prefix} tells its profile by its content`, () => {
      const { choice } = analyze(engine, snippet.text, { today: TODAY });
      assert.equal(choice.profile?.id, profileOf(snippet.prefix));
    });
  }
});
