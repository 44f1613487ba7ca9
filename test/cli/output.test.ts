import { Ajv2020 } from 'ajv/dist/2020.js';
import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../server/src/api/types.js';
import { decodeUtf8 } from '../../server/src/node/read.js';
import { at, recordOf } from '../support/json.js';
import { cli, Folder, output } from './support.js';

const CORPUS = fileURLToPath(new URL('../corpus/', import.meta.url));
const SCHEMA = new URL('../../schemas/segur.output.schema.json', import.meta.url);

interface Told {
  readonly code: string;
  readonly path: string;
}
const countLike = (one: Told, all: readonly Told[]): number =>
  all.filter(({ code, path }) => code === one.code && path === one.path).length;

describe('cli: the JSON output', () => {
  const folder = new Folder();
  const validate = new Ajv2020({ allErrors: true, formats: { uri: true } }).compile(
    JSON.parse(readFileSync(SCHEMA, 'utf8')),
  );
  before(() => {
    cpSync(CORPUS, folder.path, { recursive: true, filter: path => !/\.(ts|expected\.json)$/.test(path) });
  });
  after(() => {
    folder.remove();
  });

  for (const lang of ['fr', 'en']) {
    it(`keeps its contract over the whole corpus (${lang})`, async () => {
      const result = output(await cli(['check', '--format', 'json', '--lang', lang, '.'], { cwd: folder.path }));
      validate(result);
      assert.deepEqual(validate.errors?.slice(0, 5) ?? [], []);
      const findings = result.files.flatMap(file => file.findings);
      assert.ok(findings.length > 40 && findings.some(({ fixable }) => fixable));
      // A message's data is plain: anything that JSON can't hold would be lost on the way.
      assert.ok(findings.every(({ data, messageId }) => messageId !== '' && typeof data === 'object'));
    });
  }

  it('has the fields that programs know by their types', () => {
    const typed: Record<keyof Finding, true> = {
      code: true,
      messageId: true,
      severity: true,
      message: true,
      data: true,
      url: true,
      source: true,
      path: true,
      range: true,
      fixable: true,
      fix: true,
      related: true,
    };
    const schema: unknown = JSON.parse(readFileSync(SCHEMA, 'utf8'));
    const described = Object.keys(recordOf(at(schema, '$defs', 'finding', 'properties')));
    assert.deepEqual(Object.keys(typed).sort(), described.sort());
  });

  it('has fixes that can be applied: the finding goes', async () => {
    const { files } = output(await cli(['check', '--format', 'json', '.'], { cwd: folder.path }));
    const fixed = new Folder();
    const tried = files.flatMap(({ path, findings }) => {
      const mendable = findings.filter(({ fix }) => fix !== null && fix.edits.length > 0);
      // One of each rule is enough: the fixes themselves have their own tests.
      const ones = [...new Map(mendable.map(finding => [`${finding.code}/${finding.messageId}`, finding])).values()];
      return ones.map((finding, i) => {
        const { text } = decodeUtf8(readFileSync(folder.at(path)));
        const edits = [...(finding.fix?.edits ?? [])];
        const name = `${String(i)}/${basename(path)}`;
        fixed.file(name, TextDocument.applyEdits(TextDocument.create('', '', 0, text), edits));
        return { name, finding, count: countLike(finding, findings) };
      });
    });
    assert.ok(tried.length > 10, String(tried.length));
    const left = output(await cli(['check', '--format', 'json', '.'], { cwd: fixed.path }));
    for (const { name, finding, count } of tried) {
      const file = left.files.find(({ path }) => path === name);
      assert.ok(file !== undefined && countLike(finding, file.findings) < count, `${name}: ${finding.code}`);
    }
    fixed.remove();
  });

  it('refuses what does not keep the contract', () => {
    assert.equal(validate({ version: 1, files: [{ path: 'a.json', profile: null, findings: [{}] }] }), false);
  });
});
