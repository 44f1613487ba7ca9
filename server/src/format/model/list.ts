import type { SyntaxTree } from '../../language/nodes.js';
import { lignesOf } from '../profiles/detect.js';
import type { CommonModel } from '../profiles/profile.js';

/** The key of the list as it is typed. */
export function lignesKeyOf(tree: SyntaxTree, model: CommonModel): string {
  return tree.root?.kind === 'object'
    ? (lignesOf(tree.root, model.lignesKey)?.key ?? model.lignesKey)
    : model.lignesKey;
}
