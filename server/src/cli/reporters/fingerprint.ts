import { createHash } from 'node:crypto';
import { pointer } from '../../format/model/place.js';
import type { CheckedRequest, Located } from '../request.js';

/**
 * What makes a finding the same finding in a later version of the file: the rule, the message, the field, the demande
 * by its number rather than its rank, and the text that is marked. Hashed, so that it can be shown and stored.
 */
export function fingerprintOf(request: CheckedRequest, { finding, start, end }: Located): string {
  const { chunk, rule, messageId, place } = finding;
  const demande = chunk === undefined ? undefined : request.demandes[chunk];
  const field = pointer(place);
  const known = [
    rule.id,
    messageId,
    demande === undefined ? field : field.replace(/^(\/[^/]+)\/\d+/, `$1/${demande}`),
    request.analysis.text.slice(start, Math.min(end, start + LONGEST)),
  ];
  return createHash('sha256').update(JSON.stringify(known)).digest('hex').slice(0, 32);
}

/** A longer text is told from another by its beginning. */
const LONGEST = 500;
