import { regex } from '../../domain/fold.js';
import type { Texte } from './texte.js';
import type { FieldSet, Ligne } from '../../model/ligne.js';
import type { Profile } from '../../profiles/profile.js';
import { datesIn, hasName, hasNumber, sirensIn, siretsIn } from './valeurs.js';
import { type Day, parseDate } from '../../domain/date.js';
import { repairSiret } from '../../domain/numeros.js';
import { IDENTIFIER_NAMES, juridiques, mainIdentifiers, printed, representatives } from '../documents.js';
import { hasAnyPhrase, hasPrestationDate } from './prestation.js';
import { amountsIn, hasTax, montantOf, saysHt, wholeIn } from './montants.js';
import type { Cents } from '../../domain/montant.js';
import type { Bilingual } from '../../../texts/typeset.js';

/** One invoice, and what it has to cover. */
export interface Invoice {
  readonly texte: Texte;
  readonly ligne: Ligne;
  readonly head: FieldSet;
  readonly profile: Profile;
  /** One of several for the request: each has its own number and date. */
  readonly several: boolean;
}

/** A mention that the agency controls. */
export interface Mention {
  readonly id: string;
  readonly label: Bilingual;
  /** What this couloir requires of it, shown in brackets. */
  readonly wanted?: (invoice: Invoice) => Bilingual | undefined;
  /** Undefined if it isn't required. */
  readonly isThere: (invoice: Invoice) => boolean | undefined;
}

const OTHER_DATE = regex()`
  (?:prestation|realis|livr|install|command|bdc|echeance|regl|paie|limite|sign|interven|effectu|periode|version
  |au|entre)[^\n]{0,25}$`;

const OWN_DATE = regex()`
  (?:date(?: d'| de | de la | )?(?:facture|facturation|emission|edition|document)?
  |facture(?:(?!commande|prestation)[^\n]){0,40}(?:du|le|date)|(?:emise?|etablie?|editee?|facturee?) le
  |(?:,|\n|^) ?le)\s*:?\s*$`;

/** The JSON's date, or any that is labelled as the invoice's. */
function hasInvoiceDate({ texte: { flat }, ligne }: Invoice): boolean {
  const dates = datesIn(flat);
  const due = dayOf(ligne);
  if (due !== undefined && dates.some(({ day }) => day === due)) return true;
  if (dates.some(({ start }) => isOwn(flat.slice(Math.max(0, start - 70), start)))) return true;
  // In a table the value is under its heading.
  return (
    /date (?:d'|de |de la )?(?:facture|facturation|emission|edition)/.test(flat) &&
    dates.some(({ start }) => !OTHER_DATE.test(flat.slice(Math.max(0, start - 60), start)))
  );
}

const isOwn = (before: string): boolean => OWN_DATE.test(before) && !OTHER_DATE.test(before);

function dayOf(ligne: Ligne): Day | undefined {
  const parsed = parseDate(ligne.text('dateFacture')?.value ?? '');
  return 'day' in parsed ? parsed.day : undefined;
}

const LABELLED_NUMBER = regex()`
  (?:facture|invoice)\s?(?:d'avance |d'acompte |de solde )?(?:n ?[°o]\.?|numero|no
  |ref\w*)?\s?[:#]?\s?(?=[a-z/_-]{0,12}\d)(?!\d{1,2}[/.]\d)[a-z0-9/_-]+
  |(?:n ?[°o]|numero|ref\w*)\.? (?:de |de la )?facture\s?:?\s?(?=[a-z/_-]{0,12}\d)[a-z0-9/_-]+`;

function hasInvoiceNumber({ texte, ligne, several }: Invoice): boolean | undefined {
  const number = ligne.text('numeroFacture')?.value;
  if (number !== undefined && hasNumber(texte, number)) return true;
  return (number === undefined || several) && LABELLED_NUMBER.test(texte.flat);
}

const ORDER = '(?:bon de commande|commande|bdc|cde|devis)';

const ORDER_NUMBER = new RegExp(
  `${ORDER}s?(?: (?:client|segur|signee?)){0,3}[ (]{0,2}(?:n ` +
    '?[°o]\\.?|numero|no|ref\\w*\\.?)?\\s?[:#]?\\s?(?=[a-z/_-]{0,12}\\d)(?!\\d{1,2}[/.-]\\d{1,2}[/.-])[a-z0-9/_-]+',
);

const ORDER_HEADING = new RegExp(
  `(?:n ?[°o]|numero|ref\\w*)\\.? (?:de |du |d'|de la |de votre |votre )?${ORDER}[^a-z]`,
);

const REFERENCE = /(?<![a-z0-9])(?=[a-z0-9/_-]*\d{2})(?=[a-z0-9/_-]*[a-z_-])[a-z0-9/_-]{4,}/;

function hasOrderNumber({ texte, ligne }: Invoice): boolean {
  const number = ligne.text('numeroEditeur')?.value;
  if (number !== undefined && hasNumber(texte, number)) return true;
  if (ORDER_NUMBER.test(texte.flat)) return true;
  const heading = ORDER_HEADING.exec(texte.flat);
  return heading !== null && REFERENCE.test(texte.flat.slice(heading.index + heading[0].length, heading.index + 200));
}

/**
 * The publisher's, or that of another establishment of the same company: changes are reported to the agency, not on the
 * invoice.
 */
function hasPublisher({ texte, head }: Invoice): boolean {
  const siret = repairSiret(head.text('siretEditeur')?.value ?? '');
  if (siret === undefined) return siretsIn(texte).length > 0;
  return hasNumber(texte, siret) || siretsIn(texte).some(other => other.startsWith(siret.slice(0, 9)));
}

const TO_THE_AGENCY = regex()`
  (?<!(?:copie|est|sera|exemplaire|egalement) )(?:facture[er]? a|adressee? a|destinataire|client
  |a l'attention de|doit)\s?:?\s?(?:l')?(?:agence de\sservices|asp)(?![a-z])`;

const isForClient = (invoice: Invoice): boolean | undefined =>
  TO_THE_AGENCY.test(invoice.texte.flat)
    ? false
    : hasRepresentative(invoice) !== false || hasIdentifier(invoice) !== false;

const NAMED = regex()`
  (?:representante? legale?|representee? par|gerante?|titulaire)(?: du client
  | de l'etablissement)?\s?:?\s?(?:(?:dr|docteur|m|mr|mme|monsieur|madame|pr)\.? [a-z]{2,}
  |(?!siret|siren|finess|rpps|date|numero|total|facture|tva)[a-z]{2,}[ -][a-z]{2,})`;

/** One of the people who act for the ligne's clients; after a transfer the name differs from the JSON's. */
function hasRepresentative({ texte, ligne }: Invoice): boolean | undefined {
  const names = representatives(ligne);
  return names.length === 0 ? undefined : names.some(({ value }) => hasName(texte, value)) || NAMED.test(texte.flat);
}

function hasIdentifier(invoice: Invoice): boolean | undefined {
  const { texte, ligne, profile } = invoice;
  const identifiers = mainIdentifiers(ligne, profile);
  return identifiers.length === 0
    ? undefined
    : identifiers.some(one => hasNumber(texte, printed(one))) || hasOtherCompany(invoice);
}

/** The agency's list names the SIREN too: one that isn't the publisher's is the client's. */
function hasOtherCompany({ texte, head }: Invoice): boolean {
  const own = repairSiret(head.text('siretEditeur')?.value ?? '')?.slice(0, 9);
  return own !== undefined && [...sirensIn(texte)].some(siren => siren !== own);
}

function hasJuridique({ texte, ligne }: Invoice): boolean | undefined {
  const identifiers = juridiques(ligne);
  return identifiers.length === 0 ? undefined : identifiers.some(one => hasNumber(texte, printed(one)));
}

const VERSION = /(?<![a-z])(?:versions?|release)\s?:?\s?(?:n ?[°o] ?)?v?\d|(?<![a-z])v\.? ?\d+(?:\.\d+)*(?![a-z\d])/;

const SOFTWARE = regex()`
  logiciel|progiciel|application|solution|dossier (?:de l')?usager|(?<![a-z])dui(?![a-z])
  |[a-z]{2,} (?:version|v\.? ?\d)`;

const ARTICLE = /(?<=(?:la|cette|votre|une|de|chaque) )prestations?[\s"'«]+segur(?![^\n]{0,150}\d[.,]\d{2})/g;

const LINE = /prestations?[\s"'«]+segur/g;

/** A line with that name; a sentence that mentions « la prestation Ségur » without its price doesn't count. */
function hasPrestationLine({ texte }: Invoice): boolean {
  const all = [...texte.flat.matchAll(LINE)].length;
  return all > 0
    ? all > [...texte.flat.matchAll(ARTICLE)].length
    : hasAnyPhrase(texte, ['prestation segur', 'prestations segur']);
}

const NO_VAT = regex()`
  293 ?b|tva[ :(]{0,3}(?:(?:au taux de|a|taux) )?:?\s?0(?:[.,]0{1,2})? ?%
  |(?<![\d.,])0(?:[.,]0{1,2})? ?% (?:de )?tva
  |(?:regime|taux)(?: de)?(?: la)? tva(?: applicable)? ?:? ?(?:ht(?![a-z])|0 ?%|neant|sans objet)
  |tva non applicable|exonere|exoneration|non[ -]assujetti|franchise en base|autoliquidation|hors champ`;

const RATE = /(?<![\d.,])(?:20|10|8[.,]50?|5[.,]50?|2[.,]10?|0)(?:[.,]00?)? ?%/;

/** In a column of rates, the sign is in the heading, if anywhere. */
const BARE_RATE = /(?<![\d.,] ?)(?:20[.,]00|8[.,]50)(?!\d| ?[€%])/;

const REGIME = /(?:taux|regime)(?: de)?(?: la)? tva|tva (?:sur les|acquittee)|tva ?\(? ?(?:en )?%|% ?(?:de )?tva/;

const hasRegime = ({ texte: { flat, words } }: Invoice): boolean =>
  NO_VAT.test(flat) || REGIME.test(flat) || (words.has('tva') && (RATE.test(flat) || BARE_RATE.test(flat)));

const hasHt = (invoice: Invoice): boolean => amountsOf(invoice).size > 0 && saysHt(invoice.texte);

const hasTtc = (invoice: Invoice): boolean => amountsOf(invoice).size > 0 && saysTtc(invoice.texte);

/** The amount to pay is the one with tax, whatever it is called. */
const TO_PAY = regex()`
  (?:total|net|montant|solde|somme|reste) (?:due?|a (?:payer|regler))(?![a-z])
  |(?:taxes?|tva) (?:comprises?|incluses?)`;

const saysTtc = (texte: Texte): boolean =>
  /ttc(?![a-z])/.test(texte.flat) ||
  hasAnyPhrase(texte, ['toutes taxes comprises']) ||
  TO_PAY.test(texte.flat) ||
  (NO_VAT.test(texte.flat) && texte.flat.includes('total'));

const TAX_LINE = regex()`
  (?<![a-z])tva(?:(?!(?<![a-z])(?:ht|ttc|total
  |net)(?![a-z]))[^\n]){0,120}?(?<![\d.,])\d[\d ]{0,14}(?:[.,]\d{2}(?!\d)(?! ?%)| ?(?:€|eur))
  |\d[.,]\d{2}\s?(?:€|eur|euros)?(?: (?:de )?tva(?! ?[a-z\d])|\ntva(?=\n|$))`;

function hasTva(invoice: Invoice): boolean {
  const {
    texte: { flat },
    ligne,
  } = invoice;
  if (NO_VAT.test(flat) || TAX_LINE.test(flat)) return true;
  const amounts = amountsIn(flat);
  // Among arbitrary whole numbers, two may happen to be an amount and its tax.
  return amounts.size > 0 ? hasTax(amounts) : hasTax(amountsOf(invoice), [montantOf(ligne) ?? 0]);
}

/** If no amount has cents or a currency, whole numbers count as amounts if the JSON's is one of them. */
function amountsOf({ texte: { flat }, ligne }: Invoice): ReadonlySet<Cents> {
  const amounts = amountsIn(flat);
  if (amounts.size > 0) return amounts;
  const whole = wholeIn(flat);
  return whole.has(montantOf(ligne) ?? 0) ? whole : amounts;
}

const STATE_PHRASES = ['pris', 'prise', 'prises'].flatMap(taken =>
  ['au titre du segur', 'dans le cadre du segur'].map(by => `${taken} en charge par l etat ${by}`),
);

const STATE = /pris\w* en charge par l' ?etat[^.;]{0,60}segur/;

/** The words that say that the State pays, on an invoice or an order. */
export const tellsState = (texte: Texte): boolean => hasAnyPhrase(texte, STATE_PHRASES) || STATE.test(texte.flat);

const hasState = ({ texte }: Invoice): boolean => tellsState(texte);

const toClient =
  (isThere: Mention['isThere']): Mention['isThere'] =>
  invoice =>
    invoice.profile.traits.factureAuClient ? isThere(invoice) : undefined;

const ofSoftware =
  (pattern: RegExp): Mention['isThere'] =>
  ({ texte, profile }) =>
    profile.traits.factureLogiciel ? pattern.test(texte.flat) : undefined;

/** « RPPS », or « FINESS géographique ou numéro AM ». */
function wantedIdentifier({ ligne, profile }: Invoice): Bilingual {
  const names = [...new Set(mainIdentifiers(ligne, profile).map(({ located }) => located.role))].flatMap(
    role => IDENTIFIER_NAMES[role] ?? [],
  );
  return { fr: names.map(({ fr }) => fr).join(' ou '), en: names.map(({ en }) => en).join(' or ') };
}

/** The agency's list, in its order. */
export const MENTIONS: readonly Mention[] = [
  { id: 'date', label: { fr: 'la date de la facture', en: 'the date of the invoice' }, isThere: hasInvoiceDate },
  {
    id: 'numero',
    label: { fr: 'le numéro de la facture, celui du JSON', en: "the invoice's number, that of the JSON" },
    isThere: hasInvoiceNumber,
  },
  { id: 'commande', label: { fr: 'le numéro du bon de commande', en: "the order's number" }, isThere: hasOrderNumber },
  {
    id: 'siret',
    label: { fr: 'votre SIRET (celui du fournisseur)', en: "your SIRET (the supplier's)" },
    isThere: hasPublisher,
  },
  {
    id: 'destinataire',
    label: { fr: "le client final comme destinataire, et non l'ASP", en: 'the final client as addressee, not the ASP' },
    isThere: toClient(isForClient),
  },
  {
    id: 'representant',
    label: { fr: 'le nom du représentant légal du client', en: "the name of the client's legal representative" },
    isThere: toClient(hasRepresentative),
  },
  {
    id: 'identifiant',
    label: { fr: "l'identifiant du client", en: "the client's identifier" },
    wanted: wantedIdentifier,
    isThere: toClient(hasIdentifier),
  },
  {
    id: 'juridique',
    label: { fr: 'le FINESS juridique du client', en: "the client's legal FINESS" },
    isThere: toClient(hasJuridique),
  },
  { id: 'logiciel', label: { fr: 'le nom du logiciel', en: "the software's name" }, isThere: ofSoftware(SOFTWARE) },
  {
    id: 'version',
    label: { fr: 'la version du logiciel', en: "the software's version" },
    isThere: ofSoftware(VERSION),
  },
  {
    id: 'prestation',
    label: { fr: 'la date de réalisation de la prestation', en: 'the date on which the service was done' },
    isThere: ({ texte, ligne }) => hasPrestationDate(texte, dayOf(ligne)),
  },
  {
    id: 'ligne',
    label: { fr: 'une ligne « Prestation Ségur »', en: 'a line “Prestation Ségur”' },
    isThere: hasPrestationLine,
  },
  { id: 'regime', label: { fr: 'le régime de TVA applicable', en: 'the VAT scheme' }, isThere: hasRegime },
  { id: 'ht', label: { fr: 'le montant HT', en: 'the amount before tax (HT)' }, isThere: hasHt },
  { id: 'tva', label: { fr: 'le montant de la TVA', en: 'the amount of VAT' }, isThere: hasTva },
  { id: 'ttc', label: { fr: 'le montant TTC', en: 'the amount with tax (TTC)' }, isThere: hasTtc },
  {
    id: 'etat',
    label: {
      fr: "la mention « Montant pris en charge par l'état au titre du Ségur de la santé »",
      en: "the words “Montant pris en charge par l'état au titre du Ségur de la santé”",
    },
    isThere: toClient(hasState),
  },
];
