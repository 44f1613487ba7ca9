import type { FieldRole } from '../profiles/roles.js';
import type { JsonNode } from '../../language/nodes.js';
import type { Span } from '../../language/span.js';
import type { StructureIssue } from './issues.js';
import type { Container, Entry, Located } from './located.js';

/** What was read of one ligne, or of the file's head, by its model. */
export interface Contents {
  readonly kind: JsonNode['kind'];
  readonly span: Span;
  /** Its tree; made of the text for who asks, where it was read without one. */
  readonly node: JsonNode;
  /** A bracket is missing or in excess around here: keys may stand in another's object. */
  readonly tangled: boolean;
  /** What is at odds with the model. */
  readonly issues: readonly StructureIssue[];
  readonly containers: readonly Container[];
  readonly entries: readonly Entry[];
  /** The values of a role, in the order of the text. */
  all(role: FieldRole): readonly Located[];
}
