import type { Home, IssueOf } from '../../format/model/issues.js';
import { foldKey } from '../../format/domain/fold.js';
import { segments } from '../../format/model/located.js';
import type { SourceEditor } from '../../language/edit.js';
import { bounded, type Fix } from '../contract.js';
import { defineStructureRule } from '../define.js';
import type { Examples } from '../examples.js';
import { afterModel, formFix, reconstructedNote } from '../shared/targets.js';
import { cite, enumerate, expectedAt } from '../shared/words.js';
import type { Profile } from '../../format/profiles/profile.js';
import type { Bilingual } from '../../texts/typeset.js';
import { FORMAT } from '../shared/citations.js';
import { keySpan } from '../../language/span.js';

type Level = Parameters<typeof expectedAt>[0] & { readonly key: string; readonly note: boolean };

export const rule = defineStructureRule({
  meta: {
    id: 'unknown-field',
    severity: 'error',
    theme: 'structure',
    title: { fr: 'Clé inconnue', en: 'Unknown key' },
    explanation: {
      fr:
        "Le portail n'attend que les clés de son modèle : une clé de plus, fût-elle utile à votre logiciel " +
        '(`$schema`, un identifiant interne…), peut faire rejeter le fichier.',
      en:
        'The portal expects the keys of its model only: one more, be it useful to your software (`$schema`, an ' +
        'internal id…), can get the file rejected.',
    },
    citations: [FORMAT],
    remedies: ['suggest', 'fix', 'preferred'],
    needsProfile: true,
  },
  messages: {
    meant: {
      fr: (d: { key: string; meant: string; note: boolean }) =>
        `La clé ${cite(d.key)} n'est pas dans le modèle, qui attend ici ` +
        `${cite(d.meant)}${reconstructedNote(d.note, 'fr')}.`,
      en: d =>
        `The key “${d.key}” is not in the model, which expects “${d.meant}” here${reconstructedNote(d.note, 'en')}.`,
    },
    elsewhere: {
      fr: (d: { key: string; home: Bilingual; note: boolean }) =>
        `La clé ${cite(d.key)} n'est pas à sa place : elle va ${d.home.fr}${reconstructedNote(d.note, 'fr')}.`,
      en: d => `The key “${d.key}” is out of place: it belongs ${d.home.en}${reconstructedNote(d.note, 'en')}.`,
    },
    flat: {
      fr: (d: { keys: Bilingual; many: boolean; home: string; hollow: boolean; note: boolean }) =>
        `${d.many ? `Les clés ${d.keys.fr} vont` : `La clé ${d.keys.fr} va`} dans ${cite(d.home)}, ` +
        `${d.hollow ? 'qui est vide' : 'qui manque'}${reconstructedNote(d.note, 'fr')}.`,
      en: d =>
        `The ${d.many ? `keys ${d.keys.en} belong` : `key ${d.keys.en} belongs`} in “${d.home}”, ` +
        `which is ${d.hollow ? 'empty' : 'missing'}${reconstructedNote(d.note, 'en')}.`,
    },
    level: {
      fr: (d: Level) =>
        `La clé ${cite(d.key)} n'est pas à sa place : le modèle l'attend ${expectedAt(d).fr}` +
        `${reconstructedNote(d.note, 'fr')}.`,
      en: d =>
        `The key “${d.key}” is out of place: the model expects it ${expectedAt(d).en}` +
        `${reconstructedNote(d.note, 'en')}.`,
    },
    wrapped: {
      fr: (d: { key: string; note: boolean }) =>
        `La clé ${cite(d.key)} enferme tout ce que le modèle attend ici même : retirez-la, et gardez ce qu'elle ` +
        `contient${reconstructedNote(d.note, 'fr')}.`,
      en: d =>
        `The key “${d.key}” encloses all that the model expects right here: remove it, and keep what it ` +
        `holds${reconstructedNote(d.note, 'en')}.`,
    },
    unknown: {
      fr: (d: { key: string; note: boolean }) =>
        `La clé ${cite(d.key)} n'est pas dans le modèle : retirez-la, ou donnez-lui le nom que le modèle ` +
        `attend${reconstructedNote(d.note, 'fr')}.`,
      en: d =>
        `The key “${d.key}” is not in the model: remove it, or give it the name that the model ` +
        `expects${reconstructedNote(d.note, 'en')}.`,
    },
  },
  kinds: ['unknown', 'flat'],
  check(issue, report, at, { profile }) {
    if (issue.kind === 'flat') {
      const { first, members, home, evidence } = issue;
      const keys = members.map(({ property }) => ({ fr: cite(property.key), en: `“${property.key}”` }));
      const data = {
        keys: enumerate(keys, SHOWN),
        many: keys.length > 1,
        home: home.expected.key,
        hollow: issue.hollow !== undefined,
        note: evidence === 'reconstructed',
      };
      report('flat', data, at(keySpan(first)), {
        severity: bounded('error', evidence),
        fixes: editor => [gathered(editor, issue)],
      });
      return;
    }
    const { object, property, meant, home, evidence } = issue;
    const target = at(keySpan(property));
    const note = evidence === 'reconstructed';
    const severity = bounded('error', evidence);
    const title = { fr: `Retirer ${cite(property.key)} et sa valeur`, en: `Remove “${property.key}” and its value` };
    const removed = { kind: 'suggest', title } as const;
    if (home !== undefined) {
      const { previous } = afterModel(home.object, home.expected, home.shape);
      const { key } = home.expected;
      report('elsewhere', { key: property.key, home: nameOf(home), note }, target, {
        severity,
        fixes: editor => [
          {
            kind: formFix(evidence),
            title: { fr: `Déplacer ${cite(key)} ${nameOf(home).fr}`, en: `Move “${key}” ${nameOf(home).en}` },
            edits: editor.moveProperty(property, object, { object: home.object, previous, key }),
          },
        ],
      });
      return;
    }
    if (meant === undefined) {
      const { levels, wraps } = issue;
      if (wraps) {
        report('wrapped', { key: property.key, note }, target, {
          severity,
          fixes: editor => unwrapped(editor, issue),
        });
        return;
      }
      const folded = foldKey(property.key);
      const ofHead = at.chunk === undefined ? undefined : profile?.file.byFolded.get(folded);
      const root = ofHead !== undefined;
      const fixes = (editor: SourceEditor): readonly Fix[] => [
        { ...removed, edits: [editor.removeProperty(object, property)] },
      ];
      if (levels.length > 0 || root)
        report('level', { key: property.key, levels, list: listOf(profile), root, note }, target, {
          severity: root ? bounded('error', ofHead.shape.evidence) : severity,
          headKey: root ? { key: folded, is: 'astray' } : undefined,
          fixes,
        });
      else report('unknown', { key: property.key, note }, target, { severity, fixes });
      return;
    }
    report('meant', { key: property.key, meant: meant.key, note }, target, {
      severity,
      fixes: editor => [
        {
          kind: 'suggest',
          title: { fr: `Renommer en ${cite(meant.key)}`, en: `Rename to “${meant.key}”` },
          edits: [editor.renameKey(property, meant.key)],
        },
        // A whole block goes under its right name; removed, all that was typed in it would be lost.
        ...(property.value?.kind !== 'object' && property.value?.kind !== 'array'
          ? [{ ...removed, edits: [editor.removeProperty(object, property)] }]
          : []),
      ],
    });
  },
});

/** So many keys are named before « et 4 autres ». */
const SHOWN = 4;

function gathered(editor: SourceEditor, { object, members, home, hollow, evidence }: IssueOf<'flat'>): Fix {
  const { expected, shape } = home;
  const { previous } = afterModel(home.object, expected, shape);
  const edits = editor.gather(
    members.map(({ property, expected: { key } }) => ({ property, key })),
    object,
    { object: home.object, previous, key: expected.key, hollow },
    expected.shape.properties === undefined,
  );
  const { key } = expected;
  return {
    kind: edits.some(edit => editor.hasComment(edit)) ? 'suggest' : formFix(evidence),
    title:
      members.length > 1
        ? { fr: `Les mettre dans ${cite(key)}`, en: `Put them into “${key}”` }
        : { fr: `La mettre dans ${cite(key)}`, en: `Put it into “${key}”` },
    edits,
  };
}

function unwrapped(editor: SourceEditor, { object, property: { key, value } }: IssueOf<'unknown'>): readonly Fix[] {
  if (value === undefined) return [];
  const title = { fr: `Retirer ${cite(key)}, garder son contenu`, en: `Remove “${key}”, keep what it holds` };
  return [{ kind: 'preferred', title, edits: [editor.replace(object, editor.slice(value))] }];
}

/** The object that a key belongs in, as people call it. */
function nameOf({ place }: Home): Bilingual {
  const key = segments(place).findLast(segment => typeof segment === 'string');
  if (key === undefined) return { fr: 'à la racine du fichier', en: 'at the root of the file' };
  if (typeof place?.key === 'number' && segments(place).filter(segment => typeof segment === 'number').length === 1)
    return { fr: 'dans la ligne elle-même', en: 'in the ligne itself' };
  return { fr: `dans ${cite(key)}`, en: `in “${key}”` };
}

const AVANCE = { profile: 'MDV-LGC/avance' } as const;

/** The key that the lignes stand under. */
const listOf = (profile: Profile | undefined): string | undefined =>
  profile?.file.properties?.find(({ shape }) => shape.container === 'lignes')?.key;

export const examples: Examples = {
  valid: [{ name: 'les clés du modèle, et elles seules', ...AVANCE }],
  invalid: [
    {
      name: 'une clé mal orthographiée',
      ...AVANCE,
      change: [['"regimeTVA"', '"regimTVA"']],
      expect: [
        {
          message: 'meant',
          path: '/lignesImport/0/commande/regimTVA',
          marks: '"regimTVA"',
          severity: 'error',
          fixable: false,
        },
      ],
      offers: ['Renommer en « regimeTVA »', 'Retirer « regimTVA » et sa valeur'],
    },
    {
      name: 'deux lettres échangées',
      ...AVANCE,
      change: [['"siret"', '"siert"']],
      expect: [{ message: 'meant', path: '/siert', marks: '"siert"' }],
      offers: ['Renommer en « siret »', 'Retirer « siert » et sa valeur'],
    },
    {
      name: 'la liste des lignes : ses lignes sont lues',
      ...AVANCE,
      change: [['"lignesImport"', '"ligneImport"']],
      expect: [{ message: 'meant', path: '/ligneImport', marks: '"ligneImport"' }],
      offers: ['Renommer en « lignesImport »'],
    },
    {
      name: "un bloc sous le nom d'un autre logiciel",
      profile: 'RAD-RIS/solde',
      change: [['"RIS"', '"LGC"']],
      expect: [{ message: 'meant', path: '/lignesImport/0/LGC', marks: '"LGC"', severity: 'warning' }],
      also: ['model-reconstructed'],
      offers: ['Renommer en « RIS »'],
    },
    {
      name: "une clé dans l'objet voisin",
      ...AVANCE,
      change: [
        ['        "dateCommande": "03/11/2022",\n', ''],
        ['"numeroASP": null,', '"numeroASP": null,\n      "dateCommande": "03/11/2022",'],
      ],
      expect: [
        { message: 'elsewhere', path: '/lignesImport/0/dateCommande', marks: '"dateCommande"', severity: 'error' },
      ],
      fixed: ['"commande": {\n        "dateCommande": "03/11/2022",\n        "regimeTVA"'],
    },
    {
      name: "les clés d'un bloc écrites dans la ligne, sans lui",
      ...AVANCE,
      change: [
        ['"commande": {\n        "dateCommande": "03/11/2022",', '"dateCommande": "03/11/2022",'],
        ['"montantSegurHT": 358.33\n      },', '"montantSegurHT": 358.33,'],
      ],
      expect: [{ message: 'flat', path: '/lignesImport/0/dateCommande', marks: '"dateCommande"', severity: 'error' }],
      fixed: ['"commande": {\n        "dateCommande": "03/11/2022",\n        "regimeTVA"'],
    },
    {
      name: 'une clé un niveau trop haut, où rien ne dit de qui elle parle',
      ...AVANCE,
      change: [['        "liberal": [', '        "RPPS": "10002123452",\n        "liberal": [']],
      expect: [{ message: 'level', path: '/lignesImport/0/beneficiaires/RPPS', marks: '"RPPS"', fixable: false }],
      offers: ['Retirer « RPPS » et sa valeur'],
    },
    {
      name: 'une clé autour de tout ce que le modèle attend là',
      ...AVANCE,
      change: [
        ['"commande": {\n', '"commande": { "bloc": {\n'],
        ['358.33\n      },', '358.33\n      } },'],
      ],
      expect: [
        {
          message: 'wrapped',
          path: '/lignesImport/0/commande/bloc',
          marks: '"bloc"',
          severity: 'error',
          fixable: false,
        },
      ],
      offers: ['Retirer « bloc », garder son contenu'],
    },
    {
      name: 'une clé de votre logiciel',
      ...AVANCE,
      change: [['{\n  "impId"', '{\n  "$schema": "segur.json",\n  "impId"']],
      expect: [{ message: 'unknown', path: '/$schema', marks: '"$schema"', fixable: false }],
      offers: ['Retirer « $schema » et sa valeur'],
    },
    {
      name: 'dans une partie reconstituée : avertissement',
      profile: 'MDV-LGC/solde',
      change: [['"codeTraitement": null,', '"codeTraitement": null,\n      "commentaire": "vu",']],
      expect: [
        { message: 'unknown', path: '/lignesImport/0/commentaire', marks: '"commentaire"', severity: 'warning' },
      ],
      also: ['model-reconstructed'],
    },
  ],
};
