export { matchesGlob, mostSpecific } from '../language/glob.js';
