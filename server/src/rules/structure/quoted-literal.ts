import { bounded, type Fix } from '../contract.js';
import { defineStructureRule } from '../define.js';
import type { Examples } from '../examples.js';
import { reconstructedNote } from '../shared/targets.js';
import { cite } from '../shared/words.js';
import { tidy } from '../../language/whitespace.js';
import { FORMAT } from '../shared/citations.js';
import { toNull } from '../shared/fixes.js';

export const rule = defineStructureRule({
  meta: {
    id: 'quoted-literal',
    severity: 'error',
    theme: 'structure',
    title: { fr: 'null, true ou false entre guillemets', en: 'null, true or false in quotes' },
    explanation: {
      fr:
        'Entre guillemets, `"null"`, `"true"` et `"false"` sont des mots, pas l\'absence de valeur ni un oui ou un ' +
        "non : le portail les refuse. C'est l'erreur classique d'un générateur qui met tout en texte.",
      en:
        'In quotes, `"null"`, `"true"` and `"false"` are words, not the absence of a value nor a yes or no: the ' +
        'portal refuses them. It is the classic mistake of a generator that makes everything a text.',
    },
    citations: [{ document: 'observation', question: 'null, true, false' }, FORMAT],
    remedies: ['fix', 'preferred', 'suggest'],
    needsProfile: true,
  },
  messages: {
    quoted: {
      fr: (d: { key: string; literal: string; note: boolean }) =>
        `${cite(d.key)} : ${d.literal} s'écrit sans guillemets${reconstructedNote(d.note, 'fr')}.`,
      en: d => `“${d.key}”: ${d.literal} is written without quotes${reconstructedNote(d.note, 'en')}.`,
    },
    nothing: {
      fr: (d: { key: string; word: string }) =>
        `${cite(d.key)} : ${cite(d.word)} n'est pas une valeur. Donnez la vraie, ou écrivez null s'il n'y en a pas.`,
      en: d => `“${d.key}”: “${d.word}” is not a value. Give the true one, or write null where there is none.`,
    },
    misplaced: {
      fr: (d: { key: string; literal: string; note: boolean }) =>
        `${cite(d.key)} n'attend pas un oui ou un non : remplacez "${d.literal}" par la vraie ` +
        `valeur${reconstructedNote(d.note, 'fr')}.`,
      en: d =>
        `“${d.key}” expects no yes or no: replace "${d.literal}" with the value${reconstructedNote(d.note, 'en')}.`,
    },
  },
  kinds: ['quoted'],
  check({ node, shape, key, literal, evidence }, report, at) {
    const word = tidy(node.value);
    if (literal === 'null' && word.toLowerCase() !== literal) {
      report('nothing', { key, word }, at(node), {
        // Nobody's value, however certain we are of the key.
        severity: 'error',
        fixes: editor => [toNull(editor, node, 'preferred')],
      });
      return;
    }
    const fits = literal === 'null' || shape.types.has('boolean');
    report(fits ? 'quoted' : 'misplaced', { key, literal, note: evidence === 'reconstructed' }, at(node), {
      severity: bounded('error', evidence),
      fixes: (editor): readonly Fix[] => {
        if (fits)
          return [
            {
              kind: 'fix',
              title: { fr: 'Retirer les guillemets', en: 'Remove the quotes' },
              edits: [editor.replace(node, literal)],
            },
          ];
        if (!shape.types.has('null')) return [];
        return [toNull(editor, node, 'suggest')];
      },
    });
  },
});

const AVANCE = { profile: 'MDV-LGC/avance' } as const;

export const examples: Examples = {
  valid: [{ name: 'sans guillemets', ...AVANCE }],
  invalid: [
    {
      name: 'un « null » entouré d’espaces',
      ...AVANCE,
      change: [['"emailMandataire": null', '"emailMandataire": " NULL "']],
      expect: [
        {
          message: 'quoted',
          path: '/lignesImport/0/beneficiaires/emailMandataire',
          marks: '" NULL "',
          fixable: true,
        },
      ],
      fixed: ['"emailMandataire": null'],
    },
    {
      name: '"null"',
      ...AVANCE,
      change: [['"codeTraitement": null', '"codeTraitement": "null"']],
      expect: [
        {
          message: 'quoted',
          path: '/lignesImport/0/codeTraitement',
          marks: '"null"',
          severity: 'error',
          fixable: true,
        },
      ],
      fixed: ['"codeTraitement": null'],
    },
    {
      name: '"true"',
      ...AVANCE,
      change: [['"isClientUnique": true', '"isClientUnique": "true"']],
      expect: [
        { message: 'quoted', path: '/lignesImport/0/beneficiaires/isClientUnique', marks: '"true"', fixable: true },
      ],
      fixed: ['"isClientUnique": true'],
    },
    {
      name: '"False", avec la majuscule de Python',
      ...AVANCE,
      change: [['"isMandataire": false', '"isMandataire": "False"']],
      expect: [
        { message: 'quoted', path: '/lignesImport/0/beneficiaires/isMandataire', marks: '"False"', fixable: true },
      ],
      fixed: ['"isMandataire": false'],
    },
    {
      name: '"null" là où une valeur est due : elle reste à compléter',
      ...AVANCE,
      change: [['"Anne-Sophie Lefèvre"', '"null"']],
      expect: [
        {
          message: 'quoted',
          path: '/lignesImport/0/beneficiaires/liberal/0/nomMedecin',
          marks: '"null"',
          fixable: true,
        },
      ],
      fixed: ['"nomMedecin": null'],
      gap: true,
    },
    {
      name: "ce qu'un générateur écrit là où il n'a rien",
      ...AVANCE,
      change: [['"nomMandataire": null', '"nomMandataire": "N/A"']],
      expect: [
        { message: 'nothing', path: '/lignesImport/0/beneficiaires/nomMandataire', marks: '"N/A"', fixable: false },
      ],
      offers: ['Remplacer par null'],
    },
    {
      name: "ce qu'une personne écrit là où il n'y a rien",
      ...AVANCE,
      change: [['"nomMandataire": null', '"nomMandataire": "sans objet"']],
      expect: [{ message: 'nothing', path: '/lignesImport/0/beneficiaires/nomMandataire', marks: '"sans objet"' }],
      offers: ['Remplacer par null'],
    },
    {
      name: '"false" dans un texte',
      ...AVANCE,
      change: [['"nomMandataire": null', '"nomMandataire": "false"']],
      expect: [
        { message: 'misplaced', path: '/lignesImport/0/beneficiaires/nomMandataire', marks: '"false"', fixable: false },
      ],
      offers: ['Remplacer par null'],
    },
  ],
};
