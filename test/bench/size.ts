import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { ROOT } from './bundle.js';
import type { Layout } from './layout.js';
import type { Samples } from './stats.js';

/** What has no business in the server: it neither reads nor writes archives, nor has it a command line. */
const PACKAGING = /server\/src\/(?:packaging|cli)\/|node_modules\/[^/]*(?:zip|pdf|fflate|yazl|archiver|commander)/;

/** In kB of 1,000 bytes. The VSIX where it was packed. */
export function sizes(layout: Layout, server: Metafile): Samples {
  const vsix = join(ROOT, 'out', 'segur-json.vsix');
  const parts = Object.values(server.outputs).flatMap((output) => Object.entries(output.inputs));
  const packaging = parts.filter(([path]) => PACKAGING.test(path)).reduce((sum, [, part]) => sum + part.bytesInOutput, 0);
  return {
    server: [statSync(layout.server).size / 1000],
    packaging: [packaging / 1000],
    ...(existsSync(vsix) ? { vsix: [statSync(vsix).size / 1000] } : {}),
  };
}
