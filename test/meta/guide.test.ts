import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const GUIDE = readFileSync(join(ROOT, 'docs/ADDING_A_RULE.md'), 'utf8');

/** What the guide's snippets use, imported as `new-rule` and the rules to copy from do. */
const IMPORTS = `
import { hasAnyPhrase } from '../../format/pieces/texte/prestation.js';
import { joined, piecesOfType } from '../../format/pieces/documents.js';
import { sameName } from '../../format/pieces/folder.js';
import { attestationByScenario, ofType, piecesOf } from '../../format/pieces/pieces.js';
import * as define from '../define.js';
import { referenceOf } from '../shared/reference.js';
import { keySpan } from '../../language/span.js';
import { bounded } from '../contract.js';
import { atFact, atValue } from '../shared/targets.js';
import { cite, keyAt } from '../shared/words.js';
import type { Ligne } from '../../format/model/ligne.js';
${/const numbersOf = .*;(?=`)/.exec(GUIDE)?.[0] ?? ''}
`;

/** « **value**: … » and the snippet that follows it. */
const SNIPPETS = [...GUIDE.matchAll(/^\*\*(\w+)\*\*:[^`]*?(?:`[^`\n]+`[^`]*?)*```ts\n([^]*?)```/gm)].map(
  ([, scope = '', code = '']) => ({ scope, code }),
);

/** The snippet inside a rule. */
function ruleOf({ scope, code }: (typeof SNIPPETS)[number]): string {
  const ids = [...code.matchAll(/report\('([\w-]+)'/g)].map(([, id = '']) => id);
  const data = code.includes('expected: expected.key')
    ? '{ key: string; expected: string }'
    : code.includes('key:')
      ? '{ key: string }'
      : 'unknown';
  const says = `{ fr: (_: ${data}) => '', en: () => '' }`;
  const name = `define${scope.charAt(0).toUpperCase()}${scope.slice(1)}Rule`;
  return `${IMPORTS}
export const rule = define.${name}({
  meta: {
    id: 'x', severity: 'error', theme: 'fichier', title: { fr: '', en: '' }, explanation: { fr: '', en: '' },
    citations: [{ document: 'asp-vague1', question: '' }], remedies: [],
    needsProfile: true, ${scope === 'workspace' ? "concerns: { phase: 'solde' }," : ''}
  },
  messages: { ${ids.map(id => `'${id}': ${says}`).join(', ')} },
  ${code}
});
`;
}

/** What `new-rule` writes for a scope. */
const scaffold = (scope: string): string =>
  execFileSync(process.execPath, ['scripts/new-rule.mjs', 'fichier/brand-new', '--scope', scope, '--print'], {
    cwd: ROOT,
    encoding: 'utf8',
  });

describe('the guide to adding a rule', () => {
  it('has an example for each scope', () => {
    assert.deepEqual(SNIPPETS.map(({ scope }) => scope).sort(), [
      'document',
      'file',
      'folder',
      'ligne',
      'structure',
      'text',
      'value',
      'workspace',
    ]);
  });

  it('has examples that compile, and so does what new-rule writes', function () {
    this.timeout(120_000);
    const written = (name: string): string => join(ROOT, `server/src/rules/guide/${name}.ts`);
    const files = new Map(
      SNIPPETS.flatMap(snippet => [
        [written(snippet.scope), ruleOf(snippet)],
        [written(`new-${snippet.scope}`), scaffold(snippet.scope)],
      ]),
    );
    const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), path => ts.sys.readFile(path));
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
    const checked = { ...options, noEmit: true, noUnusedLocals: false, noUnusedParameters: false, incremental: false };
    const host = ts.createCompilerHost(checked);
    const [exists, read] = [host.fileExists.bind(host), host.readFile.bind(host)];
    host.fileExists = path => files.has(path) || exists(path);
    host.readFile = path => files.get(path) ?? read(path);
    const program = ts.createProgram([...files.keys()], checked, host);
    const told = [...files.keys()].flatMap(path => {
      const file = program.getSourceFile(path);
      assert.ok(file);
      return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
        ({ messageText }) => `${path.slice(ROOT.length)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
      );
    });
    assert.deepEqual(told, []);
  });
});
