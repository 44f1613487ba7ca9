import type { Fix, ReportOptions } from '../contract.js';
import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { topOf } from '../shared/targets.js';
import { cite } from '../shared/words.js';

export const rule = defineFileRule({
  meta: {
    id: 'profile-unknown',
    severity: 'info',
    theme: 'fichier',
    title: { fr: 'Profil inconnu', en: 'Unknown profile' },
    explanation: {
      fr:
        'Un fichier ne dit pas son couloir ni sa phase : ils se lisent dans son nom, dans vos réglages ou dans son ' +
        'contenu. Ici ils restent ouverts : ce que tous les profils possibles ont en commun est vérifié, avec la ' +
        'même gravité, et le reste attend que vous choisissiez.',
      en:
        'A file does not name its couloir or phase: they are read from its name, your settings or its content. Here ' +
        'they stay open: what all possible profiles share is checked, at the same severity, and the rest waits for ' +
        'your choice.',
    },
    citations: [{ document: 'projet', question: '' }],
    remedies: ['command'],
    needsProfile: false,
  },
  messages: {
    foreign: {
      fr: (d: { key: string }) =>
        `Modèle inconnu : ce fichier est fait comme une demande, dont la liste serait ${cite(d.key)}, mais n'est ` +
        "d'aucun modèle connu, et rien n'y est vérifié que sa syntaxe. Adoptez le modèle de l'agence (en ligne de " +
        "commande : « segur-json adopt »). S'il est de la vague 1, sa liste s'appelle « lignesImport ».",
      en: d =>
        `Unknown model: this file is made like a request, with “${d.key}” for its list, but is of no known model, ` +
        "and nothing but its syntax is checked. Adopt the agency's model (on the command line: “segur-json adopt”). " +
        'If it is of wave 1, its list is called “lignesImport”.',
    },
    several: {
      fr: (d: { key: string }) =>
        `Plusieurs demandes complètes sont dans un seul fichier, sous ${cite(d.key)} : le portail attend un fichier ` +
        'pour chacune, dont la racine a « lignesImport ». Enregistrez chacune dans son fichier, ou mettez leurs ' +
        "lignes dans un seul « lignesImport » ; rien d'autre n'est vérifié d'ici là.",
      en: d =>
        `Several whole requests are in one file, under “${d.key}”: the portal expects a file for each, with ` +
        '“lignesImport” at its root. Save each one in its own file, or put their lignes into one “lignesImport”; ' +
        'nothing else is checked until then.',
    },
    unknown: {
      fr: () =>
        'Profil inconnu (couloir et phase) : seul ce qui est commun à tous les profils est vérifié. Choisissez-le, ' +
        'ou nommez le fichier comme « ….mdv-lgc.avance.json » ; en ligne de commande : --profile MDV-LGC/avance. Si ' +
        "son modèle est d'une autre vague, adoptez celui de l'agence (segur-json adopt).",
      en: () =>
        'Unknown profile (couloir and phase): only what all profiles share is checked. Choose it, or name the file ' +
        'like “….mdv-lgc.avance.json”; on the command line: --profile MDV-LGC/avance. If its model is of another ' +
        "wave, adopt the agency's (segur-json adopt).",
    },
    candidates: {
      fr: (d: { ids: readonly string[]; example: string }) =>
        `${d.ids.join(' ou ')} ? Ce fichier peut être de l'un comme de l'autre, et ce qu'ils ont en commun est ` +
        `vérifié. Choisissez son profil, ou nommez-le comme ${cite(`….${d.example}.json`)} ; en ligne de commande : ` +
        `--profile ${d.ids[0] ?? ''}.`,
      en: d =>
        `${d.ids.join(' or ')}? This file may be of any of them, and what they share is checked. Choose its profile, ` +
        `or name it like “….${d.example}.json”; on the command line: --profile ${d.ids[0] ?? ''}.`,
    },
  },
  reads: [],
  check({ head, list }, report, { profileKnown, candidates, foreign, several }) {
    if (several) {
      report('several', { key: foreign ?? '' }, { ...list, place: undefined }, { severity: 'error' });
      return;
    }
    if (foreign !== undefined) {
      report('foreign', { key: foreign }, list, { severity: 'warning', fixes: () => ADOPT });
      return;
    }
    // In a truncated or tangled text, the marks of its profile may be what is missing.
    if (profileKnown || head.node.kind !== 'object' || head.node.broken) return;
    // An empty one has its own finding.
    if (head.node.properties.length === 0) return;
    const few = candidates.length > 0 && candidates.length <= MAX_NAMED;
    const example = (candidates[0] ?? '').toLowerCase().replace('/', '.');
    const options: ReportOptions = {
      fixes: () => [
        {
          kind: 'command',
          title: { fr: 'Choisir le profil…', en: 'Choose the profile…' },
          edits: [],
          command: 'segur.choisirProfil',
        },
      ],
    };
    if (few) report('candidates', { ids: candidates, example }, topOf(head), options);
    else report('unknown', {}, topOf(head), options);
  },
});

const ADOPT: readonly Fix[] = [
  {
    kind: 'command',
    title: { fr: "Adopter le modèle de l'agence…", en: "Adopt the agency's model…" },
    edits: [],
    command: 'segur.adopterModele',
  },
];

/** More would be no help in choosing. */
const MAX_NAMED = 4;

const COMMON =
  '{\n  "impId": null,\n  "numeroAns": "1234567890",\n  "siret": "81234567800013",\n  "lignesImport": [\n    {\n  ' +
  '    "numLigne": 1,\n      "typeAction": "C",\n      "numeroASP": null,\n      "numeroEditeur": ' +
  '"BDC-2022-0001",\n      "piecesJustificatives": [],\n      "codeTraitement": null,\n      "libelleTraitement": ' +
  'null\n    }\n  ]\n}\n';

const DEUX = `{
  "impId": null,
  "numeroAns": "1234567890",
  "siret": "81234567800013",
  "lignesImport": [
    {
      "numLigne": 1,
      "typeAction": "C",
      "numeroASP": null,
      "numeroEditeur": "HOP-2022-0041",
      "commande": {
        "dateCommande": "07/11/2022",
        "regimeTVA": "TTC",
        "montantSegurHT": 14100.83
      },
      "beneficiaires": {
        "isMandataire": false,
        "isClientUnique": true,
        "nomMandataire": null,
        "emailMandataire": null,
        "telephoneMandataire": null,
        "clients": [
          {
            "nomClient": "Hélène Chuzeville",
            "emailClient": "direction@ch-exemple.fr",
            "telephoneClient": "0478110000",
            "FINESSPMSI": "690781018",
            "FINESSJuridique": "690781018",
            "FINESSGeo": [
              "690012349",
              "690023452"
            ]
          }
        ]
      },
      "piecesJustificatives": [
        {
          "nomFichier": "BDC HOP-2022-0041.pdf",
          "formatFichier": "PDF",
          "typeFichier": "BON_COMMANDE"
        }
      ],
      "codeTraitement": null,
      "libelleTraitement": null
    }
  ]
}
`;

/** Invented. */
const FOREIGN =
  '{\n  "referenceANS": "1234567890",\n  "siretFournisseur": "81234567800013",\n  "demandes": [\n    {\n' +
  '      "rang": 1,\n      "bonDeCommande": { "signeLe": "2025-03-02", "montantHT": 14100.83, "regimeTVA": "TTC" },\n' +
  '      "finessPmsi": "690012349",\n      "documents": [{ "nom": "BDC-1.pdf", "nature": "BDC" }]\n    }\n  ]\n}\n';

export const examples: Examples = {
  valid: [{ name: 'un profil donné', profile: 'MDV-LGC/avance' }],
  invalid: [
    {
      name: 'rien ne dit le couloir',
      text: COMMON,
      expect: [{ message: 'unknown', path: '', marks: '{', severity: 'info', fixable: false }],
      offers: ['Choisir le profil…'],
    },
    {
      name: "une demande d'un modèle que personne n'a adopté",
      text: FOREIGN,
      expect: [{ message: 'foreign', path: '/demandes', marks: '"demandes"', severity: 'warning', fixable: false }],
      offers: ["Adopter le modèle de l'agence…"],
    },
    {
      name: 'plusieurs demandes dans une enveloppe',
      text: `{ "data": [${COMMON}, ${COMMON}] }`,
      expect: [{ message: 'several', path: '', marks: '"data"', severity: 'error', fixable: false }],
    },
    {
      name: "une commande sous le nom d'une facture, sans pièces : la phase reste ouverte",
      text: DEUX.replace('"commande"', '"facture"').replace('BON_COMMANDE', 'X'),
      expect: [{ message: 'candidates', path: '', marks: '{' }],
      also: ['unknown-field', 'model-reconstructed'],
    },
    {
      name: 'deux profils possibles',
      text: DEUX,
      expect: [{ message: 'candidates', path: '', marks: '{', severity: 'info', fixable: false }],
      offers: ['Choisir le profil…'],
    },
    {
      name: 'deux profils possibles, et ce qui est faux pour les deux',
      text: DEUX.replace('"isMandataire": false', '"isMandataire": "false"'),
      expect: [{ message: 'candidates', path: '', marks: '{' }],
      also: ['quoted-literal', 'model-reconstructed'],
    },
  ],
};
