/** Bundles client, server and command line into dist/. One pass each, no watch: it takes a second. */
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { clientBundles, cliBundle, serverBundles } from './bundles.mjs';
import { noticesOf } from './notices.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
const results = await Promise.all(
  [
    ...clientBundles(root, join(dist, 'client')),
    ...serverBundles(root, join(dist, 'server')),
    cliBundle(root, join(dist, 'cli')),
  ].map(options => build({ ...options, metafile: true })),
);
writeFileSync(
  join(dist, 'THIRD_PARTY_NOTICES.txt'),
  noticesOf(
    results.map(({ metafile }) => metafile),
    root,
  ),
);
chmodSync(join(dist, 'cli', 'segur-json.mjs'), 0o755);
