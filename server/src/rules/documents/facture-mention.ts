import { clientsOf } from '../../format/model/clients.js';
import type { Texte } from '../../format/pieces/texte/texte.js';
import type { DocumentSubject, ProfiledContext } from '../contract.js';
import { defineDocumentRule } from '../define.js';
import { type Examples, FACTURE } from '../examples.js';
import { invoicesOf, piecesOfType } from '../../format/pieces/documents.js';
import { atValue } from '../shared/targets.js';
import { MENTIONS } from '../../format/pieces/texte/mentions.js';
import { cite } from '../shared/words.js';
import type { Bilingual } from '../../texts/typeset.js';

interface Where {
  readonly file: string | undefined;
}

const LIST = 'Avez-vous un document qui liste tous les éléments requis sur la facture ?';

export const rule = defineDocumentRule({
  meta: {
    id: 'facture-mention',
    severity: 'warning',
    theme: 'documents',
    title: { fr: 'Mention absente de la facture', en: 'Item missing from the invoice' },
    explanation: {
      fr:
        "L'agence contrôle une liste de mentions sur chaque facture : date et numéro, numéro du bon de commande, " +
        'SIRET du fournisseur, client final et son représentant légal, ses identifiants, date de réalisation, ligne ' +
        "« Prestation Ségur », régime de TVA, montants HT, TVA et TTC, et « Montant pris en charge par l'état au " +
        "titre du Ségur de la santé » (« dans le cadre du Ségur » convient aussi). Si l'une manque, elle demande " +
        "une réédition. Le nom et la version du logiciel ne sont voulus qu'au médico-social ; les opérateurs " +
        "MSSanté n'ont ni client à nommer, ni prise en charge à mentionner. Le contrôle lit le texte du PDF : une " +
        "mention en image n'est pas vue. Les informations sur le DMP et la messagerie, demandées par l'appel à " +
        'financement, ne sont pas dans la liste : leur absence est une simple information.',
      en:
        "The agency checks each invoice for a list of items: date and number, order number, the supplier's " +
        'SIRET, the final client and its legal representative, its identifiers, date of the service, line ' +
        "“Prestation Ségur”, VAT scheme, amounts HT, TVA and TTC, and “Montant pris en charge par l'état au titre " +
        'du Ségur de la santé” (“dans le cadre du Ségur” will do too). If one is missing, it asks for the invoice ' +
        "to be issued again. The software's name and version are wanted in the medico-social couloirs only; MSSanté " +
        "operators have no client to name and no such words to write. The check reads the PDF's text: a mention in " +
        "a picture isn't seen. Information on the DMP and the messaging, which the funding call asks for, is not in " +
        'the list: its absence is reported as information only.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: LIST,
        quote: "Si ces points manquent, l'ASP demandera une réédition de la facture.",
      },
      {
        document: 'asp-vague1',
        question:
          "Lorsqu'une facture de 30% correspondant à l'avance a été établie par l'éditeur à destination du client " +
          "final, l'éditeur peut-il fournir à l'ASP deux factures avec deux numéros de facture différents (celle " +
          "de 30% correspondant à l'avance et celle de 70% correspondant au solde), lors de la demande de solde ?",
        quote: "il est demandé que l'ensemble des mentions demandées par l'ASP figure sur chacune des factures.",
      },
      {
        document: 'asp-vague1',
        question:
          "Est-il nécessaire d'inclure des informations sur le DMP ou la messagerie sécurisée dans la facture ? " +
          "Il semblerait en effet plus logique d'inclure ces informations dans la VA ?",
        quote: "il est nécessaire d'inclure ces éléments dans la facture.",
      },
      {
        document: 'ans-industriels',
        question: '',
        quote: 'il est souhaitable d’indiquer sur chacune des factures s’il s’agit de l’AVANCE ou du SOLDE',
      },
    ],
    remedies: [],
    needsProfile: true,
    concerns: { roles: ['numeroFacture'] },
  },
  messages: {
    mentions: {
      fr: (d: Where & { mentions: Bilingual; one: boolean }) =>
        `La facture${of(d).fr} ne montre pas ${d.mentions.fr}. L'agence contrôle ` +
        `${d.one ? 'cette mention et demanderait' : 'ces mentions et demanderait'} une réédition : complétez-la ` +
        'avant le dépôt.',
      en: d =>
        `The invoice${of(d).en} doesn't show ${d.mentions.en}. The agency checks ` +
        `${d.one ? 'this item' : 'these items'} and would ask for it to be issued again: complete it before ` +
        'the deposit.',
    },
    'dmp-mss': {
      fr: (d: Where) =>
        `La facture${of(d).fr} ne dit rien du DMP ni de la messagerie sécurisée. L'appel à financement le ` +
        'demande, sans que ce soit dans la liste des mentions contrôlées : ajoutez-le si vous la rééditez.',
      en: d =>
        `The invoice${of(d).en} says nothing of the DMP or the secure messaging. The funding call asks for it, ` +
        `though it isn't in the list of controlled mentions: add it if you issue the invoice again.`,
    },
    'avance-solde': {
      fr: (d: Where) =>
        `La facture${of(d).fr} est l'une de plusieurs et ne dit pas s'il s'agit de l'AVANCE ou du SOLDE. C'est ` +
        'souhaitable : écrivez-le sur chacune, avec un montant récapitulatif total.',
      en: d =>
        `The invoice${of(d).en} is one of several and doesn't say whether it is the AVANCE or the SOLDE. That is ` +
        'desirable: write it on each, with a recapitulated total.',
    },
  },
  check(subject, report, context) {
    const { ligne } = subject;
    for (const { name, documents } of piecesOfType(ligne, subject.pieces, 'FACTURE')) {
      const invoices = invoicesOf(documents);
      const several = invoices.length > 1;
      const at = atValue(ligne, name);
      for (const texte of invoices) {
        const where = { file: several ? texte.name : undefined };
        const missing = missingOn(texte, several, subject, context);
        if (missing.length > 0)
          report('mentions', { ...where, mentions: alternatives(missing), one: missing.length === 1 }, at);
        if (ligne.first('directDMP') !== undefined && !DMP_MSS.test(texte.flat))
          report('dmp-mss', where, at, { severity: 'info' });
        if (several && isShared(subject) && !PART.test(texte.flat))
          report('avance-solde', where, at, { severity: 'info' });
      }
    }
  },
});

const DMP_MSS = /(?<![a-z])(?:dmp|mss[a-z]*)(?![a-z])|dossier medical partage|messagerie/;
const PART = /(?<![a-z])(?:avance|acompte|solde)(?![a-z])/;

/** Several invoices for one client are parts of one amount; several clients may have one each. */
const isShared = ({ ligne }: DocumentSubject): boolean =>
  ligne.flag('isMandataire') === true || clientsOf(ligne).length < 2;

function missingOn(
  texte: Texte,
  several: boolean,
  { ligne, head }: DocumentSubject,
  { profile }: ProfiledContext,
): readonly Bilingual[] {
  const invoice = { texte, ligne, head, profile, several };
  const missing = MENTIONS.filter(({ isThere }) => isThere(invoice) === false);
  const ids = new Set(missing.map(({ id }) => id));
  // A client neither named nor identified can't be the addressee either: one finding for both.
  return missing
    .filter(({ id }) => id !== 'destinataire' || !(ids.has('representant') && ids.has('identifiant')))
    .map(({ label, wanted }) => precise(label, wanted?.(invoice)));
}

const precise = (label: Bilingual, wanted: Bilingual | undefined): Bilingual =>
  wanted === undefined ? label : { fr: `${label.fr} (${wanted.fr})`, en: `${label.en} (${wanted.en})` };

/** « ne montre pas a, ni b ». */
const alternatives = (items: readonly Bilingual[]): Bilingual => ({
  fr: items.map(({ fr }) => fr).join(', ni '),
  en: items.map(({ en }) => en).join(', nor '),
});

const of = ({ file }: Where): Bilingual =>
  file === undefined ? { fr: '', en: '' } : { fr: ` ${cite(file)}`, en: ` “${file}”` };

const name = 'F2023-0140.pdf';
const path = '/lignesImport/0/piecesJustificatives/0/nomFichier';
const marks = '"F2023-0140.pdf"';
const without = (told: string, ...texts: readonly string[]): Examples['invalid'][number] => ({
  name: told,
  profile: 'MDV-LGC/solde',
  documents: [{ name, text: FACTURE, change: texts.map(text => [text, ''] as const) }],
  expect: [{ message: 'mentions', path, marks, severity: 'warning', fixable: false }],
});

export const examples: Examples = {
  valid: [
    { name: 'une facture complète', profile: 'MDV-LGC/solde', documents: [{ name, text: FACTURE }] },
    {
      name: '« dans le cadre du Ségur », « l’État »',
      profile: 'MDV-LGC/solde',
      documents: [{ name, text: FACTURE, change: [["l'état au titre du Ségur", "l'État dans le cadre du Ségur"]] }],
    },
    { name: 'une pièce qui n’est pas encore là', profile: 'MDV-LGC/solde', documents: [] },
  ],
  invalid: [
    without('sans la mention de la prise en charge', "Montant pris en charge par l'état au titre du Ségur de la santé"),
    without('sans numéro de bon de commande', 'Bon de commande n° BDC-2022-0001'),
    without('sans date de réalisation ni RPPS', 'Prestation réalisée le 09/06/2023', 'RPPS : 10002123452'),
    {
      name: 'une information seulement : rien sur le DMP ni la messagerie',
      profile: 'MDV-LGC/solde',
      documents: [{ name, text: FACTURE, change: [['Alimentation du DMP et envois MSSanté mis en service', '']] }],
      expect: [{ message: 'dmp-mss', path, marks, severity: 'info' }],
    },
    {
      name: 'deux factures, dont une ne dit pas si elle est celle du solde',
      profile: 'MDV-LGC/solde',
      documents: [
        { name: `${name}/1.pdf`, text: FACTURE, change: [['FACTURE', "FACTURE D'AVANCE"]] },
        {
          name: `${name}/2.pdf`,
          text: FACTURE,
          change: [
            ['F2023-0140', 'F2023-0199'],
            ['12/06/2023', '13/06/2023'],
          ],
        },
      ],
      expect: [{ message: 'avance-solde', path, marks, severity: 'info' }],
    },
  ],
};
