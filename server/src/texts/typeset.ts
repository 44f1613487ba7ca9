const NO_BREAK = '\u00a0';

/** French text as it is printed: the spaces inside guillemets and before double punctuation don't break. */
export const francais = (text: string): string =>
  text.replaceAll('« ', `«${NO_BREAK}`).replace(/ (?=[»:;!?])/g, NO_BREAK);

/** `francais` as a template: only the template's own words are touched, never the values put in it. */
export function fr(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return parts.map(francais).reduce((text, part, i) => `${text}${String(values[i - 1] ?? '')}${part}`);
}

/** 0 and 1 are singular in French. */
export const pluriel = (count: number, singular: string, plural = `${singular}s`): string =>
  `${grouped(count, '\u202f')}${NO_BREAK}${count < 2 ? singular : plural}`;

export const plural = (count: number, singular: string, many = `${singular}s`): string =>
  `${grouped(count, ',')} ${count === 1 ? singular : many}`;

export const grouped = (count: number, separator: string): string =>
  String(count).replace(/\B(?=(?:\d{3})+$)/g, separator);
