import { readFileSync } from 'node:fs';
import type { Samples } from '../stats.js';
import { PullClient, type Which } from './client.js';
import { flipsFor, FlipWalk, type EditKind } from './flips.js';
import { inTurns, work, type Contestant, type Task } from './turns.js';

const uriOf = (serial: number | string): string => `file:///bench/${String(serial)}.mdv-lgc.avance.json`;

/** Both servers over stdio, as an editor that pulls sees them. */
async function measure({ layout, quick }: Task): Promise<Samples> {
  const text = readFileSync(layout.legal, 'utf8');
  const start = (which: Which) => (): Promise<PullClient> => PullClient.start(layout, which);
  const [ours, peer, empty] = [start('server'), start('peerServer'), start('emptyServer')];
  const first = await firstOpen(text, { first: ours, firstPeer: peer, firstEmpty: empty }, quick ? 4 : 12);
  const contestants: Contestant[] = [];
  const clients: PullClient[] = [];
  for (const [begin, suffix, kinds] of [
    [ours, '', ['letter', 'word']],
    [peer, 'Peer', ['letter', 'word']],
    [empty, 'Empty', ['letter']],
  ] as const) {
    const client = await begin();
    clients.push(client);
    for (const kind of kinds)
      contestants.push(await editing(client, text, kind, `${kind}${suffix}`, suffix === '' ? 6 : 2));
    contestants.push(opening(client, text, `open${suffix}`));
  }
  const { turns } = await inTurns(contestants, quick ? 10 : 40);
  await Promise.all(clients.map(client => client.stop()));
  return { ...turns, ...first };
}

async function editing(
  client: PullClient,
  text: string,
  kind: EditKind,
  name: string,
  times: number,
): Promise<Contestant> {
  const uri = uriOf(kind);
  expect(name, await client.open(uri, text), 0);
  const walk = new FlipWalk(flipsFor(kind, text));
  let due = 0;
  return {
    name,
    times,
    run: async () => {
      due = kind === 'letter' ? 0 : 1 - due;
      expect(name, await client.change(uri, walk.next()), due);
    },
  };
}

function opening(client: PullClient, text: string, name: string): Contestant {
  let serial = 0;
  return {
    name,
    times: 1,
    run: async () => {
      expect(name, await client.open(uriOf(serial), text), 0);
    },
    after: () => {
      client.close(uriOf(serial++));
    },
  };
}

/** From nothing to the diagnostics of the first document: the sooner a server answers, the sooner it is asked. */
async function firstOpen(
  text: string,
  starts: Readonly<Record<string, () => Promise<PullClient>>>,
  rounds: number,
): Promise<Samples> {
  const samples: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, start] of Object.entries(starts)) {
      const begin = performance.now();
      const client = await start();
      expect(name, await client.open(uriOf(0), text), 0);
      (samples[name] ??= []).push(performance.now() - begin);
      await client.stop();
    }
  }
  return samples;
}

function expect(name: string, found: number, due: number): void {
  if (found !== due) throw new Error(`${name}: ${String(found)} diagnostics instead of ${String(due)}`);
}

work(measure);
