import { bounded } from '../contract.js';
import { defineStructureRule } from '../define.js';
import type { Examples } from '../examples.js';
import { formFix, reconstructedNote } from '../shared/targets.js';
import { cite } from '../shared/words.js';
import { FORMAT } from '../shared/citations.js';
import { keySpan } from '../../language/span.js';

export const rule = defineStructureRule({
  meta: {
    id: 'key-casing',
    severity: 'error',
    theme: 'structure',
    title: { fr: "Casse ou accents d'une clé", en: 'Case or accents of a key' },
    explanation: {
      fr:
        "Le portail distingue majuscules et minuscules dans le nom des clés : `SIRET` n'est pas `siret`. " +
        "(L'ASP écrit elle-même `IdentDMP` et `identDMP` : les deux sont admis.)",
      en:
        'The portal distinguishes capitals from small letters in the names of keys: `SIRET` is not `siret`. (The ' +
        'ASP itself writes `IdentDMP` and `identDMP`: both are accepted.)',
    },
    citations: [FORMAT],
    remedies: ['fix', 'preferred'],
    needsProfile: true,
  },
  messages: {
    casing: {
      fr: (d: { key: string; expected: string; note: boolean }) =>
        `La clé ${cite(d.key)} doit s'écrire ${cite(d.expected)} : majuscules, minuscules et accents ` +
        `comptent${reconstructedNote(d.note, 'fr')}.`,
      en: d =>
        `The key “${d.key}” must be written “${d.expected}”: capitals, small letters and accents ` +
        `count${reconstructedNote(d.note, 'en')}.`,
    },
  },
  kinds: ['casing'],
  check({ property, expected, evidence }, report, at) {
    report(
      'casing',
      { key: property.key, expected: expected.key, note: evidence === 'reconstructed' },
      at(keySpan(property)),
      {
        severity: bounded('error', evidence),
        fixes: editor => [
          {
            kind: formFix(evidence),
            title: { fr: `Renommer en ${cite(expected.key)}`, en: `Rename to “${expected.key}”` },
            edits: [editor.renameKey(property, expected.key)],
          },
        ],
      },
    );
  },
});

const AVANCE = { profile: 'MDV-LGC/avance' } as const;

export const examples: Examples = {
  valid: [
    { name: 'la casse du modèle', ...AVANCE },
    { name: "les deux graphies de l'ASP", profile: 'MDV-LGC/solde', change: [['"IdentDMP"', '"identDMP"']] },
  ],
  invalid: [
    {
      name: 'SIRET en capitales',
      ...AVANCE,
      change: [['"siret"', '"SIRET"']],
      expect: [{ message: 'casing', path: '/SIRET', marks: '"SIRET"', severity: 'error', fixable: true }],
      fixed: ['"siret": "81234567800013"'],
    },
    {
      name: 'piecesjustificatives',
      ...AVANCE,
      change: [['"piecesJustificatives"', '"piecesjustificatives"']],
      expect: [
        {
          message: 'casing',
          path: '/lignesImport/0/piecesjustificatives',
          marks: '"piecesjustificatives"',
          fixable: true,
        },
      ],
      fixed: ['"piecesJustificatives": ['],
    },
    {
      name: 'identINSi : la FAQ n’écrit que IdentINSi',
      profile: 'HOP-RI/solde',
      change: [['"IdentINSi"', '"identINSi"']],
      expect: [
        {
          message: 'casing',
          path: '/lignesImport/0/RI/identINSi',
          marks: '"identINSi"',
          severity: 'error',
          fixable: true,
        },
      ],
      fixed: ['"IdentINSi"'],
    },
    {
      name: 'un accent',
      ...AVANCE,
      change: [['"beneficiaires"', '"bénéficiaires"']],
      expect: [{ message: 'casing', path: '/lignesImport/0/bénéficiaires', marks: '"bénéficiaires"', fixable: true }],
      fixed: ['"beneficiaires": {'],
    },
    {
      name: 'la liste des lignes elle-même',
      ...AVANCE,
      change: [['"lignesImport"', '"LignesImport"']],
      expect: [{ message: 'casing', path: '/LignesImport', marks: '"LignesImport"', fixable: true }],
      fixed: ['"lignesImport": ['],
    },
    {
      name: 'dans une partie reconstituée : à vous de voir',
      profile: 'MDV-LGC/solde',
      change: [['"dateFacture"', '"DateFacture"']],
      expect: [
        {
          message: 'casing',
          path: '/lignesImport/0/facture/DateFacture',
          marks: '"DateFacture"',
          severity: 'warning',
          fixable: false,
        },
      ],
      also: ['model-reconstructed'],
      offers: ['Renommer en « dateFacture »'],
    },
  ],
};
