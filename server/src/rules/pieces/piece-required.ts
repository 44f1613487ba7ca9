import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atKey } from '../shared/targets.js';
import { addPiece, codeOfType } from '../shared/fixes.js';
import { attestationDue, hasType, type Pieces, piecesOf } from '../../format/pieces/pieces.js';
import { cite, pieceLabel } from '../shared/words.js';
import type { Bilingual } from '../../texts/typeset.js';

interface Missing {
  readonly type: string;
  readonly label: Bilingual;
}

export const rule = defineLigneRule({
  meta: {
    id: 'piece-required',
    severity: 'error',
    theme: 'pieces',
    title: { fr: 'Pièce justificative manquante', en: 'Missing attachment' },
    explanation: {
      fr:
        "À l'avance, le bon de commande signé par le client est obligatoire. Au solde, il faut la facture, et une " +
        "vérification d'aptitude (VA) signée par le client ou une déclaration de mise en ordre de marche (MOM) " +
        'signée par le fournisseur : la MOM quand le logiciel financé fait lui-même tous les envois (DMP, MSS Pro, ' +
        'MSS Citoyen) en médecine de ville et en radiologie, la VA dans tous les autres cas.',
      en:
        'In the avance, the order signed by the client is mandatory. The solde wants the invoice, and an aptitude ' +
        'verification (VA) signed by the client or a declaration of working order (MOM) signed by the supplier: the ' +
        'MOM when the funded software sends everything itself (DMP, MSS Pro, MSS Citoyen) in médecine de ville and ' +
        'radiology, the VA in all other cases.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question:
          "Concernant les pièces justificatives demandées pour l'avance, en plus du fichier JSON, faut-il fournir " +
          'le bon de commande ET la preuve que le client est soumis au régime TVA HT ou une seule de ces pièces ' +
          'est suffisante ?',
        quote:
          'Le bon de commande signé par le client final est un document à joindre obligatoirement à la demande de ' +
          'financement.',
      },
      {
        document: 'asp-vague1',
        question: 'Quand faut-il fournir une VA et quand faut-il fournir une MOM ?',
        quote:
          "vous devez fournir les attestations de vérification d'aptitude (VA) signées par le(s) client(s) concerné(s)",
      },
    ],
    remedies: ['fix', 'suggest'],
    needsProfile: true,
  },
  messages: {
    missing: {
      fr: (d: Missing) =>
        `Il manque une pièce de type ${cite(d.type)} : ${d.label.fr}. Ajoutez-la, et joignez le PDF au dépôt.`,
      en: d => `An attachment of type “${d.type}” is missing: ${d.label.en}. Add it, and join the PDF to the deposit.`,
    },
    'by-scenario': {
      fr: (d: Missing) =>
        `Il manque une pièce de type ${cite(d.type)} : ${d.label.fr}. C'est celle que demande le scénario ` +
        `d'installation de la ligne. Ajoutez-la, et joignez le PDF au dépôt.`,
      en: d =>
        `An attachment of type “${d.type}” is missing: ${d.label.en}. It is the one that the ligne's installation ` +
        'scenario asks for. Add it, and join the PDF to the deposit.',
    },
    either: {
      fr: (d: { types: readonly string[] }) =>
        `Il manque une pièce de type ${d.types.map(cite).join(' ou ')} : ${cite('MOM')} si le logiciel financé ` +
        `fait lui-même tous les envois (DMP, MSS Pro, MSS Citoyen), ${cite('VA')} si l'un d'eux passe par un ` +
        'autre logiciel. Ajoutez celle qui correspond à ce qui a été installé.',
      en: d =>
        `An attachment of type ${d.types.map(type => `“${type}”`).join(' or ')} is missing: “MOM” if the funded ` +
        'software sends everything itself (DMP, MSS Pro, MSS Citoyen), “VA” if one of them goes through other ' +
        'software. Add the one that fits what was installed.',
    },
  },
  check(ligne, report, { profile }) {
    const pieces = piecesOf(ligne);
    if (pieces?.complete !== true) return;
    const { pieces: due, pieceSeverity: severity } = profile.traits;
    const at = atKey(ligne, pieces.container);
    for (const entry of due) {
      if (isThere(pieces, entry)) continue;
      const types = entry.split('|');
      if (types.some(type => isThere(pieces, type))) continue;
      const type = types.length === 1 ? types[0] : attestationDue(ligne, profile);
      if (type === undefined) {
        report('either', { types: types.map(one => codeOfType(pieces, one)) }, at, {
          severity,
          fixes: editor => types.map(one => addPiece(editor, pieces, one, 'suggest')),
        });
      } else {
        report(
          types.length === 1 ? 'missing' : 'by-scenario',
          { type: codeOfType(pieces, type), label: pieceLabel(type) },
          at,
          {
            severity,
            fixes: editor => [addPiece(editor, pieces, type, 'fix')],
          },
        );
      }
    }
  },
});

/** A MOM instead of a VA is one mistake, reported by va-or-mom. */
const isThere = (pieces: Pieces, type: string): boolean =>
  hasType(pieces, type) || (type === 'VA' && hasType(pieces, 'MOM'));

const key = (i: number): string => `/lignesImport/${String(i)}/piecesJustificatives`;
const FACTURE = `{
          "nomFichier": "F2023-0140.pdf",
          "formatFichier": "PDF",
          "typeFichier": "FACTURE"
        }`;
const MOM = `,
        {
          "nomFichier": "MOM-BDC-2022-0001.pdf",
          "formatFichier": "PDF",
          "typeFichier": "MOM"
        }`;
const VA = MOM.replace('MOM-BDC-2022-0001', 'VA-BDC-2022-0002').replace('"MOM"', '"VA"');

export const examples: Examples = {
  valid: [
    { name: "le bon de commande à l'avance", profile: 'MDV-LGC/avance' },
    { name: 'la facture et une VA ou une MOM au solde', profile: 'MDV-LGC/solde' },
  ],
  invalid: [
    {
      name: 'aucune pièce',
      profile: 'MDV-LGC/avance',
      change: [
        [
          `[
        {
          "nomFichier": "BDC-2022-0001.pdf",
          "formatFichier": "PDF",
          "typeFichier": "BON_COMMANDE"
        }
      ]`,
          '[]',
        ],
      ],
      expect: [{ message: 'missing', path: key(0), marks: '"piecesJustificatives"', severity: 'error', fixable: true }],
      fixed: [
        `"piecesJustificatives": [
        {
          "nomFichier": null,
          "formatFichier": "PDF",
          "typeFichier": "BON_COMMANDE"
        }
      ]`,
      ],
      gap: true,
    },
    {
      name: 'un solde sans MOM, tous les envois directs',
      profile: 'MDV-LGC/solde',
      change: [[MOM, '']],
      expect: [{ message: 'by-scenario', path: key(0), marks: '"piecesJustificatives"', fixable: true }],
      fixed: ['"nomFichier": null,\n          "formatFichier": "PDF",\n          "typeFichier": "MOM"'],
      gap: true,
    },
    {
      name: 'un solde sans VA, le DMP par la PFI',
      profile: 'MDV-LGC/solde',
      change: [[VA, '']],
      expect: [{ message: 'by-scenario', path: key(1), marks: '"piecesJustificatives"', fixable: true }],
      fixed: ['"nomFichier": null,\n          "formatFichier": "PDF",\n          "typeFichier": "VA"'],
      gap: true,
    },
    {
      name: 'un scénario qui ne dit pas laquelle',
      profile: 'MDV-LGC/solde',
      change: [
        [MOM, ''],
        ['"isPFIToDMP": false', '"isPFIToDMP": true'],
      ],
      expect: [{ message: 'either', path: key(0), marks: '"piecesJustificatives"', fixable: false }],
      also: ['scenario'],
      offers: ['Ajouter la pièce « VA », au nom à compléter', 'Ajouter la pièce « MOM », au nom à compléter'],
    },
    {
      name: 'un solde sans facture',
      profile: 'MDV-LGC/solde',
      change: [[`${FACTURE},\n        `, '']],
      expect: [{ message: 'missing', path: key(0), marks: '"piecesJustificatives"', fixable: true }],
      fixed: ['"nomFichier": null,\n          "formatFichier": "PDF",\n          "typeFichier": "FACTURE"'],
      gap: true,
    },
  ],
};
