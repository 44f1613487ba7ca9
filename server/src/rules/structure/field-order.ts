import { bounded, type Fix } from '../contract.js';
import type { SourceEditor } from '../../language/edit.js';
import { defineStructureRule } from '../define.js';
import type { Examples } from '../examples.js';
import { formFix, reconstructedNote } from '../shared/targets.js';
import { cite } from '../shared/words.js';
import { FORMAT } from '../shared/citations.js';
import { keySpan } from '../../language/span.js';

export const rule = defineStructureRule({
  meta: {
    id: 'field-order',
    severity: 'error',
    theme: 'structure',
    title: { fr: 'Ordre des clés', en: 'Order of the keys' },
    explanation: {
      fr:
        "Les clés doivent se suivre dans l'ordre du modèle, même si l'ordre n'a pas de sens en JSON : des " +
        "« lignes dans le mauvais ordre » font partie des causes de rejet que cite l'ASP.",
      en:
        "The keys must follow each other in the model's order, even though order has no meaning in JSON: “lines in " +
        'the wrong order” are among the causes of rejection that the ASP names.',
    },
    citations: [FORMAT],
    remedies: ['fix', 'preferred'],
    needsProfile: true,
  },
  messages: {
    after: {
      fr: (d: { key: string; after: string; note: boolean }) =>
        `La clé ${cite(d.key)} n'est pas à sa place : elle doit suivre ` +
        `${cite(d.after)}${reconstructedNote(d.note, 'fr')}.`,
      en: d => `The key “${d.key}” is out of place: it must follow “${d.after}”${reconstructedNote(d.note, 'en')}.`,
    },
    first: {
      fr: (d: { key: string; note: boolean }) =>
        `La clé ${cite(d.key)} n'est pas à sa place : elle doit être la première de cet ` +
        `objet${reconstructedNote(d.note, 'fr')}.`,
      en: d =>
        `The key “${d.key}” is out of place: it must be the first of this object${reconstructedNote(d.note, 'en')}.`,
    },
  },
  kinds: ['misplaced'],
  check(issue, report, at) {
    const { object, property, expected, after, order, evidence } = issue;
    const target = at(keySpan(property));
    const note = evidence === 'reconstructed';
    const options = {
      severity: bounded('error', evidence),
      fixes: (editor: SourceEditor): readonly Fix[] => [
        {
          kind: formFix(evidence),
          title: {
            fr: "Remettre les clés de cet objet dans l'ordre du modèle",
            en: "Put the keys of this object in the model's order",
          },
          edits: editor.reorder(object, order),
        },
      ],
    };
    if (after === undefined) report('first', { key: expected.key, note }, target, options);
    else report('after', { key: expected.key, after, note }, target, options);
  },
});

const AVANCE = { profile: 'MDV-LGC/avance' } as const;
const ORDERED = '"dateCommande": "03/11/2022",\n        "regimeTVA": "TTC",\n        "montantSegurHT": 358.33';

export const examples: Examples = {
  valid: [{ name: "l'ordre du modèle", ...AVANCE }],
  invalid: [
    {
      name: 'une clé trop loin',
      ...AVANCE,
      change: [
        [ORDERED, '"regimeTVA": "TTC",\n        "montantSegurHT": 358.33,\n        "dateCommande": "03/11/2022"'],
      ],
      expect: [
        {
          message: 'first',
          path: '/lignesImport/0/commande',
          marks: '"dateCommande"',
          severity: 'error',
          fixable: true,
        },
      ],
      fixed: [ORDERED],
    },
    {
      name: 'deux clés échangées',
      ...AVANCE,
      change: [
        [
          '"isMandataire": false,\n        "isClientUnique": true,',
          '"isClientUnique": true,\n        "isMandataire": false,',
        ],
      ],
      expect: [{ message: 'after', path: '/lignesImport/0/beneficiaires', marks: '"isClientUnique"', fixable: true }],
      fixed: ['"isMandataire": false,\n        "isClientUnique": true,'],
    },
    {
      name: 'dans une partie reconstituée : à vous de voir',
      profile: 'MDV-LGC/solde',
      change: [
        [
          '"numeroFacture": "F2023-0140",\n        "dateFacture": "12/06/2023",',
          '"dateFacture": "12/06/2023",\n        "numeroFacture": "F2023-0140",',
        ],
      ],
      expect: [
        {
          message: 'after',
          path: '/lignesImport/0/facture',
          marks: '"dateFacture"',
          severity: 'warning',
          fixable: false,
        },
      ],
      also: ['model-reconstructed'],
      offers: ["Remettre les clés de cet objet dans l'ordre du modèle"],
    },
  ],
};
