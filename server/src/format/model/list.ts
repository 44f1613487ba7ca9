import { chunked } from '../../language/chunks.js';
import type { SyntaxTree } from '../../language/nodes.js';
import { parseRequest } from '../../language/parse.js';
import type { Catalog } from '../profiles/catalog.js';
import { chooseProfile, type ProfileChoice } from '../profiles/choose.js';
import { lignesOf } from '../profiles/detect.js';
import type { CommonModel } from '../profiles/profile.js';

export interface ReadRequest {
  readonly tree: SyntaxTree;
  readonly choice: ProfileChoice;
  readonly model: CommonModel;
}

/** Reads a text as a request: its lignes are the chunks of the tree. */
export function readRequest(catalog: Catalog, text: string, given: Parameters<typeof chooseProfile>[2]): ReadRequest {
  const draft = parseRequest(text);
  const { root } = draft;
  const choice = chooseProfile(catalog, root, given);
  const { model } = choice;
  const property = root?.kind === 'object' ? lignesOf(root, model.lignesKey) : undefined;
  return { tree: chunked(draft, property), choice, model };
}

/** The key of the list as it is typed. */
export function lignesKeyOf(tree: SyntaxTree, model: CommonModel): string {
  return tree.root?.kind === 'object'
    ? (lignesOf(tree.root, model.lignesKey)?.key ?? model.lignesKey)
    : model.lignesKey;
}
