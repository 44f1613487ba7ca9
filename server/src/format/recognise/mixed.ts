import type { ChunkedList, ObjectNode, SyntaxTree } from '../../language/nodes.js';
import type { IssueKind } from '../model/issues.js';
import { type Ligne, lignesPlace, readLigne, strayLigne } from '../model/ligne.js';
import type { Catalog } from '../profiles/catalog.js';
import {
  byContent,
  chooseProfile,
  type Given,
  known,
  NOTHING_TOLD,
  open,
  PLAINLY,
  type ProfileChoice,
  promised,
  toldOf,
} from '../profiles/choose.js';
import { lignesOf, sampleOf } from '../profiles/detect.js';
import { isNear, KEY, ligneDistance } from '../profiles/distance.js';
import type { CommonModel, Profile } from '../profiles/profile.js';

/** A text read as a request: its lignes are the chunks of the tree. */
export interface RequestRead {
  readonly tree: SyntaxTree;
  readonly choice: ProfileChoice;
  readonly lignes: readonly Ligne[];
}

/** The profiles that a ligne is made like, if not the file's. */
interface Kin {
  readonly profiles: readonly Profile[];
  /** So much so that it isn't one of the file's with mistakes. */
  readonly plain: boolean;
}

interface Whole {
  readonly root: ObjectNode;
  readonly list: ChunkedList;
  readonly choice: ProfileChoice;
}

/** The same, with the lignes of other profiles set apart. Costs a sound file one look at what its lignes lack. */
export function parted(catalog: Catalog, read: RequestRead, given: Given): RequestRead {
  const { choice, lignes, tree } = read;
  const { root, list } = tree;
  if (root?.kind !== 'object' || list === undefined || choice.foreign !== undefined) return read;
  const base = baseOf(catalog, root, read, given);
  if (base === choice && !lignes.some(hasSigns)) return read;
  const kinsBy = (by: ProfileChoice, all: readonly Ligne[]): readonly (Kin | undefined)[] =>
    all.map(ligne => kinOf(catalog, { root, list, choice: by }, ligne));
  const own = base === choice ? lignes : readBy(base.model, root, list);
  const kins = kinsBy(base, own);
  const isSaid = promised(catalog, given) !== undefined;
  const most = isSaid ? undefined : majority(kins, base, toldOf(catalog, given));
  if (most === undefined) {
    const strays = kins.filter(kin => kin?.plain === true).length;
    return strays === 0 || (isSaid && strays === kins.length) ? read : apart(read, base, own, kins);
  }
  const [first, ...others] = most.profiles;
  const next = first !== undefined && others.length === 0 ? known(first, 'content') : open(catalog, most.profiles);
  const anew = readBy(next.model, root, list);
  return apart(read, next, anew, kinsBy(next, anew));
}

/**
 * Whether a ligne of a file that isn't mixed has another word in which profile the file has, and which of its lignes
 * are of another, once it is as given.
 */
export function mayPart(catalog: Catalog, whole: Whole, before: Ligne, after: Ligne): boolean {
  if (whole.choice.mixed || isOpen(whole.choice)) return true;
  const [old, now] = [kinOf(catalog, whole, before), kinOf(catalog, whole, after)];
  return old?.plain === true || now?.plain === true || idsOf(old) !== idsOf(now);
}

/** User or name say another profile than the first lignes do, or these say none together. */
const isOpen = ({ agreed, foreign, seems }: ProfileChoice): boolean =>
  seems.length > 0 || (agreed === undefined && foreign === undefined);

/** What the lignes are held against: what user or name say, or the first one if together they say nothing. */
function baseOf(catalog: Catalog, root: ObjectNode, { choice, lignes }: RequestRead, given: Given): ProfileChoice {
  if (!isOpen(choice)) return choice;
  const { profile, by } = choice;
  if (profile !== undefined) return known(profile, by);
  const [first, second] = lignes;
  if (first === undefined || second === undefined) return choice;
  const alone = chooseProfile(catalog, sampleOf(root, [first.node]), given);
  return alone.agreed === undefined ? choice : alone;
}

const readBy = (model: CommonModel, root: ObjectNode, list: ChunkedList): readonly Ligne[] => {
  const place = lignesPlace(root, model);
  return list.items.map((node, index) => readLigne(node, model.ligne, place, index));
};

/** What a ligne of another profile has in the eyes of the file's. */
const SIGNS: ReadonlySet<IssueKind> = new Set<IssueKind>(['missing', 'unknown', 'flat', 'misplaced', 'type']);

const hasSigns = ({ issues }: Ligne): boolean => issues.some(({ kind }) => SIGNS.has(kind));

/** More than one key out of order, or one value of another type. */
const LITTLE = KEY / 2;

function kinOf(catalog: Catalog, { root, list, choice }: Whole, ligne: Ligne): Kin | undefined {
  if (ligne.kind !== 'object' || ligne.tangled || !hasSigns(ligne)) return undefined;
  const { node } = ligne;
  const far = ligneDistance(node, choice.model);
  if (far < LITTLE) return undefined;
  const like = byContent(catalog, sampleOf(root, [node]), NOTHING_TOLD);
  const profiles = like.filter(profile => lignesOf(root, profile)?.value === list);
  const [first] = profiles;
  if (first === undefined || profiles.some(({ id }) => id === choice.profile?.id || choice.candidates.includes(id)))
    return undefined;
  const near = ligneDistance(node, first);
  return near < far && isNear(near, first) ? { profiles, plain: isPlain(ligne, near, far - near) } : undefined;
}

/**
 * A ligne that fits another profile but for its spelling differs from the file's in more than one thing, or in one that
 * only the other wants; with mistakes of its own, it is far nearer to the other.
 */
function isPlain({ issues }: Ligne, near: number, nearer: number): boolean {
  const signs = issues.filter(({ kind }) => SIGNS.has(kind));
  const hasStrangers = signs.some(({ kind }) => kind === 'unknown');
  if (near >= KEY) return hasStrangers && nearer >= PLAINLY;
  return (hasStrangers && nearer >= 2 * KEY) || (signs.length > 1 && nearer >= 1.5 * KEY);
}

/** The profiles that most lignes are made like; of as many, those of the first. Undefined if they are the file's. */
function majority(
  kins: readonly (Kin | undefined)[],
  base: ProfileChoice,
  told: ReturnType<typeof toldOf>,
): Kin | undefined {
  if (told.stem !== undefined) return undefined;
  const counts = new Map<string, { readonly kin: Kin | undefined; readonly count: number }>();
  for (const kin of kins) {
    const phase = (kin === undefined ? base.agreed : kin.profiles[0])?.phase;
    if (told.phase !== undefined && phase !== told.phase) continue;
    const id = idsOf(kin);
    const before = counts.get(id);
    counts.set(id, {
      kin: kin?.plain === false && before?.kin !== undefined ? before.kin : kin,
      count: (before?.count ?? 0) + 1,
    });
  }
  const own = counts.get(idsOf(undefined))?.count ?? 0;
  let most: { readonly kin: Kin | undefined; readonly count: number } = { kin: undefined, count: 0 };
  for (const group of counts.values())
    if (group.count > most.count && (group.kin?.plain !== false || group.count > own)) most = group;
  return most.kin;
}

const idsOf = (kin: Kin | undefined): string => kin?.profiles.map(({ id }) => id).join(' ') ?? '';

function apart(
  read: RequestRead,
  choice: ProfileChoice,
  lignes: readonly Ligne[],
  kins: readonly (Kin | undefined)[],
): RequestRead {
  const place = lignesPlace(read.tree.root, choice.model);
  return {
    tree: read.tree,
    choice: { ...choice, mixed: true },
    lignes: lignes.map((ligne, index) => {
      const kin = kins[index];
      return kin?.plain === true ? strayLigne(ligne.node, choice.model.ligne, place, index, kin.profiles) : ligne;
    }),
  };
}
