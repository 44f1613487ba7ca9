import { findingsOf, type Analysis } from '../../analysis/analyze.js';
import type { FieldSet, Ligne } from '../../format/model/ligne.js';
import type { Finding } from '../../rules/contract.js';
import type { PropertyNode } from '../../language/nodes.js';

/**
 * Keys that stand twice in the head or in one of these lignes: what is written anew has room for one of the two values
 * only.
 */
export function doublesIn(analysis: Analysis, lignes: readonly Ligne[]): readonly Finding[] {
  const chunks = new Set<number | undefined>([undefined, ...lignes.map(({ chunk }) => chunk)]);
  return findingsOf(analysis).filter(({ rule, chunk }) => rule.id === 'duplicate-key' && chunks.has(chunk));
}

/** Keys that no model knows and that found no place in what was written, each once, in the order of the text. */
export function leftBehind(
  head: FieldSet,
  lignes: readonly Ligne[],
  placed: ReadonlySet<PropertyNode>,
): readonly string[] {
  const unknown = [head, ...lignes].flatMap(({ issues }) =>
    issues.flatMap(issue =>
      issue.kind === 'unknown' && issue.meant === undefined && !placed.has(issue.property) ? [issue.property.key] : [],
    ),
  );
  return [...new Set(unknown)];
}
