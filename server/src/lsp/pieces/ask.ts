import type { Opened } from '../host.js';
import type { Session } from '../session.js';
import type { NoFolder, Refused } from '../protocol.packaging.js';
import { filePath } from '../projects.js';
import type { KnownFolder } from './folders.js';
import { ANSWERS } from '../../texts/editor/answers.js';

/** A request of the editor about attachments, with all that it is about. */
export interface AskedPieces {
  readonly session: Session;
  readonly opened: Opened;
  readonly known: KnownFolder;
}

/**
 * The document and its folder, or why there are none. `folder`: URI that the user named, which then holds for the
 * document.
 */
export async function askedPieces(
  session: Session,
  uri: string,
  folder: string | undefined,
): Promise<AskedPieces | Refused | NoFolder | null> {
  if ((await session.request(uri)) === undefined) return null;
  const { lang } = session.client;
  if (filePath(uri) === undefined) {
    return {
      refused: ANSWERS.pieces.saveFirst[lang],
    };
  }
  const named = folder === undefined ? undefined : filePath(folder);
  if (named !== undefined) session.pieces.choose(uri, named);
  const path = await session.pieces.places.settled(uri);
  const known = await session.pieces.listed(uri);
  const opened = await session.current(uri);
  if (opened === undefined) return null;
  return known === undefined ? { noFolder: noFolder(path, lang) } : { session, opened, known };
}

const noFolder = (path: string | undefined, lang: 'fr' | 'en'): string =>
  (path === undefined ? ANSWERS.pieces.where : ANSWERS.pieces.folderUnreadable(path))[lang];

/** The folder looked at anew: a plan relies on no notice of a change. */
export async function freshly({
  session,
  opened: { uri },
  known: { path },
}: AskedPieces): Promise<AskedPieces | NoFolder | null> {
  session.pieces.folders.refresh(path);
  const known = await session.pieces.folders.listed(path);
  const opened = await session.current(uri);
  if (opened === undefined) return null;
  return known === undefined ? { noFolder: noFolder(path, session.client.lang) } : { session, opened, known };
}

export const isAsked = (found: AskedPieces | Refused | NoFolder | null): found is AskedPieces =>
  found !== null && 'session' in found;
