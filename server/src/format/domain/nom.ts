import { foldKey } from './fold.js';

/** Someone with a title is a person, whatever follows. */
const TITLES = new Set([
  'm',
  'mm',
  'mr',
  'mme',
  'mmes',
  'mlle',
  'monsieur',
  'messieurs',
  'madame',
  'mesdames',
  'mademoiselle',
  'dr',
  'drs',
  'dre',
  'docteur',
  'docteurs',
  'docteure',
  'pr',
  'prs',
  'pre',
  'prof',
  'professeur',
  'professeure',
  'professeurs',
  'me',
  'maitre',
]);

/** Words that are never a name. */
const STRUCTURE = new Set([
  // legal forms
  'selarl',
  'selarlu',
  'seleurl',
  'selurl',
  'selas',
  'selasu',
  'selafa',
  'selca',
  'spfpl',
  'sarl',
  'eurl',
  'sasu',
  'scp',
  'scm',
  'gcs',
  'gcsms',
  'association',
  'fondation',
  'mutuelle',
  'mutualite',
  'groupement',
  'societe',
  // kinds of establishment
  'chru',
  'ght',
  'ghu',
  'aphp',
  'aphm',
  'ehpad',
  'ehpa',
  'lbm',
  'labm',
  'msp',
  'mspu',
  'cpts',
  'usld',
  'ssiad',
  'spasad',
  'sessad',
  'itep',
  'camsp',
  'cmpp',
  'samsah',
  'savs',
  'ccas',
  'mairie',
  'etablissement',
  'etablissements',
  'dispensaire',
  'polyclinique',
  'polycliniques',
  'cliniques',
  'hopitaux',
  'hospices',
  'pharmacies',
  'parapharmacie',
  'officine',
  'laboratoires',
  'imagerie',
]);

/** Nobody's name on their own, but families can be called after the place: de La Clinique, L'Hôpital. */
const PLACE = new Set(['clinique', 'hopital', 'pharmacie', 'laboratoire']);
const ARTICLES = new Set(['l', 'le', 'la', 'les', 'de', 'du', 'des', 'd']);
const AFTER_PLACE = new Set([
  'de',
  'du',
  'des',
  'd',
  'prive',
  'privee',
  'public',
  'medical',
  'medicale',
  'saint',
  'sainte',
  'st',
  'ste',
]);

/**
 * Acronyms that are also names (Chu, Chi, Sas, Esat …) or initials: they count in capitals, at the start. MAS, FAM and
 * IME are left out: too many people are called Mas, and many write it in capitals before their first name.
 */
const ACRONYMS = new Set([
  'ch',
  'chu',
  'chr',
  'chi',
  'chs',
  'chg',
  'chic',
  'ghi',
  'ghr',
  'hia',
  'sas',
  'sci',
  'snc',
  'gie',
  'gip',
  'esat',
]);

/** Those that keep their meaning in any case if "de …" follows: "chu de Lyon". ("Chu Le Minh" is a person.) */
const HOSPITALS = new Set(['ch', 'chu', 'chr', 'chi', 'chs']);
const BEFORE_TOWN = new Set(['de', 'du', 'des', 'd']);

/** Words that begin the name of a structure; elsewhere they may be a surname (Jean Cabinet, Alain Maison). */
const OPENING = new Set([
  'cabinet',
  'centre',
  'centres',
  'institut',
  'residence',
  'groupe',
  'pole',
  'radiologie',
  'biologie',
  'labo',
  'asso',
]);

/** Pairs of words that mean a structure anywhere: first word → second word, without "de", "la", "d'" between. */
const PAIRS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'centre',
    new Set([
      'hospitalier',
      'medical',
      'dentaire',
      'medico',
      'sante',
      'soins',
      'imagerie',
      'radiologie',
      'reeducation',
      'readaptation',
      'dialyse',
      'lutte',
      'municipal',
      'communal',
      'gerontologique',
      'ophtalmologique',
    ]),
  ],
  [
    'cabinet',
    new Set(['medical', 'dentaire', 'infirmier', 'paramedical', 'radiologie', 'imagerie', 'docteur', 'dr', 'groupe']),
  ],
  [
    'maison',
    new Set([
      'sante',
      'retraite',
      'medicale',
      'repos',
      'convalescence',
      'accueil',
      'pluridisciplinaire',
      'pluriprofessionnelle',
      'urgences',
    ]),
  ],
  ['groupe', new Set(['hospitalier', 'medical', 'sante'])],
  ['pole', new Set(['sante', 'medical', 'hospitalier'])],
  ['foyer', new Set(['vie', 'accueil', 'hebergement', 'logement', 'occupationnel', 'medicalise'])],
  ['institut', new Set(['medico', 'mutualiste', 'hospitalier'])],
  ['residence', new Set(['autonomie', 'services', 'medicalisee'])],
  ['biologie', new Set(['medicale'])],
  ['ap', new Set(['hp', 'hm'])],
]);

interface Word {
  readonly text: string;
  readonly folded: string;
  /** True if a dot follows, as after an initial or a title. */
  readonly dotted: boolean;
}

const isCapitals = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase();

/** Enough of a name to judge it; the length of the rest doesn't matter then. */
const MAX_LENGTH = 300;

/** "S.E.L.A.R.L." as one word; two letters are a person's initials. */
const joinAcronyms = (name: string): string =>
  name.replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){3,}/gu, letters => `${letters.replaceAll('.', '')} `);

function wordsOf(name: string): Word[] {
  const words: Word[] = [];
  for (const match of joinAcronyms(name.normalize('NFC')).matchAll(/([\p{L}\p{N}]+)(\.?)/gu)) {
    const text = match[1] ?? '';
    words.push({ text, folded: foldKey(text), dotted: match[2] === '.' });
  }
  return words;
}

/** "CABINET Jean": the French write the surname in capitals before the first name. */
function isSurnameFirst(words: readonly Word[]): boolean {
  const [first, ...rest] = words;
  return (
    first !== undefined && isCapitals(first.text) && rest.length > 0 && rest.every(({ text }) => !isCapitals(text))
  );
}

function isAcronym(words: readonly Word[], at: number): boolean {
  const word = words[at];
  const next = words[at + 1];
  if (word === undefined || word.dotted || !ACRONYMS.has(word.folded)) return false;
  const previous = words[at - 1]?.folded;
  if (isCapitals(word.text) && (previous === 'du' || previous === 'au')) return true;
  if (next === undefined) return at === 0 && word.folded.length > 2 && isCapitals(word.text);
  if (at === 0 && isCapitals(word.text)) return true;
  // "Ch de Gaulle" is a Charles: of two letters only capitals or a text all in small letters are sure.
  const small = words.every(({ text }) => text === text.toLowerCase());
  return HOSPITALS.has(word.folded) && BEFORE_TOWN.has(next.folded) && (word.folded.length > 2 || small);
}

function isPlace(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || !PLACE.has(word.folded)) return false;
  const previous = words[at - 1]?.folded;
  // "Jean Hôpital" has the surname without its article.
  if (word.folded === 'hopital' && at === 1 && words.length === 2) return false;
  if (previous === undefined || !ARTICLES.has(previous)) return true;
  // "La Clinique du Parc", "L'Hôpital privé …" but not "de La Clinique", "L'Hôpital Jean".
  return at === 1 && AFTER_PLACE.has(words[at + 1]?.folded ?? '');
}

function isPair(words: readonly Word[], at: number): boolean {
  const seconds = PAIRS.get(words[at]?.folded ?? '');
  if (seconds === undefined) return false;
  let next = at + 1;
  while (ARTICLES.has(words[next]?.folded ?? '')) next += 1;
  return seconds.has(words[next]?.folded ?? '');
}

/** A name of plain words. Dots belong to acronyms and initials, and other marks to other words. */
const PLAIN = /^[\p{L}\p{N} '’-]*$/u;
const anyOf = (words: Iterable<string>): string => [...words].join('|');
/** A word that may mean a structure; the words are split up and checked only if there is one. */
const TELLING = new RegExp(
  `(?<![a-z\\d])(?:${anyOf([...STRUCTURE, ...PLACE, ...ACRONYMS, ...OPENING, ...PAIRS.keys()])})(?![a-z\\d])`,
);

/**
 * True if a *person's* name looks like that of a structure: a legal form, a kind of establishment, as whole words, case
 * and accents ignored. It prefers silence: a title at the start means a person, and words that are also surnames need
 * their place, their capitals or their company ("CHU de Nantes", not "Mme Chu").
 */
export function looksLikeStructure(name: string): boolean {
  const start = name.slice(0, MAX_LENGTH);
  if (PLAIN.test(start) && !TELLING.test(foldKey(start))) return false;
  const words = wordsOf(start);
  const first = words[0];
  if (first === undefined || (TITLES.has(first.folded) && words.length > 1)) return false;
  if (OPENING.has(first.folded) && words.length > 1 && !isSurnameFirst(words)) return true;
  return words.some(
    ({ folded }, at) => STRUCTURE.has(folded) || isPlace(words, at) || isAcronym(words, at) || isPair(words, at),
  );
}
