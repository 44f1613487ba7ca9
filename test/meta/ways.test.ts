import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('../../server/src/', import.meta.url));

/**
 * The ways of ARCHITECTURE, file by file, and how many files a reader may have to open on each; a rule comes on top.
 */
const WAYS: readonly (readonly [name: string, most: number, files: string])[] = [
  [
    'check',
    16,
    `cli/main cli/program cli/commands/check cli/options cli/inputs node/read node/project analysis/analyze
     format/recognise/request rules/runner cli/batch app/findings app/config/config cli/report/request
     cli/report/reporter cli/report/stylish`,
  ],
  [
    'package',
    22,
    `cli/main cli/program cli/commands/package cli/options cli/inputs node/read node/project node/pieceFolder
     node/deposit analysis/analyze app/deposit/deposit app/deposit/plan app/deposit/locate app/deposit/prepare
     app/pieces pdf/index app/findings app/deposit/write app/deposit/report/build
     app/deposit/report/html node/zip cli/report/deposit`,
  ],
  [
    'a keystroke',
    16,
    `lsp/handlers/documents lsp/session lsp/document analysis/incremental format/recognise/request rules/runner
     lsp/projects app/findings app/config/config rules/across lsp/convert`,
  ],
];

const importsOf = (file: string): readonly string[] =>
  [...readFileSync(join(SOURCES, `${file}.ts`), 'utf8').matchAll(/'(\.[^']+)\.js'/g)].map(([, path = '']) =>
    normalize(join(dirname(file), path)),
  );

describe('the ways through the house', () => {
  for (const [name, most, list] of WAYS)
    it(`${name}: each file is imported by one before it, and they are few`, () => {
      const files = list.split(/\s+/);
      const known = new Set<string>(files.slice(0, 1));
      for (const file of files) {
        assert.ok(known.has(file), `${file} is imported by none before it`);
        for (const path of importsOf(file)) known.add(path);
      }
      assert.ok(files.length <= most, `${String(files.length)} files`);
    });
});
