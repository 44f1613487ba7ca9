import { typesNamed } from '../../format/domain/fichier.js';
import { nearest } from '../../format/domain/fold.js';
import type { IssueOf } from '../../format/model/issues.js';
import type { EnumValue, Shape } from '../../format/profiles/profile.js';
import { bounded, type ReportOptions } from '../contract.js';
import { defineStructureRule } from '../define.js';
import type { Examples } from '../examples.js';
import { formFix, reconstructedNote } from '../shared/targets.js';
import { cite, citeIn, listed } from '../shared/words.js';
import type { Lang } from '../../texts/typeset.js';
import { FORMAT } from '../shared/citations.js';

/** Up to this many values, all are offered; beyond, the nearest ones. */
const FEW = 3;

export const rule = defineStructureRule({
  meta: {
    id: 'enum-value',
    severity: 'error',
    theme: 'structure',
    title: { fr: 'Valeur hors liste', en: 'Value outside the list' },
    explanation: {
      fr:
        "Certaines clés n'admettent que quelques valeurs, écrites exactement ainsi : `PDF` et non `pdf`, `TTC` " +
        'ou `HT`. Pour le type des pièces, seul `BON_COMMANDE` a été observé : les autres valeurs sont ' +
        "reconstituées et une valeur différente n'est qu'un avertissement.",
      en:
        'Some keys allow a few values only, written exactly so: `PDF` and not `pdf`, `TTC` or `HT`. Of the types of ' +
        'attachment only `BON_COMMANDE` was observed: the other values are reconstructed, and a different one is a ' +
        'warning only.',
    },
    citations: [{ document: 'observation', question: 'formatFichier, typeFichier' }, FORMAT],
    remedies: ['fix', 'preferred', 'suggest'],
    needsProfile: true,
  },
  messages: {
    spelling: {
      fr: (d: { key: string; value: string; expected: string; note: boolean }) =>
        `${cite(d.key)} : ${cite(d.value)} doit s'écrire exactement ` +
        `${cite(d.expected)}${reconstructedNote(d.note, 'fr')}.`,
      en: d => `“${d.key}”: “${d.value}” must be written exactly “${d.expected}”${reconstructedNote(d.note, 'en')}.`,
    },
    outside: {
      fr: (d: { key: string; value: string; allowed: readonly EnumValue[]; note: boolean }) =>
        `${cite(d.key)} : ${cite(d.value)} n'est pas une valeur admise. Le portail attend ` +
        `${listOf(d.allowed, 'fr')}${reconstructedNote(d.note, 'fr')}.`,
      en: d =>
        `“${d.key}”: “${d.value}” is not an allowed value. The portal expects ` +
        `${listOf(d.allowed, 'en')}${reconstructedNote(d.note, 'en')}.`,
    },
    unshown: {
      fr: (d: { key: string; value: string; allowed: readonly EnumValue[] }) =>
        `${cite(d.key)} : ${cite(d.value)} n'est dans aucun exemple du modèle adopté, qui montre ` +
        `${listOf(d.allowed, 'fr', 'and')}. Si c'est un code de l'agence, adoptez aussi un exemple qui l'a ; sinon, ` +
        'corrigez-le.',
      en: d =>
        `“${d.key}”: “${d.value}” is in no example of the adopted model, which shows ` +
        `${listOf(d.allowed, 'en', 'and')}. If it is a code of the agency, adopt an example that has ` +
        'it, too; otherwise correct it.',
    },
  },
  kinds: ['enum'],
  check(issue, report, at, { otherCodes }) {
    const { node, shape, key, match, evidence } = issue;
    if (shape.role === 'typeFichier' && otherCodes.has(node.value)) return;
    const open = isOpen(node.value, shape, match);
    const severity = bounded(open ? 'warning' : 'error', evidence);
    const note = evidence === 'reconstructed' || match?.evidence === 'reconstructed';
    if (match !== undefined) {
      report('spelling', { key, value: node.value, expected: match.value, note }, at(node), {
        severity,
        fixes: editor => [
          {
            kind: formFix(match.evidence),
            title: { fr: `Écrire ${cite(match.value)}`, en: `Write “${match.value}”` },
            edits: [editor.replaceValue(node, match.value)],
          },
        ],
      });
      return;
    }
    const allowed = shown(shape);
    const options: ReportOptions = {
      severity,
      fixes: editor =>
        likely(issue, shape).map(value => ({
          kind: 'suggest',
          title: { fr: `Remplacer par ${cite(value)}`, en: `Replace with “${value}”` },
          edits: [editor.replaceValue(node, value)],
        })),
    };
    const nothingShown = evidence === 'adopted' && ownOf(shape).length === 0;
    if (open && evidence === 'adopted' && !nothingShown)
      report('unshown', { key, value: node.value, allowed }, at(node), options);
    else
      report(
        'outside',
        {
          key,
          value: node.value,
          allowed,
          note: note || nothingShown || (shape.lenientEnum && evidence !== 'adopted'),
        },
        at(node),
        options,
      );
  },
});

/**
 * Codes that may be right all the same: in one of our lists, and where the agency's model shows no attachment of the
 * kind that the code names (an avance with VAT has no attestation). A near miss of a code that it shows is that code,
 * misspelt.
 */
function isOpen(code: string, shape: Shape, match: EnumValue | undefined): boolean {
  if (shape.evidence !== 'adopted') return shape.lenientEnum;
  const own = ownOf(shape);
  if (own.length === 0 || match?.evidence === 'reconstructed') return true;
  if (shape.role !== 'typeFichier') return shape.lenientEnum;
  const values = own.map(({ value }) => value);
  if (nearest(code, values) !== undefined) return false;
  const kinds = typesNamed(code.replace(/_/g, ' '), []);
  const isShown = (kind: string): boolean => own.some(({ value, is }) => (is ?? value) === kind);
  return shape.lenientEnum || (kinds.length > 0 && !kinds.some(isShown));
}

/** The values that the examples of an adopted model show. */
const ownOf = ({ enum: values = [], evidence }: Shape): readonly EnumValue[] =>
  evidence === 'adopted' ? values.filter(one => one.evidence === 'adopted') : [];

/** What is expected: for attachments, what the adopted model shows, if it shows any. */
function shown(shape: Shape): readonly EnumValue[] {
  const own = shape.role === 'typeFichier' ? ownOf(shape) : [];
  return own.length > 0 ? own : (shape.enum ?? []);
}

const listOf = (allowed: readonly EnumValue[], lang: Lang, by: 'or' | 'and' = 'or'): string =>
  listed(
    allowed.map(({ value }) => citeIn(value, lang)),
    by,
    lang,
  );

function likely({ node }: IssueOf<'enum'>, shape: Shape): readonly string[] {
  const values = (shape.enum ?? []).map(({ value }) => value);
  const near = nearest(node.value, values);
  if (near !== undefined) return [near];
  return values.length <= FEW ? values : [];
}

const AVANCE = { profile: 'MDV-LGC/avance' } as const;

export const examples: Examples = {
  valid: [{ name: 'les valeurs admises', ...AVANCE }],
  invalid: [
    {
      name: "ce qu'un programme écrit faute de type n'est le code de personne",
      profile: 'MDV-LGC/avance',
      change: [
        ['"BON_COMMANDE"', '"None"'],
        ['"BON_COMMANDE"', '"None"'],
        ['"BON_COMMANDE"', '"None"'],
      ],
      expect: [0, 1, 2].map(i => ({
        message: 'outside',
        path: `/lignesImport/${String(i)}/piecesJustificatives/0/typeFichier`,
        marks: '"None"',
      })),
    },
    {
      name: 'pdf en minuscules',
      ...AVANCE,
      change: [['"PDF"', '"pdf"']],
      expect: [
        {
          message: 'spelling',
          path: '/lignesImport/0/piecesJustificatives/0/formatFichier',
          marks: '"pdf"',
          severity: 'error',
          fixable: true,
        },
      ],
      fixed: ['"formatFichier": "PDF"'],
    },
    {
      name: 'un espace à la place du tiret bas, sur une valeur observée',
      ...AVANCE,
      change: [['"BON_COMMANDE"', '"Bon commande"']],
      expect: [
        {
          message: 'spelling',
          path: '/lignesImport/0/piecesJustificatives/0/typeFichier',
          marks: '"Bon commande"',
          severity: 'warning',
          fixable: true,
        },
      ],
      fixed: ['"typeFichier": "BON_COMMANDE"'],
    },
    {
      name: "la casse d'une valeur reconstituée : à vous de voir",
      ...AVANCE,
      change: [['"STRUCTURE"', '"Structure"']],
      expect: [
        {
          message: 'spelling',
          path: '/lignesImport/2/beneficiaires/commandePour',
          marks: '"Structure"',
          severity: 'error',
          fixable: false,
        },
      ],
      offers: ['Écrire « STRUCTURE »'],
    },
    {
      name: 'un autre régime',
      ...AVANCE,
      change: [['"TTC"', '"TVA 20"']],
      expect: [
        {
          message: 'outside',
          path: '/lignesImport/0/commande/regimeTVA',
          marks: '"TVA 20"',
          severity: 'error',
          fixable: false,
        },
      ],
      offers: ['Remplacer par « TTC »', 'Remplacer par « HT »'],
    },
    {
      name: "un type de pièce qui n'est pas celui des autres",
      profile: 'MDV-LGC/solde',
      change: [['"FACTURE"', '"FACT"']],
      expect: [
        {
          message: 'outside',
          path: '/lignesImport/0/piecesJustificatives/0/typeFichier',
          marks: '"FACT"',
          severity: 'warning',
          fixable: false,
        },
      ],
      also: ['model-reconstructed'],
    },
    {
      name: "une pièce qu'aucun exemple du modèle adopté ne montre",
      ...AVANCE,
      wave: 2,
      change: [['"BON_COMMANDE"', '"ATTESTATION_FRANCHISE"']],
      expect: [
        {
          message: 'unshown',
          path: '/lignesImport/0/piecesJustificatives/0/typeFichier',
          marks: '"ATTESTATION_FRANCHISE"',
          severity: 'warning',
          fixable: false,
        },
      ],
    },
    {
      name: 'un code du modèle adopté, mal tapé',
      ...AVANCE,
      wave: 2,
      change: [['"BON_COMMANDE"', '"BON_COMANDE"']],
      expect: [
        {
          message: 'outside',
          path: '/lignesImport/0/piecesJustificatives/0/typeFichier',
          marks: '"BON_COMANDE"',
          fixable: false,
        },
      ],
    },
    {
      name: 'une action inconnue',
      ...AVANCE,
      change: [['"typeAction": "C"', '"typeAction": "M"']],
      expect: [{ message: 'outside', path: '/lignesImport/0/typeAction', marks: '"M"', fixable: false }],
      offers: ['Remplacer par « C »'],
    },
  ],
};
