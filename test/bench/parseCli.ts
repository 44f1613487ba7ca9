import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The least that a program can do with a folder of requests. */
const folder = process.argv[2] ?? '.';
for (const name of readdirSync(folder)) {
  const request: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  if (request === null) process.exitCode = 1;
}
