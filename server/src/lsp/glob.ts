/**
 * Globs of the `profiles` setting: `*` and `?` within a folder, `**` across folders, `{a,b}`. A pattern without a slash is matched
 * with the file's name alone, as in `files.associations`.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  const file = slashes(path).replace(/^\/+/, '');
  const wanted = slashes(pattern).replace(/^\/+/, '').replace(/^\.\//, '');
  if (wanted === file) return true;
  const subject = slashes(pattern).includes('/') ? file : file.slice(file.lastIndexOf('/') + 1);
  return expressionOf(wanted).test(subject);
}

/** The pattern that says most: one file's name before any pattern, then the longest. */
export function mostSpecific(patterns: readonly string[]): string | undefined {
  const isOpen = (pattern: string): number => (/[*{]/.test(pattern) ? 1 : 0);
  return [...patterns].sort((a, b) => isOpen(a) - isOpen(b) || b.length - a.length)[0];
}

const slashes = (text: string): string => text.replaceAll('\\', '/');

/** `**` becomes one word and runs of `*` another, so that no pattern makes the expression backtrack for long. */
function expressionOf(pattern: string): RegExp {
  let depth = 0;
  const source = pattern.replace(/\*\*\/|\*{2,}|\*|\?|[{},]|[\\^$+.()|[\]]/g, (token) => {
    if (token === '**/') return '(?:[^/]+/)*';
    if (token === '*') return '[^/]*';
    if (token.startsWith('**')) return '.*';
    if (token === '?') return '[^/]';
    if (token === '{') { depth++; return '(?:'; }
    if (token === '}' && depth > 0) { depth--; return ')'; }
    if (token === ',') return depth > 0 ? '|' : ',';
    return `\\${token}`;
  });
  return new RegExp(`^${source}${')'.repeat(depth)}$`);
}
