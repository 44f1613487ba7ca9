/**
 * Recognises a request of a model that nobody has adopted yet: by the things that a request can hardly do without, in
 * the words of its keys. No imports: the client, which is loaded for any JSON, uses it too.
 */

/** Keys of vague 1 that hardly any other JSON has. */
const OWN = new Set(
  (
    'impid numeroans lignesimport typeaction numeroasp numeroediteur regimetva montantsegurht commandepour ' +
    'ismandataire isclientunique'
  ).split(' '),
);
/** Keys of vague 1 that an invoice or a list of care may have as well. */
const COMMON = new Set(
  (
    'numligne codetraitement libelletraitement piecesjustificatives nomfichier formatfichier typefichier ' +
    'datecommande numerofacture datefacture nomclient emailclient telephoneclient finessgeo finessjuridique finesspmsi'
  ).split(' '),
);
/** This many are enough, if this many of them are its own. */
const ENOUGH = 6;
const ENOUGH_OWN = 2;

/** A model with entirely different keys needs each of these: whose, from whom, what for, how much, with which proof. */
const NEEDED: readonly RegExp[] = [
  /finess|rpps|pmsi/i,
  /siret/i,
  /commande|bdc|facture|order|invoice/i,
  /montant|amount|prix|price/i,
  /justificati|fichier|document|attachment|pi[eè]ce|file/i,
];

/** And a word that an invoice for care doesn't have: the programme, its agencies, what it pays for. */
const PROGRAMME = new Set('segur ans asp dmp mss mssante psc insi loinc drimbox couloir'.split(' '));

const wordsOf = (key: string): readonly string[] =>
  key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z\d]+/);

/** « typePrestation » is the kind of what the State pays for; a « prestation » alone may be anything. */
const isOfProgramme = (key: string): boolean => {
  const words = wordsOf(key);
  return words.some(word => PROGRAMME.has(word)) || (words.includes('prestation') && words.includes('type'));
};

/** Whether keys are those of a request, whatever its model. */
export function tellRequest(keys: Iterable<string>): boolean {
  const own = new Set<string>();
  const common = new Set<string>();
  const missing = new Set(NEEDED);
  let ofProgramme = false;
  for (const key of keys) {
    const small = key.toLowerCase();
    if (OWN.has(small)) own.add(small);
    else if (COMMON.has(small)) common.add(small);
    for (const word of missing) if (word.test(key)) missing.delete(word);
    ofProgramme ||= isOfProgramme(key);
    if (own.size >= ENOUGH_OWN && own.size + common.size >= ENOUGH) return true;
    if (ofProgramme && missing.size === 0) return true;
  }
  return false;
}

/** A list of objects somewhere; a schema, or a table of names, has none. */
const HAS_LIST = /\[\s*(?:\/\/[^\n]*\s*)*\{/;
const IS_SCHEMA = /"(?:\$schema|properties)"\s*:/;

/** The same for a text, or its head, without parsing it. */
export const tellsRequest = (text: string): boolean =>
  HAS_LIST.test(text) && !isSchema(text) && tellRequest(keysIn(text));

/** It mentions requests, but isn't one. */
export const isSchema = (text: string): boolean => IS_SCHEMA.test(text);

const KEY = /"([^"\\\n]{2,60})"\s*:/g;

function* keysIn(text: string): Generator<string> {
  for (const [, key = ''] of text.matchAll(KEY)) yield key;
}

/** Settings, or a model where adopting puts it: their mistakes are told while they are open. */
export const isSettingsPath = (path: string): boolean =>
  /(?:^|[\\/])(?:segur\.config\.json|segur\.models[\\/][^\\/]+\.schema\.json)$/.test(path);
