import { checkFileName } from '../../format/domain/fichier.js';
import type { Ligne } from '../../format/model/ligne.js';
import type { LocatedText } from '../../format/model/located.js';
import { nameKey, type Near, nearestNames, partsFolderOf, sourcesOf } from '../../format/pieces/folder.js';
import type { Fix, FolderSubject } from '../contract.js';
import { defineFolderRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atValue } from '../shared/targets.js';
import { type Piece, pieceOf } from '../../format/pieces/pieces.js';
import { cite } from '../shared/words.js';
import { rewrite } from '../shared/fixes.js';
import { JOINED } from '../shared/citations.js';

/** More would make a light bulb's menu unreadable. */
const MAX_OFFERS = 5;

export const rule = defineFolderRule({
  meta: {
    id: 'piece-missing',
    severity: 'warning',
    theme: 'pieces',
    title: { fr: 'Pièce absente du dossier', en: 'Attachment not in the folder' },
    explanation: {
      fr:
        'Chaque pièce nommée dans le JSON doit être dans le dossier des pièces : le fichier de ce nom, ou, pour une ' +
        "pièce `X.pdf` faite de plusieurs documents, un dossier `X` dont les fichiers seront réunis dans l'ordre de " +
        "leurs noms. Le nom est cherché tel qu'il est écrit, majuscules comprises, car le fichier du ZIP le " +
        'portera.',
      en:
        'Each attachment named in the JSON must be in the attachments folder: the file of that name or, for a ' +
        'document `X.pdf` made of several, a folder `X` whose files will be joined in the order of their names. The ' +
        'name is looked for as it is written, case included, since the file in the ZIP will have it.',
    },
    citations: [JOINED, { document: 'projet', question: "Le nom d'une pièce et son fichier" }],
    remedies: ['suggest', 'command'],
    needsProfile: false,
    concerns: { roles: ['nomFichier'] },
  },
  messages: {
    missing: {
      fr: (d: { name: string; folder: string; parts: string | undefined }) =>
        `Le dossier des pièces ${cite(d.folder)} n'a pas de fichier ` +
        cite(d.name) +
        (d.parts === undefined ? '' : `, ni de dossier ${cite(d.parts)} dont les fichiers le composeraient`) +
        '. Mettez-y le document, ou choisissez ici celui qui convient.',
      en: d =>
        `The attachments folder “${d.folder}” has no file ` +
        `“${d.name}”${d.parts === undefined ? '' : `, nor a folder “${d.parts}” whose files would make it up`}. ` +
        'Put the attachment there, or choose the right one here.',
    },
    near: {
      fr: (d: { name: string; folder: string; near: string }) =>
        `Le dossier des pièces ${cite(d.folder)} n'a pas de fichier ${cite(d.name)}. Est-ce ${cite(d.near)} ? ` +
        'Donnez le même nom ici et au fichier.',
      en: d =>
        `The attachments folder “${d.folder}” has no file “${d.name}”. Is it “${d.near}”? Give the same name here ` +
        'and to the file.',
    },
    case: {
      fr: (d: { name: string; near: string }) =>
        `Ce nom et celui du fichier, ${cite(d.near)}, diffèrent par les majuscules : beaucoup de systèmes y ` +
        'voient deux fichiers. Écrivez-les de même.',
      en: d =>
        `This name and the file's, “${d.near}”, differ in their capitals: many systems take them for two files. ` +
        'Write both alike.',
    },
    'empty-folder': {
      fr: (d: { folder: string }) =>
        `Le dossier ${cite(d.folder)}, dont les fichiers composeraient cette pièce, est vide. Mettez-y les ` +
        'documents à réunir.',
      en: d =>
        `The folder “${d.folder}”, whose files would make up this attachment, is empty. Put the documents to join ` +
        'in it.',
    },
  },
  check(ligne, subject, report) {
    const { folder } = subject;
    for (const piece of ligne.entries('piece').map(pieceOf)) {
      const { name } = piece;
      // A name with a finding of its own is reported once.
      if (name === undefined || name.flagged || checkFileName(name.value) !== 'ok') continue;
      const sources = sourcesOf(name.value, folder);
      if (sources.kind !== 'none') continue;
      const near = sources.emptyFolder === undefined ? nearTo(name.value, piece, ligne, subject) : [];
      const at = atValue(ligne, name);
      const options = { fixes: fixesTo(name, near) };
      const [first] = near;
      if (sources.emptyFolder !== undefined) report('empty-folder', { folder: sources.emptyFolder }, at, options);
      else if (first === undefined)
        report('missing', { name: name.value, folder: folder.name, parts: partsFolderOf(name.value) }, at, options);
      else if (nameKey(first.nomFichier) === nameKey(name.value))
        report('case', { name: name.value, near: first.nomFichier }, at, options);
      else report('near', { name: name.value, folder: folder.name, near: first.nomFichier }, at, options);
    }
  },
});

function nearTo(name: string, { type }: Piece, ligne: Ligne, { folder, isNamed }: FolderSubject): readonly Near[] {
  const own = nameKey(name);
  const numbers = (['numeroEditeur', 'numeroASP', 'numeroFacture'] as const).flatMap(
    role => ligne.text(role)?.value ?? [],
  );
  return nearestNames(name, folder, { type: type?.value, numbers, isTaken: key => key !== own && isNamed(key) });
}

const fixesTo =
  (name: LocatedText, near: readonly Near[]) =>
  (editor: Parameters<typeof rewrite>[0]): readonly Fix[] => [
    ...near.slice(0, MAX_OFFERS).map(({ nomFichier }) => rewrite(editor, name, nomFichier, 'suggest')),
    {
      kind: 'command',
      title: { fr: 'Choisir un fichier…', en: 'Choose a file…' },
      edits: [],
      command: 'segur.choisirPiece',
    },
  ];

const choose = 'Choisir un fichier…';
const ORDERS = ['BDC-2022-0001.pdf', 'BDC-2022-0002.pdf', 'BDC-2022-0003.pdf'];
const path = '/lignesImport/0/piecesJustificatives/0/nomFichier';
const marks = '"BDC-2022-0001.pdf"';

export const examples: Examples = {
  valid: [
    { name: 'chaque fichier est là', profile: 'MDV-LGC/avance', folder: [...ORDERS, 'notes.txt'] },
    {
      name: 'un dossier dont les fichiers composent la pièce',
      profile: 'MDV-LGC/avance',
      folder: ['BDC-2022-0001/1.pdf', 'BDC-2022-0001/2.pdf', ...ORDERS.slice(1)],
    },
    {
      name: 'un accent en deux caractères',
      profile: 'MDV-LGC/avance',
      change: [[marks, '"Commande Lefèvre.pdf"']],
      folder: ['Commande Lefe\u0300vre.pdf', ...ORDERS],
    },
    { name: "aucun dossier n'est connu", profile: 'MDV-LGC/avance' },
  ],
  invalid: [
    {
      name: 'aucun fichier ne ressemble',
      profile: 'MDV-LGC/avance',
      folder: [...ORDERS.slice(1), 'BDC-2022-0009.pdf', 'FACTURE BDC-2022-0001.pdf'],
      expect: [{ message: 'missing', path, marks, severity: 'warning', fixable: false }],
      offers: [choose],
    },
    {
      name: 'une autre façon de l’écrire',
      profile: 'MDV-LGC/avance',
      folder: [...ORDERS.slice(1), 'bdc_2022_0001.pdf', 'BDC-2022-0001 signé.pdf', 'bon signé.pdf'],
      expect: [{ message: 'near', path, marks }],
      offers: [
        'Écrire « bdc_2022_0001.pdf »',
        'Écrire « BDC-2022-0001 signé.pdf »',
        'Écrire « bon signé.pdf »',
        choose,
      ],
    },
    {
      name: 'les majuscules diffèrent',
      profile: 'MDV-LGC/avance',
      folder: ['BDC-2022-0001.PDF', ...ORDERS.slice(1)],
      expect: [{ message: 'case', path, marks }],
      offers: ['Écrire « BDC-2022-0001.PDF »', choose],
    },
    {
      name: 'le dossier de ses parties est vide',
      profile: 'MDV-LGC/avance',
      folder: ['BDC-2022-0001/', ...ORDERS.slice(1)],
      expect: [{ message: 'empty-folder', path, marks }],
      offers: [choose],
    },
  ],
};
