import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from '../layout.js';
import type { Samples } from '../stats.js';
import { work, type Task } from './turns.js';

interface Ran {
  readonly code: number | null;
  readonly wall: number;
  /** MiB. */
  readonly peak: number;
}

/** Whole processes over a folder of requests. */
async function measure({ layout, quick }: Task): Promise<Samples> {
  const programs = {
    parse: (folder: string) => [layout.parseCli, folder],
    peer: (folder: string) => [layout.peerCli, folder],
    ours: (folder: string) => [layout.cli, 'check', folder],
  } as const;
  const names = ['parse', 'ours', 'peer'] as const;
  const broken = brokenFolder(layout);
  for (const name of ['ours', 'peer'] as const) {
    const { code } = await ran(layout, programs[name](broken));
    if (code !== 1) throw new Error(`${name}: a wrong file ends with ${String(code)}`);
  }
  const samples: Record<string, number[]> = {};
  // The first turn fills the disk cache.
  for (let turn = -1; turn < (quick ? 3 : 7); turn++) {
    for (const name of names) {
      const { code, wall, peak } = await ran(layout, programs[name](layout.many));
      if (code !== 0) throw new Error(`${name}: correct files end with ${String(code)}`);
      if (turn < 0) continue;
      (samples[name] ??= []).push(wall);
      (samples[`${name}Peak`] ??= []).push(peak);
    }
  }
  return samples;
}

function brokenFolder(layout: Layout): string {
  const folder = join(layout.folder, 'broken');
  mkdirSync(folder);
  copyFileSync(layout.legal, join(folder, 'right.mdv-lgc.avance.json'));
  writeFileSync(
    join(folder, 'wrong.mdv-lgc.avance.json'),
    readFileSync(layout.legal, 'utf8').replace('"TTC"', '"TVA"'),
  );
  return folder;
}

function ran(layout: Layout, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const child = spawn(process.execPath, ['-r', layout.peak, ...args], {
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
      env: { ...process.env, BENCH_SCHEMA: layout.schema },
    });
    let peak = '';
    let wall = 0;
    child.stdio[3]?.on('data', (chunk: Buffer) => {
      peak += chunk.toString();
    });
    child.once('error', reject).once('exit', () => {
      wall = performance.now() - begin;
    });
    child.once('close', code => {
      resolve({ code, wall, peak: Number(peak) });
    });
  });
}

work(measure);
