import { foldLoose, nearest } from '../format/domain/fold.js';
import { withBeneficiaries } from '../format/model/adopted.js';
import { type Adoption, adoptModel } from '../format/profiles/adopt.js';
import { type Catalog, compileProfile, LATER_TRAITS } from '../format/profiles/catalog.js';
import { chooseProfile, idOf, profileName, type ProfileName } from '../format/profiles/choose.js';
import { distanceTo } from '../format/profiles/distance.js';
import type { ProfileKeywords, ProfileSchema } from '../format/profiles/compile.js';
import type { Profile, Shape } from '../format/profiles/profile.js';
import { FIELD_ROLES } from '../format/profiles/roles.js';
import { LineIndex } from '../language/lines.js';
import type { JsonNode } from '../language/nodes.js';
import { parseValue } from '../language/parse.js';
import type { FailureData } from '../texts/failures.js';
import type { Bilingual } from '../texts/typeset.js';
import { Refused, type RefusedFor } from './refused.js';

/** What a model changes compared with the previous one, by path. */
interface ModelChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Keys whose types differ. */
  readonly retyped: readonly string[];
  /** Keys whose listed values differ. */
  readonly relisted: readonly string[];
  /** Objects whose common keys are in another order; '' is the file's head. */
  readonly reordered: readonly string[];
}

function changesBetween(before: Shape, after: Shape): ModelChanges {
  const changes = {
    added: new Array<string>(),
    removed: new Array<string>(),
    retyped: new Array<string>(),
    relisted: new Array<string>(),
    reordered: new Array<string>(),
  };
  const compare = (old: Shape, now: Shape, path: string): void => {
    if (!same(old.types, now.types)) changes.retyped.push(path);
    if (listed(old) !== listed(now)) changes.relisted.push(path);
    if (old.properties !== undefined && now.properties !== undefined) {
      const under = (key: string): string => (path === '' ? key : `${path}.${key}`);
      const keys = { old: old.properties.map(({ key }) => key), now: now.properties.map(({ key }) => key) };
      changes.removed.push(...keys.old.filter(key => !now.byKey.has(key)).map(under));
      changes.added.push(...keys.now.filter(key => !old.byKey.has(key)).map(under));
      const common = (all: readonly string[]): string => all.filter(k => old.byKey.has(k) && now.byKey.has(k)).join();
      if (common(keys.old) !== common(keys.now)) changes.reordered.push(path);
      for (const { key, shape } of now.properties) {
        const known = old.byKey.get(key);
        if (known !== undefined) compare(known.shape, shape, under(key));
      }
    }
    if (old.items !== undefined && now.items !== undefined) compare(old.items, now.items, `${path}[]`);
  };
  compare(before, after, '');
  return changes;
}

const same = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every(type => b.has(type));

const listed = ({ enum: values = [] }: Shape): string =>
  values
    .map(({ value }) => value)
    .sort()
    .join('\n');

interface ModelQuestion {
  /** The agency's files: all are examples of one model. */
  readonly models: readonly { readonly text: string; readonly invalidBytes: boolean }[];
  /** Any id of the form `HOP-DPI-VA2/avance`, known or not. */
  readonly profile: string;
  /** The profile to compare keys and traits with; the nearest one by default. */
  readonly like?: string | undefined;
  /** The day from which the agency uses this model, AAAA-MM-JJ; the previous model holds for earlier days. */
  readonly from?: string | undefined;
  /** Theirs → ours, keys, roles and codes, if the user knows better than the names suggest. */
  readonly match: ReadonlyMap<string, string>;
  /** Accepts a model that looks like another profile's, and replaces the profile's present one. */
  readonly force: boolean;
}

interface AdoptQuestion extends ModelQuestion {
  /** Otherwise it only says what it would do. */
  readonly write: boolean;
}

/** Where a model will be written; nothing is written before `write`. */
export interface PlacedModel {
  /** Absolute paths. */
  readonly model: string;
  readonly config: string;
  /** The configuration doesn't name the model yet. */
  readonly enters: boolean;
  readonly write: () => Promise<PlaceRefused | undefined>;
}

export type PlaceRefused = RefusedFor<
  Pick<FailureData, 'model-exists' | 'model-not-regular' | 'model-adopted' | 'model-settings' | 'model-not-written'>
>;

interface AdoptDeps {
  readonly catalog: Catalog;
  readonly place: (schema: ProfileSchema, force: boolean) => Promise<PlacedModel | PlaceRefused>;
}

/** What a model teaches, before it is written anywhere. */
export interface Learnt extends Adoption {
  /** Of the adopted profile. */
  readonly id: string;
  readonly title: Bilingual;
  /** The profile that the model resembles. */
  readonly base: Profile;
  /** Our own model of the profile is a reconstruction, in whole or in part. */
  readonly reconstructed: boolean;
  /** The profile that the content suggests, if it is another one. */
  readonly looksLike: string | undefined;
  /** The model previously adopted for this profile; undefined if there was none. */
  readonly changes: ModelChanges | undefined;
  /** How much will be checked: the model's keys, and those that rules reach. */
  readonly checked: { readonly keys: number; readonly ruled: number };
}

export interface Adopted extends Omit<Learnt, 'schema'> {
  /** The profile already has an adopted model, which will be replaced. */
  readonly replaces: boolean;
  readonly placed: PlacedModel;
}

type LearnRefused = RefusedFor<
  Pick<
    FailureData,
    | 'profile-unknown'
    | 'not-utf8'
    | 'model-syntax'
    | 'model-no-object'
    | 'model-no-lignes'
    | 'model-empty-lignes'
    | 'model-unmatched'
    | 'model-other-profile'
  >
>;

/** Adopts the agency's model of a profile, ours or any other. */
export async function adopt(
  { catalog, place }: AdoptDeps,
  question: AdoptQuestion,
): Promise<Adopted | LearnRefused | PlaceRefused> {
  const { force, write } = question;
  const learnt = learn(catalog, question);
  if (learnt instanceof Refused) return learnt;
  const { schema, ...told } = learnt;
  const fresh = await place(schema, false);
  const placed = fresh instanceof Refused && force ? await place(schema, true) : fresh;
  if (placed instanceof Refused) return placed;
  const failed = write ? await placed.write() : undefined;
  return failed ?? { ...told, replaces: fresh instanceof Refused, placed };
}

/**
 * Whether a file is a model and nothing else: it has comments, which no generator writes, or not a single value. A
 * request that serves as a model stays a request.
 */
export function isModelOnly(text: string): boolean {
  const { root, problems } = parseValue(text);
  if (problems.some(({ code }) => code === 'comment' || code === 'commented-field')) return true;
  const nodes = [root];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    if (node.kind === 'object') nodes.push(...node.properties.flatMap(({ value }) => value ?? []));
    else if (node.kind === 'array') nodes.push(...node.items);
    else if (isFilled(node)) return false;
  }
  return root !== undefined;
}

function isFilled(node: JsonNode): boolean {
  if (node.kind === 'string') return node.value !== '';
  return node.kind === 'number' ? Number(node.lexeme) !== 0 : node.kind === 'invalid';
}

/** Reads the model without writing anything. */
export function learn(catalog: Catalog, question: ModelQuestion): Learnt | LearnRefused {
  const { models, match, force } = question;
  const name = profileName(question.profile);
  const like = question.like === undefined ? undefined : catalog.get(question.like.trim());
  const missing = name === undefined ? question.profile : like === undefined ? question.like : undefined;
  if (name === undefined || missing !== undefined) {
    const typed = missing ?? question.profile;
    return new Refused('profile-unknown', { profile: typed, known: catalog.ids, near: nearest(typed, catalog.ids) });
  }
  if (models.some(({ invalidBytes }) => invalidBytes)) return new Refused('not-utf8', undefined);
  const id = idOf(name);
  const roots = models.map(({ text }) => parseValue(text).root);
  const base = like ?? catalog.get(id) ?? nearestLike(catalog, name, roots);
  const keywords = base && catalog.keywordsOf(base.id);
  if (base === undefined || keywords === undefined)
    return new Refused('profile-unknown', { profile: id, known: catalog.ids, near: nearest(id, catalog.ids) });
  const told = keywordsFor(name, keywords, base, question.from);
  const adoption = adoptModel(
    models.map(({ text }) => text),
    base,
    told,
    match,
  );
  if ('error' in adoption)
    return adoption.error === 'syntax'
      ? new Refused('model-syntax', placeOfSlip(models[adoption.index]?.text ?? ''))
      : new Refused(`model-${adoption.error}`, undefined);
  for (const [theirs, ours] of match)
    if (!isMatched(adoption, theirs, ours)) return new Refused('model-unmatched', { theirs, ours });
  const looksLike = id === base.id ? seemsToBe(roots, base, catalog) : undefined;
  if (looksLike !== undefined && !force)
    return new Refused('model-other-profile', { seems: looksLike, asked: base.id });
  const schema = withBeneficiaries(adoption.schema);
  const now = compileProfile(schema);
  const before = catalog.adopted.find(profile => profile.id === id);
  return {
    ...adoption,
    schema,
    id,
    title: told.title,
    base,
    reconstructed: isReconstructed(base.file),
    looksLike,
    changes: before && changesBetween(before.file, now.file),
    checked: { keys: adoption.matched.length + adoption.unknown.length, ruled: adoption.matched.length },
  };
}

/** Of the couloir and logiciel in another wave, else of the phase: the one whose keys are nearest. */
function nearestLike(
  catalog: Catalog,
  { couloir, logiciel, phase }: ProfileName,
  roots: readonly (JsonNode | undefined)[],
): Profile | undefined {
  const all = catalog.ids.map(id => catalog.get(id)).filter(profile => profile?.phase === phase);
  const [root] = roots;
  const ranked = all
    .flatMap(profile => profile ?? [])
    .map(profile => ({
      profile,
      kin: kinship(profile, couloir, logiciel),
      far: distanceTo(root, profile),
    }))
    .sort((a, b) => a.kin - b.kin || a.far - b.far);
  return ranked[0]?.profile;
}

/** MS of wave 2 was MS1 and MS2; beyond that, couloir counts for more than logiciel. */
function kinship(profile: Profile, couloir: string, logiciel: string): number {
  const sameLogiciel = profile.logiciel === logiciel;
  if (profile.couloir === couloir) return sameLogiciel ? 0 : 2;
  if (sameLogiciel) return profile.couloir.replace(/\d$/, '') === couloir ? 1 : 3;
  return 4;
}

/** What the schema says about the profile itself: its own traits if we know it, otherwise those of the nearest one. */
function keywordsFor(
  name: ProfileName,
  like: ProfileKeywords,
  base: Profile,
  from: string | undefined,
): ProfileKeywords {
  const id = idOf(name);
  const dated = from === undefined ? {} : { from };
  if (id === like.id) return { ...like, evidence: 'adopted', ...dated };
  const { plafondHT: _ceiling, avanceHT: _avance, ...traits } = like.traits;
  const { couloir, logiciel, wave, phase, stem } = name;
  return {
    id,
    couloir,
    logiciel,
    phase,
    title: {
      fr: `${couloir}, ${logiciel}${wave > 1 ? `, vague ${String(wave)}` : ''}, ${phase}`,
      en: `${couloir}, ${logiciel}${wave > 1 ? `, wave ${String(wave)}` : ''}, ${phase}`,
    },
    evidence: 'adopted',
    detect: { any: [] },
    like: base.id,
    ...dated,
    // A forfait belongs to its own wave.
    traits: wave > 1 ? { ...traits, ...LATER_TRAITS, calendar: stem } : like.traits,
  };
}

function placeOfSlip(text: string): FailureData['model-syntax'] {
  const { line, character } = new LineIndex(text).positionAt(parseValue(text).problems[0]?.span.start ?? 0);
  return { line: line + 1, column: character + 1 };
}

const isMatched = ({ matched, codes }: Adoption, theirs: string, ours: string): boolean =>
  codes.some(({ code, is }) => code === theirs && is === ours) ||
  matched.some(
    ({ path, was }) =>
      (path === theirs || lastKey(path) === theirs) &&
      (was === undefined || foldLoose(was) === foldLoose(lastKey(ours)) || ours in ROLES),
  );

const ROLES: Readonly<Record<string, true>> = Object.fromEntries(FIELD_ROLES.map(role => [role, true]));

const lastKey = (path: string): string => path.replace(/^.*\./, '');

function seemsToBe(roots: readonly (JsonNode | undefined)[], { id }: Profile, catalog: Catalog): string | undefined {
  const found = chooseProfile(catalog, roots[0], {}).profile?.id;
  return found === id ? undefined : found;
}

const isReconstructed = (shape: Shape): boolean =>
  shape.evidence === 'reconstructed' ||
  (shape.properties ?? []).some(property => isReconstructed(property.shape)) ||
  (shape.items !== undefined && isReconstructed(shape.items));
