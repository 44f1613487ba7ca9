import type { Analysis } from '../analysis/analyze.js';
import type { JsonNode } from '../language/nodes.js';
import type { Span } from '../language/span.js';
import { spotAt } from './spot.js';

/** All that holds an offset, from the text inside the quotes to the whole file: what selecting more and more takes. */
export function selectionsAt(analysis: Analysis, offset: number): readonly Span[] {
  const found: Span[] = [];
  if (analysis.tree.root !== undefined) collect(analysis.tree.root, 0, offset, found);
  return found.reverse();
}

function collect(node: JsonNode, origin: number, offset: number, out: Span[]): void {
  const span = { start: origin + node.start, end: origin + node.end };
  if (offset < span.start || offset > span.end) return;
  out.push(span);
  if (node.kind === 'string' && offset > span.start && offset < span.end)
    out.push({ start: span.start + 1, end: span.end - 1 });
  if (node.kind === 'array')
    node.items.forEach((item, i) => {
      collect(item, node.origins?.[i] ?? origin, offset, out);
    });
  if (node.kind !== 'object') return;
  for (const { keyStart, keyEnd, value } of node.properties) {
    const property = { start: origin + keyStart, end: origin + (value?.end ?? keyEnd) };
    if (offset < property.start || offset > property.end) continue;
    out.push(property);
    if (offset <= origin + keyEnd) out.push({ start: property.start, end: origin + keyEnd });
    else if (value !== undefined) collect(value, origin, offset, out);
  }
}

/** The places of a request that have the value under the cursor, in a field of the same role. */
export function sameValues(analysis: Analysis, offset: number): readonly Span[] | undefined {
  const spot = spotAt(analysis, offset);
  const role = spot?.shape.role;
  if (spot === undefined || role === undefined || spot.onKey) return undefined;
  const { node } = spot;
  if (node?.kind !== 'string' && node?.kind !== 'number') return undefined;
  const wanted = node.kind === 'string' ? node.value : node.lexeme;
  const spans = analysis.lignes.flatMap(({ ligne }, chunk) =>
    ligne
      .all(role)
      .filter(({ value }) => value === wanted)
      .map(({ span }) => ({
        start: analysis.originOf(chunk) + span.start,
        end: analysis.originOf(chunk) + span.end,
      })),
  );
  return spans.length === 0 ? undefined : spans;
}
