import type { Home, IssueOf } from '../../format/model/issues.js';
import { foldKey } from '../../format/domain/fold.js';
import { segments } from '../../format/model/located.js';
import { heldBy } from '../../format/profiles/detect.js';
import { endOf, type SourceEditor } from '../../language/edit.js';
import { tidy } from '../../language/whitespace.js';
import { bounded, type Fix, type KeyHome, type StrayKey } from '../contract.js';
import { defineStructureRule } from '../define.js';
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
      fr: (d: { key: string; listed: boolean; note: boolean }) =>
        `La clé ${cite(d.key)} enferme ce que le modèle attend ici même : retirez-la` +
        `${d.listed ? ', et ses crochets' : ''}, et gardez ce qu'elle contient${reconstructedNote(d.note, 'fr')}.`,
      en: d =>
        `The key “${d.key}” encloses what the model expects right here: remove it` +
        `${d.listed ? ' and its brackets' : ''}, and keep what it holds${reconstructedNote(d.note, 'en')}.`,
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
        report('wrapped', { key: property.key, listed: property.value?.kind === 'array', note }, target, {
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
          stray: strayOf(issue, at.chunk, root),
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
        // A whole block is renamed; removing it would lose everything typed in it.
        ...(property.value?.kind !== 'object' && property.value?.kind !== 'array'
          ? [{ ...removed, edits: [editor.removeProperty(object, property)] }]
          : []),
      ],
    });
  },
});

/** A key of the head in a ligne, or of a ligne at the root. */
function strayOf(
  { object, property, evidence }: IssueOf<'unknown'>,
  chunk: number | undefined,
  isOfHead: boolean,
): StrayKey | undefined {
  if (chunk !== undefined && !isOfHead) return undefined;
  const move = (editor: SourceEditor, home: KeyHome): Fix => ({
    kind: property.value === undefined ? 'suggest' : formFix(evidence),
    title:
      home.chunk === undefined
        ? {
            fr: `Déplacer ${cite(home.key)} à la racine du fichier`,
            en: `Move “${home.key}” to the root of the file`,
          }
        : {
            fr: `Déplacer ${cite(home.key)} dans la ligne ${String(home.chunk + 1)}`,
            en: `Move “${home.key}” to ligne ${String(home.chunk + 1)}`,
          },
    edits: editor.moveProperty(property, object, home),
  });
  return { key: foldKey(tidy(property.key)), of: isOfHead ? 'head' : 'ligne', is: 'astray', move };
}

/** How many keys are named before « et 4 autres ». */
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

/** Alone, it gives way to what it holds; beside others, its members join them, unless one stands there already. */
function unwrapped(editor: SourceEditor, { object, property, evidence }: IssueOf<'unknown'>): readonly Fix[] {
  const { key, keyStart, value } = property;
  const held = heldBy(property);
  const [first, last] = [held?.properties[0], held?.properties.at(-1)];
  if (value === undefined || held === undefined || first === undefined || last === undefined) return [];
  const span = { start: keyStart, end: value.end };
  const title = { fr: `Retirer ${cite(key)}, garder son contenu`, en: `Remove “${key}”, keep its content` };
  // In broken text its key may be what is left of something else.
  const isSure = !object.broken && !property.faulty && !editor.hasComment(span);
  const kind = isSure ? formFix(evidence) : 'suggest';
  if (object.properties.length === 1) return [{ kind, title, edits: [editor.replace(object, editor.slice(held))] }];
  const beside = new Set(object.properties.filter(one => one !== property).map(one => foldKey(tidy(one.key))));
  if (held.broken || held.properties.some(one => beside.has(foldKey(tidy(one.key))))) return [];
  const members = editor.slice({ start: first.keyStart, end: endOf(last) });
  return [{ kind, title, edits: [editor.replace(span, members)] }];
}

/** The object that should contain a key, as people call it. */
function nameOf({ place }: Home): Bilingual {
  const key = segments(place).findLast(segment => typeof segment === 'string');
  if (key === undefined) return { fr: 'à la racine du fichier', en: 'at the root of the file' };
  if (typeof place?.key === 'number' && segments(place).filter(segment => typeof segment === 'number').length === 1)
    return { fr: 'dans la ligne elle-même', en: 'in the ligne itself' };
  return { fr: `dans ${cite(key)}`, en: `in “${key}”` };
}

/** The key that the lignes stand under. */
const listOf = (profile: Profile | undefined): string | undefined =>
  profile?.file.properties?.find(({ shape }) => shape.container === 'lignes')?.key;

export { examples } from './unknown-field/cases.js';
