import { packagingTools } from '../node/packaging.js';
import { listPieceFolder, type PieceListing } from '../node/pieceFolder.js';
import type { Finding } from '../rules/contract.js';
import { checkPieces } from '../app/pieces.js';
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

/** What the files of the folder and their texts say of a request; the settings judge it along with the rest. */
export async function pieceFindings(
  { analysis, project: { engine } }: LoadedRequest,
  listing: PieceListing,
): Promise<readonly Finding[]> {
  const { lignes, folder } = await checkPieces(packagingTools(listing), { engine, analysis, folder: listing.folder });
  return [...folder, ...lignes.flatMap(({ findings }) => findings)];
}
