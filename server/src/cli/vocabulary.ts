import type { Lang } from '../rules/contract.js';
import type { Words } from './words.js';
import { ENGLISH } from './words.en.js';
import { FRENCH } from './words.fr.js';

export const wordsOf = (lang: Lang): Words => (lang === 'fr' ? FRENCH : ENGLISH);
