import type { Ligne } from '../../format/model/ligne.js';
import type { LocatedText } from '../../format/model/located.js';
import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atValue, rankOf, related } from '../shared/targets.js';
import { cite } from '../shared/words.js';
import { nameKey } from '../../format/pieces/folder.js';
import { pieceOf } from '../../format/pieces/pieces.js';
import { ONE_ORDER } from '../shared/citations.js';

/** According to the FAQ, these belong to one request. */
const OF_ONE_DEMANDE: ReadonlySet<string> = new Set(['BON_COMMANDE', 'MOM']);
const ATTESTATION = 'ATTESTATION_TVA';
const SAME = { fr: 'Le même fichier est nommé ici.', en: 'The same file is named here.' };

/** An attachment of a known type with a name, not the attestation. */
interface Named {
  readonly ligne: Ligne;
  readonly name: LocatedText;
  readonly type: string;
}

export const rule = defineFileRule({
  meta: {
    id: 'piece-shared',
    severity: 'error',
    theme: 'pieces',
    title: { fr: 'Un fichier pour deux demandes', en: 'One file for two requests' },
    explanation: {
      fr:
        'Chaque demande a son ZIP et ses pièces. Un bon de commande vaut pour une seule ligne, une MOM pour une ' +
        "seule demande de financement. Une facture ou une VA commune à deux demandes est rarement voulue : c'est un " +
        "avertissement. L'attestation de non-assujettissement est délivrée au fournisseur et peut servir à toutes.",
      en:
        'Each request has its ZIP and its attachments. An order serves one ligne only, a MOM one funding request ' +
        'only. An invoice or a VA shared by two requests is rarely meant: it is a warning. The certificate of ' +
        'non-liability is issued to the supplier and may serve all.',
    },
    citations: [
      ONE_ORDER,
      {
        document: 'asp-vague1',
        question:
          "Quel est l'intérêt de modifier le nom de la MOM alors que le contenu est unique ? D'autant que le " +
          'document MOM est déjà rattaché à un JSON et une facture.',
        quote: 'Vous devez produire une MOM par demande de financement.',
      },
    ],
    remedies: [],
    needsProfile: false,
  },
  messages: {
    types: {
      fr: (d: { type: string; first: string }) =>
        `Le même fichier est déclaré ${cite(d.first)} et ${cite(d.type)} : le portail attend un document par type. ` +
        'Nommez ici le bon fichier.',
      en: d =>
        `The same file is declared “${d.first}” and “${d.type}”: the portal expects one attachment per type. Name ` +
        'the right file here.',
    },
    order: {
      fr: (d: { ligne: number }) =>
        `Ce bon de commande est déjà celui de la ligne ${String(d.ligne)} : il en faut un par ligne. Nommez ici ` +
        'le bon de commande de cette demande.',
      en: d =>
        `This order is already that of ligne ${String(d.ligne)}: each ligne needs its own. Name the order of this ` +
        'request here.',
    },
    mom: {
      fr: (d: { ligne: number }) =>
        `Cette MOM est déjà celle de la ligne ${String(d.ligne)} : il en faut une par demande de financement, ` +
        'dont le nom fait le lien. Nommez ici celle de cette demande.',
      en: d =>
        `This MOM is already that of ligne ${String(d.ligne)}: each funding request needs its own, whose name ` +
        'makes the link. Name the one of this request here.',
    },
    other: {
      fr: (d: { ligne: number }) =>
        `La ligne ${String(d.ligne)} nomme déjà ce fichier : une pièce sert d'ordinaire à une seule demande. ` +
        `Vérifiez que c'est bien celle-ci.`,
      en: d =>
        `Ligne ${String(d.ligne)} names this file already: an attachment usually serves one request. Check that it ` +
        'is the right one.',
    },
  },
  reads: ['nomFichier', 'typeFichier'],
  check(file, report, { profile }) {
    const attestation = profile?.traits.attestationTVA ?? ATTESTATION;
    const firsts = new Map<string, Named>();
    for (const ligne of file.lignes()) {
      let told: Set<string> | undefined;
      for (const entry of ligne.entries('piece')) {
        const { name, type: located } = pieceOf(entry);
        const type = located?.value;
        if (name === undefined || type === undefined || type === attestation) continue;
        const id = nameKey(name.value);
        const first = firsts.get(id);
        if (first === undefined) {
          firsts.set(id, { ligne, name, type });
          continue;
        }
        if (told?.has(id) === true) continue;
        told = (told ?? new Set()).add(id);
        if (first.ligne === ligne) {
          if (first.type === type) continue;
          report('types', { type, first: first.type }, atValue(ligne, name), {
            severity: 'warning',
            related: [related(ligne, first.name, SAME)],
          });
          continue;
        }
        const grave = OF_ONE_DEMANDE.has(type);
        report(
          !grave ? 'other' : type === 'MOM' ? 'mom' : 'order',
          { ligne: rankOf(first.ligne) },
          atValue(ligne, name),
          {
            severity: grave ? 'error' : 'warning',
            related: [related(first.ligne, first.name, SAME)],
          },
        );
      }
    }
  },
});

export const examples: Examples = {
  valid: [{ name: 'des fichiers différents', profile: 'MDV-LGC/avance' }],
  invalid: [
    {
      name: 'une facture qui serait aussi la MOM',
      profile: 'MDV-LGC/solde',
      change: [['"nomFichier": "MOM-BDC-2022-0001.pdf"', '"nomFichier": "F2023-0140.pdf"']],
      expect: [
        {
          message: 'types',
          path: '/lignesImport/0/piecesJustificatives/1/nomFichier',
          marks: '"F2023-0140.pdf"',
          severity: 'warning',
          fixable: false,
        },
      ],
      also: ['mom-name'],
    },
    {
      name: 'un bon de commande pour deux lignes',
      profile: 'MDV-LGC/avance',
      change: [['"nomFichier": "BDC-2022-0002.pdf"', '"nomFichier": "bdc-2022-0001.PDF"']],
      expect: [
        {
          message: 'order',
          path: '/lignesImport/1/piecesJustificatives/0/nomFichier',
          marks: '"bdc-2022-0001.PDF"',
          severity: 'error',
          fixable: false,
        },
      ],
    },
    {
      name: 'une MOM pour deux lignes',
      profile: 'MDV-LGC/solde',
      change: [['"nomFichier": "MOM-BDC-2022-0003.pdf"', '"nomFichier": "MOM-BDC-2022-0001.pdf"']],
      expect: [
        {
          message: 'mom',
          path: '/lignesImport/2/piecesJustificatives/1/nomFichier',
          marks: '"MOM-BDC-2022-0001.pdf"',
          severity: 'error',
        },
      ],
    },
    {
      name: 'une facture pour deux lignes : avertissement',
      profile: 'MDV-LGC/solde',
      change: [['"nomFichier": "F2023-0141.pdf"', '"nomFichier": "F2023-0140.pdf"']],
      expect: [
        {
          message: 'other',
          path: '/lignesImport/1/piecesJustificatives/0/nomFichier',
          marks: '"F2023-0140.pdf"',
          severity: 'warning',
        },
      ],
    },
  ],
};
