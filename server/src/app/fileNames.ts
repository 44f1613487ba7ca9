import type { Analysis } from '../analysis/analyze.js';
import { chooseProfile } from '../format/profiles/choose.js';
import type { Catalog } from '../format/profiles/catalog.js';
import type { Profile } from '../format/profiles/profile.js';
import type { JsonNode } from '../language/nodes.js';

/** A file name in two halves, between which a part's tag is inserted. */
interface Halves {
  readonly stem: string;
  /** The extension, with the profile given by the name: `.mdv-lgc.avance.json`. */
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
 * The name of a part of a file: `tag` is joined to the name's stem by `by`. The profile in the name stays; if the
 * profile was given otherwise (by a folder or the user) and the part's content doesn't show it, the name does.
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

/** The same, of a part that may have another profile than the whole: its own, or none that can be told. */
export const profilePartName = (catalog: Catalog, name: string, tag: string, profile: Profile | undefined): string =>
  `${halvesOf(catalog, name).stem}${tag}${profile === undefined ? '.json' : profileSuffix(profile.id)}`;

/** The name of the solde made from an avance file: its profile replaces the avance's, and the word likewise. */
export function soldeName(catalog: Catalog, name: string, solde: Profile): string {
  const { stem, suffix } = halvesOf(catalog, name);
  if (suffix.length > '.segur.json'.length) return `${stem}${profileSuffix(solde.id)}`;
  return `${stem.replace(/avance/gi, 'solde')}${profileSuffix(solde.id)}`;
}

/** The name, if it still leads to the profile; undefined otherwise. */
function tellingName(
  catalog: Catalog,
  name: string,
  { root, profile }: { readonly root: JsonNode | undefined; readonly profile: Profile | undefined },
): string | undefined {
  return profile === undefined || chooseProfile(catalog, root, { path: name }).profile?.id === profile.id
    ? name
    : undefined;
}

/** The name of a merged file: that of the first, without its part number. */
export const mergedName = (catalog: Catalog, first: string, tag: string, { tree, choice }: Analysis): string =>
  partName(catalog, first.replace(/-\d+(?=\.)/, ''), tag, '-', { root: tree.root, profile: choice.profile });

/** The ending that a path would need for the request's profile to be found; undefined if it already is. */
export const suffixDue = (
  catalog: Catalog,
  path: string,
  { tree, choice: { profile } }: Analysis,
): string | undefined =>
  profile === undefined || tellingName(catalog, path, { root: tree.root, profile }) !== undefined
    ? undefined
    : profileSuffix(profile.id);
