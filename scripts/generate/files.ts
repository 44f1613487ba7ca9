import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export interface Generated {
  /** Path from the root of the repository. */
  readonly path: string;
  readonly text: string;
}

export const read = (path: string): string => {
  try {
    return readFileSync(join(ROOT, path), 'utf8');
  } catch {
    return '';
  }
};

/** Writes what changed, or with `check` only says so. Returns false when something is stale. */
export function settle(files: readonly Generated[], check: boolean): boolean {
  const stale = files.filter(file => read(file.path) !== file.text);
  for (const file of stale) {
    if (check) {
      console.error(`stale: ${file.path} (run \`npm run generate\`)`);
      continue;
    }
    mkdirSync(dirname(join(ROOT, file.path)), { recursive: true });
    writeFileSync(join(ROOT, file.path), file.text);
    console.log(`written: ${file.path}`);
  }
  return !check || stale.length === 0;
}
