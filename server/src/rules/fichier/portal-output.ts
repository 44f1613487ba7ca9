import { PORTAL_ROLES } from '../../format/model/facts.js';
import type { Fix } from '../contract.js';
import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { topOf } from '../shared/targets.js';
import { DOSSIER_FOUND } from '../shared/citations.js';

const SOLDE: Fix = {
  kind: 'command',
  title: { fr: 'Créer la demande de solde…', en: 'Create the solde request…' },
  edits: [],
  command: 'segur.creerSolde',
};

export const rule = defineFileRule({
  meta: {
    id: 'portal-output',
    severity: 'info',
    theme: 'fichier',
    title: { fr: 'JSON de sortie du portail', en: "The portal's output" },
    explanation: {
      fr:
        'Ce fichier est celui que le portail rend après un dépôt : il y a rempli ses clés (identifiant ' +
        "d'import, numéro de dossier, traitement). On s'en sert pour préparer le solde ; il ne se redépose " +
        'pas.',
      en:
        'This file is the one that the portal gives back after a deposit: it has filled its own keys there (import ' +
        'id, dossier number, processing). It serves to prepare the solde; it is not deposited again.',
    },
    citations: [DOSSIER_FOUND],
    remedies: ['command'],
    needsProfile: false,
  },
  messages: {
    output: {
      fr: () => 'Ce fichier est un JSON de sortie du portail : gardez-le pour préparer le solde, ne le redéposez pas.',
      en: () => "This file is an output of the portal's: keep it to prepare the solde, do not deposit it again.",
    },
    solde: {
      fr: () =>
        "Ce fichier est le JSON de sortie d'une demande de solde : il dit ce que le portail a fait de chaque " +
        'demande. Gardez-le, ne le redéposez pas.',
      en: () =>
        'This file is the output of a solde request: it tells what the portal did with each request. Keep it, do not ' +
        'deposit it again.',
    },
  },
  reads: PORTAL_ROLES,
  check({ head }, report, { profile, portalOutput }) {
    if (!portalOutput) return;
    report(profile?.phase === 'solde' ? 'solde' : 'output', {}, topOf(head), {
      fixes: () => [
        {
          kind: 'command',
          title: { fr: 'Lire le retour du portail…', en: "Read the portal's return…" },
          edits: [],
          command: 'segur.lireRetour',
        },
        ...(profile?.phase === 'solde' ? [] : [SOLDE]),
      ],
    });
  },
});

const AVANCE = { profile: 'MDV-LGC/avance' } as const;

export const examples: Examples = {
  valid: [
    { name: 'un fichier à déposer', ...AVANCE },
    { name: 'un solde, qui porte toujours ses numéros de dossier', profile: 'MDV-LGC/solde' },
  ],
  invalid: [
    {
      name: "l'identifiant d'import rempli par le portail",
      ...AVANCE,
      change: [['"impId": null', '"impId": 48211']],
      expect: [{ message: 'output', path: '', marks: '{', severity: 'info', fixable: false }],
      offers: ['Lire le retour du portail…', 'Créer la demande de solde…'],
    },
    {
      name: 'un numéro de dossier à chaque ligne',
      ...AVANCE,
      change: [
        ['"numeroASP": null', '"numeroASP": "FINMDV00120"'],
        ['"numeroASP": null', '"numeroASP": "FINMDV00121"'],
        ['"numeroASP": null', '"numeroASP": "FINMDV00122"'],
      ],
      expect: [{ message: 'output', path: '', marks: '{' }],
    },
    {
      name: 'le mot du portail sur une ligne, et un texte vide sur une autre',
      ...AVANCE,
      change: [
        ['"codeTraitement": null', '"codeTraitement": "3436"'],
        ['"libelleTraitement": null', '"libelleTraitement": ""'],
      ],
      expect: [{ message: 'output', path: '', marks: '{' }],
    },
    {
      name: "la sortie d'un solde",
      profile: 'MDV-LGC/solde',
      change: [['"impId": null', '"impId": 48212']],
      expect: [{ message: 'solde', path: '', marks: '{', severity: 'info' }],
      offers: ['Lire le retour du portail…'],
    },
  ],
};
