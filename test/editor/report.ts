import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Outcome } from '../../scripts/editor-host/outcome.js';

/** `npm test` adds these figures up; CI reads the closing line. */
export async function report(host: string, output: string, outcome: Outcome): Promise<void> {
  await mkdir(output, { recursive: true });
  await writeFile(path.join(output, 'result.json'), `${JSON.stringify({ host, ...outcome }, null, 2)}\n`);
  if (outcome.reason !== undefined) console.log(`${host}: ${outcome.reason}`);
  const { passed, failed, skipped } = outcome;
  console.log(`${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`);
  if (failed > 0) process.exitCode = 1;
}
