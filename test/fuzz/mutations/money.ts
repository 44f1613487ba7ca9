import { buildPlafonds, type Plafonds } from '../../../server/src/format/domain/plafonds.js';
import type { Profile } from '../../../server/src/format/profiles/profile.js';
import { always, avance, both, has, solde, type Mutation, type Subject } from './contract.js';

const DATES = ['dateCommande', 'dateFacture'] as const;
const forfait = (profile: Profile): boolean => profile.traits.plafondHT !== undefined;

/** Writes an amount as people type it: JavaScript's numbers don't keep a third decimal. */
const amount =
  (lexeme: string) =>
  (of: Subject): string | boolean => {
    const at = of.pick(
      of.refs.filter(({ shape, value }) => shape.role === 'montantSegurHT' && typeof value === 'number'),
    );
    if (at === undefined) return false;
    at.set('@@amount@@');
    return of.text.replace('"@@amount@@"', lexeme);
  };

const byPlafondKey = (profile: Profile): boolean => profile.traits.plafondKeys.length > 0;

/** In the mainland, with VAT: 20 %. */
const isTaxed = (of: Subject): boolean =>
  of.refs.every(
    ({ shape, value }) =>
      !(shape.role === 'regimeTVA' && value === 'HT') &&
      !(shape.role === 'finessJuridique' && typeof value === 'string' && /^9[78]/.test(value)),
  );

/**
 * A calculation file that gives every beneficiary of the file the same ceiling, whatever identifier it is looked up by.
 */
function plafonds(of: Subject, ht: string, ttc: string, refs = of.refs): Plafonds {
  const ids = new Set(
    refs.flatMap(({ shape, value }) =>
      of.profile.traits.plafondKeys.some(role => role === shape.role) && typeof value === 'string' ? [value] : [],
    ),
  );
  return buildPlafonds([
    ['identifiant', 'type', 'logiciel', 'plafond_ht', 'plafond_ttc'],
    ...[...ids].map(id => [id, '', '', ht, ttc]),
  ]).table;
}

/** All lignes of the file have that amount. */
const set = (of: Subject, cents: number): boolean => {
  for (const ref of of.refs) if (ref.shape.role === 'montantSegurHT') ref.set(cents / 100);
  return true;
};

/** Only files in which every ligne has one beneficiary that counts: the ceiling is then a single row's. */
const single = (of: Subject): boolean =>
  of.lignes.every((_, i) => {
    const [first] = of.profile.traits.plafondKeys;
    const counted = of
      .in(i)
      .filter(
        ({ shape, value }) =>
          typeof value === 'string' && of.profile.traits.plafondKeys.some(role => role === shape.role),
      );
    return counted.length === 1 || counted.filter(({ shape }) => shape.role === first).length === 1;
  });

export const MONEY: readonly Mutation[] = [
  { name: 'three decimals', rule: 'montant-format', applies: always, mutate: amount('358.335') },
  { name: 'a negative amount', rule: 'montant-format', applies: always, mutate: amount('-358.33') },
  { name: 'nothing to pay', rule: 'montant-format', applies: always, mutate: amount('0') },
  { name: 'an amount with an exponent', rule: 'montant-format', applies: always, mutate: amount('3.5e2') },
  { name: 'an amount above the forfait', rule: 'montant-plafond', applies: forfait, mutate: amount('70000.01') },
  {
    name: 'the forfait with tax',
    rule: 'montant-ttc',
    applies: forfait,
    mutate: of => isTaxed(of) && amount('84000')(of),
  },
  {
    name: 'an amount above the calculation file',
    rule: 'montant-plafond',
    lignes: { min: 1, max: 1 },
    applies: byPlafondKey,
    mutate: of => single(of) && set(of, 100_002),
    options: of => ({ plafonds: plafonds(of, '1000', '') }),
  },
  {
    name: 'an amount with tax, by the calculation file',
    rule: 'montant-ttc',
    lignes: { min: 1, max: 1 },
    applies: byPlafondKey,
    mutate: of => single(of) && set(of, 120_000),
    options: of => ({ plafonds: plafonds(of, '1000', '1200') }),
  },
  {
    name: 'an amount at the nearest cent above the ceiling',
    rule: 'montant-arrondi',
    lignes: { min: 1, max: 1 },
    applies: byPlafondKey,
    mutate: of => single(of) && set(of, 1_410_417),
    options: of => ({ plafonds: plafonds(of, '14104.1666', '') }),
  },
  {
    name: 'an amount at the ceiling',
    rule: 'none',
    lignes: { min: 1, max: 1 },
    applies: byPlafondKey,
    mutate: of => single(of) && set(of, 100_000),
    options: of => ({ plafonds: plafonds(of, '1000', '1200') }),
  },
  {
    name: 'a beneficiary that the calculation file has not',
    rule: 'plafond-unknown',
    lignes: { min: 2, max: 2 },
    applies: byPlafondKey,
    mutate: of => set(of, 1),
    options: of => ({ plafonds: plafonds(of, '1000', '', of.in(0)) }),
  },
  {
    name: 'HT on every ligne, without the attestation',
    rule: 'ht-attestation',
    applies: avance,
    gap: true,
    fixable: 'safe',
    mutate: of => {
      if (of.piece(of.profile.traits.attestationTVA) !== undefined) return false;
      for (const ref of of.refs) if (ref.shape.role === 'regimeTVA') ref.set('HT');
      return true;
    },
  },
  {
    name: 'one ligne in TTC among others in HT',
    rule: 'mixed-regime-tva',
    applies: always,
    lignes: { min: 2, max: 3 },
    mutate: of => {
      const at = of.refs.find(({ shape, value }) => shape.role === 'regimeTVA' && value === 'HT');
      at?.set('TTC');
      return at !== undefined;
    },
  },
  {
    name: 'an ISO date',
    rule: 'date-format',
    applies: always,
    fixable: 'safe',
    mutate: of => of.rewrite(DATES, value => value.split('/').reverse().join('-')),
  },
  {
    name: 'a day that does not exist',
    rule: 'date-format',
    applies: always,
    mutate: of => of.rewrite(DATES, value => `31/02${value.slice(5)}`),
  },
  {
    name: 'a date in words',
    rule: 'date-format',
    applies: always,
    mutate: of => of.rewrite(DATES, () => '3 juin 2022'),
  },
  {
    name: 'an order signed tomorrow',
    rule: 'date-commande-future',
    applies: has('dateCommande'),
    mutate: of => of.rewrite(DATES, () => '02/01/2026'),
  },
  {
    name: 'an invoice made tomorrow',
    rule: 'date-facture',
    applies: has('dateFacture'),
    mutate: of => of.rewrite(DATES, () => '02/01/2026'),
  },
  {
    name: 'a day after the gate',
    rule: 'guichet-closed',
    applies: always,
    mutate: of => {
      for (const ref of of.refs) if (ref.shape.role === 'dateCommande') ref.set('02/01/2022');
      return true;
    },
    also: { 'prestation-end': 'the attestation of the end of the prestations is due since an earlier day' },
    options: () => ({ referenceDate: 20251231 }),
  },
  {
    name: 'an order signed after the gate of the avance',
    rule: 'date-commande-gate',
    applies: avance,
    also: { 'guichet-closed': 'a reference date that is later still' },
    // Of two, one alone: two orders that are later than all of a wave (MSS had ended by 29/09/2023) are of a further
    // one, which `guichet-closed` says once for the file.
    mutate: of => {
      const [late, ...others] = of.refs.filter(one => one.shape.role === 'dateCommande');
      late?.set('15/06/2024');
      for (const other of others) other.set('07/11/2022');
      return late !== undefined;
    },
    lignes: { min: 2, max: 2 },
    options: () => ({ referenceDate: 20240701 }),
  },
  {
    name: 'a solde looked at after the end of the prestations',
    rule: 'prestation-end',
    applies: both(solde, profile => !['MSS', 'SAS', 'MS1', 'MS2'].includes(profile.couloir)),
    mutate: of => {
      for (const ref of of.refs) if (ref.shape.role === 'dateFacture') ref.set('01/06/2023');
      return true;
    },
    options: () => ({ referenceDate: 20231115 }),
  },
];
