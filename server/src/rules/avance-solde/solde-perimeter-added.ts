import type { SourceEditor } from '../../language/edit.js';
import { defineWorkspaceRule } from '../define.js';
import type { Examples } from '../examples.js';
import { identifierText, keyAt } from '../support/identifiant-texte.js';
import { isNewClient, isOrganisationOfKnown, perimeterOf } from '../support/perimeter.js';
import { atFact, isAstray, referenceOf, seenIn } from '../support/reference.js';
import { removal } from '../support/retrait.js';
import { avance, sortie } from '../support/sortie.js';
import { cite } from '../support/values.js';

export const rule = defineWorkspaceRule({
  meta: {
    id: 'solde-perimeter-added',
    severity: 'error',
    theme: 'avance-solde',
    title: { fr: "Bénéficiaire absent de l'avance", en: 'Beneficiary that the avance had not' },
    explanation: {
      fr:
        "Un solde porte sur les bénéficiaires de son avance, ou sur moins : s'il en ajoute un, l'ASP le rejette. Ce " +
        'sont les identifiants qui comptent (FINESS, RPPS, n° AM, SIRET), jamais les noms : un nouveau titulaire ou ' +
        "un nouveau directeur n'est pas un ajout. Après une fusion ou une scission, le JSON garde les identifiants " +
        "de l'avance ; les nouveaux vont sur la facture et la VA ou MOM, avec le traité dans le PDF de la facture, " +
        "et s'ajoutent sur le portail sans retirer les anciens. Une pharmacie dont le FINESS géographique a changé " +
        "prévient l'ASP et garde l'ancien dans le JSON.",
      en:
        'A solde is for the beneficiaries of its avance, or for fewer: if it adds one, the ASP rejects it. ' +
        'Identifiers count (FINESS, RPPS, AM number, SIRET), never names: a new owner or a new director is no ' +
        "addition. After a merger or a split the JSON keeps the avance's identifiers; the new ones go on the " +
        "invoice and the VA or MOM, with the treaty in the invoice's PDF, and are added on the portal without " +
        'removing the old ones. A pharmacy whose geographic FINESS has changed tells the ASP and keeps the old one ' +
        'in the JSON.',
    },
    citations: [
      {
        document: 'ans-industriels',
        question: '',
        quote:
          'si un ou plusieurs clients sont ajoutés au périmètre de la demande d’avance, alors cette demande sera ' +
          'rejetée par l’ASP.',
      },
      {
        document: 'asp-vague1',
        question:
          "Dans le cas d'une fusion d'établissements (A et B) en un nouvel établissement (C) au 01/01/2023, " +
          "quelle est la procédure de demande de solde auprès de l'ASP ?",
        quote: "Le JSON solde comporte les identifiants historiques (A et B) de l'avance au bloc 'bénéficiaires'.",
      },
      {
        document: 'asp-vague1',
        question:
          "Dans le cadre de l'instruction des différences de bénéficiaires entre l'avance et le solde, cas d'un " +
          'changement de bénéficiaire : le bénéficiaire désigne-t-il la pharmacie ou la personne signataire ' +
          '(pharmacien titulaire)?',
        quote:
          "On parle de changement de bénéficiaire lorsque le FINESS géographique déclaré au solde n'est plus le " +
          "même que celui déclaré à l'avance.",
      },
    ],
    remedies: ['suggest'],
    needsProfile: true,
    concerns: { phase: 'solde' },
  },
  messages: {
    added: {
      fr: (d: { identifier: { fr: string; en: string } }) =>
        `L'avance de cette demande n'avait pas ce bénéficiaire (${d.identifier.fr}) : un solde qui ajoute un ` +
        `bénéficiaire est rejeté. Retirez-le. S'il remplace un bénéficiaire de l'avance (fusion, scission, ` +
        `changement de FINESS), gardez l'identifiant de l'avance ici et nommez le nouveau sur la facture et la VA ` +
        'ou MOM.',
      en: d =>
        `The avance of this request had not this beneficiary (${d.identifier.en}): a solde that adds a ` +
        'beneficiary is rejected. Remove it. If it replaces a beneficiary of the avance (merger, split, change of ' +
        `FINESS), keep the avance's identifier here and name the new one on the invoice and the VA or MOM.`,
    },
    changed: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} de ce bénéficiaire n'est pas celui de l'avance : le JSON du solde garde les identifiants ` +
        `de l'avance, même après une fusion ou une cession. Reprenez celui de l'avance ; le nouveau va sur la ` +
        `facture et la VA ou MOM, et s'ajoute sur le portail sans retirer l'ancien.`,
      en: d =>
        `“${d.key}” of this beneficiary is not that of the avance: the solde's JSON keeps the avance's ` +
        `identifiers, even after a merger or a sale. Take the avance's; the new one goes on the invoice and the ` +
        'VA or MOM, and is added on the portal without removing the old one.',
    },
  },
  check(subject, report, { profile }) {
    const reference = referenceOf(subject);
    if (reference === undefined || isAstray(subject)) return;
    const { ligne } = subject;
    const keys = profile.traits.beneficiaryKeys;
    for (const fact of perimeterOf(ligne, reference, keys).added) {
      const avances = reference.avances.map(other => other.ligne);
      const isChanged = isOrganisationOfKnown(fact, ligne, avances, keys);
      const options = {
        fixes: (editor: SourceEditor) =>
          isChanged ? [] : removal(editor, ligne, fact, isNewClient(fact, ligne, avances)),
        related: seenIn(
          reference.avances.slice(0, 1),
          other => other.identifiers.find(({ role }) => role === fact.role) ?? other.identifiers[0],
          { fr: "Les bénéficiaires de l'avance sont ici.", en: "The avance's beneficiaries stand here." },
        ),
      };
      if (isChanged)
        report('changed', { key: keyAt(fact.place) }, atFact(ligne.chunk, fact), { ...options, severity: 'warning' });
      else
        report(
          'added',
          { identifier: { fr: identifierText(fact, 'fr'), en: identifierText(fact, 'en') } },
          atFact(ligne.chunk, fact),
          options,
        );
    }
  },
});

const liberal = '/lignesImport/1/beneficiaires/liberal';
const geo = '"690012349",\n              "690023452"';

export const examples: Examples = {
  valid: [
    { name: "les bénéficiaires de l'avance", profile: 'MDV-LGC/solde', others: [sortie()] },
    {
      name: 'un autre nom, pour le même RPPS',
      profile: 'MDV-LGC/solde',
      change: [['"nomMedecin": "Anne-Sophie Lefèvre"', '"nomMedecin": "Paul Rolland"']],
      others: [sortie()],
    },
    {
      name: "un FINESS juridique que l'avance ne disait pas",
      profile: 'SAS-AGENDA/solde',
      others: [
        {
          name: 'avance.json',
          profile: 'SAS-AGENDA/avance',
          change: [['"FINESSJuridique": "690781018"', '"FINESSJuridique": null']],
        },
      ],
    },
    {
      name: "l'avance et sa version corrigée ne sont pas d'accord",
      profile: 'MS1-DUI/solde',
      others: [
        { name: 'avance.json', profile: 'MS1-DUI/avance', change: [[geo, '"690012349"']] },
        { name: 'avance-corrigée.json', profile: 'MS1-DUI/avance' },
      ],
    },
  ],
  invalid: [
    {
      name: 'un établissement de plus dans la liste',
      profile: 'MS1-DUI/solde',
      others: [{ name: 'avance.json', profile: 'MS1-DUI/avance', change: [[geo, '"690012349"']] }],
      expect: [
        {
          message: 'added',
          path: '/lignesImport/0/beneficiaires/clients/0/FINESSGeo/1',
          marks: '"690023452"',
          severity: 'error',
          fixable: false,
        },
      ],
      offers: ['Retirer ce bénéficiaire'],
    },
    {
      name: 'un médecin de plus',
      profile: 'MDV-LGC/solde',
      others: [avance(['"RPPS": "10003456786"', '"RPPS": "10002123452"'])],
      expect: [{ message: 'added', path: `${liberal}/0/RPPS`, marks: '"10003456786"' }],
      also: ['solde-perimeter-removed'],
      offers: ['Retirer ce bénéficiaire'],
    },
    {
      name: "le FINESS juridique d'après la cession",
      profile: 'PHA-LGO/solde',
      change: [['"FINESSJuridique": "690781018"', '"FINESSJuridique": "130045677"']],
      others: [{ name: 'avance.json', profile: 'PHA-LGO/avance' }],
      expect: [
        {
          message: 'changed',
          path: '/lignesImport/0/beneficiaires/clients/0/FINESSJuridique',
          marks: '"130045677"',
          severity: 'warning',
        },
      ],
      offers: [],
    },
  ],
};
