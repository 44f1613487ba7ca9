import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, readVagues } from '../../server/src/app/config/read.js';
import { INTERNAL_ERROR } from '../../server/src/rules/define.js';
import { RULES } from '../../server/src/generated/registry.js';
import { CALENDRIER } from '../../server/src/format/domain/calendrier.js';
import { engine } from '../support/cases.js';
import { isRecord } from '../../server/src/language/unknown.js';

const ROOT = join(import.meta.dirname, '..', '..');
const pages = ['configuration.md', 'configuration.en.md'].map(name => readFileSync(join(ROOT, 'docs', name), 'utf8'));
const keysOf = (name: string): string[] => {
  const schema: unknown = JSON.parse(readFileSync(join(ROOT, 'schemas', name), 'utf8'));
  return isRecord(schema) && isRecord(schema['properties']) ? Object.keys(schema['properties']) : [];
};
const examples = [...pages.join('\n').matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => text);
const known = { rules: [...RULES.map(({ meta }) => meta.id), INTERNAL_ERROR.id], profiles: engine.catalog.ids };

describe('docs/configuration.md', () => {
  it('tells every key, in both languages', () => {
    for (const key of keysOf('segur.config.schema.json').filter(name => name !== '$schema')) {
      for (const page of pages) assert.ok(page.includes(`| \`${key}\` |`), key);
    }
  });

  it('names every couloir of the calendar', () => {
    for (const couloir of CALENDRIER.flatMap(({ couloirs }) => [...couloirs.keys()])) {
      for (const page of pages) assert.ok(page.includes(`\`${couloir}\``), couloir);
    }
  });

  it('has examples that are right', () => {
    assert.ok(examples.length >= 8);
    for (const text of examples) {
      const problems = text.includes('"vagues"') ? readVagues(text).problems : readConfig(text, known).problems;
      assert.deepEqual(problems, [], text);
    }
  });
});

describe('the schemas of the configuration', () => {
  it('have the same keys, for the check and for the editor', () => {
    assert.deepEqual(keysOf('segur.config.editor.schema.json'), keysOf('segur.config.schema.json'));
  });
});
