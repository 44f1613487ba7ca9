import { pointer } from '../../format/model/place.js';
import type { CheckedRequest, Located } from '../request.js';

/** One finding to show, and those that say the same elsewhere in the file. */
export interface Group {
  readonly shown: Located;
  readonly others: readonly Located[];
}

/** So many of one kind are shown one by one. */
const ONE_BY_ONE = 3;

/** Findings in the order of the text, the repetitions of one mistake under its first occurrence. */
export function groupsOf(request: CheckedRequest): Group[] {
  const kinds = new Map<string, Located[]>();
  for (const located of request.findings) {
    const kind = kindOf(request, located);
    const same = kinds.get(kind);
    if (same === undefined) kinds.set(kind, [located]);
    else same.push(located);
  }
  const groups: Group[] = [];
  for (const same of kinds.values()) {
    const [first, ...others] = same;
    if (first === undefined) continue;
    if (same.length > ONE_BY_ONE) groups.push({ shown: first, others });
    else for (const shown of same) groups.push({ shown, others: [] });
  }
  return groups.sort((a, b) => a.shown.start - b.shown.start);
}

/**
 * The same mistake is the same message of one rule at the same place of the model, whatever the ligne. Where the
 * finding points at an object or a key, the place doesn't tell which key is meant: the message does. Where it points at
 * a value the message may quote it, and is left out.
 */
function kindOf(request: CheckedRequest, { finding, start, end, fix }: Located): string {
  const { text } = request.analysis;
  const place = pointer(finding.place).replace(/\/\d+(?=\/|$)/g, '/*');
  const pointsAtKey = /^[{[]/.test(text.slice(start, start + 1)) || /^\s*:/.test(text.slice(end, end + 20));
  return [
    finding.rule.id,
    finding.messageId,
    finding.severity,
    String(fix !== undefined),
    place,
    pointsAtKey ? finding.message('fr') : '',
  ].join('\n');
}
