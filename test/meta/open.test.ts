import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { DATE_FORMS } from '../../server/src/format/domain/date.js';
import { CONTAINER_ROLES, ENTRY_ROLES, FIELD_ROLES } from '../../server/src/format/profiles/roles.js';
import { engine } from '../support/cases.js';
import { at, textsOf } from '../support/json.js';

const ROOT = join(import.meta.dirname, '..', '..');

/** The code of a file without its cases, comments and citations: texts for users may give examples. */
const codeOf = (path: string): string =>
  readFileSync(join(ROOT, path), 'utf8')
    .replace(/^(?:export )?const examples: Examples[^]*$/m, '')
    .replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');

describe('couloirs, logiciels and waves are open-ended', () => {
  const profiles = engine.catalog.all;
  const couloirs = new Set(profiles.map(({ couloir }) => couloir));
  const logiciels = new Set(profiles.map(({ logiciel }) => logiciel));
  const names = new Set([...couloirs, ...logiciels, ...engine.catalog.stems, ...engine.catalog.ids]);

  it('no code lists them', () => {
    const files = globSync(
      ['server/src/{app,analysis,features,format,index,lsp,rules}/**/*.ts', 'client/src/**/*.ts'],
      {
        cwd: ROOT,
      },
    );
    assert.ok(files.length > 200);
    const lists = files.flatMap(file =>
      // Several of these words, each a text by itself and side by side, are a list.
      [...codeOf(file).matchAll(/(?:'[^'\n]*'|\b\w+)(?:\s*[,|]\s*(?:'[^'\n]*'))+/g)]
        .map(([list]) => list.match(/'[^'\n]*'/g)?.map(text => text.slice(1, -1)) ?? [])
        .filter(texts => texts.filter(text => names.has(text.toUpperCase()) || names.has(text)).length > 1)
        .map(texts => `${file}: ${texts.join(', ')}`),
    );
    assert.deepEqual(lists, []);
  });

  it('the manifest lists none, in names of files, settings or menus', () => {
    const manifest = readFileSync(join(ROOT, 'package.json'), 'utf8');
    const found = [...manifest.matchAll(/"([^"\n]*)"/g)].flatMap(([, text = '']) =>
      engine.catalog.stems.filter(stem => text.toLowerCase().includes(stem.toLowerCase())),
    );
    assert.deepEqual(found, []);
  });
});

describe('the schema of adopted models', () => {
  const schema: unknown = JSON.parse(readFileSync(join(ROOT, 'schemas', 'modele.schema.json'), 'utf8'));
  const keywords = at(schema, '$defs', 'node', 'properties', 'x-segur', 'properties');
  const listed = (name: string): readonly string[] => textsOf(at(keywords, name, 'enum'));

  it('offers the roles that the rules know, and no other', () => {
    assert.deepEqual([...listed('role')].sort(), [...FIELD_ROLES].sort());
    assert.deepEqual([...listed('container')].sort(), [...CONTAINER_ROLES].sort());
    assert.deepEqual([...listed('entry')].sort(), [...ENTRY_ROLES].sort());
  });

  it('offers the forms of dates that are read', () => {
    assert.deepEqual([...listed('dateForm')].sort(), [...DATE_FORMS].sort());
  });
});
