import type { Settings } from '../../../server/src/lsp/protocol/index.js';

type Profiles = Settings['profiles'];

/** A glob that matches this path: characters with a meaning in globs become « any one character ». */
export const globOf = (path: string): string => path.replace(/[*?[\]{}()!\\]/g, '?');

/**
 * The same for a path in a workspace folder, where a glob without a slash would match files of that name in every
 * subfolder.
 */
export const globInFolder = (path: string): string => (path.includes('/') ? globOf(path) : `./${globOf(path)}`);

/** The profiles with one choice changed; undefined if none is left, which removes the setting. */
export function changed(profiles: Profiles, glob: string, id: string | undefined): Profiles | undefined {
  const others = Object.entries(profiles).filter(([key]) => key !== glob);
  const all = id === undefined ? others : [...others, [glob, id] as const];
  return all.length === 0 ? undefined : Object.fromEntries(all);
}

/** An answer to the server's `workspace/configuration`, with the choices that no settings file can hold. */
export function withChoices(answer: unknown, section: string | undefined, choices: Profiles): unknown {
  if (Object.keys(choices).length === 0) return answer;
  if (section === 'segur.profiles') return { ...recordOf(answer), ...choices };
  if (section !== 'segur') return answer;
  const settings = recordOf(answer);
  return { ...settings, profiles: { ...recordOf(settings['profiles']), ...choices } };
}

/** An object as a record of its own entries; anything else as an empty one. */
export const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

/** Keeps the entries that are texts: settings files are written by hand. */
export const profilesOf = (value: unknown): Profiles =>
  Object.fromEntries(
    Object.entries(recordOf(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
