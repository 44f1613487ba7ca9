import { decodeUtf8 } from './decode.js';
import { readRegular } from './read.js';
import { notUtf8, unreadable } from '../texts/files.js';
import type { Bilingual } from '../texts/typeset.js';

/** A model or a calendar of this size is none. */
const MAX_MEGABYTES = 5;

export type TextRead = { readonly text: string } | { readonly refused: Bilingual };

/** The text of a file that a configuration names, or why it can't be had. */
export function readSettingsFile(path: string): TextRead {
  const read = readRegular(path, MAX_MEGABYTES * 1_000_000);
  if (!read.ok) return { refused: unreadable('file', read.failure.reason, MAX_MEGABYTES) };
  const { text, invalidBytes } = decodeUtf8(read.bytes);
  return invalidBytes ? { refused: notUtf8('file') } : { text };
}

/** A path that leads to another machine is not followed on the word of a folder: to ask there tells who asks. */
export const isRemote = (path: string): boolean => /^[\\/]{2}/.test(path);
