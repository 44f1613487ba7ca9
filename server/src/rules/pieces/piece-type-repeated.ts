import type { LocatedText } from '../../format/model/located.js';
import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atValue, related } from '../shared/targets.js';
import { piecesOf } from '../../format/pieces/pieces.js';
import { cite } from '../shared/words.js';

/** The FAQ asks for one document of each of these. */
const ONE_ONLY: ReadonlySet<string> = new Set(['FACTURE', 'VA', 'MOM']);

export const rule = defineLigneRule({
  meta: {
    id: 'piece-type-repeated',
    severity: 'error',
    theme: 'pieces',
    title: { fr: 'Deux pièces du même type', en: 'Two attachments of one type' },
    explanation: {
      fr:
        "Le portail attend un seul document par type : plusieurs factures ou VA d'une demande se concatènent en un " +
        "seul PDF, avec un récapitulatif en première page, avant d'être mises dans le ZIP. Pour les autres types, " +
        "c'est un avertissement.",
      en:
        'The portal expects a single attachment per type: several invoices or VAs of one request are concatenated ' +
        'into one PDF, with a recapitulative first page, before they are zipped. For the other types it is a ' +
        'warning.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: 'Est-il possible de faire signer 1 seule VA par plusieurs médecins ?',
        quote: 'Il faut concaténer toutes les VA en un seul PDF avant de le zipper avec les autres documents.',
      },
      {
        document: 'asp-vague1',
        question:
          "Comment faire la facture lorsque qu'il y a plusieurs clients pour le même bon de commande et donc pour " +
          'la même facture?',
        quote: "on n'attend qu'un seul document informatique Facture",
      },
    ],
    remedies: ['command'],
    needsProfile: true,
  },
  messages: {
    repeated: {
      fr: (d: { type: string }) =>
        `Cette demande a déjà une pièce ${cite(d.type)} : le portail attend un seul document par type. ` +
        `Concaténez-les en un seul PDF, avec un récapitulatif en première page, et ne gardez qu'une entrée.`,
      en: d =>
        `This request has a “${d.type}” already: the portal expects a single attachment per type. Concatenate ` +
        'them into one PDF, with a recapitulative first page, and keep one entry only.',
    },
  },
  check(ligne, report) {
    const all = piecesOf(ligne)?.all ?? [];
    if (all.length < 2) return;
    const firsts = new Map<string, LocatedText>();
    for (const { type } of all) {
      if (type === undefined) continue;
      const first = firsts.get(type.value);
      if (first === undefined) {
        firsts.set(type.value, type);
        continue;
      }
      report('repeated', { type: type.value }, atValue(ligne, type), {
        severity: ONE_ONLY.has(type.value) ? 'error' : 'warning',
        related: [related(ligne, first, { fr: 'La première est ici.', en: 'The first is here.' })],
        fixes: () => [
          {
            kind: 'command',
            command: 'segur.concatener',
            edits: [],
            title: { fr: 'Concaténer les PDF de ce type', en: 'Concatenate the PDFs of this type' },
          },
        ],
      });
    }
  },
});

const second = (type: string, name: string): string => `"piecesJustificatives": [
        { "nomFichier": "${name}", "formatFichier": "PDF", "typeFichier": "${type}" },`;
const offers = ['Concaténer les PDF de ce type'];

export const examples: Examples = {
  valid: [{ name: 'une pièce de chaque type', profile: 'MDV-LGC/solde' }],
  invalid: [
    {
      name: 'deux factures',
      profile: 'MDV-LGC/solde',
      change: [['"piecesJustificatives": [', second('FACTURE', 'F2023-0139.pdf')]],
      expect: [
        {
          message: 'repeated',
          path: '/lignesImport/0/piecesJustificatives/1/typeFichier',
          marks: '"FACTURE"',
          severity: 'error',
          fixable: false,
        },
      ],
      offers,
    },
    {
      name: 'deux bons de commande : avertissement',
      profile: 'MDV-LGC/avance',
      change: [['"piecesJustificatives": [', second('BON_COMMANDE', 'BDC-bis.pdf')]],
      expect: [
        {
          message: 'repeated',
          path: '/lignesImport/0/piecesJustificatives/1/typeFichier',
          marks: '"BON_COMMANDE"',
          severity: 'warning',
        },
      ],
      offers,
    },
  ],
};
