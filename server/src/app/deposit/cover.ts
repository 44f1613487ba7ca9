import { formatEuros } from '../../format/domain/montant.js';
import { textIn } from '../../format/model/located.js';
import { clientsOf } from '../../format/model/clients.js';
import { pluriel } from '../../texts/typeset.js';
import type { PlannedDemande } from './sources.js';
import type { CoverPage } from './ports.js';
import type { Prepared } from './prepare.js';
import { amountOf } from '../../features/symbols.js';

/** What several documents of one type are called together. */
const TOGETHER: ReadonlyMap<string, string> = new Map([
  ['BON_COMMANDE', 'Bons de commande'],
  ['FACTURE', 'Factures'],
  ['VA', 'Vérifications d’aptitude (VA)'],
  ['MOM', 'Déclarations de mise en ordre de marche (MOM)'],
  ['ATTESTATION_TVA', 'Attestations de non-assujettissement à la TVA'],
]);

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
    title: `${TOGETHER.get(type ?? '') ?? 'Pièces'} de la demande ${numeroEditeur ?? key}`,
    facts: [
      ...fact('Fournisseur (SIRET)', analysis.head?.text('siretEditeur')?.value),
      ...fact('Référencement ANS', analysis.head?.text('numeroAns')?.value),
      ...fact('Dossier ASP', numeroASP),
      ...fact('Demande', numeroEditeur),
      ...fact('Facture', type === 'FACTURE' ? ligne.text('numeroFacture')?.value : undefined),
      ...fact(names.length > 1 ? 'Bénéficiaires' : 'Bénéficiaire', names.length === 0 ? undefined : listed(names)),
      ...fact('Montant Ségur HT', amount === undefined ? undefined : formatEuros(amount, 'fr')),
    ],
    footer: 'Récapitulatif établi par Ségur JSON',
  };
}

/** The first page has room for a few names. */
const SHOWN = 4;

const listed = (names: readonly string[]): string =>
  names.length <= SHOWN
    ? names.join(', ')
    : `${names.slice(0, SHOWN).join(', ')} et ${pluriel(names.length - SHOWN, 'autre')}`;
