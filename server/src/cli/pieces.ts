import { basename } from 'node:path';
import { packagingTools } from '../node/packaging.js';
import { listPieceFolder, type PieceListing } from '../node/pieceFolder.js';
import type { Finding } from '../rules/contract.js';
import { hasAttachments } from '../app/findings.js';
import { prepareDeposit, type Judge } from '../app/deposit/prepare.js';
import { DEFAULT_ZIP_NAME } from '../app/deposit/zipName.js';
import type { Console } from './console.js';
import type { LoadedRequest } from './inputs.js';
import { harmless } from './report/terminal.js';
import { folderFailure } from './report/deposit.js';

/** The folder's names, or undefined once it is told why they can't be had. */
export async function listedFolder(console: Console, folder: string): Promise<PieceListing | undefined> {
  const listed = await listPieceFolder(folder, { name: folder });
  if (listed.ok) return listed.listing;
  console.err.write(`${harmless(folderFailure(console, folder, listed.failure))}\n`);
  return undefined;
}

/** The settings judge these findings along with the others. */
const AS_FOUND: Judge = { apply: (_analysis, findings) => findings, only: () => false };

/** What the files of the folder and their texts make of a request: as before a deposit, with nothing to be written. */
export async function pieceFindings(
  { path, bytes, analysis, project }: LoadedRequest,
  sources: PieceListing,
): Promise<readonly Finding[]> {
  if (!hasAttachments(analysis)) return [];
  const { read, pdf } = packagingTools(sources);
  const { findings } = await prepareDeposit({
    engine: project.engine,
    analysis,
    judge: AS_FOUND,
    json: { name: basename(path), bytes },
    read,
    pdf,
    sources,
    planFile: undefined,
    zipName: DEFAULT_ZIP_NAME,
  });
  return findings.filter(({ rule: { scope } }) => scope === 'folder' || scope === 'document');
}
