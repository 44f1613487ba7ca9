import { createHash } from 'node:crypto';
import { zipWriter } from '../../../server/src/node/zip.js';
import { analyze, type Analysis } from '../../../server/src/analysis/analyze.js';
import {
  compareNatural,
  type FileEntry,
  type FolderEntry,
  type PdfState,
} from '../../../server/src/format/pieces/folder.js';
import type { DepositTarget, PdfTools } from '../../../server/src/app/deposit/ports.js';
import { prepareDeposit, type PrepareInput, type Prepared } from '../../../server/src/app/deposit/prepare.js';
import type { Watch } from '../../../server/src/app/pieces.js';
import type { RefusedEntry, SourceFolder, SourceRead } from '../../../server/src/app/deposit/sources.js';
import type { WriteTools } from '../../../server/src/app/deposit/write.js';
import { correctFile, engine, TODAY } from '../../support/cases.js';

export const PDF: PdfState = { state: 'pdf', pages: 1, signed: false };

/** A listing of the paths, one level of folders. */
export function sourcesOf(paths: readonly string[], refused: readonly RefusedEntry[] = []): SourceFolder {
  const entries: FolderEntry[] = [];
  const folders = new Map<string, FileEntry[]>();
  const file = (name: string): FileEntry => ({ kind: 'file', name, size: 10, pdf: undefined });
  for (const path of [...paths].sort(compareNatural)) {
    const [first = '', second] = path.split('/');
    if (second === undefined) {
      entries.push(file(first));
      continue;
    }
    const inside = folders.get(first);
    if (inside !== undefined) {
      inside.push(file(second));
      continue;
    }
    const files = second === '' ? [] : [file(second)];
    folders.set(first, files);
    entries.push({ kind: 'folder', name: first, files });
  }
  return { folder: { name: 'pieces', entries }, refused };
}

export function analysisOf(profile: string, change: readonly (readonly [string, string])[] = []): Analysis {
  let text = correctFile(profile);
  for (const [from, to] of change) {
    if (!text.includes(from)) throw new Error(`${from} does not stand in the file`);
    text = text.replace(from, () => to);
  }
  return analyze(engine, text, { today: TODAY, profile });
}

/** PDFs as texts: `pdf:` begins one, followed by its only page; any other word is its state. */
export const fakePdf: PdfTools = {
  inspect: bytes => {
    const text = Buffer.from(bytes).toString();
    if (text.startsWith('pdf:')) return Promise.resolve({ state: 'pdf', pages: 1, signed: text.includes('signed') });
    return Promise.resolve({ state: text === '' ? 'empty' : text === 'encrypted' ? 'encrypted' : 'not-pdf' });
  },
  concatenate: ({ cover, documents }) =>
    Promise.resolve({
      bytes: Buffer.from(`pdf:${cover.title}|${documents.map(({ bytes }) => Buffer.from(bytes).toString()).join('|')}`),
      pages: documents.length + 1,
      documents: documents.map(({ name }, i) => ({ name, pages: 1, start: i + 2, signed: false })),
    }),
  text: bytes => Promise.resolve([Buffer.from(bytes).toString()]),
};

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Files by path; any other is missing. */
export const readerOf =
  (files: ReadonlyMap<string, string>) =>
  (path: string): Promise<SourceRead> => {
    const text = files.get(path);
    return Promise.resolve(text === undefined ? { ok: false, why: 'missing' } : { ok: true, bytes: Buffer.from(text) });
  };

/** A deposit in memory; `fail` makes the writing of one file fail. */
export class MemoryTarget implements DepositTarget {
  readonly written = new Map<string, Uint8Array>();
  state: 'open' | 'committed' | 'abandoned' = 'open';

  constructor(private readonly fail?: string) {}

  write(name: string, bytes: Uint8Array): Promise<void> {
    if (name === this.fail) return Promise.reject(new Error('ENOSPC'));
    if (this.written.has(name)) return Promise.reject(new Error('EEXIST'));
    this.written.set(name, bytes);
    return Promise.resolve();
  }

  commit(): Promise<void> {
    this.state = 'committed';
    return Promise.resolve();
  }

  abandon(): Promise<void> {
    this.state = 'abandoned';
    return Promise.resolve();
  }

  text(name: string): string {
    return Buffer.from(this.written.get(name) ?? []).toString();
  }
}

export interface Given extends Partial<Pick<PrepareInput, 'engine' | 'planFile' | 'zipName'>> {
  readonly analysis: Analysis;
  readonly files: ReadonlyMap<string, string>;
  readonly bytes?: Uint8Array;
}

export const prepare = (
  { analysis, files, bytes = Buffer.from(analysis.text), ...more }: Given,
  watch?: Watch,
): Promise<Prepared> =>
  prepareDeposit(
    {
      engine,
      analysis,
      project: { apply: (_, findings) => ({ findings, used: new Set() }), only: () => undefined },
      path: undefined,
      json: { name: 'a.json', bytes },
      sources: sourcesOf([...files.keys()]),
      read: readerOf(files),
      pdf: fakePdf,
      ...more,
    },
    watch,
  );

export const toolsOf = (files: ReadonlyMap<string, string>, target: DepositTarget): WriteTools => ({
  read: readerOf(files),
  pdf: fakePdf,
  zip: zipWriter,
  sha256,
  target,
});
