import { sourcesOf } from '../../format/pieces/folder.js';
import { defineFolderRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atValue } from '../shared/targets.js';
import { pieceOf } from '../../format/pieces/pieces.js';
import { cite } from '../shared/words.js';
import type { Bilingual } from '../../texts/typeset.js';
import { JOINED } from '../shared/citations.js';

export const rule = defineFolderRule({
  meta: {
    id: 'piece-signed',
    severity: 'warning',
    theme: 'documents',
    title: {
      fr: 'Signature électronique rompue par la réunion des PDF',
      en: 'Electronic signature broken by joining PDFs',
    },
    explanation: {
      fr:
        'Réunir plusieurs PDF en un seul rompt leurs signatures électroniques : elles ne se vérifient plus dans le ' +
        'document réuni. Les originaux sont donc joints à ce document, en pièces attachées, octet pour octet, et le ' +
        "rapport du dépôt le dit. Un PDF seul n'est jamais réécrit : sa signature reste valable.",
      en:
        'Joining several PDFs into one breaks their electronic signatures: they no longer verify in the joint ' +
        'document. The originals are therefore attached to it, byte for byte, and the report of the deposit says ' +
        'so. A single PDF is never rewritten: its signature stays valid.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: 'Quelles signatures électroniques sont acceptées dans les VA ou MOM ?',
        quote: 'signature électronique de niveau minimum eIDAS simple.',
      },
      JOINED,
    ],
    remedies: [],
    needsProfile: false,
    concerns: { roles: ['nomFichier'] },
  },
  messages: {
    signed: {
      fr: (d: { files: Bilingual }) =>
        `${d.files.fr} : réunir les documents de cette pièce rompt la signature, qui ne se vérifiera plus que ` +
        `dans l'original, joint au PDF réuni. Si vous pouvez faire signer un seul document, faites-le ; sinon, ` +
        'gardez les originaux.',
      en: d =>
        `${d.files.en}: joining the documents of this one breaks the signature, which will verify in the original ` +
        'only, attached to the joint PDF. If you can have a single document signed, do; otherwise keep the ' +
        'originals.',
    },
  },
  check(ligne, { folder }, report) {
    for (const { name } of ligne.entries('piece').map(pieceOf)) {
      if (name === undefined) continue;
      const sources = sourcesOf(name.value, folder);
      if (sources.kind !== 'parts' || sources.files.length < 2) continue;
      const signed = sources.files.filter(({ pdf }) => pdf?.state === 'pdf' && pdf.signed).map(file => file.name);
      if (signed.length > 0) report('signed', { files: told(signed) }, atValue(ligne, name));
    }
  },
});

/** « a.pdf » et « b.pdf » portent une signature électronique; beyond three, their number. */
function told(files: readonly string[]): Bilingual {
  if (files.length > 3)
    return {
      fr: `${String(files.length)} des fichiers portent une signature électronique`,
      en: `${String(files.length)} of the files have an electronic signature`,
    };
  const [last = '', ...others] = [...files].reverse();
  const list = (quote: (text: string) => string, and: string): string =>
    [others.reverse().map(quote).join(', '), quote(last)].filter(text => text !== '').join(` ${and} `);
  const fr = list(cite, 'et');
  const en = list(text => `“${text}”`, 'and');
  return files.length === 1
    ? { fr: `${fr} porte une signature électronique`, en: `${en} has an electronic signature` }
    : { fr: `${fr} portent une signature électronique`, en: `${en} have an electronic signature` };
}

const others = ['BDC-2022-0002.pdf', 'BDC-2022-0003.pdf'];

export const examples: Examples = {
  valid: [
    {
      name: "un PDF signé, seul : il n'est pas réécrit",
      profile: 'MDV-LGC/avance',
      folder: [{ name: 'BDC-2022-0001.pdf', signed: true }, ...others],
    },
    {
      name: 'un dossier d’un seul fichier signé',
      profile: 'MDV-LGC/avance',
      folder: [{ name: 'BDC-2022-0001/1.pdf', signed: true }, ...others],
    },
    {
      name: 'des fichiers sans signature électronique',
      profile: 'MDV-LGC/avance',
      folder: ['BDC-2022-0001/1.pdf', 'BDC-2022-0001/2.pdf', ...others],
    },
  ],
  invalid: [
    {
      name: 'un bon de commande signé, à réunir avec son annexe',
      profile: 'MDV-LGC/avance',
      folder: [{ name: 'BDC-2022-0001/1.pdf', signed: true }, 'BDC-2022-0001/annexe.pdf', ...others],
      expect: [
        {
          message: 'signed',
          path: '/lignesImport/0/piecesJustificatives/0/nomFichier',
          marks: '"BDC-2022-0001.pdf"',
          severity: 'warning',
          fixable: false,
        },
      ],
    },
    {
      name: 'deux documents signés',
      profile: 'MDV-LGC/avance',
      folder: [{ name: 'BDC-2022-0001/1.pdf', signed: true }, { name: 'BDC-2022-0001/2.pdf', signed: true }, ...others],
      expect: [
        { message: 'signed', path: '/lignesImport/0/piecesJustificatives/0/nomFichier', marks: '"BDC-2022-0001.pdf"' },
      ],
    },
  ],
};
