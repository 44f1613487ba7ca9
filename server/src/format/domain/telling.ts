/**
 * What tells a request of a model that nobody has adopted yet: the things that a request can hardly do without, by the
 * words of its keys. No imports: the client, which is loaded for any JSON, uses it too.
 */

/** Keys of vague 1 that other JSON hardly has; so many of them say enough. */
const OURS = new Set(
  (
    'impid numeroans lignesimport numligne typeaction numeroasp numeroediteur codetraitement libelletraitement ' +
    'piecesjustificatives nomfichier formatfichier typefichier regimetva montantsegurht datecommande numerofacture ' +
    'datefacture commandepour ismandataire isclientunique nomclient emailclient telephoneclient finessgeo ' +
    'finessjuridique finesspmsi'
  ).split(' '),
);
const ENOUGH = 6;

/** Each is needed of a model whose keys are all others: whose, from whom, what for, how much, with which proof. */
const NEEDED: readonly RegExp[] = [
  /finess|rpps/i,
  /siret/i,
  /commande|bdc|facture|order|invoice/i,
  /montant|amount|prix|price/i,
  /justificati|fichier|document|attachment|pi[eè]ce|file/i,
  /tva|vat|tax|traitement|retour|dossier|asp|ans(?![a-z])/i,
];

/** Whether keys are those of a request, whatever its model. */
export function tellRequest(keys: Iterable<string>): boolean {
  const ours = new Set<string>();
  const missing = new Set(NEEDED);
  for (const key of keys) {
    if (OURS.has(key.toLowerCase())) ours.add(key.toLowerCase());
    for (const word of missing) if (word.test(key)) missing.delete(word);
    if (ours.size >= ENOUGH || missing.size === 0) return true;
  }
  return false;
}

/** A list of objects somewhere; a schema, or a table of names, has none. */
const HAS_LIST = /\[\s*(?:\/\/[^\n]*\s*)*\{/;
const IS_SCHEMA = /"(?:\$schema|properties)"\s*:/;

/** The same of a text, or of its head, that nobody has parsed. */
export const tellsRequest = (text: string): boolean =>
  HAS_LIST.test(text) && !isSchema(text) && tellRequest(keysIn(text));

/** It mentions requests, and is not one. */
export const isSchema = (text: string): boolean => IS_SCHEMA.test(text);

const KEY = /"([^"\\\n]{2,60})"\s*:/g;

function* keysIn(text: string): Generator<string> {
  for (const [, key = ''] of text.matchAll(KEY)) yield key;
}
