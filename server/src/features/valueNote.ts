import { formatDate, parseDate } from '../format/domain/date.js';
import { checkFiness } from '../format/domain/finess.js';
import { formatEuros, parseMontant } from '../format/domain/montant.js';
import { checkSiret } from '../format/domain/siret.js';
import { formatTaux, territoireOfFiness } from '../format/domain/territoire.js';
import type { FieldRole } from '../format/profiles/roles.js';
import type { Shape } from '../format/profiles/shape.js';
import type { JsonNode } from '../language/nodes.js';
import { treatmentOf } from '../format/domain/traitement.js';
import { isPortalWord } from '../format/model/facts.js';
import { notesOf } from '../texts/editor/notes.js';
import { retourWordsOf } from '../texts/retour.js';
import type { Lang } from '../texts/typeset.js';

const FINESS_ROLES: ReadonlySet<FieldRole> = new Set<FieldRole>([
  'finessGeo',
  'finessJuridique',
  'finessPMSI',
  'identINSi',
]);

/** What a value says to a reader, in one line; undefined where there is nothing to add. */
export function valueNote(node: JsonNode, shape: Shape, lang: Lang): string | undefined {
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
