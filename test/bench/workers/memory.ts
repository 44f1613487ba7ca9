import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProcessMemory } from '../processMemory.js';
import type { Samples } from '../stats.js';
import { PullClient } from './client.js';
import { flipsFor, FlipWalk } from './flips.js';
import { work, type Task } from './turns.js';

const URI = 'file:///bench/memory.mdv-lgc.avance.json';
const EDITS = 100;
const POLL_MS = 100;
const POLLS = 30;

/** What a server holds once it has opened a request, and after a while of typing in it. */
async function measure({ layout, quick }: Task): Promise<Samples> {
  const text = readFileSync(layout.legal, 'utf8');
  const samples: Record<string, number[]> = {};
  for (let pair = 0; pair < (quick ? 2 : 5); pair++) {
    for (const [which, suffix] of [
      ['server', ''],
      ['peerServer', 'Peer'],
      ['emptyServer', 'Empty'],
    ] as const) {
      const client = await PullClient.start(layout, which);
      await client.open(URI, text);
      const opened = await settled(client);
      const walk = new FlipWalk(flipsFor('letter', text));
      for (let i = 0; i < EDITS; i++) await client.change(URI, walk.next());
      const edited = await settled(client);
      // Without /proc there is nothing to tell.
      if (opened === undefined || edited === undefined) return {};
      (samples[`opened${suffix}`] ??= []).push(opened.resident);
      (samples[`edited${suffix}`] ??= []).push(edited.resident);
      (samples[`peak${suffix}`] ??= []).push(edited.peak);
      await client.stop();
    }
  }
  return samples;
}

/** Once it hasn't changed by more than a percent for half a second. */
async function settled(client: PullClient): Promise<ProcessMemory | undefined> {
  let last = client.memory();
  let calm = 0;
  for (let poll = 0; poll < POLLS && calm < 5 && last !== undefined; poll++) {
    await pause(POLL_MS);
    const now = client.memory();
    calm = now !== undefined && Math.abs(now.resident - last.resident) < last.resident / 100 ? calm + 1 : 0;
    last = now;
  }
  return last;
}

work(measure);
