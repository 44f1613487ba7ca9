import { lignesOf } from '../profiles/detect.js';
import type { CommonModel } from '../profiles/profile.js';
import type { ArrayNode, SyntaxTree } from '../../language/nodes.js';

/** The list of lignes, where there is one. */
export function listOf(tree: SyntaxTree, model: CommonModel): ArrayNode | undefined {
  if (tree.root?.kind !== 'object') return undefined;
  const value = lignesOf(tree.root, model.lignesKey)?.value;
  return value?.kind === 'array' ? value : undefined;
}

/** The key of the list as it is typed. */
export function lignesKeyOf(tree: SyntaxTree, model: CommonModel): string {
  return tree.root?.kind === 'object'
    ? (lignesOf(tree.root, model.lignesKey)?.key ?? model.lignesKey)
    : model.lignesKey;
}
