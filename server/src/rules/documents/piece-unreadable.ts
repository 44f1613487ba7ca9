import { type Legibility, legibilityOf, piecesOfType } from '../../format/pieces/documents.js';
import { defineDocumentRule } from '../define.js';
import { type Examples, FACTURE } from '../examples.js';
import { atValue } from '../shared/targets.js';
import { cite, enumerate, pieceLabel } from '../shared/words.js';
import type { Bilingual } from '../../texts/typeset.js';

/** The types whose text is read. */
const CHECKED = ['BON_COMMANDE', 'FACTURE'] as const;
/** A few words of real text are neither reported nor checked: it is not a scan. */
const KINDS = ['scan', 'garbage'] as const satisfies readonly Legibility[];

interface Unread {
  readonly what: Bilingual;
  readonly files: Bilingual | undefined;
}

export const rule = defineDocumentRule({
  meta: {
    id: 'piece-unreadable',
    severity: 'info',
    theme: 'documents',
    title: { fr: 'PDF sans texte, non contrôlé', en: 'PDF without text, not checked' },
    explanation: {
      fr:
        'Un PDF qui ne contient que des images (un scan) ou dont les polices ne disent pas leurs lettres ne peut ' +
        "pas être lu : ses mentions et ses montants n'ont pas été contrôlés. Ce n'est pas une erreur : un bon de " +
        'commande signé à la main puis numérisé est normal. Relisez-le vous-même.',
      en:
        "A PDF that contains only pictures (a scan), or whose fonts don't tell their letters, can't be read: its " +
        'mentions and amounts were not checked. This is not a mistake: an order signed by hand and then scanned is ' +
        'normal. Read it yourself.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: 'Avez-vous un document qui liste tous les éléments requis sur la facture ?',
        quote: 'Dans le cadre du Ségur, les points suivants seront contrôlés sur la facture.',
      },
    ],
    remedies: [],
    needsProfile: true,
    concerns: { roles: ['nomFichier'] },
  },
  messages: {
    scan: {
      fr: (d: Unread) =>
        `Le texte de cette pièce (${d.what.fr}) ne se lit ` +
        `pas${d.files === undefined ? '' : ` dans ${d.files.fr}`} : un scan, sans doute. Ses mentions et ses ` +
        `montants n'ont pas été contrôlés ; relisez-la vous-même.`,
      en: d =>
        `The text of this attachment (${d.what.en}) can't be ` +
        `read${d.files === undefined ? '' : ` in ${d.files.en}`}: a scan, no doubt. Its mentions and amounts were ` +
        'not checked; read it yourself.',
    },
    garbage: {
      fr: (d: Unread) =>
        `Texte illisible${d.files === undefined ? '' : ` dans ${d.files.fr}`} (${d.what.fr}) : les polices de ce ` +
        `PDF ne disent pas leurs lettres. Ses mentions et ses montants n'ont pas été contrôlés ; relisez-le ` +
        'vous-même, ou exportez-le de nouveau avec ses polices.',
      en: d =>
        `Unreadable text${d.files === undefined ? '' : ` in ${d.files.en}`} (${d.what.en}): the fonts of this PDF ` +
        `don't tell their letters. Its mentions and amounts were not checked; read it yourself, or export it ` +
        'again with its fonts.',
    },
  },
  check({ ligne, pieces }, report) {
    for (const type of CHECKED) {
      for (const { name, documents } of piecesOfType(ligne, pieces, type)) {
        for (const kind of KINDS) {
          const unread = documents.filter(document => legibilityOf(document) === kind);
          if (unread.length === 0) continue;
          const files =
            unread.length === documents.length
              ? undefined
              : enumerate(
                  unread.map(one => ({ fr: cite(one.name), en: `“${one.name}”` })),
                  3,
                );
          report(kind, { what: pieceLabel(type), files }, atValue(ligne, name));
        }
      }
    }
  },
});

const name = 'F2023-0140.pdf';
const at = { path: '/lignesImport/0/piecesJustificatives/0/nomFichier', marks: '"F2023-0140.pdf"' };

export const examples: Examples = {
  valid: [
    { name: 'une facture qui a son texte', profile: 'MDV-LGC/solde', documents: [{ name, text: FACTURE }] },
    {
      name: 'quelques mots de vrai texte ne sont pas un scan',
      profile: 'MDV-LGC/solde',
      documents: [{ name, text: 'Voir le courrier joint, en annexe.' }],
    },
    {
      name: "une MOM numérisée : son texte n'est pas contrôlé",
      profile: 'MDV-LGC/solde',
      documents: [{ name: 'MOM-BDC-2022-0001.pdf', text: '' }],
    },
  ],
  invalid: [
    {
      name: 'une facture numérisée',
      profile: 'MDV-LGC/solde',
      documents: [{ name, text: '\f' }],
      expect: [{ message: 'scan', ...at, severity: 'info', fixable: false }],
    },
    {
      name: 'des polices qui ne disent pas leurs lettres',
      profile: 'MDV-LGC/solde',
      documents: [{ name, text: '\ue001\ue002\ue003 \ue004\ue005\n'.repeat(20) }],
      expect: [{ message: 'garbage', ...at, severity: 'info' }],
    },
    {
      name: 'une annexe numérisée',
      profile: 'MDV-LGC/solde',
      documents: [
        { name: `${name}/1.pdf`, text: FACTURE },
        { name: `${name}/traité.pdf`, text: '' },
      ],
      expect: [{ message: 'scan', ...at }],
    },
  ],
};
