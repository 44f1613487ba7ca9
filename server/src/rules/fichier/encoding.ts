import type { Fix, Target } from '../contract.js';
import { defineTextRule } from '../define.js';
import type { Examples } from '../examples.js';
import { WITHOUT_BOM } from '../../language/edit.js';

const TOP: Target = { chunk: undefined, span: { start: 0, end: 0 }, place: undefined };

const REENCODE: readonly Fix[] = [
  {
    kind: 'command',
    title: { fr: "Changer l'encodage du fichier…", en: "Change the file's encoding…" },
    edits: [],
    command: 'segur.changerEncodage',
  },
];

/** JSON begins with ASCII, which in UTF-16 has a NUL in every other byte; its byte order mark isn't UTF-8. */
const UTF16 = /^\ufffd{0,2}\0?(?:[\t\n\r -~]\0){2}/;

export const rule = defineTextRule({
  meta: {
    id: 'encoding',
    severity: 'error',
    theme: 'fichier',
    title: { fr: 'Encodage incorrect', en: 'Wrong encoding' },
    explanation: {
      fr:
        "Le portail lit de l'UTF-8 sans marque d'ordre des octets (BOM). Un fichier écrit en Latin-1, en " +
        "Windows-1252 ou en UTF-16 y perd ses accents, ou n'est pas lu du tout.",
      en:
        'The portal reads UTF-8 without a byte order mark (BOM). A file written in Latin-1, Windows-1252 or UTF-16 ' +
        'loses its accents there, or is not read at all.',
    },
    citations: [
      {
        document: 'json',
        question: 'Section 8.1, Character Encoding',
        quote: 'MUST NOT add a byte order mark (U+FEFF) to the beginning',
      },
    ],
    remedies: ['fix', 'command'],
    needsProfile: false,
  },
  messages: {
    utf16: {
      fr: () =>
        "Ce fichier est en UTF-16 (« Unicode » pour Windows) : le portail, qui attend de l'UTF-8, n'y lirait rien. " +
        'Enregistrez-le en « UTF-8 sans BOM ».',
      en: () =>
        'This file is in UTF-16 (what Windows calls “Unicode”): the portal, which expects UTF-8, could read none of ' +
        'it. Save it as “UTF-8 without BOM”.',
    },
    binary: {
      fr: () =>
        "Ce fichier contient des octets nuls : c'est un fichier binaire, pas du texte. Le portail attend un JSON en " +
        'UTF-8 : retrouvez le bon fichier, ou produisez-le de nouveau.',
      en: () =>
        'This file contains NUL bytes: it is a binary file, not text. The portal expects JSON in UTF-8: find the ' +
        'right file, or make it again.',
    },
    invalid: {
      fr: () =>
        "Ce fichier n'est pas en UTF-8 (sans doute en Windows-1252 ou Latin-1) : le portail n'en lirait pas " +
        'les accents. Rouvrez-le dans cet encodage, puis enregistrez-le en « UTF-8 sans BOM ».',
      en: () =>
        'This file is not UTF-8 (probably Windows-1252 or Latin-1): the portal could not read its accents. Reopen it ' +
        'in that encoding, then save it as “UTF-8 without BOM”.',
    },
    bom: {
      fr: () =>
        "Ce fichier commence par une marque d'ordre des octets (BOM), que JSON n'admet pas : enregistrez-le " +
        'en « UTF-8 sans BOM ».',
      en: () =>
        'This file begins with a byte order mark (BOM), which JSON does not allow: save it as “UTF-8 without BOM”.',
    },
    replaced: {
      fr: (d: { line: number; count: number }) =>
        'Un caractère a été perdu dans une conversion (U+FFFD, ligne ' +
        `${String(d.line)}${d.count > 1 ? `, et ${String(d.count - 1)} autre${d.count > 2 ? 's' : ''}` : ''})` +
        ` : c'était sans doute une lettre accentuée, ressaisissez-la.`,
      en: d =>
        'A character was lost in a conversion (U+FFFD, line ' +
        `${String(d.line)}${d.count > 1 ? `, and ${String(d.count - 1)} more` : ''}): it was probably an accented ` +
        'letter, type it again.',
    },
  },
  check({ text, encoding }, report) {
    if (text.includes('\0')) {
      report(UTF16.test(text) ? 'utf16' : 'binary', {}, TOP);
      return;
    }
    if (encoding.written !== undefined) {
      report(encoding.written, {}, TOP, { fixes: () => REENCODE });
      return;
    }
    if (encoding.invalid) {
      report('invalid', {}, TOP);
      return;
    }
    const kept = text.startsWith('\ufeff');
    if (encoding.bom || kept) {
      report('bom', {}, TOP, {
        fixes: editor => [
          {
            kind: 'fix',
            title: { fr: 'Retirer la marque (BOM)', en: 'Remove the mark (BOM)' },
            edits: [kept ? editor.replace({ start: 0, end: 1 }, '') : WITHOUT_BOM],
          },
        ],
      });
    }
    const first = text.indexOf('\ufffd');
    if (first < 0) return;
    // The bytes are valid UTF-8: the letter was lost earlier, in the program that wrote the file.
    report(
      'replaced',
      { line: text.slice(0, first).split(/\r\n|\r|\n/).length, count: text.split('\ufffd').length - 1 },
      TOP,
      { severity: 'warning' },
    );
  },
});

const AVANCE = { profile: 'MDV-LGC/avance' } as const;

export const examples: Examples = {
  valid: [{ name: "de l'UTF-8 sans BOM", ...AVANCE }],
  invalid: [
    {
      name: "une marque d'ordre des octets",
      ...AVANCE,
      bom: true,
      expect: [{ message: 'bom', path: '', marks: '', fixable: true }],
      fixed: ['{\n  "impId"'],
    },
    {
      name: "la même, que l'éditeur ne montre pas",
      ...AVANCE,
      written: 'bom',
      expect: [{ message: 'bom', path: '', marks: '', fixable: false }],
    },
    {
      name: 'du Windows-1252',
      ...AVANCE,
      invalidBytes: true,
      change: [['Lefèvre', 'Lef\ufffdvre']],
      expect: [{ message: 'invalid', path: '', marks: '', fixable: false }],
    },
    {
      name: "de l'UTF-16, avec ou sans marque",
      ...AVANCE,
      text: '\ufffd\ufffd{\0\n\0"\0',
      invalidBytes: true,
      expect: [{ message: 'utf16', path: '', marks: '', fixable: false }],
    },
    {
      name: "de l'UTF-16, l'octet de poids fort d'abord",
      ...AVANCE,
      text: '\0{\0"\0i',
      expect: [{ message: 'utf16', path: '', marks: '', fixable: false }],
    },
    {
      name: 'un fichier binaire',
      ...AVANCE,
      text: 'PK\u0003\u0004\0\0\b\0',
      expect: [{ message: 'binary', path: '', marks: '', fixable: false }],
    },
    {
      name: 'un accent déjà perdu',
      ...AVANCE,
      change: [['Lefèvre', 'Lef\ufffdvre']],
      expect: [{ message: 'replaced', path: '', marks: '', severity: 'warning' }],
    },
  ],
};
