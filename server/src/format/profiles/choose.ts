import type { JsonNode } from '../../language/nodes.js';
import type { Catalog } from './catalog.js';
import { PHASE_MARKS } from './catalog.js';
import { detectByContent, detectByName } from './detect.js';
import type { Profile } from './profile.js';

export interface ProfileChoice {
  readonly profile: Profile | undefined;
  readonly by: 'user' | 'name' | 'content' | 'none';
}

/** The user's word, then the file's name, then its content; where these leave it open, none. */
export function chooseProfile(
  catalog: Catalog,
  root: JsonNode | undefined,
  given: { readonly profile?: string | undefined; readonly path?: string | undefined },
): ProfileChoice {
  const asked = given.profile === undefined ? undefined : catalog.get(given.profile);
  if (asked !== undefined) return { profile: asked, by: 'user' };
  const named = given.path === undefined ? undefined : detectByName(given.path, catalog.detections);
  if (named !== undefined) return { profile: catalog.get(named), by: 'name' };
  const told = detectByContent(root, catalog.detections, PHASE_MARKS);
  return told === undefined ? { profile: undefined, by: 'none' } : { profile: catalog.get(told), by: 'content' };
}
