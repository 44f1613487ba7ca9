import { sameValue } from '../../language/nodes.js';
import { compactDigits } from '../domain/fold.js';
import { repairFiness, repairRpps, repairSiret } from '../domain/numeros.js';
import { type TauxTva, type Territoire, territoireOfFiness } from '../domain/territoire.js';
import type { Shape } from '../profiles/profile.js';
import type { FieldRole } from '../profiles/roles.js';
import type { StructureIssue } from './issues.js';
import { type Ligne, perLigne } from './ligne.js';
import type { Entry, LocatedText, Place } from './located.js';

/** What identifies a client. */
export const IDENTIFIER_ROLES = [
  'rpps',
  'finessGeo',
  'finessPMSI',
  'finessJuridique',
  'numeroAM',
  'siretClient',
] as const satisfies readonly FieldRole[];

/** Who an order is for, if the model asks: the part of the ligne that counts. */
const PARTS: ReadonlyMap<string, Entry['within']> = new Map([
  ['LIBERAL', 'liberal'],
  ['STRUCTURE', 'structure'],
]);

/** The clients of a ligne. If it says which of its parts counts, the other part's clients aren't its own. */
export const clientsOf = perLigne((ligne): readonly Entry[] => {
  const part = PARTS.get(ligne.text('commandePour')?.value ?? '');
  return ligne.entries('client').filter(entry => (part === undefined || entry.within === part) && !entry.isBlank);
});

export interface Identifier {
  /** Equal for two identifiers of the same role and number, however they are typed. */
  readonly id: string;
  /** The number in its right form. */
  readonly number: string;
  readonly located: LocatedText;
}

/** Up to this many, a search is faster than building a set. */
const FEW = 8;

/** The valid identifiers of these roles, in order; a malformed one has its own finding and is compared with nothing. */
export function identifiersOf(
  ligne: Ligne,
  roles: readonly FieldRole[],
  clients: readonly Entry[] = ligne.entries('client'),
): readonly Identifier[] {
  const identifiers: Identifier[] = [];
  const among = clients.length > FEW ? new Set(clients) : undefined;
  for (const role of roles) {
    for (const located of ligne.texts(role)) {
      const { entry } = located;
      if (entry !== undefined && !(among?.has(entry) ?? clients.includes(entry))) continue;
      const number = numberIn(role, located.value);
      if (number !== undefined) identifiers.push({ id: `${role}:${number}`, number, located });
    }
  }
  return identifiers;
}

/** The normalised number of an identifier; undefined if it has none. */
export function numberIn(role: FieldRole, text: string): string | undefined {
  switch (role) {
    case 'rpps':
      return repairRpps(text);
    case 'finessGeo':
    case 'finessJuridique':
    case 'finessPMSI':
      return repairFiness(text);
    case 'siretClient':
      return repairSiret(text);
    case 'numeroAM':
      return compactDigits(text);
    default:
      return text;
  }
}

/**
 * What distinguishes a ligne's beneficiaries from others, each once. Another finding covers a repetition within one
 * ligne; a client with a FINESS and an RPPS is one beneficiary, identified by the first of the two.
 */
export function beneficiariesOf(ligne: Ligne, keys: readonly FieldRole[]): readonly Identifier[] {
  const all = identifiersOf(ligne, keys, clientsOf(ligne));
  if (all.length < 2) return all;
  const byId = new Map<string, Identifier>();
  const roles = new Map<Entry, FieldRole>();
  for (const identifier of all) {
    const { entry, role } = identifier.located;
    if (entry !== undefined && (roles.get(entry) ?? role) !== role) continue;
    if (entry !== undefined) roles.set(entry, role);
    if (!byId.has(identifier.id)) byId.set(identifier.id, identifier);
  }
  return [...byId.values()];
}

/** A ligne's clients, each counted once: a repeated one has its own finding. */
export function distinctClients(clients: readonly Entry[]): readonly Entry[] {
  if (clients.length < 2) return clients;
  const doctors = new Set<string>();
  const known = new Map<string, Entry[]>();
  return clients.filter(entry => {
    const rpps = rppsIn(entry);
    const values = valuesIn(entry);
    const alike = known.get(values) ?? [];
    const repeats = (rpps !== undefined && doctors.has(rpps)) || alike.some(({ node }) => sameValue(node, entry.node));
    known.set(values, alike);
    alike.push(entry);
    if (rpps !== undefined) doctors.add(rpps);
    return !repeats;
  });
}

/** Of two entries that are the same JSON it is the same, in whichever order their keys are: only these are compared. */
const valuesIn = ({ fields }: Entry): string =>
  fields
    .map(({ value }) => JSON.stringify(value))
    .sort()
    .join();

const rppsIn = (entry: Entry): string | undefined => {
  const value = entry.all('rpps')[0]?.value;
  return typeof value === 'string' ? repairRpps(value) : undefined;
};

/**
 * False if a part of the beneficiaries can't be read: the list is then incomplete, and that part has its own finding.
 */
export function isWhole(ligne: Ligne): boolean {
  const beneficiaires = ligne.container('beneficiaires');
  return (
    beneficiaires !== undefined &&
    beneficiaires.whole &&
    !ligne.issues.some(issue => hides(issue) && isUnder(issue.place, beneficiaires.place))
  );
}

/** The issue's value may be an identifier, or contain some. */
function hides(issue: StructureIssue): boolean {
  switch (issue.kind) {
    case 'missing':
      return [issue.expected, ...issue.also].some(({ shape }) => identifies(shape));
    case 'duplicate':
      return issue.expected === undefined || identifies(issue.expected.shape);
    case 'type':
      return issue.coercion?.how !== 'replace' && identifies(issue.shape);
    default:
      return false;
  }
}

const identifies = ({ role, container, entry }: Shape): boolean =>
  container !== undefined || entry !== undefined || IDENTIFIER_ROLES.some(known => known === role);

function isUnder(place: Place | undefined, root: Place): boolean {
  for (let at = place; at !== undefined; at = at.parent) if (at === root) return true;
  return false;
}

/** A beneficiary's establishment, and the territory that its FINESS shows. */
interface Rated {
  readonly ligne: Ligne;
  readonly finess: LocatedText;
  readonly territoire: Territoire;
}

/** The service is done where the establishments are; the legal entity may sit elsewhere. */
const BY_PRECISION: readonly FieldRole[] = ['finessGeo', 'finessPMSI', 'finessJuridique'];

/** Nothing is claimed about overseas prefixes whose territory is unknown. */
const UNKNOWN_PREFIX = '97';

/** The territories of a TTC ligne's beneficiaries, by the most precise identifier that it has. */
export function ratesOf(ligne: Ligne): readonly Rated[] {
  if (ligne.text('regimeTVA')?.value !== 'TTC') return [];
  const role = BY_PRECISION.find(candidate => ligne.text(candidate) !== undefined);
  if (role === undefined) return [];
  const rated: Rated[] = [];
  for (const finess of ligne.texts(role)) {
    const number = repairFiness(finess.value);
    const territoire = number === undefined ? undefined : territoireOfFiness(number);
    if (territoire !== undefined && territoire.prefix !== UNKNOWN_PREFIX) rated.push({ ligne, finess, territoire });
  }
  return rated;
}

/** The rate that the VAT scheme and the FINESS imply; undefined if they imply none, or several. */
export function rateOf(ligne: Ligne): TauxTva | undefined {
  if (ligne.text('regimeTVA')?.value === 'HT') return '0';
  const [first, ...others] = ratesOf(ligne).map(({ territoire }) => territoire.taux);
  return others.every(rate => rate === first) ? first : undefined;
}

/** The share of the retained amount that is paid as avance, unless that is a forfait. */
export const AVANCE_PERCENT = 30;
