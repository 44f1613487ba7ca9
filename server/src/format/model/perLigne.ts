import type { Ligne, Note } from './ligne.js';

/**
 * What several rules ask of one ligne, computed once and noted on it. A ligne never changes, so that its answers
 * outlive an edit in another: the rules about the whole file find them again.
 */
export function perLigne<T>(compute: (ligne: Ligne) => T): (ligne: Ligne) => T {
  const isOurs = (note: Note<unknown>): note is Note<T> => note.of === compute;
  return ligne => {
    for (const note of ligne.notes) if (isOurs(note)) return note.value;
    const value = compute(ligne);
    ligne.notes.push({ of: compute, value });
    return value;
  };
}
