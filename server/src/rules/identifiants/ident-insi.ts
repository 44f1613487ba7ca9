import { checkFiness, repairFiness } from '../../format/domain/numeros.js';
import { isText } from '../../format/model/located.js';
import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { finessOf } from '../../format/model/identifiants.js';
import { cite } from '../shared/words.js';
import { offers } from '../shared/fixes.js';

interface Data {
  readonly key: string;
}

/** What people put between two numbers. A hyphen or a dot occurs inside one. */
const BETWEEN = /[\s,;|/+&]+/;

export const rule = defineLigneRule({
  meta: {
    id: 'ident-insi',
    severity: 'error',
    theme: 'identifiants',
    title: { fr: 'Identifiant INSi incorrect', en: 'Wrong INSi identifier' },
    explanation: {
      fr:
        "L'identifiant INSi est un seul numéro FINESS, juridique ou géographique : celui du certificat logiciel ou " +
        "de la carte CPx qui sert à appeler le téléservice. Quand l'établissement en a plusieurs, donnez celui qui " +
        'répondra le mieux aux contrôles a posteriori.',
      en:
        'The INSi identifier is one FINESS number only, legal or geographic: that of the software certificate or of ' +
        'the CPx card used to call the service. Where the establishment has several, give the one that will best ' +
        'satisfy the later checks.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question:
          "Dans le JSON Bloc RI, concernant la balise IdentINSi, il est indiqué 'numéro d'identifiant de " +
          "connexion TLS-INSi'. Dans le cadre de l'utilisation du téléservice INSi en établissement public de " +
          "santé, l'identifiant attendu est-il bien le FINESS géographique ?",
        quote:
          "L'éditeur doit donc renseigner un seul FINESS (juridique ou géographique qui sera le plus susceptible " +
          'de satisfaire les contrôles a posteriori).',
      },
      {
        document: 'asp-vague1',
        question:
          'Pour un même établissement juridique, il peut exister plusieurs établissements géographiques. ' +
          "L'éditeur doit-il transmettre l'ensemble des FINESS géographiques correspondants, dans la balise INSi " +
          'du JSON bloc RI ?',
        quote: 'Dans ce cas, un seul identifiant INSi devra être complété dans la balise correspondante',
      },
    ],
    remedies: ['suggest'],
    needsProfile: true,
    concerns: { roles: ['identINSi'] },
  },
  messages: {
    due: {
      fr: ({ key }: Data) =>
        `${cite(key)} est à compléter : le portail attend le FINESS (juridique ou géographique) utilisé pour le ` +
        'certificat ou la carte qui appelle le téléservice INSi.',
      en: ({ key }) =>
        `“${key}” must be filled in: the portal expects the FINESS (legal or geographic) used for the ` +
        'certificate or card that calls the INSi service.',
    },
    several: {
      fr: ({ key }: Data) =>
        `${cite(key)} contient plusieurs numéros : le portail attend un seul FINESS, celui du certificat ou de la ` +
        'carte qui appelle le téléservice INSi.',
      en: ({ key }) =>
        `“${key}” contains several numbers: the portal expects one FINESS, that of the certificate or card that ` +
        'calls the INSi service.',
    },
    form: {
      fr: ({ key }: Data) =>
        `${cite(key)} n'est pas un numéro FINESS (9 caractères) : le portail attend le FINESS, juridique ou ` +
        'géographique, utilisé pour appeler le téléservice INSi.',
      en: ({ key }) =>
        `“${key}” is not a FINESS number (9 characters): the portal expects the FINESS, legal or geographic, used to ` +
        'call the INSi service.',
    },
    other: {
      fr: ({ key }: Data) =>
        `${cite(key)} n'est aucun des FINESS de la demande : vérifiez que c'est bien celui du certificat ou de la ` +
        'carte de cet établissement.',
      en: ({ key }) =>
        `“${key}” is none of the FINESS of the request: check that it is that of this establishment's certificate ` +
        'or card.',
    },
  },
  check(ligne, report) {
    for (const located of ligne.all('identINSi')) {
      if (located.flagged) continue;
      const at = { chunk: ligne.chunk, span: located.span, place: located.place };
      const data = { key: located.key };
      // A FINESS PMSI is one of the two others, which may not be listed.
      const finess = finessOf(ligne, 'finessJuridique', 'finessGeo', 'finessPMSI');
      const { known } = finess;
      const options = { fixes: offers(located, known, 'suggest') };
      if (!isText(located)) report('due', data, at, options);
      else if (isSeveral(located.value)) report('several', data, at, options);
      else if (checkFiness(located.value) !== 'ok') report('form', data, at, { ...options, severity: 'warning' });
      else if (known.length > 0 && !known.includes(located.value) && finess.complete)
        report('other', data, at, { ...options, severity: 'warning' });
    }
  },
});

const isSeveral = (text: string): boolean =>
  text.split(BETWEEN).filter(part => repairFiness(part) !== undefined).length > 1;

const text = (ident: string): string => `{
  "impId": null,
  "numeroAns": "1234567890",
  "siret": "81234567800013",
  "lignesImport": [{
    "numLigne": 1, "typeAction": "C", "numeroASP": "FINHOP00120", "numeroEditeur": "BDC-2022-0101",
    "facture": { "numeroFacture": "F2023-0301", "dateFacture": "12/06/2023", "regimeTVA": "TTC",
      "montantSegurHT": 14100.83 },
    "beneficiaires": {
      "isMandataire": false, "isClientUnique": true,
      "nomMandataire": null, "emailMandataire": null, "telephoneMandataire": null,
      "clients": [{
        "nomClient": "Hélène Roux", "emailClient": "direction@ch-exemple.fr", "telephoneClient": "0491223344",
        "FINESSPMSI": "130045677", "FINESSJuridique": "130045677", "FINESSGeo": ["690012349", "060785011"]
      }]
    },
    "piecesJustificatives": [
      { "nomFichier": "F2023-0301.pdf", "formatFichier": "PDF", "typeFichier": "FACTURE" },
      { "nomFichier": "VA-BDC-2022-0101.pdf", "formatFichier": "PDF", "typeFichier": "VA" }
    ],
    "RI": { "IdentINSi": ${ident} },
    "codeTraitement": null, "libelleTraitement": null
  }]
}`;
const profile = 'HOP-RI/solde';
const path = '/lignesImport/0/RI/IdentINSi';

export const examples: Examples = {
  valid: [
    { name: 'le FINESS juridique', profile, text: text('"130045677"') },
    { name: 'un des FINESS géographiques', profile, text: text('"060785011"') },
  ],
  invalid: [
    {
      name: 'rien',
      profile,
      text: text('null'),
      expect: [{ message: 'due', path, marks: 'null', severity: 'error', fixable: false }],
      offers: ['Écrire « 130045677 »', 'Écrire « 690012349 »', 'Écrire « 060785011 »'],
    },
    {
      name: 'plusieurs FINESS',
      profile,
      text: text('"690012349, 060785011"'),
      expect: [{ message: 'several', path, marks: '"690012349, 060785011"', severity: 'error' }],
      offers: ['Écrire « 130045677 »', 'Écrire « 690012349 »', 'Écrire « 060785011 »'],
    },
    {
      name: 'le nom du certificat',
      profile,
      text: text('"CERT-CH-EXEMPLE"'),
      expect: [{ message: 'form', path, marks: '"CERT-CH-EXEMPLE"', severity: 'warning' }],
    },
    {
      name: "le FINESS d'un autre établissement",
      profile,
      text: text('"750712184"'),
      expect: [{ message: 'other', path, marks: '"750712184"', severity: 'warning' }],
    },
  ],
};
