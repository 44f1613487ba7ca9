import { pathToFileURL } from 'node:url';
import { filePath } from '../projects.js';

/**
 * What the index calls a document: the path of a file, since editors write a file's URI in several ways; else the URI.
 */
export const idOf = (uri: string): string => filePath(uri) ?? uri;

const isUri = (id: string): boolean => /^[a-z][a-z0-9+.-]+:/i.test(id) && !/^[a-z]:[\\/]/i.test(id);

/** A URI for what isn't open; what is has the one that its editor gave it. */
export const uriOf = (id: string): string => (isUri(id) ? id : pathToFileURL(id).href);
