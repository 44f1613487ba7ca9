import type { PathSegment } from '../../language/nodes.js';

/** Where a value stands, as a list linked to the root: one small object a container, none a value. */
export interface Place {
  readonly parent: Place | undefined;
  readonly key: PathSegment;
}

export const ROOT: Place | undefined = undefined;

export const child = (parent: Place | undefined, key: PathSegment): Place => ({ parent, key });

export function segments(place: Place | undefined): PathSegment[] {
  const path: PathSegment[] = [];
  for (let at = place; at !== undefined; at = at.parent) path.push(at.key);
  return path.reverse();
}

export function placeOf(path: readonly PathSegment[]): Place | undefined {
  let place: Place | undefined = ROOT;
  for (const key of path) place = child(place, key);
  return place;
}

/** JSON Pointer (RFC 6901), keys as typed; the root is the empty string. */
export function pointer(place: Place | undefined): string {
  return segments(place)
    .map(key => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
