import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listOf, recordOf } from '../support/json.js';
import { bundleAll, ROOT } from './bundle.js';
import { writeRequests } from './data.js';
import { judge, type Result } from './judge.js';
import { layoutOf, type Layout } from './layout.js';
import { optionsFrom, USAGE, type BenchOptions } from './options.js';
import { keep, worse } from './kept.js';
import { hottest } from './profile.js';
import { selfContained } from './schema.js';
import { sizes } from './size.js';
import type { Samples } from './stats.js';
import { tableOf } from './table.js';
import { MEASURES, type Group } from './targets.js';

const run = promisify(execFile);
const MAX_OUTPUT = 64 * 1024 * 1024;

/**
 * Compares with the peers, as ratios within this run. Succeeds whatever the times are, unless it is on guard: a slow
 * machine is not a broken build.
 */
async function bench(options: BenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'segur-bench-'));
  try {
    const layout = layoutOf(folder);
    writeRequests(layout);
    writeFileSync(layout.schema, JSON.stringify(selfContained('mdv-lgc.avance.schema.json')));
    const workers = options.groups.filter(group => group !== 'size');
    const { server } = await bundleAll(layout, workers, options.profile !== undefined);
    if (options.profile !== undefined) {
      await profileAll(workers, layout, options.profile);
      return;
    }
    const results: Result[] = [];
    for (const group of options.groups) {
      process.stderr.write(`${group}…\n`);
      const measured = async (): Promise<readonly Result[]> => {
        const samples = group === 'size' ? sizes(server) : await samplesOf(group, layout, options);
        return MEASURES.filter(measure => measure.group === group).flatMap(measure => judge(measure, samples) ?? []);
      };
      const first = await measured();
      results.push(...first);
      if (options.guard) await guard(first, measured);
    }
    tell(results, options);
    if (options.write) keep(results);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A busy machine is slow once or twice; anything that stays slow is ours. */
async function guard(first: readonly Result[], measured: () => Promise<readonly Result[]>): Promise<void> {
  let slow = worse(first);
  for (let again = 0; again < 2 && slow.length > 0; again++) {
    const titles = new Set(slow.map(({ title, against }) => title + against));
    slow = worse(await measured()).filter(({ title, against }) => titles.has(title + against));
  }
  for (const { title, against } of slow) process.stderr.write(`clearly worse than it was: ${title} (${against})\n`);
  if (slow.length > 0) process.exitCode = 1;
}

/** Measured in a process of its own, of plain node. */
async function samplesOf(group: Group, layout: Layout, { quick }: BenchOptions): Promise<Samples> {
  const args = ['--expose-gc', layout.worker(group), layout.folder, ...(quick ? ['quick'] : [])];
  const { stdout } = await run(process.execPath, args, {
    maxBuffer: MAX_OUTPUT,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return Object.fromEntries(
    Object.entries(recordOf(JSON.parse(stdout))).map(([name, samples]) => [name, listOf(samples).map(Number)]),
  );
}

async function profileAll(groups: readonly Group[], layout: Layout, name: string): Promise<void> {
  for (const group of groups) {
    const folder = join(layout.folder, 'profiles', group);
    const args = [
      '--expose-gc',
      '--cpu-prof',
      `--cpu-prof-dir=${folder}`,
      '--cpu-prof-interval=200',
      layout.worker(group),
      layout.folder,
    ];
    await run(process.execPath, args, { maxBuffer: MAX_OUTPUT, env: { ...process.env, BENCH_ALONE: name } });
    process.stdout.write(`\n${group}, ${name}: own time by function\n${hottest(folder, layout.worker(group))}`);
  }
}

function tell(results: readonly Result[], { quick }: BenchOptions): void {
  const machine = { node: process.version, cores: availableParallelism(), cpu: cpus()[0]?.model.trim() ?? '' };
  const missed = results.filter(({ ok }) => ok === false).length;
  const judged = results.filter(({ ok }) => ok !== undefined).length;
  process.stdout.write(
    `\nNode ${machine.node}, ${String(machine.cores)} cores, ${machine.cpu}${quick ? ', quick run' : ''}\n`,
  );
  process.stdout.write(
    'Medians; ratios are medians of paired turns, so they may differ a little from the quotient of the medians.\n\n',
  );
  process.stdout.write(tableOf(results));
  process.stdout.write(`\n${String(judged - missed)} of ${String(judged)} targets reached.\n`);
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  writeFileSync(
    join(ROOT, 'out', 'bench.json'),
    `${JSON.stringify({ ...machine, date: new Date().toISOString(), quick, results }, null, 2)}\n`,
  );
}

async function main(args: readonly string[]): Promise<void> {
  const options = optionsFrom(args);
  if (options !== undefined) return bench(options);
  process.stderr.write(USAGE);
  process.exitCode = 2;
}

void main(process.argv.slice(2));
