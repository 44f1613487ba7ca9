import { foldLoose, nearest } from '../format/domain/fold.js';
import { adoptModel, type Adoption } from '../format/profiles/adopt.js';
import type { Catalog } from '../format/profiles/catalog.js';
import { chooseProfile } from '../format/profiles/choose.js';
import type { ProfileSchema } from '../format/profiles/compile.js';
import type { Profile } from '../format/profiles/profile.js';
import type { Shape } from '../format/profiles/shape.js';
import { LineIndex } from '../language/lines.js';
import { parseValue } from '../language/parse.js';
import type { FailureData } from '../texts/failures.js';
import { Refused, type RefusedFor } from './refused.js';

export interface AdoptQuestion {
  /** The agency's file. */
  readonly model: { readonly text: string; readonly invalidBytes: boolean };
  readonly profile: string;
  /** Theirs → ours, where the user knows better than the names tell. */
  readonly match: ReadonlyMap<string, string>;
  /** Takes a model that looks like another profile's, and replaces the one that the profile has. */
  readonly force: boolean;
  /** Else what would be done is told. */
  readonly write: boolean;
}

/** Where a model goes; nothing is written before `write`. */
export interface PlacedModel {
  /** Absolute paths. */
  readonly model: string;
  readonly config: string;
  /** The configuration doesn't name the model yet. */
  readonly enters: boolean;
  readonly write: () => PlaceRefused | undefined;
}

export type PlaceRefused = RefusedFor<
  Pick<FailureData, 'model-exists' | 'model-not-regular' | 'model-adopted' | 'model-settings' | 'model-not-written'>
>;

export interface AdoptDeps {
  readonly catalog: Catalog;
  readonly place: (schema: ProfileSchema, force: boolean) => PlacedModel | PlaceRefused;
}

export interface Adopted extends Pick<Adoption, 'matched' | 'unknown' | 'lost'> {
  readonly base: Profile;
  /** Our own model of the profile is a reconstruction, in whole or in part. */
  readonly reconstructed: boolean;
  /** The profile that the model's content tells, where it is another one. */
  readonly looksLike: string | undefined;
  /** The profile has an adopted model already, which gives way. */
  readonly replaces: boolean;
  readonly placed: PlacedModel;
}

export type AdoptRefused =
  | PlaceRefused
  | RefusedFor<
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

/** Adopts the agency's model of a profile in place of ours. */
export function adopt({ catalog, place }: AdoptDeps, question: AdoptQuestion): Adopted | AdoptRefused {
  const { model, profile, match, force, write } = question;
  const base = catalog.get(profile.trim());
  const keywords = base && catalog.keywordsOf(base.id);
  if (base === undefined || keywords === undefined)
    return new Refused('profile-unknown', { profile, known: catalog.ids, near: nearest(profile, catalog.ids) });
  if (model.invalidBytes) return new Refused('not-utf8', undefined);
  const adoption = adoptModel(model.text, base, keywords, match);
  if ('error' in adoption)
    return adoption.error === 'syntax'
      ? new Refused('model-syntax', placeOfSlip(model.text))
      : new Refused(`model-${adoption.error}`, undefined);
  for (const [theirs, ours] of match)
    if (!isMatched(adoption, theirs, ours)) return new Refused('model-unmatched', { theirs, ours });
  const looksLike = seemsToBe(model.text, base, catalog);
  if (looksLike !== undefined && !force)
    return new Refused('model-other-profile', { seems: looksLike, asked: base.id });
  const fresh = place(adoption.schema, false);
  const placed = fresh instanceof Refused && force ? place(adoption.schema, true) : fresh;
  if (placed instanceof Refused) return placed;
  const failed = write ? placed.write() : undefined;
  if (failed !== undefined) return failed;
  const { matched, unknown, lost } = adoption;
  return {
    base,
    matched,
    unknown,
    lost,
    reconstructed: isReconstructed(base.file),
    looksLike,
    replaces: fresh instanceof Refused,
    placed,
  };
}

function placeOfSlip(text: string): FailureData['model-syntax'] {
  const { line, character } = new LineIndex(text).positionAt(parseValue(text).problems[0]?.span.start ?? 0);
  return { line: line + 1, column: character + 1 };
}

const isMatched = ({ matched }: Adoption, theirs: string, ours: string): boolean =>
  matched.some(({ path, was }) => path.replace(/^.*\./, '') === theirs && foldLoose(was ?? theirs) === foldLoose(ours));

function seemsToBe(text: string, { id }: Profile, catalog: Catalog): string | undefined {
  const found = chooseProfile(catalog, parseValue(text).root, {}).profile?.id;
  return found === id ? undefined : found;
}

const isReconstructed = (shape: Shape): boolean =>
  shape.evidence === 'reconstructed' ||
  (shape.properties ?? []).some(property => isReconstructed(property.shape)) ||
  (shape.items !== undefined && isReconstructed(shape.items));
