import type { IssueOf } from '../../format/model/issues.js';
import { isNothing } from '../../format/model/values.js';
import { segments } from '../../format/model/located.js';
import type { Shape } from '../../format/profiles/profile.js';
import type { SourceEditor } from '../../language/edit.js';
import { bounded, type Fix } from '../contract.js';
import { defineStructureRule } from '../define.js';
import type { Examples } from '../examples.js';
import { reconstructedNote } from '../shared/targets.js';
import { booleanMeant, cite, citeIn, DECIMAL, typeName, wantedTypes } from '../shared/words.js';
import type { Bilingual, Lang } from '../../texts/typeset.js';
import { FORMAT, PERSON } from '../shared/citations.js';
import { TO_NULL, toNull } from '../shared/fixes.js';

type WrongType = IssueOf<'type'>;

interface Data {
  readonly issue: WrongType;
  /** Based on a model that we reconstructed, or on a guess. */
  readonly note: boolean;
}

export const rule = defineStructureRule({
  meta: {
    id: 'wrong-type',
    severity: 'error',
    theme: 'structure',
    title: { fr: 'Type de valeur', en: 'Type of a value' },
    explanation: {
      fr:
        'Chaque clé du modèle attend un type de valeur : un montant est un nombre sans guillemets, un ' +
        "identifiant un texte entre guillemets (sinon ses zéros se perdent), `true` et `false` s'écrivent sans " +
        "guillemets. Le nom, l'e-mail et le téléphone du client sont dus : `null` n'y est pas admis.",
      en:
        'Each key of the model expects a type of value: an amount is a number without quotes, an identifier a text ' +
        "in quotes (otherwise its zeros get lost), `true` and `false` are written without quotes. The client's name, " +
        'e-mail and telephone are due: `null` is not allowed there.',
    },
    citations: [FORMAT, PERSON],
    remedies: ['fix', 'preferred', 'suggest'],
    needsProfile: true,
  },
  messages: {
    type: {
      fr: ({ issue }: Data) =>
        `${subject(issue, 'fr')} doit être ${wantedTypes(issue.shape, 'fr')}, pas ` +
        `${found(issue, 'fr')}${doubt(issue, 'fr')}.${hint(issue, 'fr')}`,
      en: ({ issue }) =>
        `${subject(issue, 'en')} must be ${wantedTypes(issue.shape, 'en')}, not ` +
        `${found(issue, 'en')}${doubt(issue, 'en')}.${hint(issue, 'en')}`,
    },
    portal: {
      fr: ({ issue }: Data) => `${subject(issue, 'fr')} doit être null : le portail le remplit${doubt(issue, 'fr')}.`,
      en: ({ issue }) => `${subject(issue, 'en')} must be null: the portal fills it in${doubt(issue, 'en')}.`,
    },
    due: {
      fr: ({ issue }: Data) =>
        `${subject(issue, 'fr')} est à compléter : le portail attend ` +
        `${wantedTypes(issue.shape, 'fr', true)}, null n'est pas admis ici${doubt(issue, 'fr')}.`,
      en: ({ issue }) =>
        `${subject(issue, 'en')} is to be completed: the portal expects ${wantedTypes(issue.shape, 'en', true)}, ` +
        `null is not allowed here${doubt(issue, 'en')}.`,
    },
  },
  kinds: ['type'],
  check(issue, report, at) {
    const due = issue.found === 'null' && issue.coercion === undefined;
    report(
      issue.shape.portal ? 'portal' : due ? 'due' : 'type',
      { issue, note: issue.evidence === 'reconstructed' || !issue.shape.shown },
      at(spanOf(issue)),
      {
        severity: issue.shape.shown ? bounded('error', issue.evidence) : 'warning',
        fixes: editor => (issue.shape.shown ? remedies(editor, issue) : remedies(editor, issue).map(unlessAsked)),
      },
    );
  },
});

/** Underlining a whole object or list would drown its content: its opening bracket stands for it. */
function spanOf({ node }: WrongType): { start: number; end: number } {
  const isContainer =
    (node.kind === 'object' && node.properties.length > 0) || (node.kind === 'array' && node.items.length > 0);
  return isContainer ? { start: node.start, end: node.start + 1 } : node;
}

function subject({ place, key }: WrongType, lang: Lang): string {
  if (place === undefined) return { fr: 'Le fichier', en: 'The file' }[lang];
  if (typeof place.key === 'string') return citeIn(key, lang);
  const list = segments(place).findLast(segment => typeof segment === 'string') ?? key;
  return { fr: `Un élément de ${cite(list)}`, en: `An element of “${list}”` }[lang];
}

const GUESS: Bilingual = {
  fr: " (type supposé : le modèle adopté n'en montre pas de valeur)",
  en: ' (a guess: the adopted model shows no value there)',
};

const doubt = ({ shape, evidence }: WrongType, lang: Lang): string =>
  shape.shown ? reconstructedNote(evidence === 'reconstructed', lang) : GUESS[lang];

/** The user decides about what rests on a guess. */
const unlessAsked = (fix: Fix): Fix => (fix.kind === 'fix' ? { ...fix, kind: 'preferred' } : fix);

/** What is there; a number that is not a whole one is called so. */
const found = ({ shape, found: type }: WrongType, lang: Lang): string =>
  type === 'number' && shape.types.has('integer') ? DECIMAL[lang] : typeName(type, lang);

/** Why, if the type alone doesn't say it. */
function hint({ shape, found }: WrongType, lang: Lang): string {
  if (found !== 'number' || !shape.identifier) return '';
  return { fr: ' Sans guillemets, ses zéros de tête se perdent.', en: ' Without quotes, its leading zeros get lost.' }[
    lang
  ];
}

function remedies(editor: SourceEditor, issue: WrongType): readonly Fix[] {
  const { node, shape, coercion } = issue;
  if (coercion === undefined) return suggestions(editor, issue);
  switch (coercion.how) {
    case 'replace':
      return [
        {
          kind: 'fix',
          title: { fr: `Écrire ${coercion.text}`, en: `Write ${coercion.text}` },
          edits: [editor.replace(node, coercion.text)],
        },
      ];
    case 'wrap':
      return [
        {
          kind: 'fix',
          title: { fr: 'Mettre dans une liste', en: 'Put in a list' },
          edits: [editor.replace(node, `${coercion.before}${editor.slice(node)}${coercion.after}`)],
        },
      ];
    case 'skeleton':
      return [{ kind: 'fix', title: skeletonTitle(shape), edits: [editor.replaceValue(node, shape.skeleton)] }];
    case 'unwrap': {
      const item = node.kind === 'array' ? node.items[0] : undefined;
      return item === undefined
        ? []
        : [
            {
              kind: 'fix',
              title: { fr: 'Retirer les crochets', en: 'Remove the brackets' },
              edits: [editor.replace(node, editor.slice(item))],
            },
          ];
    }
  }
}

const skeletonTitle = (shape: Shape): Fix['title'] =>
  shape.types.has('null')
    ? TO_NULL
    : shape.types.has('array')
      ? { fr: 'Écrire une liste vide []', en: 'Write an empty list []' }
      : { fr: 'Écrire un objet à compléter', en: 'Write an object to be completed' };

function suggestions(editor: SourceEditor, { node, shape }: WrongType): readonly Fix[] {
  if (shape.portal || isNothing(node, shape)) return [toNull(editor, node, 'suggest')];
  const meant = shape.types.has('boolean') ? booleanMeant(node) : undefined;
  if (meant === undefined) return [];
  return [
    {
      kind: 'suggest',
      title: { fr: `Écrire ${String(meant)}`, en: `Write ${String(meant)}` },
      edits: [editor.replaceValue(node, meant)],
    },
  ];
}

const AVANCE = { profile: 'MDV-LGC/avance' } as const;
const FINESS = '"FINESSGeo": [\n            "690012349"\n          ]';

export const examples: Examples = {
  valid: [
    { name: 'les types du modèle', ...AVANCE },
    { name: 'un numéro de commande écrit comme un nombre', ...AVANCE, change: [['"BDC-2022-0001"', '20220001']] },
  ],
  invalid: [
    {
      name: 'une liste où le portail écrit',
      ...AVANCE,
      change: [['"impId": null', '"impId": []']],
      expect: [{ message: 'portal', path: '/impId', marks: '[]', severity: 'error', fixable: true }],
      fixed: ['"impId": null'],
    },
    {
      name: 'un zéro pour dire « rien »',
      ...AVANCE,
      change: [['"nomMandataire": null', '"nomMandataire": 0']],
      expect: [{ message: 'type', path: '/lignesImport/0/beneficiaires/nomMandataire', marks: '0', fixable: false }],
      offers: ['Remplacer par null'],
    },
    {
      name: 'un montant entre guillemets, que les FAQ nomment : erreur dans tous les profils',
      profile: 'HOP-RI/avance',
      change: [['14100.83', '"14100.83"']],
      expect: [
        {
          message: 'type',
          path: '/lignesImport/0/commande/montantSegurHT',
          marks: '"14100.83"',
          severity: 'error',
          fixable: true,
        },
      ],
      fixed: ['"montantSegurHT": 14100.83'],
    },
    {
      name: 'un montant entre guillemets',
      ...AVANCE,
      change: [['358.33', '"358.33"']],
      expect: [
        {
          message: 'type',
          path: '/lignesImport/0/commande/montantSegurHT',
          marks: '"358.33"',
          severity: 'error',
          fixable: true,
        },
      ],
      fixed: ['"montantSegurHT": 358.33'],
    },
    {
      name: 'un montant entre guillemets, avec une virgule',
      ...AVANCE,
      change: [['358.33', '"358,33"']],
      expect: [{ message: 'type', path: '/lignesImport/0/commande/montantSegurHT', marks: '"358,33"', fixable: true }],
      fixed: ['"montantSegurHT": 358.33'],
    },
    {
      name: 'un RPPS écrit comme un nombre',
      ...AVANCE,
      change: [['"10002123452"', '10002123452']],
      expect: [
        { message: 'type', path: '/lignesImport/0/beneficiaires/liberal/0/RPPS', marks: '10002123452', fixable: true },
      ],
      fixed: ['"RPPS": "10002123452"'],
    },
    {
      name: "une liste à la place de l'objet",
      ...AVANCE,
      change: [
        [
          '"structure": {\n          "nomResponsable": null,\n          "emailResponsable": null,\n          ' +
            '"telephoneResponsable": null,\n          "FINESSJuridique": null,\n          "FINESSGeo": []\n        ' +
            '}',
          '"structure": []',
        ],
      ],
      expect: [{ message: 'type', path: '/lignesImport/0/beneficiaires/structure', marks: '[]', fixable: true }],
      fixed: ['"structure": {\n          "nomResponsable": null,'],
    },
    {
      name: "une valeur à la place d'une liste",
      ...AVANCE,
      change: [[FINESS, '"FINESSGeo": "690012349"']],
      expect: [
        {
          message: 'type',
          path: '/lignesImport/2/beneficiaires/structure/FINESSGeo',
          marks: '"690012349"',
          fixable: true,
        },
      ],
      fixed: ['"FINESSGeo": ["690012349"]'],
    },
    {
      name: "une liste à la place d'une valeur",
      ...AVANCE,
      change: [['"FINESSJuridique": "130045677"', '"FINESSJuridique": ["130045677"]']],
      expect: [
        { message: 'type', path: '/lignesImport/2/beneficiaires/structure/FINESSJuridique', marks: '[', fixable: true },
      ],
      fixed: ['"FINESSJuridique": "130045677"'],
    },
    {
      name: "null à la place d'une liste",
      ...AVANCE,
      change: [['"FINESSGeo": []', '"FINESSGeo": null']],
      expect: [
        { message: 'type', path: '/lignesImport/0/beneficiaires/structure/FINESSGeo', marks: 'null', fixable: true },
      ],
      fixed: ['"FINESSGeo": []'],
    },
    {
      name: 'un client sans nom',
      ...AVANCE,
      change: [['"Anne-Sophie Lefèvre"', 'null']],
      expect: [
        { message: 'due', path: '/lignesImport/0/beneficiaires/liberal/0/nomMedecin', marks: 'null', fixable: false },
      ],
      offers: [],
    },
    {
      name: '0 à la place de false',
      ...AVANCE,
      change: [['"isMandataire": false', '"isMandataire": 0']],
      expect: [{ message: 'type', path: '/lignesImport/0/beneficiaires/isMandataire', marks: '0', fixable: false }],
      offers: ['Écrire false'],
    },
  ],
};
