import { type Entry, isText, type LocatedText } from './located.js';
import { type Plafond, type PlafondHT, plafondHT, type Plafonds, plafondsTTC } from '../domain/plafonds.js';
import { TAUX_PER_MILLE, type TauxTva, vatRateOfFiness } from '../domain/territoire.js';
import type { Profile } from '../profiles/profile.js';
import type { Ligne } from './ligne.js';
import { clientsOf, isWhole } from './clients.js';
import { type Cents, parseMontant } from '../domain/montant.js';
import { repairFiness, repairRpps, repairSiret } from '../domain/numeros.js';

/** What one beneficiary adds to a ligne's ceiling; `of` is its identifier, undefined for a forfait. */
export interface PartDePlafond {
  readonly of: LocatedText | undefined;
  readonly plafond: Plafond;
  readonly taux: TauxTva;
  readonly perMille: number;
}

export interface PlafondConnu extends PlafondHT {
  readonly known: true;
  readonly parts: readonly PartDePlafond[];
}

/** Some beneficiary has no ceiling; `missing` are the valid identifiers that the file should have but lacks. */
interface PlafondInconnu {
  readonly known: false;
  readonly missing: readonly LocatedText[];
  /** How many of the ligne's identifiers the file does have. */
  readonly found: number;
}

type PlafondDeLigne = PlafondConnu | PlafondInconnu;

/**
 * The ceiling of a ligne: the couloir's forfait, otherwise the sum over its beneficiaries, each counted once. Undefined
 * if nothing can be said: no calculation file, one about other identifiers, or no beneficiary.
 */
export function plafondOf(plafonds: Plafonds | undefined, profile: Profile, ligne: Ligne): PlafondDeLigne | undefined {
  const forfait = forfaitOf(profile, ligne);
  if (forfait !== undefined) return connu([forfait]);
  const { plafondKeys } = profile.traits;
  if (plafonds?.covers(plafondKeys, profile.logiciel) !== true) return undefined;
  const clients = clientsOf(ligne);
  if (clients.length === 0) return undefined;
  const search: Search = { plafonds, profile, ligne };
  const own = sum(search, clients);
  if (own.known || ligne.text('commandePour')?.value !== 'STRUCTURE') return own;
  // An order for a structure may name its doctors: if the file knows only them, their ceilings count.
  const doctors = ligne.entries('client').filter(entry => entry.within === 'liberal' && !entry.isBlank);
  const theirs = doctors.length === 0 ? own : sum(search, doctors);
  return theirs.known ? theirs : { ...own, found: own.found + theirs.found };
}

interface Search {
  readonly plafonds: Plafonds;
  readonly profile: Profile;
  readonly ligne: Ligne;
}

const connu = (parts: readonly PartDePlafond[]): PlafondConnu => ({ known: true, parts, ...plafondHT(parts) });

function forfaitOf({ traits }: Profile, ligne: Ligne): PartDePlafond | undefined {
  if (traits.plafondHT === undefined) return undefined;
  const parsed = parseMontant(traits.plafondHT);
  if (!('cents' in parsed)) return undefined;
  const taux = tauxOf(ligne, undefined, ligne.text('finessJuridique'));
  return {
    of: undefined,
    plafond: { ht: parsed.cents * 10_000, ttc: undefined, row: 0 },
    taux,
    perMille: TAUX_PER_MILLE[taux],
  };
}

function sum(search: Search, clients: readonly Entry[]): PlafondDeLigne {
  const parts = new Map<string, PartDePlafond>();
  const missing: LocatedText[] = [];
  let hits = 0;
  let known = isWhole(search.ligne);
  for (const client of clients) {
    const found = partsOf(search, client);
    if (!found.known) {
      known = false;
      missing.push(...found.missing);
      hits += found.found;
      continue;
    }
    for (const part of found.parts) parts.set(`${part.of.role}:${normalized(part.of) ?? part.of.value}`, part);
  }
  return known ? connu([...parts.values()]) : { known: false, missing, found: hits + parts.size };
}

type Found =
  | PlafondInconnu
  | { readonly known: true; readonly parts: readonly (PartDePlafond & { readonly of: LocatedText })[] };

function partsOf({ plafonds, profile, ligne }: Search, entry: Entry): Found {
  let missing: readonly LocatedText[] | undefined;
  let found = 0;
  for (const role of profile.traits.plafondKeys) {
    const values = entry.all(role);
    const texts = values.filter(isText);
    // An incomplete list would give too low a sum.
    if (texts.length === 0 || texts.length < values.length) continue;
    const lost: LocatedText[] = [];
    const parts = texts.flatMap(of => {
      const plafond = plafonds.find(role, of.value, profile.logiciel);
      if (plafond === undefined) {
        lost.push(of);
        return [];
      }
      const taux = tauxOf(ligne, entry, of);
      return [{ of, plafond, taux, perMille: TAUX_PER_MILLE[taux] }];
    });
    if (lost.length === 0) return { known: true, parts };
    found += parts.length;
    missing ??= lost.filter(located => !located.flagged && normalized(located) !== undefined);
  }
  return { known: false, missing: missing ?? [], found };
}

/** The VAT rate of an amount with tax: none under the VAT scheme HT, otherwise that of the beneficiary's territory. */
function tauxOf(ligne: Ligne, entry: Entry | undefined, of: LocatedText | undefined): TauxTva {
  if (ligne.text('regimeTVA')?.value === 'HT') return '0';
  const finess = [of, ...FINESS_ROLES.map(role => entry?.text(role)), ligne.text('finessGeo')].find(
    located => located !== undefined && isFiness(located.role),
  );
  return finess === undefined ? '20' : vatRateOfFiness(repairFiness(finess.value) ?? finess.value);
}

const FINESS_ROLES = ['finessGeo', 'finessPMSI', 'finessJuridique'] as const;

const isFiness = (role: string): boolean => FINESS_ROLES.some(finess => finess === role);

/** Undefined for a malformed identifier: of course the file doesn't have it. */
function normalized({ role, value }: LocatedText): string | undefined {
  switch (role) {
    case 'rpps':
      return repairRpps(value);
    case 'siretClient':
      return repairSiret(value);
    default:
      return isFiness(role) ? repairFiness(value) : value;
  }
}

type Depassement = 'ttc' | 'plafond' | 'arrondi';

export interface Depasse {
  readonly montant: LocatedText;
  readonly cents: Cents;
  readonly plafond: PlafondConnu;
  readonly by: Depassement;
}

/**
 * What exceeds the ceiling in a ligne, and how. A badly written amount has its own finding and is compared with
 * nothing.
 */
export function depassementOf(plafonds: Plafonds | undefined, profile: Profile, ligne: Ligne): Depasse | undefined {
  const montant = ligne.text('montantSegurHT');
  if (montant === undefined || montant.flagged || montant.kind !== 'number') return undefined;
  const parsed = parseMontant(montant.value);
  if (!('cents' in parsed)) return undefined;
  const { cents } = parsed;
  const plafond = plafondOf(plafonds, profile, ligne);
  if (plafond?.known !== true || cents <= plafond.floor) return undefined;
  const by = cents <= plafond.nearest ? 'arrondi' : plafondsTTC(plafond.parts).has(cents) ? 'ttc' : 'plafond';
  return { montant, cents, plafond, by };
}
