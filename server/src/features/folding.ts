import type { Analysis } from '../analysis/analyze.js';
import type { JsonNode } from '../language/nodes.js';
import type { Span } from '../language/span.js';

/** The absolute spans of all objects and lists, outermost first. */
export function foldable(analysis: Analysis): readonly Span[] {
  const spans: Span[] = [];
  if (analysis.tree.root !== undefined) collect(analysis.tree.root, 0, spans);
  return spans;
}

function collect(node: JsonNode, origin: number, out: Span[]): void {
  if (node.kind !== 'object' && node.kind !== 'array') return;
  out.push({ start: origin + node.start, end: origin + node.end });
  if (node.kind === 'object')
    for (const { value } of node.properties) {
      if (value !== undefined) collect(value, origin, out);
    }
  else
    node.items.forEach((item, i) => {
      collect(item, node.origins?.[i] ?? origin, out);
    });
}
