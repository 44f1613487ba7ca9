/** Words of invoices and orders, by which a line without its word gaps is taken apart again; longer ones first. */
const VOCABULARY = [
  'prestations?',
  'designation',
  'commande',
  'bon de',
  'factur(?:ation|ees?|es?)',
  'realis(?:ation|ees?|es?)',
  'effectuees?',
  'livr(?:aison|ees?|es?)',
  'execut(?:ion|ees?|es?)',
  'install(?:ation|ees?|es?)',
  'intervention',
  'deploy(?:ees?|es?)',
  'deploiement',
  'service',
  'activation',
  'emission',
  'emis(?:es?)?',
  'etabli(?:es?)?',
  'editees?',
  'date',
  'echeance',
  'numero',
  'reglement',
  'paiement',
  'payer',
  'periode',
  'montants?',
  'total',
  'totaux',
  'taux',
  'regime',
  'tva',
  'ttc',
  'ht',
  'hors',
  'taxes?',
  'net',
  'segur',
  'sante',
  'siret',
  'siren',
  'nic',
  'finess',
  'rpps',
  'juridique',
  'geographique',
  'client',
  'representantes?',
  'legal',
  'docteur',
  'monsieur',
  'madame',
  'mme',
  'logiciel',
  'version',
  'dmp',
  'messagerie',
  'agence',
  'destinataire',
  'adresse',
  "d'",
  "l'",
  'des?',
  'du',
  'la',
  'les?',
  'et',
  'au',
  'en',
  'par',
  'pour',
  'n ?°',
] as const;
const WORD = new RegExp(VOCABULARY.join('|'), 'g');

const MIN_PIECES = 4;
const SHARE = 0.65;

/** Whether a line's words have come apart into their letters: `f a c t u r e n ° 1 2`. */
function isSpread(line: string): boolean {
  const pieces = line.split(' ');
  return pieces.length >= MIN_PIECES && pieces.filter(({ length }) => length === 1).length >= pieces.length * SHARE;
}

/**
 * A normalised text whose letter-spaced lines are whole again. Their word gaps are lost with them: words are found by
 * the vocabulary, amounts and dates by their form.
 */
export const closeUp = (flat: string): string =>
  flat
    .split('\n')
    .map(line => (isSpread(line) ? whole(line) : line))
    .join('\n');

function whole(line: string): string {
  const closed = line
    .replaceAll(' ', '')
    .replace(/([.,]\d\d)(?=\d)/g, '$1 ')
    .replace(/(\d\d[/.-]\d\d[/.-]20\d\d)(?=\d)/g, '$1 ')
    .replace(WORD, ' $& ')
    .replace(/' /g, "'")
    .replace(/ +/g, ' ')
    .trim();
  return [closed, ...shorter(closed)].join(' ');
}

/** `1358,33` may be one at 358,33: the shorter readings too. */
const shorter = (line: string): readonly string[] =>
  [...line.matchAll(/(?<!\d)(\d{2,9})([.,]\d\d)(?!\d)/g)].flatMap(([, euros = '', cents = '']) =>
    Array.from(euros.slice(1), (_, at) => euros.slice(at + 1))
      .filter(rest => !rest.startsWith('0'))
      .map(rest => rest + cents),
  );
