import { bounded } from '../contract.js';
import { defineStructureRule } from '../define.js';
import type { Examples } from '../examples.js';
import { reconstructedNote } from '../shared/targets.js';
import { cite } from '../shared/words.js';
import { FORMAT } from '../shared/citations.js';
import { toNull } from '../shared/fixes.js';

export const rule = defineStructureRule({
  meta: {
    id: 'empty-string',
    severity: 'error',
    theme: 'structure',
    title: { fr: 'Texte vide', en: 'Empty text' },
    explanation: {
      fr: 'Une valeur absente s\'écrit `null`, pas `""`. Là où le portail attend une valeur, elle est à compléter.',
      en: 'An absent value is written as `null`, not `""`. Where the portal expects a value, it must be filled in.',
    },
    citations: [{ document: 'observation', question: 'null' }, FORMAT],
    remedies: ['fix'],
    needsProfile: true,
  },
  messages: {
    nullable: {
      fr: (d: { key: string; note: boolean }) =>
        `${cite(d.key)} est un texte vide : une valeur absente s'écrit null${reconstructedNote(d.note, 'fr')}.`,
      en: d => `“${d.key}” is an empty text: an absent value is written as null${reconstructedNote(d.note, 'en')}.`,
    },
    due: {
      fr: (d: { key: string; note: boolean }) =>
        `${cite(d.key)} est à compléter : le portail attend une valeur${reconstructedNote(d.note, 'fr')}.`,
      en: d => `“${d.key}” must be filled in: the portal expects a value${reconstructedNote(d.note, 'en')}.`,
    },
  },
  kinds: ['empty'],
  check({ node, shape, key, evidence }, report, at, { portalOutput }) {
    if (portalOutput && shape.portal) return;
    const nullable = shape.types.has('null') && !shape.due;
    report(nullable ? 'nullable' : 'due', { key, note: evidence === 'reconstructed' }, at(node), {
      severity: shape.due ? 'error' : bounded('error', evidence),
      fixes: editor => (nullable ? [toNull(editor, node, 'fix')] : []),
    });
  },
});

const AVANCE = { profile: 'MDV-LGC/avance' } as const;

export const examples: Examples = {
  valid: [{ name: 'null pour une valeur absente', ...AVANCE }],
  invalid: [
    {
      name: 'là où null est admis',
      ...AVANCE,
      change: [['"nomMandataire": null', '"nomMandataire": ""']],
      expect: [
        {
          message: 'nullable',
          path: '/lignesImport/0/beneficiaires/nomMandataire',
          marks: '""',
          severity: 'error',
          fixable: true,
        },
      ],
      fixed: ['"nomMandataire": null'],
    },
    {
      name: 'là où une valeur est due',
      ...AVANCE,
      change: [['"Anne-Sophie Lefèvre"', '""']],
      expect: [
        { message: 'due', path: '/lignesImport/0/beneficiaires/liberal/0/nomMedecin', marks: '""', fixable: false },
      ],
    },
  ],
};
