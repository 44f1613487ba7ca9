import { defineWorkspaceRule } from '../define.js';
import { cite, identifierText, keyAt } from '../shared/words.js';
import { isAstray, referenceOf, seenIn } from '../shared/reference.js';
import { isNewClient, isOrganisationOfKnown, perimeterOf } from '../shared/perimeter.js';
import type { SourceEditor } from '../../language/edit.js';
import { atFact } from '../shared/targets.js';
import { avance, type Examples, sortie } from '../examples.js';
import type { ClientFact, LigneFacts } from '../../index/facts.js';
import type { Fix } from '../contract.js';
import { segments } from '../../format/model/located.js';
import { parseValue } from '../../language/parse.js';
import type { ArrayNode, JsonNode } from '../../language/nodes.js';

export const rule = defineWorkspaceRule({
  meta: {
    id: 'solde-perimeter-added',
    severity: 'error',
    theme: 'avance-solde',
    title: { fr: "Bénéficiaire absent de l'avance", en: 'Beneficiary not in the avance' },
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
        `The avance of this request did not have this beneficiary (${d.identifier.en}): a solde that adds a ` +
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
          { fr: "Les bénéficiaires de l'avance sont ici.", en: "The avance's beneficiaries are here." },
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

/**
 * Removes a beneficiary: the whole client if it is a new one, the list item if it is one identifier of several. Nothing
 * is offered if the list would be left empty: then it is a different order altogether.
 */
export function removal(
  editor: SourceEditor,
  { span, place: { parent } }: LigneFacts,
  fact: ClientFact,
  isWholeClient: boolean,
): readonly Fix[] {
  const depth = segments(parent).length + 1;
  const way = segments(fact.place).slice(depth);
  const at = isWholeClient ? way.findIndex(key => typeof key === 'number') : way.length - 1;
  const index = way[at];
  // The facts have no tree: the ligne is read again, in the current version.
  const list = typeof index === 'number' ? listAt(parseValue(editor.slice(span)).root, way.slice(0, at)) : undefined;
  if (list === undefined || typeof index !== 'number' || list.items.length < 2) return [];
  return [
    {
      kind: 'suggest',
      title: { fr: 'Retirer ce bénéficiaire', en: 'Remove this beneficiary' },
      edits: [editor.removeItem(list, index)],
    },
  ];
}

function listAt(root: JsonNode | undefined, way: readonly (string | number)[]): ArrayNode | undefined {
  const node = way.reduce<JsonNode | undefined>((at, key) => {
    if (at?.kind === 'object') return at.properties.find(property => property.key === key)?.value;
    return at?.kind === 'array' && typeof key === 'number' ? at.items[key] : undefined;
  }, root);
  return node?.kind === 'array' ? node : undefined;
}
