import { formatTaux, type TauxTva } from '../../../format/domain/territoire.js';
import type { Phase } from '../../../format/profiles/profile.js';
import type { Citation } from '../../../format/profiles/sources.js';
import type { Severity } from '../../../rules/contract.js';
import { STEPS } from '../../../texts/deposit/procedure.js';
import { reportWordsOf } from '../../../texts/deposit/report.js';
import type { Bilingual, Lang } from '../../../texts/typeset.js';
import type { ToldProblem } from '../planDocument.js';

/**
 * The content of `depot.json`: documented in docs/packaging.md, read by other tools. Amounts are exact decimals in
 * euros with two digits after the point, as texts (`"30.00"`); `null` means unknown. No clock: the same inputs give the
 * same bytes.
 */
export interface DepositReport {
  readonly version: 1;
  readonly lang: Lang;
  readonly file: ReportedFile & {
    readonly profile: string | null;
    readonly phase: Phase | null;
    /** A solde that is accepted once the pilots' records are validated. */
    readonly afterPilots: boolean;
    /** The keys were put in the model's order. */
    readonly reordered: boolean;
    /** A byte order mark was left out. */
    readonly withoutBom: boolean;
  };
  readonly publisher: { readonly siret: string | null; readonly numeroAns: string | null };
  readonly vat: ReportedVat;
  /** How the avance is computed; null in a solde, or as long as the profile is unknown. */
  readonly avance: { readonly percent: 30 } | { readonly forfaitHT: string } | null;
  /** When the portal takes requests of this kind. */
  readonly gates: readonly ReportedGate[];
  readonly totals: ReportedTotals;
  readonly demandes: readonly ReportedDemande[];
  /** About the file as a whole; each request has its own. */
  readonly findings: readonly ReportedFinding[];
  /** What to know about the packaging itself: a folder left aside, a source used twice… */
  readonly notices: readonly ToldProblem[];
}

export interface ReportedFile {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

export interface ReportedVat {
  /** `mixed`: the file contains both VAT schemes, which the portal wants separate. */
  readonly regime: 'HT' | 'TTC' | 'mixed' | null;
  /** Rates in percent found in the requests, each once; empty if none was found. */
  readonly rates: readonly TauxTva[];
  /** What to type on the portal, if exactly one rate is known; only as certain as a FINESS tells its territory. */
  readonly rate: TauxTva | null;
}

export interface ReportedGate {
  readonly vague: string;
  /** ISO days; the hour is that of Paris. */
  readonly opens: string | null;
  readonly closes: string;
}

interface ReportedTotals {
  readonly demandes: number;
  readonly zips: number;
  readonly pieces: number;
  readonly pages: number;
  /** Of all ZIPs. */
  readonly size: number;
  /** Null where one of the amounts can't be read. */
  readonly montantSegurHT: string | null;
  readonly avanceHT: string | null;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export interface ReportedDemande {
  /** From 1. */
  readonly ligne: number;
  readonly numLigne: string | null;
  readonly numeroEditeur: string | null;
  readonly numeroASP: string | null;
  readonly beneficiaires: readonly ReportedBeneficiaire[];
  readonly mandataire: string | null;
  readonly regimeTVA: string | null;
  readonly tauxTVA: TauxTva | null;
  readonly montantSegurHT: string | null;
  readonly avanceHT: string | null;
  readonly zip: ReportedFile | null;
  readonly pieces: readonly ReportedPiece[];
  readonly findings: readonly ReportedFinding[];
}

export interface ReportedBeneficiaire {
  readonly nom: string | null;
  /** `RPPS`, `FINESS géographique`… and the number. */
  readonly identifiants: readonly { readonly type: string; readonly valeur: string }[];
}

export interface ReportedPiece extends ReportedFile {
  readonly type: string | null;
  readonly pages: number;
  readonly how: 'file' | 'concatenated';
  readonly sources: readonly (ReportedFile & {
    readonly pages: number;
    /** First page in the attachment, from 1. */
    readonly start: number;
    /** Has an electronic signature; after concatenation it is valid only in the embedded original. */
    readonly signed: boolean;
  })[];
}

export interface ReportedFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** JSON Pointer. */
  readonly path: string;
  /** Of the deposited file, from 1. */
  readonly line: number;
}

/** One step of the deposit on the portal, with its source. */
interface Step {
  readonly title: Bilingual;
  readonly text: Bilingual;
  readonly sources: readonly Citation[];
}

const faq = (question: string, quote: string): Citation => ({ document: 'asp-vague1', question, quote });

const SORTIE = faq(
  "Comment le JSON de sortie de demande d'avance est-il fourni ? par mail ou directement après le dépôt de la " +
    'demande ?',
  "Sur la page d'accueil, cliquez sur 'Importation de JSON' puis sur 'Gérer mes importations de JSON'.",
);
const TAILLE = faq(
  'Y-a-t-il une préconisation sur la taille des envois ? Peut-on faire des envois par paquet de 200 demandes et ' +
    "dans ce cas, qu'en est-il en cas de rejet ? Si un document parmi les 200 est rejeté, le reste l'est-il " +
    'également ?',
  'Si une ligne de demande est en anomalie, le JSON tout entier est rejeté.',
);
const CONTROLES = faq(
  "Au moment des contrôles automatiques des demandes du portail, comment procéder si, lors du dépôt d'un JSON+PJ " +
    "de demandes multiples (ex : 4 demandes sur le JSON), l'une des demandes est rejetée?",
  "L'ASP conseille par ailleurs de déposer les pièces jointes en même temps que le dépôt du JSON.",
);
const SEPARER = faq(
  "Si je veux déposer des demandes d'avance dont certaines sont HT et d'autres TTC, dois-je créer deux fichiers " +
    'JSON différents ?',
  "Oui, depuis l'ajout de la saisie du taux de TVA sur le portail lors du dépôt d'un fichier JSON",
);
const TAUX = faq(
  'Quel est le taux de TVA applicable à la prestation Ségur ?',
  "celui-ci s'élève 20% en métropole et 8,5% en Outre-Mer",
);
const MODIFIER = faq(
  "Lorsqu'une demande passe au statut 'à modifier' combien de jours a le fournisseur pour faire ses " +
    'modifications? Le fournisseur me parle de 10 jours avant un rejet alors que je vois sur le guide utilisateur ' +
    "qu'il est indiqué qu'à J+10 sans action, un mail de relance était envoyé et qu'à J+20 sans action, le " +
    "fournisseur n'avait plus la main et la demande repassait au statut 'En cours'. Quelle est la bonne version? " +
    'Compte-t-on en jours calendaires ou en jours ouvrés ?',
  'Le fonctionnement décrit dans le guide utilisateur est calculé en nombre de jours calendaires.',
);
const ATTENTE = (phase: string): Citation =>
  faq(
    `Si une demande ${phase === 'avance' ? "d'avance" : 'de solde'} a un statut 'En attente de PJ' mais qu'il ` +
      `s'agit en fait d'une erreur dans le JSON. Faut-il recréer le JSON, reposer la demande et ne pas tenir compte ` +
      `de l'attente de PJ ?`,
    'Vous ne devez pas produire de nouveau JSON.',
  );
const DELAIS = faq(
  "Quels sont les délais de validation puis paiement d'une demande d'avance déposée ?",
  "est d'environ dix jours",
);
const DOSSIER = faq(
  'Comment retrouver son numéro de dossier ASP pour le renseigner dans le fichier JSON solde ?',
  'Il peut être retrouvé dans le JSON avance de sortie.',
);

const PILOTES: Citation = {
  document: 'ans-vague2',
  question: '',
  quote: "Les demandes de solde ne peuvent être déposées qu'après validation des PV pilotes",
};

/** The deposit, step by step, in the order in which the portal asks for it. */
export function stepsOf({ file, vat, totals }: DepositReport): readonly Step[] {
  const phase = file.phase ?? 'avance';
  const rate = { fr: rateText(vat, 'fr'), en: rateText(vat, 'en') };
  const { pilots, json, zips, checks, output, modify, waiting, payment } = STEPS;
  return [
    ...(file.afterPilots ? [{ ...pilots, sources: [PILOTES] }] : []),
    { title: json.title(file.name), text: json.text, sources: [SORTIE, TAILLE] },
    { title: STEPS.rate.title(rate), text: rateAdvice(vat), sources: [SEPARER, TAUX] },
    { title: zips.title(totals.zips), text: zips.text, sources: [CONTROLES] },
    { ...checks, sources: [CONTROLES, TAILLE] },
    { title: output.title, text: output[phase], sources: phase === 'avance' ? [SORTIE, DOSSIER] : [SORTIE] },
    { ...modify, sources: [MODIFIER] },
    { ...waiting, sources: [ATTENTE(phase)] },
    ...(phase === 'avance' ? [{ ...payment, sources: [DELAIS] }] : []),
  ];
}

const isMixed = ({ regime, rates }: ReportedVat): boolean => regime === 'mixed' || rates.length > 1;

/** « 20 % », or how to find out. */
export function rateText(vat: ReportedVat, lang: Lang): string {
  const words = reportWordsOf(lang);
  if (isMixed(vat)) return words.rates;
  if (vat.rate === null) return words.ordersRate;
  return `${vat.regime === null ? '' : `${vat.regime} `}${formatTaux(vat.rate, lang)}`;
}

function rateAdvice(vat: ReportedVat): Bilingual {
  if (isMixed(vat)) return STEPS.rate.mixed;
  if (vat.rate === null) return STEPS.rate.unknown;
  return vat.regime === 'HT' ? STEPS.rate.ht : STEPS.rate.byFiness;
}
