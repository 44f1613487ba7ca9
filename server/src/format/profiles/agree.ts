import { foldKey } from '../domain/fold.js';
import {
  type CommonModel,
  modelOf,
  type Profile,
  type PropertyShape,
  type Shape,
  type Traits,
  type ValueType,
} from './profile.js';
import type { Bilingual } from '../../texts/typeset.js';

/** What several profiles have in common: their model, and the traits that hold for each of them. */
export interface Agreement {
  readonly model: CommonModel;
  /** Undefined if they are of two phases: then rules about the whole ligne can't run. */
  readonly profile: Profile | undefined;
}

/**
 * The common part of several profiles, for a file that may be of any of them. A key of one of them is accepted, a key
 * of none isn't; a key that all require is required; a field keeps its role if all give it the same one.
 */
export function agreeOn([first, ...others]: readonly [Profile, ...Profile[]]): Agreement {
  const all = [first, ...others];
  const file = merge(all.map(profile => profile.file));
  const { file: own, ligne, lignesKey, above } = first;
  const model = modelOf(file) ?? { file: own, ligne, lignesKey, above };
  const profile: Profile = {
    ...first,
    ...model,
    title:
      same(
        all.map(({ title }) => title),
        sameText,
      ) ?? UNNAMED,
    traits: others.reduce((traits, other) => agreedTraits(traits, other.traits), first.traits),
  };
  return { model, profile: all.every(({ phase }) => phase === first.phase) ? profile : undefined };
}

const UNNAMED: Bilingual = { fr: '', en: '' };
const sameText = (a: Bilingual, b: Bilingual): boolean => a.fr === b.fr;

function agreedTraits(a: Traits, b: Traits): Traits {
  const both = <T>(of: (traits: Traits) => readonly T[]): T[] => of(a).filter(one => of(b).includes(one));
  const either = <T>(of: (traits: Traits) => T, mild: T): T => (of(a) === of(b) ? of(a) : mild);
  return {
    pieces: both(traits => traits.pieces),
    attestationTVA: a.attestationTVA,
    attestation: either(traits => traits.attestation, 'VA-or-MOM'),
    identDMP: either(traits => traits.identDMP, 'none'),
    adresseMSS: either(traits => traits.adresseMSS, 'optional'),
    // If other identifiers identify one's beneficiaries, they can't be compared: nothing is said about them.
    beneficiaryKeys: a.beneficiaryKeys.join() === b.beneficiaryKeys.join() ? a.beneficiaryKeys : [],
    plafondKeys: both(traits => traits.plafondKeys),
    beneficiaryRequired: either(traits => traits.beneficiaryRequired, 'warning'),
    calendar: either(traits => traits.calendar, ''),
    pieceSeverity: either(traits => traits.pieceSeverity, 'warning'),
    singleBeneficiary: a.singleBeneficiary && b.singleBeneficiary,
    soldeComplet: a.soldeComplet && b.soldeComplet,
    factureAuClient: a.factureAuClient && b.factureAuClient,
    factureLogiciel: a.factureLogiciel && b.factureLogiciel,
    commandeMention: a.commandeMention && b.commandeMention,
    soldePilotes: a.soldePilotes && b.soldePilotes,
    commandeDelai: either(traits => traits.commandeDelai, undefined),
    plafondHT: either(traits => traits.plafondHT, undefined),
    avanceHT: either(traits => traits.avanceHT, undefined),
  };
}

function same<T>(all: readonly T[], equal: (a: T, b: T) => boolean = Object.is): T | undefined {
  const [first] = all;
  return first !== undefined && all.every(one => equal(one, first)) ? first : undefined;
}

function merge(shapes: readonly Shape[]): Shape {
  const [first] = shapes;
  if (first === undefined) throw new Error('nothing to agree on');
  if (shapes.every(shape => shape === first)) return first;
  const types = new Set<ValueType>(shapes.flatMap(({ types }) => [...types]));
  const objects = shapes.filter(({ properties }) => properties !== undefined);
  const properties = objects.length === 0 ? undefined : mergeProperties(objects);
  const items = shapes.flatMap(shape => shape.items ?? []);
  const lists = shapes.map(shape => shape.enum).filter(list => list !== undefined);
  const text = (of: (shape: Shape) => Bilingual | undefined): Bilingual | undefined =>
    same(
      shapes.map(shape => of(shape) ?? UNNAMED),
      sameText,
    );
  return {
    types,
    evidence: shapes.find(({ evidence }) => evidence === 'reconstructed')?.evidence ?? first.evidence,
    source: text(({ source }) => source),
    title: text(({ title }) => title),
    description: text(({ description }) => description),
    role: same(shapes.map(({ role }) => role)),
    container: same(shapes.map(({ container }) => container)),
    entry: same(shapes.map(({ entry }) => entry)),
    enum:
      lists.length === shapes.length
        ? lists.flat().filter((one, i, all) => all.findIndex(({ value }) => value === one.value) === i)
        : undefined,
    shown: shapes.every(({ shown }) => shown),
    portal: shapes.some(({ portal }) => portal),
    identifier: shapes.every(({ identifier }) => identifier),
    dueWhen: same(
      shapes.map(({ dueWhen }) => dueWhen),
      (a, b) => a?.role === b?.role && a?.value === b?.value,
    ),
    lenientEnum: shapes.some(({ lenientEnum }) => lenientEnum),
    due: shapes.every(({ due }) => due),
    properties,
    byKey: index(properties, key => key),
    byFolded: index(properties, foldKey),
    open: properties === undefined ? shapes.some(({ open }) => open) : objects.some(({ open }) => open),
    items: items.length === 0 ? undefined : merge(items),
    skeleton: first.skeleton,
  };
}

/** Undefined if their orders contradict each other: then nothing is said about the object's keys. */
function mergeProperties(shapes: readonly Shape[]): readonly PropertyShape[] | undefined {
  const order: string[] = [];
  const byFolded = new Map<string, PropertyShape[]>();
  for (const { properties = [] } of shapes) {
    let at = 0;
    for (const property of properties) {
      const key = foldKey(property.key);
      byFolded.set(key, [...(byFolded.get(key) ?? []), property]);
      const known = order.indexOf(key);
      if (known >= 0 && known < at) return undefined;
      if (known < 0) order.splice(at, 0, key);
      at = (known < 0 ? at : known) + 1;
    }
  }
  return order.flatMap((key, rank) => {
    const all = byFolded.get(key) ?? [];
    const [first] = all;
    if (first === undefined) return [];
    const isInAll = all.length === shapes.length;
    const shape = merge(all.map(property => property.shape));
    return [
      {
        key: first.key,
        aliases: [...new Set(all.flatMap(p => [...p.aliases, p.key]))].filter(alias => alias !== first.key),
        rank,
        required: isInAll && all.every(({ required }) => required),
        shape: isInAll ? shape : withoutDue(shape),
      },
    ];
  });
}

/** What only some have may be here by mistake: none of its keys is due. */
function withoutDue(shape: Shape): Shape {
  const properties = shape.properties?.map(one => ({ ...one, required: false, shape: withoutDue(one.shape) }));
  return {
    ...shape,
    properties,
    byKey: index(properties, key => key),
    byFolded: index(properties, foldKey),
    items: shape.items && withoutDue(shape.items),
  };
}

function index(
  properties: readonly PropertyShape[] | undefined,
  by: (key: string) => string,
): ReadonlyMap<string, PropertyShape> {
  const map = new Map<string, PropertyShape>();
  for (const property of properties ?? [])
    for (const key of [property.key, ...property.aliases]) if (!map.has(by(key))) map.set(by(key), property);
  return map;
}
