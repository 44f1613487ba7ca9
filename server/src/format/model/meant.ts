import type { PropertyNode } from '../../language/nodes.js';
import { tidy } from '../../language/whitespace.js';
import { foldKey, meantKey } from '../domain/fold.js';
import type { PropertyShape } from '../profiles/profile.js';

/** The missing property that an unknown one stands for: by its key, or a block by what it holds. */
export function meantProperty({ key, value }: PropertyNode, free: readonly PropertyShape[]): PropertyShape | undefined {
  const folded = foldKey(tidy(key));
  const former = free.find(({ formerly }) => formerly !== undefined && foldKey(formerly) === folded);
  if (former !== undefined) return former;
  const near = meantKey(
    tidy(key),
    free.map(property => property.key),
  );
  if (near !== undefined) return free.find(property => property.key === near);
  if (value?.kind !== 'object' || value.properties.length === 0) return undefined;
  const fits = free.filter(({ shape }) => {
    const shared = value.properties.filter(inner => shape.byFolded.has(foldKey(tidy(inner.key))));
    return shared.length * 2 >= value.properties.length;
  });
  return fits.length === 1 ? fits[0] : undefined;
}
