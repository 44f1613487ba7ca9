import { spawn } from 'node:child_process';
import type { Samples } from '../stats.js';
import { CAPABILITIES, spawnServer, type ServerProcess } from './client.js';
import { inTurns, work, type Task } from './turns.js';

const INITIALIZE = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { processId: process.pid, rootUri: null, capabilities: CAPABILITIES },
});

/** From nothing to the answer to `initialize`, against a node that does nothing. */
async function measure({ layout, quick }: Task): Promise<Samples> {
  const { turns } = await inTurns(
    [
      { name: 'node', times: 1, run: bare },
      { name: 'ours', times: 1, run: () => initialized(spawnServer(layout, 'server')) },
      { name: 'peer', times: 1, run: () => initialized(spawnServer(layout, 'peerServer')) },
    ],
    quick ? 8 : 25,
    2,
  );
  return turns;
}

function bare(): Promise<void> {
  return new Promise((resolve, reject) => {
    spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' })
      .once('error', reject)
      .once('exit', () => {
        resolve();
      });
  });
}

function initialized(server: ServerProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let read = '';
    server.once('error', reject).once('exit', () => {
      reject(new Error('the server ended before it answered'));
    });
    server.stdout.on('data', (chunk: Buffer) => {
      read += chunk.toString();
      if (!read.includes('"capabilities"')) return;
      server.removeAllListeners('exit');
      server.kill('SIGKILL');
      resolve();
    });
    server.stdin.write(`Content-Length: ${String(Buffer.byteLength(INITIALIZE))}\r\n\r\n${INITIALIZE}`);
  });
}

work(measure);
