import { defineStructureRule } from '../define.js';
import type { Examples } from '../examples.js';
import { foldKey } from '../../format/domain/fold.js';
import { bounded } from '../contract.js';
import { afterModel, reconstructedNote } from '../shared/targets.js';
import { FORMAT } from '../shared/citations.js';

export const rule = defineStructureRule({
  meta: {
    id: 'missing-field',
    severity: 'error',
    theme: 'structure',
    title: { fr: 'Clé manquante', en: 'Missing key' },
    explanation: {
      fr:
        'Le portail attend toutes les clés du modèle, à leur place, y compris celles qui valent `null`. Une clé ' +
        'absente fait rejeter le fichier entier.',
      en:
        'The portal expects every key of the model, at its place, those that are `null` included. One absent key ' +
        'gets the whole file rejected.',
    },
    citations: [FORMAT],
    remedies: ['fix'],
    needsProfile: true,
  },
  messages: {
    missing: {
      fr: (d: { key: string; after: string | undefined; note: boolean }) =>
        `Il manque la clé « ${d.key} ` +
        `»${d.after === undefined ? ', la première de cet objet' : `, juste après « ${d.after} »`}` +
        `${reconstructedNote(d.note, 'fr')}.`,
      en: d =>
        `The key “${d.key}” is ` +
        `missing${d.after === undefined ? ', the first of this object' : `, right after “${d.after}”`}` +
        `${reconstructedNote(d.note, 'en')}.`,
    },
  },
  kinds: ['missing'],
  check(issue, report, at) {
    const { object, expected, shape } = issue;
    const { previous, after } = afterModel(object, expected, shape);
    report(
      'missing',
      { key: expected.key, after, note: issue.evidence === 'reconstructed' },
      at({ start: object.start, end: object.start + 1 }),
      {
        severity: expected.shape.due ? 'error' : bounded('error', issue.evidence),
        headKey: at.chunk === undefined ? { key: foldKey(expected.key), is: 'missing' } : undefined,
        fixes: editor => [
          {
            kind: 'fix',
            title: { fr: `Ajouter « ${expected.key} » à sa place`, en: `Add “${expected.key}” at its place` },
            edits: [editor.insertProperty(object, previous, expected.key, expected.shape.skeleton)],
          },
        ],
      },
    );
  },
});

export const examples: Examples = {
  valid: [{ name: 'toutes les clés du modèle', profile: 'MDV-LGC/avance' }],
  invalid: [
    {
      name: 'sans « codeTraitement »',
      profile: 'MDV-LGC/avance',
      change: [['      "codeTraitement": null,\n', '']],
      expect: [{ message: 'missing', path: '/lignesImport/0', marks: '{', fixable: true }],
      fixed: ['"codeTraitement": null,\n      "libelleTraitement": null'],
    },
    {
      name: 'sans « impId », la première clé',
      profile: 'MDV-LGC/avance',
      change: [['  "impId": null,\n', '']],
      expect: [{ message: 'missing', path: '', marks: '{' }],
      fixed: ['{\n  "impId": null,\n  "numeroAns"'],
    },
    {
      name: 'dans une partie reconstituée : avertissement',
      profile: 'MDV-LGC/solde',
      change: [['      "codeTraitement": null,\n', '']],
      expect: [{ message: 'missing', path: '/lignesImport/0', marks: '{', severity: 'warning' }],
      also: ['model-reconstructed'],
      fixed: ['"codeTraitement": null'],
    },
    {
      name: "sans le nom d'un médecin : la correction laisse un blanc à compléter",
      profile: 'MDV-LGC/avance',
      change: [['            "nomMedecin": "Anne-Sophie Lefèvre",\n', '']],
      expect: [{ message: 'missing', path: '/lignesImport/0/beneficiaires/liberal/0', marks: '{' }],
      fixed: ['"nomMedecin": null,'],
      gap: true,
    },
  ],
};
