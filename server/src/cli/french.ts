export { fr, grouped, plural, pluriel } from '../core/text/typographie.js';
