import { join } from 'node:path';

/** Where things are in a run's temporary folder: the measuring processes are told only its name. */
export interface Layout {
  readonly folder: string;
  /** A correct request of 200 lignes, the legal maximum. */
  readonly legal: string;
  /** Ten and a hundred times as many. */
  readonly large: string;
  readonly huge: string;
  /** 200 lignes, some of which miss a key or have a value in the wrong case. */
  readonly faulty: string;
  readonly schema: string;
  /** Folder of a hundred correct requests. */
  readonly many: string;
  readonly server: string;
  readonly peerServer: string;
  readonly emptyServer: string;
  readonly cli: string;
  readonly peerCli: string;
  readonly parseCli: string;
  /** Loaded before a program, to report its peak memory as it ends. */
  readonly peak: string;
  readonly worker: (group: string) => string;
}

export const layoutOf = (folder: string): Layout => ({
  folder,
  legal: join(folder, 'bench.mdv-lgc.avance.json'),
  large: join(folder, 'large.mdv-lgc.avance.json'),
  huge: join(folder, 'huge.mdv-lgc.avance.json'),
  faulty: join(folder, 'faulty.mdv-lgc.avance.json'),
  schema: join(folder, 'schema.json'),
  many: join(folder, 'many'),
  server: join(folder, 'server', 'main.js'),
  peerServer: join(folder, 'peer', 'peerServer.js'),
  emptyServer: join(folder, 'peer', 'emptyServer.js'),
  cli: join(folder, 'cli', 'segur-json.mjs'),
  peerCli: join(folder, 'peer', 'peerCli.js'),
  parseCli: join(folder, 'peer', 'parseCli.js'),
  peak: join(folder, 'peer', 'peak.js'),
  worker: (group: string) => join(folder, 'workers', `${group}.js`),
});

export const LEGAL_LIGNES = 200;
export const LARGE_LIGNES = 2000;
export const HUGE_LIGNES = 20_000;
export const MANY_FILES = 100;
