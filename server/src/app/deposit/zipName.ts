import { utf8Length } from '../../format/domain/fold.js';
import { checkFileName, MAX_FILE_NAME_BYTES } from '../../format/domain/fichier.js';

export const DEFAULT_ZIP_NAME = '{numeroEditeur}.zip';

/** What a ZIP's name may be made of. */
export const PLACEHOLDERS = ['numLigne', 'numeroEditeur', 'numeroASP'] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];

const isPlaceholder = (name: string): name is Placeholder => PLACEHOLDERS.some(known => known === name);

const IN_BRACES = /\{([^{}]*)\}/g;

/** The placeholders of a pattern that nothing is known of. */
export const unknownPlaceholders = (pattern: string): readonly string[] =>
  [...pattern.matchAll(IN_BRACES)].map(([, name = '']) => name).filter(name => !isPlaceholder(name));

/** Nothing is in the pattern that could name a ZIP. */
export const isEmptyPattern = (pattern: string): boolean => pattern.replace(/\.zip$/i, '').trim() === '';

type ZipName = { readonly name: string } | { readonly missing: Placeholder };

const EXTENSION = '.zip';

/** The name of a demande's ZIP, safe on every system; `missing` where the demande has no such number. */
export function zipNameOf(pattern: string, values: Readonly<Record<Placeholder, string | undefined>>): ZipName {
  const missing = [...pattern.matchAll(IN_BRACES)]
    .map(([, name = '']) => name)
    .filter(isPlaceholder)
    .find(name => (values[name] ?? '').trim() === '');
  if (missing !== undefined) return { missing };
  const filled = pattern.replace(IN_BRACES, (all, name: string) => (isPlaceholder(name) ? (values[name] ?? all) : all));
  return { name: safeName(/\.zip$/i.test(filled) ? filled.slice(0, -EXTENSION.length) : filled) + EXTENSION };
}

/** As `checkFileName` has them: control and direction marks, separators, what Windows reserves. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}/\\<>:"|?*]/gu;

/**
 * A name's stem in which every unsafe character became `_`. Total: whatever the text, the name can be written anywhere.
 */
function safeName(stem: string): string {
  const safe = stem
    .normalize('NFC')
    .replace(UNSAFE, '_')
    .replace(/^[\s.]+|[\s.]+$/gu, run => '_'.repeat(run.length));
  const short = cut(safe === '' ? '_' : safe, MAX_FILE_NAME_BYTES - EXTENSION.length);
  return checkFileName(short + EXTENSION) === 'ok'
    ? short
    : `_${cut(short, MAX_FILE_NAME_BYTES - EXTENSION.length - 1)}`;
}

function cut(text: string, bytes: number): string {
  let kept = '';
  let length = 0;
  for (const char of text) {
    length += utf8Length(char);
    if (length > bytes) return kept;
    kept += char;
  }
  return kept;
}
