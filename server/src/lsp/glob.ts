export { matchesGlob, mostSpecific } from '../core/text/glob.js';
