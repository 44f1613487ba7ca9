import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TextDocument } from 'vscode-json-languageservice';
import { peerService, validated } from './peer.js';

/** The peer over a folder, as a command: exits with 1 where it finds something. */
async function main(folder: string): Promise<void> {
  const service = peerService(process.env['BENCH_SCHEMA'] ?? '');
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8');
    const problems = await validated(service, TextDocument.create(`file:///${name}`, 'json', 1, text));
    if (problems.length > 0) process.exitCode = 1;
  }
}

void main(process.argv[2] ?? '.');
