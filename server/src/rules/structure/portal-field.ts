import { PORTAL_ROLES } from '../../format/model/facts.js';
import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';

export const rule = defineFileRule({
  meta: {
    id: 'portal-field',
    severity: 'error',
    theme: 'structure',
    title: { fr: 'Clé réservée au portail', en: 'Key reserved to the portal' },
    explanation: {
      fr:
        "Le portail attribue lui-même le numéro de dossier d'une avance\u00a0: dans le fichier à déposer, cette clé " +
        'reste `null`. (Un fichier dont toutes les lignes portent un numéro est un JSON de sortie\u00a0: voir ' +
        '`portal-output`.)',
      en:
        'The portal itself assigns the dossier number of an avance: in the file to deposit this key stays `null`. ' +
        '(A file all of whose lignes bear a number is an output: see `portal-output`.)',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: 'Comment retrouver son numéro de dossier ASP pour le renseigner dans le fichier JSON solde ?',
        quote: 'Il peut être retrouvé dans le JSON avance de sortie.',
      },
    ],
    remedies: ['suggest'],
    needsProfile: true,
    concerns: { phase: 'avance' },
  },
  messages: {
    filled: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} est attribué par le portail\u00a0: dans une avance à déposer, il doit être null.`,
      en: d => `“${d.key}” is assigned by the portal: in an avance to deposit it must be null.`,
    },
  },
  reads: PORTAL_ROLES,
  check({ lignes, portalOutput }, report, { profile }) {
    if (profile?.phase !== 'avance' || portalOutput) return;
    for (const ligne of lignes) {
      const located = ligne.first('numeroASP');
      if (located === undefined || located.flagged || located.value === null) continue;
      report(
        'filled',
        { key: located.property.key },
        { chunk: ligne.chunk, span: located.node, place: located.place },
        {
          fixes: editor => [
            {
              kind: 'suggest',
              title: { fr: 'Remplacer par null', en: 'Replace by null' },
              edits: [editor.replaceValue(located.node, null)],
            },
          ],
        },
      );
    }
  },
});

export const examples: Examples = {
  valid: [
    { name: 'null dans une avance', profile: 'MDV-LGC/avance' },
    { name: 'rempli dans un solde', profile: 'MDV-LGC/solde' },
  ],
  invalid: [
    {
      name: "un numéro de dossier dans une seule ligne d'une avance",
      profile: 'MDV-LGC/avance',
      change: [['"numeroASP": null', '"numeroASP": "FINMDV00120"']],
      expect: [{ message: 'filled', path: '/lignesImport/0/numeroASP', marks: '"FINMDV00120"', fixable: false }],
      offers: ['Remplacer par null'],
    },
  ],
};
