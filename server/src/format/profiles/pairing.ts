import { foldLoose } from '../domain/fold.js';
import { likeness, wordsOf } from './keyWords.js';
import { fitsKind, formOf, formOfRole, ROLE_OF_FORM, roleSaid, type Seen, textsIn } from './match.js';
import { FIELD_ROLES, type FieldRole } from './roles.js';
import type { PropertyShape, Shape } from './profile.js';

/** One place in the profile that a model resembles. */
interface Ours {
  readonly property: PropertyShape;
  readonly path: string;
  readonly parent: Ours | undefined;
  readonly members: readonly Ours[];
}

/** What one of the agency's keys is taken for. */
export interface Pair {
  readonly shape: Shape | undefined;
  readonly role: FieldRole | undefined;
  /** Our key, if it differs. */
  readonly was: string | undefined;
  /** By the user's word or by its exact name; an uncertain one is shown with the value seen. */
  readonly sure: boolean;
}

export interface Pairing {
  readonly of: ReadonlyMap<Seen, Pair>;
  readonly lost: readonly string[];
}

/** How much two keys must have in common, in one object and anywhere. */
const HERE = 0.6;
const ANYWHERE = 0.75;
/** How much of our block must be found in one of theirs. */
const BLOCK = 0.4;

/**
 * Finds for each key of the agency's model its counterpart in the profile that it resembles: by the user's word, by its
 * name at the same place, by its name anywhere, by words of its name, by its content, and finally by the form of its
 * values.
 */
export function pair(root: readonly Seen[], like: Shape, names: ReadonlyMap<string, string>): Pairing {
  return new Pairs(root, oursOf(like, undefined, ''), names).made();
}

function oursOf(shape: Shape, parent: Ours | undefined, path: string): readonly Ours[] {
  const object = shape.properties === undefined ? shape.items : shape;
  const at = shape.properties === undefined && shape.items !== undefined ? `${path}[]` : path;
  return (object?.properties ?? []).map(property => {
    const own = at === '' ? property.key : `${at}.${property.key}`;
    const ours: Ours & { members: readonly Ours[] } = { property, path: own, parent, members: [] };
    ours.members = oursOf(property.shape, ours, own);
    return ours;
  });
}

const flat = <T extends { readonly members: readonly T[] }>(all: readonly T[]): T[] =>
  all.flatMap(one => [one, ...flat(one.members)]);

class Pairs {
  private readonly pairs = new Map<Seen, Pair>();
  private readonly taken = new Map<Ours, Seen>();
  private readonly of = new Map<Seen, Ours>();
  private list: Seen | undefined;
  /** The blocks around the list of lignes. */
  private readonly holders = new Set<Seen>();
  private readonly theirs: readonly Seen[];
  private readonly ours: readonly Ours[];

  constructor(
    root: readonly Seen[],
    own: readonly Ours[],
    private readonly names: ReadonlyMap<string, string>,
  ) {
    this.theirs = flat(root);
    this.ours = flat(own);
  }

  made(): Pairing {
    this.lignes();
    this.told();
    for (const seen of this.theirs) this.try(seen, ours => this.samePlace(seen, ours) && this.named(seen, ours), true);
    for (const seen of this.theirs)
      this.only(seen, ours => this.named(seen, ours) && isInLigne(seen, this.list) === isOursInLigne(ours), true);
    // Blocks before their content, so that a renamed block brings its keys.
    for (const seen of this.theirs) if (seen.members.length > 0 && !this.holders.has(seen)) this.block(seen);
    for (const seen of this.theirs) this.try(seen, ours => this.samePlace(seen, ours) && this.named(seen, ours), true);
    this.nearest(HERE, (seen, ours) => this.samePlace(seen, ours));
    this.nearest(HERE, (seen, ours) => this.sameBlock(seen, ours));
    this.nearest(ANYWHERE, () => true);
    for (const seen of this.theirs) this.byWords(seen);
    for (const seen of this.theirs) this.byForm(seen);
    for (const seen of this.theirs) this.bySite(seen);
    this.byNumber();
    return { of: this.pairs, lost: this.lost() };
  }

  /** Among the head's lists of objects, the requests' list has their name, or else the most content. */
  private lignes(): void {
    const ours = this.ours.find(({ property: { shape } }) => shape.container === 'lignes');
    const lists = this.theirs.filter(
      ({ parent, kind, members }) => isInHead(parent) && kind === 'array' && members.length > 0,
    );
    const [largest] = lists.toSorted((a, b) => flat(b.members).length - flat(a.members).length);
    const list = ours && (lists.find(seen => this.named(seen, ours)) ?? largest);
    if (ours === undefined || list === undefined) return;
    this.list = list;
    this.take(list, ours, true);
    for (let { parent } = list; parent !== undefined; { parent } = parent) this.holders.add(parent);
  }

  private told(): void {
    for (const seen of this.theirs) {
      const name = this.names.get(seen.key) ?? this.names.get(seen.path);
      if (name === undefined) continue;
      const role = FIELD_ROLES.find(known => known === name);
      const free = this.ours.filter(ours => !this.taken.has(ours));
      const named = free.filter(
        ({ property, path }) =>
          path === name || foldLoose(property.key) === foldLoose(name) || property.aliases.includes(name),
      );
      const match =
        named.find(ours => this.samePlace(seen, ours)) ??
        named[0] ??
        free.find(ours => ours.property.shape.role === role && role !== undefined);
      if (match !== undefined) this.take(seen, match, true);
      else if (role !== undefined) this.pairs.set(seen, { shape: undefined, role, was: role, sure: true });
    }
  }

  private take(seen: Seen, ours: Ours, sure: boolean): void {
    this.taken.set(ours, seen);
    this.of.set(seen, ours);
    const { key, shape, aliases } = ours.property;
    const same = key === seen.key || aliases.includes(seen.key);
    this.pairs.set(seen, { shape, role: shape.role, was: same ? undefined : key, sure });
  }

  private isFree = (seen: Seen, ours: Ours): boolean =>
    !this.pairs.has(seen) &&
    !this.taken.has(ours) &&
    fitsKind(seen.kind, ours.property.shape) &&
    !contradicts(seen, ours);

  private try(seen: Seen, is: (ours: Ours) => boolean, sure: boolean): void {
    const match = this.ours.find(ours => this.isFree(seen, ours) && is(ours));
    if (match !== undefined) this.take(seen, match, sure);
  }

  private only(seen: Seen, is: (ours: Ours) => boolean, sure: boolean): void {
    const matches = this.ours.filter(ours => this.isFree(seen, ours) && is(ours));
    if (matches.length === 1 && matches[0] !== undefined) this.take(seen, matches[0], sure);
  }

  private named = ({ key }: Seen, { property }: Ours): boolean =>
    foldLoose(property.key) === foldLoose(key) || property.aliases.includes(key);

  private samePlace(seen: Seen, ours: Ours): boolean {
    if (seen.parent === undefined || ours.parent === undefined)
      return seen.parent === undefined && ours.parent === undefined;
    return this.of.get(seen.parent) === ours.parent;
  }

  /** Blocks that only the model has are transparent: their content may belong to the block around them. */
  private sameBlock(seen: Seen, ours: Ours): boolean {
    let block = seen.parent;
    while (block?.kind === 'object' && !this.pairs.has(block)) block = block.parent;
    if (block === undefined || ours.parent === undefined) return block === undefined && ours.parent === undefined;
    return this.of.get(block) === ours.parent;
  }

  /** A block around ours can't be inside it. */
  private isInside(seen: Seen, ours: Ours): boolean {
    for (let { parent } = seen; parent !== undefined; { parent } = parent) {
      let known = this.of.get(parent);
      while (known !== undefined && known !== ours) known = known.parent;
      if (known !== undefined) return true;
    }
    return false;
  }

  /** Our block under another name: most of its content is the same. */
  private block(seen: Seen): void {
    const scores = this.ours
      .filter(ours => ours.members.length > 0 && this.isFree(seen, ours) && !this.isInside(seen, ours))
      .filter(ours => isInLigne(seen, this.list) === isOursInLigne(ours))
      .map(ours => ({
        ours,
        score: shared(seen, ours) + (this.samePlace(seen, ours) ? 0.1 : 0) + likeness(seen.key, ours.property.key) / 10,
      }))
      .sort((a, b) => b.score - a.score);
    const [best] = scores;
    if (best !== undefined && best.score >= BLOCK) this.take(seen, best.ours, false);
  }

  /** The best pairs first, so that no key takes another's counterpart. */
  private nearest(least: number, may: (seen: Seen, ours: Ours) => boolean): void {
    const found = this.theirs
      .filter(seen => !this.pairs.has(seen) && seen.members.length === 0)
      .flatMap(seen =>
        this.ours
          .filter(ours => ours.members.length === 0 && this.isFree(seen, ours) && may(seen, ours))
          .filter(ours => isInLigne(seen, this.list) === isOursInLigne(ours))
          .map(ours => ({ seen, ours, score: likeness(seen.key, ours.property.key) })),
      )
      .filter(({ score }) => score >= least)
      .sort((a, b) => b.score - a.score);
    for (const { seen, ours } of found) if (this.isFree(seen, ours)) this.take(seen, ours, false);
  }

  /** By the words of its key, if our names differ or we have no such field. */
  private byWords(seen: Seen): void {
    if (this.pairs.has(seen) || seen.members.length > 0 || !isInLigne(seen, this.list)) return;
    const role = roleSaid(seen);
    const isGiven = this.theirs.some(one => this.pairs.has(one) && this.roleOf(one) === role);
    if (role !== undefined && !isGiven) this.give(seen, role);
  }

  private give(seen: Seen, role: FieldRole): void {
    const free = this.ours.find(ours => roleOf(ours) === role && this.isFree(seen, ours));
    if (free !== undefined) this.take(seen, free, false);
    else {
      const isNamed = foldLoose(seen.key) === foldLoose(role);
      this.pairs.set(seen, { shape: undefined, role, was: isNamed ? undefined : role, sure: isNamed });
    }
  }

  /** A SIRET beside a geographic FINESS is that of the same site. */
  private bySite(seen: Seen): void {
    if (this.pairs.get(seen)?.role !== 'autreSiret' || seen.parent === undefined || seen.parent === this.list) return;
    const beside = flat(seen.parent.members).map(one => this.roleOf(one));
    if (beside.includes('finessGeo')) this.give(seen, 'siretClient');
  }

  private roleOf(seen: Seen): FieldRole | undefined {
    const { role, shape } = this.pairs.get(seen) ?? {};
    return role ?? shape?.items?.role;
  }

  /** The only number in a ligne that nothing else explains and that differs in each: the publisher's own. */
  private byNumber(): void {
    const ours = this.ours.find(one => roleOf(one) === 'numeroEditeur');
    if (ours === undefined || this.taken.has(ours)) return;
    this.onlyOne(
      this.theirs.filter(
        seen =>
          !this.pairs.has(seen) &&
          seen.kind === 'scalar' &&
          this.sameBlock(seen, ours) &&
          isNumber(seen) &&
          isOwn(seen),
      ),
      ours,
    );
  }

  private onlyOne([seen, ...others]: readonly Seen[], ours: Ours): void {
    if (seen !== undefined && others.length === 0) this.take(seen, ours, false);
  }

  private byForm(seen: Seen): void {
    if (this.pairs.has(seen)) return;
    const form = formOf(textsIn([...seen.values, ...seen.items]));
    if (form === undefined) return;
    const free = this.ours.filter(
      ours => formOfRole(roleOf(ours)) === form && this.isFree(seen, ours) && this.samePlace(seen, ours),
    );
    const [only] = free;
    if (free.length === 1 && only !== undefined) this.take(seen, only, false);
    else {
      const role = ROLE_OF_FORM[form];
      if (role !== undefined) this.pairs.set(seen, { shape: undefined, role, was: role, sure: false });
    }
  }

  /** A lost block is named once, not key by key; the content of a list that the model shows empty is kept. */
  private lost(): string[] {
    return this.ours
      .filter(ours => !this.taken.has(ours))
      .filter(({ parent }) => {
        if (parent === undefined) return true;
        const seen = this.taken.get(parent);
        return seen !== undefined && seen.members.length > 0;
      })
      .map(({ path }) => path);
  }
}

const isNumber = ({ key }: Seen): boolean => wordsOf(key).some(word => word === 'numero' || word === 'identifiant');

/** As many values as places, all different. */
const isOwn = ({ values, count }: Seen): boolean =>
  values.length === count &&
  new Set(values.map(node => (node.kind === 'string' ? node.value : node.kind === 'number' ? node.lexeme : '')))
    .size === count;

/** A statement about the file isn't one about a ligne. */
function isInLigne({ parent }: Seen, list: Seen | undefined): boolean {
  return parent !== undefined && (parent === list || isInLigne(parent, list));
}

function isOursInLigne({ parent }: Ours): boolean {
  return parent !== undefined && (parent.property.shape.container === 'lignes' || isOursInLigne(parent));
}

/** The root, or a block of it. */
const isInHead = (parent: Seen | undefined): boolean =>
  parent === undefined || (parent.kind === 'object' && isInHead(parent.parent));

const roleOf = ({ property: { shape } }: Ours): FieldRole | undefined => shape.role ?? shape.items?.role;

/** Its values are plainly something else. */
function contradicts(seen: Seen, ours: Ours): boolean {
  const { shape } = ours.property;
  const role = roleOf(ours);
  const wanted = formOfRole(role);
  const form = formOf(textsIn([...seen.values, ...seen.items]));
  if (form !== undefined && form !== wanted && (wanted !== undefined || form !== 'telephone'))
    return role !== undefined && !FREE.has(role);
  return (
    seen.kind === 'scalar' &&
    shape.types.has('boolean') &&
    !shape.portal &&
    seen.values.every(({ kind }) => kind === 'number')
  );
}

/** Kinds that resemble anything: a publisher's number may pass for a telephone. */
const FREE: ReadonlySet<FieldRole> = new Set<FieldRole>([
  'numeroEditeur',
  'numeroFacture',
  'numeroAns',
  'numeroAM',
  'identDMP',
  'identINSi',
  'libelleTraitement',
  'codeTraitement',
  'impId',
  'numeroASP',
]);

function shared(seen: Seen, ours: Ours): number {
  const theirs = flat(seen.members).filter(({ members }) => members.length === 0);
  const own = flat(ours.members).filter(({ members }) => members.length === 0);
  if (theirs.length === 0 || own.length === 0) return 0;
  const found = own.filter(one =>
    theirs.some(
      other =>
        foldLoose(other.key) === foldLoose(one.property.key) ||
        (likeness(other.key, one.property.key) >= HERE && !contradicts(other, one)),
    ),
  );
  return found.length / own.length;
}
