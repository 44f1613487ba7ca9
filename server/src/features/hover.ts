import { isDocumentId } from '../format/profiles/sources.js';
import { citedDate } from '../rules/shared/words.js';
import type { Analysis } from '../analysis/analyze.js';
import {
  type Enrolement,
  type Calendrier,
  CALENDRIER,
  type Echeances,
  formatMoment,
  type Guichet,
} from '../format/domain/calendrier.js';
import { formatDate, parseDate } from '../format/domain/date.js';
import { formatEuros, parseMontant } from '../format/domain/montant.js';
import { checkFiness, checkSiret } from '../format/domain/numeros.js';
import { plafondHT, type Plafonds } from '../format/domain/plafonds.js';
import { formatTaux, territoireOfFiness } from '../format/domain/territoire.js';
import { isPortalWord, treatmentOf } from '../format/model/facts.js';
import type { Ligne } from '../format/model/ligne.js';
import { type PartDePlafond, type PlafondConnu, plafondOf } from '../format/model/plafond.js';
import { profileName } from '../format/profiles/choose.js';
import type { EnumValue, Phase, Profile, Shape } from '../format/profiles/profile.js';
import type { FieldRole } from '../format/profiles/roles.js';
import type { JsonNode } from '../language/nodes.js';
import type { Span } from '../language/span.js';
import { partText } from '../rules/shared/plafond.js';
import { notesOf } from '../texts/editor/notes.js';
import { retourWordsOf } from '../texts/retour.js';
import type { Bilingual, Lang } from '../texts/typeset.js';
import { type Spot, spotAt } from './spot.js';

/** More would fill the hover. */
const MAX_LINES = 10;

/**
 * The calculation of a ligne's ceiling, in Markdown, for the hover of its amount: each beneficiary's part, the total,
 * and how the amount compares. Undefined if no ceiling is known.
 */
export function explainPlafond(plafonds: Plafonds | undefined, profile: Profile, ligne: Ligne): Bilingual | undefined {
  const plafond = plafondOf(plafonds, profile, ligne);
  if (plafond === undefined) return undefined;
  if (plafond.known) return { fr: known(plafond, ligne, 'fr'), en: known(plafond, ligne, 'en') };
  const identifiers = plafond.missing
    .slice(0, MAX_LINES)
    .map(({ value }) => `\`${value}\``)
    .join(', ');
  if (identifiers === '') return undefined;
  return { fr: notesOf('fr').plafond.unknown(identifiers), en: notesOf('en').plafond.unknown(identifiers) };
}

function known(plafond: PlafondConnu, ligne: Ligne, lang: Lang): string {
  const words = notesOf(lang).plafond;
  const lines = plafond.parts.slice(0, MAX_LINES).map(part => `- ${line(part, lang)}`);
  const more = plafond.parts.length - lines.length;
  if (more > 0) lines.push(words.more(more));
  return [
    words.title(formatEuros(plafond.floor, lang)),
    lines.join('\n'),
    rounding(plafond, lang),
    stand(plafond, ligne, lang),
  ]
    .filter(text => text !== '')
    .join('\n\n');
}

function line(part: PartDePlafond, lang: Lang): string {
  const words = notesOf(lang).plafond;
  const amount = partText(part, lang);
  if (part.of === undefined) return words.forfait(amount);
  const told =
    part.plafond.ht === undefined
      ? words.withTax(amount, formatEuros(plafondHT([part]).floor, lang), formatTaux(part.taux, lang))
      : amount;
  return words.part(part.of.value, part.plafond.row, told);
}

const rounding = ({ floor, nearest }: PlafondConnu, lang: Lang): string =>
  floor === nearest ? '' : notesOf(lang).plafond.rounding(formatEuros(floor, lang), formatEuros(nearest, lang));

function stand({ floor }: PlafondConnu, ligne: Ligne, lang: Lang): string {
  const parsed = parseMontant(ligne.text('montantSegurHT')?.value ?? '');
  if (!('cents' in parsed)) return '';
  const words = notesOf(lang).plafond;
  const left = floor - parsed.cents;
  if (left === 0) return words.at;
  const gap = formatEuros(Math.abs(left), lang);
  return left > 0 ? words.below(gap) : words.above(gap);
}

interface HoverText {
  readonly span: Span;
  /** Markdown. */
  readonly text: string;
}

/** What the model says about the key or value at an offset, and what the value itself says. */
export function hoverAt(analysis: Analysis, offset: number, lang: Lang): HoverText | undefined {
  const spot = spotAt(analysis, offset);
  if (spot === undefined) return undefined;
  const note = spot.onKey || spot.node === undefined ? undefined : valueNote(spot.node, spot.shape, lang);
  const told = describe(spot.shape, spot.key, lang);
  return { span: spot.span, text: note === undefined ? told : `${note}\n\n---\n\n${told}` };
}

/** The fields that the application windows concern. */
const DATED: readonly (string | undefined)[] = ['typeAction', 'dateCommande', 'dateFacture'];

/** What the user's calculation file and the calendar say about the field at an offset, in Markdown. */
export function hoverNote(analysis: Analysis, offset: number, lang: Lang): string | undefined {
  const spot = spotAt(analysis, offset);
  const { profile } = analysis.choice;
  if (spot === undefined || profile === undefined) return undefined;
  const { options } = analysis;
  if (spot.shape.role === 'montantSegurHT') {
    const ligne = ligneOf(analysis, spot);
    return ligne && explainPlafond(options.plafonds, profile, ligne)?.[lang];
  }
  const further = (profileName(profile.id)?.wave ?? 1) > 1 ? furtherWave(spot, profile.phase, lang) : undefined;
  const windows =
    DATED.includes(spot.shape.role) || spot.shape.container === 'lignes'
      ? windowsOf(options.calendrier ?? CALENDRIER, profile.traits.calendar, lang)
      : undefined;
  const told = [windows, further].filter(part => part !== undefined);
  return told.length === 0 ? undefined : told.join('\n\n');
}

/** What the ANS says about orders, attestations and soldes since wave 2; no key of its models is public. */
function furtherWave({ shape: { role, container } }: Spot, phase: Phase, lang: Lang): string | undefined {
  const { wave2 } = notesOf(lang);
  if (role === 'dateCommande') return wave2.order;
  if (role === 'typePrestation') return wave2.kinds;
  if (role === 'typeFichier' || role === 'signataireVA' || role === 'signataireFacture') return wave2.attestation;
  if (role === 'finessGeo' || role === 'siretClient') return wave2.site;
  return phase === 'solde' && (role === 'dateFacture' || container === 'lignes') ? wave2.solde : undefined;
}

function ligneOf({ lignes }: Analysis, { path }: Spot): Analysis['lignes'][number]['ligne'] | undefined {
  const index = path.find(segment => typeof segment === 'number');
  return index === undefined ? undefined : lignes[index]?.ligne;
}

/** When the portal accepts a couloir's requests, wave by wave. */
function windowsOf(calendrier: Calendrier, couloir: string, lang: Lang): string | undefined {
  const waves = calendrier.flatMap(({ title, couloirs }) => {
    const echeances = couloirs.get(couloir);
    const told = echeances === undefined ? [] : linesOf(echeances, lang);
    return told.length === 0 ? [] : [notesOf(lang).guichets.title(title[lang]), told.join('\n')];
  });
  return waves.length === 0 ? undefined : waves.join('\n\n');
}

function linesOf({ enrolement, avance, prestation, solde }: Echeances, lang: Lang): string[] {
  const words = notesOf(lang).guichets;
  const line = (label: string, guichet: Enrolement | undefined): string[] =>
    guichet === undefined ? [] : [words.line(label, `${periodOf(guichet, lang)}${sourceOf(guichet, lang)}`)];
  return [
    ...line(words.enrolement, enrolement),
    ...line(words.avance, avance),
    ...(prestation === undefined
      ? []
      : [words.line(words.prestation, `${formatDate(prestation.until, lang)}${sourceOf(prestation, lang)}`)]),
    ...line(words.solde, solde),
  ];
}

/** From a page, or from the user's own document, which says how certain the date is. */
function sourceOf({ sources }: Pick<Guichet, 'sources'>, lang: Lang): string {
  const [first] = sources;
  const cited = first === undefined || isDocumentId(first.document) ? undefined : citedDate(sources)?.[lang];
  return cited === undefined ? '' : ` *(${cited})*`;
}

function periodOf({ opens, closes }: Enrolement, lang: Lang): string {
  const words = notesOf(lang).guichets;
  if (closes === undefined) return opens === undefined ? '' : words.since(formatMoment(opens, lang));
  const end = formatMoment(closes, lang);
  return opens === undefined ? words.until(end) : words.period(formatMoment(opens, lang), end);
}

const FINESS_ROLES: ReadonlySet<FieldRole> = new Set<FieldRole>([
  'finessGeo',
  'finessJuridique',
  'finessPMSI',
  'identINSi',
]);

/** What a value means to a reader, in one line; undefined if there is nothing to add. */
function valueNote(node: JsonNode, shape: Shape, lang: Lang): string | undefined {
  const { role } = shape;
  if (node.kind === 'number' && role === 'montantSegurHT') return amount(node.lexeme, lang);
  if (node.kind !== 'string') return undefined;
  const meaning = shape.enum?.find(v => v.value === node.value)?.meaning[lang];
  if (meaning !== undefined && meaning !== '') return notesOf(lang).meaning(node.value, meaning);
  if (role === 'codeTraitement') return treatment(node.value, lang);
  if (role === 'dateCommande' || role === 'dateFacture') return day(node.value, lang);
  if (role === 'siretEditeur' || role === 'siretClient') return siret(node.value, lang);
  return role !== undefined && FINESS_ROLES.has(role) ? finess(node.value, lang) : undefined;
}

function treatment(code: string, lang: Lang): string | undefined {
  const { note } = retourWordsOf(lang);
  const known = treatmentOf(code);
  if (known !== undefined) return note[known];
  return isPortalWord(code) ? note.other(code) : undefined;
}

function amount(lexeme: string, lang: Lang): string | undefined {
  const parsed = parseMontant(lexeme);
  return 'cents' in parsed ? notesOf(lang).ht(formatEuros(parsed.cents, lang)) : undefined;
}

function day(text: string, lang: Lang): string | undefined {
  const parsed = parseDate(text);
  return 'day' in parsed ? formatDate(parsed.day, lang, 'long') : undefined;
}

function siret(text: string, lang: Lang): string | undefined {
  if (checkSiret(text) !== 'ok') return undefined;
  const siren = text.slice(0, 9);
  const post = siren === '356000000' ? ', La Poste' : '';
  return notesOf(lang).establishment(siren.replace(/(\d{3})(?=\d)/g, '$1\u202f'), text.slice(9) + post);
}

function finess(text: string, lang: Lang): string | undefined {
  if (checkFiness(text) !== 'ok') return undefined;
  const { prefix, label, taux } = territoireOfFiness(text);
  const where = prefix === '' ? `département ${text.slice(0, 2)}` : label[lang];
  return notesOf(lang).byPrefix(where, formatTaux(taux, lang));
}

/** « texte ou `null` » */
export function typeText(shape: Shape, lang: Lang): string {
  const words = notesOf(lang);
  const names = [...shape.types].filter(type => type !== 'null').map(type => words.types[type]);
  return [...names, ...(shape.types.has('null') ? ['`null`'] : [])].join(words.or);
}

const meaningLine = ({ value, meaning, evidence }: EnumValue, shape: Shape, lang: Lang): string => {
  const words = notesOf(lang);
  const told = meaning[lang] === '' ? `\`${value}\`` : words.meaning(value, meaning[lang]);
  return `- ${told}${evidence !== shape.evidence && evidence === 'reconstructed' ? words.reconstructed : ''}`;
};

/** What the model says about a field, in Markdown: what it is, what it may contain, and how we know. */
export function describe(shape: Shape, key: string | undefined, lang: Lang): string {
  const title = shape.title?.[lang];
  const heading = [title === undefined ? undefined : `**${title}**`, key === undefined ? undefined : `\`${key}\``]
    .filter(part => part !== undefined)
    .join(' · ');
  const blocks: string[] = heading === '' ? [] : [heading];
  const description = shape.description?.[lang];
  if (description !== undefined) blocks.push(description);
  if (shape.enum !== undefined && shape.enum.length > 0)
    blocks.push(shape.enum.map(value => meaningLine(value, shape, lang)).join('\n'));
  blocks.push(valueLine(shape, lang));
  blocks.push(sourceLine(shape, lang));
  return blocks.join('\n\n');
}

function valueLine(shape: Shape, lang: Lang): string {
  const words = notesOf(lang);
  const { dueWhen } = shape;
  const due = dueWhen === undefined ? '' : words.due(dueWhen.role, dueWhen.value);
  return `${words.value(typeText(shape, lang))}${shape.types.has('null') ? due : words.nullRefused}.`;
}

function sourceLine(shape: Shape, lang: Lang): string {
  const words = notesOf(lang);
  const told = words.evidence[shape.evidence];
  if (shape.source === undefined) return `*${told}.*`;
  return `*${told}.*  \n*${words.source(shape.source[lang].replace(/\.$/, ''))}.*`;
}
