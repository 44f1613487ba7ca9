import { CORE } from './properties/core.js';
import { FILES } from './properties/files.js';
import { SERVER, stopServer } from './properties/server.js';

/**
 * `npm run fuzz -- [--runs 1000000] [--minutes 10] [--seed 42] [--only fix]`: runs every property, by shares of its
 * cases, and prints a summary now and then and at the end, or when stopped (Ctrl+C). Each round has its own seed;
 * `--seed` gives the first one.
 */
const PROPERTIES = [...CORE, ...FILES, ...SERVER];

function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

const runs = Number(option('runs') ?? 1_000_000);
const until = Date.now() + Number(option('minutes') ?? 24 * 60) * 60_000;
const first = Number(option('seed') ?? Date.now() % 1_000_000_000);
const only = option('only') ?? '';
const ROUND = 200;
const TELL = 50_000;

const chosen = PROPERTIES.filter(({ name }) => name.includes(only));
const shares = chosen.reduce((sum, { share }) => sum + share, 0);
const counts = chosen.map(one => ({ one, runs: 0, failures: 0, cpu: 0 }));
const total = (): number => counts.reduce((sum, count) => sum + count.runs, 0);

let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    stopped = true;
  });

async function main(): Promise<void> {
  let last = first;
  let told = 0;
  const ended = (): boolean => stopped || total() >= runs || Date.now() >= until;
  for (let round = 0; !ended(); round++) {
    if (total() >= told + TELL) {
      told = total();
      console.log(`… ${String(told)} cases, seeds ${String(first)} to ${String(last)}`);
      tell();
    }
    last = first + round;
    for (const count of counts) {
      if (ended()) break;
      const seed = last;
      const wanted = Math.max(
        1,
        Math.min(Math.ceil((ROUND * count.one.share * chosen.length) / shares), runs - total()),
      );
      const before = process.cpuUsage();
      const outcome = await count.one.check(wanted, seed);
      const { user, system } = process.cpuUsage(before);
      count.cpu += (user + system) / 1_000;
      count.runs += outcome.runs;
      if (outcome.failure === undefined) continue;
      count.failures++;
      console.log(`✗ ${count.one.name}\n${outcome.failure}\n`);
    }
  }

  await stopServer();
  tell();
  const failed = counts.reduce((sum, { failures }) => sum + failures, 0);
  console.log(`${String(total())} cases, ${String(failed)} failures, seeds ${String(first)} to ${String(last)}`);
  if (failed > 0) process.exitCode = 1;
}

/** How often each was tried, so that cheap ones don't hide that an expensive one was hardly tried. */
function tell(): void {
  for (const { one, runs: done, failures, cpu } of counts)
    console.log(
      `${failures === 0 ? '✓' : '✗'} ${one.name}: ${String(done)} cases (${((done * 100) / total()).toFixed(1)} %), ` +
        `${String(failures)} failures, ${(cpu / Math.max(1, done)).toFixed(2)} ms of processor each`,
    );
  const cpu = counts.reduce((sum, count) => sum + count.cpu, 0);
  console.log(`${(cpu / total()).toFixed(2)} ms of processor a case`);
}

void main();
