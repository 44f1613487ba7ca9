import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * What OASIS's schema of SARIF 2.1.0 objects to in a log, according to Ajv. The schema uses a draft older than Ajv's.
 */
export function sarifErrors(log: unknown): readonly unknown[] {
  const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const { id, ...schema }: Record<string, unknown> = JSON.parse(readFileSync(path, 'utf8'));
  const formats = { uri: true, 'uri-reference': true, 'date-time': true } as const;
  const validate = new Ajv({ strict: false, unicodeRegExp: false, allErrors: true, formats }).compile({
    ...schema,
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: String(id),
  });
  validate(log);
  return validate.errors ?? [];
}
