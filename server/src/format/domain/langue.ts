/** The languages that messages are written in. */
export type Lang = 'fr' | 'en';
