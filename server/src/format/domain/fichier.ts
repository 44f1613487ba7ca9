import { utf8Length } from './fold.js';

/**
 * Why a `nomFichier` is not the plain name of a file on every system and in every ZIP; `parent` wins over `separator`.
 */
export type FileNameCheck =
  | 'ok'
  | 'empty'
  | 'control'
  | 'parent'
  | 'separator'
  | 'reserved-character'
  | 'trailing'
  | 'reserved-name'
  | 'too-long';

/** The limit of the usual file systems, in UTF-8 bytes. */
export const MAX_FILE_NAME_BYTES = 255;

/** Control characters, line and direction marks (they can make a name look like another), and lone surrogates. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const SEPARATOR = /[/\\]/;
const RESERVED_CHARACTER = /[<>:"|?*]/;

/** Windows' device names, with or without an extension. */
const RESERVED_NAME = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d\u00b9\u00b2\u00b3])$/i;

export function checkFileName(name: string): FileNameCheck {
  if (name.trim() === '') return 'empty';
  if (CONTROL.test(name)) return 'control';
  if (name === '.' || name.split(SEPARATOR).includes('..')) return 'parent';
  if (SEPARATOR.test(name)) return 'separator';
  if (RESERVED_CHARACTER.test(name)) return 'reserved-character';
  if (/[. ]$/.test(name)) return 'trailing';
  if (RESERVED_NAME.test((name.split('.', 1)[0] ?? '').trimEnd())) return 'reserved-name';
  return utf8Length(name) > MAX_FILE_NAME_BYTES ? 'too-long' : 'ok';
}

/** The extension in small letters without its dot; empty if there is none (`.pdf` is a name without one). */
export function extensionOf(name: string): string {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const dot = base.lastIndexOf('.');
  return dot > 0 ? base.slice(dot + 1).toLowerCase() : '';
}
