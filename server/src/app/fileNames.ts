import type { Analysis } from '../analysis/analyze.js';
import { chooseProfile } from '../format/profiles/choose.js';
import type { Catalog } from '../format/profiles/catalog.js';
import type { Profile } from '../format/profiles/profile.js';
import type { JsonNode } from '../language/nodes.js';

/** A file's name in its two halves: what a part adds to comes between them. */
interface Halves {
  readonly stem: string;
  /** The extension, with the profile that the name tells: `.mdv-lgc.avance.json`. */
  readonly suffix: string;
}

export const profileSuffix = (id: string): string => `.${id.toLowerCase().replace('/', '.')}.json`;

function halvesOf(catalog: Catalog, name: string): Halves {
  const lower = name.toLowerCase();
  const known = [...catalog.ids.map(profileSuffix), '.segur.json'].find(suffix => lower.endsWith(suffix));
  const length = known?.length ?? /\.[^.]*$/.exec(name.slice(1))?.[0].length ?? 0;
  const suffix = name.slice(name.length - length);
  return { stem: name.slice(0, name.length - length), suffix: suffix === '' ? '.json' : suffix };
}

/**
 * The name of a part of a file: `tag` is joined to the name's stem by `by`. What the name tells of the profile stays;
 * where it was told otherwise (by a folder, or by the user) and the part's content doesn't, the name tells it.
 */
export function partName(
  catalog: Catalog,
  name: string,
  tag: string,
  by: '-' | '.',
  part: { readonly root: JsonNode | undefined; readonly profile: Profile | undefined },
): string {
  const { stem, suffix } = halvesOf(catalog, name);
  const joined = `${stem}${stem === '' ? '' : by}${tag}`;
  return tellingName(catalog, `${joined}${suffix}`, part) ?? `${joined}${profileSuffix(part.profile?.id ?? '')}`;
}

/**
 * The name of the solde of an avance's file: its profile in place of the avance's, and the word in place of the other.
 */
export function soldeName(catalog: Catalog, name: string, solde: Profile): string {
  const { stem, suffix } = halvesOf(catalog, name);
  if (suffix.length > '.segur.json'.length) return `${stem}${profileSuffix(solde.id)}`;
  return `${stem.replace(/avance/gi, 'solde')}${profileSuffix(solde.id)}`;
}

/** The name, where with it the profile is still found; undefined where it isn't. */
function tellingName(
  catalog: Catalog,
  name: string,
  { root, profile }: { readonly root: JsonNode | undefined; readonly profile: Profile | undefined },
): string | undefined {
  return profile === undefined || chooseProfile(catalog, root, { path: name }).profile?.id === profile.id
    ? name
    : undefined;
}

/** The name of what several files become: that of the first, its number as a part apart. */
export const mergedName = (catalog: Catalog, first: string, tag: string, { tree, choice }: Analysis): string =>
  partName(catalog, first.replace(/-\d+(?=\.)/, ''), tag, '-', { root: tree.root, profile: choice.profile });

/** What a path would have to end with so that the request's profile is found there; undefined where it is. */
export const suffixDue = (
  catalog: Catalog,
  path: string,
  { tree, choice: { profile } }: Analysis,
): string | undefined =>
  profile === undefined || tellingName(catalog, path, { root: tree.root, profile }) !== undefined
    ? undefined
    : profileSuffix(profile.id);
