/** One change, by numbers that fast-check can shrink. */
export interface Step {
  readonly kind: number;
  readonly at: number;
  readonly pick: number;
}

export const pick = <T>(list: readonly T[], by: number): T | undefined => list[by % Math.max(1, list.length)];

/** What breaks a text, typed anywhere. `%` is a word by itself. */
export const BREAKS = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  "'",
  '\\',
  '\n',
  ' % ',
  '"%"',
  '"%",',
  '"%": 1,',
  ', %: "x"',
  '// %\n',
  '// "%": 1,\n',
  '/* "%": "a" */',
  '# "%": null\n',
  '/*',
  '//',
  '-',
  '007',
  '1,5',
  'None',
  'NaN',
  '“%”',
  "'%'",
  '\u00a0',
  ';',
  '=',
  '\ufeff',
  '\ufffd',
  '\t',
  '}, {',
  '] [',
  '{"%": [',
  '"\\%"',
] as const;

export function breakText(source: string, { kind, at, pick: by }: Step): string {
  const from = at % (source.length + 1);
  switch (kind % 5) {
    case 0:
      return source.slice(0, from) + source.slice(from + 1 + (by % 3));
    case 1:
      // A piece of punctuation, wherever the next one stands.
      return source.slice(0, from) + source.slice(from).replace(/["{}[\],:]/, '');
    case 2:
      return by % 40 === 0
        ? source.slice(0, from)
        : source.slice(0, from) + source.slice(from, from + (by % 30)) + source.slice(from);
    default:
      return (
        source.slice(0, from) +
        (pick(BREAKS, by) ?? '').replaceAll('%', `mot${String(at % 1000)}y`) +
        source.slice(from)
      );
  }
}
