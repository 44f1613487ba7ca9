import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readConfig, readModele, readVagues } from '../../server/src/app/config/read.js';
import { INTERNAL_ERROR } from '../../server/src/rules/define.js';
import { RULES } from '../../server/src/generated/registry.js';
import { CALENDRIER } from '../../server/src/format/domain/calendrier.js';
import { engine } from '../support/cases.js';
import { getLanguageService, type JSONDocument, TextDocument } from 'vscode-json-languageservice';
import { isRecord } from '../../server/src/language/unknown.js';

const ROOT = join(import.meta.dirname, '..', '..');
const pages = ['configuration.md', 'configuration.en.md'].map(name => readFileSync(join(ROOT, 'docs', name), 'utf8'));
const keysOf = (name: string): string[] => {
  const schema: unknown = JSON.parse(readFileSync(join(ROOT, 'schemas', name), 'utf8'));
  return isRecord(schema) && isRecord(schema['properties']) ? Object.keys(schema['properties']) : [];
};
const examples = [...pages.join('\n').matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => text);
const known = { rules: [...RULES.map(({ meta }) => meta.id), INTERNAL_ERROR.id], profiles: engine.catalog.ids };

/** The built-in support for JSON of VS Code, with the schema that the manifest gives it. */
const service = getLanguageService({
  schemaRequestService: uri => Promise.resolve(readFileSync(join(ROOT, 'schemas', basename(uri)), 'utf8')),
});
service.configure({
  schemas: [
    { uri: 'segur.config.editor.schema.json', fileMatch: ['segur.config.json'] },
    { uri: 'modele.editor.schema.json', fileMatch: ['segur.models/*.schema.json'] },
  ],
});

function inEditor(
  text: string,
  name = 'segur.config.json',
): { readonly document: TextDocument; readonly root: JSONDocument } {
  const document = TextDocument.create(`file:///d/${name}`, 'json', 1, text);
  return { document, root: service.parseJSONDocument(document) };
}

/** What would be inserted at the bar. */
async function proposed(text: string): Promise<string[]> {
  const { document, root } = inEditor(text.replace('|', ''));
  const list = await service.doComplete(document, document.positionAt(text.indexOf('|')), root);
  return (list?.items ?? []).map(({ textEdit, insertText, label }) => textEdit?.newText ?? insertText ?? label);
}

const MISTAKEN = [
  '[]',
  '{ "colour": 1 }',
  '{ "rules": { "rps": "off" } }',
  '{ "rules": { "rpps": "loud" } }',
  '{ "rules": null }',
  '{ "profiles": { "*.json": "MDV/avance" } }',
  '{ "profiles": { "*.json": 1 } }',
  '{ "suppressions": [{ "rule": "rpps" }] }',
  '{ "suppressions": [{ "rule": "rps", "reason": " ", "more": true }] }',
  '{ "models": "a.json" }',
  '{ "plafonds": null }',
  '{ "plafondsColumns": { "identifier": "N°" } }',
  '{ "table": { "columns": { "siret": 1 }, "values": { "siret": [] } } }',
  '{ "nomZip": "demande.zip" }',
];

const MISTAKEN_MODELS = [
  '[]',
  '{ "x-segur-profile": {} }',
  '{ "x-segur-profile": { "id": 1 }, "properties": {} }',
  '{ "x-segur-profile": { "id": "HOP-RI/avance", "traits": { "attestation": "VB" } }, "properties": {} }',
  '{ "x-segur-profile": { "id": "HOP-RI/avance" }, "properties": { "a": { "type": "texte" } } }',
  '{ "x-segur-profile": { "id": "HOP-RI/avance" }, "properties": { "a": { "x-segur": { "role": "rps" } } } }',
];

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

  it('leave each mistake to the server, which tells it in the user’s language', async () => {
    for (const text of MISTAKEN) {
      assert.ok(readConfig(text, known).problems.length > 0, text);
      const { document, root } = inEditor(text);
      assert.deepEqual(await service.doValidation(document, root), [], text);
    }
    for (const text of MISTAKEN_MODELS) {
      assert.ok('problems' in readModele(text, engine.catalog), text);
      const { document, root } = inEditor(text, 'segur.models/x.schema.json');
      assert.deepEqual(await service.doValidation(document, root), [], text);
    }
  });

  it('propose and explain what a model may say', async () => {
    const text =
      '{ "x-segur-profile": { "id": "HOP-RI/avance" }, "properties": { "a": { "x-segur": { "role": "rpps" } } } }';
    const { document, root } = inEditor(text, 'segur.models/x.schema.json');
    const list = await service.doComplete(document, document.positionAt(text.indexOf('"rpps"') + 2), root);
    assert.ok(list?.items.some(({ label }) => label === '"numeroEditeur"'));
    const hover = await service.doHover(document, document.positionAt(text.indexOf('"role"') + 2), root);
    assert.match(JSON.stringify(hover?.contents), /Ce que le champ est/);
  });

  it('propose keys, rules, severities and profiles, with their quotes and brackets', async () => {
    assert.ok((await proposed('{ | }')).includes('"plafonds": "$1"'));
    assert.ok((await proposed('{ | }')).some(text => text.startsWith('"suppressions": [')));
    assert.ok((await proposed('{ | }')).some(text => text.startsWith('"profiles": {')));
    assert.ok((await proposed('{ "rules": { | } }')).includes('"rpps": "${1:error}"'));
    for (const level of ['off', 'info', 'warning', 'error'])
      assert.ok((await proposed('{ "rules": { "rpps": | } }')).includes(`"${level}"`));
    assert.ok((await proposed('{ "profiles": { "*.json": | } }')).includes('"MDV-LGC/avance"'));
    assert.ok((await proposed('{ "suppressions": [{ "rule": | }] }')).includes('"rpps"'));
    const { document, root } = inEditor('{ "plafonds": "calcul.csv" }');
    const hover = await service.doHover(document, document.positionAt(5), root);
    assert.match(JSON.stringify(hover?.contents), /Fichier de calcul/);
  });
});
