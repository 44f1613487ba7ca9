import type { CommonModel } from '../profiles/profile.js';
import type { Shape } from '../profiles/shape.js';
import type { SyntaxProblem } from '../../language/nodes.js';
import { foldKey } from '../domain/fold.js';

/**
 * Whether the model wants text (an identifier) at the key where a syntax problem stands, so that quotes mend a number
 * typed bare.
 */
export function wantsText(model: CommonModel, problem: SyntaxProblem): boolean {
  const shape = shapeAt(model, problem);
  return shape?.types.has('string') === true && !shape.types.has('number') && !shape.types.has('integer');
}

function shapeAt(model: CommonModel, problem: SyntaxProblem): Shape | undefined {
  let shape: Shape | undefined = model.file;
  for (const key of problem.path)
    shape = typeof key === 'number' ? shape?.items : shape?.byFolded.get(foldKey(key))?.shape;
  return problem.key === undefined ? shape?.items : shape?.byFolded.get(foldKey(problem.key))?.shape;
}
