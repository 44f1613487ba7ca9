import { cite } from '../../shared/words.js';
import type { Messages } from '../../contract.js';
import type { SyntaxErrorCode } from '../../../language/nodes.js';

export interface SyntaxData {
  readonly text: string;
  /** The nearest key around. */
  readonly key: string | undefined;
  /** The key of the value concerned. */
  readonly member: string | undefined;
  /** What JSON writes for this word. */
  readonly literal: string | undefined;
  /** The bracket that is missing. */
  readonly missing: string | undefined;
  readonly atEnd: boolean;
  readonly wantsText: boolean;
  /** The text as a whole is something else. */
  readonly noJson: boolean;
}

const frFrom = (key: string | undefined): string => (key === undefined ? '' : ` de ${cite(key)}`);

const enFrom = (key: string | undefined): string => (key === undefined ? '' : ` of “${key}”`);

const frOf = (key: string | undefined): string => (key === undefined ? '' : ` dans ${cite(key)}`);

const enOf = (key: string | undefined): string => (key === undefined ? '' : ` in “${key}”`);

/** What may be shown of the text: one line of it. */
const shown = (text: string): string => text.replace(/[\s\S]*?(\S[^\r\n]*)[\s\S]*/, '$1');

const frBracket = (bracket: string | undefined): string =>
  bracket === ']' ? `le crochet ${cite(']')}` : `l'accolade ${cite('}')}`;

const enBracket = (bracket: string | undefined): string => (bracket === ']' ? 'the bracket “]”' : 'the brace “}”');

const frCap = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The key in a comment. */
const commented = (text: string): string => /["']([^"'\r\n]*)/.exec(text)?.[1] ?? text;

const isSeparator = (text: string): boolean => /^[;:=,，；：]>?$/.test(text);

/** One message for each way in which a text is not strict JSON. */
export const syntaxMessages: Messages<
  Record<SyntaxErrorCode, SyntaxData> & { python: object; more: { readonly count: number } }
> = {
  more: {
    fr: d =>
      `Les ${String(d.count)} premières fautes de syntaxe sont montrées ; la suite du fichier peut en avoir ` +
      "d'autres. Corrigez celles-ci, puis vérifiez à nouveau.",
    en: d =>
      `The first ${String(d.count)} syntax mistakes are shown; the rest of the file may have others. Fix these, ` +
      'then check again.',
  },
  python: {
    fr: () =>
      'Ce fichier est un dictionnaire Python écrit tel quel (guillemets simples, None, True), pas du JSON : ' +
      'écrivez-le avec json.dumps(demande, ensure_ascii=False), pas avec str() ou print().',
    en: () =>
      'This file is a Python dict written as it is (single quotes, None, True), not JSON: write it with ' +
      'json.dumps(request, ensure_ascii=False), not with str() or print().',
  },
  comment: {
    fr: () => "JSON n'admet pas de commentaire : le portail ne pourrait pas lire le fichier. Retirez-le.",
    en: () => 'JSON has no comments: the portal could not read the file. Remove it.',
  },
  'commented-field': {
    fr: d =>
      `JSON n'admet pas de commentaire, et celui-ci contient un champ ou une valeur (${cite(commented(d.text))}) : ` +
      "décommentez-le s'il fait partie de la demande, sinon retirez-le.",
    en: d =>
      `JSON has no comments, and this one holds a field or a value (“${commented(d.text)}”): uncomment it if it ` +
      'belongs to the request, otherwise remove it.',
  },
  'trailing-comma': {
    fr: d =>
      d.text === ','
        ? 'Virgule en trop après le dernier élément : retirez-la.'
        : `${cite(d.text)} en trop après le dernier élément : retirez-le.`,
    en: d =>
      d.text === ','
        ? 'A comma too many after the last element: remove it.'
        : `There is a “${d.text}” too many after the last element: remove it.`,
  },
  'extra-comma': {
    fr: d => `Virgule en trop${frOf(d.key)} : rien ne la précède. Retirez-la, ou écrivez ce qui manque devant elle.`,
    en: d => `A comma too many${enOf(d.key)}: there is nothing before it. Remove it, or write what is missing.`,
  },
  'missing-comma': {
    fr: d =>
      isSeparator(d.text)
        ? `${cite(d.text)} à la place d'une virgule : JSON sépare par des virgules.`
        : `Il manque une virgule avant ${cite(shown(d.text))}.`,
    en: d =>
      isSeparator(d.text)
        ? `“${d.text}” in place of a comma: JSON separates by commas.`
        : `A comma is missing before “${shown(d.text)}”.`,
  },
  'missing-colon': {
    fr: d =>
      isSeparator(d.text)
        ? `${cite(d.text)} à la place de deux-points entre la clé et sa valeur : écrivez ${cite(':')}.`
        : `Il manque ${cite(':')} entre la clé et sa valeur.`,
    en: d =>
      isSeparator(d.text)
        ? `“${d.text}” in place of a colon between the key and its value: write “:”.`
        : 'The “:” between the key and its value is missing.',
  },
  'missing-value': {
    fr: d =>
      `La clé${d.member === undefined ? '' : ` ${cite(d.member)}`} n'a pas de valeur : écrivez-la, ou null ` +
      'si le champ est vide.',
    en: d =>
      `The key${d.member === undefined ? '' : ` “${d.member}”`} has no value: write it, or null when the field is ` +
      'empty.',
  },
  'missing-key': {
    fr: d => `Il manque une clé entre guillemets avant ${cite(shown(d.text))}${frOf(d.key)}.`,
    en: d => `A key in quotes is missing before “${shown(d.text)}”${enOf(d.key)}.`,
  },
  'unquoted-key': {
    fr: d => `La clé ${cite(shown(d.text))} doit être entre guillemets doubles.`,
    en: d => `The key “${shown(d.text)}” must be in double quotes.`,
  },
  'single-quotes': {
    fr: () => 'Guillemets simples : JSON n\'admet que les guillemets doubles droits (").',
    en: () => 'Single quotes: JSON knows straight double quotes (") only.',
  },
  'curly-quotes': {
    fr: () =>
      "Guillemets typographiques, sans doute collés d'un traitement de texte : JSON n'admet que les " +
      'guillemets doubles droits (").',
    en: () => 'Typographic quotes, probably pasted from a word processor: JSON knows straight double quotes (") only.',
  },
  'inner-quotes': {
    fr: d => `Guillemet en trop dans le texte${frFrom(d.member)} : retirez-le, ou écrivez-le \\".`,
    en: d => `A quote too many in the text${enFrom(d.member)}: remove it, or write it \\".`,
  },
  'bare-word': {
    fr: d =>
      d.noJson
        ? `Ce fichier n'est pas du JSON : il commence par ${cite(shown(d.text))}, le portail attend un objet ` +
          `${cite('{ … }')}.`
        : d.literal === undefined
          ? `${cite(shown(d.text))} n'est pas une valeur JSON : un texte doit être entre guillemets doubles.`
          : `${cite(d.text)} n'est pas une valeur JSON : écrivez ${d.literal}.`,
    en: d =>
      d.noJson
        ? `This file is not JSON: it begins with “${shown(d.text)}”, the portal expects an object “{ … }”.`
        : d.literal === undefined
          ? `“${shown(d.text)}” is not a JSON value: a text must be in double quotes.`
          : `“${d.text}” is not a JSON value: write ${d.literal}.`,
  },
  'bad-number': {
    fr: d =>
      d.wantsText
        ? `${cite(shown(d.text))} doit être entre guillemets${frOf(d.key)} : c'est un texte, pas un nombre.`
        : `${cite(shown(d.text))} n'est pas un nombre JSON : des chiffres et un point décimal (358.33), sans ` +
          'virgule, espace ni symbole.',
    en: d =>
      d.wantsText
        ? `“${shown(d.text)}” must be in quotes${enOf(d.key)}: it is a text, not a number.`
        : `“${shown(d.text)}” is not a JSON number: digits and a decimal point (358.33), without comma, space or ` +
          'symbol.',
  },
  'leading-zero': {
    fr: d =>
      d.wantsText
        ? `${cite(d.text)} commence par un zéro sans être entre guillemets${frOf(d.key)} : c'est un ` +
          'identifiant, mettez-le entre guillemets pour que le fichier soit lisible et que le zéro soit gardé.'
        : `Un nombre JSON ne commence pas par un zéro : retirez celui de ${cite(d.text)}, ou mettez-le entre ` +
          `guillemets si c'est un identifiant.`,
    en: d =>
      d.wantsText
        ? `“${d.text}” begins with a zero and has no quotes${enOf(d.key)}: it is an identifier, put it in quotes so ` +
          'that the file can be read and the zero is kept.'
        : `A JSON number begins with no zero: remove that of “${d.text}”, or put it in quotes if it is an identifier.`,
  },
  'control-character': {
    fr: d =>
      `Tabulation, saut de ligne ou autre caractère de contrôle dans le texte${frFrom(d.member)} : un texte ` +
      'JSON tient sur une ligne. Remplacez-le par une espace.',
    en: d =>
      `A tab, line break or other control character in the text${enFrom(d.member)}: a JSON text is on one ` +
      'line. Replace it with a space.',
  },
  'bad-escape': {
    fr: d =>
      `Barre oblique inverse mal employée dans le texte${frFrom(d.member)} : pour en écrire une, doublez-la ` +
      '(\\\\).',
    en: d => `A backslash is misused in the text${enFrom(d.member)}: to write one, double it (\\\\).`,
  },
  'unterminated-string': {
    fr: d => `Il manque le guillemet fermant${d.member === undefined ? '' : ` de ${cite(d.member)}`}.`,
    en: d => `The closing quote${d.member === undefined ? '' : ` of “${d.member}”`} is missing.`,
  },
  'unterminated-comment': {
    fr: () =>
      "Commentaire jamais fermé : tout ce qui le suit est perdu, et JSON n'admet pas de commentaire. Retirez-le.",
    en: () => 'A comment that never ends: all that follows it is lost, and JSON has no comments. Remove it.',
  },
  'stray-blank': {
    fr: () =>
      "Caractère invisible que JSON n'admet pas hors d'un texte (espace insécable, de largeur nulle…), sans doute " +
      "collé d'une page web : retirez-le.",
    en: () =>
      'An invisible character that JSON does not allow outside a text (no-break or zero-width space…), probably ' +
      'pasted from a web page: remove it.',
  },
  unexpected: {
    fr: d => `${cite(shown(d.text))} n'a pas sa place ici : retirez-le, ou complétez ce qui manque autour.`,
    en: d => `“${shown(d.text)}” does not belong here: remove it, or complete what is missing around it.`,
  },
  unclosed: {
    fr: d =>
      d.atEnd
        ? `Le fichier s'arrête avant que ${cite(d.text)} soit refermé${d.missing === ']' ? '' : 'e'} : il est ` +
          'incomplet. Reprenez-le à la source, ou fermez ce qui est ouvert.'
        : `${frCap(frBracket(d.missing))} manque${frOf(d.key)} avant ${cite(shown(d.text))}.`,
    en: d =>
      d.atEnd
        ? `The file ends before “${d.text}” is closed: it is incomplete. Take it again from its source, or close ` +
          'what is open.'
        : `${frCap(enBracket(d.missing))} is missing${enOf(d.key)} before “${shown(d.text)}”.`,
  },
  'wrong-closer': {
    fr: d => `${cite(d.text)} ne ferme pas ce qui a été ouvert${frOf(d.key)} : écrivez ${cite(d.missing ?? '')}.`,
    en: d => `“${d.text}” does not close what was opened${enOf(d.key)}: write “${d.missing ?? ''}”.`,
  },
  'missing-brace': {
    fr: d => `Il manque l'accolade ouvrante ${cite('{')} avant la clé ${cite(shown(d.text))}.`,
    en: d => `The opening brace “{” is missing before the key “${shown(d.text)}”.`,
  },
  'extra-content': {
    fr: d =>
      `Le JSON se termine avant ${cite(shown(d.text))} : retirez ce qui suit, ou l'accolade qui ferme le ` +
      'fichier trop tôt.',
    en: d =>
      `The JSON ends before “${shown(d.text)}”: remove what follows, or the brace that closes the file too early.`,
  },
  'too-deep': {
    fr: () => "Trop d'objets ou de listes emboîtés : ce fichier n'est pas une demande Ségur.",
    en: () => 'Too many nested objects or lists: this file is not a Ségur request.',
  },
  empty: {
    fr: () => 'Le fichier est vide : le portail attend un objet JSON avec ses lignes.',
    en: () => 'The file is empty: the portal expects a JSON object with its lignes.',
  },
};
