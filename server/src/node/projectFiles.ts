import { decodeUtf8 } from './decode.js';
import { readRegular, type ReadFailure } from './read.js';
import type { Bilingual } from '../format/profiles/shape.js';

/** A model or a calendar of this size is none. */
const MAX_BYTES = 5_000_000;

export type TextRead = { readonly text: string } | { readonly refused: Bilingual };

/** The text of a file that a configuration names, or why it can't be had. */
export function readSettingsFile(path: string): TextRead {
  const read = readRegular(path, MAX_BYTES);
  if (!read.ok) return { refused: REASONS[read.failure.reason] };
  const { text, invalidBytes } = decodeUtf8(read.bytes);
  return invalidBytes ? { refused: NOT_UTF8 } : { text };
}

/** A path that leads to another machine is not followed on the word of a folder: to ask there tells who asks. */
export const isRemote = (path: string): boolean => /^[\\/]{2}/.test(path);

export const REMOTE: Bilingual = {
  fr:
    "un chemin réseau (\\\\serveur\\…) n'est pas suivi depuis ce fichier. Copiez-le dans ce dossier\u00a0; un " +
    "fichier de calcul peut aussi être donné par --plafonds, ou par le réglage de l'éditeur.",
  en:
    'a network path (\\\\server\\…) is not followed from this file. Copy it into this folder; a calculation file ' +
    "can also be given by --plafonds, or by the editor's setting.",
};

const NOT_UTF8: Bilingual = {
  fr: "ce fichier n'est pas en UTF-8\u00a0: enregistrez-le en UTF-8.",
  en: 'this file is not UTF-8: save it as UTF-8.',
};
const NOT_A_FILE: Bilingual = { fr: "ce n'est pas un fichier ordinaire.", en: 'this is not a regular file.' };
const MISSING: Bilingual = { fr: "ce fichier n'existe pas.", en: 'there is no such file.' };

const REASONS: Readonly<Record<ReadFailure['reason'], Bilingual>> = {
  missing: MISSING,
  disappeared: MISSING,
  denied: { fr: "lecture refusée, vous n'en avez pas le droit.", en: 'you do not have permission to read it.' },
  directory: { fr: "c'est un dossier.", en: 'this is a folder.' },
  'not-regular': NOT_A_FILE,
  loop: NOT_A_FILE,
  'too-large': { fr: 'ce fichier dépasse 5\u00a0Mo.', en: 'this file is over 5 MB.' },
  other: { fr: "ce fichier n'a pas pu être lu.", en: 'this file could not be read.' },
};
