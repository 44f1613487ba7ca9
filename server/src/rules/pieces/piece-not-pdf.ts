import { extensionOf } from '../../format/domain/fichier.js';
import type { Entry } from '../../format/model/located.js';
import { filesOf, type PdfState, sourcesOf } from '../../format/pieces/folder.js';
import type { Report } from '../contract.js';
import { defineFolderRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atValue } from '../shared/targets.js';
import { cite } from '../shared/words.js';
import { JOINED } from '../shared/citations.js';

type Unusable = Exclude<PdfState['state'], 'pdf'>;
interface Where {
  readonly file: string;
}

export const rule = defineFolderRule({
  meta: {
    id: 'piece-not-pdf',
    severity: 'error',
    theme: 'pieces',
    title: { fr: 'Pièce illisible comme PDF', en: 'Attachment that is not a readable PDF' },
    explanation: {
      fr:
        "Le fichier annoncé au format PDF doit s'ouvrir comme tel : un vrai PDF d'au moins une page, sans mot de " +
        "passe. Un fichier vide, renommé ou abîmé serait refusé à l'instruction, après le dépôt.",
      en:
        'The file declared as a PDF must open as one: a real PDF of one page or more, without a password. An ' +
        'empty, renamed or damaged file would be refused when the request is examined, after the deposit.',
    },
    citations: [{ document: 'observation', question: 'piecesJustificatives' }, JOINED],
    remedies: [],
    needsProfile: false,
    concerns: { roles: ['nomFichier'] },
  },
  messages: {
    empty: {
      fr: ({ file }: Where) => `Le fichier ${cite(file)} est vide (0 octet). Copiez-le ou exportez-le de nouveau.`,
      en: ({ file }) => `The file “${file}” is empty (0 bytes). Copy or export it again.`,
    },
    'not-pdf': {
      fr: ({ file }: Where) =>
        `Le fichier ${cite(file)} n'est pas un PDF, malgré son nom. Ouvrez-le dans le logiciel qui l'a créé et ` +
        `exportez-le en PDF : changer l'extension ne suffit pas.`,
      en: ({ file }) =>
        `The file “${file}” is not a PDF, whatever its name. Open it in the program that made it and export it as a ` +
        'PDF: changing the extension is not enough.',
    },
    encrypted: {
      fr: ({ file }: Where) =>
        `Il faut un mot de passe pour ouvrir ${cite(file)} : l'agence ne pourra pas le lire. Enregistrez-en une ` +
        `copie sans mot de passe ; si le client l'a signé électroniquement, demandez-lui un exemplaire non ` +
        'protégé.',
      en: ({ file }) =>
        `“${file}” needs a password to open: the agency won't be able to read it. Save a copy without a password; ` +
        'if the client signed it electronically, ask for an unprotected one.',
    },
    damaged: {
      fr: ({ file }: Where) =>
        `Le fichier ${cite(file)} est abîmé : sa fin manque ou son contenu ne se lit pas. Copiez-le ou ` +
        `exportez-le de nouveau, et vérifiez qu'il s'ouvre.`,
      en: ({ file }) =>
        `The file “${file}” is damaged: its end is missing or its contents can't be read. Copy or export it ` +
        'again, and check that it opens.',
    },
    'no-page': {
      fr: ({ file }: Where) => `Le PDF ${cite(file)} n'a aucune page. Exportez-le de nouveau.`,
      en: ({ file }) => `The PDF “${file}” has no page. Export it again.`,
    },
    unreadable: {
      fr: ({ file }: Where) =>
        `Le fichier ${cite(file)} ne peut pas être lu : vérifiez vos droits sur ce fichier, et qu'il n'est ni un ` +
        'lien vers un autre dossier ni ouvert par un autre logiciel.',
      en: ({ file }) =>
        `The file “${file}” can't be read: check your rights on it, and that it is neither a link to another ` +
        'folder or in use by another program.',
    },
  },
  check(ligne, { folder }, report) {
    for (const entry of ligne.entries('piece')) {
      const name = entry.text('nomFichier');
      if (name === undefined || !isDuePdf(entry, name.value)) continue;
      const sources = sourcesOf(name.value, folder);
      const parent = sources.kind === 'parts' ? `${sources.folder}/` : '';
      for (const { name: file, pdf } of filesOf(sources)) {
        if (pdf !== undefined && pdf.state !== 'pdf')
          tell(report, pdf.state, { file: parent + file }, atValue(ligne, name));
      }
    }
  },
});

const tell = <R extends Report<Record<Unusable, Where>>>(
  report: R,
  state: Unusable,
  data: Where,
  at: Parameters<R>[2],
): void => {
  report(state, data, at);
};

/** Another format means another file; a name that contradicts the format has its own finding. */
const isDuePdf = (entry: Entry, name: string): boolean =>
  (entry.text('formatFichier')?.value ?? 'PDF').toUpperCase() === 'PDF' && extensionOf(name) === 'pdf';

const path = '/lignesImport/0/piecesJustificatives/0/nomFichier';
const marks = '"BDC-2022-0001.pdf"';
const others = ['BDC-2022-0002.pdf', 'BDC-2022-0003.pdf'];
const bad = (name: string, state: Unusable): Examples['invalid'][number] => ({
  name,
  profile: 'MDV-LGC/avance',
  folder: [{ name: 'BDC-2022-0001.pdf', state }, ...others],
  expect: [{ message: state, path, marks, severity: 'error', fixable: false }],
});

export const examples: Examples = {
  valid: [
    { name: 'de vrais PDF', profile: 'MDV-LGC/avance', folder: ['BDC-2022-0001.pdf', ...others] },
    {
      name: 'un fichier que le JSON ne nomme pas',
      profile: 'MDV-LGC/avance',
      folder: ['BDC-2022-0001.pdf', ...others, { name: 'brouillon.pdf', state: 'empty' }],
    },
  ],
  invalid: [
    bad('un fichier vide', 'empty'),
    bad('un document de traitement de texte renommé', 'not-pdf'),
    bad('un mot de passe à l’ouverture', 'encrypted'),
    bad('un téléchargement interrompu', 'damaged'),
    bad('un PDF sans page', 'no-page'),
    bad('un fichier protégé en lecture', 'unreadable'),
    {
      name: 'une partie de la pièce',
      profile: 'MDV-LGC/avance',
      folder: ['BDC-2022-0001/1.pdf', { name: 'BDC-2022-0001/2.pdf', state: 'not-pdf' }, ...others],
      expect: [{ message: 'not-pdf', path, marks }],
    },
  ],
};
