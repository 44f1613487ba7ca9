/** UTF-8 read as Latin-1: `é` becomes `Ã©`. */
const MOJIBAKE = /[\u00c2-\u00c5][\u0080-\u00bf]|\u00e2\u20ac[\u0080-\u2122]?/;
const ENTITY = /&(?:#\d{1,6}|#x[\da-f]{1,5}|[a-z]{2,8}\d?);/i;

/** The first character that a conversion broke, as it stands in the text. */
export const garbledIn = (text: string): string | undefined => (MOJIBAKE.exec(text) ?? ENTITY.exec(text))?.[0];

const ACCENTS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  cedil: '\u0327',
};
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  quot: '"',
  rsquo: '\u2019',
  nbsp: ' ',
  szlig: 'ß',
};

/** The text as it was before the conversion; undefined where that can't be told. */
export function repairName(text: string): string | undefined {
  const repaired = MOJIBAKE.test(text)
    ? decoded(text)
    : text.replace(new RegExp(ENTITY, 'gi'), entity => character(entity));
  return repaired === undefined || garbledIn(repaired) !== undefined ? undefined : repaired;
}

function decoded(text: string): string | undefined {
  const codes = Array.from(text, char => char.charCodeAt(0));
  if (codes.some(code => code > 0xff)) return undefined;
  const bytes = codes.map(code => `%${code.toString(16).padStart(2, '0')}`).join('');
  try {
    return decodeURIComponent(bytes);
  } catch {
    return undefined;
  }
}

/** Itself where the entity is none that names hold. */
function character(entity: string): string {
  const name = entity.slice(1, -1);
  const code = /^#(x?)([\da-f]+)$/i.exec(name);
  if (code?.[2] !== undefined) {
    const point = Number.parseInt(code[2], code[1] === '' ? 10 : 16);
    return point >= 0x20 && point <= 0x24f ? String.fromCodePoint(point) : entity;
  }
  const letter = /^([a-z])(grave|acute|circ|tilde|uml|cedil)$/i.exec(name);
  const mark = ACCENTS[letter?.[2]?.toLowerCase() ?? ''];
  return letter?.[1] !== undefined && mark !== undefined
    ? `${letter[1]}${mark}`.normalize('NFC')
    : (NAMED[name.toLowerCase()] ?? entity);
}
