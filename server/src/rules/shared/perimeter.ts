import type { ClientFact, LigneFacts } from '../../index/facts.js';
import type { FieldRole } from '../../format/profiles/roles.js';
import type { Reference } from './reference.js';

/**
 * Who is in a solde but not in its avance, and the reverse: one fact for each beneficiary or identifier that a person
 * must check.
 */
interface Perimeter {
  readonly added: readonly ClientFact[];
  readonly removed: readonly ClientFact[];
}

/** The other identifiers of a client, the most telling first. */
const TELLING: readonly FieldRole[] = ['finessGeo', 'rpps', 'finessPMSI', 'numeroAM', 'siretClient', 'finessJuridique'];

/**
 * `keys` are the roles by which the profile identifies beneficiaries. What holds for only some of the avances is not
 * reported.
 */
export function perimeterOf(solde: LigneFacts, { avances }: Reference, keys: readonly FieldRole[]): Perimeter {
  const roles = [...keys, ...TELLING];
  const lignes = avances.map(({ ligne }) => ligne);
  const added = lignes.every(({ complete }) => complete) ? newIn(solde, lignes, NO_KEYS) : [];
  const [first, ...others] = solde.complete ? lignes : [];
  const removed =
    first === undefined
      ? []
      : newIn(first, [solde], keys).filter(
          fact => others.every(ligne => has(ligne, fact)) && !isOrganisationOfKnown(fact, first, [solde], keys),
        );
  return {
    added: telling(added, solde, lignes, roles),
    removed: first === undefined ? [] : telling(removed, first, [solde], roles),
  };
}

/** The organisation of a beneficiary that the others know by its identifier: it is the same one, sold or merged. */
export const isOrganisationOfKnown = (
  fact: ClientFact,
  ligne: LigneFacts,
  others: readonly LigneFacts[],
  keys: readonly FieldRole[],
): boolean =>
  fact.role === 'finessJuridique' &&
  !keys.includes(fact.role) &&
  ligne.identifiers.some(
    own => own.client === fact.client && keys.includes(own.role) && others.every(other => has(other, own)),
  );

/** None of the others knows the identifier's client at all. */
export const isNewClient = (fact: ClientFact, ligne: LigneFacts, others: readonly LigneFacts[]): boolean =>
  !ligne.identifiers.some(own => own.client === fact.client && others.some(other => has(other, own)));

const NO_KEYS: readonly FieldRole[] = [];

/**
 * The identifiers of a ligne that none of the others has. A client is found in another ligne by any shared identifier;
 * if it has no identifier of some kind there, one here isn't another beneficiary, unless it is one of `keys` and the
 * client is known by none of them.
 */
function newIn(ligne: LigneFacts, others: readonly LigneFacts[], keys: readonly FieldRole[]): readonly ClientFact[] {
  return ligne.identifiers.filter(fact =>
    others.every(other => {
      if (has(other, fact)) return false;
      const own = ligne.identifiers.filter(({ client }) => client === fact.client);
      const shared = own.filter(mine => has(other, mine));
      if (shared.length === 0) return true;
      const clients = new Set(
        other.identifiers.filter(theirs => shared.some(mine => isSame(mine, theirs))).map(({ client }) => client),
      );
      return (
        other.identifiers.some(({ role, client }) => role === fact.role && clients.has(client)) ||
        (keys.includes(fact.role) && !shared.some(({ role }) => keys.includes(role)))
      );
    }),
  );
}

const has = (ligne: LigneFacts, fact: ClientFact): boolean => ligne.identifiers.some(other => isSame(other, fact));

/** The kinds of FINESS share one numbering: the same number under another key is the same establishment. */
const isSame = (a: ClientFact, b: ClientFact): boolean =>
  a.value === b.value && (a.role === b.role || (isFiness(a.role) && isFiness(b.role)));

const isFiness = (role: FieldRole): boolean =>
  role === 'finessGeo' || role === 'finessPMSI' || role === 'finessJuridique';

/**
 * For a client that none of the others knows, its most telling identifier; for one that they know, each new one of the
 * most telling kind.
 */
function telling(
  facts: readonly ClientFact[],
  ligne: LigneFacts,
  others: readonly LigneFacts[],
  roles: readonly FieldRole[],
): readonly ClientFact[] {
  const told = new Set<string>();
  return [...new Set(facts.map(({ client }) => client))]
    .flatMap(client => {
      const own = facts.filter(fact => fact.client === client);
      const role = roles.find(candidate => own.some(fact => fact.role === candidate));
      const best = own.filter(fact => fact.role === role);
      return best.every(fact => isNewClient(fact, ligne, others)) ? best.slice(0, 1) : best;
    })
    .filter(fact => {
      const id = `${fact.role}:${fact.value}`;
      const first = !told.has(id);
      told.add(id);
      return first;
    });
}
