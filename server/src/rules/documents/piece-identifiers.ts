import type { LocatedText } from '../../format/model/located.js';
import { hasName, hasNumber } from '../../format/pieces/texte/valeurs.js';
import type { Texte } from '../../format/pieces/texte/texte.js';
import type { DocumentSubject, ProfiledContext } from '../contract.js';
import { defineDocumentRule } from '../define.js';
import { BON_DE_COMMANDE, type ExampleDocument, type Examples, FACTURE } from '../examples.js';
import {
  geographiques,
  IDENTIFIER_NAMES,
  joined,
  juridiques,
  mainIdentifiers,
  piecesOfType,
  printed,
  representatives,
  textesOf,
} from '../../format/pieces/documents.js';
import { atValue } from '../shared/targets.js';
import { cite, enumerate } from '../shared/words.js';
import type { Bilingual } from '../../texts/typeset.js';

/** More would be too long to read; the rest is counted. */
const MAX_NAMED = 4;

export const rule = defineDocumentRule({
  meta: {
    id: 'piece-identifiers',
    severity: 'info',
    theme: 'documents',
    title: {
      fr: 'Identifiant ou nom du JSON absent de la pièce',
      en: 'Identifier or name of the JSON not in the attachment',
    },
    explanation: {
      fr:
        "L'agence rapproche le JSON du bon de commande et de la facture : le représentant légal, les FINESS " +
        "(géographiques, juridiques, PMSI), le RPPS ou le SIREN de chaque client devraient s'y lire. Ce qui manque " +
        'est signalé pour que vous le vérifiiez : un changement de titulaire, une fusion ou une annexe numérisée ' +
        "peuvent l'expliquer.",
      en:
        'The agency compares the JSON with the order and the invoice: the legal representative, the FINESS ' +
        '(geographic, legal, PMSI), the RPPS or the SIREN of each client should be read there. What is missing is ' +
        'reported for you to check: a change of owner, a merger or a scanned annex may explain it.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question:
          "S'il n'y avait pas de mandataire sur la demande initiale mais 3 clients, peut-on faire une seule " +
          'facture ? Nous facturons, chez nous, de la commande au premier client considéré comme mandataire.',
        quote:
          "L'ASP doit pouvoir retrouver la liste des FINESS géographiques qui comptent dans le calcul de l'aide " +
          'ainsi que les FINESS juridiques correspondants.',
      },
      {
        document: 'asp-portail',
        question:
          "Qu'est-il attendu dans la partie 'Client' au niveau de la zone 'Nom du représentant' dans les bons de " +
          'commandes ? Est-ce le représentant légal désigné dans le Kbis ?',
      },
    ],
    remedies: [],
    needsProfile: true,
    concerns: { roles: ['nomFichier'] },
  },
  messages: {
    order: {
      fr: (d: { what: Bilingual }) =>
        `Le bon de commande ne montre pas ${d.what.fr}, du JSON. Vérifiez que c'est bien celui de cette demande, ` +
        'et que le JSON est juste.',
      en: d =>
        `The order doesn't show ${d.what.en}, of the JSON. Check that it is this request's, and that the JSON is ` +
        'right.',
    },
    invoice: {
      fr: (d: { what: Bilingual }) =>
        `La facture ne montre pas ${d.what.fr}, du JSON. L'agence doit y retrouver chaque client et chacun de ses ` +
        'identifiants : vérifiez-la.',
      en: d =>
        `The invoice doesn't show ${d.what.en}, of the JSON. The agency must find each client and each of its ` +
        'identifiers there: check it.',
    },
  },
  check(subject, report, context) {
    const { ligne, pieces } = subject;
    for (const type of ['BON_COMMANDE', 'FACTURE'] as const) {
      if (type === 'FACTURE' && !context.profile.traits.factureAuClient) continue;
      for (const { name, documents } of piecesOfType(ligne, pieces, type)) {
        // The content of a scanned part is unknown.
        if (textesOf(documents).length < documents.length) continue;
        const absent = absentFrom(joined(documents), subject, context, type === 'FACTURE');
        if (absent.length > 0)
          report(
            type === 'FACTURE' ? 'invoice' : 'order',
            { what: enumerate(absent, MAX_NAMED) },
            atValue(ligne, name),
          );
      }
    }
  },
});

/** `facture-mention` reports an invoice that has no identifier of a kind. */
function absentFrom(
  texte: Texte,
  { ligne }: DocumentSubject,
  { profile }: ProfiledContext,
  unlessNone: boolean,
): readonly Bilingual[] {
  // An order lists the geographic FINESS in any case; the invoice shows what its couloir counts by.
  const others = unlessNone ? [] : geographiques(ligne);
  const groups = [
    [...new Map([...mainIdentifiers(ligne, profile), ...others].map(one => [one.id, one])).values()],
    juridiques(ligne),
  ];
  const numbers = groups.flatMap(identifiers => {
    const absent = identifiers.filter(one => !hasNumber(texte, printed(one)));
    return unlessNone && absent.length === identifiers.length
      ? []
      : absent.map(one => told(labelOf(one.located.role), printed(one)));
  });
  const names = representatives(ligne);
  const absent = names.filter(({ value }) => !hasName(texte, value));
  // The clients of a mandataire needn't be named one by one.
  const due =
    ligne.flag('isMandataire') === true
      ? absent.filter(name => name === names[0] && absent.length === names.length)
      : absent;
  return [...numbers, ...(unlessNone && absent.length === names.length ? [] : distinct(due))];
}

const NUMBER: Bilingual = { fr: 'le numéro', en: 'the number' };
const labelOf = (role: LocatedText['role']): Bilingual => {
  const name = IDENTIFIER_NAMES[role];
  return name === undefined ? NUMBER : { fr: `le ${name.fr}`, en: `the ${name.en}` };
};

const told = (label: Bilingual, number: string): Bilingual => ({
  fr: `${label.fr} ${number}`,
  en: `${label.en} ${number}`,
});

const distinct = (names: readonly LocatedText[]): readonly Bilingual[] =>
  [...new Set(names.map(({ value }) => value))].map(name => ({ fr: `le nom ${cite(name)}`, en: `the name “${name}”` }));

const name = 'BDC-2022-0001.pdf';
const at = { path: '/lignesImport/0/piecesJustificatives/0/nomFichier', marks: '"BDC-2022-0001.pdf"' };
const documents = (...change: readonly (readonly [string, string])[]): readonly ExampleDocument[] => [
  { name, text: BON_DE_COMMANDE, change },
];

export const examples: Examples = {
  valid: [
    { name: 'le nom et le RPPS y sont', profile: 'MDV-LGC/avance', documents: documents() },
    {
      name: 'le nom en capitales, le RPPS en groupes',
      profile: 'MDV-LGC/avance',
      documents: documents(['Dr Anne-Sophie Lefèvre', 'LEFÈVRE Anne-Sophie'], ['10002123452', '1000 212 3452']),
    },
  ],
  invalid: [
    {
      name: 'un autre médecin',
      profile: 'MDV-LGC/avance',
      documents: documents(['Dr Anne-Sophie Lefèvre', 'Dr Jean Martin'], ['10002123452', '10002727377']),
      expect: [{ message: 'order', ...at, severity: 'info', fixable: false }],
    },
    {
      name: 'l’un des deux FINESS géographiques n’est pas sur la facture',
      profile: 'BIO-SGL/solde',
      documents: [
        {
          name: 'F-BIO-001.pdf',
          text: FACTURE,
          change: [
            ['Facture n° F2023-0140', 'Facture n° F-BIO-001'],
            ['Date de la facture : 12/06/2023', 'Date de la facture : 14/06/2023'],
            ['Dr Anne-Sophie Lefèvre', 'Mme Élodie Laborde'],
            ['RPPS : 10002123452', 'FINESS juridique : 690781018, FINESS géographique : 690012349'],
            ['358,33', '12 500,00'],
            ['358,33', '12 500,00'],
            ['71,67', '2 500,00'],
            ['430,00', '15 000,00'],
          ],
        },
      ],
      expect: [{ message: 'invoice', ...at, marks: '"F-BIO-001.pdf"' }],
    },
  ],
};
