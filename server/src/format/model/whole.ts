import type { Shape } from '../profiles/shape.js';
import { IDENTIFIER_ROLES } from './clients.js';
import type { StructureIssue } from './issues.js';
import type { Ligne } from './ligne.js';
import type { Place } from './place.js';

/**
 * False where a part of the beneficiaries can't be read: what is among the others isn't all there is, and that part has
 * its own finding.
 */
export function isWhole(ligne: Ligne): boolean {
  const beneficiaires = ligne.container('beneficiaires');
  return (
    beneficiaires !== undefined &&
    beneficiaires.whole &&
    !ligne.issues.some(issue => hides(issue) && isUnder(issue.place, beneficiaires.place))
  );
}

/** What the issue is about may be an identifier, or hold some. */
function hides(issue: StructureIssue): boolean {
  switch (issue.kind) {
    case 'missing':
      return identifies(issue.expected.shape);
    case 'duplicate':
      return issue.expected === undefined || identifies(issue.expected.shape);
    case 'type':
      return issue.coercion?.how !== 'replace' && identifies(issue.shape);
    default:
      return false;
  }
}

const identifies = ({ role, container, entry }: Shape): boolean =>
  container !== undefined || entry !== undefined || IDENTIFIER_ROLES.some(known => known === role);

function isUnder(place: Place | undefined, root: Place): boolean {
  for (let at = place; at !== undefined; at = at.parent) if (at === root) return true;
  return false;
}
