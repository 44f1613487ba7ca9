import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { topOf } from '../shared/targets.js';
import { cite } from '../shared/words.js';
import type { Bilingual } from '../../texts/typeset.js';

interface Data {
  readonly said: string;
  readonly seems: string;
  readonly title: Bilingual;
}

export const rule = defineFileRule({
  meta: {
    id: 'profile-mismatch',
    severity: 'error',
    theme: 'fichier',
    title: { fr: "Contenu d'un autre profil", en: 'Content of another profile' },
    explanation: {
      fr:
        "Le nom du fichier, un réglage ou « --profile » donne un couloir ou une phase, et le contenu est d'évidence " +
        "celui d'un autre. Seul ce que les deux ont en commun est vérifié : renommez le fichier, ou corrigez le " +
        'réglage.',
      en:
        "The file's name, a setting or “--profile” tells a couloir or a phase, and the content is plainly another's. " +
        'Only what both share is checked: rename the file, or correct the setting.',
    },
    citations: [{ document: 'projet', question: '' }],
    remedies: ['command'],
    needsProfile: true,
  },
  messages: {
    other: {
      fr: (d: Data) =>
        `Ce fichier est donné pour ${d.said}, et son contenu est celui de ${d.seems} (${d.title.fr}). Renommez-le ` +
        `comme ${cite(`….${suffixOf(d.seems)}.json`)}, ou donnez le bon profil (réglage, --profile ${d.seems}). ` +
        "D'ici là, seul ce que les deux ont en commun est vérifié.",
      en: d =>
        `This file is said to be of ${d.said}, and its content is that of ${d.seems} (${d.title.en}). Rename it like ` +
        `“….${suffixOf(d.seems)}.json”, or give the right profile (setting, --profile ${d.seems}). Until then only ` +
        'what both share is checked.',
    },
  },
  reads: [],
  check({ head }, report, { mismatch }) {
    if (mismatch === undefined) return;
    const { said, seems } = mismatch;
    report('other', { said: said.id, seems: seems.id, title: seems.title }, topOf(head), {
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

const suffixOf = (id: string): string => id.toLowerCase().replace('/', '.');

export const examples: Examples = {
  valid: [{ name: 'un contenu du profil donné', profile: 'PHA-LGO/avance' }],
  invalid: [
    {
      name: 'une officine, donnée pour de la médecine de ville',
      profile: 'PHA-LGO/avance',
      asked: 'MDV-LGC/avance',
      expect: [{ message: 'other', path: '', marks: '{', severity: 'error', fixable: false }],
      offers: ['Choisir le profil…'],
    },
    {
      name: 'un solde, donné pour une avance',
      profile: 'MDV-LGC/solde',
      asked: 'MDV-LGC/avance',
      expect: [{ message: 'other', path: '', marks: '{', severity: 'error', fixable: false }],
    },
  ],
};
