export { serveArguments, serveGreeted } from './main.js';
