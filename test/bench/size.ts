import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { ROOT } from './bundle.js';
import type { Samples } from './stats.js';

/** What doesn't belong in the server: it neither reads nor writes archives, and has no command line. */
const PACKAGING = /server\/src\/(?:packaging|cli)\/|node_modules\/[^/]*(?:zip|pdf|fflate|yazl|archiver|commander)/;

/**
 * In kB of 1,000 bytes: what the server reads to check a document, without the chunks that wait for a command. With the
 * VSIX, if it was packed.
 */
export function sizes({ outputs }: Metafile): Samples {
  const vsix = join(ROOT, 'out', 'segur-json.vsix');
  const loaded = [...loadedOutputs(outputs)].map(path => outputs[path]).filter(output => output !== undefined);
  const parts = loaded.flatMap(output => Object.entries(output.inputs));
  const packaging = parts
    .filter(([path]) => PACKAGING.test(path))
    .reduce((sum, [, part]) => sum + part.bytesInOutput, 0);
  return {
    server: [loaded.reduce((sum, { bytes }) => sum + bytes, 0) / 1000],
    packaging: [packaging / 1000],
    ...(existsSync(vsix) ? { vsix: [statSync(vsix).size / 1000] } : {}),
  };
}

/** The server's entry, the engine, and all that these import at once. */
function loadedOutputs(outputs: Metafile['outputs']): Set<string> {
  const loaded = new Set<string>();
  const visit = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { path: imported, kind } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement') visit(imported);
  };
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    if (entryPoint === 'server/src/main.ts' || entryPoint === 'server/src/analysis/analyze.ts') visit(path);
  }
  return loaded;
}
