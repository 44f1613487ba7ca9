import { formatEuros } from '../../format/domain/montant.js';
import { textIn } from '../../format/model/located.js';
import { clientsOf } from '../../format/model/clients.js';
import { coverWordsOf } from '../../texts/deposit/cover.js';
import type { PlannedDemande } from './sources.js';
import type { CoverPage } from './ports.js';
import type { Prepared } from './prepare.js';
import { amountOf } from '../../features/symbols.js';

const WORDS = coverWordsOf('fr');
const TOGETHER = new Map(Object.entries(WORDS.together));

/** The first page of a concatenated pièce: always in French, it is read at the ASP. */
export function coverOf(
  { analysis }: Prepared,
  { ligne, key, numeroEditeur, numeroASP }: PlannedDemande,
  type: string | undefined,
): CoverPage {
  const names = clientsOf(ligne).flatMap(entry => textIn(entry, 'nomClient')?.value ?? []);
  const amount = amountOf(ligne);
  const fact = (label: string, value: string | undefined): readonly (readonly [string, string])[] =>
    value === undefined ? [] : [[label, value]];
  return {
    title: WORDS.title(TOGETHER.get(type ?? ''), numeroEditeur ?? key),
    facts: [
      ...fact(WORDS.siret, analysis.head?.text('siretEditeur')?.value),
      ...fact(WORDS.numeroAns, analysis.head?.text('numeroAns')?.value),
      ...fact(WORDS.dossier, numeroASP),
      ...fact(WORDS.demande, numeroEditeur),
      ...fact(WORDS.facture, type === 'FACTURE' ? ligne.text('numeroFacture')?.value : undefined),
      ...fact(WORDS.client(names.length), names.length === 0 ? undefined : listed(names)),
      ...fact(WORDS.amount, amount === undefined ? undefined : formatEuros(amount, 'fr')),
    ],
    footer: WORDS.footer,
  };
}

/** The first page has room for a few names. */
const SHOWN = 4;

const listed = (names: readonly string[]): string =>
  names.length <= SHOWN ? names.join(', ') : WORDS.others(names.slice(0, SHOWN).join(', '), names.length - SHOWN);
