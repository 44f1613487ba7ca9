const NO_BREAK = '\u00a0';

/** French text as it is printed: the spaces inside guillemets and before double punctuation don't break. */
export const francais = (text: string): string => text.replaceAll('« ', `«${NO_BREAK}`).replace(/ (?=[»:;!?])/g, NO_BREAK);
