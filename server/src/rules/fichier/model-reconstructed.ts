import type { StructureIssue } from '../../format/model/issues.js';
import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { topOf } from '../shared/targets.js';
import { otherTypes, reconstructedIn } from '../../format/pieces/pieces.js';
import type { Fix } from '../contract.js';
import { cite } from '../shared/words.js';
import type { Bilingual } from '../../texts/typeset.js';

export const rule = defineFileRule({
  meta: {
    id: 'model-reconstructed',
    severity: 'warning',
    theme: 'fichier',
    title: { fr: 'Modèle reconstitué', en: 'Reconstructed model' },
    explanation: {
      fr:
        "Pour cette partie du fichier, Ségur JSON n'a pas le modèle de l'agence : il l'a reconstitué d'après " +
        "les FAQ et une avance réelle. Un nom, un ordre ou une casse peuvent différer. L'ASP publie les modèles de " +
        'fichiers JSON dans la rubrique « Documents utiles » de son site : adoptez le vôtre, il ' +
        'prendra la place du nôtre.',
      en:
        "For this part of the file Ségur JSON does not have the agency's model: it reconstructed it from the FAQs " +
        'and a real avance. A name, an order or a case may differ. The ASP publishes the model JSON files under ' +
        '“Documents utiles” on its site: adopt yours, it will take the place of ours.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: 'Où trouver des modèles de documents tels que les bons de commande, VA ou MOM ?',
        quote: 'Vous trouverez via ce même lien des modèles de fichiers JSON',
      },
    ],
    remedies: ['command'],
    needsProfile: true,
  },
  messages: {
    codes: {
      fr: (d: { codes: readonly string[]; more: boolean; ours: readonly string[] }) =>
        `Les pièces de ce fichier ont pour types ${d.codes.map(cite).join(', ')}${d.more ? '…' : ''}, d'un bout à ` +
        `l'autre. Les codes ${d.ours.map(cite).join(', ')} de Ségur JSON sont reconstitués : si les vôtres sont ceux ` +
        `de l'ASP, adoptez son modèle (« segur-json adopt »), en disant ce qu'est chacun ; sinon, corrigez-les. ` +
        "D'ici là, les règles qui en dépendent se taisent.",
      en: d =>
        `The attachments of this file are of the types ${d.codes.map(code => `“${code}”`).join(', ')}` +
        `${d.more ? '…' : ''} throughout. The codes ${d.ours.map(code => `“${code}”`).join(', ')} of Ségur JSON are ` +
        "reconstructed: if yours are the ASP's, adopt its model (“segur-json adopt”), saying what each one is; " +
        'otherwise correct them. Until then, the rules that depend on them stay silent.',
    },
    reconstructed: {
      fr: (d: { title: Bilingual | undefined }) =>
        `Le modèle ${d.title === undefined ? 'de ce profil' : cite(d.title.fr)} est en partie reconstitué par ` +
        `Ségur JSON : si une remarque contredit le modèle de l'ASP, c'est lui qui a raison. Adoptez-le, il ` +
        'prendra la place du nôtre.',
      en: d =>
        `The model ${d.title === undefined ? 'of this profile' : `“${d.title.en}”`} is in part reconstructed by ` +
        `Ségur JSON: where a remark contradicts the ASP's model, the latter is right. Adopt it, it will take the ` +
        'place of ours.',
    },
  },
  reads: ['typeFichier'],
  check({ head, lignes }, report, { profile, profileKnown, otherCodes }) {
    const others = otherCodes.size === 0 ? [] : otherTypes(lignes());
    const other = others.find(({ node }) => otherCodes.has(node.value));
    if (other !== undefined) {
      const { ligne, node, place, shape } = other;
      const at = { chunk: ligne.chunk, span: { start: node.start, end: node.end }, place };
      const ours = reconstructedIn(shape);
      report('codes', { codes: [...otherCodes].slice(0, SHOWN), more: otherCodes.size > SHOWN, ours }, at, {
        fixes: adopt,
      });
      return;
    }
    const rests = ({ kind, evidence }: StructureIssue): boolean => evidence === 'reconstructed' && kind !== 'duplicate';
    if (!head.issues.some(rests) && !lignes().some(ligne => ligne.issues.some(rests))) return;
    report('reconstructed', { title: profileKnown ? profile?.title : undefined }, topOf(head), {
      severity: 'info',
      fixes: adopt,
    });
  },
});

/** How many the message names; a generator has few. */
const SHOWN = 6;

const adopt = (): readonly Fix[] => [
  {
    kind: 'command',
    title: { fr: "Adopter le modèle de l'agence…", en: "Adopt the agency's model…" },
    edits: [],
    command: 'segur.adopterModele',
  },
];

export const examples: Examples = {
  valid: [
    { name: 'un solde conforme au modèle reconstitué', profile: 'MDV-LGC/solde' },
    { name: 'une avance, dont le modèle a été observé', profile: 'MDV-LGC/avance' },
  ],
  invalid: [
    {
      name: "d'autres types de pièces d'un bout à l'autre : un seul avertissement",
      profile: 'MDV-LGC/solde',
      change: [
        ...['FACT', 'FACT', 'FACT'].map((code): [string, string] => ['"FACTURE"', `"${code}"`]),
        ['"MOM"', '"MEP"'],
        ['"VA"', '"PV"'],
        ['"MOM"', '"MEP"'],
      ],
      expect: [
        {
          message: 'codes',
          path: '/lignesImport/0/piecesJustificatives/0/typeFichier',
          marks: '"FACT"',
          severity: 'warning',
          fixable: false,
        },
      ],
      offers: ["Adopter le modèle de l'agence…"],
    },
    {
      name: 'une clé manquante dans une partie reconstituée',
      profile: 'MDV-LGC/solde',
      change: [['      "codeTraitement": null,\n', '']],
      expect: [{ message: 'reconstructed', path: '', marks: '{', severity: 'info', fixable: false }],
      also: ['missing-field'],
      offers: ["Adopter le modèle de l'agence…"],
    },
  ],
};
