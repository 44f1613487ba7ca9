export { fr, grouped, plural, pluriel } from '../texts/typeset.js';
