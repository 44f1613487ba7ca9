import { type PropertyNode, sameValue } from '../../language/nodes.js';
import type { SourceEditor } from '../../language/edit.js';
import type { Fix } from '../contract.js';
import { defineStructureRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';
import type { IssueOf } from '../../format/model/issues.js';
import { keySpan } from '../../language/span.js';

type Duplicate = IssueOf<'duplicate'>;

export const rule = defineStructureRule({
  meta: {
    id: 'duplicate-key',
    severity: 'error',
    theme: 'fichier',
    title: { fr: 'Clé en double', en: 'Repeated key' },
    explanation: {
      fr:
        "Une clé ne figure qu'une fois dans un objet, quelle que soit sa casse. Sinon, selon le lecteur, c'est la " +
        'première ou la dernière valeur qui compte : personne ne sait laquelle le portail a prise.',
      en:
        'A key may occur only once in an object, whatever its case. Otherwise the first or the last value counts, ' +
        'depending on the reader: nobody knows which one the portal took.',
    },
    citations: [
      { document: 'json', question: 'Section 4, Objects', quote: 'The names within an object SHOULD be unique.' },
    ],
    remedies: ['fix', 'suggest'],
    needsProfile: false,
  },
  messages: {
    same: {
      fr: (d: { key: string; first: string }) =>
        `La clé ${cite(d.key)} figure déjà dans cet objet${d.first === d.key ? '' : ` (${cite(d.first)})`}, avec ` +
        'la même valeur : gardez-en une seule.',
      en: d =>
        `The key “${d.key}” is already in this object${d.first === d.key ? '' : ` (“${d.first}”)`}, with the ` +
        'same value: keep only one.',
    },
    different: {
      fr: (d: { key: string; first: string }) =>
        `La clé ${cite(d.key)} figure déjà dans cet objet${d.first === d.key ? '' : ` (${cite(d.first)})`}, avec ` +
        `une autre valeur : choisissez celle qui est juste et retirez l'autre.`,
      en: d =>
        `The key “${d.key}” is already in this object${d.first === d.key ? '' : ` (“${d.first}”)`}, with ` +
        'another value: choose the right one and remove the other.',
    },
  },
  kinds: ['duplicate'],
  check(issue, report, at) {
    const { property, first } = issue;
    const same = sameValue(property.value, first.value);
    report(same ? 'same' : 'different', { key: property.key, first: first.key }, at(keySpan(property)), {
      related: [
        {
          chunk: at.chunk,
          span: keySpan(first),
          message: { fr: 'Elle figure déjà ici.', en: 'It is already here.' },
        },
      ],
      fixes: editor => (same ? [keepOne(editor, issue)] : choose(editor, issue)),
    });
  },
});

/** Of two that say the same, the one in the model's spelling stays, otherwise the first. */
function keepOne(editor: SourceEditor, { object, property, first, expected }: Duplicate): Fix {
  const right = (p: PropertyNode): boolean => p.key === expected?.key || (expected?.aliases.includes(p.key) ?? false);
  const removed = right(property) && !right(first) ? first : property;
  const edit = editor.removeProperty(object, removed);
  return {
    kind: editor.hasComment(edit) ? 'suggest' : 'fix',
    title: { fr: `Retirer le double ${cite(removed.key)}`, en: `Remove the double “${removed.key}”` },
    edits: [edit],
  };
}

const choose = (editor: SourceEditor, { object, property, first }: Duplicate): readonly Fix[] => [
  {
    kind: 'suggest',
    title: { fr: 'Garder la première, retirer la seconde', en: 'Keep the first, remove the second' },
    edits: [editor.removeProperty(object, property)],
  },
  {
    kind: 'suggest',
    title: { fr: 'Garder la seconde, retirer la première', en: 'Keep the second, remove the first' },
    edits: [editor.removeProperty(object, first)],
  },
];

const AVANCE = { profile: 'MDV-LGC/avance' } as const;

export const examples: Examples = {
  valid: [{ name: 'la même clé dans deux objets différents', ...AVANCE }],
  invalid: [
    {
      name: 'deux fois la même clé et la même valeur',
      ...AVANCE,
      change: [['"siret": "81234567800013",', '"siret": "81234567800013",\n  "siret": "81234567800013",']],
      expect: [{ message: 'same', path: '/siret', marks: '"siret"', severity: 'error', fixable: true }],
      fixed: ['"numeroAns": "1234567890",\n  "siret": "81234567800013",\n  "lignesImport"'],
    },
    {
      name: 'une autre casse : celle du modèle est gardée',
      ...AVANCE,
      change: [['"siret": "81234567800013",', '"SIRET": "81234567800013",\n  "siret": "81234567800013",']],
      expect: [{ message: 'same', path: '/siret', marks: '"siret"', fixable: true }],
      fixed: ['"numeroAns": "1234567890",\n  "siret": "81234567800013",\n  "lignesImport"'],
    },
    {
      name: 'deux valeurs différentes',
      ...AVANCE,
      change: [['"regimeTVA": "TTC",', '"regimeTVA": "TTC",\n        "regimeTVA": "HT",']],
      expect: [
        { message: 'different', path: '/lignesImport/0/commande/regimeTVA', marks: '"regimeTVA"', fixable: false },
      ],
      offers: ['Garder la première, retirer la seconde', 'Garder la seconde, retirer la première'],
    },
  ],
};
