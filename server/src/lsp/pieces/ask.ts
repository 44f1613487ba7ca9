/** What a client sends is read part by part: anything malformed counts as absent. */
import type { ChoicesParams, Confirmed, NoFolder, Refused } from '../protocol/index.js';
import { field, isRecord, textOf, textsOf } from '../../language/unknown.js';
import type { Opened } from '../host.js';
import type { Session } from '../session.js';
import { MAX_FILE } from '../../node/pieceFolder.js';
import { filePath } from '../uris.js';
import type { KnownFolder } from './folders.js';
import { ANSWERS } from '../../texts/editor/answers.js';

/** In bytes: larger files are not read, for a deposit or a check. */
export const maxPiece = (session: Session, uri: string): number =>
  Math.min(MAX_FILE, session.setFor(uri).settings.maxPiece ?? MAX_FILE);

export const readUri = (params: unknown): string => textOf(field(params, 'uri')) ?? '';

export function readConfirmed(raw: unknown): Confirmed {
  const entries = (value: unknown): [string, unknown][] => (isRecord(value) ? Object.entries(value) : []);
  return Object.fromEntries(
    entries(raw).map(([key, named]) => [
      key,
      Object.fromEntries(entries(named).map(([name, list]) => [name, textsOf(list)])),
    ]),
  );
}

export function readAt(raw: unknown): ChoicesParams['at'] {
  const [ligne, piece, line, character, pointer] = ['ligne', 'piece', 'line', 'character', 'pointer'].map(name =>
    field(raw, name),
  );
  if (typeof ligne === 'number' && typeof piece === 'number') return { ligne, piece };
  if (typeof line === 'number' && typeof character === 'number') return { line, character };
  return { pointer: textOf(pointer) ?? '' };
}

/** The editor's request about attachments, with everything that it concerns. */
export interface AskedPieces {
  readonly session: Session;
  readonly opened: Opened;
  readonly known: KnownFolder;
}

/**
 * The document and its folder, or why there are none. `folder`: URI named by the user, which then holds for the
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

/** The folder, listed again: a plan doesn't rely on change notifications. */
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
