import type { PropertyShape } from '../../format/profiles/profile.js';
import type { JsonValue } from '../../language/nodes.js';
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
        'The portal expects every key of the model, in its place, those that are `null` included. One absent key ' +
        'gets the whole file rejected.',
    },
    citations: [FORMAT],
    remedies: ['fix', 'preferred'],
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
    empty: {
      fr: (d: { first: string; last: string; count: number; note: boolean }) =>
        `Cet objet est vide : il lui manque ses ${String(d.count)} clés, de « ${d.first} » à « ${d.last} »` +
        `${reconstructedNote(d.note, 'fr')}. Remplissez-le, ou retirez-le de sa liste s'il est de trop.`,
      en: d =>
        `This object is empty: its ${String(d.count)} keys are missing, from “${d.first}” to “${d.last}”` +
        `${reconstructedNote(d.note, 'en')}. Fill it, or remove it from its list if it is one too many.`,
    },
    hollow: {
      fr: (d: { first: string; last: string; count: number; note: boolean }) =>
        `Ce fichier ne contient qu'un objet vide : il lui manque ses ${String(d.count)} clés, de « ${d.first} » à ` +
        `« ${d.last} »${reconstructedNote(d.note, 'fr')}. Partez d'une nouvelle demande du profil voulu (dans ` +
        "l'éditeur : « Ségur : nouvelle demande »), ou d'un tableau (« segur-json generate »).",
      en: d =>
        `This file is just an empty object: its ${String(d.count)} keys are missing, from “${d.first}” to ` +
        `“${d.last}”${reconstructedNote(d.note, 'en')}. Start from a new request of the profile that you want (in ` +
        'the editor: “Ségur: new request”), or from a table (“segur-json generate”).',
    },
  },
  kinds: ['missing'],
  check(issue, report, at) {
    const { object, expected, also, shape } = issue;
    const last = also.at(-1);
    if (last !== undefined) {
      const note = issue.evidence === 'reconstructed';
      const isFile = issue.place === undefined;
      const isDue = [expected, ...also].some(one => one.shape.due);
      report(
        isFile ? 'hollow' : 'empty',
        { first: expected.key, last: last.key, count: also.length + 1, note },
        at({ start: object.start, end: object.start + 1 }),
        {
          severity: isDue ? 'error' : bounded('error', issue.evidence),
          fixes: editor => [
            {
              kind: isFile ? 'preferred' : 'fix',
              title: {
                fr: "Écrire les clés de l'objet, à compléter",
                en: 'Write the keys of the object, to be filled in',
              },
              edits: [editor.replaceValue(object, skeletonOf([expected, ...also]))],
            },
          ],
        },
      );
      return;
    }
    const { previous, after } = afterModel(object, expected, shape);
    report(
      'missing',
      { key: expected.key, after, note: issue.evidence === 'reconstructed' },
      at({ start: object.start, end: object.start + 1 }),
      {
        severity: expected.shape.due ? 'error' : bounded('error', issue.evidence),
        stray: {
          key: foldKey(expected.key),
          of: at.chunk === undefined ? 'head' : 'ligne',
          is: 'missing',
          home: { object, previous, key: expected.key },
        },
        fixes: editor => [
          {
            kind: 'fix',
            title: { fr: `Ajouter « ${expected.key} » à sa place`, en: `Add “${expected.key}” in its place` },
            edits: [editor.insertProperty(object, previous, expected.key, expected.shape.skeleton)],
          },
        ],
      },
    );
  },
});

const skeletonOf = (members: readonly PropertyShape[]): JsonValue =>
  Object.fromEntries(members.map(({ key, shape }) => [key, shape.skeleton]));

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
      name: 'une pièce vide : un constat, quel que soit le nombre de ses clés',
      profile: 'MDV-LGC/avance',
      change: [
        [
          `"typeFichier": "BON_COMMANDE"
        }`,
          `"typeFichier": "BON_COMMANDE"
        },
        {}`,
        ],
      ],
      expect: [{ message: 'empty', path: '/lignesImport/0/piecesJustificatives/1', marks: '{', fixable: true }],
      also: [],
      fixed: ['"nomFichier": null,\n          "formatFichier": "PDF",\n          "typeFichier": null'],
    },
    {
      name: 'un objet vide pour tout fichier',
      profile: 'MDV-LGC/avance',
      text: '{}',
      expect: [{ message: 'hollow', path: '', marks: '{', severity: 'error', fixable: false }],
      offers: ["Écrire les clés de l'objet, à compléter"],
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
