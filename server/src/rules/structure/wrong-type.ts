import type { IssueOf } from '../../format/model/issues.js';
import { isNothing } from '../../format/model/values.js';
import { segments } from '../../format/model/located.js';
import { foldKey } from '../../format/domain/fold.js';
import { tidy } from '../../language/whitespace.js';
import type { Shape } from '../../format/profiles/profile.js';
import type { SourceEditor } from '../../language/edit.js';
import { bounded, type Fix } from '../contract.js';
import { defineStructureRule } from '../define.js';
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
    several: {
      fr: () =>
        'Plusieurs demandes complètes sont dans une liste : le portail attend un fichier pour chacune, qui est un ' +
        'objet { … }. Enregistrez chacune dans son fichier, ou mettez leurs lignes dans un seul « lignesImport ».',
      en: () =>
        'Several whole requests are in a list: the portal expects a file for each, which is an object { … }. Save ' +
        'each one in its own file, or put their lignes into one “lignesImport”.',
    },
    lignes: {
      fr: () =>
        'Ce fichier est la seule liste des lignes : le portail attend un objet { … }, qui a aussi « impId », ' +
        '« numeroAns » et « siret », et cette liste sous « lignesImport ».',
      en: () =>
        'This file is just the list of lignes: the portal expects an object { … }, which also has “impId”, ' +
        '“numeroAns” and “siret”, and this list under “lignesImport”.',
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
        `${subject(issue, 'en')} must be filled in: the portal expects ${wantedTypes(issue.shape, 'en', true)}, ` +
        `null is not allowed here${doubt(issue, 'en')}.`,
    },
  },
  kinds: ['type'],
  check(issue, report, at, { profile }) {
    const listed = issue.place === undefined ? listedIn(issue) : undefined;
    if (listed !== undefined) {
      report(listed, undefined, at(spanOf(issue)));
      return;
    }
    // No number is one of the portal's.
    if (issue.shape.role === 'numeroASP' && issue.found === 'number' && profile?.phase === 'avance') {
      const fixes = (editor: SourceEditor): readonly Fix[] => [toNull(editor, issue.node, 'suggest')];
      report('portal', { issue, note: false }, at(issue.node), { severity: bounded('error', issue.evidence), fixes });
      return;
    }
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

/** What a list holds that stands in the place of the file: whole files, or lignes. */
function listedIn({ node, coercion }: WrongType): 'several' | 'lignes' | undefined {
  if (node.kind !== 'array' || coercion !== undefined) return undefined;
  const keys = node.items.map(item =>
    item.kind === 'object' ? item.properties.map(({ key }) => foldKey(tidy(key))) : [],
  );
  const allHave = (key: string): boolean => keys.length > 0 && keys.every(own => own.includes(key));
  return allHave('lignesimport') ? 'several' : allHave('numligne') ? 'lignes' : undefined;
}

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
      const inner =
        node.kind === 'array' ? node.items[0] : node.kind === 'object' ? node.properties[0]?.value : undefined;
      return inner === undefined
        ? []
        : [
            {
              kind: 'fix',
              title: UNWRAP[node.kind === 'array' ? 'array' : 'object'],
              edits: [editor.replace(node, editor.slice(inner))],
            },
          ];
    }
  }
}

const UNWRAP = {
  array: { fr: 'Retirer les crochets', en: 'Remove the brackets' },
  object: { fr: 'Retirer la clé répétée, garder sa valeur', en: 'Remove the repeated key, keep its value' },
} as const;

const skeletonTitle = (shape: Shape): Fix['title'] =>
  shape.types.has('null')
    ? TO_NULL
    : shape.types.has('array')
      ? { fr: 'Écrire une liste vide []', en: 'Write an empty list []' }
      : { fr: 'Écrire un objet à compléter', en: 'Write an object to be filled in' };

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

export { examples } from './wrong-type/cases.js';
