import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { topOf } from '../shared/targets.js';

export const rule = defineFileRule({
  meta: {
    id: 'profile-unknown',
    severity: 'info',
    theme: 'fichier',
    title: { fr: 'Profil inconnu', en: 'Unknown profile' },
    explanation: {
      fr:
        'Un fichier ne dit pas son couloir ni sa phase\u00a0: ils se lisent dans son nom, dans vos réglages ou dans ' +
        'son contenu. Ici rien ne les donne, et seul ce qui est commun à tous les profils est vérifié.',
      en:
        'A file does not name its couloir or phase: they are read from its name, your settings or its content. Here ' +
        'nothing tells them, and only what all profiles share is checked.',
    },
    citations: [{ document: 'projet', question: '' }],
    remedies: ['command'],
    needsProfile: false,
  },
  messages: {
    unknown: {
      fr: () =>
        'Profil inconnu (couloir et phase)\u00a0: seul ce qui est commun à tous les profils est vérifié. ' +
        'Choisissez-le, ou nommez le fichier comme «\u00a0….mdv-lgc.avance.json\u00a0»\u00a0; en ligne de ' +
        'commande\u00a0: --profile MDV-LGC/avance.',
      en: () =>
        'Unknown profile (couloir and phase): only what all profiles share is checked. Choose it, or name the ' +
        'file like “….mdv-lgc.avance.json”; on the command line: --profile MDV-LGC/avance.',
    },
  },
  reads: [],
  check({ head }, report, { profileKnown }) {
    // In a text that is cut or tangled, the marks of its profile may be what is missing.
    if (profileKnown || head.node.kind !== 'object' || head.node.broken) return;
    report('unknown', {}, topOf(head), {
      fixes: () => [
        {
          kind: 'command',
          title: { fr: 'Choisir le profil…', en: 'Choose the profile…' },
          edits: [],
          command: 'segur.choisirProfil',
        },
      ],
    });
  },
});

const COMMON =
  '{\n  "impId": null,\n  "numeroAns": "1234567890",\n  "siret": "81234567800013",\n  "lignesImport": [\n    {\n  ' +
  '    "numLigne": 1,\n      "typeAction": "C",\n      "numeroASP": null,\n      "numeroEditeur": ' +
  '"BDC-2022-0001",\n      "piecesJustificatives": [],\n      "codeTraitement": null,\n      "libelleTraitement": ' +
  'null\n    }\n  ]\n}\n';

export const examples: Examples = {
  valid: [{ name: 'un profil donné', profile: 'MDV-LGC/avance' }],
  invalid: [
    {
      name: 'rien ne dit le couloir',
      text: COMMON,
      expect: [{ message: 'unknown', path: '', marks: '{', severity: 'info', fixable: false }],
      offers: ['Choisir le profil…'],
    },
  ],
};
