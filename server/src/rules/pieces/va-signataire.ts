import { foldKey } from '../../format/domain/fold.js';
import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atValue, related } from '../shared/targets.js';
import { cite } from '../shared/words.js';

interface Data {
  readonly key: string;
  readonly facture: string;
}

export const rule = defineLigneRule({
  meta: {
    id: 'va-signataire',
    severity: 'warning',
    theme: 'pieces',
    title: {
      fr: 'VA signée par un autre que celui de la facture',
      en: 'VA signed by someone other than the person on the invoice',
    },
    explanation: {
      fr:
        'Depuis la vague 2, le signataire de la VA est celui que nomme la facture ; ce peut être un autre que celui ' +
        'du bon de commande. La règle compare les deux noms là où le modèle adopté les a tous deux (rôles ' +
        '`signataireVA` et `signataireFacture`), sans tenir compte de la casse, des accents, de la civilité ni de ' +
        "l'ordre des mots ; une initiale vaut un prénom. Sans ces deux champs, elle se tait.",
      en:
        'Since wave 2 the signatory of the VA is the one whom the invoice names, who may be another than that of the ' +
        'order. The rule compares the two names where the adopted model has both (roles `signataireVA` and ' +
        '`signataireFacture`), whatever their case, accents, title and order of words; an initial matches a first ' +
        'name. Without these two fields it is silent.',
    },
    citations: [{ document: 'ans-vague2', question: '' }],
    remedies: [],
    needsProfile: true,
    concerns: { phase: 'solde' },
  },
  messages: {
    other: {
      fr: ({ key, facture }: Data) =>
        `${cite(key)} n'est pas la personne que nomme la facture (${cite(facture)}) : la VA se signe par celle-ci. ` +
        'Corrigez le nom mal saisi, ou faites signer la VA par la personne de la facture.',
      en: ({ key, facture }) =>
        `“${key}” is not the person whom the invoice names (“${facture}”), who must sign the VA. Correct the name ` +
        'that was mistyped, or have the VA signed by the person on the invoice.',
    },
  },
  check(ligne, report) {
    const named = ligne.texts('signataireFacture');
    const [first] = named;
    if (first === undefined || named.some(({ flagged }) => flagged)) return;
    for (const signed of ligne.texts('signataireVA')) {
      if (signed.flagged || named.some(one => isSamePerson(one.value, signed.value))) continue;
      report('other', { key: signed.key, facture: first.key }, atValue(ligne, signed), {
        related: [
          related(ligne, first, { fr: 'La facture nomme cette personne.', en: 'The invoice names this person.' }),
        ],
      });
    }
  },
});

const TITLES: ReadonlySet<string> = new Set(
  'm mr mme mlle madame monsieur dr docteur pr professeur me maitre'.split(' '),
);

const wordsOf = (name: string): readonly string[] =>
  (foldKey(name).match(/[\p{L}\p{N}]+/gu) ?? []).filter(word => !TITLES.has(word));

/** Each word of the shorter name occurs in the longer one, whole or as its initial. */
function isSamePerson(a: string, b: string): boolean {
  const [less, more] = [wordsOf(a), wordsOf(b)].sort((one, other) => one.length - other.length);
  if (less === undefined || more === undefined || less.length === 0) return true;
  return less.every(word => more.some(other => other === word || isInitial(word, other) || isInitial(other, word)));
}

const isInitial = (letter: string, word: string): boolean => letter.length === 1 && word.startsWith(letter);

const SIGNED = '"nomSignataireVA": "Mme Jeanne Valmont"';

/** The invented model has both names. */
const BOTH = {
  profile: 'HOP-PFI/solde',
  wave: 2,
  model: [
    ['"montantSegurHT": 14100.83', '"montantSegurHT": 14100.83, "representantFacture": "Jeanne Valmont"'],
    ['"codeTraitement"', `${SIGNED}, "codeTraitement"`],
  ],
} as const;

export const examples: Examples = {
  valid: [
    { name: 'la même personne', ...BOTH },
    { name: 'une autre casse, une initiale', ...BOTH, change: [['Mme Jeanne Valmont', 'VALMONT J.']] },
    { name: 'aucun nom', ...BOTH, change: [[SIGNED, '"nomSignataireVA": null']] },
  ],
  invalid: [
    {
      name: 'une autre personne',
      ...BOTH,
      change: [['Mme Jeanne Valmont', 'Hugo Delorme']],
      expect: [
        {
          message: 'other',
          path: '/lignesImport/0/nomSignataireVA',
          marks: '"Hugo Delorme"',
          severity: 'warning',
          fixable: false,
        },
      ],
    },
  ],
};
