import { bounded } from '../contract.js';
import { defineStructureRule } from '../define.js';
import type { Examples } from '../examples.js';
import { FORMAT, reconstructedNote } from '../shared/structure.js';
import { cite } from '../shared/words.js';

export const rule = defineStructureRule({
  meta: {
    id: 'unknown-field',
    severity: 'error',
    theme: 'structure',
    title: { fr: 'Clé inconnue', en: 'Unknown key' },
    explanation: {
      fr:
        "Le portail n'attend que les clés de son modèle\u00a0: une clé de plus, fût-elle utile à votre logiciel " +
        '(`$schema`, un identifiant interne…), peut faire rejeter le fichier.',
      en:
        'The portal expects the keys of its model only: one more, be it useful to your software (`$schema`, an ' +
        'internal id…), can get the file rejected.',
    },
    citations: [FORMAT],
    remedies: ['suggest'],
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
    unknown: {
      fr: (d: { key: string; note: boolean }) =>
        `La clé ${cite(d.key)} n'est pas dans le modèle\u00a0: retirez-la, ou donnez-lui le nom que le modèle ` +
        `attend${reconstructedNote(d.note, 'fr')}.`,
      en: d =>
        `The key “${d.key}” is not in the model: remove it, or give it the name that the model ` +
        `expects${reconstructedNote(d.note, 'en')}.`,
    },
  },
  kinds: ['unknown'],
  check(issue, report, at) {
    const { object, property, meant, evidence } = issue;
    const target = at({ start: property.keyStart, end: property.keyEnd });
    const note = evidence === 'reconstructed';
    const severity = bounded('error', evidence);
    const removed = {
      kind: 'suggest',
      title: { fr: `Retirer ${cite(property.key)} et sa valeur`, en: `Remove “${property.key}” and its value` },
    } as const;
    if (meant === undefined) {
      report('unknown', { key: property.key, note }, target, {
        severity,
        fixes: editor => [{ ...removed, edits: [editor.removeProperty(object, property)] }],
      });
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
        { ...removed, edits: [editor.removeProperty(object, property)] },
      ],
    });
  },
});

const AVANCE = { profile: 'MDV-LGC/avance' } as const;

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
      offers: ['Renommer en «\u00a0regimeTVA\u00a0»', 'Retirer «\u00a0regimTVA\u00a0» et sa valeur'],
    },
    {
      name: 'une clé abrégée',
      ...AVANCE,
      change: [['"scenarioInstallation"', '"scenario"']],
      expect: [{ message: 'meant', path: '/lignesImport/0/scenario', marks: '"scenario"' }],
      offers: ['Renommer en «\u00a0scenarioInstallation\u00a0»', 'Retirer «\u00a0scenario\u00a0» et sa valeur'],
    },
    {
      name: 'une clé de votre logiciel',
      ...AVANCE,
      change: [['{\n  "impId"', '{\n  "$schema": "segur.json",\n  "impId"']],
      expect: [{ message: 'unknown', path: '/$schema', marks: '"$schema"', fixable: false }],
      offers: ['Retirer «\u00a0$schema\u00a0» et sa valeur'],
    },
    {
      name: 'dans une partie reconstituée\u00a0: avertissement',
      profile: 'MDV-LGC/solde',
      change: [['"codeTraitement": null,', '"codeTraitement": null,\n      "commentaire": "vu",']],
      expect: [
        { message: 'unknown', path: '/lignesImport/0/commentaire', marks: '"commentaire"', severity: 'warning' },
      ],
      also: ['model-reconstructed'],
    },
  ],
};
