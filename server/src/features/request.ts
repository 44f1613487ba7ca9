import type { Analysis } from '../analysis/analyze.js';
import { profileByName } from '../format/profiles/choose.js';
import { looksLikeRequest } from '../format/profiles/detect.js';
import type { Catalog } from '../format/profiles/catalog.js';

/** Nothing larger is a request: 200 lignes are a third of a megabyte. */
const MAX_LENGTH = 20_000_000;

/** Whether a text can be a request at all, told without parsing it. */
export const mayBeRequest = (text: string): boolean => text.length <= MAX_LENGTH && /lignesimport/i.test(text);

/** A name that promises a request: `x.mdv-lgc.avance.json`, not the schema of one. */
export const isRequestName = (catalog: Catalog, path: string): boolean =>
  !/\.schema\.json$/i.test(path) && profileByName(catalog, path) !== undefined;

export const isRequest = ({ tree, model }: Analysis): boolean => looksLikeRequest(tree.root, model.lignesKey);
