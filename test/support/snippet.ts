const FIELD = /\\(.)|\$\{(\d+):((?:\\.|[^}\\])*)\}|\$\{(\d+)\|((?:\\.|[^|\\])*)\|\}|\$\{(\d+)\}|\$(\d+)/gs;

/**
 * What a snippet inserts if the user accepts every default: a placeholder's text, a choice's first value, both repeated
 * where their number occurs alone. VS Code's syntax, without nested placeholders, variables and transforms, which ours
 * don't use.
 */
export function expandSnippet(body: readonly string[]): string {
  const text = body.join('\n').replaceAll('\t', '  ');
  const defaults = new Map<string, string>();
  for (const [, , number, placeholder, choice, values] of text.matchAll(FIELD)) {
    if (number !== undefined) defaults.set(number, unescaped(placeholder ?? ''));
    if (choice !== undefined) defaults.set(choice, unescaped(values ?? '').split(',')[0] ?? '');
  }
  return text.replace(FIELD, (_all, escaped: string | undefined, ...groups: (string | undefined)[]) => {
    if (escaped !== undefined) return escaped;
    const number = groups[0] ?? groups[2] ?? groups[4] ?? groups[5] ?? '';
    return defaults.get(number) ?? '';
  });
}

const unescaped = (text: string): string => text.replace(/\\(.)/gs, '$1');
