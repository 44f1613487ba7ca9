import type { JsonNode, ObjectNode } from '../../language/nodes.js';
import { foldKey } from '../domain/fold.js';
import type { Catalog } from './catalog.js';
import { detectByContent, foreignList, lignesOf, severalIn, wrapping } from './detect.js';
import { distanceTo, headDistance, isNear, KEY } from './distance.js';
import type { CommonModel, Phase, Profile } from './profile.js';

/** The parts of a profile's id: `HOP-DPI-VA2/avance`. Couloirs, logiciels and waves are open-ended. */
export interface ProfileName {
  readonly couloir: string;
  readonly logiciel: string;
  /** 1 if the id names none. */
  readonly wave: number;
  readonly phase: Phase;
  /** `HOP-DPI-VA2`: what an avance and its solde have in common. */
  readonly stem: string;
}

const ID = /^(([A-Z][A-Z0-9]{0,15})-([A-Z][A-Z0-9]{0,23})(?:-VA([1-9]\d?))?)\/(avance|solde)$/;

/** The parts of an id, typed in any case; undefined if it doesn't have that form. */
export function profileName(id: string): ProfileName | undefined {
  const [stem, phase, more] = id.trim().split('/');
  if (stem === undefined || phase === undefined || more !== undefined) return undefined;
  const match = ID.exec(`${stem.toUpperCase()}/${phase.toLowerCase()}`);
  const [, whole, couloir, logiciel, wave, told] = match ?? [];
  if (whole === undefined || couloir === undefined || logiciel === undefined) return undefined;
  return { couloir, logiciel, wave: Number(wave ?? '1'), phase: told === 'solde' ? 'solde' : 'avance', stem: whole };
}

export const idOf = ({ stem, phase }: Pick<ProfileName, 'stem' | 'phase'>): string => `${stem}/${phase}`;

/** What the name of a file, or otherwise the nearest of its folders, says about its profile. */
interface NameTold {
  readonly stem: string | undefined;
  readonly phase: Phase | undefined;
}

/**
 * `HOP-RI_avance (1).json`, `ms1-dui/solde/x.json`: couloir and logiciel together, and the phase, as words anywhere.
 * `hop-dpi-va2` is not `hop-dpi`, whether its own profile is known or not.
 */
function toldByName(path: string, stems: readonly string[]): NameTold {
  const parts = foldKey(path).split(/[\\/]/).reverse();
  let stem: string | undefined;
  let phase: Phase | undefined;
  for (const part of parts) {
    stem ??= stemIn(part, stems);
    phase ??= phaseIn(part);
    if (stem !== undefined && phase !== undefined) break;
  }
  return { stem, phase };
}

function stemIn(part: string, stems: readonly string[]): string | undefined {
  // Every stem has at least two words.
  if (part.length < 5) return undefined;
  const found = stems.filter(stem => wordsOf(stem).test(part));
  const longest = found.reduce((best, stem) => (stem.length > best.length ? stem : best), '');
  return found.every(stem => longest.startsWith(stem)) && longest !== '' ? longest : undefined;
}

const WORDS = new Map<string, RegExp>();

function wordsOf(stem: string): RegExp {
  const known = WORDS.get(stem);
  if (known !== undefined) return known;
  const words = foldKey(stem).split('-').join('[-_. ]');
  const made = new RegExp(`(?<![a-z0-9])${words}(?![a-z0-9]|[-_. ]?va\\d)`);
  WORDS.set(stem, made);
  return made;
}

function phaseIn(part: string): Phase | undefined {
  const avance = /(?<![a-z0-9])avances?(?![a-z0-9])/.test(part);
  const solde = /(?<![a-z0-9])soldes?(?![a-z0-9])/.test(part);
  return avance === solde ? undefined : avance ? 'avance' : 'solde';
}

export interface ProfileChoice {
  /** Undefined while it isn't known. */
  readonly profile: Profile | undefined;
  readonly by: 'user' | 'name' | 'content' | 'none';
  /** What the file is checked against: the profile's model, or what the possible ones agree on. */
  readonly model: CommonModel;
  /** Whose phase and traits count: the profile's, or what the possible ones agree on. */
  readonly agreed: Profile | undefined;
  /** Ids of the profiles that it may be of, if they are few enough to choose from. */
  readonly candidates: readonly string[];
  /** The profiles of which the content plainly has one, if user or name say another. */
  readonly seems: readonly Profile[];
  /** The list's key, for a request whose model nobody has adopted. */
  readonly foreign: string | undefined;
  /** Several whole files stand in it: nothing else is said. */
  readonly several: boolean;
  /** Some of its lignes are plainly of another profile: `Ligne.kin` says of which. */
  readonly mixed: boolean;
}

export interface Given {
  readonly profile?: string | undefined;
  readonly path?: string | undefined;
}

/** Of the file itself, where a key of nobody's stands around it: that is one mistake, and the rest is read. */
export function chooseProfile(catalog: Catalog, root: JsonNode | undefined, given: Given): ProfileChoice {
  const models = [catalog.common, ...catalog.adopted];
  if (root?.kind !== 'object' || models.some(model => lignesOf(root, model) !== undefined))
    return chosen(catalog, root, given);
  const several = models.map(model => severalIn(root, model)).find(path => path !== undefined);
  if (several !== undefined)
    return { ...open(catalog, []), model: catalog.foreign(several), foreign: several[0], several: true };
  const wrapped = wrapping(root, models);
  if (wrapped === undefined) return chosen(catalog, root, given);
  const choice = chosen(catalog, wrapped.file, given);
  return { ...choice, model: catalog.wrapped(choice.model, wrapped.keys, wrapped.listed) };
}

/** The user's word, then the file's name, then its content; if these leave it open, only what is common is checked. */
function chosen(catalog: Catalog, root: JsonNode | undefined, given: Given): ProfileChoice {
  const said = promised(catalog, given);
  if (said !== undefined) return taken(catalog, root, said.profile, said.by);
  const name = toldOf(catalog, given);
  const told = byContent(catalog, root, name);
  const choice =
    told.length === 1 && told[0] !== undefined
      ? known(told[0], name.stem === undefined ? 'content' : 'name')
      : open(catalog, told);
  const foreign = root?.kind === 'object' ? foreignList(root, choice.model) : undefined;
  return foreign === undefined
    ? choice
    : { ...open(catalog, []), model: catalog.foreign(foreign), foreign: foreign.at(-1) };
}

/** The profile that a name promises, whatever the file contains. */
export function profileByName(catalog: Catalog, path: string): Profile | undefined {
  const { stem, phase } = toldByName(path, catalog.stems);
  return stem === undefined || phase === undefined ? undefined : catalog.get(idOf({ stem, phase }));
}

/** What user or name say. */
interface Promised {
  readonly profile: Profile;
  readonly by: 'user' | 'name';
}

export function promised(catalog: Catalog, given: Given): Promised | undefined {
  const asked = given.profile === undefined ? undefined : catalog.get(given.profile);
  if (asked !== undefined) return { profile: asked, by: 'user' };
  const named = given.path === undefined ? undefined : profileByName(catalog, given.path);
  return named && { profile: named, by: 'name' };
}

/** A file whose first lignes are as its promised profile has them can't plainly be of another, unless its head is. */
export const kept = (root: ObjectNode, { profile, by }: Promised): ProfileChoice | undefined =>
  headDistance(root, profile) < PLAINLY ? known(profile, by) : undefined;

export const toldOf = ({ stems }: Catalog, { path }: Given): NameTold =>
  path === undefined ? NOTHING_TOLD : toldByName(path, stems);

export const NOTHING_TOLD = { stem: undefined, phase: undefined } as const;

export const known = (profile: Profile, by: ProfileChoice['by']): ProfileChoice => ({
  profile,
  by,
  model: profile,
  agreed: profile,
  candidates: NONE,
  seems: NOBODY,
  foreign: undefined,
  several: false,
  mixed: false,
});

const NONE: readonly string[] = [];
const NOBODY: readonly Profile[] = [];

export function open(catalog: Catalog, candidates: readonly Profile[]): ProfileChoice {
  const [first, ...others] = candidates;
  const agreement = first === undefined ? undefined : catalog.agreement([first, ...others]);
  return {
    profile: undefined,
    by: 'none',
    model: agreement?.model ?? catalog.common,
    agreed: agreement?.profile,
    candidates: agreement?.ids ?? NONE,
    seems: NOBODY,
    foreign: undefined,
    several: false,
    mixed: false,
  };
}

/** What user or name say counts; if the content plainly has another profile, only what both agree on is checked. */
function taken(catalog: Catalog, root: JsonNode | undefined, profile: Profile, by: Promised['by']): ProfileChoice {
  const seems = meantFor(profile, catalog, byContent(catalog, root, NOTHING_TOLD));
  const [first] = seems;
  if (first === undefined) return known(profile, by);
  const [far, near] = [distanceTo(root, profile), distanceTo(root, first)];
  if (!isNear(near, first) || far - near < PLAINLY) return known(profile, by);
  const { model, profile: agreed } = catalog.agreement([profile, ...seems]);
  return {
    profile,
    by,
    model,
    agreed: agreed && { ...agreed, id: profile.id },
    candidates: NONE,
    seems,
    foreign: undefined,
    several: false,
    mixed: false,
  };
}

/**
 * Which profile is meant in place of the promised one. Several tell only another phase, best the promised couloir's: in
 * the same phase a request that lacks a block is as near to several others.
 */
function meantFor(profile: Profile, catalog: Catalog, told: readonly Profile[]): readonly Profile[] {
  if (told.length < 2) return told.includes(profile) ? NOBODY : told;
  if (told.some(({ phase }) => phase === profile.phase)) return NOBODY;
  const own = told.find(other => catalog.stemOf(other) === catalog.stemOf(profile));
  return own === undefined ? told : [own];
}

/** This many more keys in common make it plain. */
export const PLAINLY = 6 * KEY;

/**
 * The profiles that the content may have, only the nearest if one stands out. An adopted model takes precedence over
 * ours if the file fits it as well: it is the agency's.
 */
export function byContent(
  catalog: Catalog,
  root: JsonNode | undefined,
  name: { readonly stem: string | undefined; readonly phase: Phase | undefined },
): readonly Profile[] {
  const told = detectByContent(root, catalog.detections, catalog.phaseMarks, name.phase);
  const ofName = (profile: Profile): boolean => name.stem === undefined || catalog.stemOf(profile) === name.stem;
  const best = told.best === undefined ? undefined : catalog.get(told.best);
  const adopted = catalog.adopted.filter(ofName);
  if (best !== undefined && adopted.length === 0 && ofName(best)) return [best];
  const ours = (best === undefined ? profilesOf(catalog, told.possible) : [best]).filter(ofName);
  // Between two phases, how near it is would only tell of which it misses less.
  if (told.torn && adopted.length === 0)
    return PHASES.flatMap(phase => {
      const ofPhase = ours.filter(profile => profile.phase === phase);
      return leastFrom(root, ofPhase).nearest;
    });
  const nearest = nearestTo(root, [...adopted, ...ours.filter(profile => !adopted.includes(profile))]);
  const first = nearest.filter(profile => adopted.includes(profile));
  if (first.length > 0) return first;
  return nearest.length > 0 || best === undefined || !ofName(best) ? nearest : [best];
}

const PHASES: readonly Phase[] = ['avance', 'solde'];

const profilesOf = (catalog: Catalog, ids: readonly string[]): Profile[] =>
  ids.map(id => catalog.get(id)).filter(profile => profile !== undefined);

function nearestTo(root: JsonNode | undefined, profiles: readonly Profile[]): readonly Profile[] {
  const { least, nearest } = leastFrom(root, profiles);
  return nearest.filter(profile => isNear(least, profile));
}

function leastFrom(root: JsonNode | undefined, profiles: readonly Profile[]): Least {
  const distances = profiles.map(profile => distanceTo(root, profile));
  const least = Math.min(...distances);
  return { least, nearest: profiles.filter((_, i) => distances[i] === least) };
}

interface Least {
  readonly least: number;
  readonly nearest: readonly Profile[];
}
