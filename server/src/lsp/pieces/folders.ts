import { setImmediate as nextTurn } from 'node:timers/promises';
import { listPieceFolder, readPiece, type PieceListing } from '../../node/pieceFolder.js';
import type { PdfState, PieceFolder } from '../../format/pieces/folder.js';
import type { PdfTools } from '../../app/deposit/ports.js';
import { withStates } from '../../app/deposit/sources.js';

/** What is known about a folder of attachments. `folder` is a new object whenever anything in it changes. */
export interface KnownFolder {
  readonly path: string;
  readonly folder: PieceFolder;
  readonly listing: PieceListing;
}

interface Kept {
  known: KnownFolder | undefined;
  /** It was listed at least once. */
  looked: boolean;
  busy: boolean;
  again: boolean;
  /** What was found in each file, by path, as long as the file is the same. */
  readonly states: Map<string, { readonly stamp: string; readonly state: PdfState }>;
  readonly queue: Set<string>;
  inspecting: boolean;
  readonly waiting: (() => void)[];
}

/** Larger files are inspected only on demand: when they are checked or packaged. */
const MAX_INSPECTED = 64 * 1024 * 1024;
/** How many files are inspected before the results are shown. */
const SHOWN_AFTER = 60;

/**
 * The attachment folders in use. Names are listed at once; the PDFs that requests name are inspected one by one, in the
 * background. A request is answered from what is known, without waiting for the disk.
 */
export class PieceFolders {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly tools: () => Promise<Pick<PdfTools, 'inspect'>>,
    /** A folder turned out to be different. */
    private readonly changed: (path: string) => void,
    /** A folder can't be read. */
    private readonly closed: (path: string) => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** What is known now; the first request has the folder listed. */
  at(path: string): KnownFolder | undefined {
    const kept = this.keptOf(path);
    if (!kept.looked && !kept.busy) this.look(path, kept);
    return kept.known;
  }

  /** The folder, once it has been listed; undefined if none can be read. */
  async listed(path: string): Promise<KnownFolder | undefined> {
    const kept = this.keptOf(path);
    if (!kept.looked && !kept.busy) this.look(path, kept);
    if (kept.busy)
      await new Promise<void>(resolve => {
        kept.waiting.push(resolve);
      });
    return kept.known;
  }

  /** Lists a folder again. What was known stays valid until then. */
  refresh(path: string): void {
    const kept = this.kept.get(path);
    if (kept === undefined) return;
    if (kept.busy) kept.again = true;
    else this.look(path, kept);
  }

  get paths(): readonly string[] {
    return [...this.kept.keys()];
  }

  /** Inspects the files that haven't been inspected yet. */
  want(path: string, files: readonly string[]): void {
    const kept = this.kept.get(path);
    if (kept?.known === undefined) return;
    for (const file of files) {
      const listed = kept.known.listing.files.get(file);
      if (listed !== undefined && listed.size <= MAX_INSPECTED && !kept.states.has(file)) kept.queue.add(file);
    }
    if (kept.queue.size > 0 && !kept.inspecting) void this.inspect(path, kept).catch(this.failed);
  }

  /** The results for files of that listing, on demand, however large they are. */
  learn(path: string, listing: PieceListing, states: ReadonlyMap<string, PdfState>): void {
    const kept = this.kept.get(path);
    if (kept === undefined) return;
    let isNews = false;
    for (const [file, state] of states) {
      const stamp = stampIn(listing, file);
      if (stamp === undefined || stampIn(kept.known?.listing, file) !== stamp || kept.states.has(file)) continue;
      kept.states.set(file, { stamp, state });
      isNews = true;
    }
    if (isNews) this.publish(path, kept, kept.known?.listing);
  }

  forgetAllBut(used: ReadonlySet<string>): void {
    for (const path of this.kept.keys()) if (!used.has(path)) this.kept.delete(path);
  }

  private keptOf(path: string): Kept {
    const before = this.kept.get(path);
    if (before !== undefined) return before;
    const kept: Kept = {
      known: undefined,
      looked: false,
      busy: false,
      again: false,
      states: new Map(),
      queue: new Set(),
      inspecting: false,
      waiting: [],
    };
    this.kept.set(path, kept);
    return kept;
  }

  private look(path: string, kept: Kept): void {
    kept.busy = true;
    void this.list(path, kept)
      .catch(this.failed)
      .finally(() => {
        kept.busy = false;
        kept.looked = true;
        for (const resume of kept.waiting.splice(0)) resume();
      });
  }

  private async list(path: string, kept: Kept): Promise<void> {
    do {
      kept.again = false;
      const listed = await listPieceFolder(path);
      const listing = listed.ok ? listed.listing : undefined;
      if (listing === undefined) this.closed(path);
      const same =
        listing === undefined
          ? kept.known === undefined
          : kept.known !== undefined && signatureOf(listing) === signatureOf(kept.known.listing);
      if (same) continue;
      for (const [file, { stamp }] of kept.states) if (stampIn(listing, file) !== stamp) kept.states.delete(file);
      this.publish(path, kept, listing);
    } while (this.hasToLookAgain(kept));
  }

  private hasToLookAgain(kept: Kept): boolean {
    return kept.again;
  }

  private async inspect(path: string, kept: Kept): Promise<void> {
    kept.inspecting = true;
    let found = 0;
    try {
      const tools = await this.tools();
      for (const file of kept.queue) {
        kept.queue.delete(file);
        const listing = kept.known?.listing;
        const stamp = stampIn(listing, file);
        if (listing === undefined || stamp === undefined) continue;
        await nextTurn();
        const read = await readPiece(listing, file, MAX_INSPECTED);
        // It is a different file by now; the watcher will report that.
        if (!read.ok && (read.why === 'changed' || read.why === 'missing')) continue;
        const { state } = await this.stateOf(read, tools);
        if (stampIn(kept.known?.listing, file) !== stamp) continue;
        kept.states.set(file, { stamp, state });
        if (++found % SHOWN_AFTER === 0) this.publish(path, kept, kept.known?.listing);
      }
    } finally {
      kept.inspecting = false;
      if (found % SHOWN_AFTER !== 0) this.publish(path, kept, kept.known?.listing);
    }
  }

  private async stateOf(
    read: Awaited<ReturnType<typeof readPiece>>,
    tools: Pick<PdfTools, 'inspect'>,
  ): Promise<{ readonly state: PdfState }> {
    if (!read.ok) return { state: { state: 'unreadable' } };
    const inspected = await tools.inspect(read.bytes);
    return { state: inspected };
  }

  private publish(path: string, kept: Kept, listing: PieceListing | undefined): void {
    const states = new Map([...kept.states].map(([file, { state }]) => [file, state]));
    kept.known = listing === undefined ? undefined : { path, listing, folder: withStates(listing.folder, states) };
    if (this.kept.get(path) === kept) this.changed(path);
  }
}

/** What distinguishes a file from its former version. */
export function stampIn(listing: Pick<PieceListing, 'files'> | undefined, file: string): string | undefined {
  const stamp = listing?.files.get(file)?.stamp;
  return stamp === undefined ? undefined : [stamp.inode, stamp.size, stamp.modified].map(String).join(':');
}

const signatureOf = (listing: PieceListing): string =>
  JSON.stringify([
    listing.root,
    listing.folder.entries.map(({ kind, name }) => [kind, name]),
    [...listing.files.keys()].map(file => [file, stampIn(listing, file)]),
    listing.refused,
  ]);
