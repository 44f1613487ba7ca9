import { garbledIn, saysNothing } from '../../format/domain/fold.js';
import { checkFileName, extensionOf } from '../../format/domain/fichier.js';
import { foldKey } from '../../format/domain/fold.js';
import type { Ligne } from '../../format/model/ligne.js';
import type { LocatedText } from '../../format/model/located.js';
import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atValue } from '../shared/targets.js';
import { ofType, piecesOf } from '../../format/pieces/pieces.js';
import { rewriteFix } from '../shared/fixes.js';

export const rule = defineFileRule({
  meta: {
    id: 'mom-name',
    severity: 'warning',
    theme: 'pieces',
    title: { fr: 'Nom de MOM sans lien avec la demande', en: 'MOM name unrelated to the request' },
    explanation: {
      fr:
        "Le contenu des MOM se ressemble : c'est le nom du fichier qui rattache chacune à sa demande de " +
        "financement. Mettez-y le numéro de l'éditeur de la demande, ou son numéro de dossier ASP ; la casse et les " +
        'séparateurs ne comptent pas.',
      en:
        "The MOMs' contents are alike: it is the file's name that links each to its funding request. Put the " +
        "publisher's number of the request in it, or its ASP dossier number; case and separators don't count.",
    },
    citations: [
      {
        document: 'asp-vague1',
        question:
          "Quel est l'intérêt de modifier le nom de la MOM alors que le contenu est unique ? D'autant que le " +
          'document MOM est déjà rattaché à un JSON et une facture.',
        quote:
          'Nous devons donc pouvoir rattacher la MOM à sa demande de financement. Le nommage de la MOM permet ' +
          "d'effectuer ce lien.",
      },
    ],
    remedies: ['suggest'],
    needsProfile: true,
    concerns: { phase: 'solde' },
  },
  messages: {
    unlinked: {
      fr: () =>
        "Le nom de cette MOM ne porte ni le numéro de l'éditeur ni le numéro de dossier ASP de la demande : " +
        "l'instruction ne pourra pas l'y rattacher. Renommez le fichier, et son nom ici.",
      en: () =>
        "The name of this MOM contains neither the publisher's number nor the ASP dossier number of the request: the " +
        "instruction can't link it. Rename the file, and its name here.",
    },
  },
  reads: ['numeroEditeur', 'numeroASP', 'nomFichier', 'typeFichier'],
  check(file, report) {
    const seen = new Set<string>();
    for (const ligne of file.lignes()) {
      const names = momNames(ligne);
      if (names.length === 0) continue;
      const own = ligne.text('numeroEditeur')?.value;
      const numbers = [own, ligne.text('numeroASP')?.value].filter(text => text !== undefined);
      const marks = numbers.map(bare).filter(mark => mark !== '');
      for (const name of names) {
        const shared = seen.has(name.value);
        seen.add(name.value);
        // Another ligne's MOM is one mistake, reported by piece-shared. An unreadable number may well be in the name.
        const unsaid = [name.value, own ?? ''].some(text => saysNothing(text) || garbledIn(text) !== undefined);
        if (
          shared ||
          unsaid ||
          name.flagged ||
          checkFileName(name.value) !== 'ok' ||
          own === undefined ||
          marks.length === 0 ||
          marks.some(mark => bears(bare(name.value), mark))
        )
          continue;
        const linked = `MOM-${own.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.${extensionOf(name.value) || 'pdf'}`;
        report('unlinked', undefined, atValue(ligne, name), {
          fixes: checkFileName(linked) === 'ok' ? rewriteFix(name, linked, 'suggest') : () => [],
        });
      }
    }
  },
});

const momNames = (ligne: Ligne): readonly LocatedText[] => {
  const pieces = piecesOf(ligne);
  return pieces === undefined ? [] : ofType(pieces, 'MOM').flatMap(({ name }) => (name === undefined ? [] : [name]));
};

/** Letters and digits only, without case and accents. */
const bare = (text: string): string => foldKey(text).replace(/[^\p{L}\p{N}]/gu, '');

/** A number's leading zeros come and go. */
const bears = (name: string, mark: string): boolean =>
  name.includes(mark) || name.includes(mark.replace(/^0+(?=.)/, ''));

const from = '"nomFichier": "MOM-BDC-2022-0001.pdf"';

export const examples: Examples = {
  valid: [
    { name: "le numéro de l'éditeur dans le nom", profile: 'MDV-LGC/solde' },
    {
      name: 'le même, sans séparateurs et en minuscules',
      profile: 'MDV-LGC/solde',
      change: [[from, '"nomFichier": "mom bdc2022_0001.pdf"']],
    },
    {
      name: 'le numéro de dossier ASP',
      profile: 'MDV-LGC/solde',
      change: [[from, '"nomFichier": "FINMDV00120 mise en ordre de marche.pdf"']],
    },
  ],
  invalid: [
    {
      name: 'un nom qui ne dit rien',
      profile: 'MDV-LGC/solde',
      change: [[from, '"nomFichier": "MOM.pdf"']],
      expect: [
        {
          message: 'unlinked',
          path: '/lignesImport/0/piecesJustificatives/1/nomFichier',
          marks: '"MOM.pdf"',
          severity: 'warning',
          fixable: false,
        },
      ],
      offers: ['Écrire « MOM-BDC-2022-0001.pdf »'],
    },
  ],
};
