/** A text as it is typed: plain spaces and straight apostrophes, so that tests can be typed on a keyboard. */
export const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ').replaceAll('’', "'");
