import { readFileSync } from 'node:fs';
import {
  getLanguageService,
  TextDocument,
  type Diagnostic,
  type JSONSchema,
  type LanguageService,
} from 'vscode-json-languageservice';
import { isRecord } from '../support/json.js';

const isSchema = (value: unknown): value is JSONSchema => isRecord(value);

/** The peer inside every VS Code, with our schema and its own defaults. */
export function peerService(schemaPath: string): LanguageService {
  const schema: unknown = JSON.parse(readFileSync(schemaPath, 'utf8'));
  if (!isSchema(schema)) throw new TypeError('the schema is no object');
  const service = getLanguageService({});
  service.configure({
    validate: true,
    allowComments: false,
    schemas: [{ uri: 'bench://schema', fileMatch: ['*'], schema }],
  });
  return service;
}

/** What it does at every keystroke. */
export async function validated(service: LanguageService, document: TextDocument): Promise<Diagnostic[]> {
  return service.doValidation(document, service.parseJSONDocument(document));
}

/** A peer that finds nothing because of a wrong set-up would be a fast one. */
export async function assertValidates(service: LanguageService, correct: string): Promise<void> {
  const count = async (text: string): Promise<number> =>
    (await validated(service, TextDocument.create('file:///check.json', 'json', 1, text))).length;
  const right = await count(correct);
  if (right !== 0) throw new Error(`vscode-json-languageservice reports ${String(right)} problems in a correct file`);
  for (const [from, to] of [
    ['"TTC"', '"TVA"'],
    ['"siret"', '"SIRET"'],
    ['"isMandataire": false', '"isMandataire": "false"'],
  ] as const) {
    if ((await count(correct.replace(from, to))) === 0)
      throw new Error(`vscode-json-languageservice has no word on ${to}`);
  }
}
