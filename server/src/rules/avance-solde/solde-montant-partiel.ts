import { type Cents, centsToLexeme, formatEuros, isShareOf, parseMontant } from '../../format/domain/montant.js';
import type { Profile } from '../../format/profiles/profile.js';
import type { LigneFacts } from '../../index/facts.js';
import { defineLigneRule } from '../define.js';
import { avance, type Examples, sortie } from '../examples.js';
import { atFact, atValue } from '../shared/targets.js';
import { montantsOf, type Reference, seenIn } from '../shared/reference.js';
import { perimeterOf } from '../shared/perimeter.js';
import { plafondOf } from '../../format/model/plafond.js';
import { cite } from '../shared/words.js';

/** What is paid as avance, and what is left for the solde. */
const SHARES = [30, 70] as const;

/** One euro. Any amount is some rounded share of a few cents. */
const LEAST: Cents = 100;

export const rule = defineLigneRule({
  meta: {
    id: 'solde-montant-partiel',
    severity: 'warning',
    theme: 'avance-solde',
    title: { fr: 'Une part du montant, au lieu du tout', en: 'A part of the amount, where the whole is due' },
    explanation: {
      fr:
        "L'avance versée est de 30 % et le solde verse le reste, mais les deux fichiers portent le montant entier : " +
        "celui du bon de commande à l'avance, celui de la facture globale au solde. Un solde qui vaut exactement 30 " +
        "% ou 70 % du montant de l'avance, ou une avance qui vaut exactement 30 % de son plafond, est sans doute " +
        'une part.',
      en:
        'The avance that is paid is 30% and the solde pays the rest, but both files give the whole amount: that of ' +
        'the order in the avance, that of the global invoice in the solde. A solde of exactly 30% or 70% of the ' +
        "avance's amount, or an avance of exactly 30% of its ceiling, is probably a part.",
    },
    citations: [
      {
        document: 'asp-vague1',
        question: 'Quel doit être le montant indiqué sur la facture : 0€ ou le montant de la prestation Ségur ?',
        quote:
          "Le montant de la facture transmise au client et à l'ASP en fin de projet doit correspondre au montant " +
          'total (100%).',
      },
      {
        document: 'asp-vague1',
        question:
          "Lorsqu'une facture de 30% correspondant à l'avance a été établie par l'éditeur à destination du client " +
          "final, l'éditeur peut-il fournir à l'ASP deux factures avec deux numéros de facture différents (celle " +
          "de 30% correspondant à l'avance et celle de 70% correspondant au solde), lors de la demande de solde ?",
        quote: 'il est demandé de présenter une seule facture globale à 100%',
      },
      {
        document: 'asp-portail',
        question: "Montant de l'avance",
        quote:
          "Le montant de l'avance correspond à 30% du montant de financement retenu lors de l'instruction de la " +
          'demande de financement.',
      },
    ],
    remedies: ['suggest'],
    needsProfile: true,
    after: ['montant-ttc', 'montant-plafond', 'montant-arrondi', 'montant-format', 'solde-montant'],
  },
  messages: {
    solde: {
      fr: (d: { key: string; percent: number; avance: Cents }) =>
        `${cite(d.key)} est exactement ${String(d.percent)} % du montant de l'avance ` +
        `(${formatEuros(d.avance, 'fr')}) : le solde porte le montant entier de la prestation, pas la part qui ` +
        `reste à verser. Écrivez le montant total de la facture globale ; l'ASP en déduit l'avance.`,
      en: d =>
        `“${d.key}” is exactly ${String(d.percent)} % of the avance's amount (${formatEuros(d.avance, 'en')}): ` +
        'the solde gives the whole amount of the service, not the part that is still to be paid. Write the ' +
        'total of the global invoice; the ASP deducts the avance.',
    },
    avance: {
      fr: (d: { key: string; plafond: Cents }) =>
        `${cite(d.key)} est exactement 30 % du plafond (${formatEuros(d.plafond, 'fr')}) : l'avance porte le ` +
        'montant entier du bon de commande, pas les 30 % qui seront versés. Écrivez le montant HT du bon de ' +
        'commande.',
      en: d =>
        `“${d.key}” is exactly 30% of the ceiling (${formatEuros(d.plafond, 'en')}): the avance gives the whole ` +
        'amount of the order, not the 30% that will be paid. Write the amount before tax of the order.',
    },
  },
  check(ligne, report, { profile, plafonds }) {
    const montant = ligne.text('montantSegurHT');
    if (
      profile.phase !== 'avance' ||
      profile.traits.avanceHT !== undefined ||
      montant === undefined ||
      montant.flagged ||
      montant.kind !== 'number'
    )
      return;
    const parsed = parseMontant(montant.value);
    const plafond = plafondOf(plafonds, profile, ligne);
    if (
      !('cents' in parsed) ||
      plafond?.known !== true ||
      plafond.floor < LEAST ||
      !isShareOf(parsed.cents, plafond.floor, SHARES[0])
    )
      return;
    report('avance', { key: montant.key, plafond: plafond.floor }, atValue(ligne, montant));
  },
  across(subject, report, { profile }) {
    const montants = montantsOf(subject, profile);
    if (montants === undefined) return;
    const {
      own,
      avances: [avance, ...others],
      reference,
    } = montants;
    if (avance === undefined || others.some(other => other !== avance)) return;
    const percent = avance < LEAST ? undefined : SHARES.find(share => isShareOf(own.cents, avance, share));
    if (percent === undefined || !isSamePerimeter(subject.ligne, reference, profile)) return;
    report('solde', { key: String(own.place.key), percent, avance }, atFact(subject.ligne.chunk, own), {
      related: seenIn(reference.avances, ({ montant }) => montant, {
        fr: "Le montant de l'avance est ici.",
        en: "The avance's amount is here.",
      }),
      fixes: editor => [
        {
          kind: 'suggest',
          title: {
            fr: `Reprendre le montant de l'avance : ${formatEuros(avance, 'fr')}`,
            en: `Take the avance's amount: ${formatEuros(avance, 'en')}`,
          },
          edits: [editor.replace(own.span, centsToLexeme(avance))],
        },
      ],
    });
  },
});

/** Seven of ten doctors are 70 % of the amount, which isn't a mistake. */
function isSamePerimeter(ligne: LigneFacts, reference: Reference, { traits }: Profile): boolean {
  const { added, removed } = perimeterOf(ligne, reference, traits.beneficiaryKeys);
  return (
    added.length === 0 &&
    removed.length === 0 &&
    ligne.complete &&
    reference.avances.every(avance => avance.ligne.complete)
  );
}

const path = (ligne: number): string => `/lignesImport/${String(ligne)}/facture/montantSegurHT`;
const plafonds = [
  ['identifiant', 'type', 'logiciel', 'plafond_ht', 'plafond_ttc'],
  ['10002123452', 'RPPS', 'LGC', '358.33', '430'],
  ['10003456786', 'RPPS', 'LGC', '358.33', '430'],
  ['10004567896', 'RPPS', 'LGC', '358.33', '430'],
  ['690012349', 'FINESS géographique', 'LGC', '1433.32', '1720'],
];

export const examples: Examples = {
  valid: [
    { name: 'le montant entier', profile: 'MDV-LGC/solde', others: [sortie()] },
    {
      name: 'près de 70 %, mais pas exactement',
      profile: 'MDV-LGC/solde',
      change: [['358.33', '250.85']],
      others: [sortie()],
    },
    { name: 'une avance au montant entier', profile: 'MDV-LGC/avance', plafonds },
  ],
  invalid: [
    {
      name: 'les 70 % qui restent à verser',
      profile: 'MDV-LGC/solde',
      change: [['358.33', '250.83']],
      others: [sortie(), avance()],
      expect: [{ message: 'solde', path: path(0), marks: '250.83', severity: 'warning', fixable: false }],
      offers: ["Reprendre le montant de l'avance : 358,33\u00a0€"],
    },
    {
      name: "les 30 % de l'avance",
      profile: 'MS1-DUI/solde',
      change: [['"montantSegurHT": 4500', '"montantSegurHT": 1350']],
      others: [{ name: 'avance.json', profile: 'MS1-DUI/avance' }],
      expect: [{ message: 'solde', path: path(0), marks: '1350' }],
    },
    {
      name: 'une avance à 30 % de son plafond',
      profile: 'MDV-LGC/avance',
      plafonds,
      change: [['358.33', '107.50']],
      expect: [
        { message: 'avance', path: '/lignesImport/0/commande/montantSegurHT', marks: '107.50', severity: 'warning' },
      ],
      offers: [],
    },
  ],
};
