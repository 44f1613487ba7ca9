import { readFileSync } from 'node:fs';
import { parseTree } from 'jsonc-parser';
import { TextDocument } from 'vscode-json-languageservice';
import { analyze, createEngine, findingsOf } from '../../../server/src/analysis/analyze.js';
import { assertValidates, peerService, validated } from '../peer.js';
import type { Samples } from '../stats.js';
import { OPTIONS } from './contenders.js';
import { inTurns, work, type Task } from './turns.js';

/** A whole text, from nothing. */
async function measure({ layout, quick }: Task): Promise<Samples> {
  const text = readFileSync(layout.legal, 'utf8');
  const engine = createEngine();
  const service = peerService(layout.schema);
  await assertValidates(service, text);
  const found = findingsOf(analyze(engine, text, OPTIONS));
  if (found.length > 0)
    throw new Error(`a correct file shows ${String(found.length)} findings, the first of ${found[0]?.rule.id ?? ''}`);
  if (findingsOf(analyze(engine, text.replace('"TTC"', '"TVA"'), OPTIONS)).length === 0)
    throw new Error('we have no word on a wrong value');

  const document = (): TextDocument => TextDocument.create('file:///bench.json', 'json', 1, text);
  const sync = (name: string, times: number, run: () => unknown) => ({
    name,
    times,
    run: () => {
      run();
      return Promise.resolve();
    },
  });
  const { turns } = await inTurns(
    [
      sync('parse', 6, () => {
        JSON.parse(text);
      }),
      sync('tree', 2, () => parseTree(text)),
      sync('peerParse', 2, () => service.parseJSONDocument(document())),
      {
        name: 'peer',
        times: 2,
        run: async () => {
          await validated(service, document());
        },
      },
      sync('ours', 3, () => findingsOf(analyze(engine, text, OPTIONS))),
    ],
    quick ? 12 : 60,
  );
  return turns;
}

work(measure);
