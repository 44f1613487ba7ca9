import { bounded } from '../contract.js';
import { defineStructureRule } from '../define.js';
import type { Examples } from '../examples.js';
import { reconstructedNote } from '../shared/targets.js';
import { cite } from '../shared/words.js';
import { tidy } from '../../language/whitespace.js';
import { FORMAT } from '../shared/citations.js';
import { toNull } from '../shared/fixes.js';
import { keySpan } from '../../language/span.js';

export const rule = defineStructureRule({
  meta: {
    id: 'whitespace',
    severity: 'error',
    theme: 'structure',
    title: { fr: 'Espaces en trop', en: 'Stray spaces' },
    explanation: {
      fr:
        'Le portail refuse les espaces en trop dans les clés et les valeurs : au début, à la fin, en double, ' +
        "mais aussi les tabulations, les sauts de ligne et les espaces insécables ou invisibles, qui viennent d'une " +
        "page web ou d'un PDF.",
      en:
        'The portal refuses stray spaces in keys and values: at the start, at the end, doubled, but also tabs, line ' +
        'breaks and no-break or invisible spaces, which come from a web page or a PDF.',
    },
    citations: [FORMAT],
    remedies: ['fix', 'suggest'],
    needsProfile: true,
  },
  messages: {
    key: {
      fr: (d: { key: string; expected: string; note: boolean }) =>
        `La clé ${cite(d.key)} contient des espaces en trop : elle s'écrit ` +
        `${cite(d.expected)}${reconstructedNote(d.note, 'fr')}.`,
      en: d =>
        `The key “${d.key}” contains stray spaces: it is written “${d.expected}”${reconstructedNote(d.note, 'en')}.`,
    },
    value: {
      fr: (d: { key: string; what: Blank; note: boolean }) =>
        `La valeur de ${cite(d.key)} contient ${BLANKS[d.what].fr} : le portail la refuse ` +
        `ainsi${reconstructedNote(d.note, 'fr')}.`,
      en: d =>
        `The value of “${d.key}” contains ${BLANKS[d.what].en}: the portal refuses it ` +
        `so${reconstructedNote(d.note, 'en')}.`,
    },
    file: {
      fr: (d: { key: string; what: Blank; note: boolean }) =>
        `La valeur de ${cite(d.key)} contient ${BLANKS[d.what].fr} : corrigez-la, et renommez le fichier de ` +
        `la même façon${reconstructedNote(d.note, 'fr')}.`,
      en: d =>
        `The value of “${d.key}” contains ${BLANKS[d.what].en}: correct it, and rename the file ` +
        `likewise${reconstructedNote(d.note, 'en')}.`,
    },
    blank: {
      fr: (d: { key: string; nullable: boolean; note: boolean }) =>
        `La valeur de ${cite(d.key)} n'est faite que d'espaces : ` +
        `${d.nullable ? 'écrivez null' : 'elle est à compléter'}${reconstructedNote(d.note, 'fr')}.`,
      en: d =>
        `The value of “${d.key}” is made of spaces only: ` +
        `${d.nullable ? 'write null' : 'it must be filled in'}${reconstructedNote(d.note, 'en')}.`,
    },
  },
  kinds: ['whitespace', 'key-whitespace'],
  check(issue, report, at) {
    const { evidence } = issue;
    const severity = bounded('error', evidence);
    const note = evidence === 'reconstructed';
    if (issue.kind === 'key-whitespace') {
      const { property, expected } = issue;
      report('key', { key: property.key, expected: expected.key, note }, at(keySpan(property)), {
        severity,
        fixes: editor => [
          {
            kind: 'fix',
            title: { fr: `Renommer en ${cite(expected.key)}`, en: `Rename to “${expected.key}”` },
            edits: [editor.renameKey(property, expected.key)],
          },
        ],
      });
      return;
    }
    const { node, shape, key } = issue;
    if (tidy(node.value) === '') {
      const nullable = shape.types.has('null');
      report('blank', { key, nullable, note }, at(node), {
        severity,
        fixes: editor => (nullable ? [toNull(editor, node, 'fix')] : []),
      });
      return;
    }
    const isFile = shape.role === 'nomFichier';
    report(isFile ? 'file' : 'value', { key, what: blankIn(node.value), note }, at(node), {
      severity,
      fixes: editor => [
        {
          kind: isFile ? 'suggest' : 'fix',
          edits: [editor.tidyString(node)],
          title: isFile
            ? {
                fr: 'Retirer les espaces en trop (le fichier est à renommer aussi)',
                en: 'Remove the stray spaces (the file must be renamed too)',
              }
            : { fr: 'Retirer les espaces en trop', en: 'Remove the stray spaces' },
        },
      ],
    });
  },
});

type Blank = keyof typeof BLANKS;

const BLANKS = {
  edge: { fr: 'des espaces au début ou à la fin', en: 'spaces at its start or end' },
  double: { fr: 'des espaces en double', en: 'doubled spaces' },
  control: { fr: 'une tabulation ou un saut de ligne', en: 'a tab or a line break' },
  invisible: { fr: 'une espace insécable ou un caractère invisible', en: 'a no-break space or an invisible character' },
} as const;

function blankIn(text: string): Blank {
  if (/[\t\n\r\f\v]/.test(text)) return 'control';
  if (/[^\S ]|[\u200b-\u200d\u2060\ufeff\u00ad]/u.test(text)) return 'invisible';
  return text.trim() === text ? 'double' : 'edge';
}

const AVANCE = { profile: 'MDV-LGC/avance' } as const;

export const examples: Examples = {
  valid: [{ name: 'une seule espace entre deux mots', ...AVANCE }],
  invalid: [
    {
      name: 'une espace à la fin',
      ...AVANCE,
      change: [['"Anne-Sophie Lefèvre"', '"Anne-Sophie Lefèvre "']],
      expect: [
        {
          message: 'value',
          path: '/lignesImport/0/beneficiaires/liberal/0/nomMedecin',
          marks: '"Anne-Sophie Lefèvre "',
          severity: 'error',
          fixable: true,
        },
      ],
      fixed: ['"Anne-Sophie Lefèvre"'],
    },
    {
      name: 'une espace en double, une tabulation échappée',
      ...AVANCE,
      change: [['"Anne-Sophie Lefèvre"', '"Anne-Sophie  \\tLef\\u00e8vre"']],
      expect: [
        {
          message: 'value',
          path: '/lignesImport/0/beneficiaires/liberal/0/nomMedecin',
          marks: '"Anne-Sophie  \\tLef\\u00e8vre"',
          fixable: true,
        },
      ],
      fixed: ['"Anne-Sophie Lef\\u00e8vre"'],
    },
    {
      name: 'une espace insécable',
      ...AVANCE,
      change: [['"Anne-Sophie Lefèvre"', '"Anne-Sophie\u00a0Lefèvre"']],
      expect: [
        {
          message: 'value',
          path: '/lignesImport/0/beneficiaires/liberal/0/nomMedecin',
          marks: '"Anne-Sophie\u00a0Lefèvre"',
          fixable: true,
        },
      ],
      fixed: ['"Anne-Sophie Lefèvre"'],
    },
    {
      name: 'une espace devant une valeur de liste',
      ...AVANCE,
      change: [['"TTC"', '" TTC"']],
      expect: [{ message: 'value', path: '/lignesImport/0/commande/regimeTVA', marks: '" TTC"', fixable: true }],
      fixed: ['"regimeTVA": "TTC"'],
    },
    {
      name: 'une espace dans une clé',
      ...AVANCE,
      change: [['"siret"', '"siret "']],
      expect: [{ message: 'key', path: '/siret ', marks: '"siret "', fixable: true }],
      fixed: ['"siret": "81234567800013"'],
    },
    {
      name: "le nom d'une pièce",
      ...AVANCE,
      change: [['"BDC-2022-0001.pdf"', '"BDC-2022-0001.pdf "']],
      expect: [
        {
          message: 'file',
          path: '/lignesImport/0/piecesJustificatives/0/nomFichier',
          marks: '"BDC-2022-0001.pdf "',
          fixable: false,
        },
      ],
      offers: ['Retirer les espaces en trop (le fichier est à renommer aussi)'],
    },
    {
      name: 'rien que des espaces',
      ...AVANCE,
      change: [['"nomMandataire": null', '"nomMandataire": "  "']],
      expect: [{ message: 'blank', path: '/lignesImport/0/beneficiaires/nomMandataire', marks: '"  "', fixable: true }],
      fixed: ['"nomMandataire": null'],
    },
  ],
};
