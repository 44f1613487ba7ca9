import type { Ligne } from '../../format/model/ligne.js';
import type { Located } from '../../format/model/located.js';
import type { SourceEditor } from '../../language/edit.js';
import type { Fix } from '../contract.js';
import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';

interface Numbered {
  readonly chunk: number;
  readonly located: Located;
  readonly found: number;
  readonly due: number;
}

interface Sequence {
  readonly key: string;
  readonly found: number;
  readonly due: number;
  readonly shifted: number;
}

const sequenceFr = ({ key, found, due, shifted }: Sequence): string =>
  `« ${key} » vaut ${String(found)} dans la ligne ${String(due)} du fichier : les lignes se numérotent 1, 2, 3… dans ` +
  `l'ordre.` +
  (shifted === 0
    ? ''
    : shifted === 1
      ? " La ligne suivante est décalée d'autant."
      : ` Les ${String(shifted)} lignes suivantes sont décalées d'autant.`);

const sequenceEn = ({ key, found, due, shifted }: Sequence): string =>
  `“${key}” is ${String(found)} in the file's ligne ${String(due)}: lignes are numbered 1, 2, 3… in order.` +
  (shifted === 0
    ? ''
    : ` ${shifted === 1 ? 'The next ligne is' : `The ${String(shifted)} next lignes are`} off by as much.`);

export const rule = defineFileRule({
  meta: {
    id: 'num-ligne',
    severity: 'warning',
    theme: 'fichier',
    title: { fr: 'Numérotation des lignes', en: 'Numbering of the lignes' },
    explanation: {
      fr:
        "Les lignes d'un fichier se numérotent 1, 2, 3… dans l'ordre. C'est par ce numéro que le portail parle " +
        "d'une ligne rejetée : un numéro répété ou sauté fait corriger la mauvaise.",
      en:
        'The lignes of a file are numbered 1, 2, 3… in order. It is by this number that the portal refers to a ' +
        'rejected ligne: a repeated or skipped number makes one correct the wrong one.',
    },
    citations: [
      { document: 'observation', question: 'numLigne' },
      {
        document: 'asp-vague1',
        question: 'Quelles sont les difficultés rencontrées par les premiers éditeurs sur le dépôt de solde ?',
        quote: 'des lignes manquantes ou dans le mauvais ordre',
      },
    ],
    remedies: ['fix', 'preferred'],
    needsProfile: false,
  },
  messages: {
    sequence: { fr: sequenceFr, en: sequenceEn },
    own: {
      fr: (d: Sequence) =>
        `${sequenceFr(d)} Si c'est un numéro à vous, sa place est dans le numéro que vous donnez à la demande : ` +
        'vérifiez-le avant de renuméroter.',
      en: d =>
        `${sequenceEn(d)} If it is a number of your own, its place is the number that you give the request: check ` +
        'that before renumbering.',
    },
  },
  reads: ['numLigne'],
  check(file, report) {
    const lignes = file.lignes();
    // If a bracket is wrong, two lignes may have been read as one.
    if (lignes.some(({ tangled }) => tangled)) return;
    const wrong: Numbered[] = [];
    // A gap shifts everything after it: it is reported once, where it is, with the number of shifted lignes.
    const breaks: { at: Numbered; shifted: number }[] = [];
    let before = 0;
    let due = 0;
    let next = 0;
    for (const ligne of lignes) {
      // Those of another profile have their rank until they go.
      const skipped = ligne.chunk - next;
      before += skipped;
      due += skipped;
      next = ligne.chunk + 1;
      // What isn't a ligne at all is reported as such, and will be gone.
      if (ligne.kind === 'object') due++;
      const numbered = read(ligne, due);
      if (numbered === undefined) {
        before = NaN;
        continue;
      }
      const { found } = numbered;
      const last = breaks.at(-1);
      if (found !== due && !numbered.located.flagged) {
        wrong.push(numbered);
        if (found === before + 1 && last !== undefined) last.shifted++;
        else breaks.push({ at: numbered, shifted: 0 });
      }
      before = found;
    }
    for (const { at, shifted } of breaks) {
      const { chunk, located, found, due } = at;
      report(
        mayBeOwn(at) ? 'own' : 'sequence',
        { key: located.key, found, due, shifted },
        { chunk, span: located.span, place: located.place },
        {
          fixes: editor => [renumber(editor, wrong)],
        },
      );
    }
  },
});

function read(ligne: Ligne, due: number): Numbered | undefined {
  const located = ligne.first('numLigne');
  if (typeof located?.value !== 'string' || !/^-?\d+$/.test(located.value)) return undefined;
  return { chunk: ligne.chunk, located, found: Number(located.value), due };
}

/**
 * A file has at most 200 lignes: a longer number may be one of the publisher's own, which only the user may discard.
 */
const LONGEST_RANK = 3;

const mayBeOwn = ({ located }: Numbered): boolean => String(located.value).length > LONGEST_RANK;

const renumber = (editor: SourceEditor, wrong: readonly Numbered[]): Fix => ({
  kind: wrong.some(mayBeOwn) ? 'preferred' : 'fix',
  title: { fr: 'Renuméroter les lignes 1, 2, 3…', en: 'Renumber the lignes 1, 2, 3…' },
  edits: wrong.map(({ chunk, located, due }) => editor.in(chunk).replace(located.node, String(due))),
});

const AVANCE = { profile: 'MDV-LGC/avance' } as const;

export const examples: Examples = {
  valid: [{ name: '1, 2, 3', ...AVANCE }],
  invalid: [
    {
      name: "un numéro de l'éditeur à la place du rang : à vous de décider",
      ...AVANCE,
      change: [['"numLigne": 1,', '"numLigne": 20220001,']],
      expect: [{ message: 'own', path: '/lignesImport/0/numLigne', marks: '20220001', fixable: false }],
      offers: ['Renuméroter les lignes 1, 2, 3…'],
    },
    {
      name: "mille et plus : aucun rang d'un fichier",
      ...AVANCE,
      change: [['"numLigne": 1,', '"numLigne": 1007,']],
      expect: [{ message: 'own', path: '/lignesImport/0/numLigne', marks: '1007', fixable: false }],
      offers: ['Renuméroter les lignes 1, 2, 3…'],
    },
    {
      name: "la suite d'un autre fichier : 201, 202, 203",
      ...AVANCE,
      change: [
        ['"numLigne": 1,', '"numLigne": 201,'],
        ['"numLigne": 2,', '"numLigne": 202,'],
        ['"numLigne": 3,', '"numLigne": 203,'],
      ],
      expect: [{ message: 'sequence', path: '/lignesImport/0/numLigne', marks: '201', fixable: true }],
      fixed: ['"numLigne": 1', '"numLigne": 2', '"numLigne": 3'],
    },
    {
      name: 'un numéro répété : 1, 2, 2',
      ...AVANCE,
      change: [['"numLigne": 3', '"numLigne": 2']],
      expect: [
        { message: 'sequence', path: '/lignesImport/2/numLigne', marks: '2', severity: 'warning', fixable: true },
      ],
      fixed: ['"numLigne": 1', '"numLigne": 2', '"numLigne": 3'],
    },
    {
      name: 'un trou : 1, 3, 4',
      ...AVANCE,
      change: [
        ['"numLigne": 2', '"numLigne": 30'],
        ['"numLigne": 3,', '"numLigne": 4,'],
        ['"numLigne": 30', '"numLigne": 3'],
      ],
      expect: [{ message: 'sequence', path: '/lignesImport/1/numLigne', marks: '3' }],
      fixed: ['"numLigne": 1', '"numLigne": 2', '"numLigne": 3'],
    },
    {
      name: 'à partir de 0',
      ...AVANCE,
      change: [
        ['"numLigne": 1', '"numLigne": 0'],
        ['"numLigne": 2', '"numLigne": 1'],
        ['"numLigne": 3', '"numLigne": 2'],
      ],
      expect: [{ message: 'sequence', path: '/lignesImport/0/numLigne', marks: '0' }],
      fixed: ['"numLigne": 1', '"numLigne": 2', '"numLigne": 3'],
    },
  ],
};
