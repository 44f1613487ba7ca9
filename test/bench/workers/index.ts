import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEngine } from '../../../server/src/analysis/analyze.js';
import { WorkspaceIndex } from '../../../server/src/index/index.js';
import { ClosedFiles } from '../../../server/src/lsp/workspace/closedFiles.js';
import { jsonFiles } from '../../../server/src/node/workspaceFiles.js';
import { listOf, recordOf } from '../../support/json.js';
import type { Samples } from '../stats.js';
import { OPTIONS } from './contenders.js';
import { inTurns, work, type Task } from './turns.js';

const FILES = 5_000;

/** The files of a large workspace, as the server reads those that aren't open. */
async function measure({ layout, quick }: Task): Promise<Samples> {
  const folder = join(layout.folder, 'thousands');
  writeThousands(folder, readFileSync(layout.huge, 'utf8'));
  if ((await indexed(folder)) !== FILES) throw new Error('not all files were indexed');
  const { turns } = await inTurns(
    [
      { name: 'parse', times: 1, run: () => parsed(folder) },
      {
        name: 'ours',
        times: 1,
        run: async () => {
          await indexed(folder);
        },
      },
    ],
    quick ? 5 : 15,
    1,
  );
  return turns;
}

/** The lignes of one text in so many files. */
function writeThousands(folder: string, text: string): void {
  const model = recordOf(JSON.parse(text));
  const lignes = listOf(model['lignesImport']);
  const share = lignes.length / FILES;
  mkdirSync(folder);
  for (let i = 0; i < FILES; i++) {
    const request = { ...model, lignesImport: lignes.slice(i * share, (i + 1) * share) };
    writeFileSync(join(folder, `${String(i)}.mdv-lgc.avance.json`), JSON.stringify(request, null, 2));
  }
}

async function parsed(folder: string): Promise<void> {
  for await (const path of jsonFiles(folder)) JSON.parse(await readFile(path, 'utf8'));
}

async function indexed(folder: string): Promise<number> {
  const index = new WorkspaceIndex();
  const engine = createEngine();
  const files = new ClosedFiles({
    readingOf: path => Promise.resolve({ engine, options: { ...OPTIONS, path }, project: { isModel: () => false } }),
    idle: () => Promise.resolve(),
    isOpen: () => false,
    apply: read => {
      for (const facts of read.values()) if (facts !== undefined) index.set(facts);
    },
    full: () => {
      throw new Error('not all files were looked at');
    },
    failed: error => {
      throw error;
    },
  });
  await files.scan([folder], false);
  return index.size;
}

work(measure);
