import type { Bilingual } from '../../format/profiles/shape.js';

/** « a, b et c »; beyond `max`, « a, b, c et 4 autres ». */
export function enumerate(items: readonly Bilingual[], max = Number.POSITIVE_INFINITY): Bilingual {
  const shown = items.slice(0, max);
  const rest = items.length - shown.length;
  const all =
    rest === 0
      ? shown
      : [
          ...shown,
          { fr: `${String(rest)} autre${rest > 1 ? 's' : ''}`, en: `${String(rest)} other${rest > 1 ? 's' : ''}` },
        ];
  return {
    fr: joinWith(
      all.map(({ fr }) => fr),
      'et',
    ),
    en: joinWith(
      all.map(({ en }) => en),
      'and',
    ),
  };
}

function joinWith(texts: readonly string[], and: string): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} ${and} ${last}`;
}
