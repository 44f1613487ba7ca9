import { sirenOf, type Fact, type Occurrence } from '../../index/facts.js';

/** What tells the demandes of one profile apart among the places of one number. */
interface Variety {
  readonly numbers: Set<string | undefined>;
  readonly invoices: Set<string | undefined>;
  readonly publishers: Set<string>;
}

/** The places of a number are the same list as long as nothing in them changes. */
const KNOWN = new WeakMap<readonly Occurrence[], ReadonlyMap<string, Variety>>();

/**
 * Whether all the places of a number that are of a profile may be one demande, in whichever files: asked by each of
 * them, answered once for all. A folder with a hundred copies of a file has a hundred places of each number.
 */
export function mayBeOneDemande(
  places: readonly Occurrence[],
  profile: string,
  { invoice }: { readonly invoice: boolean },
): boolean {
  const known = KNOWN.get(places) ?? varietyOf(places);
  KNOWN.set(places, known);
  const found = known.get(profile);
  return (
    found === undefined ||
    (found.numbers.size < 2 && found.publishers.size < 2 && (!invoice || found.invoices.size < 2))
  );
}

function varietyOf(places: readonly Occurrence[]): ReadonlyMap<string, Variety> {
  const all = new Map<string, Variety>();
  for (const { file, ligne } of places) {
    if (file.profile === undefined) continue;
    const known = all.get(file.profile);
    const own = known ?? { numbers: new Set(), invoices: new Set(), publishers: new Set() };
    if (known === undefined) all.set(file.profile, own);
    own.numbers.add(valueOf(ligne.numeroEditeur));
    own.invoices.add(valueOf(ligne.numeroFacture));
    if (file.siret !== undefined) own.publishers.add(sirenOf(file.siret));
  }
  return all;
}

const valueOf = (fact: Fact | undefined): string | undefined => fact?.value;
