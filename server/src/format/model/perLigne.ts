import type { Ligne } from './ligne.js';

/**
 * What several rules ask of one ligne, computed once. A ligne never changes, so that its answers outlive an edit in
 * another: the rules about the whole file find them again.
 */
export function perLigne<T extends object>(compute: (ligne: Ligne) => T): (ligne: Ligne) => T {
  const known = new WeakMap<Ligne, T>();
  return ligne => {
    const before = known.get(ligne);
    if (before !== undefined) return before;
    const value = compute(ligne);
    known.set(ligne, value);
    return value;
  };
}
