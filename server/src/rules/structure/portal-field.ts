import { PORTAL_ROLES, PORTAL_TEXTS } from '../../format/model/facts.js';
import type { FieldSet } from '../../format/model/ligne.js';
import type { FieldRole } from '../../format/profiles/roles.js';
import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';
import { DOSSIER_FOUND } from '../shared/citations.js';
import { toNull } from '../shared/fixes.js';

export const rule = defineFileRule({
  meta: {
    id: 'portal-field',
    severity: 'error',
    theme: 'structure',
    title: { fr: 'Clé réservée au portail', en: 'Key reserved for the portal' },
    explanation: {
      fr:
        "Le portail remplit lui-même l'identifiant d'import, le traitement de chaque demande et, à l'avance, le " +
        'numéro de dossier : dans le fichier à déposer, ces clés restent `null`. (Un fichier que le portail a ' +
        'rendu est un JSON de sortie : voir `portal-output`.)',
      en:
        'The portal itself fills in the import id, the processing of each request and, in an avance, the dossier ' +
        'number: in the file to deposit these keys stay `null`. (A file that the portal gave back is an output: see ' +
        '`portal-output`.)',
    },
    citations: [DOSSIER_FOUND],
    remedies: ['suggest'],
    needsProfile: false,
  },
  messages: {
    filled: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} est rempli par le portail : dans un fichier à déposer, il doit être null.`,
      en: d => `“${d.key}” is filled in by the portal: in a file to deposit it must be null.`,
    },
    dossier: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} est attribué par le portail : dans une avance à déposer, il doit être null.`,
      en: d => `“${d.key}” is assigned by the portal: in an avance to deposit it must be null.`,
    },
  },
  reads: PORTAL_ROLES,
  check({ head, lignes }, report, { profile, portalOutput }) {
    if (portalOutput) return;
    const look = (fields: FieldSet, role: FieldRole, message: 'filled' | 'dossier'): void => {
      const located = fields.first(role);
      if (located === undefined || located.flagged || located.value === null) return;
      report(
        message,
        { key: located.key },
        { chunk: fields.chunk, span: located.span, place: located.place },
        {
          fixes: editor => [toNull(editor, located.node, 'suggest')],
        },
      );
    };
    look(head, 'impId', 'filled');
    for (const ligne of lignes()) {
      if (profile?.phase === 'avance') look(ligne, 'numeroASP', 'dossier');
      for (const role of PORTAL_TEXTS) look(ligne, role, 'filled');
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
      expect: [{ message: 'dossier', path: '/lignesImport/0/numeroASP', marks: '"FINMDV00120"', fixable: false }],
      offers: ['Remplacer par null'],
    },
    {
      name: "le numéro de l'éditeur à chaque ligne n'est pas un dossier",
      profile: 'MDV-LGC/avance',
      change: [
        ['"numeroASP": null', '"numeroASP": "BDC-2022-0001"'],
        ['"numeroASP": null', '"numeroASP": "BDC-2022-0002"'],
        ['"numeroASP": null', '"numeroASP": "BDC-2022-0003"'],
      ],
      expect: [0, 1, 2].map(i => ({
        message: 'dossier',
        path: `/lignesImport/${String(i)}/numeroASP`,
        marks: `"BDC-2022-000${String(i + 1)}"`,
        severity: 'error',
        fixable: false,
      })),
    },
    {
      name: "ce qu'un générateur met à la place de null",
      profile: 'MDV-LGC/solde',
      change: [
        ['"impId": null', '"impId": "None"'],
        ['"codeTraitement": null', '"codeTraitement": "0"'],
        ['"libelleTraitement": null', '"libelleTraitement": "N/A"'],
      ],
      expect: [
        { message: 'filled', path: '/impId', marks: '"None"', severity: 'error', fixable: false },
        { message: 'filled', path: '/lignesImport/0/codeTraitement', marks: '"0"' },
        { message: 'filled', path: '/lignesImport/0/libelleTraitement', marks: '"N/A"' },
      ],
    },
  ],
};
