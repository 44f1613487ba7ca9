import { checkFileName, extensionOf, type FileNameCheck } from '../../format/domain/fichier.js';
import { saysNothing } from '../../format/domain/fold.js';
import type { LocatedText } from '../../format/model/located.js';
import type { SourceEditor } from '../../language/edit.js';
import type { Fix } from '../contract.js';
import { defineValueRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';
import { rewrite } from '../shared/fixes.js';
import type { Bilingual } from '../../texts/typeset.js';

export const rule = defineValueRule({
  meta: {
    id: 'piece-name',
    severity: 'error',
    theme: 'pieces',
    title: { fr: 'Nom de fichier impossible ou sans extension', en: 'Impossible file name, or one without extension' },
    explanation: {
      fr:
        "Le nom d'une pièce est celui du fichier dans le ZIP de la demande : un simple nom, sans dossier ni " +
        "caractère qu'un système refuse, et l'extension du format annoncé. Les accents et les espaces simples sont " +
        'permis. Si vous changez le nom ici, renommez aussi le fichier.',
      en:
        "The name of an attachment is that of the file in the request's ZIP: a plain name, without folder nor " +
        'character that some system refuses, and the extension of the declared format. Accents and single spaces ' +
        'are allowed. If you change the name here, rename the file too.',
    },
    citations: [
      { document: 'observation', question: 'piecesJustificatives' },
      { document: 'projet', question: 'nomFichier : nom de fichier portable (Windows, macOS, Linux, ZIP)' },
    ],
    remedies: ['fix', 'suggest'],
    needsProfile: false,
  },
  messages: {
    name: {
      fr: (d: { why: Bilingual }) =>
        `Ce nom ne peut pas être celui d'un fichier du ZIP : ${d.why.fr}. Donnez un simple nom de fichier, et ` +
        'renommez le fichier de même.',
      en: d =>
        `This name can't be that of a file in the ZIP: ${d.why.en}. Give a plain file name, and rename the file ` +
        'likewise.',
    },
    'no-extension': {
      fr: (d: { extension: string }) =>
        `Ce nom n'a pas l'extension de son format : ajoutez ${cite(`.${d.extension}`)}, comme dans le nom du fichier.`,
      en: d => `This name lacks the extension of its format: add “.${d.extension}”, as in the file's name.`,
    },
    extension: {
      fr: (d: { found: string; extension: string }) =>
        `L'extension ${cite(`.${d.found}`)} contredit le format annoncé : le fichier doit être un ` +
        `${cite(`.${d.extension}`)}. Convertissez-le s'il n'en est pas un, puis donnez ici son nom.`,
      en: d =>
        `The extension “.${d.found}” contradicts the declared format: the file must be a “.${d.extension}”. ` +
        'Convert it if it is not, then give its name here.',
    },
  },
  roles: ['nomFichier'],
  beside: true,
  check(value, report, at) {
    const name = value.value;
    const extension = extensionDue(value);
    const outcome = checkFileName(name);
    const found = extensionOf(name);
    if (outcome === 'ok' && (extension === undefined || found === extension)) return;
    // No name yet: another rule says so.
    if (saysNothing(name)) return;
    if (outcome !== 'ok') {
      const plain = plainName(name, extension);
      const length = outcome === 'too-long' || plain === name || checkFileName(plain) !== 'ok';
      report('name', { why: WHY[outcome] }, at(), {
        fixes: editor => (length ? [] : [rewrite(editor, value, plain, 'suggest')]),
      });
      return;
    }
    if (extension === undefined) return;
    if (looksLikeExtension(found)) {
      const stem = name.slice(0, name.length - found.length - 1);
      report('extension', { found, extension }, at(), {
        fixes: editor => [rewrite(editor, value, `${stem}.${extension}`, 'suggest')],
      });
    } else {
      report('no-extension', { extension }, at(), { fixes: editor => appended(editor, value, `.${extension}`) });
    }
  },
});

const WHY: Readonly<Record<Exclude<FileNameCheck, 'ok'>, Bilingual>> = {
  empty: { fr: 'il est vide', en: 'it is empty' },
  control: { fr: 'il contient un caractère invisible', en: 'it contains an invisible character' },
  parent: { fr: `il remonte à un autre dossier (${cite('..')})`, en: 'it goes up to another folder (“..”)' },
  separator: { fr: `il contient un chemin (${cite('/')} ou ${cite('\\')})`, en: 'it contains a path (“/” or “\\”)' },
  'reserved-character': {
    fr: 'il contient un caractère que Windows refuse (< > : " | ? *)',
    en: 'it contains a character that Windows refuses (< > : " | ? *)',
  },
  trailing: { fr: 'il se termine par un point ou une espace', en: 'it ends with a dot or a space' },
  'reserved-name': { fr: 'Windows réserve ce nom à un périphérique', en: 'Windows reserves this name for a device' },
  'too-long': { fr: 'il dépasse 255 octets', en: 'it is longer than 255 bytes' },
};

function extensionDue(value: LocatedText): string | undefined {
  const format = value.entry?.text('formatFichier')?.value;
  return format !== undefined && /^[a-z]{2,5}$/i.test(format) ? format.toLowerCase() : undefined;
}

/** The text after the last dot may belong to the name: "BDC-2022.0003", "Dr. Martin". */
const looksLikeExtension = (found: string): boolean => /^(?:[a-z]{2,4}|p7[msc]|jp2)$/.test(found);

/** Adds to the text as typed, escapes included. */
function appended(editor: SourceEditor, value: LocatedText, extension: string): readonly Fix[] {
  if (value.node.kind !== 'string' || checkFileName(value.value + extension) !== 'ok') return [];
  const end = value.node.end - 1;
  return [
    {
      kind: 'fix',
      title: { fr: `Ajouter ${cite(extension)}`, en: `Add “${extension}”` },
      edits: [editor.replace({ start: end, end }, extension)],
    },
  ];
}

/** The file's own name without its folders, invalid characters replaced, the extension added. */
function plainName(name: string, extension: string | undefined): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const allowed = base
    .replace(/[<>:"|?*]+/g, '-')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[. ]+$/, '');
  const safe = checkFileName(allowed) === 'reserved-name' ? `_${allowed}` : allowed;
  return extension === undefined || extensionOf(safe) === extension || safe === '' ? safe : `${safe}.${extension}`;
}

const from = '"nomFichier": "BDC-2022-0001.pdf"';
const path = '/lignesImport/0/piecesJustificatives/0/nomFichier';

export const examples: Examples = {
  valid: [
    { name: 'un nom simple', profile: 'MDV-LGC/avance' },
    {
      name: 'des accents, des espaces, une extension en capitales',
      profile: 'MDV-LGC/avance',
      change: [[from, '"nomFichier": "Bon de commande n°1 - Éléonore L\'Hôpital (signé).PDF"']],
    },
    { name: 'deux extensions', profile: 'MDV-LGC/avance', change: [[from, '"nomFichier": "bdc.pdf.PDF"']] },
  ],
  invalid: [
    {
      name: 'sans extension',
      profile: 'MDV-LGC/avance',
      change: [[from, '"nomFichier": "Cabinet Lef\\u00e8vre"']],
      expect: [{ message: 'no-extension', path, marks: '"Cabinet Lef\\u00e8vre"', severity: 'error', fixable: true }],
      fixed: ['"nomFichier": "Cabinet Lef\\u00e8vre.pdf"'],
    },
    {
      name: "un point qui n'annonce pas d'extension",
      profile: 'MDV-LGC/avance',
      change: [[from, '"nomFichier": "BDC-2022.0001"']],
      expect: [{ message: 'no-extension', path, marks: '"BDC-2022.0001"', fixable: true }],
      fixed: ['"nomFichier": "BDC-2022.0001.pdf"'],
    },
    {
      name: 'un document de traitement de texte',
      profile: 'MDV-LGC/avance',
      change: [[from, '"nomFichier": "BDC-2022-0001.docx"']],
      expect: [{ message: 'extension', path, marks: '"BDC-2022-0001.docx"', fixable: false }],
      offers: ['Écrire « BDC-2022-0001.pdf »'],
    },
    {
      name: 'un chemin',
      profile: 'MDV-LGC/avance',
      change: [[from, '"nomFichier": "C:\\\\Ségur\\\\BDC-2022-0001.pdf"']],
      expect: [{ message: 'name', path, marks: '"C:\\\\Ségur\\\\BDC-2022-0001.pdf"', fixable: false }],
      offers: ['Écrire « BDC-2022-0001.pdf »'],
    },
    {
      name: 'un caractère réservé',
      profile: 'MDV-LGC/avance',
      change: [[from, '"nomFichier": "BDC:2022?.pdf"']],
      expect: [{ message: 'name', path, marks: '"BDC:2022?.pdf"' }],
      offers: ['Écrire « BDC-2022-.pdf »'],
    },
  ],
};
